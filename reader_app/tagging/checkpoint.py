"""A token classifier's checkpoint in the Hugging Face layout: where it is and whether it is one. No torch.

`config.json` with the labels, `tokenizer.json` or `vocab.txt`, and `model.safetensors` or
`pytorch_model.bin`, which transformers reads with torch's loader of weights alone, running no code in it.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reader_app.core.errors import ModelDamaged, ModelMissing
from reader_app.core.hub_cache import checkpoint_folders, is_repository, snapshot_identity
from reader_app.core.manifests import faults, read_manifest
from reader_app.tagging.labels import Label, labels

CONFIG = "config.json"
WEIGHTS = ("model.safetensors", "pytorch_model.bin")
TOKENIZERS = ("tokenizer.json", "vocab.txt")
OPTIONAL = ("tokenizer_config.json", "special_tokens_map.json", "added_tokens.json", "README.md")
EXAMPLE = "CAMeL-Lab/bert-base-arabic-camelbert-msa-ner"
GET = "reader-app models get --tagger"

_ARCHITECTURE = "ForTokenClassification"
_AGAIN = "Copy or download the checkpoint again, or choose another one."
ANOTHER = f"Choose a checkpoint that labels people and places, such as {EXAMPLE}."


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A checkpoint that can be loaded as far as its small files tell. `labels` by the model's numbers, see
    `labels`; `positions` are the pieces that it reads at once, 0 where it does not say."""

    folder: Path
    labels: tuple[Label | None, ...]
    positions: int


def locate(reference: str) -> Path | None:
    """The folder that a folder's path or a repository's name means on this computer, or None.

    Where a repository has no whole snapshot, it is one of those that are not whole.
    """
    found = checkpoint_folders(reference)
    return next(filter(_has_all_files, found), found[0] if found else None)


def open_checkpoint(folder: Path) -> Checkpoint:
    """Read the configuration, not the weights. Raises ModelDamaged: a file is missing or broken, the model
    is of another sort, or none of its labels is one of people or places."""
    for group in ((CONFIG,), WEIGHTS, TOKENIZERS):
        if not any((folder / name).is_file() for name in group):
            raise damaged(f"{folder} lacks {' or '.join(group)}")
    file = folder / CONFIG
    try:
        config: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        named = {int(number): str(name) for number, name in config.get("id2label", {}).items()}
        architectures = [str(name) for name in config.get("architectures") or ()]
        positions = int(config.get("max_position_embeddings") or 0)
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise damaged(f"{file} is not a model's configuration") from error
    if architectures and not any(name.endswith(_ARCHITECTURE) for name in architectures):
        raise damaged(f"{file} is of a {architectures[0]}, not of a model that labels words", ANOTHER)
    try:
        return Checkpoint(folder, labels(named), max(0, positions))
    except ValueError as error:
        raise damaged(f"{file} {error}", ANOTHER) from error


def find_checkpoint(reference: str, manifests: Path, digest: Callable[[Path], str]) -> Checkpoint:
    """The checkpoint that a reference means, compared with what was downloaded where it was.

    `manifests` and `digest` as in `core.manifests`. Raises ModelMissing, ModelDamaged.
    """
    folder = locate(reference)
    if folder is None and is_repository(reference):
        raise ModelMissing(
            f"The name tagger {reference} is not on this computer.", f"Get it: {GET} {reference}"
        )
    if folder is None:
        raise ModelMissing(f"The name tagger's folder {reference} does not exist.", "Check the spelling.")
    snapshot = snapshot_identity(folder)
    manifest = read_manifest(manifests, *snapshot) if snapshot else None
    for fault in faults(manifest, folder, digest) if manifest else ():
        if fault.file.suffix != ".md":  # words about the model are no reason to refuse it
            raise damaged(f"{fault.file} {fault.what}", f"Mend it with: {GET} {reference}")
    return open_checkpoint(folder)


def damaged(what: str, advice: str = _AGAIN) -> ModelDamaged:
    """The error for a checkpoint that is there but of no use; `what` is a clause with the file's name."""
    return ModelDamaged(f"The name tagger cannot be used: {what}.", advice)


def _has_all_files(folder: Path) -> bool:
    return all(any((folder / name).is_file() for name in group) for group in ((CONFIG,), WEIGHTS, TOKENIZERS))
