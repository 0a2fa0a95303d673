"""Checkpoint folders: whole ones, and the ways in which they can be broken."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from reader_app.core.errors import ModelDamaged
from reader_app.engines.checkpoint import open_checkpoint


@pytest.fixture
def copy(sample: Path, tmp_path: Path) -> Path:
    return shutil.copytree(sample, tmp_path / "copy")


def change_json(file: Path, **changes: Any) -> None:
    file.write_text(json.dumps({**json.loads(file.read_text()), **changes}))


def test_sample_opens(sample: Path) -> None:
    checkpoint = open_checkpoint(sample)
    assert checkpoint.weights.name == "model.safetensors"
    assert checkpoint.vocabulary[0] == "</s>"
    assert checkpoint.vocabulary[1] == "<unk>"
    assert checkpoint.vocabulary[-1] == "<pad>"
    assert len(checkpoint.vocabulary) == checkpoint.architecture.pieces


@pytest.mark.parametrize(
    "name", ["config.json", "model.safetensors", "source.spm", "target.spm", "vocab.json"]
)
def test_missing_file_is_named_with_what_to_do(copy: Path, name: str) -> None:
    (copy / name).unlink()
    with pytest.raises(ModelDamaged) as caught:
        open_checkpoint(copy)
    assert str(copy / name) in caught.value.message
    assert "is missing" in caught.value.message
    assert "choose another" in caught.value.advice


def test_generation_settings_may_be_missing(copy: Path) -> None:
    (copy / "generation_config.json").unlink()
    assert open_checkpoint(copy).search == open_checkpoint(copy).search.__class__()


def test_search_settings_are_read_from_the_old_place(copy: Path) -> None:
    (copy / "generation_config.json").unlink()
    change_json(copy / "config.json", length_penalty=0.5, early_stopping=True)
    search = open_checkpoint(copy).search
    assert (search.length_penalty, search.stops_early) == (0.5, True)


@pytest.mark.parametrize("name", ["config.json", "vocab.json", "generation_config.json"])
@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe"])
def test_broken_json_is_named(copy: Path, name: str, content: bytes) -> None:
    (copy / name).write_bytes(content)
    with pytest.raises(ModelDamaged, match=name.replace(".", r"\.")):
        open_checkpoint(copy)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"model_type": "bart"}, "not 'marian'"),
        ({"share_encoder_decoder_embeddings": False}, "a vocabulary for each language"),
        ({"d_model": "big"}, "d_model"),
        ({"d_model": 130}, "attention heads do not divide"),
        ({"encoder_layers": None}, "encoder_layers"),
        ({"pad_token_id": 10**6}, "beyond vocab_size"),
        ({"eos_token_id": 5}, "does not give </s> the id 5"),
        ({"decoder_start_token_id": 0}, "starts the decoder"),
        ({"vocab_size": 100000}, r"holds \d+ pieces"),
    ],
)
def test_configuration_is_refused_with_its_fault(copy: Path, changes: dict[str, Any], message: str) -> None:
    change_json(copy / "config.json", **changes)
    with pytest.raises(ModelDamaged, match=message):
        open_checkpoint(copy)


def test_vocabulary_is_refused_when_two_pieces_share_an_id(copy: Path) -> None:
    vocabulary = json.loads((copy / "vocab.json").read_text())
    piece = next(piece for piece, index in vocabulary.items() if index == 50)
    change_json(copy / "vocab.json", **{piece: 51})
    with pytest.raises(ModelDamaged, match="one id to two pieces"):
        open_checkpoint(copy)


def test_weights_are_refused_when_cut(copy: Path) -> None:
    file = copy / "model.safetensors"
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(ModelDamaged, match=r"model\.safetensors ends too early"):
        open_checkpoint(copy)
