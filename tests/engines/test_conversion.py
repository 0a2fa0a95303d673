"""The torch-free conversion against CTranslate2's own converter, which uses torch and transformers."""

import shutil
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from reader_app.core.errors import ModelDamaged
from reader_app.engines.checkpoint import open_checkpoint
from reader_app.engines.convert import convert, sinusoidal_positions


def convert_to(folder: Path, output: Path) -> Path:
    output.mkdir()
    convert(open_checkpoint(folder), output)
    return output


def official(folder: Path, output: Path) -> Path:
    from ctranslate2.converters import TransformersConverter

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        TransformersConverter(str(folder)).convert(str(output))
    return output


@pytest.fixture
def damaged_copy(sample: Path, tmp_path: Path) -> Callable[[Callable[[dict[str, Any]], None]], Path]:
    """A copy of the sample whose tensors went through a function."""

    def make(change: Callable[[dict[str, Any]], None]) -> Path:
        folder = shutil.copytree(sample, tmp_path / "damaged")
        weights = load_file(folder / "model.safetensors")
        change(weights)
        save_file(weights, folder / "model.safetensors")
        return folder

    return make


def test_files_are_byte_for_byte_the_official_ones_when_sample(sample: Path, tmp_path: Path) -> None:
    ours, theirs = convert_to(sample, tmp_path / "ours"), official(sample, tmp_path / "theirs")
    assert (ours / "model.bin").read_bytes() == (theirs / "model.bin").read_bytes()
    assert (ours / "config.json").read_text() == (theirs / "config.json").read_text()
    vocabulary = "shared_vocabulary.json"
    assert (ours / vocabulary).read_text().strip() == (theirs / vocabulary).read_text().strip()


@pytest.mark.parametrize(
    "changes",
    [{}, {"activation_function": "relu", "scale_embedding": False}, {"activation_function": "gelu"}],
    ids=["opus-mt", "relu", "gelu"],
)
def test_model_is_byte_for_byte_the_official_one_when_weights_are_random(
    random_model: Callable[..., Any], save: Callable[..., Path], tmp_path: Path, changes: dict[str, Any]
) -> None:
    folder = save(random_model(5, **changes))
    ours, theirs = convert_to(folder, tmp_path / "ours"), official(folder, tmp_path / "theirs")
    assert (ours / "model.bin").read_bytes() == (theirs / "model.bin").read_bytes()


def test_translations_and_scores_are_the_official_ones(
    sample: Path, fragments: list[str], tmp_path: Path
) -> None:
    import ctranslate2

    from reader_app.engines.tokenizer import MarianTokenizer

    tokenizer = MarianTokenizer(open_checkpoint(sample))
    sources = [tokenizer.pieces(tokenizer.encode(text)) for text in fragments]
    results = []
    for folder in (convert_to(sample, tmp_path / "ours"), official(sample, tmp_path / "theirs")):
        translator = ctranslate2.Translator(str(folder), compute_type="float32", intra_threads=1)
        found = translator.translate_batch(
            sources, beam_size=4, return_scores=True, max_batch_size=16, max_decoding_length=150
        )
        results.append([(result.hypotheses[0], result.scores[0]) for result in found])
    assert results[0] == results[1]


@pytest.mark.parametrize("zip_format", [True, False], ids=["zip", "legacy"])
def test_model_is_the_same_when_weights_are_a_pytorch_file(
    random_model: Callable[..., Any], save: Callable[..., Path], tmp_path: Path, zip_format: bool
) -> None:
    import torch

    model = random_model(6)
    folder = save(model)
    expected = (convert_to(folder, tmp_path / "safetensors") / "model.bin").read_bytes()
    (folder / "model.safetensors").unlink()
    torch.save(model.state_dict(), folder / "pytorch_model.bin", _use_new_zipfile_serialization=zip_format)
    assert (convert_to(folder, tmp_path / "pytorch") / "model.bin").read_bytes() == expected


def test_positions_are_those_of_transformers(random_model: Callable[..., Any]) -> None:
    theirs = random_model(1).model.encoder.embed_positions.weight.numpy()
    np.testing.assert_array_equal(sinusoidal_positions(*theirs.shape), theirs)


def test_half_precision_checkpoint_becomes_a_32_bit_one(
    damaged_copy: Callable[..., Path], tmp_path: Path
) -> None:
    def halve(weights: dict[str, Any]) -> None:
        weights.update({name: tensor.astype(np.float16) for name, tensor in weights.items()})

    folder = damaged_copy(halve)
    whole = {
        name: array.astype(np.float32) for name, array in load_file(folder / "model.safetensors").items()
    }
    ours = (convert_to(folder, tmp_path / "half") / "model.bin").read_bytes()
    save_file(whole, folder / "model.safetensors")
    assert ours == (convert_to(folder, tmp_path / "whole") / "model.bin").read_bytes()


def test_model_is_damaged_when_a_tensor_is_missing(damaged_copy: Callable[..., Path], tmp_path: Path) -> None:
    folder = damaged_copy(lambda weights: weights.pop("model.decoder.layers.1.fc1.bias"))
    with pytest.raises(ModelDamaged, match=r"lacks the tensor model\.decoder\.layers\.1\.fc1\.bias"):
        convert_to(folder, tmp_path / "output")


def test_model_is_damaged_when_a_tensor_has_another_shape(
    damaged_copy: Callable[..., Path], tmp_path: Path
) -> None:
    def crop(weights: dict[str, Any]) -> None:
        weights["model.shared.weight"] = weights["model.shared.weight"][:-5].copy()

    with pytest.raises(ModelDamaged, match=r"model\.shared\.weight in the unexpected shape"):
        convert_to(damaged_copy(crop), tmp_path / "output")
