"""Confidence, its calibration by isotonic regression, and what cross-validation says of it."""

import math
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader_app.core.confidence import Calibration, Confidence, Knot, Level, Outcome, confidence, fit
from reader_app.core.reliability import cross_validate

OUTCOMES = st.lists(
    st.builds(Outcome, st.floats(-8, 0).map(lambda score: round(score, 1)), st.booleans()), min_size=1
)


def test_score_of_a_model_that_is_not_calibrated_is_told_as_the_geometric_mean() -> None:
    # Two pieces with the probabilities 0.9 and 0.4.
    score = (math.log(0.9) + math.log(0.4)) / 2
    found = confidence(score, None)
    assert found.probability == pytest.approx(0.6)
    assert (found.level, found.calibrated) == (Level.MEDIUM, False)


@pytest.mark.parametrize(
    ("probability", "level"), [(0.95, Level.HIGH), (0.6, Level.MEDIUM), (0.2, Level.LOW)]
)
def test_level_goes_by_the_probability_in_either_case(probability: float, level: Level) -> None:
    assert confidence(math.log(probability), None).level is level
    calibration = Calibration((Knot(-1.0, probability),))
    assert confidence(-3.0, calibration) == Confidence(level, probability, calibrated=True)


def test_score_above_0_by_rounding_is_a_probability_all_the_same() -> None:
    assert confidence(1e-7, None).probability == 1


def test_calibration_is_straight_between_knots_and_flat_outside() -> None:
    calibration = Calibration((Knot(-3.0, 0.2), Knot(-1.0, 0.6)))
    assert [calibration.probability(score) for score in (-9, -3, -2, -1, 0)] == pytest.approx(
        [0.2, 0.2, 0.4, 0.6, 0.6]
    )


def test_fit_of_one_outcome_is_not_certain() -> None:
    # With a good one imagined below and a bad one above: two of three, and one of three.
    assert fit([Outcome(-1.0, True)]).probability(-1.0) == pytest.approx(2 / 3)
    assert fit([Outcome(-1.0, False)]).probability(-1.0) == pytest.approx(1 / 3)


def test_fit_pools_what_is_out_of_order() -> None:
    scores = [(-5, False), (-4, False), (-3, True), (-2, False), (-1, True), (0, True)]
    calibration = fit([Outcome(score, good) for score, good in scores])
    assert [calibration.probability(score) for score, _ in scores] == pytest.approx(
        [1 / 3, 1 / 3, 1 / 2, 1 / 2, 2 / 3, 2 / 3]
    )


def test_fit_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing"):
        fit([])


@given(OUTCOMES)
def test_fit_never_falls_and_is_never_certain(outcomes: list[Outcome]) -> None:
    knots = fit(outcomes).knots
    assert all(a.score < b.score and a.probability <= b.probability for a, b in pairwise(knots))
    assert all(0 < knot.probability < 1 for knot in knots)


@given(OUTCOMES)
def test_fit_is_the_least_squares_one_by_the_max_min_formula(outcomes: list[Outcome]) -> None:
    """The isotonic fit at a place is the greatest, over where a stretch with it begins, of the least, over
    where it ends, of the stretch's mean (Barlow et al. 1972)."""
    scores = sorted({one.score for one in outcomes})
    held = [[one.good for one in outcomes if one.score == score] for score in scores]
    held[0].append(True)  # the imagined ones: both are pooled with what they stand beside
    held[-1].append(False)
    calibration = fit(outcomes)
    for place, score in enumerate(scores):
        best = max(
            min(_mean(held[first : last + 1]) for last in range(place, len(held)))
            for first in range(place + 1)
        )
        assert calibration.probability(score) == pytest.approx(best)


def _mean(stretch: list[list[bool]]) -> float:
    values = [good for group in stretch for good in group]
    return sum(values) / len(values)


def test_cross_validation_prefers_the_fit_where_scores_tell_good_from_bad() -> None:
    random = Random(5)
    scores = [random.uniform(-3, 0) for _ in range(200)]
    found = cross_validate([Outcome(score, random.random() < math.exp(score)) for score in scores])
    assert found.brier < 0.9 * found.constant_brier
    assert sum(one.count for one in found.bins) == found.count == 200
    assert sum(one.observed * one.count for one in found.bins) == pytest.approx(found.good)
    assert all(one.low <= one.expected <= one.high for one in found.bins)
    assert found.bins[0].observed < found.bins[-1].observed


def test_cross_validation_prefers_the_constant_where_scores_tell_nothing() -> None:
    random = Random(5)
    found = cross_validate([Outcome(random.uniform(-3, 0), random.random() < 0.5) for _ in range(200)])
    assert found.brier > found.constant_brier


def test_cross_validation_judges_by_outcomes_it_was_not_fitted_to() -> None:
    # Each left out, the other says the contrary with two in three.
    found = cross_validate([Outcome(-1.0, True), Outcome(-2.0, False)])
    assert found.brier == pytest.approx((2 / 3) ** 2)
    assert found.constant_brier == 1


def test_cross_validation_of_one_outcome_is_refused() -> None:
    with pytest.raises(ValueError, match="two"):
        cross_validate([Outcome(-1.0, True)])
