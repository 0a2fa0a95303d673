"""The reading engine: ONNX Runtime, with the decoder and the search kept lean.

The decoder puts out only the pieces that English can use, half of the vocabulary. Whether that changed
anything is not hoped but checked (see `certificate`): the other half is computed once, for all steps of the
search. Where the search would have gone otherwise, the sentence is searched again with the whole vocabulary.
"""

import math
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from reader_app.core.errors import EngineUnavailable, ReaderError
from reader_app.core.translation import Decoding, LoadProgress, ModelIdentity
from reader_app.engines.checkpoint import Checkpoint
from reader_app.engines.damage import damaged
from reader_app.engines.derived import derived_model, discard
from reader_app.engines.marian import MarianEngine, Output
from reader_app.engines.onnx_form import form
from reader_app.engines.options import EngineOptions
from reader_app.engines.search_record import SearchRecord, record_file
from reader_app.engines.threads import threads_for
from reader_app.engines.tuning import CANDIDATES, tuned

if TYPE_CHECKING:
    import numpy as np

    from reader_app.engines.beam_search import BeamSearch, Ended
    from reader_app.engines.onnx_network import Network

BATCH = 8
"""Sentences decoded together; more are sorted by length and taken in turn."""


def load(
    checkpoint: Checkpoint, identity: ModelIdentity, options: EngineOptions, progress: LoadProgress
) -> "OnnxEngine":
    """Load the checkpoint, deriving its ONNX form first where the cache lacks it.

    Raises ModelDamaged, EngineUnavailable where a package is missing, and ReaderError where the cache cannot
    be written.
    """
    try:
        import onnxruntime  # noqa: F401 - what is missing is told before any work is done

        from reader_app.engines.onnx_network import Network
    except ImportError as error:
        raise EngineUnavailable(
            f"The engine onnxruntime needs the package {error.name}, which is not installed.",
            "Install it with: pip install onnx onnxruntime, or choose the engine ctranslate2.",
        ) from error
    if options.compute_type:
        arithmetic, threads = options.compute_type, threads_for(checkpoint.weights.stat().st_size)
    else:
        found = tuned(checkpoint, identity, options.cache, progress)
        arithmetic, threads = found.arithmetic, found.threads
    if arithmetic not in CANDIDATES:
        raise ReaderError(
            f"ONNX Runtime has no arithmetic {arithmetic!r} here.", f"There are: {', '.join(CANDIDATES)}."
        )
    for attempt in (1, 2):
        folder = derived_model(checkpoint, identity, form(arithmetic), options.cache, progress)
        progress("Reading the weights")
        try:
            network = Network(folder, options.threads or threads)
            record = SearchRecord(record_file(options.cache, identity.revision))
            return OnnxEngine(checkpoint, identity, network, record)
        except (OSError, ValueError, KeyError, TypeError, RuntimeError) as error:
            # What was derived can be derived again: only if that does not help is the checkpoint at fault.
            discard(folder)
            if attempt == 2:
                raise damaged(checkpoint.weights, f"is refused by ONNX Runtime ({error})") from error
    raise AssertionError("the second attempt returns or raises")


class _Searched(NamedTuple):
    """The outputs for each sentence of a batch, and how many sentences were searched again."""

    outputs: list[list[Output]]
    again: int


class OnnxEngine(MarianEngine):
    """A Marian checkpoint run by ONNX Runtime on the processor."""

    def __init__(
        self,
        checkpoint: Checkpoint,
        identity: ModelIdentity,
        network: "Network",
        record: SearchRecord | None = None,
    ) -> None:
        """`record` is where searches are counted beyond this engine's life."""
        super().__init__(checkpoint, identity)
        self._network = network
        self._shared: Network | None = None
        self._record = record or SearchRecord()
        self.searched = 0
        """Sentences searched so far."""
        self.searched_again = 0
        """How many of them did not pass the check and were searched with the whole vocabulary."""

    def _search(self, sources: Sequence[list[int]], decoding: Decoding, count: int = 1) -> list[list[Output]]:
        # Neighbours of like length need little padding.
        order = sorted(range(len(sources)), key=lambda index: len(sources[index]))
        batches = [order[first : first + BATCH] for first in range(0, len(order), BATCH)]

        def search(network: "Network", batch: list[int]) -> _Searched:
            return self._search_batch(network, [sources[index] for index in batch], decoding, count)

        found: dict[int, list[Output]] = {}
        for batch, searched in zip(batches, self._spread(search, batches), strict=True):
            found.update(zip(batch, searched.outputs, strict=True))
            self.searched += len(batch)
            self.searched_again += searched.again
            self._record.add(len(batch), searched.again)
        return [found[index] for index in range(len(sources))]

    def _spread(
        self, search: "Callable[[Network, list[int]], _Searched]", batches: list[list[int]]
    ) -> "list[_Searched]":
        """Each batch's results. Several batches go to as many threads as one would take: a thread that has a
        batch to itself never waits for another one."""
        threads = min(self._network.threads, len(batches))
        if threads == 1:
            return [search(self._network, batch) for batch in batches]
        if self._shared is None:
            self._shared = self._network.with_threads(1)
        with ThreadPoolExecutor(threads) as pool:
            return list(pool.map(partial(search, self._shared), batches))

    def _search_batch(
        self, network: "Network", sources: Sequence[list[int]], decoding: Decoding, count: int
    ) -> "_Searched":
        from reader_app.engines.onnx_decoder import Decoder

        search = self._new_search(len(sources), decoding)
        found = search.run(Decoder(network, network.encode(sources)), count)
        again = 0
        if network.rest.size:
            found, again = self._certified(network, search, sources, decoding, count)
        return _Searched([[self._output(ended) for ended in each] for each in found], again)

    def _certified(
        self,
        network: "Network",
        search: "BeamSearch",
        sources: Sequence[list[int]],
        decoding: Decoding,
        count: int,
    ) -> "tuple[list[list[Ended]], int]":
        """What the search would have found with the whole vocabulary, and how many sentences that took
        another search."""
        from reader_app.engines.certificate import Replay
        from reader_app.engines.onnx_decoder import Decoder, WholeVocabulary

        replay = Replay(search.history, len(sources), network.rest_of)
        found = self._new_search(len(sources), decoding).run(replay, count)
        again = replay.differs.nonzero()[0].tolist()
        for index in again:
            steps = WholeVocabulary(Decoder(network, network.encode([sources[index]])), network)
            [found[index]] = self._new_search(1, decoding).run(steps, count)
        return found, len(again)

    def _new_search(self, sentences: int, decoding: Decoding) -> "BeamSearch":
        from reader_app.engines.beam_search import BeamSearch

        return BeamSearch(sentences, self.tokenizer.eos, decoding, self.checkpoint.search)

    def _output(self, ended: "Ended") -> Output:
        pieces = self.tokenizer.pieces(index for index in ended.ids if index != self.tokenizer.eos)
        return Output(pieces, math.fsum(ended.log_probabilities) / len(ended.log_probabilities))

    def _examine(self, source: list[int], target: list[int]) -> "tuple[Sequence[float], np.ndarray]":
        import numpy as np

        from reader_app.engines.onnx_decoder import Decoder

        network = self._network
        hidden, logits, attention = Decoder(network, network.encode([source])).force(target[:-1])
        if network.rest.size:
            logits = np.concatenate([logits, network.rest_logits(hidden)], axis=1)
        place = {index: i for i, index in enumerate([*network.used.tolist(), *network.rest.tolist()])}
        chosen = logits[np.arange(len(target)), [place[index] for index in target]]
        peak = logits.max(axis=1)
        totals = peak + np.log(np.exp(logits - peak[:, None]).sum(axis=1))
        return (chosen - totals).tolist(), attention[0]
