"""Finding words in the article."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader_app.core.article import Span
from reader_app.gui.main_window import MainWindow


@pytest.fixture
def searching(qtbot: QtBot, window: MainWindow) -> MainWindow:
    """The window with the find bar open over «سوريا»."""
    window.actions_by_name["find"].trigger()
    window.find_bar.field.setText("سوريا")
    qtbot.waitUntil(lambda: "found" in window.find_bar.count.text())
    return window


def test_bar_counts_the_places(searching: MainWindow) -> None:
    assert searching.session.article is not None
    count = searching.session.article.text.count("سوريا")
    assert searching.find_bar.count.text() == f"{count} found"


def test_enter_shows_one_place_after_the_other_and_goes_round(qtbot: QtBot, searching: MainWindow) -> None:
    shown: list[Span] = []
    searching.session.finding.place_shown.connect(shown.append)
    assert searching.session.article is not None
    count = searching.session.article.text.count("سوريا")
    for _ in range(count + 1):
        qtbot.keyClick(searching.find_bar.field, Qt.Key.Key_Return)
        rect = searching.view.rects_on_screen(shown[-1])[0]
        assert searching.view.viewport().rect().contains(rect.center())
    assert shown == [*sorted(shown[:count]), shown[0]]
    assert searching.find_bar.count.text() == f"1 of {count}"
    searching.actions_by_name["find_previous"].trigger()
    assert shown[-1] == shown[count - 1]


def test_enter_right_after_typing_shows_the_first_place(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_by_name["find"].trigger()
    window.find_bar.field.setText("روسيا")
    with qtbot.waitSignal(window.session.finding.place_shown):
        qtbot.keyClick(window.find_bar.field, Qt.Key.Key_Return)
    assert window.find_bar.count.text().startswith("1 of ")


def test_search_begins_where_the_reader_is(qtbot: QtBot, searching: MainWindow) -> None:
    assert searching.session.article is not None
    here = searching.session.article.sentence(7)
    searching.session.select(here)
    shown: list[Span] = []
    searching.session.finding.place_shown.connect(shown.append)
    searching.actions_by_name["find_next"].trigger()
    assert shown[0].start >= here.span.start


def test_what_is_not_there_is_said(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_by_name["find"].trigger()
    window.find_bar.field.setText("كنغر")
    qtbot.waitUntil(lambda: window.find_bar.count.text() == "Not found")
    assert not window.find_bar.next.isEnabled()


def test_escape_puts_the_bar_away_and_goes_back_to_the_page(qtbot: QtBot, searching: MainWindow) -> None:
    qtbot.keyClick(searching.find_bar.field, Qt.Key.Key_Escape)
    assert not searching.find_bar.isVisible()
    assert QApplication.focusWidget() is searching.view
    assert searching.view.grab().toImage() == page_without_marks(searching)


def page_without_marks(window: MainWindow):
    window.view.set_found(())
    return window.view.grab().toImage()


def test_another_article_forgets_the_search(qtbot: QtBot, searching: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text("نص آخر عن سوريا.", encoding="utf-8")
    with qtbot.waitSignal(searching.session.article_opened):
        searching.open(tmp_path / "other.txt")
    assert not searching.find_bar.isVisible()
    searching.actions_by_name["find"].trigger()
    qtbot.waitUntil(lambda: searching.find_bar.count.text() == "1 found")
