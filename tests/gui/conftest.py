"""Fixtures for the window: real services over the real sample model, and no lane left busy."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from reader_app.data import resources
from reader_app.gui.app import make_window
from reader_app.gui.lanes import Lane
from reader_app.gui.main_window import MainWindow
from reader_app.gui.theme import load_themes
from reader_app.gui.translation_pane import TranslationPane
from reader_app.services import Services
from reader_app.services.name_index import NameIndex
from reader_app.services.settings import Settings
from reader_app.wiring import build


@pytest.fixture
def services(monkeypatch: pytest.MonkeyPatch, name_index: NameIndex) -> Services:
    """The real services; the index of names, which nothing changes, is made once for all tests."""
    monkeypatch.setattr("reader_app.glossary.load_index", lambda _: name_index)
    made = build()
    # A test that wants the background translation says so: elsewhere it would answer before a click does.
    made.settings.save(Settings(ahead=False))
    return made


@pytest.fixture
def lane(qtbot: QtBot) -> Iterator[Lane]:
    made = Lane("test")
    yield made
    assert made.close()


@pytest.fixture
def make_open_window(qtbot: QtBot, services: Services) -> Iterator[Callable[[], MainWindow]]:
    """Makes windows on the sample article, with its names found; closes them afterwards."""
    windows: list[MainWindow] = []

    def make() -> MainWindow:
        window = make_window(services if not windows else build())
        windows.append(window)
        window.resize(1200, 800)
        window.show()
        window.session.start()
        with qtbot.waitSignal(window.session.settled, timeout=20_000):
            window.open(services.default_article)
        assert window.session.article is not None
        return window

    yield make
    for window in windows:
        qtbot.waitUntil(lambda w=window: not w.session.busy, timeout=20_000)
        window.close()
        window.deleteLater()
    # Now: a window that is left over is styled again with each new one.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window(make_open_window: Callable[[], MainWindow]) -> MainWindow:
    return make_open_window()


@pytest.fixture
def pane(qtbot: QtBot) -> TranslationPane:
    """A pane of its own, which shows nothing yet."""
    made = TranslationPane(next(iter(load_themes(resources() / "themes").values())))
    qtbot.addWidget(made)
    made.resize(340, 500)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture(scope="session")
def contrast() -> Callable[[QColor, QColor], float]:
    """The ratio that WCAG 2 defines."""

    def luminance(colour: QColor) -> float:
        parts = (colour.redF(), colour.greenF(), colour.blueF())
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def ratio(one: QColor, other: QColor) -> float:
        light, dark = sorted((luminance(one), luminance(other)), reverse=True)
        return (light + 0.05) / (dark + 0.05)

    return ratio
