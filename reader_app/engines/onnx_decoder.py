"""The decoder on ONNX Runtime, step by step over several beams of several sentences, or over a given output.

Dimensions as in `marian_graphs`: G sentences, R rows for each, C places of the cache, S source pieces.
"""

from typing import TYPE_CHECKING

import numpy as np

from reader_app.engines.beam_search import START, Candidates
from reader_app.engines.certificate import merged
from reader_app.engines.onnx_network import BARRED, Memory, Network, value

if TYPE_CHECKING:
    from onnxruntime import IOBinding

GROWTH = 32
"""Places that the cache gets at first, and each time that all of them are taken."""

FOUND = ("hidden", "best", "places", "probability")


class Decoder:
    """Goes forward step by step. The rows of one step may go on from any rows of the one before.

    Each row of each step has a place in the cache for as long as some beam goes back to it; `_past`
    (G, R, C) says which places are a row's own past and itself.
    """

    def __init__(self, network: Network, memory: Memory) -> None:
        self._network = network
        self._memory = memory
        self._cache = [
            np.zeros((len(memory.bias), network.heads, 0, network.head_width), np.float32)
            for _ in network.cache_names
        ]
        self._past = np.zeros((len(memory.bias), 1, 0), bool)
        self._steps = 0
        self._inputs: dict[str, np.ndarray] = {}
        self._binding: IOBinding | None = None

    def step(self, tokens: np.ndarray, parents: np.ndarray, count: int) -> Candidates:
        """One more piece, of those that English can use. At the first step a sentence has one row of START,
        with the parent 0."""
        past = np.take_along_axis(self._past, parents[:, :, None], axis=1)
        places, past = self._placed(past)
        x = self._network.embed(tokens, slice(self._steps, self._steps + 1))
        self._steps += 1
        hidden, best, found, share = self._run(x, places, past, count, FOUND)
        totals = best[:, :, :1] - np.log(share)
        return Candidates(best - totals, self._network.used[found], totals, hidden)

    def keep(self, groups: np.ndarray) -> None:
        """Go on with these of the sentences only, given by their numbers in ascending order."""
        self._past = self._past[groups]
        cross = {name: array[groups] for name, array in self._memory.cross.items()}
        self._memory = Memory(cross, self._memory.bias[groups])
        self._cache = [array[groups] for array in self._cache]
        self._binding = None

    def force(self, ids: list[int]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Go through a given output of one sentence at once, instead of step by step.

        `ids` is the output but for its last piece. Returns, for each of its pieces and the last, R in all:
        states (R, D), logits (R, V) of the pieces that English can use, and the attention of the last
        layer's heads (H, R, S).
        """
        rows = len(ids) + 1
        self._grow(rows)
        x = self._network.embed(np.array([[START, *ids]]), slice(rows))
        past = np.tril(np.ones((1, rows, rows), bool))
        names = ("hidden", "logits", "query")
        hidden, logits, query = self._run(x, np.arange(rows)[None], past, 1, names)
        return hidden[0], logits[0, :, : self._network.used.size], self._attention(query[0])

    def _attention(self, query: np.ndarray) -> np.ndarray:
        """What the last layer's heads make of queries (R, D) over the source: weights (H, R, S)."""
        network = self._network
        [keys] = self._memory.cross[f"cross_key_{network.settings.layers - 1}"]
        queries = query.reshape(len(query), network.heads, network.head_width).transpose(1, 0, 2)
        scores = queries @ keys.transpose(0, 2, 1) / np.sqrt(network.head_width) + self._memory.bias[0]
        weights = np.exp(scores - scores.max(axis=2, keepdims=True))
        return weights / weights.sum(axis=2, keepdims=True)

    def _placed(self, past: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Places (G, R) for the new rows, where no row's past lies, and the rows' past with themselves."""
        rows = past.shape[1]
        taken = past.any(axis=1)
        if taken.sum(axis=1).max() + rows > past.shape[2]:
            more = max(GROWTH, rows)
            self._grow(more)
            past = np.pad(past, ((0, 0), (0, 0), (0, more)))
            taken = np.pad(taken, ((0, 0), (0, more)))
        places = np.argsort(taken, axis=1, kind="stable")[:, :rows]
        np.put_along_axis(past, places[:, :, None], True, axis=2)
        return places, past

    def _grow(self, places: int) -> None:
        self._cache = [np.pad(array, ((0, 0), (0, 0), (0, places), (0, 0))) for array in self._cache]
        self._binding = None

    def _run(
        self, x: np.ndarray, places: np.ndarray, past: np.ndarray, count: int, names: tuple[str, ...]
    ) -> list[np.ndarray]:
        self._past = past
        inputs = self._inputs
        count = min(count, self._network.used.size)
        if self._binding is None or inputs["x"].shape != x.shape or inputs["count"][0] != count:
            self._binding = self._bound(places.shape[0], places.shape[1], count, names)
            inputs = self._inputs
        inputs["x"][...] = x
        inputs["bias"][:, 0] = np.where(past, np.float32(0), BARRED)
        inputs["slots"][:, :, :, 2] = places[:, :, None]
        binding = self._binding
        self._network.decoder.run_with_iobinding(binding)
        # The next step with this binding writes its outputs over these.
        return [output.numpy().copy() for output in binding.get_outputs()[: len(names)]]

    def _bound(self, groups: int, rows: int, count: int, names: tuple[str, ...]) -> "IOBinding":
        """The graph's inputs and outputs tied to memory, for steps of the same shapes. What is in `_inputs`
        is written anew for each of them."""
        network = self._network
        heads, width, capacity = network.heads, network.head_width, self._cache[0].shape[2]
        slots = np.zeros((groups, rows, heads, 3), np.int64)
        slots[..., 0] = np.arange(groups)[:, None, None]
        slots[..., 1] = np.arange(heads)
        self._inputs = {
            "x": np.zeros((groups, rows, heads * width), np.float32),
            "bias": np.zeros((groups, 1, rows, capacity), np.float32),
            "slots": slots,
            "count": np.array([count], np.int64),
        }
        binding = network.decoder.io_binding()
        fixed = {**self._memory.cross, "cross_bias": np.repeat(self._memory.bias, rows, axis=2)}
        for name, array in {**self._inputs, **fixed}.items():
            binding.bind_ortvalue_input(name, value(array))
        for name in names:
            binding.bind_output(name)
        for name, array in zip(network.cache_names, self._cache, strict=True):
            # The new cache is written into the old one.
            shared = value(array)
            binding.bind_ortvalue_input(name, shared)
            binding.bind_ortvalue_output(f"new_{name}", shared)
        return binding


class WholeVocabulary:
    """The same, with all pieces of the vocabulary but padding: slower."""

    def __init__(self, decoder: Decoder, network: Network) -> None:
        self._decoder = decoder
        self._network = network
        self.keep = decoder.keep

    def step(self, tokens: np.ndarray, parents: np.ndarray, count: int) -> Candidates:
        """As `Decoder.step`."""
        used = self._decoder.step(tokens, parents, count)
        return merged(used, self._network.rest_of(used.states, count))
