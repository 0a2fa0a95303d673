"""What a card says of guesses, of places, and of names that two people share."""

from dataclasses import replace

import pytest

from reader_app.core.article import Span
from reader_app.core.names import GlossaryEntry, Kind, Location, Mention
from reader_app.gui import card_texts
from reader_app.services.naming import LIKELY_SPELLING, NO_SOURCE

LISTED = GlossaryEntry("kyiv", Kind.PLACE, "Kyiv", "كييف", "Capital of Ukraine.", "A glossary", "CC0")
GUESSED = GlossaryEntry(
    "unlisted", Kind.PERSON, "Samir Khoury", "سمير خوري", "", LIKELY_SPELLING, "", accepted=("Samir Khouri",)
)
UNKNOWN = replace(GUESSED, english="", accepted=(), source=NO_SOURCE)


def mention(entry: GlossaryEntry, *others: GlossaryEntry) -> Mention:
    return Mention(1, Span(0, 4), entry.arabic, entry, others=others)


def test_listed_entry_names_its_source_and_licence() -> None:
    assert card_texts.kind(mention(LISTED)) == "Place"
    assert card_texts.source(mention(LISTED)) == "Source: A glossary (CC0)"
    assert card_texts.summary(mention(LISTED)) == "Capital of Ukraine."


def test_guess_says_that_it_is_one_and_gives_the_other_guesses() -> None:
    assert card_texts.kind(mention(GUESSED)) == "Person · likely spelling"
    assert card_texts.other_english(mention(GUESSED)) == "Perhaps: Samir Khouri"
    assert "Not in the glossary" in card_texts.source(mention(GUESSED))
    assert card_texts.summary(mention(GUESSED)) == "Likely spelling"


def test_name_without_english_says_so() -> None:
    assert card_texts.title(mention(UNKNOWN)) == "English name not known"
    assert card_texts.summary(mention(UNKNOWN)) == "Not in the glossary"


def test_other_accepted_english_is_no_guess() -> None:
    assert card_texts.other_english(mention(replace(LISTED, accepted=("Kiev",)))) == "In English also: Kiev"


@pytest.mark.parametrize(
    ("location", "text"),
    [
        (Location(50.45, 30.52), "50.45° N, 30.52° E"),
        (Location(-34.6, -58.38), "34.60° S, 58.38° W"),
        (Location(0, 0), "0.00° N, 0.00° E"),
    ],
)
def test_coordinates_have_their_hemispheres(location: Location, text: str) -> None:
    assert card_texts.facts(mention(replace(LISTED, location=location))) == text


def test_source_of_a_location_is_told_where_it_is_another_one() -> None:
    place = replace(LISTED, location=Location(50.45, 30.52, source="GeoNames, CC BY 4.0"))
    assert card_texts.source(mention(place)).endswith("; location: GeoNames, CC BY 4.0")


def test_shared_surname_names_who_else_may_be_meant() -> None:
    assert card_texts.ambiguity(mention(GUESSED)) == ""
    assert card_texts.ambiguity(mention(GUESSED, LISTED, UNKNOWN)) == (
        "Here it may also be: Kyiv (capital of Ukraine), سمير خوري"
    )
