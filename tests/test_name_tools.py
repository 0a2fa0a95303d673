"""The tools that the speller is trained and measured with, on small inputs."""

from pathlib import Path

import pytest
from eval_speller import distance, score
from name_pairs import (
    COMMON,
    GOOGLE,
    WIKIDATA,
    Pair,
    english_letters,
    is_alike,
    is_held_out,
    read_pairs,
    rows,
    share,
    with_article,
)


@pytest.fixture
def names(tmp_path: Path) -> Path:
    """A folder with both lists, of a few rows."""
    wikidata = "kerry\tك ي ر ي\t21\nkirri\tك ي ر ي\t2\nmüller\tم و ل ر\t7\njanszoon\tر ا ي س\t1\nx1\tس\t1\n"
    (tmp_path / WIKIDATA).write_text(wikidata, encoding="utf-8")
    google = "كيري\tkerry\nالدوعاجي\tdouagi\nدوعاجي\tdouagi\nالدوعاجي\tal'douagi\n"
    (tmp_path / GOOGLE).write_text(google, encoding="utf-8")
    return tmp_path


def test_pairs_of_both_lists_are_added_up_and_cleaned(names: Path) -> None:
    assert read_pairs(names, (WIKIDATA, GOOGLE)) == [
        Pair("الدوعاجي", "al-douagi", 2),
        Pair("دوعاجي", "douagi", 1),
        Pair("كيري", "kerry", 22),
        Pair("كيري", "kirri", 2),
        Pair("مولر", "muller", 7),
    ]


def test_rows_keep_pairs_of_unlike_names(names: Path) -> None:
    assert Pair("رايس", "janszoon", 1) in list(rows(names / WIKIDATA))


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("José", "jose"),
        ("Łukasz", "lukasz"),
        ("O’Neil", "o'neil"),
        ("ʿAbd", "abd"),
        ("sana'a", "sanaa"),
        ("al-Assad", "al-assad"),
        ("louis16", None),
        ("Иван", None),
        ("...", None),
    ],
)
def test_english_letters_are_small_and_plain(name: str, letters: str | None) -> None:
    assert english_letters(name) == letters


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("خديجة", "khadija"),
        ("هوسر", "hausser"),
        ("تشاو", "chao"),
        ("بينيه", "binet"),
        ("القذافي", "gaddafi"),
        ("بوش", "bush"),
        ("اسكندر", "iskander"),
    ],
)
def test_names_that_sound_alike_are_kept(arabic: str, english: str) -> None:
    assert is_alike(arabic, english)


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("رايس", "janszoon"),
        ("البنا", "nidal"),
        ("أحمد", "sibai"),
        ("نجاد", "ahmadinejad"),
        ("مين", "lagerlof"),
    ],
)
def test_pairs_of_two_different_names_are_left_out(arabic: str, english: str) -> None:
    assert not is_alike(arabic, english)


def test_article_is_set_off_where_the_arabic_has_it() -> None:
    known = {("دوسري", "dosari")}
    assert with_article("الغربي", "gharbi", known) == "al-gharbi"
    assert with_article("الدوسري", "eldosari", known) == "el-dosari"
    assert with_article("الكسندر", "alexander", known) == "alexander"
    assert with_article("غربي", "gharbi", known) == "gharbi"


def test_spellings_of_one_name_fall_into_the_same_part() -> None:
    for parts in (10, 41):
        assert len({share(word, parts) for word in ("الإسكندرية", "الاسكندريه", "إسكندرية")}) == 1


def test_a_tenth_is_held_out() -> None:
    words = {pair.arabic for pair in rows(COMMON)}
    held_out = sum(map(is_held_out, words))
    assert 0.05 * len(words) < held_out < 0.15 * len(words)


def test_common_names_are_clean_and_named_once() -> None:
    lines = COMMON.read_text(encoding="utf-8").splitlines()
    arabic = [line.split("\t")[0] for line in lines if not line.startswith("#")]
    assert len(arabic) == len(set(arabic))
    found = list(rows(COMMON))
    assert len(found) == sum(len(line.split(", ")) for line in lines if not line.startswith("#"))
    unlike = {pair.english for pair in found if not is_alike(pair.arabic, pair.english)}
    assert unlike == {"jacques", "olivier"}  # French letters that are not heard


def test_distance_counts_letters_to_change() -> None:
    assert [distance("kitten", text) for text in ("kitten", "sitting", "", "kittens")] == [0, 3, 6, 1]


def test_score_takes_the_nearest_of_what_is_right() -> None:
    found = score([(["ali", "aly"], ["aly"], 1), (["omar"], ["umar", "omar"], 3), ([], ["abcd"], 1)])
    assert (found.right_first, found.right_shown) == (3 / 5, 4 / 5)
    letters = 3 + 3 * 4 + 4
    assert found.errors_first == pytest.approx((1 + 4) / letters)
    assert found.errors_shown == pytest.approx(4 / letters)
