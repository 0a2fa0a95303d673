"""Where a point of the world lies, told from outlines."""

from array import array

import pytest

from reader_app.core.atlas import Arc, Atlas, Box, Country, box_of, part_of, reversed_line, width_km
from reader_app.core.names import Location


def arc(*numbers: float) -> Arc:
    line = array("d", numbers)
    return Arc(line, box_of(line), is_border=False)


def country(code: str, *rings: tuple[int, ...], extent: Box) -> Country:
    boxes = tuple(extent for _ in rings)
    return Country(code, code, (0, 0), extent, rings, boxes)


# A square from 0 to 10 with a hole from 4 to 6, in which another country lies; both share arc 1.
ARCS = (arc(0, 0, 10, 0, 10, 10, 0, 10, 0, 0), arc(4, 4, 6, 4, 6, 6), arc(6, 6, 4, 6, 4, 4))
OUTER = country("OU", (0,), (1, 2), extent=Box(0, 0, 10, 10))
INNER = country("IN", (~2, ~1), extent=Box(4, 4, 6, 6))
ATLAS = Atlas(ARCS, (OUTER, INNER), ())


@pytest.mark.parametrize(
    ("point", "code"), [((2, 2), "OU"), ((5, 5), "IN"), ((9.9, 0.1), "OU"), ((11, 5), None), ((5, -1), None)]
)
def test_country_at_a_point(point: tuple[float, float], code: str | None) -> None:
    found = ATLAS.country_at(*point)
    assert (found.code if found else None) == code


def test_ring_runs_on_through_arcs_in_either_direction() -> None:
    assert list(ATLAS.ring((~2, ~1))) == [4, 4, 4, 6, 6, 6, 6, 4, 4, 4]


def test_reversed_line_keeps_longitude_before_latitude() -> None:
    assert list(reversed_line(array("d", (1, 2, 3, 4, 5, 6)))) == [5, 6, 3, 4, 1, 2]


def test_stated_country_goes_before_the_one_around_the_point() -> None:
    assert ATLAS.country_of(Location(2, 2, country="IN")) is INNER
    assert ATLAS.country_of(Location(2, 2)) is OUTER


def test_no_country_is_told_from_outlines_where_it_is_disputed() -> None:
    golan = country("XX", (0,), extent=Box(30, 30, 40, 40))
    atlas = Atlas((arc(30, 30, 40, 30, 40, 40, 30, 40, 30, 30),), (golan,), ())
    assert atlas.country_at(35.8, 33.0) is None
    assert atlas.country_at(35.0, 33.0) is golan


@pytest.mark.parametrize(
    ("point", "part"),
    [((1, 5), "western"), ((5, 5), "central"), ((9, 9), "north-eastern"), ((5, 0.5), "southern")],
)
def test_part_of_a_country(point: tuple[float, float], part: str) -> None:
    assert part_of(OUTER, *point) == part


def test_width_shrinks_with_the_latitude() -> None:
    assert width_km(Box(0, -0.5, 1, 0.5)) == pytest.approx(111.2)
    assert width_km(Box(0, 59.5, 1, 60.5)) == pytest.approx(55.6, rel=1e-3)
