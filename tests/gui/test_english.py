"""The widget that the English is read in."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from reader_app.core.article import Span
from reader_app.data import resources
from reader_app.gui.english import EnglishText
from reader_app.gui.theme import load_themes

TRICKY = "One 😀 <b>two</b>\nthree\ttabs\u2028four"


def point_at(qtbot: QtBot, widget: QWidget, pos: QPoint) -> None:
    """Move the pointer there, from elsewhere: where it is already, nothing would be sent."""
    qtbot.mouseMove(widget, pos=pos + QPoint(0, 1))
    qtbot.mouseMove(widget, pos=pos)


@pytest.fixture
def english(qtbot: QtBot) -> EnglishText:
    holder = QWidget()
    column = QVBoxLayout(holder)
    made = EnglishText(next(iter(load_themes(resources() / "themes").values())), "English translation")
    column.addWidget(made)
    column.addStretch(1)
    qtbot.addWidget(holder)
    holder.resize(300, 500)
    holder.show()
    qtbot.waitExposed(holder)
    made.holder = holder  # type: ignore[attr-defined]
    return made


def test_text_is_data_and_never_markup(english: EnglishText) -> None:
    english.set_text(TRICKY)
    assert english.text() == TRICKY
    assert "<b>two</b>" in english.toPlainText()


def test_copying_gives_the_texts_own_characters(english: EnglishText) -> None:
    english.set_text(TRICKY)
    english.selectAll()
    english.copy()
    assert QApplication.clipboard().text() == TRICKY
    english.set_text(TRICKY)
    QApplication.clipboard().clear()
    english.copy()  # nothing is selected: all of it
    assert QApplication.clipboard().text() == TRICKY


def test_part_selected_by_keyboard_is_copied(qtbot: QtBot, english: EnglishText) -> None:
    english.set_text("One two three")
    english.setFocus()
    control_shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(english, Qt.Key.Key_Right, control_shift)
    qtbot.keyClick(english, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text().strip() == "One"


def test_reader_cannot_change_the_text(qtbot: QtBot, english: EnglishText) -> None:
    english.set_text("One two")
    english.setFocus()
    qtbot.keyClicks(english, "x")
    qtbot.keyClick(english, Qt.Key.Key_Backspace)
    assert english.toPlainText() == "One two"


@pytest.mark.parametrize("width", [160, 300, 900])
def test_all_of_the_text_shows_at_every_width(english: EnglishText, width: int) -> None:
    english.set_text("The American flexibility came in statements made yesterday. " * 4)
    english.holder.resize(width, 900)  # type: ignore[attr-defined]
    QApplication.processEvents()
    rects = english.rects(Span(0, len(english.text()) - 1))
    assert len(rects) >= 4 if width < 900 else rects
    assert all(english.viewport().rect().adjusted(0, -2, 1, 2).contains(r.toRect()) for r in rects)
    assert english.height() <= rects[-1].bottom() + 12


def test_pointed_letter_is_counted_in_code_points(qtbot: QtBot, english: EnglishText) -> None:
    english.set_text(TRICKY)
    pointed: list[int | None] = []
    english.letter_pointed.connect(pointed.append)
    for word in ("two", "three", "tabs", "four"):
        start = TRICKY.index(word)
        rect = english.rects(Span(start, start + 1))[0]
        point_at(qtbot, english.viewport(), pos=rect.center().toPoint())
        assert pointed[-1] == start, word
    point_at(qtbot, english.viewport(), pos=QPoint(english.width() - 3, 3))
    assert pointed[-1] is None


def test_caret_tells_nothing_until_the_reader_is_there(qtbot: QtBot, english: EnglishText) -> None:
    placed: list[int] = []
    english.caret_placed.connect(placed.append)
    english.set_text(TRICKY)
    assert placed == []
    english.clearFocus()
    english.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(5):
        qtbot.keyClick(english, Qt.Key.Key_Right)
    assert placed == [0, 1, 2, 3, 4, 5]


def test_tab_leaves_the_text(qtbot: QtBot, english: EnglishText) -> None:
    other = QWidget(english.parentWidget())
    other.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    other.show()
    english.set_text("One two")
    english.setFocus()
    qtbot.keyClick(english, Qt.Key.Key_Tab)
    assert not english.hasFocus()
    assert english.toPlainText() == "One two"
