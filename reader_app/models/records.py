"""What the program writes down of models: what a download is to fetch, and which folders were imported.

Beside the manifests (core/manifests.py), in the same folder: `models--org--name/partial.json` as long as
a download is under way or broken off, `folders.json` for the folders.
"""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

from reader_app.core.errors import StoreError
from reader_app.core.files import write_atomically
from reader_app.core.hub_cache import repository_key

PARTIAL, FOLDERS = "partial.json", "folders.json"


class Records:
    """Reads and writes under one folder. What cannot be read counts as not there."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def plan(self, repository: str) -> dict[str, int] | None:
        """Bytes by ETag of a download that is not complete, or None."""
        raw = _read(self.root / repository_key(repository) / PARTIAL)
        if not isinstance(raw, dict) or not isinstance(raw.get("files"), dict):
            return None
        return {etag: size for etag, size in raw["files"].items() if isinstance(size, int)}

    def write_plan(self, repository: str, commit: str, files: dict[str, int]) -> None:
        """Keep what a download is to fetch: bytes by ETag. Raises OSError."""
        _write(
            self.root / repository_key(repository) / PARTIAL,
            {"repository": repository, "commit": commit, "files": files},
        )

    def drop_plan(self, repository: str) -> None:
        """The download is complete. Raises OSError."""
        (self.root / repository_key(repository) / PARTIAL).unlink(missing_ok=True)

    def forget(self, repository: str) -> None:
        """Drop all that is written of the repository. Raises OSError."""
        if (folder := self.root / repository_key(repository)).is_dir():
            shutil.rmtree(folder)

    def repositories(self) -> Iterator[str]:
        """The repositories that something is written of, in order."""
        for file in sorted(self.root.glob("models--*/*.json")):
            raw = _read(file)
            if isinstance(raw, dict) and isinstance(raw.get("repository"), str):
                yield raw["repository"]

    def folders(self) -> tuple[str, ...]:
        """The imported folders, in the order of their import."""
        raw = _read(self.root / FOLDERS)
        return tuple(item for item in raw if isinstance(item, str)) if isinstance(raw, list) else ()

    def set_folders(self, folders: tuple[str, ...]) -> None:
        """Keep the imported folders. Raises StoreError."""
        try:
            _write(self.root / FOLDERS, list(folders))
        except OSError as error:
            raise StoreError(
                f"The list of models could not be saved in {self.root} ({error.strerror}).",
                "Check that the disk is not full and that you may write to this folder.",
            ) from error


def _read(file: Path) -> object:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _write(file: Path, value: object) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(file, (json.dumps(value, indent=1) + "\n").encode())
