"""A sentence that is too long for a model, in parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader_app.tagging.windows import OVERLAP, Window, windows


def test_sentence_that_fits_is_one_part() -> None:
    assert windows([2, 3, 1], 6) == [Window(0, 3, 0, 3)]
    assert windows([], 6) == []


def test_words_at_a_cut_count_where_they_have_words_on_both_sides() -> None:
    first, second = windows([1] * 150, 100)
    assert (first, second) == (Window(0, 100, 0, 92), Window(100 - OVERLAP, 150, 92, 150))


def test_word_that_leaves_no_room_for_others_is_a_part_of_its_own() -> None:
    assert windows([10, 10, 1], 10) == [Window(0, 1, 0, 1), Window(1, 2, 1, 2), Window(2, 3, 2, 3)]


@pytest.mark.parametrize("room", [1, 4, 7, 40, 508])
@given(st.data())
def test_parts_fit_and_each_word_counts_once(room: int, data: st.DataObject) -> None:
    pieces = data.draw(st.lists(st.integers(1, room), max_size=150))
    parts = windows(pieces, room)
    assert all(sum(pieces[part.start : part.end]) <= room for part in parts)
    assert all(part.start <= part.first <= part.after <= part.end for part in parts)
    assert [word for part in parts for word in range(part.first, part.after)] == list(range(len(pieces)))
    assert len(parts) <= max(1, 2 * len(pieces))
