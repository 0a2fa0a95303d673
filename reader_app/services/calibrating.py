"""Measuring how far a model's scores can be trusted, with sentences whose English is known."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reader_app.core.chrf import chrf
from reader_app.core.confidence import Outcome, fit
from reader_app.core.errors import ReaderError
from reader_app.core.reliability import Reliability, cross_validate
from reader_app.core.translation import LoadProgress, ModelIdentity
from reader_app.services.translating import CalibrationStore, Translator

GOOD = 50.0
"""The least chrF2 of a good translation. A convention: about half of the reference's character sequences
are there, which another wording of the same meaning commonly reaches and another meaning does not."""

LEAST_PAIRS = 20
"""Fewer translations tell nothing that would hold for the next one."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence and its English as a person wrote it."""

    arabic: str
    english: str


@dataclass(frozen=True, slots=True)
class Measurement:
    """What calibrating found. `mean_chrf` is over the pairs that were translated at all, those counted in
    `reliability`; `is_kept` is whether the calibration is in use from now on."""

    model: ModelIdentity
    mean_chrf: float
    reliability: Reliability
    is_kept: bool


PairsDone = Callable[[int, int], object]
"""Called in the thread of the call after each pair: how many are done, of how many."""


class Calibrator:
    """Fits the calibration of the translator's model and keeps it.

    Uses the translator's engine: `calibrate` belongs to the thread that translates.
    """

    def __init__(self, translator: Translator, calibrations: CalibrationStore) -> None:
        self._translator = translator
        self._calibrations = calibrations

    def calibrate(self, pairs: Sequence[Pair], progress: LoadProgress, done: PairsDone) -> Measurement:
        """Translate the pairs' Arabic, compare it with their English, and keep the calibration.

        It is kept only where, in cross-validation, it predicts better than the mere share of good
        translations does; an earlier one then stays. What the model gives no translation for is left out.
        What `progress` or `done` raise goes through, and nothing is kept. Raises ReaderError for fewer than
        LEAST_PAIRS, StoreError, and what Translator.translate raises.
        """
        outcomes: list[Outcome] = []
        total_chrf = 0.0
        model: ModelIdentity | None = None
        for count, pair in enumerate(pairs, 1):
            card, hypothesis = self._translator.decode(pair.arabic, progress)
            model = card.identity
            if hypothesis.text:
                quality = chrf(hypothesis.text, pair.english)
                total_chrf += quality
                outcomes.append(Outcome(hypothesis.score, quality >= GOOD))
            done(count, len(pairs))
        if model is None or len(outcomes) < LEAST_PAIRS:
            raise ReaderError(
                f"{len(outcomes)} translated sentences are too few to calibrate with.",
                f"Give a file with {LEAST_PAIRS} sentence pairs or more.",
            )
        reliability = cross_validate(outcomes)
        is_better = reliability.brier < reliability.constant_brier
        if is_better:
            self._calibrations.keep_calibration(model, self._translator.decoding, fit(outcomes))
        return Measurement(model, total_chrf / len(outcomes), reliability, is_better)
