"""How well a calibration's probabilities hold for translations that it was not fitted to."""

from collections.abc import Sequence
from dataclasses import dataclass

from reader_app.core.confidence import Outcome, fit

FOLDS = 10
BINS = 5


@dataclass(frozen=True, slots=True)
class Bin:
    """The predictions from `low` to `high`: how many, their mean, and the share that was good."""

    low: float
    high: float
    count: int
    expected: float
    observed: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """What cross-validation found over `count` outcomes, `good` of them good.

    `brier` is the mean squared difference between prediction and outcome (Brier 1950), 0 at best;
    `constant_brier` is that of a forecaster who always says the share of good ones. `bins` are those that
    hold a prediction, from the least probable.
    """

    count: int
    good: int
    brier: float
    constant_brier: float
    bins: tuple[Bin, ...]


def cross_validate(outcomes: Sequence[Outcome]) -> Reliability:
    """Predict each tenth of the outcomes by a calibration that was fitted to the others.

    Raises ValueError for fewer than two outcomes.
    """
    if len(outcomes) < 2:
        raise ValueError("two outcomes at least are needed")
    folds = min(FOLDS, len(outcomes))
    predictions: list[float] = [0.0] * len(outcomes)
    shares: list[float] = [0.0] * len(outcomes)
    for fold in range(folds):
        others = [one for index, one in enumerate(outcomes) if index % folds != fold]
        calibration, share = fit(others), sum(one.good for one in others) / len(others)
        for index in range(fold, len(outcomes), folds):
            predictions[index], shares[index] = calibration.probability(outcomes[index].score), share
    return Reliability(
        len(outcomes),
        sum(outcome.good for outcome in outcomes),
        _brier(predictions, outcomes),
        _brier(shares, outcomes),
        _bins(predictions, outcomes),
    )


def _brier(predictions: Sequence[float], outcomes: Sequence[Outcome]) -> float:
    squares = ((said - found.good) ** 2 for said, found in zip(predictions, outcomes, strict=True))
    return sum(squares) / len(outcomes)


def _bins(predictions: Sequence[float], outcomes: Sequence[Outcome]) -> tuple[Bin, ...]:
    held: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for prediction, outcome in zip(predictions, outcomes, strict=True):
        held[min(int(prediction * BINS), BINS - 1)].append((prediction, outcome.good))
    return tuple(
        Bin(
            number / BINS,
            (number + 1) / BINS,
            len(inside),
            sum(prediction for prediction, _ in inside) / len(inside),
            sum(good for _, good in inside) / len(inside),
        )
        for number, inside in enumerate(held)
        if inside
    )
