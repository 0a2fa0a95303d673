"""Splitting and merging sentences."""

from dataclasses import replace

import pytest

from reader_app.core.bounds import Merge, Split, merge_with_next, rebound, split_at
from reader_app.core.sentences import build_article

TEXT = "قال سليم، وهو واقف: نعم. ثم مضى.\n\nعاد سليم. قال سليم، وهو واقف: نعم."


def texts(article) -> list[str]:
    return [sentence.text for sentence in article.sentences]


@pytest.fixture
def article():
    return build_article(TEXT, "title")


def test_article_has_the_sentences_that_the_tests_are_about(article) -> None:
    assert texts(article) == ["قال سليم، وهو واقف: نعم.", "ثم مضى.", "عاد سليم.", "قال سليم، وهو واقف: نعم."]


def test_split_makes_two_sentences_of_each_with_the_text_and_numbers_anew(article) -> None:
    edit = split_at(article.sentences[0], len("قال سليم،"))
    assert edit is not None
    found = rebound(article, [edit])
    halves = ["قال سليم،", "وهو واقف: نعم."]
    assert texts(found) == [*halves, "ثم مضى.", "عاد سليم.", *halves]
    assert [sentence.id for sentence in found.sentences] == [1, 2, 3, 4, 5, 6]
    assert all(sentence.span.of(found.text) == sentence.text for sentence in found.sentences)
    assert found.text == article.text


@pytest.mark.parametrize("offset", [0, 1, 2, 24, 100])
def test_split_inside_a_word_or_at_an_end_is_none(article, offset: int) -> None:
    assert split_at(article.sentences[0], offset) is None


def test_merge_joins_with_the_text_between_and_only_within_a_paragraph(article) -> None:
    edit = merge_with_next(article, article.sentences[0])
    assert edit is not None
    assert texts(rebound(article, [edit])) == [
        "قال سليم، وهو واقف: نعم. ثم مضى.",
        "عاد سليم.",
        "قال سليم، وهو واقف: نعم.",
    ]
    assert merge_with_next(article, article.sentences[1]) is None
    assert merge_with_next(article, article.sentences[3]) is None


def test_merging_what_was_split_gives_the_article_back(article) -> None:
    split = split_at(article.sentences[0], len("قال سليم،"))
    assert split is not None
    two = rebound(article, [split])
    merge = merge_with_next(two, two.sentences[0])
    assert merge is not None
    assert rebound(two, [merge]) == article
    assert rebound(article, [split, merge]) == article


def test_edits_that_fit_nowhere_any_more_are_passed_over(article) -> None:
    edits = [Split("شيء آخر", 3), Split("ثم مضى.", 99), Merge("ثم مضى.", "عاد سليم.")]
    assert rebound(article, edits) is article


def test_split_holds_in_a_file_that_has_changed_elsewhere(article) -> None:
    edit = split_at(article.sentences[0], len("قال سليم،"))
    assert edit is not None
    changed = build_article("جملة جديدة. " + TEXT.replace("ثم مضى", "ثم رحل"), "title")
    assert "وهو واقف: نعم." in texts(rebound(changed, [edit]))
    assert replace(edit, text="x") != edit
