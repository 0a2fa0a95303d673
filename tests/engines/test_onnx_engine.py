"""The engine on ONNX Runtime against transformers, and its check of what it left out."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reader_app.core.translation import Decoding
from reader_app.engines.marian import Output

Load = Callable[..., Any]


def outputs(engine: Any, sources: list[str], decoding: Decoding) -> list[Output]:
    """What one search finds: `translate` would search again for what repeats itself."""
    found = engine._search([engine.tokenizer.encode(source) for source in sources], decoding)
    return [best[0] for best in found]


def test_finds_what_transformers_finds_when_model_is_unsure(
    load: Load, noisy: Path, fragments: list[str]
) -> None:
    decoding = Decoding(1, max_length=40)
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


def test_sentence_is_searched_again_when_pieces_left_out_could_have_won(
    load: Load, save: Callable[..., Path], random_model: Callable[..., Any], fragments: list[str]
) -> None:
    """Random weights put out Arabic pieces as readily as English ones."""
    folder = save(random_model(5))
    ours, theirs = load("onnxruntime", folder), load("transformers", folder)
    decoding = Decoding(1, max_length=20)
    sources = [source[:60] for source in fragments[:6]]
    found, expected = outputs(ours, sources, decoding), outputs(theirs, sources, decoding)
    assert [h.pieces for h in found] == [h.pieces for h in expected]
    assert ours.searched == len(sources)
    assert ours.searched_again > 0


def test_no_sentence_of_the_article_is_searched_again(
    load: Load, sample: Path, units: dict[str, str]
) -> None:
    engine = load("onnxruntime", sample)
    engine.translate(list(units), Decoding())
    assert (engine.searched, engine.searched_again) == (len(units), 0)
