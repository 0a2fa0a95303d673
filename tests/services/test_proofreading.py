"""Which English words are misspelt, with the list that comes with the program."""

from pathlib import Path

import pytest

from reader_app.core.errors import ReaderError
from reader_app.data import resources
from reader_app.english_words import EnglishWords
from reader_app.services.proofreading import Proofreader, words_of


@pytest.fixture(scope="module")
def proofreader() -> Proofreader:
    return Proofreader(EnglishWords(resources() / "english" / "words.txt.gz"))


def misspelt(proofreader: Proofreader, text: str, names: frozenset[str] = frozenset()) -> list[str]:
    return [span.of(text) for span in proofreader.misspelt(text, names)]


def test_misspelt_words_are_found_where_they_stand(proofreader: Proofreader) -> None:
    text = "The goverment’s statments came yesturday."
    assert misspelt(proofreader, text) == ["goverment’s", "statments", "yesturday"]


@pytest.mark.parametrize(
    "text",
    [
        "The colour of the theatre; the color of the theater.",
        "It doesn't and it doesn’t. The president's, the presidents’.",
        "THE UN AND THE EU",
        "See www.exampel.com, mail a@exmple.org, in 1990s, B2B.",
        "Damascus, London and Paris in January",
        "a co-operative, well-known plan",
        "قال الوزير",
        "",
    ],
)
def test_right_words_and_what_is_no_word_are_passed_over(proofreader: Proofreader, text: str) -> None:
    assert misspelt(proofreader, text) == []


def test_names_are_right_as_the_article_has_them(proofreader: Proofreader) -> None:
    text = "Shoigu met Shoigu’s men and Shoygu."
    assert misspelt(proofreader, text, words_of(["Sergei Shoigu"])) == ["Shoygu"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("goverment", "government"),
        ("teh", "the"),
        ("Recieved", "Received"),
        ("accomodate", "accommodate"),
        ("presidant's", "president's"),
        ("definately", "definitely"),
    ],
)
def test_what_was_meant_comes_first(proofreader: Proofreader, word: str, meant: str) -> None:
    assert proofreader.suggestions(word)[0] == meant


def test_word_like_no_other_has_no_suggestion(proofreader: Proofreader) -> None:
    assert proofreader.suggestions("qqxzzkwv") == ()


@pytest.mark.parametrize("damage", ["missing", "cut", "no gzip"])
def test_list_that_cannot_be_read_is_told(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "words.txt.gz"
    if damage == "cut":
        path.write_bytes((resources() / "english" / "words.txt.gz").read_bytes()[:1000])
    elif damage == "no gzip":
        path.write_text("words", encoding="utf-8")
    with pytest.raises(ReaderError, match=r"words\.txt\.gz"):
        Proofreader(EnglishWords(path)).misspelt("Word")
