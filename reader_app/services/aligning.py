"""Which words of a translation stand for which words of its sentence, found once and kept."""

from dataclasses import dataclass
from typing import Protocol

from reader_app.core.aligning import align
from reader_app.core.alignment import Alignment
from reader_app.core.article import Span
from reader_app.core.doubted import doubted_words
from reader_app.core.translation import LoadProgress, ModelIdentity
from reader_app.services.translating import Translator

VERSION = 1
"""Which rules made an alignment: those of another version are made again. To be raised when the rules of
`core.aligning` or `core.doubted` change what they give."""


@dataclass(frozen=True, slots=True)
class AlignedPair:
    """A sentence and a translation of it, word by word, as one model sees them.

    `score` is the mean log-probability of the target's pieces (natural logarithm, end-of-sentence
    included), `doubted` the words of the target that the model was least sure of.
    """

    source: str
    target: str
    alignment: Alignment
    score: float
    doubted: tuple[Span, ...] = ()


class AlignmentStore(Protocol):
    """Where alignments are kept. Callable from any thread; every method raises StoreError."""

    def alignment(
        self, model: ModelIdentity, version: int, source: str, target: str
    ) -> AlignedPair | None: ...
    def keep_alignment(self, model: ModelIdentity, version: int, pair: AlignedPair) -> None: ...


class Aligner:
    """Aligns a sentence with any translation of it, the reader's own included.

    The model that translates the sentence aligns it too, on the translator's own engine: `align` belongs
    to the thread that translates, the rest to any.
    """

    def __init__(self, store: AlignmentStore, translator: Translator) -> None:
        self._store = store
        self._translator = translator

    def is_ready(self, source: str) -> bool:
        """Whether `align` would have to load no model. Raises ModelMissing, ModelDamaged."""
        return self._translator.is_loaded_for(source)

    def recall(self, source: str, target: str) -> AlignedPair | None:
        """What was found out before; loads no model. Raises ModelMissing, ModelDamaged, StoreError."""
        identity = self._translator.card_for(source).identity
        return self._store.alignment(identity, VERSION, source, target)

    def align(self, source: str, target: str, progress: LoadProgress) -> AlignedPair:
        """Recall the alignment, or find it and keep it, loading the model where needed.

        Raises ModelMissing, ModelDamaged, EngineUnavailable, StoreError, SentenceTooLong, or the engine's
        ReaderError.
        """
        known = self.recall(source, target)
        if known is not None:
            return known
        identity, examination = self._translator.examine(source, target, progress)
        pieces = examination.log_probabilities
        pair = AlignedPair(
            source,
            target,
            align(source, target, examination),
            sum(pieces) / len(pieces),
            doubted_words(target, examination),
        )
        self._store.keep_alignment(identity, VERSION, pair)
        return pair
