"""Merging sources by rank, and the validator's findings."""

from dataclasses import replace
from typing import Any

import pytest

from reader_app.core.names import GlossaryEntry, Kind
from reader_app.glossary.merging import merge
from reader_app.glossary.validating import MAX_DEFINITION, validate

MOSCOW = GlossaryEntry(
    id="moscow",
    kind=Kind.PLACE,
    english="Moscow",
    arabic="موسكو",
    definition="Capital of Russia.",
    source="A",
    licence="CC0-1.0",
)
RUSSIA = replace(MOSCOW, id="territory-RU", english="Russia", arabic="روسيا", demonyms=("روسي",))


def test_merge_keeps_rank_order() -> None:
    assert [entry.id for entry in merge([[RUSSIA], [MOSCOW]])] == ["territory-RU", "moscow"]


def test_merge_of_one_id_keeps_the_first_text_and_joins_the_forms() -> None:
    later = replace(
        RUSSIA,
        english="Russian Federation",
        arabic="روسيا الاتحادية",
        spellings=("روسيا",),
        short=("الاتحادية",),
        demonyms=("روسي", "روس"),
        cues=("دولة",),
        source="B",
    )
    (merged,) = merge([[RUSSIA], [later]])
    assert merged == replace(
        RUSSIA,
        spellings=("روسيا الاتحادية",),
        short=("الاتحادية",),
        demonyms=("روسي", "روس"),
        cues=("دولة",),
    )


def test_merge_leaves_a_form_to_the_earlier_source() -> None:
    other = replace(MOSCOW, id="moscow-idaho", spellings=("موسكو أيداهو",), source="B")
    assert [entry.full_forms for entry in merge([[MOSCOW], [other]])] == [("موسكو",), ("موسكو أيداهو",)]


def test_merge_drops_an_entry_left_without_a_form() -> None:
    assert merge([[MOSCOW], [replace(MOSCOW, id="moscow-idaho")]]) == (MOSCOW,)


def test_merge_lets_entries_with_cues_share_a_form() -> None:
    city, town = replace(MOSCOW, cues=("العاصمة",)), replace(MOSCOW, id="moscow-idaho", cues=("بلدة",))
    assert merge([[city], [town]]) == (city, town)


def test_validate_is_silent_on_good_entries() -> None:
    assert validate([MOSCOW, RUSSIA], ["مدينة"]) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"id": "Moscow"}, "the id has to be"),
        ({"id": "territory-rus"}, None),
        ({"id": "territory-RUS"}, "the id has to be"),
        ({"english": " "}, "the English name ' ' is empty"),
        ({"english": "Moscow موسكو"}, "has Arabic letters"),
        ({"definition": " "}, "the definition is empty"),
        ({"definition": "Capital of Russia"}, "does not end with a full stop"),
        ({"definition": "One. Two. Three."}, "is over 2 sentences"),
        ({"definition": "x" * MAX_DEFINITION + "."}, "or 300 characters"),
        ({"definition": "Capital (موسكو)."}, "the definition has Arabic letters"),
        ({"arabic": "Moscow"}, "'Moscow' is not in Arabic letters"),
        ({"spellings": ("موسكو (روسيا)",)}, "is not in Arabic letters"),
        ({"arabic": "مو"}, "'مو' is shorter than 3 letters"),
        ({"arabic": "مدينة"}, "'مدينة' is a common word and needs cues"),
        ({"arabic": "مدينة", "cues": ("العاصمة",)}, None),
        ({"demonyms": ("مدني",)}, "an adjective is spelled like a common word"),
        ({"spellings": ("مُوسكو",)}, "'مُوسكو' is spelled like 'موسكو'"),
        ({"spellings": ("مدينة موسكو",), "short": ("مدينه",)}, "'مدينه' is a common word"),
        ({"short": ("الحمراء",)}, "the short form 'الحمراء' is no part of a full form"),
        ({"short": ("موسكو",)}, "'موسكو' is both a short and a full form"),
        ({"short": ("موسكو",), "cues": ("العاصمة",)}, None),
    ],
)
def test_validate_reports_what_is_wrong_with_an_entry(changes: dict[str, Any], expected: str | None) -> None:
    problems = validate([replace(MOSCOW, **changes)], ["مدينة", "مدنية"])
    assert (problems == []) if expected is None else any(expected in problem for problem in problems)


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (replace(MOSCOW, arabic="موسكفا"), "moscow: the id is given twice"),
        (replace(MOSCOW, id="idaho"), "idaho: 'موسكو' is also a form of moscow"),
        (
            replace(MOSCOW, id="us", arabic="بلدة موسكو", short=("موسكو",)),
            "'موسكو' is a full form of moscow",
        ),
        (replace(RUSSIA, id="territory-SU", arabic="الاتحاد السوفيتي"), "'روسي' belongs to territory-RU too"),
        (
            replace(MOSCOW, id="prussian", arabic="الروسية"),
            "adjective is spelled like prussian: 'الروسيه'",
        ),
    ],
)
def test_validate_reports_what_two_entries_claim(other: GlossaryEntry, expected: str) -> None:
    assert any(expected in problem for problem in validate([MOSCOW, RUSSIA, other]))


def test_validate_lets_short_forms_be_shared() -> None:
    bashar = replace(MOSCOW, id="bashar", arabic="بشار الأسد", short=("الأسد",))
    hafez = replace(MOSCOW, id="hafez", arabic="حافظ الأسد", short=("الأسد",))
    assert validate([bashar, hafez]) == []
