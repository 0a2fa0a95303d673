"""The models on this computer: the one the reader chose, and the sample."""

import json
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from reader_app.core.errors import ModelDamaged, ModelMissing, OutOfScope
from reader_app.core.hub_cache import checkpoint_folders, is_repository, snapshot_identity
from reader_app.core.manifests import faults, read_manifest
from reader_app.core.translation import DEFAULT_MODEL, LoadProgress, ModelCard, TranslationEngine
from reader_app.engines import ENGINES
from reader_app.engines.checkpoint import checkpoint_files, open_checkpoint
from reader_app.engines.damage import changed, damaged
from reader_app.engines.identity import FileDigests, identify
from reader_app.engines.options import EngineOptions
from reader_app.services.models import SAMPLE

CARD = "sample.json"
"""The file that makes a checkpoint one of closed scope: its name, its note and what it knows."""

WHERE = "Translation › Choose Model Folder, or --model FOLDER on the command line"

Stamp = tuple[tuple[str, int, int], ...]
"""Name, size in bytes and time of change of each of a checkpoint's files."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a checkpoint's card file says; `name` is empty where there is none."""

    name: str = ""
    note: str = ""
    known: frozenset[str] | None = None


class Models:
    """The ModelLibrary over checkpoint folders. May be used from several threads."""

    def __init__(
        self,
        chosen: str,
        sample: Path,
        cache: Path,
        engine: str = "onnxruntime",
        compute_type: str = "",
        manifests: Path | None = None,
    ) -> None:
        """`chosen` is a folder, or the name of a repository to be looked up in the hub's cache, or SAMPLE;
        an empty one is DEFAULT_MODEL.

        `sample` is the folder of the sample checkpoint, `cache` where what is derived from checkpoints is
        kept, `compute_type` the arithmetic (see EngineOptions), `manifests` the folder with what was
        recorded of downloaded models. Raises ValueError for an `engine` that is
        not in ENGINES. Touches no file.
        """
        if engine not in ENGINES:
            raise ValueError(f"unknown engine {engine!r}; there are: {', '.join(ENGINES)}")
        self._chosen = chosen.strip() or DEFAULT_MODEL
        self._sample = sample
        self._engine = ENGINES[engine]
        self._options = EngineOptions(cache, compute_type)
        self._manifests = manifests
        self._digests = FileDigests(cache)
        self._lock = Lock()
        self._cards: dict[Path, tuple[Stamp, ModelCard]] = {}

    def card_for(self, source: str) -> ModelCard:
        """The chosen model where it is on this computer, else the sample where it knows the sentence.

        Looks at the files' sizes and times only, but for the first time after they change. Raises
        ModelMissing where there is no model to ask, OutOfScope where the chosen one is of closed scope and
        does not know the sentence, ModelDamaged where the chosen one is there but cannot be used.
        """
        folder = locate(self._chosen, self._sample)
        if folder is not None:
            card = self._card(folder)
            if not card.knows(source):
                raise OutOfScope(
                    f"The model {card.identity.name} knows certain sentences only, and not this one.",
                    f"Choose another model: {WHERE}.",
                )
            return card
        if self._sample.is_dir():
            card = self._card(self._sample)
            if card.knows(source):
                return card
        raise self._missing()

    def load(self, card: ModelCard, progress: LoadProgress) -> TranslationEngine:
        """Load the checkpoint with the engine chosen at the start.

        Raises ModelDamaged, EngineUnavailable, and ReaderError where the cache cannot be written.
        """
        progress("Checking the model")
        return self._engine(open_checkpoint(card.folder), card.identity, self._options, progress)

    def _missing(self) -> ModelMissing:
        if is_repository(self._chosen):
            what = f"The translation model {self._chosen} is not on this computer"
            name = "" if self._chosen == DEFAULT_MODEL else f" {self._chosen}"
            advice = (
                f"Get it: Translation › Models, or reader-app models get{name} on the command line. "
                f"Or choose its folder: {WHERE}."
            )
        else:
            what = f"The model folder {self._chosen} does not exist"
            advice = f"Choose its folder: {WHERE}."
        return ModelMissing(f"{what}, and the sample model knows the sample article only.", advice)

    def _card(self, folder: Path) -> ModelCard:
        with self._lock:
            files = checkpoint_files(folder)
            stamp = _stamp([*files, folder / CARD])
            known = self._cards.get(folder)
            if known is not None and known[0] == stamp:
                return known[1]
            self._compare(folder)
            open_checkpoint(folder)
            scope = _scope(folder / CARD)
            identity = identify(folder, files, scope.name or folder.name, self._digests)
            card = ModelCard(identity, folder, scope.note, scope.known)
            self._cards[folder] = (stamp, card)
            return card

    def _compare(self, folder: Path) -> None:
        """Raise ModelDamaged where a file is not what was downloaded."""
        snapshot = snapshot_identity(folder)
        if self._manifests is None or snapshot is None:
            return
        manifest = read_manifest(self._manifests, *snapshot)
        if manifest is not None:
            for fault in faults(manifest, folder, self._digests.digest):
                if fault.file.suffix != ".md":  # words about the model are no reason to refuse it
                    raise changed(fault, manifest.repository)


def locate(chosen: str, sample: Path) -> Path | None:
    """The folder that a folder's path, a repository's name or SAMPLE means on this computer, or None.

    Where a repository has no whole snapshot, it is one of those that are not whole.
    """
    found = [sample] if chosen == SAMPLE else checkpoint_folders(chosen)
    # A download may have been broken off, or fetched no more than a new configuration.
    return next(filter(_has_all_files, found), found[0] if found else None)


def _has_all_files(folder: Path) -> bool:
    try:
        checkpoint_files(folder)
    except ModelDamaged:
        return False
    return True


def _stamp(files: list[Path]) -> Stamp:
    rows = []
    for file in files:
        try:
            status = file.stat()
        except OSError:
            continue
        rows.append((file.name, status.st_size, status.st_mtime_ns))
    return tuple(rows)


def _scope(file: Path) -> Scope:
    """Read a card file. Raises ModelDamaged where it is there but not what it should be."""
    if not file.is_file():
        return Scope()
    try:
        card = json.loads(file.read_text(encoding="utf-8"))
        return Scope(str(card["name"]), str(card["note"]), frozenset(map(str, card["known"])))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise damaged(file, "is not a model card") from error
