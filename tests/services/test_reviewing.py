"""Reviewing over a real database."""

from dataclasses import replace
from pathlib import Path

import pytest

from reader_app.core.article import Article
from reader_app.core.bounds import merge_with_next, split_at
from reader_app.core.sentences import build_article
from reader_app.core.translation import ModelIdentity, Origin, Translation
from reader_app.core.units import State
from reader_app.measuring import chrf_and_ter
from reader_app.services.reviewing import Desk, Review, Reviewer
from reader_app.store.database import Database
from reader_app.store.memory import SqliteMemory
from reader_app.store.reviews import SqliteReviews

MODEL = ModelIdentity("a/model", "0123")
TEXT = "سقط المطر. خرج الناس. قال سليم، وهو واقف: نعم."
RAIN, PEOPLE, SALIM = "سقط المطر.", "خرج الناس.", "قال سليم، وهو واقف: نعم."


def article_of(text: str, path: Path | None) -> Article:
    return replace(build_article(text, "title"), path=path)


def drafted(source: str, text: str) -> Translation:
    return Translation(source, text, Origin.MODEL, MODEL)


@pytest.fixture
def database(tmp_path: Path):
    made = Database(tmp_path / "reader.sqlite")
    yield made
    made.close()


@pytest.fixture
def memory(database: Database) -> SqliteMemory:
    return SqliteMemory(database)


@pytest.fixture
def reviewer(database: Database, memory: SqliteMemory) -> Reviewer:
    return Reviewer(SqliteReviews(database), memory, chrf_and_ter)


@pytest.fixture
def desk(reviewer: Reviewer, tmp_path: Path) -> Desk:
    return reviewer.open(article_of(TEXT, tmp_path / "a.txt"))


def test_untouched_article_is_all_new(desk: Desk) -> None:
    assert [sentence.text for sentence in desk.article.sentences] == [RAIN, PEOPLE, SALIM]
    assert desk.counts() == {State.NEW: 3}
    assert list(desk.units()) == []


def test_draft_edit_and_approval_lead_on_and_are_there_when_opened_again(
    reviewer: Reviewer, desk: Desk
) -> None:
    desk = reviewer.draft(desk, RAIN, drafted(RAIN, "Rain fall."))
    assert desk.reviews[RAIN].state is State.DRAFT
    desk = reviewer.edit(desk, RAIN, "Rain fell.")
    assert desk.reviews[RAIN].state is State.EDITED
    desk = reviewer.note(reviewer.approve(desk, RAIN), RAIN, "checked twice")
    again = reviewer.open(desk.article)
    assert again.reviews == desk.reviews
    kept = again.reviews[RAIN]
    assert (kept.state, kept.target, kept.draft, kept.note, kept.model) == (
        State.APPROVED,
        "Rain fell.",
        "Rain fall.",
        "checked twice",
        MODEL,
    )
    (unit,) = again.units()
    assert (unit.id, unit.source, unit.target, unit.state) == ("1", RAIN, "Rain fell.", State.APPROVED)


def test_new_draft_does_not_touch_what_a_person_has_done(reviewer: Reviewer, desk: Desk) -> None:
    desk = reviewer.edit(desk, RAIN, "Mine.")
    assert reviewer.draft(desk, RAIN, drafted(RAIN, "Theirs.")) is desk


def test_note_without_a_translation_leaves_the_sentence_new_and_goes_with_the_draft(
    reviewer: Reviewer, desk: Desk, memory: SqliteMemory
) -> None:
    desk = reviewer.note(desk, RAIN, "ask the author")
    assert desk.counts() == {State.NEW: 3}
    assert list(desk.units()) == []
    again = reviewer.open(desk.article)
    assert (again.reviews[RAIN].state, again.reviews[RAIN].note) == (State.NEW, "ask the author")
    drafted_desk = reviewer.draft(again, RAIN, drafted(RAIN, "Rain fell."))
    review = drafted_desk.reviews[RAIN]
    assert (review.state, review.target, review.note) == (State.DRAFT, "Rain fell.", "ask the author")
    assert memory.count() == 0


def test_flag_without_a_translation_stays_when_a_draft_comes_and_lets_it_be_approved(
    reviewer: Reviewer, desk: Desk, memory: SqliteMemory
) -> None:
    desk = reviewer.flag(desk, RAIN, "which rain?")
    assert memory.count() == 0
    desk = reviewer.draft(desk, RAIN, drafted(RAIN, "Rain fell."))
    review = desk.reviews[RAIN]
    assert (review.state, review.target, review.draft) == (State.FLAGGED, "Rain fell.", "Rain fell.")
    assert reviewer.draft(desk, RAIN, drafted(RAIN, "Another.")) is desk
    assert reviewer.reopen(desk, RAIN).reviews[RAIN].state is State.DRAFT
    assert reviewer.approve(desk, RAIN).reviews[RAIN].state is State.APPROVED


def test_note_alone_comes_back_when_halves_are_merged(reviewer: Reviewer, desk: Desk) -> None:
    desk = reviewer.note(desk, SALIM, "who is he?")
    split = split_at(desk.article.sentences[2], len("قال سليم،"))
    assert split is not None
    halves = reviewer.move_bounds(desk, split)
    assert [halves.review(one).note for one in halves.article.sentences[2:]] == ["", ""]
    merge = merge_with_next(halves.article, halves.article.sentences[2])
    assert merge is not None
    whole = reviewer.move_bounds(halves, merge)
    assert whole.review(whole.article.sentences[2]).note == "who is he?"


def test_sentence_without_a_translation_cannot_be_approved(reviewer: Reviewer, desk: Desk) -> None:
    assert reviewer.approve(desk, RAIN) is desk


def test_edited_and_approved_enter_the_memory_with_their_model_and_leave_it_when_taken_back(
    reviewer: Reviewer, desk: Desk, memory: SqliteMemory
) -> None:
    desk = reviewer.draft(desk, RAIN, drafted(RAIN, "Rain fall."))
    assert memory.count() == 0
    desk = reviewer.approve(reviewer.edit(desk, RAIN, "Rain fell."), RAIN)
    (unit,) = memory.units()
    assert (unit.target, unit.state, unit.model) == ("Rain fell.", State.APPROVED, MODEL)
    flagged = reviewer.flag(desk, RAIN, "which rain?")
    assert flagged.reviews[RAIN].note == "which rain?"
    assert memory.count() == 0
    reverted = reviewer.revert(reviewer.approve(flagged, RAIN), RAIN)
    assert (reverted.reviews[RAIN].state, reverted.reviews[RAIN].target) == (State.DRAFT, "Rain fall.")
    assert memory.count() == 0


def test_earlier_versions_are_kept_and_can_be_brought_back(reviewer: Reviewer, desk: Desk) -> None:
    for text in ("One.", "Two.", "Three."):
        desk = reviewer.edit(desk, RAIN, text)
    versions = reviewer.versions(desk, RAIN)
    assert [version.target for version in versions] == ["Two.", "One."]
    desk = reviewer.restore(desk, RAIN, versions[1])
    assert desk.reviews[RAIN].target == "One."
    assert [version.target for version in reviewer.versions(desk, RAIN)] == ["Three.", "Two.", "One."]


def test_earlier_draft_that_is_brought_back_counts_as_edited_unless_it_is_the_present_one(
    reviewer: Reviewer, desk: Desk, memory: SqliteMemory
) -> None:
    desk = reviewer.draft(desk, RAIN, drafted(RAIN, "Old draft."))
    desk = reviewer.draft(desk, RAIN, drafted(RAIN, "New draft."))
    desk = reviewer.edit(desk, RAIN, "Mine.")
    new, old = reviewer.versions(desk, RAIN)
    assert (new.target, old.target) == ("New draft.", "Old draft.")
    back = reviewer.restore(desk, RAIN, new)
    assert (back.reviews[RAIN].state, memory.remembered(RAIN)) == (State.DRAFT, None)
    chosen = reviewer.restore(desk, RAIN, old)
    assert (chosen.reviews[RAIN].state, memory.remembered(RAIN)) == (State.EDITED, "Old draft.")
    assert reviewer.revert(chosen, RAIN).reviews[RAIN].target == "New draft."


def test_approval_or_flag_taken_back_leaves_a_draft_or_an_edited_translation(
    reviewer: Reviewer, desk: Desk, memory: SqliteMemory
) -> None:
    desk = reviewer.draft(desk, RAIN, drafted(RAIN, "Rain fell."))
    signed = reviewer.approve(desk, RAIN)
    assert reviewer.reopen(signed, RAIN).reviews[RAIN].state is State.DRAFT
    assert memory.remembered(RAIN) is None
    flagged = reviewer.flag(reviewer.edit(desk, RAIN, "It rained."), RAIN, "which?")
    opened = reviewer.reopen(flagged, RAIN)
    assert (opened.reviews[RAIN].state, opened.reviews[RAIN].note) == (State.EDITED, "which?")
    assert memory.remembered(RAIN) == "It rained."
    assert reviewer.reopen(opened, RAIN) is opened


def test_change_that_changes_nothing_is_no_version(reviewer: Reviewer, desk: Desk) -> None:
    desk = reviewer.edit(desk, RAIN, "One.")
    assert reviewer.edit(desk, RAIN, "One.") is desk
    assert reviewer.versions(desk, RAIN) == []


def test_changed_file_keeps_the_reviews_of_its_unchanged_sentences(
    reviewer: Reviewer, desk: Desk, tmp_path: Path
) -> None:
    desk = reviewer.edit(reviewer.edit(desk, RAIN, "Rain."), PEOPLE, "People.")
    changed = reviewer.open(article_of("جملة جديدة. " + TEXT.replace("خرج", "دخل"), tmp_path / "a.txt"))
    assert [changed.review(one).target for one in changed.article.sentences] == ["", "Rain.", "", ""]


def test_moved_file_and_text_without_a_file_are_known_by_their_text(
    reviewer: Reviewer, desk: Desk, tmp_path: Path
) -> None:
    reviewer.edit(desk, RAIN, "Rain.")
    assert reviewer.open(article_of(TEXT, tmp_path / "moved.txt")).reviews[RAIN].target == "Rain."
    assert reviewer.open(article_of(TEXT, None)).reviews[RAIN].target == "Rain."
    assert reviewer.open(article_of("نص آخر.", tmp_path / "b.txt")).reviews == {}


def test_moved_bounds_are_remembered_and_the_other_reviews_survive(reviewer: Reviewer, desk: Desk) -> None:
    desk = reviewer.edit(reviewer.edit(desk, RAIN, "Rain."), SALIM, "Salim.")
    original = desk.article
    split = split_at(desk.article.sentences[2], len("قال سليم،"))
    assert split is not None
    desk = reviewer.move_bounds(desk, split)
    merge = merge_with_next(desk.article, desk.article.sentences[0])
    assert merge is not None
    desk = reviewer.move_bounds(desk, merge)
    wanted = [f"{RAIN} {PEOPLE}", "قال سليم،", "وهو واقف: نعم."]
    again = reviewer.open(original)
    for one in (desk, again):
        assert [sentence.text for sentence in one.article.sentences] == wanted
        assert one.counts() == {State.NEW: 3}
    back = merge_with_next(again.article, again.article.sentences[1])
    assert back is not None
    whole = reviewer.move_bounds(again, back)
    assert whole.review(whole.article.sentences[1]).target == "Salim."


def test_moved_bounds_are_taken_back_one_by_one(reviewer: Reviewer, desk: Desk) -> None:
    desk = reviewer.edit(desk, SALIM, "Salim.")
    split = split_at(desk.article.sentences[2], len("قال سليم،"))
    assert split is not None
    halves = reviewer.move_bounds(desk, split)
    merge = merge_with_next(halves.article, halves.article.sentences[0])
    assert merge is not None
    once = reviewer.undo_bounds(reviewer.move_bounds(halves, merge))
    assert once.article.sentences == halves.article.sentences
    twice = reviewer.undo_bounds(once)
    assert twice.article.sentences == desk.article.sentences
    assert twice.review(twice.article.sentences[2]).target == "Salim."
    assert reviewer.open(desk.unmoved).article.sentences == desk.article.sentences
    assert reviewer.undo_bounds(twice) is twice


def test_next_unreviewed_goes_round_and_stops_at_flagged_ones(reviewer: Reviewer, desk: Desk) -> None:
    desk = reviewer.edit(desk, PEOPLE, "People.")
    assert (found := desk.next_unreviewed(1)) is not None
    assert found.text == SALIM
    desk = reviewer.flag(reviewer.edit(reviewer.edit(desk, SALIM, "S"), RAIN, "R"), PEOPLE, "?")
    assert (found := desk.next_unreviewed(2)) is not None
    assert found.text == PEOPLE
    assert reviewer.edit(desk, PEOPLE, "P").next_unreviewed(0) is None


def test_worth_is_measured_on_approved_sentences_that_had_a_draft(reviewer: Reviewer, desk: Desk) -> None:
    assert reviewer.worth(desk) is None
    desk = reviewer.approve(reviewer.draft(desk, RAIN, drafted(RAIN, "Rain fell.")), RAIN)
    desk = reviewer.approve(reviewer.edit(desk, SALIM, "No draft."), SALIM)
    same = reviewer.worth(desk)
    assert same is not None
    assert (same.count, same.chrf, same.ter) == (1, pytest.approx(100), 0)
    desk = reviewer.draft(desk, PEOPLE, drafted(PEOPLE, "a b c d"))
    desk = reviewer.approve(reviewer.edit(desk, PEOPLE, "a b c e"), PEOPLE)
    less = reviewer.worth(desk)
    assert less is not None
    assert less.count == 2
    assert less.chrf < 100
    assert less.ter == pytest.approx(100 / 6)  # one of the six words of both references


def test_review_of_a_sentence_nobody_touched_is_empty(desk: Desk) -> None:
    assert desk.review(desk.article.sentences[0]) == Review()
