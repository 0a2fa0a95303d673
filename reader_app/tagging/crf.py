"""The tagger's network of weights: a linear-chain conditional random field, in numpy.

A sentence's score is the sum of the weights of its features with their tags and of the steps from tag to tag.
Weights are kept as 8-bit numbers with one scale for all, under the 32-bit hashes of the features' names; a
feature without weight is not there.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

TAGS = ("O", "B-PERS", "I-PERS", "B-LOC", "I-LOC", "B-ORG", "I-ORG", "B-MISC", "I-MISC")
"""As in the corpus. MISC is not used: it keeps adjectives of countries and the like apart."""

Scores = npt.NDArray[np.float32]


def feature_hash(name: str) -> int:
    """The hash under which a feature's weights are stored."""
    return zlib.crc32(name.encode())


@dataclass(frozen=True)
class Weights:
    """What training found. `rows[i]` are the weights, in `scale`, of the feature with hash `hashes[i]`, a tag
    a column; `steps[a, b]` is the weight of tag b after tag a."""

    hashes: npt.NDArray[np.uint32]
    rows: npt.NDArray[np.int8]
    scale: float
    steps: Scores

    def of(self, hashes: npt.NDArray[np.uint32], counts: npt.NDArray[np.int64]) -> Scores:
        """The summed weights of groups of features: `counts` says how many of the hashes each group has.
        A group of none is zero."""
        at = np.minimum(np.searchsorted(self.hashes, hashes), len(self.hashes) - 1)
        rows = self.rows[at].astype(np.float32)
        rows[self.hashes[at] != hashes] = 0
        sums = np.zeros((len(counts), len(TAGS)), np.float32)
        filled = counts > 0
        starts = np.concatenate(([0], np.cumsum(counts)[:-1]))[filled]
        if len(starts):
            sums[filled] = np.add.reduceat(rows, starts, axis=0)
        return sums * self.scale


def _allowed() -> npt.NDArray[np.bool_]:
    """Whether one tag may follow another: an I continues its own kind."""
    return np.array([[b[0] != "I" or a[2:] == b[2:] for b in TAGS] for a in TAGS])


_NEVER = np.float32(-1e4)
_STEP_MASK = np.where(_allowed(), np.float32(0), _NEVER)
_FIRST_MASK = np.array([_NEVER if tag[0] == "I" else 0 for tag in TAGS], np.float32)


@dataclass(frozen=True)
class Batch:
    """The scores of several sentences, padded to one length: [position, sentence, tag]."""

    scores: Scores
    lengths: npt.NDArray[np.int64]

    @classmethod
    def of(cls, sentences: Sequence[Scores]) -> "Batch":
        """One batch of the sentences' scores, [word, tag] each, none of them empty."""
        lengths = np.array([len(scores) for scores in sentences])
        padded = np.zeros((lengths.max(), len(sentences), len(TAGS)), np.float32)
        for i, scores in enumerate(sentences):
            padded[: len(scores), i] = scores
        return cls(padded, lengths)

    def marginals(self, steps: Scores) -> list[Scores]:
        """The probability of every tag at every word."""
        step = np.exp(steps + _STEP_MASK)
        count = len(self.scores)
        local = self.scores - self.scores.max(axis=2, keepdims=True)
        emitted = np.exp(local)
        forward = np.empty_like(emitted)
        forward[0] = _normalised(emitted[0] * np.exp(_FIRST_MASK))
        for t in range(1, count):
            forward[t] = _normalised((forward[t - 1] @ step) * emitted[t])
        backward = np.ones_like(emitted)
        for t in range(count - 2, -1, -1):
            passed = _normalised((emitted[t + 1] * backward[t + 1]) @ step.T)
            inside = (t + 1 < self.lengths)[:, None]
            backward[t] = np.where(inside, passed, 1.0)
        joined = _normalised(forward * backward)
        return [joined[:length, i] for i, length in enumerate(self.lengths)]

    def best(self, steps: Scores) -> list[list[int]]:
        """The likeliest tags of each sentence."""
        step = steps + _STEP_MASK
        count, width, _ = self.scores.shape
        score = self.scores[0] + _FIRST_MASK
        back = np.zeros((count, width, len(TAGS)), np.int8)
        ends = np.where(self.lengths[:, None] == 1, score, 0)
        for t in range(1, count):
            through = score[:, :, None] + step
            back[t] = through.argmax(axis=1)
            score = through.max(axis=1) + self.scores[t]
            ends = np.where(self.lengths[:, None] == t + 1, score, ends)
        found: list[list[int]] = []
        for i, length in enumerate(self.lengths):
            tags = [int(ends[i].argmax())]
            for t in range(int(length) - 1, 0, -1):
                tags.append(int(back[t, i, tags[-1]]))
            found.append(tags[::-1])
        return found


def _normalised(values: Scores) -> Scores:
    return values / np.maximum(values.sum(axis=-1, keepdims=True), np.float32(1e-30))
