"""What holds of sentence bounds for every string there is."""

import unicodedata
from collections.abc import Callable
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader_app.core.sentences import build_article

PIECES = st.sampled_from(
    [
        *"ابتدوفلم أ.؟!…۔«»“”\"'()[]{}﴿﴾-–•،؛:#*/1٢25A",
        *(
            "..",
            "...",
            "؟!",
            "».",
            ".»",
            "د.",
            "أ.د.",
            "هـ.",
            "ق.م.",
            "إلخ.",
            "U.S.",
            "Dr.",
            "No.",
            "3.5",
            "1.",
        ),
        *("\n", "\r\n", "\r", "\n\n", "\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\u00a0", "\t", "  "),
        *("\u064e", "\u0651\u064f", "\u0301", "\u0654", "\u0640", "\u200d", "\u200c", "\ufe0f", "\u20e3"),
        *("\u200e", "\u200f", "\u202b", "\u202c", "\u2067", "\u2069", "\ufeff", "\u06dd1", "﴿١﴾", "\u0600"),
        *("😀", "👨‍👩‍👧", "👍🏽", "🇸🇾", "\ud800", "\udfff", "ﷺ", "ﻻ", "\x00", "﷽"),
        *("قال", "الوزير ", "وأضاف «", "كلمة ", "نص طويل بعض الشيء هنا ", "https://a.b/c.d?e=f "),
    ]
)
ANYTHING = st.text(st.characters(exclude_categories=()))
TEXTS = st.one_of(st.lists(PIECES, max_size=60).map("".join), ANYTHING)

many = settings(max_examples=250, deadline=None)


@many
@given(TEXTS)
def test_sentences_lie_in_order_within_their_paragraphs(text: str) -> None:
    article = build_article(text)
    assert article.text == text
    assert [s.id for s in article.sentences] == list(range(1, len(article.sentences) + 1))
    assert all(a.end <= b.start for a, b in pairwise(article.paragraphs))
    assert all(a.span.end <= b.span.start for a, b in pairwise(article.sentences))
    for sentence in article.sentences:
        paragraph = article.paragraphs[sentence.paragraph]
        assert paragraph.start <= sentence.span.start < sentence.span.end <= paragraph.end
        assert sentence.text == sentence.span.of(text)


@many
@given(TEXTS)
def test_sentences_and_paragraphs_are_trimmed(text: str) -> None:
    article = build_article(text)
    for part in (*(s.text for s in article.sentences), *(p.of(text) for p in article.paragraphs)):
        assert part == part.strip() != ""


@many
@given(TEXTS)
def test_gaps_hold_nothing_but_white_space(text: str) -> None:
    article = build_article(text)
    rebuilt, end = "", 0
    for sentence in article.sentences:
        gap = text[end : sentence.span.start]
        assert gap.strip() == ""
        rebuilt += gap + sentence.text
        end = sentence.span.end
    assert text[end:].strip() == ""
    assert rebuilt + text[end:] == text


@many
@given(TEXTS)
def test_every_paragraph_has_a_sentence_that_begins_and_one_that_ends_it(text: str) -> None:
    article = build_article(text)
    assert {s.paragraph for s in article.sentences} == set(range(len(article.paragraphs)))
    for number, paragraph in enumerate(article.paragraphs):
        spans = [s.span for s in article.sentences if s.paragraph == number]
        assert (spans[0].start, spans[-1].end) == (paragraph.start, paragraph.end)


@many
@given(TEXTS)
def test_no_sentence_begins_within_a_grapheme(text: str) -> None:
    for sentence in build_article(text).sentences:
        start = sentence.span.start
        before = text[start - 1 : start]
        if not before or before.isspace():
            continue
        assert unicodedata.category(text[start])[0] != "M"
        assert text[start] not in "\u200c\u200d"
        assert not "\U0001f3fb" <= text[start] <= "\U0001f3ff"
        assert before != "\u200d"


@many
@given(TEXTS)
def test_splitting_twice_gives_the_same(text: str) -> None:
    assert build_article(text) == build_article(text)


HOSTILE = [
    ".",
    "«",
    "»",
    "«»",
    "()",
    "(",
    '"',
    '." ',
    ". ",
    "«.»",
    "«. ",
    "x. ",
    "a\n",
    "\n",
    "د. ",
    "[1]",
    "!\u200d",
    "(a. ",
    "«a.",
    "a.»  ",
    "1.",
    "\u200f\n",
    "ا" * 99 + "\n",
]


@pytest.mark.parametrize("unit", HOSTILE, ids=ascii)
def test_time_grows_with_the_length_when_text_is_hostile(unit: str) -> None:
    assert _is_linear(lambda length: (unit * length)[:length])


def test_time_grows_with_the_length_when_quotations_nest() -> None:
    assert _is_linear(lambda length: "«a." * (length // 4) + "»" * (length // 4))


def _is_linear(make: Callable[[int], str]) -> bool:
    """Whether eight times the text takes nearer to 8 than to 64 times the processor's time."""
    short, long = (make(length) for length in (4_000, 32_000))
    return min(_seconds(long) for _ in range(2)) < 24 * max(min(_seconds(short) for _ in range(3)), 1e-4)


def _seconds(text: str) -> float:
    start = process_time()
    build_article(text)
    return process_time() - start
