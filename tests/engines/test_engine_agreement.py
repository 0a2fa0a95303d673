"""The engines against each other, and against transformers used as its documentation says."""

import json
import shutil
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reader_app.core.translation import Decoding, Hypothesis, TranslationEngine

Load = Callable[..., TranslationEngine]


def pieces(hypotheses: list[Hypothesis]) -> list[tuple[str, ...]]:
    return [h.pieces for h in hypotheses]


def scores(hypotheses: list[Hypothesis]) -> list[float]:
    return [h.score for h in hypotheses]


@pytest.fixture
def strict(noisy: Path, tmp_path: Path) -> Path:
    """The noisy checkpoint with a search that ends by count and a length penalty that is not 1."""
    folder = shutil.copytree(noisy, tmp_path / "strict")
    file = folder / "generation_config.json"
    settings = json.loads(file.read_text())
    file.write_text(json.dumps({**settings, "early_stopping": True, "length_penalty": 0.6}))
    return folder


def test_both_engines_agree_with_plain_transformers_when_sample(
    load: Load, sample: Path, units: dict[str, str]
) -> None:
    from transformers import MarianMTModel, MarianTokenizer

    model: Any = MarianMTModel.from_pretrained(sample, local_files_only=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it recommends a package that Marian's ids do not depend on
        tokenizer = MarianTokenizer.from_pretrained(sample, local_files_only=True)
    engines = {name: load(name, sample) for name in ("ctranslate2", "transformers")}
    for source in list(units)[:2]:
        for beam in (1, 4):
            found = model.generate(
                **tokenizer(source, return_tensors="pt"),
                num_beams=beam,
                output_scores=True,
                return_dict_in_generate=True,
            )
            text = tokenizer.decode(found.sequences[0], skip_special_tokens=True)
            for engine in engines.values():
                hypothesis = engine.translate([source], Decoding(beam))[0]
                assert hypothesis.text == text
                assert len(hypothesis.pieces) == found.sequences.shape[1] - 2  # a start and an end
                if beam > 1:
                    assert hypothesis.score == pytest.approx(found.sequences_scores.item(), abs=1e-5)


@pytest.mark.parametrize("beam", [1, 4])
def test_engines_agree_token_for_token_when_sample_and_float32(
    load: Load, sample: Path, units: dict[str, str], beam: int
) -> None:
    ours = load("ctranslate2", sample).translate(list(units), Decoding(beam))
    reference = load("transformers", sample).translate(list(units), Decoding(beam))
    assert pieces(ours) == pieces(reference)
    assert scores(ours) == pytest.approx(scores(reference), abs=1e-5)


def test_greedy_agrees_token_for_token_when_model_is_unsure(
    load: Load, noisy: Path, fragments: list[str]
) -> None:
    ours = load("ctranslate2", noisy).translate(fragments, Decoding(1, 60))
    reference = load("transformers", noisy).translate(fragments, Decoding(1, 60))
    assert min(scores(reference)) < -0.5
    assert pieces(ours) == pieces(reference)
    assert scores(ours) == pytest.approx(scores(reference), abs=1e-5)


@pytest.mark.parametrize("beam", [2, 4])
def test_beam_agrees_token_for_token_when_search_ends_by_count(
    load: Load, strict: Path, fragments: list[str], beam: int
) -> None:
    ours = load("ctranslate2", strict).translate(fragments, Decoding(beam, 60))
    reference = load("transformers", strict).translate(fragments, Decoding(beam, 60))
    assert pieces(ours) == pieces(reference)
    assert scores(ours) == pytest.approx(scores(reference), abs=1e-5)


def test_beam_is_never_worse_than_reference_when_search_ends_by_heuristic(
    load: Load, noisy: Path, fragments: list[str]
) -> None:
    ours = load("ctranslate2", noisy).translate(fragments, Decoding(4, 60))
    reference = load("transformers", noisy).translate(fragments, Decoding(4, 60))
    same = sum(a == b for a, b in zip(pieces(ours), pieces(reference), strict=True))
    assert same >= 0.9 * len(fragments)
    assert all(a >= b - 1e-5 for a, b in zip(scores(ours), scores(reference), strict=True))


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("moved_padding", [False, True])
def test_greedy_agrees_when_weights_are_random(
    load: Load,
    random_model: Callable[..., Any],
    save: Callable[..., Path],
    units: dict[str, str],
    seed: int,
    moved_padding: bool,
) -> None:
    import torch

    model = random_model(seed)
    if moved_padding:
        with torch.no_grad():
            model.get_input_embeddings().weight[-1].normal_()
    folder = save(model)
    sources = [" ".join(source.split()[:6]) for source in units]
    ours = load("ctranslate2", folder).translate(sources, Decoding(1, 30))
    reference = load("transformers", folder).translate(sources, Decoding(1, 30))
    assert pieces(ours) == pieces(reference)
    assert scores(ours) == pytest.approx(scores(reference), abs=1e-4)


def test_batch_and_single_agree(load: Load, noisy: Path, fragments: list[str]) -> None:
    engine = load("ctranslate2", noisy)
    together = engine.translate(fragments[:12], Decoding(4, 40))
    apart = [engine.translate([source], Decoding(4, 40))[0] for source in fragments[:12]]
    assert pieces(together) == pieces(apart)
    assert scores(together) == pytest.approx(scores(apart), abs=1e-5)
