"""How the tool makes outlines coarser, and mends what the date line breaks."""

import pytest
from make_outlines import _extent, _joined, _label_point, _packed, _simplified, _unbroken

from reader_app.formats.outlines import STEPS

SQUARE = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0), (0.0, 0.0)]


def square(x: float, y: float, size: float) -> list[tuple[float, float]]:
    return [(x + a * size / 10, y + b * size / 10) for a, b in SQUARE]


def test_line_goes_on_beyond_the_date_line_instead_of_leaping() -> None:
    assert _unbroken(iter([(170, 60), (179, 61), (-179, 62), (-170, 63)])) == [
        (170, 60),
        (179, 61),
        (181, 62),
        (190, 63),
    ]


def test_line_around_the_pole_is_closed_there() -> None:
    around = _unbroken(iter([(x, -70) for x in range(-180, 180, 60)] + [(-180, -70)]))
    assert around[0] == around[-1]
    assert (180, -90) in around


def test_ring_takes_arcs_to_where_the_one_before_ends() -> None:
    arcs = [[(170.0, 60.0), (185.0, 60.0)], [(-175.0, 60.0), (-175.0, 70.0)], [(185.0, 70.0), (170.0, 60.0)]]
    numbers = _joined((0, 1, 2), arcs)
    assert numbers == (0, 3, 2)
    assert arcs[3] == [(185.0, 60.0), (185.0, 70.0)]


def test_points_that_make_no_difference_are_left_out_and_ends_stay() -> None:
    line = [(0.0, 0.0), (1.0, 0.001), (2.0, 0.0), (3.0, 1.0), (4.0, 0.0)]
    assert _simplified(line, 5.0) == [(0.0, 0.0), (2.0, 0.0), (3.0, 1.0), (4.0, 0.0)]
    assert _simplified(line, 500.0) == [line[0], line[-1]]


def test_closed_line_stays_an_area_however_coarse() -> None:
    coarse = _simplified(square(0, 0, 0.01), 50.0)
    assert len(set(coarse)) >= 3
    assert coarse[0] == coarse[-1]


def test_extent_takes_islands_near_by_and_leaves_what_lies_overseas() -> None:
    main, island, overseas = square(0, 0, 10), square(11, 0, 2), square(-60, 0, 5)
    assert _extent([main, overseas, island]) == (0, 0, 13, 10)


def test_label_point_lies_well_inside_a_bent_country() -> None:
    bent = [(0, 0), (10, 0), (10, 2), (2, 2), (2, 10), (0, 10), (0, 0)]
    x, y = _label_point([(float(a), float(b)) for a, b in bent])
    assert 0.5 < x < 9.5
    assert 0.5 < y < 9.5
    assert x < 2 or y < 2, "in one of the arms and not in the corner between them"


def test_packed_line_is_steps_from_point_to_point_without_idle_ones() -> None:
    assert _packed([(1.0, 2.0), (1.0, 2.0), (1.5, 1.5)]) == [STEPS, 2 * STEPS, STEPS // 2, -STEPS // 2]


@pytest.mark.parametrize("tolerance", [0.1, 1.0, 10.0])
def test_line_stays_within_the_tolerance(tolerance: float) -> None:
    line = [(n / 10, ((n * 37) % 11) / 200) for n in range(60)]
    coarse = _simplified(line, tolerance)
    assert coarse[0] == line[0]
    assert coarse[-1] == line[-1]
    assert set(coarse) <= set(line)
