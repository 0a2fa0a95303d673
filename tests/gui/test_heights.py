"""Sums of heights, held against the plain way to add them up."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader_app.gui import heights
from reader_app.gui.heights import Heights

SOME = st.lists(st.integers(1, 50).map(float), min_size=1, max_size=40)


@pytest.fixture(autouse=True, scope="module")
def small_groups():
    """So that a few heights make several groups."""
    patch = pytest.MonkeyPatch()
    patch.setattr(heights, "_GROUP", 4)
    yield
    patch.undo()


@given(SOME, st.lists(st.tuples(st.integers(0, 39), st.integers(1, 50).map(float)), max_size=20))
def test_sums_follow_every_change(values: list[float], changes: list[tuple[int, float]]) -> None:
    kept = Heights(values)
    for index, height in changes:
        if index < len(values):
            assert kept.change(index, height) == height - values[index]
            values[index] = height
    tops = [0.0, *accumulate(values)]
    assert kept.total == tops[-1]
    assert [kept.top(index) for index in range(len(values))] == tops[:-1]


@given(SOME)
def test_every_place_is_in_the_height_that_holds_it(values: list[float]) -> None:
    kept = Heights(values)
    for index in range(len(values)):
        top = kept.top(index)
        assert kept.at(top) == index
        assert kept.at(top + values[index] - 0.5) == index


def test_places_beyond_either_end_belong_to_the_last_and_the_first() -> None:
    kept = Heights([10.0] * 9)
    assert (kept.at(-5.0), kept.at(90.0), kept.at(1e9)) == (0, 8, 8)
