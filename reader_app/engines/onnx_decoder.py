"""The decoder on ONNX Runtime, step by step over several beams of several sentences, or over a given output.

Dimensions as in `marian_graphs`: G sentences, R rows for each, P entries of the cache, S source pieces.
"""

from typing import TYPE_CHECKING

import numpy as np

from reader_app.engines.beam_search import Candidates
from reader_app.engines.onnx_network import BARRED, START, Memory, Network

if TYPE_CHECKING:
    from onnxruntime import OrtValue

COMPACT_EVERY = 8
"""Steps after which the entries of the cache are dropped that no beam goes back to."""

FOUND = ("hidden", "best", "places", "probability")


class Decoder:
    """Goes forward step by step. The rows of one step may go on from any rows of the one before.

    The cache has an entry for each row of each step, and one to begin with that no row may attend to, since
    the graph takes no empty cache. `_past` (G, R, P) says which entries are a row's own past and itself.
    """

    def __init__(self, network: Network, memory: Memory) -> None:
        self._network = network
        self._memory = memory
        self._cross = {name: _value(array) for name, array in memory.cross.items()}
        layers, heads = network.settings.layers, network.settings.heads
        self._names = [f"{part}_{index}" for index in range(layers) for part in ("key", "value")]
        groups = len(memory.bias)
        empty = np.zeros((groups, heads, 1, memory.cross["cross_key_0"].shape[3]), np.float32)
        self._cache = [_value(empty) for _ in self._names]
        self._past = np.zeros((groups, 1, 1), bool)
        self._steps = 0

    def step(self, tokens: np.ndarray, parents: np.ndarray, count: int) -> Candidates:
        """One more piece, of those that English can use. At the first step a sentence has one row of START,
        with the parent 0."""
        past = np.take_along_axis(self._past, parents[:, :, None], axis=1)
        if self._steps % COMPACT_EVERY == COMPACT_EVERY - 1:
            past = self._compact(past)
        groups, rows = parents.shape
        own = np.broadcast_to(np.eye(rows, dtype=bool), (groups, rows, rows))
        self._past = np.concatenate([past, own], axis=2)
        x = self._network.embed(tokens, slice(self._steps, self._steps + 1))
        self._steps += 1
        hidden, best, places, share, *self._cache = self._run(x, [*FOUND, *self._names], count)
        logits = best.numpy()
        totals = logits[:, :, :1] - np.log(share.numpy())
        return Candidates(logits - totals, self._network.used[places.numpy()], totals, hidden.numpy())

    def keep(self, groups: np.ndarray) -> None:
        """Go on with these of the sentences only, given by their numbers in ascending order."""
        self._past = self._past[groups]
        self._memory = Memory(
            {name: array[groups] for name, array in self._memory.cross.items()}, self._memory.bias[groups]
        )
        self._cross = {name: _value(array) for name, array in self._memory.cross.items()}
        self._cache = [_value(value.numpy()[groups]) for value in self._cache]

    def force(self, ids: list[int]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Go through a given output of one sentence at once, instead of step by step.

        `ids` is the output but for its last piece. Returns, for each of its pieces and the last, R in all:
        states (R, D), logits (R, V) of the pieces that English can use, and the attention of the last
        layer's heads (H, R, S).
        """
        rows = len(ids) + 1
        causal = np.tril(np.ones((1, rows, rows), bool))
        self._past = np.concatenate([np.zeros((1, rows, 1), bool), causal], axis=2)
        x = self._network.embed(np.array([[START, *ids]]), slice(rows))
        outputs = self._run(x, ["hidden", "logits", "attention"], 1)
        hidden, logits, attention = (value.numpy()[0] for value in outputs)
        return hidden, logits, attention

    def _run(self, x: np.ndarray, names: list[str], count: int) -> "list[OrtValue]":
        rows = x.shape[1]
        arrays = {
            "x": x,
            "bias": np.where(self._past, np.float32(0), BARRED)[:, None],
            "cross_bias": np.repeat(self._memory.bias, rows, axis=2),
            "count": np.array([min(count, self._network.used.size)]),
        }
        feed = {name: _value(array) for name, array in arrays.items()} | self._cross
        feed |= {f"past_{name}": value for name, value in zip(self._names, self._cache, strict=True)}
        return list(self._network.decoder.run_with_ort_values(names, feed))

    def _compact(self, past: np.ndarray) -> np.ndarray:
        """Drop entries that are no row's past. `past` (G, R, P) comes back with as many as are left."""
        live = past.any(axis=1)
        kept = max(1, int(live.sum(axis=1).max()))
        order = np.argsort(~live, axis=1, kind="stable")[:, :kept]
        self._cache = [
            _value(np.take_along_axis(value.numpy(), order[:, None, :, None], axis=2))
            for value in self._cache
        ]
        return np.take_along_axis(past, order[:, None, :], axis=2)


class WholeVocabulary:
    """The same, with all pieces of the vocabulary but padding: slower."""

    def __init__(self, decoder: Decoder, network: Network) -> None:
        self._decoder = decoder
        self._network = network
        self.keep = decoder.keep

    def step(self, tokens: np.ndarray, parents: np.ndarray, count: int) -> Candidates:
        """As `Decoder.step`."""
        used = self._decoder.step(tokens, parents, count)
        rest = self._network.rest_of(used.states, count)
        totals = np.logaddexp(used.totals, rest.totals)
        scores = np.concatenate([used.scores + used.totals - totals, rest.logits - totals], axis=2)
        ids = np.concatenate([used.ids, rest.ids], axis=2)
        order = np.argsort(-scores, axis=2, kind="stable")
        scores, ids = (np.take_along_axis(array, order, axis=2) for array in (scores, ids))
        return Candidates(scores, ids, totals, used.states)


def _value(array: np.ndarray) -> "OrtValue":
    from onnxruntime import OrtValue

    return OrtValue.ortvalue_from_numpy(np.ascontiguousarray(array))
