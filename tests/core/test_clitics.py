"""How an Arabic word can be read as clitics and a stem."""

import pytest

from reader_app.core.article import Span
from reader_app.core.clitics import readings


def read(word: str) -> set[str]:
    """Each reading with its parts joined by +, the stem in brackets."""
    found = set()
    for reading in readings(word, Span(0, len(word))):
        parts = [(clitic.span, clitic.span.of(word)) for clitic in reading.clitics]
        parts.append((reading.stem, f"[{reading.stem.of(word)}]"))
        found.add("+".join(text for _, text in sorted(parts)))
    return found


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("وبالمدينة", {"و+[بالمدينة]", "و+ب+[المدينة]", "و+ب+ال+[مدينة]"}),
        ("للتفاوض", {"ل+[لتفاوض]", "ل+ل+[تفاوض]"}),
        ("سيصل", {"س+[يصل]"}),
        ("وستدعم", {"و+[ستدعم]", "و+س+[تدعم]"}),
        ("رحيله", {"[رحيل]+ه"}),
        ("به", {"[ب]+ه"}),
        ("لكم", {"[ل]+كم", "ل+[كم]"}),
        ("وَلِقاءِهِ", {"وَ+[لِقاءِهِ]", "وَ+لِ+[قاءِهِ]", "وَ+[لِقاءِ]+هِ", "وَ+لِ+[قاءِ]+هِ", "[وَلِقاءِ]+هِ"}),
    ],
)
def test_every_reading_is_given(word: str, expected: set[str]) -> None:
    assert read(word) == expected


@pytest.mark.parametrize(
    "word",
    [
        "في",
        "و",
        "ل",
        "مدينة",  # ة is no pronoun
        "آليات",  # آل is no article
        "على",  # ى is no pronoun
        "سوق",  # س before a verb's prefix only
        "ـ",  # tatweel
        "",
        "USA",
    ],
)
def test_no_reading_where_there_is_no_clitic(word: str) -> None:
    assert read(word) == set()


def test_word_with_article_has_no_pronoun() -> None:
    assert read("المياه") == {"ال+[مياه]", "[الميا]+ه"}


def test_ligature_is_not_cut() -> None:
    assert read("ﻻجئ") == set()


def test_spans_count_from_the_start_of_the_text() -> None:
    text = "قال والوزير"
    assert {clitic.span for reading in readings(text, Span(4, 11)) for clitic in reading.clitics} == {
        Span(4, 5),
        Span(5, 7),
    }
