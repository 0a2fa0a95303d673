"""Translations, where they came from, and what a translation engine is."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from reader_app.core.confidence import Confidence

DEFAULT_MODEL = "Helsinki-NLP/opus-mt-ar-en"
"""The general Arabic-English model, by its id on the Hugging Face hub."""


class Origin(StrEnum):
    """Where a translation came from."""

    MEMORY = "memory"
    CACHE = "cache"
    MODEL = "model"
    REVIEW = "review"  # the reader's, in this article only: flagged, and so not in the memory


@dataclass(frozen=True, slots=True)
class ModelIdentity:
    """Which weights: a name people know and a revision that changes when the weights do.

    The revision is the hub's commit where the checkpoint came from the hub, else the first 16
    hexadecimal digits of the SHA-256 over its files.
    """

    name: str
    revision: str


@dataclass(frozen=True, slots=True)
class Decoding:
    """How the output is searched for. `max_length` is in target pieces.

    `no_repeat` is the length of the piece sequences that an output may contain only once, 0 for no such rule.
    """

    beam_size: int = 4
    max_length: int = 512
    no_repeat: int = 0

    @property
    def key(self) -> str:
        """A stable text form: part of the cache key."""
        rule = f";no_repeat={self.no_repeat}" if self.no_repeat else ""
        return f"beam={self.beam_size};max={self.max_length}{rule}"


class Doubt(StrEnum):
    """What is known to be wrong with a model's translation, or unusual in how it was made."""

    REPEATS = "repeats"
    CUT = "cut"
    EMPTY = "empty"
    IN_PARTS = "in-parts"


_DOUBT_TEXTS = {
    Doubt.REPEATS: "The translation repeats itself, which the Arabic does not.",
    Doubt.CUT: "The translation breaks off: the model did not come to an end.",
    Doubt.EMPTY: "The model gave no translation.",
    Doubt.IN_PARTS: "The sentence is too long for the model and was translated in parts.",
}


def doubt_text(doubt: Doubt) -> str:
    """The doubt in one plain English sentence."""
    return _DOUBT_TEXTS[doubt]


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One engine output: the English text, its target pieces, its mean log-probability a piece
    (natural logarithm, end-of-sentence included), and what is to be doubted about it."""

    text: str
    pieces: tuple[str, ...]
    score: float
    doubts: frozenset[Doubt] = frozenset()


@dataclass(frozen=True, slots=True)
class Kept:
    """A model's translation as the cache keeps it; `score` and `doubts` as in Hypothesis."""

    text: str
    score: float
    doubts: frozenset[Doubt] = frozenset()


@dataclass(frozen=True, slots=True)
class Examination:
    """What a model makes of a given translation, whoever wrote it.

    `log_probabilities` has the natural logarithm for each target piece, the last for end-of-sentence.
    `attention` has a row for each of these, with the weight of each source piece, the last for
    end-of-sentence; each row sums to 1.
    """

    source_pieces: tuple[str, ...]
    target_pieces: tuple[str, ...]
    log_probabilities: tuple[float, ...]
    attention: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class Translation:
    """A sentence in English, with its provenance. `model` is None for a person's own translation.

    `note` is the model card's word of warning, empty where there is none. `confidence` is None for a
    person's own translation and for an empty one; its level is LOW for one that loops or is cut, however
    sure the model was of each piece.
    """

    source: str
    text: str
    origin: Origin
    model: ModelIdentity | None = None
    decoding: Decoding | None = None
    note: str = ""
    doubts: frozenset[Doubt] = frozenset()
    confidence: Confidence | None = None


def cache_source(text: str) -> str:
    """The form of a source sentence that the memory and the cache are keyed by: NFC."""
    return unicodedata.normalize("NFC", text)


@dataclass(frozen=True, slots=True)
class ModelCard:
    """A checkpoint that is on this machine, before it is loaded.

    `note` is one plain sentence for the reader, empty where there is nothing to warn of. `known` is
    None for a model that translates anything; a model of closed scope lists the fingerprints of the
    sentences it knows.
    """

    identity: ModelIdentity
    folder: Path
    note: str = ""
    known: frozenset[str] | None = None

    def knows(self, source: str) -> bool:
        """Whether the model may be asked for this sentence."""
        return self.known is None or fingerprint(source) in self.known


def fingerprint(source: str) -> str:
    """SHA-256, in hexadecimal, of the sentence in the form the cache is keyed by."""
    return sha256(cache_source(source).encode()).hexdigest()


class TranslationEngine(Protocol):
    """A loaded model. One thread at a time uses an engine: the engine lane, or the command line."""

    identity: ModelIdentity

    def translate(self, sources: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
        """One hypothesis for each source, in order. An empty source gives an empty hypothesis."""
        ...

    def alternatives(self, source: str, decoding: Decoding, count: int) -> list[Hypothesis]:
        """Up to `count` different hypotheses, the best first. An empty source gives none."""
        ...

    def examine(self, source: str, target: str) -> Examination:
        """How probable the target is, piece by piece, and which source pieces each one attends to.

        Raises SentenceTooLong where either has more pieces than the model has positions.
        """
        ...


class ModelLibrary(Protocol):
    """Finds checkpoints and loads them. Used from the lanes' threads, never from the GUI's."""

    def card_for(self, source: str) -> ModelCard:
        """The model to ask for this sentence: the chosen one, or one of closed scope that knows it.

        Cheap enough for every click: loads no model and imports no engine. Raises ModelMissing.
        """
        ...

    def load(self, card: ModelCard, progress: "LoadProgress") -> TranslationEngine:
        """Load the checkpoint. Raises ModelDamaged, EngineUnavailable."""
        ...


LoadProgress = Callable[[str], None]
"""Called from the loading thread with the name of the step that begins ("Reading the weights")."""
