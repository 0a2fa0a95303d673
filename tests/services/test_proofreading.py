"""Which English words are misspelt, with the list that comes with the program."""

from pathlib import Path

import pytest

from reader_app.core.errors import ReaderError
from reader_app.data import resources
from reader_app.english_words import EnglishWords
from reader_app.services.proofreading import Proofreader, words_of
from reader_app.store.word_file import WordFile


@pytest.fixture(scope="module")
def english() -> EnglishWords:
    return EnglishWords(resources() / "english" / "words.txt.gz")


@pytest.fixture
def proofreader(english: EnglishWords, tmp_path: Path) -> Proofreader:
    return Proofreader(english, WordFile(tmp_path / "data" / "words.txt"))


def misspelt(proofreader: Proofreader, text: str, names: frozenset[str] = frozenset()) -> list[str]:
    return [span.of(text) for span in proofreader.proofread(text, names).misspelt]


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
        Proofreader(EnglishWords(path), WordFile(tmp_path / "own.txt")).proofread("Word")


@pytest.mark.parametrize("word", ["Xerkan", "xerkan", "Xerkan’s", "Xerkan's"])
def test_word_called_right_is_right_with_its_possessive_until_that_is_taken_back(
    proofreader: Proofreader, word: str
) -> None:
    text = "Xerkan, xerkan, Xerkan’s and Xerkan's yesturday"
    proofreader.call_right(word)
    proof = proofreader.proofread(text)
    assert [span.of(text) for span in proof.misspelt] == ["yesturday"]
    assert [span.of(text) for span in proof.own] == ["Xerkan", "xerkan", "Xerkan’s", "Xerkan's"]
    proofreader.call_wrong("Xerkan’s")
    assert len(proofreader.proofread(text).misspelt) == 5


def test_contraction_called_right_is_right_with_either_apostrophe(proofreader: Proofreader) -> None:
    proofreader.call_right("mustn’tve")
    assert misspelt(proofreader, "mustn’tve mustn'tve") == []


def test_word_that_could_not_be_kept_is_right_all_the_same_and_kept_with_the_next(
    english: EnglishWords, tmp_path: Path
) -> None:
    (tmp_path / "data").write_text("in the way of the folder")
    path = tmp_path / "data" / "words.txt"
    proofreader = Proofreader(english, WordFile(path))
    with pytest.raises(ReaderError, match="may write"):
        proofreader.call_right("Xerkan")
    assert misspelt(proofreader, "Xerkan Yorkan") == ["Yorkan"]
    (tmp_path / "data").unlink()
    proofreader.call_right("Yorkan")
    assert path.read_text() == "Xerkan\nYorkan\n"


def test_word_that_could_not_be_kept_can_be_called_wrong(english: EnglishWords, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("in the way of the folder")
    proofreader = Proofreader(english, WordFile(tmp_path / "data" / "words.txt"))
    for judge in (proofreader.call_right, proofreader.call_wrong):
        with pytest.raises(ReaderError):
            judge("Xerkan")
    assert misspelt(proofreader, "Xerkan") == ["Xerkan"]


def test_problem_of_the_own_list_leaves_the_check_running(english: EnglishWords, tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_bytes(b"Xerkan\n\xff\n")
    proof = Proofreader(english, WordFile(path)).proofread("Xerkan came yesturday")
    assert (len(proof.misspelt), len(proof.own)) == (1, 1)
    assert "damaged" in proof.problem
