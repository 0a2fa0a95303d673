"""What the letters of a word alone tell: is it spelled like a person's name, a place or an ordinary word?

A sum over the runs of one to four letters, each hashed to a row of weights; softmax over the three
classes. It was fitted on lists of names, places and common words (`tools/train_tagger.py`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

ROWS = 1 << 16
CLASSES = 3
LONGEST_RUN = 4
_PRIMES = (1, 40503, 30011, 50021)
_EDGE = b"\x01"


def runs(words: Sequence[str]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The rows of every word's runs, one word after the other, and how many runs each word has.

    Letters are compared by their Windows-1256 bytes; what that has not counts as one and the same letter.
    """
    coded = [_EDGE + word.encode("cp1256", "replace") + _EDGE for word in words]
    lengths = np.array([len(code) for code in coded], np.int64)
    letters = np.frombuffer(b"".join(coded), np.uint8).astype(np.int64)
    word_of = np.repeat(np.arange(len(coded)), lengths)
    rows: list[npt.NDArray[np.int64]] = []
    owners: list[npt.NDArray[np.int64]] = []
    for length in range(1, LONGEST_RUN + 1):
        last = len(letters) - length + 1
        if last <= 0:
            break
        within = word_of[:last] == word_of[length - 1 :]
        value = np.full(last, length * 7919, np.int64)
        for k in range(length):
            value += letters[k : last + k] * _PRIMES[k] * (k + 3)
        mixed = (value * 2654435761) & 0xFFFFFFFF
        rows.append((mixed >> 12)[within] % ROWS)
        owners.append(word_of[:last][within])
    owner = np.concatenate(owners)
    order = np.argsort(owner, kind="stable")
    return np.concatenate(rows)[order], np.bincount(owner, minlength=len(coded))


@dataclass(frozen=True)
class LetterModel:
    """The fitted weights. Immutable: threads may share it."""

    weights: npt.NDArray[np.float32]
    bias: npt.NDArray[np.float32]

    def probabilities(self, words: Sequence[str]) -> npt.NDArray[np.float32]:
        """For each word: person, place, ordinary word; they sum to 1."""
        if not words:
            return np.zeros((0, CLASSES), np.float32)
        rows, counts = runs(words)
        starts = np.concatenate(([0], np.cumsum(counts)[:-1]))
        scores = np.add.reduceat(self.weights[rows], starts, axis=0) / counts[:, None] + self.bias
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        return scores / scores.sum(axis=1, keepdims=True)
