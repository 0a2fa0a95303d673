"""A checkpoint on disk: a folder in the Hugging Face layout of a Marian model.

Reads the small files and checks that the folder is whole and of one piece, without numpy and without
reading the weights, so that it is cheap enough to do before a model is wanted.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reader_app.engines.damage import damaged, unsupported
from reader_app.engines.weights import check_weights

CONFIG, GENERATION, VOCABULARY = "config.json", "generation_config.json", "vocab.json"
SOURCE_PIECES, TARGET_PIECES = "source.spm", "target.spm"
WEIGHTS = ("model.safetensors", "pytorch_model.bin")
"""The names the weights may have, the preferred one first."""

EOS, UNK, PAD = "</s>", "<unk>", "<pad>"


@dataclass(frozen=True, slots=True)
class Architecture:
    """What `config.json` says of the network. Sizes are counts of units, layers, pieces and positions."""

    pieces: int
    width: int
    positions: int
    encoder_layers: int
    decoder_layers: int
    encoder_heads: int
    decoder_heads: int
    activation: str
    scaled_embeddings: bool
    tied_output: bool
    pad: int
    eos: int


@dataclass(frozen=True, slots=True)
class Search:
    """What `generation_config.json` (in old checkpoints `config.json`) says of beam search.

    `length_penalty` is the exponent of the length that a hypothesis's log-probability is divided by;
    `stops_early` ends the search once as many hypotheses are finished as there are beams.
    """

    length_penalty: float = 1.0
    stops_early: bool = False


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A folder that has passed `open_checkpoint`. `vocabulary` lists the pieces in the order of their ids."""

    folder: Path
    weights: Path
    architecture: Architecture
    search: Search
    vocabulary: tuple[str, ...]


def checkpoint_files(folder: Path) -> list[Path]:
    """The files that make up the checkpoint in `folder`, those it cannot do without and those it can.

    Raises ModelDamaged where one that it cannot do without is missing.
    """
    files = [folder / name for name in (CONFIG, VOCABULARY, SOURCE_PIECES, TARGET_PIECES)]
    for file in files:
        if not file.is_file():
            raise damaged(file, "is missing")
    weights = next((folder / name for name in WEIGHTS if (folder / name).is_file()), None)
    if weights is None:
        raise damaged(folder / WEIGHTS[0], f"is missing, and so is {WEIGHTS[1]}")
    optional = [folder / GENERATION]
    return [*files, weights, *(file for file in optional if file.is_file())]


def open_checkpoint(folder: Path) -> Checkpoint:
    """Read and check the checkpoint in `folder`.

    Raises ModelDamaged, with the name of the file at fault. The SentencePiece models and the shapes of
    the tensors are checked later, by whoever reads them.
    """
    files = checkpoint_files(folder)
    weights = next(file for file in files if file.name in WEIGHTS)
    config = _json_object(folder / CONFIG)
    architecture = _architecture(folder / CONFIG, config)
    generation = folder / GENERATION
    search = (
        _search(generation, _json_object(generation)) if generation in files else _search(generation, config)
    )
    vocabulary = _vocabulary(folder / VOCABULARY, architecture)
    check_weights(weights)
    return Checkpoint(folder, weights, architecture, search, vocabulary)


def _json_object(file: Path) -> dict[str, Any]:
    try:
        value = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise damaged(file, f"cannot be read ({error.strerror})") from error
    except ValueError as error:
        raise damaged(file, "is not valid JSON") from error
    if not isinstance(value, dict):
        raise damaged(file, "does not hold a JSON object")
    return value


def _architecture(file: Path, config: dict[str, Any]) -> Architecture:
    if config.get("model_type") != "marian":
        raise unsupported(file, f"describes a model of the type {config.get('model_type')!r}, not 'marian'")
    if not config.get("share_encoder_decoder_embeddings", True):
        raise unsupported(file, "describes a model with a vocabulary for each language")

    def number(key: str, least: int = 1) -> int:
        value = config.get(key)
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            raise damaged(file, f"does not give {key} as a whole number from {least}")
        return value

    architecture = Architecture(
        pieces=number("vocab_size", 3),
        width=number("d_model"),
        positions=number("max_position_embeddings"),
        encoder_layers=number("encoder_layers"),
        decoder_layers=number("decoder_layers"),
        encoder_heads=number("encoder_attention_heads"),
        decoder_heads=number("decoder_attention_heads"),
        activation=str(config.get("activation_function", "gelu")),
        scaled_embeddings=bool(config.get("scale_embedding", False)),
        tied_output=bool(config.get("tie_word_embeddings", True)),
        pad=number("pad_token_id", 0),
        eos=number("eos_token_id", 0),
    )
    if max(architecture.pad, architecture.eos) >= architecture.pieces:
        raise damaged(file, "gives a special token an id beyond vocab_size")
    if number("decoder_start_token_id", 0) != architecture.pad:
        raise unsupported(file, "starts the decoder with another token than padding")
    if any(architecture.width % n for n in (architecture.encoder_heads, architecture.decoder_heads)):
        raise damaged(file, "gives a d_model that the attention heads do not divide")
    return architecture


def _search(file: Path, settings: dict[str, Any]) -> Search:
    penalty = settings.get("length_penalty")
    penalty = 1.0 if penalty is None else penalty
    if not isinstance(penalty, int | float):
        raise damaged(file, "does not give length_penalty as a number")
    return Search(length_penalty=float(penalty), stops_early=settings.get("early_stopping") is True)


def _vocabulary(file: Path, architecture: Architecture) -> tuple[str, ...]:
    ids = _json_object(file)
    if len(ids) != architecture.pieces:
        raise damaged(file, f"holds {len(ids)} pieces where config.json says {architecture.pieces}")
    ordered = [""] * len(ids)
    for piece, index in ids.items():
        if not isinstance(index, int) or not 0 <= index < len(ids):
            raise damaged(file, f"gives the piece {piece!r} an id out of range")
        ordered[index] = piece
    if "" in ordered:
        raise damaged(file, "gives one id to two pieces")
    for token, index in ((EOS, architecture.eos), (PAD, architecture.pad)):
        if ordered[index] != token:
            raise damaged(file, f"does not give {token} the id {index} that config.json says")
    if UNK not in ids:
        raise damaged(file, f"lacks the piece {UNK}")
    return tuple(ordered)
