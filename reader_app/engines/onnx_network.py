"""A network on ONNX Runtime: the encoder, and the decoder step by step over several beams.

Dimensions as in `marian_graphs`: G sentences, R rows for each, S source pieces, D units, V pieces.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from reader_app.engines.beam_search import START
from reader_app.engines.onnx_form import (
    DECODER,
    EMBEDDINGS,
    ENCODER,
    POSITIONS,
    REST,
    Settings,
    read_settings,
)

if TYPE_CHECKING:
    from onnxruntime import InferenceSession, OrtValue

BARRED = np.float32(-1e9)
"""Added to the score of what a row must not attend to."""

MOST_ROWS = 64
"""States that the rest is computed for at once: their logits have to lie in memory."""


@dataclass(frozen=True, slots=True)
class Best:
    """The best pieces for each row, best first: logits and ids (..., count); `totals` (..., 1) is the
    logarithm of the sum of the exponentials of all logits of the row."""

    logits: np.ndarray
    ids: np.ndarray
    totals: np.ndarray


@dataclass(frozen=True, slots=True)
class Memory:
    """What the encoder made of G sentences: keys and values by their names in the decoder's graph, and the
    bias (G, 1, 1, S) that bars padding."""

    cross: dict[str, np.ndarray]
    bias: np.ndarray


class Network:
    """The loaded graphs. `threads` is how many one call uses; several threads may call at once."""

    def __init__(self, folder: Path, threads: int) -> None:
        """Load the form in `folder`. Raises what onnxruntime raises for a file it cannot read, OSError and
        ValueError for the others."""
        self.settings: Settings = read_settings(folder)
        self.threads = threads
        self._folder = folder
        self._loading = Lock()
        self.encoder = _session(folder / ENCODER, threads)
        self.decoder = _session(folder / DECODER, threads)
        self._rest: InferenceSession | None = None
        # Looked up a few rows at a time: what is never used is never read.
        self._embeddings = np.load(folder / EMBEDDINGS, mmap_mode="r")
        self._positions = np.load(folder / POSITIONS)
        layers, self.heads = self.settings.layers, self.settings.heads
        self.head_width = self._positions.shape[1] // self.heads
        self.cache_names = [f"{part}_{index}" for index in range(layers) for part in ("keys", "values")]
        self.used = np.array(self.settings.used, np.int64)
        self.rest = np.array(self.settings.rest, np.int64)

    def with_threads(self, threads: int) -> "Network":
        """The same network, loaded once more for so many threads a call. Raises as the constructor."""
        return Network(self._folder, threads)

    def embed(self, ids: np.ndarray, positions: slice) -> np.ndarray:
        """(G, R, D) for ids (G, R), START among them, at R positions or all at one."""
        starts = ids == START
        if self.settings.start is not None:
            ids = np.where(starts, self.settings.start, ids)
        pieces = self._embeddings[ids].astype(np.float32) * np.float32(self.settings.scale)
        if self.settings.start is None:
            pieces[starts] = 0
        return pieces + self._positions[positions]

    def encode(self, sources: Sequence[list[int]]) -> "Memory":
        """Read sentences, given as ids with end-of-sentence last."""
        longest = max(map(len, sources))
        ids = np.zeros((len(sources), longest), np.int64)
        bias = np.zeros((len(sources), 1, 1, longest), np.float32)
        for row, source in enumerate(sources):
            ids[row, : len(source)] = source
            bias[row, :, :, len(source) :] = BARRED
        feed = {
            "x": self.embed(ids, slice(longest)),
            "bias": np.repeat(bias, longest, axis=2),
        }
        names = [output.name for output in self.encoder.get_outputs()]
        return Memory(dict(zip(names, _run(self.encoder, names, feed), strict=True)), bias)

    def rest_of(self, hidden: np.ndarray, count: int) -> Best:
        """The best of the rest for the decoder's states (..., D)."""
        best, places, share = self._run_rest(["best", "places", "probability"], hidden, count)
        return Best(best, self.rest[places], best[..., :1] - np.log(share))

    def rest_logits(self, hidden: np.ndarray) -> np.ndarray:
        """(..., V), in the order of `rest`, for the decoder's states (..., D)."""
        return self._run_rest(["logits"], hidden, 1)[0][..., : self.rest.size]

    def _run_rest(self, names: list[str], hidden: np.ndarray, count: int) -> list[np.ndarray]:
        with self._loading:
            if self._rest is None:
                self._rest = _session(self._folder / REST, self.threads)
        rows = np.ascontiguousarray(hidden, np.float32).reshape(-1, hidden.shape[-1])
        wanted = np.array([min(count, self.rest.size)])
        found = [
            _run(self._rest, names, {"hidden": rows[first : first + MOST_ROWS], "count": wanted})
            for first in range(0, len(rows), MOST_ROWS)
        ]
        return [np.concatenate(parts).reshape(*hidden.shape[:-1], -1) for parts in zip(*found, strict=True)]


def _session(file: Path, threads: int) -> "InferenceSession":
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Threads that wait for work must not take the core that the window, or another graph, needs.
    options.add_session_config_entry("session.force_spinning_stop", "1")
    return onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])


def _run(session: "InferenceSession", names: list[str], feed: dict[str, np.ndarray]) -> list[np.ndarray]:
    return [np.asarray(result) for result in session.run(names, feed)]


def value(array: np.ndarray) -> "OrtValue":
    """A contiguous array as ONNX Runtime takes it: over the same memory."""
    from onnxruntime import OrtValue

    return OrtValue.ortvalue_from_numpy(array)
