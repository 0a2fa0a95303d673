"""Spell check while a translation is written."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QMenu, QPlainTextEdit
from pytestqt.qtbot import QtBot

from reader_app.gui.main_window import MainWindow
from reader_app.gui.session import Ready
from reader_app.paths import Folders
from reader_app.wiring import build


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


def judge(qtbot: QtBot, window: MainWindow, word: str, verdict: str) -> None:
    """Call a word right or wrong from the menu over it."""
    menu = menu_over(window, word)
    next(a for a in menu.actions() if verdict in a.text()).trigger()
    menu.close()


def await_misspelt(qtbot: QtBot, window: MainWindow, *misspelt: str) -> None:
    qtbot.waitUntil(lambda: window.reviews.proofing.misspelt == misspelt, timeout=20_000)


def test_word_that_the_reader_calls_right_is_underlined_no_more_and_kept(
    qtbot: QtBot, window: MainWindow, editor: QPlainTextEdit, home: Folders
) -> None:
    write(qtbot, window, "The house of Xerkan.", ("Xerkan",))
    judge(qtbot, window, "Xerkan", "Is Right")
    await_misspelt(qtbot, window)
    assert editor.extraSelections() == []
    assert (home.data / "words.txt").read_text() == "Xerkan\n"


def test_word_called_right_can_be_called_wrong_after_all(
    qtbot: QtBot, window: MainWindow, editor: QPlainTextEdit, home: Folders
) -> None:
    write(qtbot, window, "The house of Xerkan.", ("Xerkan",))
    judge(qtbot, window, "Xerkan", "Is Right")
    await_misspelt(qtbot, window)
    assert "Is Right" not in " ".join(a.text() for a in menu_over(window, "Xerkan").actions())
    judge(qtbot, window, "Xerkan", "Wrong After All")
    await_misspelt(qtbot, window, "Xerkan")
    assert (home.data / "words.txt").read_text() == ""
    assert not any("Wrong" in a.text() for a in menu_over(window, "house").actions())


def test_word_called_right_a_moment_before_the_window_closes_is_kept(
    qtbot: QtBot, window: MainWindow, editor: QPlainTextEdit, home: Folders
) -> None:
    write(qtbot, window, "The house of Xerkan.", ("Xerkan",))
    judge(qtbot, window, "Xerkan", "Is Right")
    window.close()
    assert (home.data / "words.txt").read_text() == "Xerkan\n"


def test_word_called_right_elsewhere_is_right_when_the_editor_gets_the_focus(
    qtbot: QtBot, window: MainWindow, editor: QPlainTextEdit
) -> None:
    write(qtbot, window, "The house of Xerkan.", ("Xerkan",))
    build().proofreader.call_right("Xerkan")
    window.view.setFocus()
    assert window.reviews.proofing.misspelt == ("Xerkan",)
    editor.setFocus()
    await_misspelt(qtbot, window)
    assert editor.extraSelections() == []


def test_word_that_cannot_be_kept_is_told_and_right_in_this_window(
    qtbot: QtBot, window: MainWindow, editor: QPlainTextEdit, home: Folders
) -> None:
    write(qtbot, window, "The house of Xerkan.", ("Xerkan",))
    (home.data / "words.txt").mkdir()
    judge(qtbot, window, "Xerkan", "Is Right")
    await_misspelt(qtbot, window)
    assert "could not be kept" in window.notice.text
    assert "cannot be read" in window.notice.text
    told: list[str] = []
    window.session.noticed.connect(told.append)
    (home.data / "words.txt").rmdir()
    write(qtbot, window, "The house of Xerkan and Yorkan.", ("Yorkan",))
    assert told == []  # that all is well again is no news
    judge(qtbot, window, "Yorkan", "Is Right")
    await_misspelt(qtbot, window)
    assert (home.data / "words.txt").read_text() == "Xerkan\nYorkan\n"


def test_menu_elsewhere_is_the_editors_own(qtbot: QtBot, window: MainWindow, editor: QPlainTextEdit) -> None:
    write(qtbot, window, "He came yesturday.", ("yesturday",))
    menu = window.reviews.proofing.menu_at(QPoint(2, 2))
    assert not any("Right" in action.text() for action in menu.actions())
    menu.close()
