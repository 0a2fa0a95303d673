"""The aligner over a real store, with an engine that says what it was asked."""

import math
from collections.abc import Sequence
from pathlib import Path

import pytest

from reader_app.core.errors import ModelMissing
from reader_app.core.translation import (
    Decoding,
    Examination,
    Hypothesis,
    LoadProgress,
    ModelCard,
    ModelIdentity,
    TranslationEngine,
)
from reader_app.services import aligning
from reader_app.services.aligning import Aligner
from reader_app.services.translating import Translator
from reader_app.store.alignments import SqliteAlignments
from reader_app.store.database import Database
from reader_app.store.translations import SqliteStore

WORDS = {"قرأ": "Read", "الولد": "boys", "كتابا": "books"}
SOURCE, TARGET = " ".join(WORDS), " ".join(WORDS.values())
SURE, UNSURE = math.log(0.9), math.log(0.01)


class WordEngine:
    """A piece for each word and for the end, the n-th looking at the n-th; unsure of any word in capitals."""

    def __init__(self, identity: ModelIdentity) -> None:
        self.identity = identity
        self.examined: list[tuple[str, str]] = []
        self.searched: list[tuple[Decoding, int]] = []

    def translate(self, sources: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
        return [Hypothesis(TARGET, (), -0.5) for _ in sources]

    def alternatives(self, source: str, decoding: Decoding, count: int) -> list[Hypothesis]:
        self.searched.append((decoding, count))
        return [Hypothesis(text, (), -0.5) for text in ("One.", "Two.", "One.", "", "Three.")]

    def examine(self, source: str, target: str) -> Examination:
        self.examined.append((source, target))
        sources = tuple(f"▁{word}" for word in source.split())
        targets = tuple(f"▁{word}" for word in target.split())
        scores = (*(UNSURE if word.isupper() else SURE for word in target.split()), SURE)
        width = len(sources) + 1
        rows = tuple(
            tuple(float(at == min(number, width - 1)) for at in range(width)) for number in range(len(scores))
        )
        return Examination(sources, targets, scores, rows)


class FakeLibrary:
    """One model, present or not; remembers the engines it loaded."""

    def __init__(self, revision: str = "r1", *, present: bool = True) -> None:
        self.card = ModelCard(ModelIdentity("a/model", revision), Path("nowhere"))
        self.present = present
        self.engines: list[WordEngine] = []

    def card_for(self, source: str) -> ModelCard:
        if not self.present:
            raise ModelMissing("not here", "get it")
        return self.card

    def load(self, card: ModelCard, progress: LoadProgress) -> TranslationEngine:
        self.engines.append(WordEngine(card.identity))
        return self.engines[-1]


@pytest.fixture
def database(tmp_path: Path):
    made = Database(tmp_path / "reader.sqlite")
    yield made
    made.close()


def over(database: Database, library: FakeLibrary) -> tuple[Translator, Aligner]:
    translator = Translator(SqliteStore(database), library)
    return translator, Aligner(SqliteAlignments(database), translator)


def ignore(_step: str) -> None:
    """Nobody looks."""


def test_each_word_is_linked_with_the_word_that_attends_to_it(database: Database) -> None:
    _, aligner = over(database, FakeLibrary())
    pair = aligner.align(SOURCE, TARGET, ignore)
    for arabic, english in WORDS.items():
        link = pair.alignment.of_source(SOURCE.index(arabic) + 1)
        assert link is not None
        assert TARGET.index(english) in link.target[0]
        assert pair.alignment.of_target(TARGET.index(english)) == link


def test_second_request_answers_from_the_store_without_the_engine(database: Database) -> None:
    library = FakeLibrary()
    _, aligner = over(database, library)
    first = aligner.align(SOURCE, TARGET, ignore)
    assert aligner.align(SOURCE, TARGET, ignore) == aligner.recall(SOURCE, TARGET) == first
    assert library.engines[0].examined == [(SOURCE, TARGET)]


def test_second_launch_recalls_without_loading_a_model(database: Database) -> None:
    _, aligner = over(database, FakeLibrary())
    first = aligner.align(SOURCE, TARGET, ignore)
    library = FakeLibrary()
    _, again = over(database, library)
    assert again.recall(SOURCE, TARGET) == first
    assert library.engines == []


def test_readers_own_translation_is_aligned_beside_the_models(database: Database) -> None:
    library = FakeLibrary()
    _, aligner = over(database, library)
    aligner.align(SOURCE, TARGET, ignore)
    assert aligner.recall(SOURCE, "Reading boys") is None
    own = aligner.align(SOURCE, "Reading boys", ignore)
    assert own.target == "Reading boys"
    assert aligner.recall(SOURCE, TARGET) is not None


def test_score_is_the_mean_and_the_unsure_words_are_doubted(database: Database) -> None:
    _, aligner = over(database, FakeLibrary())
    pair = aligner.align(SOURCE, "Read BOYS books", ignore)
    assert pair.score == pytest.approx((3 * SURE + UNSURE) / 4)
    assert [word.of(pair.target) for word in pair.doubted] == ["BOYS"]


def test_spans_count_in_the_sentence_as_it_is_written(database: Database) -> None:
    """A letter written as two code points makes what comes after it begin one later."""
    composed, decomposed = "آخر يوم", "\u0627\u0653خر يوم"
    _, aligner = over(database, FakeLibrary())
    for source in (composed, decomposed):
        link = aligner.align(source, "Last day", ignore).alignment.of_target(5)
        assert link is not None
        assert link.source[0].of(source) == "يوم"


def test_another_revision_and_other_rules_align_anew(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, aligner = over(database, FakeLibrary("r1"))
    aligner.align(SOURCE, TARGET, ignore)
    assert over(database, FakeLibrary("r2"))[1].recall(SOURCE, TARGET) is None
    monkeypatch.setattr(aligning, "VERSION", aligning.VERSION + 1)
    assert aligner.recall(SOURCE, TARGET) is None


def test_missing_model_is_said_to_be_missing(database: Database) -> None:
    _, aligner = over(database, FakeLibrary(present=False))
    for ask in (
        lambda: aligner.align(SOURCE, TARGET, ignore),
        lambda: aligner.recall(SOURCE, TARGET),
        lambda: aligner.is_ready(SOURCE),
    ):
        with pytest.raises(ModelMissing):
            ask()


def test_is_ready_once_the_model_is_loaded_and_not_for_another(database: Database) -> None:
    translator, aligner = over(database, FakeLibrary("r1"))
    assert not aligner.is_ready(SOURCE)
    translator.translate(SOURCE, ignore)
    assert aligner.is_ready(SOURCE)
    translator.use(FakeLibrary("r2"))
    assert not aligner.is_ready(SOURCE)


def test_aligning_and_translating_share_one_engine(database: Database) -> None:
    library = FakeLibrary()
    translator, aligner = over(database, library)
    translator.translate(SOURCE, ignore)
    aligner.align(SOURCE, TARGET, ignore)
    assert len(library.engines) == 1


def test_alternatives_come_each_once_from_a_wider_search(database: Database) -> None:
    library = FakeLibrary()
    translator, _ = over(database, library)
    assert translator.alternatives(SOURCE, ignore) == ("One.", "Two.", "Three.")
    decoding, count = library.engines[0].searched[0]
    assert decoding.beam_size >= count > Decoding().beam_size
