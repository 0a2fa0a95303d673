"""Recalling and making translations."""

from typing import Protocol

from reader_app.core.errors import ModelMissing
from reader_app.core.translation import (
    Decoding,
    LoadProgress,
    ModelCard,
    ModelIdentity,
    ModelLibrary,
    Origin,
    Translation,
    TranslationEngine,
)


class TranslationStore(Protocol):
    """Where translations are kept. Callable from any thread; every method raises StoreError."""

    def remembered(self, source: str) -> str | None: ...
    def remember(self, source: str, target: str) -> None: ...
    def forget(self, source: str) -> None: ...
    def cached(self, model: ModelIdentity, decoding: Decoding, source: str) -> str | None: ...
    def keep(
        self, model: ModelIdentity, decoding: Decoding, source: str, target: str, score: float
    ) -> None: ...


class Translator:
    """Answers with a translation and its provenance: memory first, then cache, then the model.

    `recall` may run beside `translate` in another thread; `translate` itself belongs to one thread at
    a time, since it holds the engine.
    """

    def __init__(
        self, store: TranslationStore, library: ModelLibrary, decoding: Decoding | None = None
    ) -> None:
        self._store = store
        self._library = library
        self._decoding = decoding or Decoding()
        self._engine: TranslationEngine | None = None

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
        target = self._store.cached(card.identity, self._decoding, source)
        if target is None:
            return None
        return self._from_model(card, source, target, Origin.CACHE)

    def translate(self, source: str, progress: LoadProgress) -> Translation:
        """Recall or translate the sentence, loading the model where needed, and keep the result.

        Raises ModelMissing, ModelDamaged, EngineUnavailable, StoreError, or the engine's ReaderError.
        """
        known = self.recall(source)
        if known is not None:
            return known
        card = self._library.card_for(source)
        engine = self._loaded(card, progress)
        hypothesis = engine.translate([source], self._decoding)[0]
        self._store.keep(card.identity, self._decoding, source, hypothesis.text, hypothesis.score)
        return self._from_model(card, source, hypothesis.text, Origin.MODEL)

    def correct(self, source: str, target: str) -> Translation:
        """Keep the reader's own translation of the sentence."""
        self._store.remember(source, target)
        return Translation(source, target, Origin.MEMORY)

    def revert(self, source: str) -> None:
        """Forget the reader's own translation, so that the model's shows again."""
        self._store.forget(source)

    def _from_model(self, card: ModelCard, source: str, target: str, origin: Origin) -> Translation:
        return Translation(source, target, origin, card.identity, self._decoding, card.note)

    def _loaded(self, card: ModelCard, progress: LoadProgress) -> TranslationEngine:
        if self._engine is None or self._engine.identity != card.identity:
            self._engine = None  # let the old weights go before the new ones come in
            self._engine = self._library.load(card, progress)
        return self._engine
