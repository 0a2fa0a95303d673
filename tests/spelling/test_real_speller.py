"""The speller that comes along: what it makes of names, known ones and ones that are in none of its lists."""

import json
import unicodedata
from pathlib import Path

import pytest

from reader_app.core.errors import OutOfScope
from reader_app.core.names import Kind, NameSpeller
from reader_app.core.spelling import name_parts
from reader_app.data import resources
from reader_app.engines.checkpoint import open_checkpoint
from reader_app.engines.library import Models
from reader_app.engines.tokenizer import MarianTokenizer
from reader_app.paths import Folders
from reader_app.spelling.name_list import FILE, read_name_list
from reader_app.spelling.speller import Speller
from reader_app.wiring import build

FOLDER = resources() / "models" / "speller"

UNLISTED = {
    "شتروفنهايم": "Strofenheim",
    "كرامبوفيتش": "Krambovic",
    "العبدروش": "al-Abdroush",
    "الزغلولي": "al-Zaghlouli",
    "بوشمالة": "Bouchmala",
    "تسيربيكو": "Tserbiko",
    "مندلبلات": "Mandelblat",
    "الدغيثر": "al-Dughaither",
}
"""Surnames that none of the lists has, so that the model alone spells them; with one way to write each."""


def test_model_and_list_take_five_megabytes_at_most() -> None:
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) <= 5_000_000


def test_readme_beside_the_model_names_sources_and_licences() -> None:
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    for word in ("CC0", "Apache-2.0", "CC BY 4.0", "GPL-3.0-or-later", "tools/train_speller.py"):
        assert word in text


def test_it_is_a_marian_checkpoint_of_letters() -> None:
    checkpoint = open_checkpoint(FOLDER)
    tokenizer = MarianTokenizer(checkpoint)
    assert json.loads((FOLDER / "config.json").read_text(encoding="utf-8"))["model_type"] == "marian"
    letters = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي"
    assert tokenizer.cut_source(letters) == list(letters)
    assert tokenizer.unk not in tokenizer.encode(letters)
    assert {len(piece) for piece in checkpoint.vocabulary[2:-1]} == {1}


def test_list_has_clean_rows_only() -> None:
    names = read_name_list(FOLDER / FILE)
    assert len(names) > 40_000
    assert set(names.spellings("لافروف")) == {"lavrov"}
    assert not names.spellings("رايس").keys() & {"janszoon"}


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("عبد الرحمن السديري", "Abdulrahman al-Sudairi"),
        ("محمد بن سلمان", "Mohammed bin Salman"),
        ("أبو بكر البغدادي", "Abu Bakr al-Baghdadi"),
        ("خديجة منصور", "Khadija Mansour"),
        ("روبرت كينيدي", "Robert Kennedy"),
        ("جان-كلود كينيدي", "Jean-Claude Kennedy"),
    ],
)
def test_name_of_listed_words_is_spelled_as_newsrooms_do(speller: Speller, arabic: str, english: str) -> None:
    assert speller.likely(arabic, Kind.PERSON)[0] == english


@pytest.mark.parametrize(("arabic", "english"), UNLISTED.items())
def test_name_in_no_list_gets_spellings_that_sound_like_it(
    speller: Speller, arabic: str, english: str
) -> None:
    assert not read_name_list(FOLDER / FILE).spellings(arabic)
    found = speller.likely(arabic, Kind.PERSON)
    assert len(found) == len(set(found)) == 3
    assert all(consonants(text)[:1] == consonants(english)[:1] for text in found)
    assert any(consonants(text) == consonants(english) for text in found), found


def consonants(name: str) -> str:
    """The consonants of an English name, each sound by one letter."""
    text = name.casefold().removeprefix("al-")
    for digraph, letter in (("sh", "s"), ("ch", "s"), ("th", "t"), ("gh", "g"), ("ck", "k"), ("ts", "s")):
        text = text.replace(digraph, letter)
    text = text.translate(str.maketrans("cqzvp", "kksfb"))
    kept = [c for c in text if c not in "aeiouwyhj'- "]
    return "".join(c for c, before in zip(kept, ["", *kept], strict=False) if c != before)


def test_spelling_is_the_same_every_time_and_in_any_company(speller: Speller) -> None:
    names = [(name, Kind.PERSON) for name in UNLISTED]
    alone = [Speller(speller._load).likely(*name) for name in names[:2]]
    assert speller.likely_of_each(names)[:2] == alone
    assert speller.likely_of_each(list(reversed(names)))[::-1][:2] == alone


def test_hamzas_and_vowel_marks_are_no_other_name(speller: Speller) -> None:
    assert speller.likely("أحمد", Kind.PERSON)[0] == speller.likely("احمد", Kind.PERSON)[0] == "Ahmed"
    assert speller.likely("خَدِيجَة", Kind.PERSON) == speller.likely("خديجة", Kind.PERSON)


@pytest.mark.parametrize("text", ["", "   ", "Reuters", "2011", "٣٠", "؟!", "محمد٢", "م" * 500, "علي " * 50])
def test_what_is_no_name_gets_no_spelling(speller: Speller, text: str) -> None:
    assert not speller.likely(text, Kind.PERSON)


def test_longest_word_still_comes_back(speller: Speller) -> None:
    word = "قسطنطينوبوليسوفيتشيان"
    [part] = name_parts(word, Kind.PERSON)
    assert part.word == word
    assert speller.likely(word, Kind.PERSON)


def test_every_letter_alone_gets_ascii_or_nothing(speller: Speller) -> None:
    for letter in "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي":
        for text in speller.likely(letter, Kind.PERSON):
            assert text.isascii()
            assert unicodedata.normalize("NFKD", text) == text


def test_speller_fulfils_the_protocol(speller: Speller) -> None:
    spells: NameSpeller = speller
    assert spells.likely("حلب", Kind.PLACE)


def test_speller_is_no_translation_model(tmp_path: Path) -> None:
    models = Models(str(FOLDER), sample=resources() / "models" / "sample", cache=tmp_path)
    with pytest.raises(OutOfScope, match="speller"):
        models.card_for("هذه جملة.")
    listed = build(where=Folders(tmp_path, tmp_path, tmp_path)).models.list()
    assert [row.reference for row in listed if "speller" in row.reference] == []
