"""Flags under the translation, the places lit for them, putting them away, and going through the article."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from reader_app.core.article import Span
from reader_app.core.checks import Flag, FlagKind, Severity
from reader_app.gui.flag_rows import FlagRow
from reader_app.gui.main_window import MainWindow
from reader_app.gui.session import Ready
from reader_app.gui.text import with_quotations
from reader_app.services import Services

WRONG = "The 3 men met in Aleppo"
"""A translation of the second sentence that has a number and a name which the Arabic does not have."""


RIGHT = (
    "The American flexibility came in statements made yesterday by US Secretary of State John Kerry, "
    "who said that Syrian President Bashar al-Assad must go, but that the timing of his departure must be "
    "decided through negotiation."
)


def write(qtbot: QtBot, window: MainWindow, text: str, number: int = 2) -> list[FlagRow]:
    """Select a sentence whose translation is this one, the reader's own; the rows of its flags."""
    article = window.session.article
    assert article is not None
    sentence = article.sentence(number)
    window._services.translator.correct(sentence.text, text)  # before it is selected: no model is asked
    window.session.select(None)
    window.session.select(sentence)

    def is_checked() -> bool:
        found = window.session.checking.found
        return found is not None and found.target == text

    # Until what else belongs to the sentence is there too, and the lines are laid out, to be clicked.
    qtbot.waitUntil(lambda: is_checked() and not window.session.busy, timeout=20_000)
    assert isinstance(window.session.state, Ready)
    qtbot.waitUntil(lambda: all(row.away.height() > 0 for row in window.panel.pane.flags.shown))
    return list(window.panel.pane.flags.shown)


def row_of(rows: list[FlagRow], kind: FlagKind) -> FlagRow:
    """The row of a flag of this kind that has a place in the translation."""
    return next(row for row in rows if row.flag.kind is kind and row.flag.target is not None)


def test_right_translation_has_no_lines(qtbot: QtBot, window: MainWindow) -> None:
    assert write(qtbot, window, RIGHT) == []
    assert not window.panel.pane.flags.isVisible()


def test_wrong_translation_has_a_line_for_each_flag_the_gravest_first(
    qtbot: QtBot, window: MainWindow
) -> None:
    rows = write(qtbot, window, WRONG)
    kinds = {row.flag.kind for row in rows}
    assert {FlagKind.NUMBER, FlagKind.NAME, FlagKind.TRUNCATED} <= kinds
    assert all(row.isVisible() for row in rows)
    ranks = [row.flag.severity.rank for row in rows]
    assert ranks == sorted(ranks, reverse=True)
    for row in rows:
        assert row.message.text() == with_quotations(row.flag.message)
        assert row.flag.message in row.accessibleName()


def test_pointing_at_a_line_lights_its_places_until_it_is_left(qtbot: QtBot, window: MainWindow) -> None:
    row = row_of(write(qtbot, window, WRONG), FlagKind.NAME)
    assert row.flag.target is not None
    qtbot.mouseMove(row, QPoint(4, 4))
    row.pointed.emit(row.flag)
    english = window.panel.pane.english
    assert english._words == [row.flag.target]
    assert row.flag.target.of(WRONG) == "Aleppo"
    row.pointed.emit(None)
    assert (list(english._words), list(window.view._lit.words)) == ([], [])


def test_place_in_the_arabic_is_lit_where_the_sentence_stands(qtbot: QtBot, window: MainWindow) -> None:
    rows = write(qtbot, window, WRONG)
    row = next(row for row in rows if "John Kerry" in row.flag.message)
    row.placed.emit(row.flag)
    article = window.session.article
    assert article is not None
    (lit,) = window.view._lit.words
    assert lit.of(article.text) == "جون كيري"


def test_line_is_pointed_at_by_the_keyboard_and_put_away_with_delete(
    qtbot: QtBot, window: MainWindow
) -> None:
    rows = write(qtbot, window, WRONG)
    row = row_of(rows, FlagKind.NAME)
    flag = row.flag
    row.setFocus()
    assert window.panel.pane.english._words == [flag.target]
    qtbot.keyClick(row, Qt.Key.Key_Delete)
    left = window.panel.pane.flags.shown
    assert len(left) == len(rows) - 1
    assert flag not in [one.flag for one in left]


def test_flag_put_away_stays_away_for_this_pair_and_comes_back_when_asked(
    qtbot: QtBot, window: MainWindow
) -> None:
    rows = write(qtbot, window, WRONG)
    flag = row_of(rows, FlagKind.NUMBER).flag
    qtbot.mouseClick(row_of(rows, FlagKind.NUMBER).away, Qt.MouseButton.LeftButton)
    write(qtbot, window, "Something else.", 3)
    write(qtbot, window, WRONG)
    flags = window.panel.pane.flags
    assert flag not in [row.flag for row in flags.shown]
    assert flags.again.isVisible()
    assert flags.again.text().startswith("1 ")
    qtbot.mouseClick(flags.again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: flag in [row.flag for row in flags.shown], timeout=20_000)
    assert not flags.again.isVisible()


def test_another_wording_is_checked_anew_whatever_was_put_away(qtbot: QtBot, window: MainWindow) -> None:
    rows = write(qtbot, window, WRONG)
    qtbot.mouseClick(row_of(rows, FlagKind.NUMBER).away, Qt.MouseButton.LeftButton)
    rows = write(qtbot, window, f"{WRONG} again")
    assert FlagKind.NUMBER in {row.flag.kind for row in rows}


def test_flags_of_a_sentence_that_was_left_are_dropped(qtbot: QtBot, window: MainWindow) -> None:
    write(qtbot, window, WRONG)
    window.session.select(None)
    assert window.session.checking.found is None
    assert window.panel.pane.flags.shown == []


@pytest.fixture
def checked_window(qtbot: QtBot, window: MainWindow, services: Services) -> MainWindow:
    """The window over the article of which the first two sentences are translated, both wrongly."""
    article = window.session.article
    assert article is not None
    write(qtbot, window, WRONG)
    write(qtbot, window, RIGHT, 1)  # of another sentence, and so wrong here
    window.session.select(None)
    window.actions_by_name["check"].trigger()
    total = len(article.sentences)
    qtbot.waitUntil(lambda: f"2 of {total} translations" in window.checks.window.said.text(), timeout=20_000)
    return window


def test_check_of_the_article_lists_the_flags_of_what_is_translated(checked_window: MainWindow) -> None:
    listed = checked_window.checks.window
    assert listed.isVisible()
    assert not listed.isModal()
    assert {item.text(0).split()[-1] for item in listed.items()} == {"1", "2"}
    assert {"number", "name", "truncated"} <= {item.text(1) for item in listed.items()}
    assert "not translated yet" in listed.said.text()


def test_line_of_the_list_shows_its_sentence_with_the_places_lit(
    qtbot: QtBot, checked_window: MainWindow
) -> None:
    window = checked_window
    listed = window.checks.window.list
    item = next(item for item in window.checks.window.items() if "Aleppo" in item.text(2))
    listed.setCurrentItem(item)
    qtbot.waitUntil(lambda: bool(window.panel.pane.english._words), timeout=20_000)
    assert window.session.selected is not None
    assert window.session.selected.id == 2
    assert window.panel.pane.english._words[0].of(WRONG) == "Aleppo"


def test_remarks_show_when_they_are_asked_for(qtbot: QtBot, checked_window: MainWindow) -> None:
    listed = checked_window.checks.window
    remark = Flag(FlagKind.QUOTES, Severity.INFO, "Expected brackets, found none.", Span(0, 2), None)
    sentence = checked_window.session.article.sentence(1)  # type: ignore[union-attr]
    from reader_app.gui.checking import CheckedSentence

    listed.add([CheckedSentence(sentence, "x", (remark,))])
    item = listed.items()[-1]
    assert item.isHidden()
    listed.remarks.setChecked(True)
    assert not item.isHidden()


def test_list_is_closed_with_its_article(
    qtbot: QtBot, checked_window: MainWindow, services: Services
) -> None:
    with qtbot.waitSignal(checked_window.session.article_opened, timeout=20_000):
        checked_window.open(services.default_article)
    assert not checked_window.checks.window.isVisible()
    assert checked_window.checks.window.items() == []


def test_buttons_of_the_lines_are_reached_by_tab(qtbot: QtBot, window: MainWindow) -> None:
    for row in write(qtbot, window, WRONG):
        assert row.focusPolicy() == Qt.FocusPolicy.StrongFocus
        (away,) = row.findChildren(QPushButton)
        assert away.focusPolicy() & Qt.FocusPolicy.TabFocus
