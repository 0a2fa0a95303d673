"""Recalling and making translations."""

from dataclasses import replace
from typing import Protocol

from reader_app.core.confidence import Calibration, Confidence, Level, confidence
from reader_app.core.errors import ModelMissing
from reader_app.core.translation import (
    Decoding,
    Doubt,
    Examination,
    Hypothesis,
    Kept,
    LoadProgress,
    ModelCard,
    ModelIdentity,
    ModelLibrary,
    Origin,
    Translation,
    TranslationEngine,
)

_ALTERNATIVES = 8
"""How many hypotheses are asked for: more than a reader wants, since some say the same."""


class TranslationStore(Protocol):
    """Where translations are kept. Callable from any thread; every method raises StoreError."""

    def remembered(self, source: str) -> str | None: ...
    def remember(self, source: str, target: str) -> None: ...
    def forget(self, source: str) -> None: ...
    def cached(self, model: ModelIdentity, decoding: Decoding, source: str) -> Kept | None: ...
    def keep(self, model: ModelIdentity, decoding: Decoding, source: str, kept: Kept) -> None: ...


class CalibrationStore(Protocol):
    """Where models' calibrations are kept. Callable from any thread."""

    def calibration(self, model: ModelIdentity, decoding: Decoding) -> Calibration | None:
        """The calibration of this very model with these settings; None where there is none to be read."""
        ...

    def keep_calibration(self, model: ModelIdentity, decoding: Decoding, calibration: Calibration) -> None:
        """Keep it in place of an earlier one. Raises StoreError."""
        ...


class Translator:
    """Answers with a translation and its provenance: memory first, then cache, then the model.

    `recall` may run beside `translate` in another thread; `translate` itself belongs to one thread at
    a time, since it holds the engine.
    """

    def __init__(
        self,
        store: TranslationStore,
        library: ModelLibrary,
        decoding: Decoding | None = None,
        calibrations: CalibrationStore | None = None,
    ) -> None:
        """Without `calibrations` no confidence is calibrated."""
        self._store = store
        self._library = library
        self._calibrations = calibrations
        self._decoding = decoding or Decoding()
        self._engine: TranslationEngine | None = None

    @property
    def decoding(self) -> Decoding:
        """How outputs are searched for."""
        return self._decoding

    def use(self, library: ModelLibrary) -> None:
        """Ask this library from now on (the reader chose another model)."""
        self._library = library

    def card_for(self, source: str) -> ModelCard:
        """The model that answers for this sentence. Raises ModelMissing, ModelDamaged."""
        return self._library.card_for(source)

    def recall(self, source: str) -> Translation | None:
        """What is already known of the sentence; loads no model. Raises StoreError, ModelDamaged."""
        own = self._store.remembered(source)
        if own is not None:
            return Translation(source, own, Origin.MEMORY)
        try:
            card = self._library.card_for(source)
        except ModelMissing:
            return None
        kept = self._store.cached(card.identity, self._decoding, source)
        return None if kept is None else self._from_model(card, source, kept, Origin.CACHE)

    def translate(self, source: str, progress: LoadProgress) -> Translation:
        """Recall or translate the sentence, loading the model where needed, and keep the result.

        Raises ModelMissing, ModelDamaged, EngineUnavailable, StoreError, or the engine's ReaderError.
        """
        known = self.recall(source)
        if known is not None:
            return known
        card, hypothesis = self.decode(source, progress)
        kept = Kept(hypothesis.text, hypothesis.score, hypothesis.doubts)
        self._store.keep(card.identity, self._decoding, source, kept)
        return self._from_model(card, source, kept, Origin.MODEL)

    def decode(self, source: str, progress: LoadProgress) -> tuple[ModelCard, Hypothesis]:
        """What the model makes of the sentence now, and which model it is; neither recalled nor kept.

        Raises what `translate` raises.
        """
        card = self._library.card_for(source)
        return card, self._loaded(card, progress).translate([source], self._decoding)[0]

    def alternatives(self, source: str, progress: LoadProgress) -> tuple[str, ...]:
        """Other translations the model has for the sentence, the best first and none twice; not kept.

        They come from a wider search than `translate` makes, whose answer is mostly among them. Raises
        what `translate` raises.
        """
        engine = self._loaded(self._library.card_for(source), progress)
        wider = replace(self._decoding, beam_size=max(self._decoding.beam_size, _ALTERNATIVES))
        found = engine.alternatives(source, wider, _ALTERNATIVES)
        return tuple(dict.fromkeys(one.text for one in found if one.text))

    def is_loaded_for(self, source: str) -> bool:
        """Whether the model for this sentence is loaded. May be asked from any thread. Raises ModelMissing,
        ModelDamaged."""
        engine, card = self._engine, self._library.card_for(source)
        return engine is not None and engine.identity == card.identity

    def examine(self, source: str, target: str, progress: LoadProgress) -> tuple[ModelIdentity, Examination]:
        """What the model for this sentence makes of a translation, loading it where needed.

        Belongs to the thread that translates. Raises what `translate` raises, and SentenceTooLong.
        """
        card = self._library.card_for(source)
        return card.identity, self._loaded(card, progress).examine(source, target)

    def correct(self, source: str, target: str) -> Translation:
        """Keep the reader's own translation of the sentence."""
        self._store.remember(source, target)
        return Translation(source, target, Origin.MEMORY)

    def revert(self, source: str) -> None:
        """Forget the reader's own translation, so that the model's shows again."""
        self._store.forget(source)

    def _from_model(self, card: ModelCard, source: str, kept: Kept, origin: Origin) -> Translation:
        return Translation(
            source,
            kept.text,
            origin,
            card.identity,
            self._decoding,
            card.note,
            kept.doubts,
            self._confidence(card.identity, kept),
        )

    def _confidence(self, model: ModelIdentity, kept: Kept) -> Confidence | None:
        if not kept.text:
            return None
        calibration = self._calibrations.calibration(model, self._decoding) if self._calibrations else None
        found = confidence(kept.score, calibration)
        # A model is sure of each further turn of a loop, so that its score says nothing.
        is_broken = not kept.doubts.isdisjoint({Doubt.REPEATS, Doubt.CUT})
        return replace(found, level=Level.LOW) if is_broken else found

    def _loaded(self, card: ModelCard, progress: LoadProgress) -> TranslationEngine:
        if self._engine is None or self._engine.identity != card.identity:
            self._engine = None  # let the old weights go before the new ones come in
            self._engine = self._library.load(card, progress)
        return self._engine
