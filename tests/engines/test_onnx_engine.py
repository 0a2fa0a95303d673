"""The engine on ONNX Runtime against transformers, and its check of what it left out."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from reader_app.core.translation import Decoding, ModelIdentity
from reader_app.engines import ENGINES
from reader_app.engines.checkpoint import open_checkpoint
from reader_app.engines.marian import Output
from reader_app.engines.onnx_engine import BATCH
from reader_app.engines.options import EngineOptions

Load = Callable[..., Any]


def outputs(engine: Any, sources: list[str], decoding: Decoding) -> list[Output]:
    """What one search finds: `translate` would search again for what repeats itself."""
    found = engine._search([engine.tokenizer.encode(source) for source in sources], decoding)
    return [best[0] for best in found]


@pytest.mark.parametrize("decoding", [Decoding(1, 40), Decoding(4, 40), Decoding(4, 40, no_repeat=3)])
def test_finds_what_transformers_finds_when_model_is_unsure(
    load: Load, noisy: Path, fragments: list[str], decoding: Decoding
) -> None:
    """The noise makes pieces probable that English does not use: most sentences are searched again."""
    ours = outputs(load("onnxruntime", noisy), fragments[:24], decoding)
    theirs = outputs(load("transformers", noisy), fragments[:24], decoding)
    assert [h.pieces for h in ours] == [h.pieces for h in theirs]
    assert [h.score for h in ours] == pytest.approx([h.score for h in theirs], abs=1e-4)


def test_batch_finds_what_each_sentence_finds_alone(load: Load, noisy: Path, fragments: list[str]) -> None:
    engine = load("onnxruntime", noisy)
    decoding = Decoding(4, max_length=60)
    together = outputs(engine, fragments[:12], decoding)
    alone = [outputs(engine, [source], decoding)[0] for source in fragments[:12]]
    assert [h.pieces for h in together] == [h.pieces for h in alone]


@pytest.fixture
def biased(load: Load, noisy: Path, tmp_path: Path) -> Callable[[float], Path]:
    """The noisy checkpoint with the logits of the pieces that English does not use raised or lowered."""
    from safetensors.numpy import load_file, save_file

    def make(by: float) -> Path:
        folder = shutil.copytree(noisy, tmp_path / "biased")
        weights = load_file(folder / "model.safetensors")
        bias = np.zeros((1, len(weights["model.shared.weight"])), np.float32)
        bias += weights.get("final_logits_bias", 0)
        bias[0, load("onnxruntime", noisy)._network.rest] += by
        save_file({**weights, "final_logits_bias": bias}, folder / "model.safetensors", {"format": "pt"})
        return folder

    return make


@pytest.mark.parametrize("beam", [1, 4])
def test_sentence_is_searched_again_when_pieces_left_out_would_have_won(
    load: Load, biased: Callable[[float], Path], fragments: list[str], beam: int
) -> None:
    folder = biased(10)
    ours, theirs = load("onnxruntime", folder), load("transformers", folder)
    decoding = Decoding(beam, max_length=20)
    found, expected = outputs(ours, fragments[:6], decoding), outputs(theirs, fragments[:6], decoding)
    assert [h.pieces for h in found] == [h.pieces for h in expected]
    assert (ours.searched, ours.searched_again) == (6, 6)


def test_first_search_stands_when_pieces_left_out_are_improbable(
    load: Load, biased: Callable[[float], Path], fragments: list[str]
) -> None:
    folder = biased(-20)
    ours, theirs = load("onnxruntime", folder), load("transformers", folder)
    decoding = Decoding(4, max_length=40)
    found, expected = outputs(ours, fragments[:24], decoding), outputs(theirs, fragments[:24], decoding)
    assert (ours.searched, ours.searched_again) == (24, 0)
    assert [h.pieces for h in found] == [h.pieces for h in expected]
    assert [h.score for h in found] == pytest.approx([h.score for h in expected], abs=1e-4)


def test_sample_article_is_what_transformers_finds(load: Load, sample: Path, units: dict[str, str]) -> None:
    ours, theirs = load("onnxruntime", sample), load("transformers", sample)
    found, expected = outputs(ours, list(units), Decoding()), outputs(theirs, list(units), Decoding())
    assert [h.pieces for h in found] == [h.pieces for h in expected]
    assert ours.searched == len(units)


def test_batches_in_several_threads_find_what_one_thread_finds(
    sample: Path, fragments: list[str], tmp_path: Path
) -> None:
    """More sentences than a batch has, with two threads for each call."""
    identity = ModelIdentity("sample", "revision")
    one: Any
    two: Any
    one, two = (
        ENGINES["onnxruntime"](
            open_checkpoint(sample), identity, EngineOptions(tmp_path, "float32", threads), lambda _: None
        )
        for threads in (1, 2)
    )
    assert len(fragments) > BATCH
    decoding = Decoding(2, max_length=30)
    assert outputs(two, fragments, decoding) == outputs(one, fragments, decoding)
    assert (two.searched, two.searched_again) == (one.searched, one.searched_again)
