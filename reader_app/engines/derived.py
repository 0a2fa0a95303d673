"""What engines derive from a checkpoint, kept in the cache folder.

Each form lies in `<cache>/derived/<revision>/<form>/`. The folder is prepared under another name, gets its
stamp last, and takes its place in one step, so an interrupted conversion is never taken for a model. Removing
the folder costs one conversion and nothing else.
"""

import json
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reader_app.core.errors import ReaderError
from reader_app.core.translation import LoadProgress, ModelIdentity
from reader_app.engines.checkpoint import Checkpoint

STAMP = "stamp.json"

ABANDONED_AFTER = 3600
"""Seconds after which an unfinished folder belongs to no running conversion; one takes a minute at most."""


@dataclass(frozen=True, slots=True)
class Form:
    """Something that can be derived: `write` puts its files into a folder that exists.

    It raises ModelDamaged where the checkpoint does not serve, OSError where the folder cannot be written.
    `layout` is raised whenever it writes something else than before: older folders are then made anew.
    """

    name: str
    layout: int
    write: Callable[[Checkpoint, Path], None]


def derived_model(
    checkpoint: Checkpoint, identity: ModelIdentity, form: Form, cache: Path, progress: LoadProgress
) -> Path:
    """The folder with the form, made now where it is not there yet.

    Raises ModelDamaged where the checkpoint cannot be converted, ReaderError where the cache cannot be
    written.
    """
    folder = derived_folder(cache, identity.revision) / form.name
    if is_whole(folder, form, checkpoint):
        return folder
    progress("Preparing the model")
    try:
        return _make(checkpoint, form, folder)
    except OSError as error:
        raise ReaderError(
            f"The model could not be prepared in {folder.parent} ({error.strerror or error}).",
            "Free some space there, or choose another cache folder.",
        ) from error


def derived_folder(cache: Path, revision: str) -> Path:
    """Where all that is derived from the checkpoint of that revision lies, whether it is there or not."""
    return cache / "derived" / revision


def is_whole(folder: Path, form: Form, checkpoint: Checkpoint) -> bool:
    """Whether the folder's stamp is of this layout and of these weights, and every file has its length."""
    try:
        stamp = json.loads((folder / STAMP).read_text(encoding="utf-8"))
        return stamp == _stamp(folder, form, checkpoint)
    except (OSError, ValueError):
        return False


def discard(folder: Path) -> None:
    """Remove a derived folder that proved unusable; nothing happens where that is not possible."""
    shutil.rmtree(folder, ignore_errors=True)


def _stamp(folder: Path, form: Form, checkpoint: Checkpoint) -> dict[str, object]:
    sizes = {file.name: file.stat().st_size for file in folder.iterdir() if file.name != STAMP}
    return {"layout": form.layout, "weights": checkpoint.weights.stat().st_size, "files": sizes}


def _sweep(folder: Path) -> None:
    """Remove what conversions of this model left behind when they were killed."""
    for scratch in folder.parent.glob(f".{folder.name}.*"):
        try:
            old = time.time() - scratch.stat().st_mtime > ABANDONED_AFTER
        except OSError:
            continue
        if old:
            discard(scratch)


def _make(checkpoint: Checkpoint, form: Form, folder: Path) -> Path:
    folder.parent.mkdir(parents=True, exist_ok=True)
    _sweep(folder)
    scratch = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    try:
        form.write(checkpoint, scratch)
        (scratch / STAMP).write_text(json.dumps(_stamp(scratch, form, checkpoint)) + "\n", encoding="utf-8")
        discard(folder)
        try:
            scratch.rename(folder)
        except OSError:
            # Another process may have put the same model there in between.
            if not is_whole(folder, form, checkpoint):
                raise
        return folder
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
