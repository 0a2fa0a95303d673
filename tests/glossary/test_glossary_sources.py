"""Each registered source, and all of them together, over the data that the program ships."""

import pytest

from reader_app.core.names import GlossaryEntry, Kind
from reader_app.data import resources
from reader_app.glossary import SOURCES, load_entries
from reader_app.glossary.files import read_common_words, read_not_names
from reader_app.glossary.validating import validate
from reader_app.services.name_index import form_key

FOLDER = resources() / "glossary"


@pytest.fixture(scope="module")
def merged() -> dict[str, GlossaryEntry]:
    return {entry.id: entry for entry in load_entries(FOLDER)}


@pytest.mark.parametrize("name", SOURCES)
class TestEverySource:
    def test_has_the_name_it_is_registered_under(self, name: str) -> None:
        assert SOURCES[name](FOLDER).name == name

    def test_gives_the_same_entries_every_time(self, name: str) -> None:
        source = SOURCES[name](FOLDER)
        first = list(source.entries())
        assert first
        assert list(source.entries()) == first

    def test_states_source_and_licence_of_every_entry(self, name: str) -> None:
        for entry in SOURCES[name](FOLDER).entries():
            assert entry.source.strip(), entry.id
            assert entry.licence.strip(), entry.id

    def test_passes_validation(self, name: str) -> None:
        assert validate(list(SOURCES[name](FOLDER).entries()), read_common_words(FOLDER)) == []


def test_all_sources_together_pass_validation(merged: dict[str, GlossaryEntry]) -> None:
    assert validate(list(merged.values()), read_common_words(FOLDER)) == []


def test_load_entries_takes_only_the_sources_asked_for() -> None:
    assert {entry.source for entry in load_entries(FOLDER, ["bundled"])} == {"Arabic Reader glossary"}


@pytest.mark.parametrize(
    ("entry_id", "kind", "english"),
    [
        ("john-kerry", Kind.PERSON, "John Kerry"),
        ("bashar-al-assad", Kind.PERSON, "Bashar al-Assad"),
        ("philip-hammond", Kind.PERSON, "Philip Hammond"),
        ("ashton-carter", Kind.PERSON, "Ashton Carter"),
        ("sergei-shoigu", Kind.PERSON, "Sergei Shoigu"),
        ("moscow", Kind.PLACE, "Moscow"),
        ("washington", Kind.PLACE, "Washington"),
        ("latakia", Kind.PLACE, "Latakia"),
        ("latakia-governorate", Kind.PLACE, "Latakia Governorate"),
        ("hmeimim", Kind.PLACE, "Hmeimim"),
        ("territory-SY", Kind.PLACE, "Syria"),
        ("territory-RU", Kind.PLACE, "Russia"),
        ("territory-IR", Kind.PLACE, "Iran"),
        ("territory-US", Kind.PLACE, "United States"),
        ("territory-GB", Kind.PLACE, "United Kingdom"),
        ("isis", Kind.ORGANISATION, "ISIS"),
        ("us-department-of-defense", Kind.ORGANISATION, "US Department of Defense"),
        ("us-state-department", Kind.ORGANISATION, "US State Department"),
    ],
)
def test_names_of_the_sample_article_are_in_the_hand_made_glossary(
    entry_id: str, kind: Kind, english: str, merged: dict[str, GlossaryEntry]
) -> None:
    entry = merged[entry_id]
    assert (entry.kind, entry.english, entry.source) == (kind, english, "Arabic Reader glossary")


def test_hand_made_glossary_has_many_of_each_kind_beyond_countries() -> None:
    entries = [e for e in load_entries(FOLDER, ["bundled"]) if not e.id.startswith("territory-")]
    for kind in (Kind.PERSON, Kind.PLACE, Kind.ORGANISATION):
        assert sum(entry.kind is kind for entry in entries) >= 200, kind


def test_every_hand_made_place_has_a_point_but_states_of_the_past_and_continents(
    merged: dict[str, GlossaryEntry],
) -> None:
    without = {
        e.id
        for e in merged.values()
        if e.kind is Kind.PLACE and e.location is None and not e.id.startswith("territory-")
    }
    assert without == {
        *("europe", "africa", "asia", "middle-east"),
        *("soviet-union", "yugoslavia", "east-germany", "ottoman-empire", "united-arab-republic"),
    }


@pytest.mark.parametrize(
    ("entry_id", "accepted"),
    [
        ("kyiv", "Kiev"),
        ("isis", "Daesh"),
        ("muammar-gaddafi", "Qaddafi"),
        ("houthis", "Ansar Allah"),
        ("raqqa", "Ar-Raqqah"),
        ("sergei-shoigu", "Sergey Shoigu"),
    ],
)
def test_other_english_forms_are_accepted(
    entry_id: str, accepted: str, merged: dict[str, GlossaryEntry]
) -> None:
    assert accepted in merged[entry_id].accepted


def test_cldr_gives_countries_and_territories_but_no_pseudo_regions() -> None:
    ids = {entry.id for entry in SOURCES["cldr"](FOLDER).entries()}
    assert {"territory-SY", "territory-TV", "territory-XK", "territory-PS"} <= ids
    assert not ids & {f"territory-{code}" for code in ("EU", "EZ", "UN", "QO", "XA", "XB", "ZZ")}
    assert len(ids) > 240


def test_cldr_entry_states_languages_currency_source_and_licence(merged: dict[str, GlossaryEntry]) -> None:
    japan = merged["territory-JP"]
    assert (japan.english, japan.arabic, japan.licence) == ("Japan", "اليابان", "Unicode-3.0")
    assert japan.source.startswith("Unicode CLDR ")
    assert japan.definition.startswith("Country or territory. Listed in the CLDR ")
    assert japan.definition.endswith(
        " with official or de facto language Japanese, and currency Japanese Yen."
    )


def test_cldr_definition_joins_several_languages(merged: dict[str, GlossaryEntry]) -> None:
    assert " languages French and English, and currency " in merged["territory-CM"].definition


def test_cldr_territory_without_facts_is_still_defined(merged: dict[str, GlossaryEntry]) -> None:
    assert merged["territory-AQ"].definition == "Country or territory."


def test_remark_in_brackets_is_no_part_of_a_cldr_name(merged: dict[str, GlossaryEntry]) -> None:
    assert merged["territory-MM"].full_forms[:2] == ("ميانمار", "بورما")
    assert not any("(" in form for entry in merged.values() for form in entry.full_forms)


def test_hand_made_country_wins_and_gains_the_spellings_of_the_cldr(merged: dict[str, GlossaryEntry]) -> None:
    saudi_arabia = merged["territory-SA"]
    assert saudi_arabia.arabic == "السعودية"
    assert saudi_arabia.source == "Arabic Reader glossary"
    assert "المملكة العربية السعودية" in saudi_arabia.spellings
    assert merged["territory-PS"].english == "Palestine"
    assert "الأراضي الفلسطينية" in merged["territory-PS"].spellings


@pytest.mark.parametrize(
    ("code", "adjective"),
    [("SY", "سوري"), ("RU", "روسي"), ("US", "أميركي"), ("US", "أمريكي"), ("GB", "بريطاني"), ("IR", "إيراني")],
)
def test_countries_of_the_sample_article_have_their_adjectives(
    code: str, adjective: str, merged: dict[str, GlossaryEntry]
) -> None:
    assert adjective in merged[f"territory-{code}"].demonyms


def test_every_phrase_that_is_no_name_has_arabic_words_and_stands_once() -> None:
    keys = [form_key(phrase) for phrase in read_not_names(FOLDER)]
    assert all(keys)
    assert len(keys) == len(set(keys))


def test_list_of_common_words_is_long_and_has_no_doubles() -> None:
    words = read_common_words(FOLDER)
    assert len(words) >= 300
    assert len(words) == len(set(words))
