"""Checkpoints to test with: the sample, and small ones that are made here from seeded random numbers."""

import json
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reader_app.core.translation import ModelIdentity, TranslationEngine
from reader_app.data import resources
from reader_app.engines import ENGINES
from reader_app.engines.checkpoint import open_checkpoint
from reader_app.engines.options import EngineOptions
from reader_app.engines.threads import spin_briefly

spin_briefly()

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture(scope="session")
def sample() -> Path:
    return resources() / "models" / "sample"


@pytest.fixture(scope="session")
def units() -> dict[str, str]:
    """The English of each Arabic sentence of the sample article."""
    found = {}
    for unit in ET.parse(resources() / "memory" / "sample.tmx").getroot().iter("tu"):
        texts = {variant.get(XML_LANG): variant.findtext("seg") for variant in unit.iter("tuv")}
        found[texts["ar"]] = texts["en"]
    return found


@pytest.fixture(scope="session")
def fragments(units: dict[str, str]) -> list[str]:
    """The article's sentences, and halves of them that no model has seen."""
    halves = [" ".join(words[start::2]) for words in map(str.split, units) for start in (0, 1)]
    return [*units, *halves]


@pytest.fixture
def load(tmp_path: Path) -> Callable[..., TranslationEngine]:
    """Load the checkpoint in a folder with the engine of a name, into a fresh cache."""

    def load(name: str, folder: Path, cache: Path = tmp_path / "cache") -> TranslationEngine:
        identity = ModelIdentity(folder.name, f"revision-of-{folder.name}")
        options = EngineOptions(cache, threads=1)
        return ENGINES[name](open_checkpoint(folder), identity, options, lambda step: None)

    return load


@pytest.fixture(scope="session")
def noisy(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample checkpoint with noise on its weights: unsure of everything, so that searches differ."""
    import numpy as np
    from safetensors.numpy import load_file, save_file

    folder = tmp_path_factory.mktemp("checkpoints") / "noisy"
    shutil.copytree(sample, folder)
    random = np.random.default_rng(1)
    weights = load_file(folder / "model.safetensors")
    for name, tensor in weights.items():
        if tensor.ndim == 2 and name != "final_logits_bias":
            noise = random.normal(0, 0.5 * tensor.std(), tensor.shape).astype(np.float32)
            weights[name] = tensor + noise
    weights["model.shared.weight"][-1] = 0
    save_file(weights, folder / "model.safetensors", {"format": "pt"})
    return folder


@pytest.fixture(scope="session")
def random_model(sample: Path) -> Callable[..., Any]:
    """Makes a MarianMTModel of random weights over the sample's vocabulary; settings may be changed."""

    def make(seed: int, **changes: Any) -> Any:
        import torch
        from transformers import MarianConfig, MarianMTModel

        torch.manual_seed(seed)
        pieces = len(json.loads((sample / "vocab.json").read_text()))
        settings: dict[str, Any] = {
            "vocab_size": pieces,
            "d_model": 32,
            "encoder_layers": 2,
            "decoder_layers": 1,
            "encoder_attention_heads": 4,
            "decoder_attention_heads": 4,
            "encoder_ffn_dim": 48,
            "decoder_ffn_dim": 64,
            "activation_function": "swish",
            "max_position_embeddings": 64,
            "scale_embedding": True,
            "init_std": 0.3,
            "pad_token_id": pieces - 1,
            "decoder_start_token_id": pieces - 1,
        }
        model: Any = MarianMTModel(MarianConfig(**{**settings, **changes}))
        with torch.no_grad():
            for name, parameter in model.named_parameters():
                if name.endswith("bias") or "layer_norm" in name:
                    parameter.add_(torch.randn_like(parameter) * 0.1)
            model.final_logits_bias.normal_()
            model.final_logits_bias[0, -1] = 0
            model.get_input_embeddings().weight[-1] = 0
        return model.eval()

    return make


@pytest.fixture
def save(sample: Path, tmp_path: Path) -> Callable[..., Path]:
    """Saves a model with the sample's tokenizer, and gives the folder."""

    def save(model: Any, name: str = "made") -> Path:
        folder = tmp_path / name
        folder.mkdir()
        for file in ("vocab.json", "source.spm", "target.spm", "tokenizer_config.json"):
            shutil.copyfile(sample / file, folder / file)
        model.save_pretrained(folder)
        return folder

    return save
