"""The translator over a real store, with engines that say what they were asked."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from reader_app.core.errors import ModelMissing
from reader_app.core.translation import (
    Decoding,
    Hypothesis,
    LoadProgress,
    ModelCard,
    ModelIdentity,
    Origin,
    TranslationEngine,
)
from reader_app.services.translating import Translator
from reader_app.store.database import Database
from reader_app.store.translations import SqliteStore


class CountingEngine:
    """Answers with the source in brackets and counts what it was asked."""

    def __init__(self, identity: ModelIdentity) -> None:
        self.identity = identity
        self.asked: list[str] = []

    def translate(self, sources: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
        self.asked += sources
        return [Hypothesis(f"[{source}]", (source,), -0.5) for source in sources]


class FakeLibrary:
    """One model, present or not; remembers the engines it loaded."""

    def __init__(self, revision: str = "r1", *, present: bool = True, note: str = "") -> None:
        self.card = ModelCard(ModelIdentity("a/model", revision), Path("nowhere"), note)
        self.present = present
        self.engines: list[CountingEngine] = []

    def card_for(self, source: str) -> ModelCard:
        if not self.present:
            raise ModelMissing("not here", "get it")
        return self.card

    def load(self, card: ModelCard, progress: LoadProgress) -> TranslationEngine:
        progress("Loading")
        self.engines.append(CountingEngine(card.identity))
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
