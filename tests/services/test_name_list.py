"""The list of an article's names: counted, sorted, filtered."""

import pytest

from reader_app.core.article import Span
from reader_app.core.names import GlossaryEntry, Kind, Mention, Mentions
from reader_app.services.name_list import Column, choose_names, list_names
from reader_app.services.naming import LIKELY_SPELLING, NO_SOURCE


def entry(entry_id: str, kind: Kind, english: str, arabic: str, source: str = "Glossary") -> GlossaryEntry:
    return GlossaryEntry(entry_id, kind, english, arabic, "", source, "CC0")


SYRIA = entry("syria", Kind.PLACE, "Syria", "سوريا")
AHMAD = entry("ahmad", Kind.PERSON, "Ahmad", "أحمد", LIKELY_SPELLING)
UNKNOWN = entry("unknown", Kind.PERSON, "", "شيء", NO_SOURCE)
LEAGUE = entry("league", Kind.ORGANISATION, "Arab League", "جامعة الدول العربية")
SAID = (SYRIA, UNKNOWN, AHMAD, SYRIA, LEAGUE)
MENTIONS = Mentions(
    [Mention(n + 1, Span(10 * n, 10 * n + 5), e.arabic, e) for n, e in enumerate(SAID)]
    + [Mention(9, Span(90, 95), "السورية", SYRIA, is_name=False)]
)
NAMES = list_names(MENTIONS)


def english(names) -> list[str]:
    return [name.entry.english for name in names]


def test_each_entry_is_listed_once_with_its_namings_and_no_adjectives() -> None:
    assert english(NAMES) == ["Syria", "", "Ahmad", "Arab League"]
    assert [m.sentence for m in NAMES[0].mentions] == [1, 4]


@pytest.mark.parametrize(
    ("column", "order"),
    [
        (Column.ENGLISH, ["Ahmad", "Arab League", "Syria", ""]),
        (Column.COUNT, ["Syria", "", "Ahmad", "Arab League"]),
        (Column.KIND, ["Arab League", "", "Ahmad", "Syria"]),
        (Column.FIRST, ["Syria", "", "Ahmad", "Arab League"]),
        (Column.SOURCE, ["Syria", "Arab League", "Ahmad", ""]),
    ],
)
def test_sorted_by_a_column(column: Column, order: list[str]) -> None:
    assert english(choose_names(NAMES, by=column)) == order
    assert choose_names(NAMES, by=Column.FIRST, backwards=True) == NAMES[::-1]


@pytest.mark.parametrize("wanted", ["احمد", "أَحْمَد", "AHM", " ahmad "])
def test_search_takes_no_notice_of_hamzas_vowel_marks_and_capitals(wanted: str) -> None:
    assert english(choose_names(NAMES, wanted)) == ["Ahmad"]


def test_filters_by_kind_and_by_what_is_not_explained() -> None:
    assert english(choose_names(NAMES, kind=Kind.PERSON)) == ["", "Ahmad"]
    assert english(choose_names(NAMES, only_unexplained=True)) == ["", "Ahmad"]
    assert choose_names(NAMES, "nobody") == ()
