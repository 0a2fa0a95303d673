"""Spell check while a translation is written."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QMenu, QPlainTextEdit
from pytestqt.qtbot import QtBot

from reader_app.gui.main_window import MainWindow
from reader_app.gui.session import Ready


@pytest.fixture
def editor(qtbot: QtBot, window: MainWindow) -> QPlainTextEdit:
    """The editor, open on the translation of a sentence."""
    assert window.session.article is not None
    window.session.select(window.session.article.sentence(2))
    qtbot.waitUntil(lambda: isinstance(window.session.state, Ready), timeout=20_000)
    window.actions_by_name["correct"].trigger()
    return window.panel.pane.editor


def write(qtbot: QtBot, window: MainWindow, text: str, misspelt: tuple[str, ...]) -> None:
    """Write a text and wait until these of its words are underlined."""
    window.panel.pane.editor.selectAll()
    qtbot.keyClicks(window.panel.pane.editor, text)
    proofing = window.reviews.proofing
    qtbot.waitUntil(lambda: (proofing._text, proofing.misspelt) == (text, misspelt), timeout=20_000)


def menu_over(window: MainWindow, word: str) -> QMenu:
    editor = window.panel.pane.editor
    cursor = editor.textCursor()
    cursor.setPosition(editor.toPlainText().index(word) + 2)
    editor.setTextCursor(cursor)
    return window.reviews.proofing.menu_at(editor.cursorRect().center())


def test_misspelt_word_has_a_wave_and_names_of_the_article_have_none(
    qtbot: QtBot, window: MainWindow, editor: QPlainTextEdit
) -> None:
    write(qtbot, window, "Kerry met Assad yesturday.", ("yesturday",))
    (mark,) = editor.extraSelections()
    assert mark.cursor.selectedText() == "yesturday"  # pyright: ignore[reportAttributeAccessIssue]
    wave = QTextCharFormat.UnderlineStyle.SpellCheckUnderline
    assert mark.format.underlineStyle() == wave  # pyright: ignore[reportAttributeAccessIssue]


def test_suggestion_takes_the_words_place_and_is_undone(
    qtbot: QtBot, window: MainWindow, editor: QPlainTextEdit
) -> None:
    write(qtbot, window, "He came yesturday.", ("yesturday",))
    menu = menu_over(window, "yesturday")
    qtbot.waitUntil(lambda: any(a.text() == "yesterday" for a in menu.actions()), timeout=20_000)
    next(a for a in menu.actions() if a.text() == "yesterday").trigger()
    assert editor.toPlainText() == "He came yesterday."
    editor.undo()
    assert editor.toPlainText() == "He came yesturday."
    menu.close()
    qtbot.waitUntil(lambda: window.reviews.proofing.misspelt == ("yesturday",), timeout=20_000)


def test_word_that_the_reader_calls_right_is_underlined_no_more(
    qtbot: QtBot, window: MainWindow, editor: QPlainTextEdit
) -> None:
    write(qtbot, window, "The house of Xerkan.", ("Xerkan",))
    menu = menu_over(window, "Xerkan")
    next(a for a in menu.actions() if "Right" in a.text()).trigger()
    menu.close()
    qtbot.waitUntil(lambda: editor.extraSelections() == [], timeout=20_000)


def test_menu_elsewhere_is_the_editors_own(qtbot: QtBot, window: MainWindow, editor: QPlainTextEdit) -> None:
    write(qtbot, window, "He came yesturday.", ("yesturday",))
    menu = window.reviews.proofing.menu_at(QPoint(2, 2))
    assert not any("Right" in action.text() for action in menu.actions())
    menu.close()
