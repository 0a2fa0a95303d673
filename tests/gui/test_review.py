"""Reviewing in the window: drafts, approvals, flags, notes, versions, and what shows them."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader_app.core.article import Article, Sentence
from reader_app.core.errors import StoreError
from reader_app.core.sentences import build_article
from reader_app.core.translation import Origin
from reader_app.core.units import State
from reader_app.data import resources
from reader_app.gui.lanes import Lane
from reader_app.gui.main_window import MainWindow
from reader_app.gui.page import Page, typeset
from reader_app.gui.review_marks import margin_marks, state_colour
from reader_app.gui.session import Ready
from reader_app.gui.theme import Theme, load_themes
from reader_app.gui.word_diff import WordDiff
from reader_app.services import Services
from reader_app.wiring import build

Contrast = Callable[[QColor, QColor], float]

THEMES = load_themes(resources() / "themes")


def article_of(window: MainWindow) -> Article:
    assert window.session.article is not None
    return window.session.article


def settle(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.session.busy, timeout=20_000)


def select(qtbot: QtBot, window: MainWindow, number: int) -> Sentence:
    """Select a sentence and wait for its translation."""
    sentence = article_of(window).sentence(number)
    window.session.select(sentence)
    qtbot.waitUntil(lambda: isinstance(window.session.state, Ready), timeout=20_000)
    settle(qtbot, window)
    return sentence


def trigger(qtbot: QtBot, window: MainWindow, name: str) -> None:
    window.actions_by_name[name].trigger()
    settle(qtbot, window)


def state_of(window: MainWindow, number: int) -> State:
    return window.session.reviewing.review(article_of(window).sentence(number)).state


def test_translation_that_comes_is_a_draft_and_counted(qtbot: QtBot, window: MainWindow) -> None:
    total = len(article_of(window).sentences)
    assert state_of(window, 3) is State.NEW
    qtbot.waitUntil(lambda: window.reviews.strip.said.text() == f"0 of {total} approved")
    select(qtbot, window, 3)
    assert state_of(window, 3) is State.DRAFT
    assert window.panel.pane.review.chip.said.text() == "Draft"
    qtbot.waitUntil(lambda: window.reviews.strip.said.text() == f"0 of {total} approved, 1 draft")


def test_background_translation_drafts_the_article(qtbot: QtBot, window: MainWindow) -> None:
    window.session.set_translating_ahead(True)
    total = len(article_of(window).sentences)
    qtbot.waitUntil(lambda: window.session.reviewing.counts[State.DRAFT] == total, timeout=60_000)


def test_approving_enters_the_memory_and_goes_on_to_the_next_unreviewed(
    qtbot: QtBot, window: MainWindow, services: Services, units: dict[str, str]
) -> None:
    window.session.correct(article_of(window).sentence(3), "Edited.")
    first = select(qtbot, window, 2)
    trigger(qtbot, window, "approve")
    assert window.session.selected == article_of(window).sentence(4)  # the third is edited
    assert state_of(window, 2) is State.APPROVED
    kept = services.translator.recall(first.text)
    assert kept is not None
    assert (kept.origin, kept.text) == (Origin.MEMORY, units[first.text])
    qtbot.waitUntil(lambda: window.reviews.strip.accessibleName().startswith("Review: 1 of "))


def test_approving_keeps_what_is_being_written(qtbot: QtBot, window: MainWindow) -> None:
    sentence = select(qtbot, window, 2)
    window.actions_by_name["correct"].trigger()
    qtbot.keyClicks(window.panel.pane.editor, "Mine.")
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window.panel.pane.editor, Qt.Key.Key_Return, keys)
    settle(qtbot, window)
    review = window.session.reviewing.review(sentence)
    assert (review.state, review.target) == (State.APPROVED, "Mine.")


def test_all_reviewed_is_said_and_the_selection_stays(qtbot: QtBot, window: MainWindow) -> None:
    for sentence in article_of(window).sentences:
        window.session.correct(sentence, "Done.")
    last = select(qtbot, window, 5)
    said: list[str] = []
    window.session.noticed.connect(said.append)
    trigger(qtbot, window, "next_unreviewed")
    assert window.session.selected == last
    assert len(said) == 1
    assert "Every sentence" in said[0]


def test_flagged_edit_still_shows_though_it_left_the_memory(
    qtbot: QtBot, window: MainWindow, services: Services
) -> None:
    sentence = select(qtbot, window, 2)
    window.session.correct(sentence, "My own words.")
    settle(qtbot, window)
    trigger(qtbot, window, "flag")
    known = services.translator.recall(sentence.text)
    assert known is not None
    assert known.text != "My own words."
    select(qtbot, window, 4)
    select(qtbot, window, 2)
    assert window.panel.pane.english.text() == "My own words."
    assert "review" in window.panel.pane.provenance.text()
    trigger(qtbot, window, "flag")
    assert state_of(window, 2) is State.EDITED
    assert window.panel.pane.english.text() == "My own words."


def test_flag_asks_for_a_note_which_is_kept_and_shown(qtbot: QtBot, window: MainWindow) -> None:
    select(qtbot, window, 2)
    bar = window.panel.pane.review
    qtbot.mouseClick(bar.flag, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(bar.editor.isVisible)
    qtbot.keyClicks(bar.editor, "Which timing?")
    qtbot.mouseClick(bar.keep, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(bar.note.isVisible)
    assert bar.note.text() == "Note: Which timing?"
    settle(qtbot, window)
    assert state_of(window, 2) is State.FLAGGED
    assert not bar.flag.isVisible()
    qtbot.mouseClick(bar.reopen, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: state_of(window, 2) is State.DRAFT)


def test_note_being_written_is_kept_when_another_sentence_is_clicked(
    qtbot: QtBot, window: MainWindow
) -> None:
    sentence = select(qtbot, window, 2)
    trigger(qtbot, window, "note")
    qtbot.keyClicks(window.panel.pane.review.editor, "half a thought")
    select(qtbot, window, 4)
    assert window.session.reviewing.review(sentence).note == "half a thought"
    assert not window.panel.pane.review.editor.isVisible()
    assert not window.panel.pane.review.note.isVisible()


def test_approval_is_taken_back(qtbot: QtBot, window: MainWindow) -> None:
    select(qtbot, window, 2)
    trigger(qtbot, window, "approve")
    select(qtbot, window, 2)
    bar = window.panel.pane.review
    assert not bar.approve.isVisible()
    qtbot.mouseClick(bar.reopen, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: state_of(window, 2) is State.DRAFT)
    assert bar.approve.isVisible()


def test_reviews_outlive_a_window_that_closes_at_once(
    qtbot: QtBot, make_open_window: Callable[[], MainWindow]
) -> None:
    window = make_open_window()
    sentence, other = article_of(window).sentence(2), article_of(window).sentence(5)
    window.session.correct(sentence, "Mine.")
    select(qtbot, window, 5)
    window.actions_by_name["correct"].trigger()
    qtbot.keyClicks(window.panel.pane.editor, "Not saved yet.")
    window.close()  # the acts still wait in the lane
    desk = build().reviewer.open(article_of(window))
    assert desk.review(sentence).target == "Mine."
    assert desk.review(other).target == "Not saved yet."


def test_each_act_is_in_the_database_before_it_shows(qtbot: QtBot, window: MainWindow) -> None:
    sentence = select(qtbot, window, 2)
    another_program = build()
    seen: list[State] = []
    window.session.reviewing.reviewed.connect(
        lambda _: seen.append(another_program.reviewer.open(article_of(window)).review(sentence).state)
    )
    trigger(qtbot, window, "approve")
    assert seen[0] is State.APPROVED
    another_program.close()


def test_versions_show_the_words_that_differ_and_are_restored(
    qtbot: QtBot, window: MainWindow, units: dict[str, str]
) -> None:
    sentence = select(qtbot, window, 2)
    for text in ("The first try.", "The second try."):
        window.session.correct(sentence, text)
    trigger(qtbot, window, "versions")
    versions = window.reviews.versions
    found = (versions.list.topLevelItem(at) for at in range(versions.list.topLevelItemCount()))
    rows = [row for row in found if row is not None]
    assert [row.text(3) for row in rows] == [units[sentence.text], "The first try."]
    versions.list.setCurrentItem(rows[1])
    assert marked(versions.diff) == [("first", "struck out"), ("second", "underlined")]
    qtbot.mouseClick(versions.restore, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.panel.pane.english.text() == "The first try.")
    settle(qtbot, window)
    again = versions.list.topLevelItem(1)
    assert again is not None
    assert again.text(3) == "The second try."


def marked(diff: WordDiff) -> list[tuple[str, str]]:
    """The stretches of a diff that differ, and how they are marked."""
    found: list[tuple[str, str]] = []
    block = diff.document().begin()
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        form = fragment.charFormat()
        if form.fontStrikeOut():
            found.append((fragment.text(), "struck out"))
        elif form.fontUnderline():
            found.append((fragment.text(), "underlined"))
        iterator += 1
    return found


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("The 3 men met.", "The men met.", "The 3 men met."),
        ("The men met.", "The 3 men met.", "The 3 men met."),
        ("Old words here", "New words there", "Old New words here there"),
        ("Same.", "Same.", "Same."),
        ("", "All new.", "All new."),
        ("All gone.", "", "All gone."),
        ("<b>bold</b>", "<b>bold</b> & more", "<b>bold</b> & more"),
    ],
)
def test_diff_shows_both_texts_with_their_spaces(qtbot: QtBot, old: str, new: str, shown: str) -> None:
    diff = WordDiff(THEMES["light"], "")
    qtbot.addWidget(diff)
    diff.tell(old, new)
    assert diff.toPlainText() == shown


def test_arabic_put_into_the_translation_is_undone_by_the_editor(qtbot: QtBot, window: MainWindow) -> None:
    sentence = select(qtbot, window, 2)
    editor = window.panel.pane.editor
    window.actions_by_name["correct"].trigger()
    qtbot.keyClicks(editor, "Mine.")
    window.actions_by_name["write_source"].trigger()
    assert editor.toPlainText() == sentence.text
    editor.undo()
    assert editor.toPlainText() == "Mine."


def test_reverting_declines_what_the_memory_has(
    qtbot: QtBot, window: MainWindow, units: dict[str, str]
) -> None:
    sentence = select(qtbot, window, 2)
    window.session.correct(sentence, "Mine.")
    settle(qtbot, window)
    trigger(qtbot, window, "revert")
    assert window.panel.pane.english.text() == units[sentence.text]
    assert state_of(window, 2) is State.DRAFT


def test_marks_stand_in_the_right_margin_beside_the_lines_on_which_sentences_begin(qtbot: QtBot) -> None:
    article = build_article("سقط المطر. خرج الناس. قال سليم نعم.\n\nجاء الليل.", "title")
    page = page_of(article, 700)
    marks = list(margin_marks(page, 0, 10_000))
    assert [mark.sentence.id for mark in sorted(marks, key=lambda m: (m.rect.top(), -m.rect.left()))] == [
        1,
        2,
        3,
        4,
    ]
    for mark in marks:
        first = page.rects(mark.sentence.span)[0]
        assert mark.rect.left() > page.column().right()
        assert mark.rect.right() <= page.document.pageSize().width()
        assert first.top() < mark.rect.center().y() < first.bottom()


def test_many_short_sentences_of_a_line_have_marks_that_do_not_overlap(qtbot: QtBot) -> None:
    page = page_of(build_article("نعم. لا. كلا. نعم. لا. كلا. نعم. لا.", "title"), 400)
    marks = list(margin_marks(page, 0, 10_000))
    assert len(marks) == 8
    for one, other in pairwise(sorted(marks, key=lambda mark: mark.rect.left())):
        assert one.rect.right() <= other.rect.left()
        assert other.rect.right() <= page.document.pageSize().width()


def test_marks_of_a_paragraph_as_long_as_a_book_ask_for_what_shows_alone(qtbot: QtBot) -> None:
    page = page_of(build_article("سقط المطر على المدينة كلها. " * 5_000, "title"), 700)
    marks = list(margin_marks(page, 10_000, 10_800))
    assert 10 < len(marks) < 60
    assert all(9_900 < mark.rect.center().y() < 10_900 for mark in marks)


def page_of(article: Article, width: int) -> Page:
    """An article as a page of this width, laid out."""
    document = typeset(article)
    page = Page(article, document, QApplication.font())
    font = QApplication.font()
    font.setPixelSize(20)
    document.setDefaultFont(font)
    document.setPageSize(document.pageSize().expandedTo(document.pageSize()))
    document.setTextWidth(width)
    page.fit(width)
    return page


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES.keys())
@pytest.mark.parametrize("state", State)
def test_marks_stand_out_from_what_is_behind_them(theme: Theme, state: State, contrast: Contrast) -> None:
    for behind in (theme.page, theme.panel, theme.chrome):
        assert contrast(state_colour(state, theme), QColor(behind)) >= 3  # WCAG 1.4.11


def test_mark_says_its_state_and_note_in_words(qtbot: QtBot, window: MainWindow) -> None:
    sentence = select(qtbot, window, 1)
    first = window.view.rects_on_screen(sentence.span)[0]
    point = QPoint(first.right() + 14, first.center().y())
    mark = window.view.mark_at_point(point)
    assert mark is not None
    assert mark.sentence == sentence
    assert window.view.mark_at_point(first.center()) is None
    window.actions_by_name["states"].trigger()
    assert window.view.mark_at_point(point) is None
    assert not window.reviews.strip.isVisible()


def test_article_whose_reviews_cannot_be_read_is_shown_and_own_words_are_kept_all_the_same(
    qtbot: QtBot, window: MainWindow, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Article) -> None:
        raise StoreError("The disk is full.")

    said: list[str] = []
    window.session.noticed.connect(said.append)
    monkeypatch.setattr(services.reviewer, "open", refuse)
    with qtbot.waitSignal(window.session.settled, timeout=20_000):
        window.open(services.default_article)
    settle(qtbot, window)
    assert said == ["The disk is full."]
    assert window.session.reviewing.desk is None
    sentence = select(qtbot, window, 2)
    window.session.correct(sentence, "Mine.")
    qtbot.waitUntil(lambda: window.panel.pane.english.text() == "Mine.", timeout=20_000)
    trigger(qtbot, window, "approve")
    assert len(said) == 2
    assert "could not be read" in said[1]


def test_lane_that_closes_does_what_must_be_done_and_nothing_else(qtbot: QtBot) -> None:
    lane = Lane("closing")
    done: list[str] = []
    lane.submit(lambda _: done.append("must"), must=True)
    lane.submit(lambda _: done.append("must too"), must=True)
    handle = lane.submit(lambda _: done.append("may"))
    handle.cancel()
    assert lane.close()
    assert done == ["must", "must too"]
