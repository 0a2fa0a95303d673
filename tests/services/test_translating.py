"""The translator over a real store, with engines that say what they were asked."""

import math
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from reader_app.core.confidence import Calibration, Confidence, Knot, Level
from reader_app.core.errors import ModelMissing
from reader_app.core.translation import (
    Decoding,
    Doubt,
    Examination,
    Hypothesis,
    LoadProgress,
    ModelCard,
    ModelIdentity,
    Origin,
    TranslationEngine,
)
from reader_app.services.translating import Translator
from reader_app.store.calibrations import CalibrationFiles
from reader_app.store.database import Database
from reader_app.store.translations import SqliteStore


def bracketed(source: str) -> Hypothesis:
    return Hypothesis(f"[{source}]", (source,), -0.5)


class CountingEngine:
    """Answers with the source in brackets and counts what it was asked."""

    def __init__(self, identity: ModelIdentity, answer: Callable[[str], Hypothesis]) -> None:
        self.identity = identity
        self.answer = answer
        self.asked: list[str] = []

    def translate(self, sources: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
        self.asked += sources
        return [self.answer(source) for source in sources]

    def alternatives(self, source: str, decoding: Decoding, count: int) -> list[Hypothesis]:
        raise AssertionError("nobody asked for other translations")

    def examine(self, source: str, target: str) -> Examination:
        raise AssertionError("nobody asked for an examination")


class FakeLibrary:
    """One model, present or not; remembers the engines it loaded."""

    def __init__(
        self,
        revision: str = "r1",
        *,
        present: bool = True,
        note: str = "",
        answer: Callable[[str], Hypothesis] = bracketed,
    ) -> None:
        self.answer = answer
        self.card = ModelCard(ModelIdentity("a/model", revision), Path("nowhere"), note)
        self.present = present
        self.engines: list[CountingEngine] = []

    def card_for(self, source: str) -> ModelCard:
        if not self.present:
            raise ModelMissing("not here", "get it")
        return self.card

    def load(self, card: ModelCard, progress: LoadProgress) -> TranslationEngine:
        progress("Loading")
        self.engines.append(CountingEngine(card.identity, self.answer))
        return self.engines[-1]


@pytest.fixture
def store(tmp_path: Path):
    made = SqliteStore(Database(tmp_path / "reader.sqlite"))
    yield made
    made.close()


def ignore(_step: str) -> None:
    """Nobody looks."""


def test_second_request_answers_from_the_cache_without_the_engine(store: SqliteStore) -> None:
    library = FakeLibrary()
    translator = Translator(store, library)
    first = translator.translate("جملة", ignore)
    second = translator.translate("جملة", ignore)
    assert (first.origin, second.origin) == (Origin.MODEL, Origin.CACHE)
    assert first.text == second.text == "[جملة]"
    assert library.engines[0].asked == ["جملة"]


def test_second_launch_answers_from_the_cache_without_loading_a_model(store: SqliteStore) -> None:
    Translator(store, FakeLibrary()).translate("جملة", ignore)
    library = FakeLibrary()
    known = Translator(store, library).recall("جملة")
    assert known is not None
    assert (known.text, known.origin, known.model) == ("[جملة]", Origin.CACHE, library.card.identity)
    assert library.engines == []


def test_recall_knows_nothing_of_another_revisions_translation(store: SqliteStore) -> None:
    Translator(store, FakeLibrary("r1")).translate("جملة", ignore)
    assert Translator(store, FakeLibrary("r2")).recall("جملة") is None


def test_readers_own_translation_goes_before_the_models_until_it_is_reverted(store: SqliteStore) -> None:
    translator = Translator(store, FakeLibrary())
    translator.translate("جملة", ignore)
    translator.correct("جملة", "A sentence")
    own = translator.recall("جملة")
    assert own is not None
    assert (own.text, own.origin, own.model) == ("A sentence", Origin.MEMORY, None)
    translator.revert("جملة")
    back = translator.recall("جملة")
    assert back is not None
    assert back.text == "[جملة]"


def test_readers_own_translation_needs_no_model(store: SqliteStore) -> None:
    translator = Translator(store, FakeLibrary(present=False))
    translator.correct("جملة", "A sentence")
    assert translator.translate("جملة", ignore).text == "A sentence"


def test_translate_says_that_the_model_is_missing_and_recall_just_does_not_know(store: SqliteStore) -> None:
    translator = Translator(store, FakeLibrary(present=False))
    assert translator.recall("جملة") is None
    with pytest.raises(ModelMissing):
        translator.translate("جملة", ignore)


def test_model_is_loaded_once_and_again_when_another_is_chosen(store: SqliteStore) -> None:
    first, second = FakeLibrary("r1"), FakeLibrary("r2")
    translator = Translator(store, first)
    steps: list[str] = []
    translator.translate("واحد", steps.append)
    translator.translate("اثنان", steps.append)
    assert (len(first.engines), steps) == (1, ["Loading"])
    translator.use(second)
    assert translator.translate("واحد", ignore).model == second.card.identity
    assert len(second.engines) == 1


def test_models_note_comes_with_every_translation_of_it(store: SqliteStore) -> None:
    translator = Translator(store, FakeLibrary(note="Knows little."))
    assert translator.translate("جملة", ignore).note == "Knows little."
    assert translator.translate("جملة", ignore).note == "Knows little."


def test_doubts_and_confidence_are_the_same_when_recalled(store: SqliteStore) -> None:
    doubts = frozenset({Doubt.IN_PARTS})
    library = FakeLibrary(answer=lambda source: Hypothesis("Long.", ("Long", "."), -0.1, doubts))
    translator = Translator(store, library)
    first = translator.translate("جملة", ignore)
    again = translator.recall("جملة")
    assert again is not None
    assert first.doubts == again.doubts == doubts
    assert first.confidence == again.confidence == Confidence(Level.HIGH, math.exp(-0.1), calibrated=False)


@pytest.mark.parametrize("doubt", [Doubt.REPEATS, Doubt.CUT])
def test_confidence_in_a_broken_translation_is_low_however_sure_the_model_was(
    store: SqliteStore, doubt: Doubt
) -> None:
    library = FakeLibrary(answer=lambda source: Hypothesis("a a a a", (), -0.01, frozenset({doubt})))
    found = Translator(store, library).translate("جملة", ignore)
    assert found.confidence is not None
    assert found.confidence.level is Level.LOW


def test_own_and_empty_translations_have_no_confidence(store: SqliteStore) -> None:
    empty = frozenset({Doubt.EMPTY})
    translator = Translator(store, FakeLibrary(answer=lambda source: Hypothesis("", (), 0.0, empty)))
    nothing = translator.translate("جملة", ignore)
    assert (nothing.doubts, nothing.confidence) == (empty, None)
    assert translator.correct("جملة", "A sentence").confidence is None
    own = translator.recall("جملة")
    assert own is not None
    assert (own.doubts, own.confidence) == (frozenset(), None)


def test_confidence_is_calibrated_once_the_model_is_for_its_settings(
    store: SqliteStore, tmp_path: Path
) -> None:
    library, files = FakeLibrary(), CalibrationFiles(tmp_path / "calibrations")
    translator = Translator(store, library, calibrations=files)
    translator.translate("جملة", ignore)
    files.keep_calibration(
        library.card.identity, Decoding(), Calibration((Knot(-1.0, 0.25), Knot(0.0, 0.75)))
    )
    found = translator.recall("جملة")
    assert found is not None
    assert found.confidence == Confidence(Level.MEDIUM, 0.5, calibrated=True)
    greedy = Translator(store, library, Decoding(1), files).translate("جملة", ignore)
    assert greedy.confidence is not None
    assert not greedy.confidence.calibrated


def test_decoding_neither_recalls_nor_keeps(store: SqliteStore) -> None:
    library = FakeLibrary()
    translator = Translator(store, library)
    assert translator.decode("جملة", ignore) == (library.card, bracketed("جملة"))
    assert translator.recall("جملة") is None
