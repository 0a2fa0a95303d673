"""What every engine in the registry must do, on the real sample checkpoint."""

import sys
from pathlib import Path

import pytest

from reader_app.core.errors import EngineUnavailable, ReaderError
from reader_app.core.translation import Decoding, Doubt, Hypothesis, ModelIdentity, TranslationEngine
from reader_app.engines import ENGINES
from reader_app.engines.checkpoint import open_checkpoint
from reader_app.engines.options import EngineOptions

IDENTITY = ModelIdentity("sample", "0123456789abcdef")
REQUIRED = {"onnxruntime": "onnxruntime", "ctranslate2": "ctranslate2", "transformers": "torch"}


@pytest.fixture(scope="module", params=ENGINES)
def engine(
    request: pytest.FixtureRequest, sample: Path, tmp_path_factory: pytest.TempPathFactory
) -> TranslationEngine:
    options = EngineOptions(tmp_path_factory.mktemp("cache"), threads=1)
    return ENGINES[request.param](open_checkpoint(sample), IDENTITY, options, lambda step: None)


@pytest.mark.parametrize("beam", [1, 4])
def test_article_comes_back_exactly(engine: TranslationEngine, units: dict[str, str], beam: int) -> None:
    hypotheses = engine.translate(list(units), Decoding(beam))
    assert [h.text for h in hypotheses] == list(units.values())


def test_identity_is_the_one_it_was_loaded_under(engine: TranslationEngine) -> None:
    assert engine.identity == IDENTITY


@pytest.mark.parametrize("source", ["", " ", "\n\t ", "\u200f", "\u200b"])
def test_hypothesis_is_empty_when_source_has_no_piece(engine: TranslationEngine, source: str) -> None:
    assert engine.translate([source], Decoding()) == [Hypothesis("", (), 0.0)]


def test_no_source_gives_no_hypothesis(engine: TranslationEngine) -> None:
    assert engine.translate([], Decoding()) == []


def test_order_is_kept_when_sources_exceed_a_batch_and_some_are_empty(
    engine: TranslationEngine, units: dict[str, str]
) -> None:
    sources = [*units, "", *reversed(units), " ", *units]
    expected = [units.get(source, "") for source in sources]
    assert [h.text for h in engine.translate(sources, Decoding(1))] == expected


def test_output_is_cut_at_the_length_asked_for(engine: TranslationEngine, units: dict[str, str]) -> None:
    source = next(iter(units))
    whole = engine.translate([source], Decoding(1))[0]
    cut = engine.translate([source], Decoding(1, max_length=7))[0]
    assert cut.pieces == whole.pieces[:7]
    assert units[source].startswith(cut.text)


def test_pieces_spell_the_text(engine: TranslationEngine, units: dict[str, str]) -> None:
    hypothesis = engine.translate([next(iter(units))], Decoding())[0]
    assert "".join(hypothesis.pieces).replace("▁", " ").strip() == hypothesis.text


def test_score_says_that_the_model_is_sure_of_the_article_alone(
    engine: TranslationEngine, units: dict[str, str]
) -> None:
    article = engine.translate(list(units), Decoding())
    other = engine.translate(["قرأت كتابا جديدا عن البحر."], Decoding(max_length=100))
    assert all(-0.05 < h.score <= 0 for h in article)
    assert other[0].score < min(h.score for h in article)


def test_longest_source_is_translated_at_once_and_a_longer_one_in_parts(engine: TranslationEngine) -> None:
    decoding = Decoding(1, max_length=4)
    once, parts = engine.translate(["و " * 255, "و " * 600], decoding)
    assert len(once.pieces) <= 4
    assert Doubt.IN_PARTS not in once.doubts
    assert Doubt.IN_PARTS in parts.doubts


def test_unknown_characters_and_spelled_out_tokens_do_no_harm(engine: TranslationEngine) -> None:
    sources = ["漢字 😀", "</s> <pad> <unk>", ">>eng<< نعم", "\x00", "a" * 300]
    hypotheses = engine.translate(sources, Decoding(max_length=30))
    assert len(hypotheses) == len(sources)
    for hypothesis in hypotheses:
        assert not {"</s>", "<pad>"} & set(hypothesis.pieces)
        assert "<unk>" not in hypothesis.text


@pytest.mark.parametrize("name", ENGINES)
def test_loading_and_translating_print_nothing(
    name: str, sample: Path, units: dict[str, str], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    steps: list[str] = []
    options = EngineOptions(tmp_path, threads=1)
    engine = ENGINES[name](open_checkpoint(sample), IDENTITY, options, steps.append)
    engine.translate([next(iter(units))], Decoding())
    assert capfd.readouterr() == ("", "")
    assert steps[-1] == "Reading the weights"


@pytest.mark.parametrize("name", ENGINES)
def test_engine_is_unavailable_when_its_package_is_not_installed(
    name: str, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, REQUIRED[name], None)
    with pytest.raises(EngineUnavailable, match="pip install") as caught:
        ENGINES[name](open_checkpoint(sample), IDENTITY, EngineOptions(tmp_path), lambda step: None)
    assert REQUIRED[name] in str(caught.value)


def test_unknown_arithmetic_is_refused(sample: Path, tmp_path: Path) -> None:
    options = EngineOptions(tmp_path, compute_type="float5")
    with pytest.raises(ReaderError, match="float5"):
        ENGINES["ctranslate2"](open_checkpoint(sample), IDENTITY, options, lambda step: None)


def test_alternatives_are_different_and_begin_with_the_translation(
    engine: TranslationEngine, units: dict[str, str]
) -> None:
    # Half a sentence, so that the model is not sure of it.
    source = " ".join(next(iter(units)).split()[:9])
    decoding = Decoding(4, max_length=80)
    found = engine.alternatives(source, decoding, 4)
    assert 2 <= len(found) <= 4
    assert found[0].text == engine.translate([source], decoding)[0].text
    assert len({h.text for h in found}) == len(found)
    assert [h.score for h in found] == sorted((h.score for h in found), reverse=True)


def test_alternatives_are_no_more_than_asked_for_or_than_the_beams(
    engine: TranslationEngine, units: dict[str, str]
) -> None:
    source = " ".join(next(iter(units)).split()[:9])
    assert len(engine.alternatives(source, Decoding(4, max_length=80), 2)) <= 2
    assert len(engine.alternatives(source, Decoding(1, max_length=80), 3)) == 1


def test_alternatives_of_an_empty_source_are_none_and_of_a_long_one_its_translation(
    engine: TranslationEngine,
) -> None:
    assert engine.alternatives("  ", Decoding(), 4) == []
    [only] = engine.alternatives("و " * 600, Decoding(2, max_length=6), 4)
    assert Doubt.IN_PARTS in only.doubts
