"""The rules for spelling whole names, around guesses for single words."""

import pytest

from reader_app.core.names import Kind
from reader_app.core.spelling import (
    LONGEST_WORD,
    MOST_WORDS,
    Guess,
    arabic_letters,
    capitalised,
    is_spellable,
    name_parts,
    spell,
)

GUESSES = {
    word: tuple(Guess(text, 0.6 / (rank + 1)) for rank, text in enumerate(texts.split()))
    for word, texts in {
        "السديري": "al-sudairi al-sudayri",
        "الرحمن": "al-rahman al-rahmane",
        "نصر": "nasr",
        "عطا": "ata",
        "رحمت": "rahmat",
        "بكر": "bakr",
        "البغدادي": "al-baghdadi",
        "علي": "ali",
        "سلمان": "salman",
        "ثاني": "thani",
        "جان": "jean",
        "كلود": "claude",
        "بيلين": "bellen",
        "ميستورا": "mistura",
        "صلاح": "salah",
        "جورج": "george",
        "بوش": "bush",
        "رولينغ": "rowling",
        "الزبداني": "al-zabadani",
        "أبيض": "abyad",
        "أحمد": "ahmed",
    }.items()
}


def best(name: str, kind: Kind = Kind.PERSON) -> str:
    return spell(name_parts(name, kind), GUESSES, 1)[0]


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("عبد الرحمن السديري", "Abdulrahman al-Sudairi"),
        ("عبدالرحمن السديري", "Abdulrahman al-Sudairi"),
        ("عبد الله السديري", "Abdullah al-Sudairi"),
        ("نصر الله", "Nasrallah"),
        ("عطا الله", "Atallah"),
        ("رحمة الله", "Rahmatullah"),
        ("أبو بكر البغدادي", "Abu Bakr al-Baghdadi"),
        ("علي بن سلمان", "Ali bin Salman"),
        ("بن سلمان", "Bin Salman"),
        ("علي ابن سلمان", "Ali ibn Salman"),
        ("آل ثاني", "Al Thani"),
        ("ولد أحمد", "Ould Ahmed"),
        ("جان-كلود", "Jean-Claude"),
        ("فان دير بيلين", "van der Bellen"),
        ("دي ميستورا", "de Mistura"),
        ("صلاح الدين", "Salah al-Din"),
        ("جورج دبليو بوش", "George W. Bush"),
        ("ج. ك. رولينغ", "J. K. Rowling"),
        ("جورج W بوش", "George W Bush"),
        ("أَبُو بَكْر", "Abu Bakr"),
    ],
)
def test_name_of_a_person_is_spelled_as_newsrooms_do(name: str, english: str) -> None:
    assert best(name) == english


def test_place_has_its_own_first_words_and_may_lose_its_article() -> None:
    assert best("تل أبيض", Kind.PLACE) == "Tal Abyad"
    found = spell(name_parts("الزبداني", Kind.PLACE), GUESSES, 3)
    assert found == ("al-Zabadani", "Zabadani")


def test_organisation_is_translated_and_not_spelled() -> None:
    assert name_parts("حزب الله", Kind.ORGANISATION) == ()


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        "،؟!",
        "2017",
        "Macron",
        "محمد2",
        "١٢",
        "ب" * (LONGEST_WORD + 1),
        " ".join(["علي"] * (MOST_WORDS + 1)),
        "ਪੰਜਾਬ",
    ],
)
def test_what_is_no_name_in_arabic_letters_has_no_parts(name: str) -> None:
    assert name_parts(name, Kind.PERSON) == ()


def test_braces_in_the_text_are_no_places_for_guesses() -> None:
    assert best("علي {title} علي") == "Ali title Ali"


def test_spellings_are_different_and_ordered_by_the_product_of_probabilities() -> None:
    found = spell(name_parts("عبد الرحمن السديري", Kind.PERSON), GUESSES, 3)
    assert found == ("Abdulrahman al-Sudairi", "Abdulrahman al-Sudayri", "Abdulrahmane al-Sudairi")


def test_name_with_a_word_nobody_can_guess_has_no_spelling() -> None:
    assert spell(name_parts("علي قرقيعان", Kind.PERSON), GUESSES, 3) == ()


def test_letters_keep_hamzas_and_lose_marks() -> None:
    assert arabic_letters("مُحَمَّـد") == "محمد"
    assert arabic_letters("إبراهیم") == "إبراهيم"
    assert arabic_letters("ﻣﺤﻤﺪ") == "محمد"
    assert arabic_letters("ڤيتنام") == "فيتنام"


def test_only_words_of_arabic_letters_are_spellable() -> None:
    assert is_spellable("محمد")
    assert not any(map(is_spellable, ("", "محمد1", "م.", "John", "م" * (LONGEST_WORD + 1))))


@pytest.mark.parametrize(
    ("small", "capitals"),
    [
        ("al-sudairi", "al-Sudairi"),
        ("el-sisi", "el-Sisi"),
        ("alexander", "Alexander"),
        ("o'neil", "O'Neil"),
        ("mcdonald", "McDonald"),
        ("mccoy", "McCoy"),
        ("jean-claude", "Jean-Claude"),
        ("x", "X"),
        ("", ""),
    ],
)
def test_capitals_of_names(small: str, capitals: str) -> None:
    assert capitalised(small) == capitals
