"""The default engine: CTranslate2, which needs neither torch nor transformers."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader_app.core.errors import EngineUnavailable, ReaderError
from reader_app.core.translation import Decoding, LoadProgress, ModelIdentity
from reader_app.engines.checkpoint import PAD, Checkpoint
from reader_app.engines.convert import convert
from reader_app.engines.damage import damaged
from reader_app.engines.derived import Form, derived_model, discard
from reader_app.engines.marian import MarianEngine, Output
from reader_app.engines.options import EngineOptions
from reader_app.engines.threads import spin_briefly, threads_for

if TYPE_CHECKING:
    import numpy as np
    from ctranslate2 import Translator

BATCH = 16
"""Sentences decoded together; more are sorted by length and taken in turn."""

FORM = Form("ctranslate2", layout=1, write=convert)

PATIENCE = 3.0
"""How many hypotheses are finished before the search ends, as a multiple of the beams.

transformers ends once no open beam looks better, by its mean log-probability so far, than the worst of as
many finished hypotheses as there are beams; CTranslate2 knows only this count. Counting to once the beams
ends too soon: on weak models, where it shows, 3 to 5 sentences in 100 then get a worse output than
transformers finds. With 3 hardly any does, for a few more steps a sentence.
"""


def load(
    checkpoint: Checkpoint, identity: ModelIdentity, options: EngineOptions, progress: LoadProgress
) -> "CTranslate2Engine":
    """Load the checkpoint, converting it first where the cache lacks its CTranslate2 form.

    Raises ModelDamaged, EngineUnavailable where ctranslate2 is not installed, and ReaderError where the
    cache cannot be written or the arithmetic is not known.
    """
    spin_briefly()
    try:
        import ctranslate2
    except ImportError as error:
        raise EngineUnavailable(
            "The engine CTranslate2 is not installed.", "Install it with: pip install ctranslate2"
        ) from error
    compute_type = options.compute_type or "float32"
    if compute_type not in _compute_types(ctranslate2.get_supported_compute_types("cpu")):
        raise ReaderError(
            f"This processor cannot compute with {compute_type!r}.", "Choose float32 in the settings."
        )
    for attempt in (1, 2):
        folder = derived_model(checkpoint, identity, FORM, options.cache, progress)
        progress("Reading the weights")
        try:
            translator = ctranslate2.Translator(
                str(folder),
                device="cpu",
                compute_type=compute_type,
                inter_threads=1,
                intra_threads=options.threads or threads_for(checkpoint.weights.stat().st_size),
            )
            return CTranslate2Engine(checkpoint, identity, translator, keeps_padding(folder))
        except (RuntimeError, ValueError, IndexError) as error:
            # What was derived can be derived again: only if that does not help is the checkpoint at fault.
            discard(folder)
            if attempt == 2:
                raise damaged(checkpoint.weights, f"is refused by CTranslate2 ({error})") from error
    raise AssertionError("the second attempt returns or raises")


def _compute_types(supported: set[str]) -> set[str]:
    return {"default", "auto", *supported}


def keeps_padding(folder: Path) -> bool:
    """Whether the converted model has a padding entry, which then must not be put out (see `convert`)."""
    return json.loads((folder / "config.json").read_text(encoding="utf-8"))["decoder_start_token"] == PAD


class CTranslate2Engine(MarianEngine):
    """A Marian checkpoint run by CTranslate2 on the processor."""

    def __init__(
        self, checkpoint: Checkpoint, identity: ModelIdentity, translator: "Translator", bans_padding: bool
    ) -> None:
        super().__init__(checkpoint, identity)
        self._translator = translator
        self._banned = [[PAD]] if bans_padding else None

    def _search(self, sources: Sequence[list[int]], decoding: Decoding, count: int = 1) -> list[list[Output]]:
        search = self.checkpoint.search
        results = self._translator.translate_batch(
            [self.tokenizer.pieces(ids) for ids in sources],
            max_batch_size=BATCH,
            beam_size=decoding.beam_size,
            num_hypotheses=count,
            patience=1.0 if search.stops_early or decoding.beam_size == 1 else PATIENCE,
            length_penalty=search.length_penalty,
            no_repeat_ngram_size=decoding.no_repeat,
            max_input_length=0,
            # By default the first step may not end the sentence, which shifts all its probabilities.
            min_decoding_length=0,
            max_decoding_length=decoding.max_length,
            suppress_sequences=self._banned,
            return_scores=True,
        )
        longest = decoding.max_length
        if decoding.no_repeat:
            return [
                [Output(found, self._log_probability(source, found, longest)) for found in result.hypotheses]
                for source, result in zip(sources, results, strict=True)
            ]
        return [
            [
                Output(found, self._mean(score, len(found), longest))
                for found, score in zip(result.hypotheses, result.scores, strict=True)
            ]
            for result in results
        ]

    def _mean(self, score: float, pieces: int, longest: int) -> float:
        """The mean log-probability a piece, where CTranslate2 divides the sum by the length to the power of
        the penalty. End-of-sentence counts, but an output of full length was cut and has none."""
        length = min(pieces + 1, longest)
        return score * length**self.checkpoint.search.length_penalty / length

    def _log_probability(self, source: list[int], pieces: list[str], longest: int) -> float:
        """The mean log-probability a piece of an output, by the model alone.

        The search's own score is of no use where a rule forbids pieces: they are taken out before the
        probabilities are made to sum to 1, so that the others seem more probable than they are.
        """
        values, _ = self._examine(source, self.tokenizer.numbered(pieces)[:longest])
        return sum(values) / len(values)

    def _examine(self, source: list[int], target: list[int]) -> "tuple[Sequence[float], np.ndarray]":
        import numpy as np

        # The whole target is forced, end-of-sentence too: there is nothing left to be found.
        [result] = self._translator.translate_batch(
            [self.tokenizer.pieces(source)],
            target_prefix=[self.tokenizer.pieces(target)],
            beam_size=1,
            max_input_length=0,
            min_decoding_length=0,
            max_decoding_length=len(target),
            return_attention=True,
            return_logits_vocab=True,
            return_end_token=True,
        )
        logs = []
        for index, logits in zip(target, result.logits[0], strict=True):
            row = np.array(logits, dtype=np.float64)
            if self._banned:
                row[self.tokenizer.pad] = -np.inf
            peak = row.max()
            logs.append(float(row[index] - peak - np.log(np.exp(row - peak).sum())))
        return logs, np.array(result.attention[0])
