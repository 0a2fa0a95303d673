"""Names that no glossary lists, compared by what they sound like."""

import pytest

from reader_app.core.article import Span
from reader_app.core.checks import Flag, Severity
from reader_app.core.checks.name import check_names
from reader_app.core.checks.pair import CheckedPair, Named
from reader_app.core.checks.stems import arabic_stem, english_stem
from reader_app.core.names import GlossaryEntry, Kind

COMMON = frozenset(["the", "minister", "festival", "spring", "city", "summer"])
LONG = "الذي كان قد وصل قبل ذلك بيوم واحد مع وفد كبير من رجال الدولة إلى هنا"


def check(source: str, target: str, *guessed: tuple[str, str]) -> list[Flag]:
    """Flags for names that a tagger sees, each with the English that a speller guesses."""
    names = [
        Named(
            Span(source.index(arabic), source.index(arabic) + len(arabic)),
            GlossaryEntry(arabic, Kind.PERSON, english, arabic, "", "", ""),
            is_listed=False,
        )
        for arabic, english in guessed
    ]
    return list(check_names(CheckedPair(source, target, names, common=COMMON)))


@pytest.mark.parametrize(
    ("source", "target", "arabic", "guess"),
    [
        ("قال سامر الخطيب", "“We know,” said Samer al-Khatib.", "سامر الخطيب", "Samer Khatib"),
        ("قال سامر الخطيب", "“We know,” said Khateeb.", "سامر الخطيب", "Samer Khatib"),
        ("قال جون شيلي", "“We know,” said John Shelley.", "جون شيلي", "John Shili"),
        ("قال إكس", "“We know,” said Mr X.", "إكس", "Ex"),
        ("رأى بابا نويل", "he saw the old man", "بابا نويل", "Baba Noel"),
    ],
)
def test_name_that_is_written_as_it_sounds_is_not_flagged(
    source: str, target: str, arabic: str, guess: str
) -> None:
    assert check(source, target, (arabic, guess)) == []


@pytest.mark.parametrize("instead", ["Peter Jackson", "Jackson", "Kowalski"])
def test_other_name_in_the_place_of_an_unlisted_one_is_a_warning_at_both(instead: str) -> None:
    source, target = f"قال سامر {LONG}", f"This is what {instead} said."
    flag = check(source, target, ("سامر", "Samer"))[0]
    assert flag.severity is Severity.WARNING
    assert flag.source is not None
    assert flag.source.of(source) == "سامر"
    assert flag.target is not None
    assert flag.target.of(target) in instead.split()
    assert "Samer" in flag.message
    assert flag.target.of(target) in flag.message


def test_name_out_of_nowhere_is_a_warning_in_a_short_sentence_and_a_remark_in_a_long_one() -> None:
    (flag,) = check("وصل إلى هنا", "He came with Kowalski.")
    assert (flag.severity, flag.source) == (Severity.WARNING, None)
    (flag,) = check(f"وصل إلى هنا {LONG}", "He came with Kowalski.")
    assert flag.severity is Severity.INFO


@pytest.mark.parametrize(
    "target",
    [
        "He came on Monday.",
        "He came for the Spring Festival.",
        "He came with the Hungarians.",
        "He came. Surely he came.",
        "He came by the BBC.",
        "He came to Shenzhen.",
    ],
)
def test_word_that_has_a_capital_for_another_reason_is_not_flagged(target: str) -> None:
    assert check("وصل إلى Shenzhen هنا", target) == []


def test_word_that_the_lexicon_knows_is_not_foreign() -> None:
    source, target = "كتاب الإنجيل", "the book, the Bible"
    assert (
        list(
            check_names(
                CheckedPair(
                    source, target, lexicon={arabic_stem("الانجيل"): frozenset([english_stem("bible")])}
                )
            )
        )
        == []
    )
    assert list(check_names(CheckedPair(source, target))) != []
