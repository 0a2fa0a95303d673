"""The default engine: CTranslate2, which needs neither torch nor transformers."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader_app.core.errors import EngineUnavailable, ReaderError
from reader_app.core.translation import Decoding, LoadProgress, ModelIdentity
from reader_app.engines.checkpoint import Checkpoint
from reader_app.engines.damage import damaged
from reader_app.engines.derived import derived_model, discard
from reader_app.engines.marian import MarianEngine, Output
from reader_app.engines.options import EngineOptions

if TYPE_CHECKING:
    from ctranslate2 import Translator

BATCH = 16
"""Sentences decoded together; more are sorted by length and taken in turn."""

PATIENCE = 2.0
"""How many times as many hypotheses as beams are finished before the search ends; see `_search`."""


def load(
    checkpoint: Checkpoint, identity: ModelIdentity, options: EngineOptions, progress: LoadProgress
) -> "CTranslate2Engine":
    """Load the checkpoint, converting it first where the cache lacks its CTranslate2 form.

    Raises ModelDamaged, EngineUnavailable where ctranslate2 is not installed, and ReaderError where the
    cache cannot be written or the arithmetic is not known.
    """
    return CTranslate2Engine(checkpoint, identity, _open(checkpoint, identity, options, progress))


def _open(
    checkpoint: Checkpoint, identity: ModelIdentity, options: EngineOptions, progress: LoadProgress
) -> "Translator":
    try:
        import ctranslate2
    except ImportError as error:
        raise EngineUnavailable(
            "The engine CTranslate2 is not installed.", "Install it with: pip install ctranslate2"
        ) from error
    if options.compute_type not in _compute_types(ctranslate2.get_supported_compute_types("cpu")):
        raise ReaderError(
            f"This processor cannot compute with {options.compute_type!r}.", "Choose float32 in the settings."
        )
    for attempt in (1, 2):
        folder = derived_model(checkpoint, identity, options.cache, progress)
        progress("Reading the weights")
        try:
            return ctranslate2.Translator(
                str(folder),
                device="cpu",
                compute_type=options.compute_type,
                inter_threads=1,
                intra_threads=options.threads or available_cores(),
            )
        except (RuntimeError, ValueError) as error:
            # What was derived can be derived again: only if that does not help is the checkpoint at fault.
            discard(folder)
            if attempt == 2:
                raise damaged(checkpoint.weights, f"is refused by CTranslate2 ({error})") from error
    raise AssertionError("the second attempt returns or raises")


def _compute_types(supported: set[str]) -> set[str]:
    return {"default", "auto", *supported}


def available_cores() -> int:
    """The processor cores this process may use, at least 1."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


class CTranslate2Engine(MarianEngine):
    """A Marian checkpoint run by CTranslate2 on the processor."""

    def __init__(self, checkpoint: Checkpoint, identity: ModelIdentity, translator: "Translator") -> None:
        super().__init__(checkpoint, identity)
        self._translator = translator

    def _search(self, sources: Sequence[list[int]], decoding: Decoding) -> list[Output]:
        search = self.checkpoint.search
        results = self._translator.translate_batch(
            [self.tokenizer.pieces(ids) for ids in sources],
            max_batch_size=BATCH,
            beam_size=decoding.beam_size,
            patience=1.0 if search.stops_early or decoding.beam_size == 1 else PATIENCE,
            length_penalty=search.length_penalty,
            max_input_length=0,
            max_decoding_length=decoding.max_length,
            return_scores=True,
        )
        return [Output(result.hypotheses[0], result.scores[0]) for result in results]
