"""Sentence pairs from TSV and TMX files."""

from pathlib import Path

import pytest

from reader_app.core.errors import ArticleError
from reader_app.data import resources
from reader_app.formats.pairs import read_pairs
from reader_app.services.calibrating import LEAST_PAIRS, Pair


def test_lines_are_read_without_comments_and_empty_ones(tmp_path: Path) -> None:
    file = tmp_path / "pairs.tsv"
    file.write_text("\ufeff# a comment\nنعم\tYes\n\n  لا \t No \n", encoding="utf-8")
    assert read_pairs(file) == (Pair("نعم", "Yes"), Pair("لا", "No"))


def test_memory_of_the_sample_article_is_read_whole(units: dict[str, str]) -> None:
    found = read_pairs(resources() / "memory" / "sample.tmx")
    assert {pair.arabic: pair.english for pair in found} == units


def test_units_have_any_country_and_markup_and_may_lack_a_language(tmp_path: Path) -> None:
    file = tmp_path / "Pairs.TMX"
    file.write_text(
        '<tmx version="1.4"><body>'
        '<tu><tuv xml:lang="en-US"><seg>Yes, <bpt i="1"/>sir</seg></tuv>'
        '<tuv xml:lang="AR-sy"><seg>نعم سيدي</seg></tuv></tu>'
        '<tu><tuv xml:lang="en"><seg>Alone</seg></tuv></tu>'
        "</body></tmx>",
        encoding="utf-8",
    )
    assert read_pairs(file) == (Pair("نعم سيدي", "Yes, sir"),)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.tsv", "نعم\tYes\nلا No\n".encode(), "Line 2 of a.tsv has no tab"),
        ("a.tsv", "نعم\tYes".encode("cp1256"), "a.tsv is not a file of sentence pairs"),
        ("a.tmx", b"<tmx><body>", "a.tmx is not a file of sentence pairs"),
    ],
)
def test_file_of_another_kind_is_a_clear_error(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ArticleError, match=message):
        read_pairs(tmp_path / name)


def test_file_that_is_not_there_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match=r"none\.tsv cannot be read"):
        read_pairs(tmp_path / "none.tsv")


def test_bundled_pairs_are_enough_each_once_and_in_their_languages() -> None:
    pairs = read_pairs(resources() / "calibration" / "pairs.tsv")
    assert len(pairs) >= 2 * LEAST_PAIRS
    assert len({pair.arabic for pair in pairs}) == len(pairs)
    for pair in pairs:
        assert any("\u0621" <= letter <= "\u064a" for letter in pair.arabic)
        assert pair.english.isascii()
        assert pair.english[-1] in ".?!"
