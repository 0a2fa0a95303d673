"""The places of GeoNames: facts known from elsewhere, and names that must not fire by themselves."""

import re
from pathlib import Path

import pytest

from reader_app.core.errors import GlossaryError
from reader_app.core.names import GlossaryEntry
from reader_app.core.sentences import build_article
from reader_app.data import resources
from reader_app.glossary import load_entries
from reader_app.glossary.geonames import FILE, GeoNamesSource
from reader_app.services.annotating import annotate
from reader_app.services.name_index import NameIndex

FOLDER = resources() / "glossary"
ROW = "170063\tAleppo\t\tحلب|حلب الشهباء\t\tcity\tSY\tAleppo Governorate\t2098210\t36.201 37.161"


@pytest.fixture(scope="module")
def places() -> list[GlossaryEntry]:
    return list(GeoNamesSource(FOLDER).entries())


@pytest.fixture(scope="module")
def gazetteer(places: list[GlossaryEntry]) -> NameIndex:
    return NameIndex(places)


def source(folder: Path, *lines: str) -> GeoNamesSource:
    (folder / FILE).write_text("\n".join(lines), encoding="utf-8")
    (folder / "countries.json").write_text("{}", encoding="utf-8")
    return GeoNamesSource(folder)


def test_row_becomes_an_entry_with_its_facts_in_a_sentence(tmp_path: Path) -> None:
    (entry,) = source(tmp_path, "# remark", ROW).entries()
    assert (entry.id, entry.english, entry.full_forms) == (
        "geonames-170063",
        "Aleppo",
        ("حلب", "حلب الشهباء"),
    )
    assert entry.definition == "City in Aleppo Governorate, Syria; about 2,100,000 inhabitants (GeoNames)."
    assert (entry.source, entry.licence) == ("GeoNames", "CC BY 4.0")
    assert not entry.needs_evidence
    assert entry.location is not None
    assert (entry.location.latitude, entry.location.longitude) == (36.201, 37.161)
    assert (entry.location.country, entry.location.population) == ("SY", 2098210)


def test_region_that_is_called_like_the_place_is_not_repeated(tmp_path: Path) -> None:
    (entry,) = source(tmp_path, ROW.replace("Aleppo Governorate", "Aleppo")).entries()
    assert entry.definition.startswith("City in Syria;")


def test_unknown_population_is_left_out(tmp_path: Path) -> None:
    (entry,) = source(tmp_path, ROW.replace("2098210", "")).entries()
    assert entry.definition == "City in Aleppo Governorate, Syria (GeoNames)."


@pytest.mark.parametrize("broken", ["1\ttoo few", ROW.replace("2098210", "many"), ROW.replace("37.161", "")])
def test_damaged_row_is_named(broken: str, tmp_path: Path) -> None:
    with pytest.raises(GlossaryError, match=r"gazetteer\.tsv, line 2"):
        list(source(tmp_path, ROW, broken).entries())


def test_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(GlossaryError, match=r"gazetteer\.tsv"):
        list(GeoNamesSource(tmp_path).entries())


@pytest.mark.parametrize(
    ("arabic", "english", "country", "latitude", "longitude"),
    [
        ("حلب", "Aleppo", "SY", 36.20, 37.16),
        ("منبج", "Manbij", "SY", 36.53, 37.95),
        ("القامشلي", "Al-Qamishli", "SY", 37.05, 41.23),
        ("بعقوبة", "Baqubah", "IQ", 33.74, 44.64),
        ("صيدا", "Sidon", "LB", 33.56, 35.37),
        ("ليون", "Lyon", "FR", 45.76, 4.84),
        ("شيكاغو", "Chicago", "US", 41.88, -87.63),
        ("ساو باولو", "São Paulo", "BR", -23.55, -46.63),
    ],
)
def test_place_lies_where_it_does(
    arabic: str, english: str, country: str, latitude: float, longitude: float, gazetteer: NameIndex
) -> None:
    entry = gazetteer.named(arabic)[0]
    assert entry.english == english
    assert entry.location is not None
    assert entry.location.country == country
    assert entry.location.latitude == pytest.approx(latitude, abs=0.1)
    assert entry.location.longitude == pytest.approx(longitude, abs=0.1)


def test_there_are_some_ten_thousand_places(places: list[GlossaryEntry]) -> None:
    assert 10_000 < len(places) < 15_000


def test_letters_of_other_languages_are_absent(places: list[GlossaryEntry]) -> None:
    foreign = re.compile("[پچژگکیەێۆۇۈۋېڤٹڈڑےہھڭټډګ]")
    assert not [form for entry in places for form in entry.full_forms if foreign.search(form)]


@pytest.mark.parametrize("form", ["شیکاگو", "پاریس", "دیمەشق", "ترابلس", "موصول"])
def test_forms_of_other_languages_are_absent(form: str, gazetteer: NameIndex) -> None:
    assert not gazetteer.named(form)


@pytest.mark.parametrize(
    "text",
    [
        "كان الرئيس في المكتب وكان له رأي آخر.",  # Cannes, Leh
        "قرأ الرسالة الجديدة من الباب إلى الباب.",  # El Jadida, Al-Bab
        "أمل كريم أن يعود نبيل وسعيد وأوستن.",
        "الحراك في الشارع مستمر وربك أعلم.",
        "العين بالعين والسن بالسن.",
        "الحصن القديم والسد العالي.",
    ],
)
def test_ordinary_words_and_first_names_do_not_fire(text: str, gazetteer: NameIndex) -> None:
    assert [m.text for m in annotate(build_article(text), gazetteer)] == []


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("وصل إلى مدينة كان الفرنسية.", "Cannes"),
        ("دخلت القوات مدينة الباب أمس.", "Al-Bab"),
        ("زار مدينة الجديدة المغربية.", "El Jadida"),
        ("في مدينة أوستن عاصمة الولاية.", "Austin"),
    ],
)
def test_the_same_names_count_after_a_word_for_a_town(text: str, english: str, gazetteer: NameIndex) -> None:
    assert [m.entry.english for m in annotate(build_article(text), gazetteer)] == [english]


def test_larger_namesake_is_meant_and_the_other_is_known(gazetteer: NameIndex) -> None:
    countries = [e.location.country for e in gazetteer.named("طرابلس") if e.location is not None]
    assert countries == ["LY", "LB"]


def test_country_is_meant_before_the_city_of_its_name() -> None:
    index = NameIndex(load_entries(FOLDER))
    assert [entry.english for entry in index.named("الكويت")] == ["Kuwait", "Kuwait City"]
    assert index.named("سنغافورة")[0].id == "territory-SG"


def test_place_in_the_hand_made_glossary_is_not_listed_twice() -> None:
    index = NameIndex(load_entries(FOLDER))
    assert [entry.id for entry in index.named("حلب")] == ["aleppo"]
