"""How much the text around a sentence speaks of sport: there a country's name is mostly its team's."""

import numpy as np
import numpy.typing as npt

NEIGHBOURS = 2
"""Sentences before and after one that are looked at with it."""

SOME, MUCH = 2, 4
"""Words of sport there from which the level is 1, and 2."""

_SHARE = 0.03
"""What part of all words those have to be for level 2."""

Numbers = npt.NDArray[np.int64]


def levels(sport_words: npt.ArrayLike, words: npt.ArrayLike) -> Numbers:
    """The level, 0 to 2, of each sentence; given how many words of sport, and words, each has."""
    found, total = _around(sport_words), _around(words)
    much = (found >= MUCH) & (found > _SHARE * total)
    return np.where(much, 2, np.where(found >= SOME, 1, 0))


def _around(counts: npt.ArrayLike) -> Numbers:
    """The sum over each sentence and its neighbours."""
    sums = np.concatenate((np.zeros(NEIGHBOURS + 1, np.int64), np.cumsum(counts)))
    sums = np.concatenate((sums, np.full(NEIGHBOURS, sums[-1])))
    return sums[2 * NEIGHBOURS + 1 :] - sums[: -2 * NEIGHBOURS - 1]
