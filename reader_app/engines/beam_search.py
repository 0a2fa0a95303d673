"""Beam search over a decoder, for several sentences at once.

The rules are those of the transformers library, so that both find the same outputs. Of the candidates of all
beams the best ones count. One that ends the sentence, and is among as many as there are beams, is finished
and scored by its log-probability over its length to the power of the length penalty; the others go on. The
search for a sentence ends once as many are finished as there are beams and the best open one, scored by its
present length, is no better than the worst of them (or at once, where the checkpoint says that it stops
early). With one beam it ends with the first end-of-sentence.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from reader_app.core.translation import Decoding
from reader_app.engines.checkpoint import Search

START = -1
"""The token that stands for what the decoder starts from, which need not have an id."""

MOST_SPARE = 64
"""How many candidates more are asked for where some may be barred as repetitions."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """What may follow. G sentences, R rows for each, D units.

    For each row the best pieces, best first: the natural logarithms of their probabilities and their ids,
    both (G, R, candidates); what the logits were normalised by, `totals` (G, R, 1), the logarithm of the
    sum of their exponentials; and the row's state (G, R, D). `given_up` (G) are the sentences that there is
    no way on for, None where there are none.
    """

    scores: np.ndarray
    ids: np.ndarray
    totals: np.ndarray
    states: np.ndarray
    given_up: np.ndarray | None = None


class Steps(Protocol):
    """A decoder that goes forward a piece at a time."""

    def step(self, tokens: np.ndarray, parents: np.ndarray, count: int) -> Candidates:
        """Newest ids (G, R) and the rows of the step before that they continue; at least `count` candidates,
        or as many as there are."""
        ...

    def keep(self, groups: np.ndarray) -> None:
        """Go on with these of the sentences only, given by their present numbers."""
        ...


@dataclass(frozen=True, slots=True)
class Ended:
    """A finished hypothesis: its ids, end-of-sentence included where it has one, and for each of them the
    logarithm of its probability."""

    ids: list[int]
    log_probabilities: list[float]


@dataclass(frozen=True, slots=True)
class Step:
    """What was put in and what came out, and where each sentence's rows are, -1 for those no longer open."""

    place: np.ndarray
    tokens: np.ndarray
    parents: np.ndarray
    found: Candidates


@dataclass(frozen=True, slots=True)
class _End:
    """A hypothesis in the history: the step and the row that its last piece was chosen from."""

    score: float
    step: int
    row: int
    piece: int


class BeamSearch:
    """One search over so many sentences, `groups`; `eos` is end-of-sentence's id. Used once."""

    def __init__(self, groups: int, eos: int, decoding: Decoding, search: Search) -> None:
        self._eos = eos
        self._decoding = decoding
        self._search = search
        self.history: list[Step] = []
        self._ends: list[list[_End]] = [[] for _ in range(groups)]
        self._over = np.zeros(groups, bool)
        self._open = np.arange(groups)  # the sentence of each row of the arrays, over or not

    def run(self, decoder: Steps, count: int = 1) -> list[list[Ended]]:
        """Up to `count` finished hypotheses of each sentence, best first, at most the beams. There is
        at least one, but for sentences that the decoder gave up."""
        beams = self._decoding.beam_size
        # Twice the beams, so that enough are left to go on where some end the sentence.
        wanted = 1 if beams == 1 else 2 * beams
        tokens = np.full((len(self._open), 1), START)
        parents = np.zeros_like(tokens)
        sums = np.zeros(tokens.shape)
        for length in range(1, self._decoding.max_length + 1):
            spare = min(length, MOST_SPARE) if self._decoding.no_repeat else 0
            found = decoder.step(tokens, parents, wanted + spare)
            self._note(tokens, parents, found)
            scores = self._without_repeated(found) if self._decoding.no_repeat else found.scores
            best, rows, pieces = _best(sums[:, :, None] + scores, found.ids, wanted)
            ends = (pieces == self._eos) | (length == self._decoding.max_length)
            self._finish(best[:, :beams], rows, pieces, ends)
            going_on = np.argsort(ends, axis=1, kind="stable")[:, :beams]
            sums, parents, tokens = (np.take_along_axis(a, going_on, axis=1) for a in (best, rows, pieces))
            for index, group in enumerate(self._open.tolist()):
                self._over[group] |= self._is_over(group, sums[index, 0])
            if found.given_up is not None:
                self._over[self._open] |= found.given_up
            over = self._over[self._open]
            if over.all():
                break
            # Leaving some out means copying what is kept of the others: not for every single one.
            if over.sum() * 4 >= len(over):
                left = np.flatnonzero(~over)
                decoder.keep(left)
                self._open = self._open[left]
                sums, parents, tokens = sums[left], parents[left], tokens[left]
        return [[self._ended(group, end) for end in ends[:count]] for group, ends in enumerate(self._ends)]

    def _note(self, tokens: np.ndarray, parents: np.ndarray, found: Candidates) -> None:
        place = np.full(len(self._ends), -1)
        place[self._open] = np.arange(len(self._open))
        self.history.append(Step(place, tokens, parents, found))

    def _finish(self, best: np.ndarray, rows: np.ndarray, pieces: np.ndarray, ends: np.ndarray) -> None:
        beams = self._decoding.beam_size
        length = len(self.history)
        if not ends.any():
            return
        for index, rank in np.argwhere(ends[:, :beams] & np.isfinite(best)):
            group = self._open[index]
            if self._over[group]:
                continue  # it waits to be left out
            total = float(best[index, rank])
            score = total / length**self._search.length_penalty
            end = _End(score, length - 1, int(rows[index, rank]), int(pieces[index, rank]))
            # Stable: of equals the one that was finished first stays ahead.
            self._ends[group] = sorted([*self._ends[group], end], key=lambda e: -e.score)[:beams]

    def _is_over(self, group: int, best_open: float) -> bool:
        ends = self._ends[group]
        if len(ends) < self._decoding.beam_size:
            return False
        if self._decoding.beam_size == 1 or self._search.stops_early:
            return True
        return best_open / len(self.history) ** self._search.length_penalty <= ends[-1].score

    def _ended(self, group: int, end: _End) -> Ended:
        ids, log_probabilities = [end.piece], []
        row = end.row
        for step in reversed(self.history[: end.step + 1]):
            place, found = step.place[group], step.found
            [[at]] = np.nonzero(found.ids[place, row] == ids[-1])
            log_probabilities.append(float(found.scores[place, row, at]))
            ids.append(int(step.tokens[place, row]))
            row = step.parents[place, row]
        # The first token is not a part of the output.
        return Ended(ids[-2::-1], log_probabilities[::-1])

    def _without_repeated(self, found: Candidates) -> np.ndarray:
        """The scores, with those of pieces barred that would end a sequence that was there before; what is
        left of a row adds up to 1 again."""
        scores = found.scores.copy()
        for index, row in np.ndindex(*scores.shape[:2]):
            barred = _repeating(self._ids(index, row), self._decoding.no_repeat)
            out = np.isin(found.ids[index, row], list(barred))
            scores[index, row] -= np.log1p(-np.exp(scores[index, row, out]).sum())
            scores[index, row, out] = -np.inf
        return scores

    def _ids(self, index: int, row: int) -> list[int]:
        """The output so far that a row of the present step continues."""
        group = self._open[index]
        ids = []
        for step in reversed(self.history):
            ids.append(int(step.tokens[step.place[group], row]))
            row = step.parents[step.place[group], row]
        return ids[-2::-1]


def _best(scores: np.ndarray, ids: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The best `count` of all rows' candidates (G, R, n): their scores, rows and ids, each (G, count)."""
    flat = scores.reshape(len(scores), -1)
    order = np.argsort(-flat, axis=1, kind="stable")[:, :count]
    pieces = np.take_along_axis(ids.reshape(flat.shape), order, axis=1)
    return np.take_along_axis(flat, order, axis=1), order // scores.shape[2], pieces


def _repeating(ids: list[int], length: int) -> set[int]:
    """The pieces that would complete a sequence of this length that `ids` has already."""
    if len(ids) < length:
        return set()
    end = ids[len(ids) - length + 1 :]
    starts = range(len(ids) - length + 1)
    return {ids[i + length - 1] for i in starts if ids[i : i + length - 1] == end}
