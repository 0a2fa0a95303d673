"""The collector keeps away from what stays, and what is let go of goes without it."""

import gc
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from reader_app.gui.main_window import MainWindow
from reader_app.gui.responsive import lasting


@pytest.fixture(autouse=True)
def thawed() -> Iterator[None]:
    yield
    gc.unfreeze()
    gc.enable()


class Kept:
    """Something the collector looks at."""


def test_collector_rests_inside_and_passes_over_afterwards() -> None:
    with lasting():
        assert not gc.isenabled()
        kept = [Kept() for _ in range(100)]
    assert gc.isenabled()
    seen = {id(one) for one in gc.get_objects()}
    assert not any(id(one) in seen for one in kept)


def test_collector_is_on_again_after_a_failure() -> None:
    with pytest.raises(ValueError, match="no"), lasting():
        raise ValueError("no")
    assert gc.isenabled()


def test_article_that_is_closed_goes_without_the_collector(
    make_open_window: Callable[[], MainWindow], tmp_path: Path, qtbot: QtBot
) -> None:
    window = make_open_window()
    page = window.view._page
    assert page is not None
    left = [weakref.ref(page), weakref.ref(page.layout)]
    del page
    other = tmp_path / "other.txt"
    other.write_text("جملة أخرى في ملف آخر.", encoding="utf-8")
    gc.disable()
    with qtbot.waitSignal(window.session.settled, timeout=20_000):
        window.open(other)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert [one() for one in left] == [None, None]
