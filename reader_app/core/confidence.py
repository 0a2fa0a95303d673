"""How far a model's translation can be trusted.

What there is to go by is the translation's score, its mean log-probability a piece. How good a translation
with a certain score is differs from model to model, so it is measured for each: a `Calibration` maps scores
to the probability that a translation is good, and is fitted to translations of sentences whose English is
known. Before that, the score is told as what it is: e to its power is the geometric mean of the
probabilities that the model gave its pieces.
"""

import math
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple


class Level(StrEnum):
    """Confidence in a word."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Confidence:
    """`probability`, from 0 to 1: that the translation is good where `calibrated`, else the geometric mean
    of the probabilities of its pieces, which says how sure the model was and not how right it is."""

    level: Level
    probability: float
    calibrated: bool


CALIBRATED_LEVELS = (0.8, 0.5)
"""The least probability of a HIGH and of a MEDIUM level: four in five are good, every other is good."""

PLAIN_LEVELS = (0.7, 0.45)
"""The same where the model is not calibrated. Chosen, not measured: a rough guide and no more."""


class Outcome(NamedTuple):
    """A translation of a sentence whose English is known: its score, and whether it was good."""

    score: float
    good: bool


class Knot(NamedTuple):
    """A point of a calibration: translations with this score are good with this probability."""

    score: float
    probability: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """A map from score to probability that never falls: straight between `knots`, flat outside.

    `knots` has one at least, their scores rising.
    """

    knots: tuple[Knot, ...]

    def probability(self, score: float) -> float:
        """How probable it is that a translation with this score is good."""
        knots = self.knots
        after = bisect_left(knots, score, key=_score)
        if after == 0:
            return knots[0].probability
        if after == len(knots):
            return knots[-1].probability
        left, right = knots[after - 1], knots[after]
        share = (score - left.score) / (right.score - left.score)
        return left.probability + share * (right.probability - left.probability)


def confidence(score: float, calibration: Calibration | None) -> Confidence:
    """The confidence in a translation with this score, by the model's calibration where it has one."""
    if calibration is None:
        probability = min(math.exp(score), 1.0)
        return Confidence(_level(probability, PLAIN_LEVELS), probability, calibrated=False)
    probability = calibration.probability(score)
    return Confidence(_level(probability, CALIBRATED_LEVELS), probability, calibrated=True)


def _level(probability: float, least: tuple[float, float]) -> Level:
    high, medium = least
    if probability >= high:
        return Level.HIGH
    return Level.MEDIUM if probability >= medium else Level.LOW


def fit(outcomes: Iterable[Outcome]) -> Calibration:
    """The calibration that fits these outcomes best among all that never fall: isotonic regression.

    By pooling adjacent violators (Ayer, Brunk, Ewing, Reid and Silverman 1955), which gives the least
    squared error. So that a few outcomes never make for certainty, two are imagined beside them, a good
    one with a score below all and a bad one above all; thus n good ones in a row mean n/(n+1) at most.
    Raises ValueError where there are no outcomes.
    """
    groups = [
        _Block(score, score, sum(one.good for one in group), len(group))
        for score, group in ((s, list(g)) for s, g in groupby(sorted(outcomes), key=_score))
    ]
    if not groups:
        raise ValueError("nothing to fit to")
    lowest, highest = groups[0].first, groups[-1].last
    blocks: list[_Block] = []
    for group in (_Block(lowest, lowest, 1, 1), *groups, _Block(highest, highest, 0, 1)):
        block = group
        while blocks and blocks[-1].share >= block.share:
            block = blocks.pop().joined(block)
        blocks.append(block)
    knots = dict.fromkeys(Knot(score, block.share) for block in blocks for score in (block.first, block.last))
    return Calibration(tuple(knots))


class _Block(NamedTuple):
    """Outcomes with scores from `first` to `last`: how many were good, of how many."""

    first: float
    last: float
    good: int
    total: int

    @property
    def share(self) -> float:
        return self.good / self.total

    def joined(self, after: "_Block") -> "_Block":
        return _Block(self.first, after.last, self.good + after.good, self.total + after.total)


def _score(item: Outcome | Knot) -> float:
    return item.score
