"""Whether a search with a part of the vocabulary found what one with all of it would have found.

The search is gone through once more, with the states that the decoder had: for all rows of all steps at
once, the rest of the vocabulary is computed, which costs a fraction of computing it step by step. As long as
every step chooses the same rows and pieces, the states are those that a search with the whole vocabulary
would have had, and so are, at the end, the hypotheses and their probabilities.
"""

from collections.abc import Callable, Sequence

import numpy as np

from reader_app.engines.beam_search import Candidates, Step
from reader_app.engines.onnx_network import Best


def merged(used: Candidates, rest: Best) -> Candidates:
    """Candidates over the whole vocabulary: those of the one part and of the other, best first.

    Each side lists its best ones, so that of the result as many are the best of all as `used` has.
    """
    totals = np.logaddexp(used.totals, rest.totals)
    scores = np.concatenate([used.scores + used.totals - totals, rest.logits - totals], axis=2)
    ids = np.concatenate([used.ids, rest.ids], axis=2)
    order = np.argsort(-scores, axis=2, kind="stable")[:, :, : used.ids.shape[2]]
    scores, ids = (np.take_along_axis(array, order, axis=2) for array in (scores, ids))
    return Candidates(scores, ids, totals, used.states)


class Replay:
    """The steps of an earlier search over so many sentences, with the whole vocabulary.

    A sentence that wants to go on otherwise than it did is given up, and stands in `differs` (sentences).
    """

    def __init__(
        self, history: Sequence[Step], sentences: int, rest_of: Callable[[np.ndarray, int], Best]
    ) -> None:
        """`rest_of` gives so many of the best of the rest, at least, for states (rows, D)."""
        self._history = history
        states = [step.found.states.reshape(-1, step.found.states.shape[-1]) for step in history]
        count = max(step.found.ids.shape[2] for step in history)
        self._rest = rest_of(np.concatenate(states), count)
        self._first = np.cumsum([0, *map(len, states)]).tolist()
        self._sentences = np.arange(sentences)
        self._steps = 0
        self.differs = np.zeros(sentences, bool)

    def step(self, tokens: np.ndarray, parents: np.ndarray, count: int) -> Candidates:
        """As in the earlier search; `count` is not looked at, being what it was then."""
        number = min(self._steps, len(self._history) - 1)
        step = self._history[number]
        at = step.place[self._sentences]
        # Where the earlier search had ended, what is compared does not matter: it differs.
        same = (step.tokens[at] == tokens).all(axis=1) & (step.parents[at] == parents).all(axis=1)
        differs = ~same | (at < 0) | (self._steps >= len(self._history))
        self._steps += 1
        self.differs[self._sentences] |= differs
        found = merged(step.found, self._rest_at(number))
        return Candidates(found.scores[at], found.ids[at], found.totals[at], found.states[at], differs)

    def keep(self, groups: np.ndarray) -> None:
        """Go on with these of the sentences only, given by their present numbers."""
        self._sentences = self._sentences[groups]

    def _rest_at(self, number: int) -> Best:
        shape = self._history[number].found.states.shape[:2]
        part = slice(self._first[number], self._first[number + 1])
        rest = self._rest
        return Best(*(a[part].reshape(*shape, -1) for a in (rest.logits, rest.ids, rest.totals)))
