"""Splitting texts at pauses, with nothing lost."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader_app.core.splitting import split

PIECES = st.sampled_from(
    [*"ابتدوفلم .؟!…،؛:«»()-–\n\t", " و", " ثم ", "كلمة ", "\u064e", "\u200d", "\u200f", "ﷺ", "😀", "\ud800"]
)
TEXTS = st.one_of(st.lists(PIECES, max_size=200).map("".join), st.text())


def words(text: str) -> int:
    return len(text.split())


@settings(deadline=None)
@given(TEXTS, st.integers(1, 40), st.sampled_from([len, words]))
def test_parts_join_to_the_text_and_keep_the_limit(text: str, limit: int, size) -> None:
    parts = split(text, size, limit)
    assert "".join(parts) == text
    assert all(parts)
    assert all(size(part) <= limit or len(part) == 1 for part in parts)


def test_text_within_the_limit_stays_whole() -> None:
    text = "جملة أولى. جملة ثانية، وثالثة."
    assert split(text, len, len(text)) == [text]


@pytest.mark.parametrize(
    "parts",
    [
        ["قال الرجل كلمته الأخيرة. ", "خرج الناس، ولم يعودوا أبدا"],
        ["قال الرجل كلمته الأخيرة وهو باك\n", "خرج الناس، ولم يعودوا أبدا"],
        ["قال إنه «لن يعود. أبدا؟» ", "خرج الناس بعده ولم يعودوا"],
        ["قال الرجل كلمته الأخيرة، ", "خرج الناس بعده ولم يعودوا"],
        ["قال الرجل كلمته الأخيرة؛ ", "خرج الناس بعده ولم يعودوا"],
        ["قال الرجل كلمته (الأخيرة) ", "خرج الناس بعده فلم يعودوا"],
        ["قال الرجل كلمته الأخيرة ", "«خرج الناس» بعده فلم يعودوا"],
        ["قال الرجل كلمته الأخيرة ", "– خرج الناس بعده فلم يعودوا"],
        ["قال الرجل كلمته الأخيرة ", "ثم خرج الناس بعده فلم يعودوا"],
        ["قال الرجل كلمته الأخيرة ", "وخرج الناس بعده فلم يعودوا"],
        ["قال الرجل كلمته ", "خرج الناس بعده"],
        ["سسسسسسسسسسسس", "سسسسسسسسسسسس"],
    ],
)
def test_cut_is_at_the_best_pause_near_the_middle(parts: list[str]) -> None:
    text = "".join(parts)
    assert split(text, len, len(text) - 1) == parts


def test_pause_far_from_the_middle_is_left_for_a_plain_space() -> None:
    text = "نعم، قال الرجل كلمته الأخيرة ذلك اليوم"
    first, second = split(text, len, len(text) - 1)
    assert first.startswith("نعم، قال")
    assert abs(len(first) - len(second)) < len("الأخيرة") * 2


def test_parts_are_about_even_where_more_than_two_are_needed() -> None:
    text = "كلمة " * 250
    parts = split(text, words, 100)
    assert len(parts) == 3
    assert max(map(words, parts)) - min(map(words, parts)) <= 2


def test_marks_stay_with_their_letter() -> None:
    text = "بَ" * 9
    assert all(len(part) % 2 == 0 for part in split(text, len, 5))


@pytest.mark.parametrize(
    "text", ["ا" * 100_000, "\u200d" * 100_000, "ا" + "\u064e" * 100_000, "كلمة، " * 20_000, " " * 100_000]
)
def test_very_long_text_takes_no_time_to_speak_of(text: str) -> None:
    begun = time.process_time()
    assert "".join(split(text, len, 250)) == text
    assert time.process_time() - begun < 5
