"""Merging sources by rank, and the validator's findings."""

from dataclasses import replace
from typing import Any

import pytest

from reader_app.core.names import GlossaryEntry, Kind, Location
from reader_app.glossary.merging import distance_km, merge
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


def test_merge_takes_a_place_near_by_for_the_same_and_keeps_its_facts() -> None:
    known = replace(MOSCOW, location=Location(55.76, 37.62))
    facts = Location(55.75, 37.61, "RU", "Moscow", 12_000_000, "capital")
    other = replace(MOSCOW, id="geonames-1", spellings=("مسكو",), location=facts, source="B", licence="CC BY")
    (merged,) = merge([[known], [other]])
    assert (merged.id, merged.source, merged.full_forms) == ("moscow", "A", ("موسكو", "مسكو"))
    assert merged.location == replace(facts, latitude=55.76, longitude=37.62, source="B, CC BY")


def test_merge_gives_no_doubtful_form_to_a_place_that_needs_no_evidence() -> None:
    known = replace(MOSCOW, location=Location(55.76, 37.62))
    other = replace(known, id="geonames-1", spellings=("كلمة",), cues=("مدينة",))
    assert merge([[known], [other]]) == (known,)


def test_merge_keeps_a_namesake_far_away() -> None:
    idaho = replace(MOSCOW, id="geonames-2", location=Location(46.73, -117.0))
    assert merge([[replace(MOSCOW, location=Location(55.76, 37.62))], [idaho]])[1] == idaho
    assert merge([[MOSCOW], [idaho]]) == (MOSCOW, idaho)


def test_merge_takes_from_a_place_what_is_a_surname_unless_it_has_cues() -> None:
    clinton = replace(MOSCOW, id="clinton", kind=Kind.PERSON, arabic="بيل كلينتون", short=("كلينتون",))
    town = replace(MOSCOW, id="geonames-3", arabic="كلينتون", location=Location(41.8, -90.2))
    assert merge([[clinton], [town]]) == (clinton,)
    cued = replace(town, cues=("مدينة",))
    assert merge([[clinton], [cued]]) == (clinton, cued)


def test_merge_takes_from_a_place_what_is_a_countrys_adjective() -> None:
    town = replace(MOSCOW, id="geonames-4", arabic="الروسية", cues=("مدينة",), location=Location(1.0, 1.0))
    assert merge([[RUSSIA], [town]]) == (RUSSIA,)


def test_distance_is_that_on_a_sphere() -> None:
    damascus, aleppo = Location(33.51, 36.29), Location(36.20, 37.16)
    assert distance_km(damascus, aleppo) == pytest.approx(310, abs=5)
    assert distance_km(Location(0.0, 0.0), Location(0.0, 180.0)) == pytest.approx(20_015, abs=5)


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
        ({"accepted": ("موسكو",)}, "the accepted form 'موسكو' is empty or has Arabic letters"),
        ({"accepted": ("Moskva", "moscow")}, "the accepted form 'moscow' is given already"),
        ({"location": Location(95.0, 37.6)}, "there is no point at 95.0, 37.6"),
        ({"kind": Kind.PERSON, "location": Location(55.8, 37.6)}, "only a place has a location"),
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


def test_validate_lets_places_share_a_name_where_they_lie_apart() -> None:
    first = replace(MOSCOW, location=Location(55.76, 37.62))
    assert validate([first, replace(first, id="idaho", location=Location(46.73, -117.0))]) == []
    (problem,) = validate([first, replace(first, id="again", location=Location(55.7, 37.7))])
    assert problem == "again: 'موسكو' is also a form of moscow, which lies there too"


def test_validate_lets_short_forms_be_shared() -> None:
    bashar = replace(MOSCOW, id="bashar", arabic="بشار الأسد", short=("الأسد",))
    hafez = replace(MOSCOW, id="hafez", arabic="حافظ الأسد", short=("الأسد",))
    assert validate([bashar, hafez]) == []
