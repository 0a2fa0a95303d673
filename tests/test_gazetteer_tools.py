"""How the tools tell Arabic forms from others, and which evidence they take from texts."""

import pytest
from arabic_forms import arabic_forms, english_names
from name_evidence import Annotated, sightings

from reader_app.core.names import GlossaryEntry, Kind


def forms(names: list[str], country: str = "FR", **seen: int) -> tuple[str, ...]:
    return arabic_forms(names, country, lambda form: seen.get(form, 0))


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("شیکاگو", "Persian"),
        ("دەمەشىق", "Uyghur"),
        ("ترىپولى", "Uyghur"),
        ("ئورلېئان", "Uyghur"),
        ("دیمەشق", "Kurdish"),
        ("ایلٹونا", "Urdu"),
        ("طرابلس، لیبیا", "Urdu"),
        ("شهرك گلستان", "Persian"),
        ("Paris", "Latin"),
        ("د مشق", "torn apart"),
        ("ولاية غرداية", "a region"),
        ("مدينة", "no name"),
    ],
)
def test_forms_that_are_no_arabic_names_are_dropped(name: str, language: str) -> None:
    assert forms([name]) == (), language


def test_vowel_marks_are_dropped_and_spellings_stand_once() -> None:
    assert forms(["طَرَابُلُس", "طرابلس"]) == ("طرابلس",)
    assert forms(["اتلانتا", "أتلانتا"]) == ("أتلانتا",)


def test_what_stands_after_a_comma_or_in_brackets_is_cut_off() -> None:
    assert forms(["سبرينغفيلد، إلينوي"]) == ("سبرينغفيلد",)
    assert forms(["باريس (كنتاكي)"]) == ("باريس",)


def test_name_too_short_to_stand_alone_gets_the_word_for_town() -> None:
    assert forms(["قم"], "IR") == ("مدينة قم",)


def test_arab_place_keeps_its_article_and_its_letters() -> None:
    assert forms(["موصل", "الموصل"], "IQ") == ("الموصل",)
    assert forms(["ترابلس", "طرابلس"], "LY") == ("طرابلس",)
    assert forms(["بريده"], "SA") == ("بريدة",)


def test_form_seen_in_texts_is_preferred() -> None:
    assert forms(["شيكاجو", "شيكاغو"])[0] == "شيكاغو"
    assert forms(["شيكاجو", "شيكاغو"], "US", شيكاجو=2)[0] == "شيكاجو"


@pytest.mark.parametrize(
    ("name", "country", "english", "accepted"),
    [
        ("Al Bāb", "SY", "Al-Bab", ("Al Bab", "Bab")),
        ("Ar Raqqah", "SY", "Ar-Raqqah", ("Ar Raqqah", "Al-Raqqah", "Raqqah")),
        ("Kafr Takhārīm", "SY", "Kafr Takharim", ()),
        ("Eşfahān", "IR", "Esfahan", ()),
        ("São Paulo", "BR", "São Paulo", ("Sao Paulo",)),
        ("Lyon", "FR", "Lyon", ()),
    ],
)
def test_english_name_is_written_plainly(
    name: str, country: str, english: str, accepted: tuple[str, ...]
) -> None:
    assert english_names(name, country) == (english, accepted)


CANNES = GlossaryEntry("cannes", Kind.PLACE, "Cannes", "كان", "", "", "")


def test_sightings_tell_the_place_from_the_word() -> None:
    text = "زار كان"
    place = Annotated(text, ("", "", "", "", "", *["place"] * 3))
    word = Annotated(text, ("",) * len(text))
    seen = sightings([CANNES], [place, word, word], [("كان هنا", "He was here"), ("في كان", "In Cannes")])
    assert (seen.as_place("كان"), seen.as_other("كان")) == (2, 3)
