"""Manifests of downloaded models: what each file was when it arrived, so that a change can be found later.

One JSON file for each repository and commit, `<root>/models--org--name/<commit>.json`:
`{"repository", "commit", "files": [{"name", "size", "sha256"}]}`, sizes in bytes.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from reader_app.core.files import write_atomically
from reader_app.core.hub_cache import repository_key


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file as it was downloaded: its name in the repository, its bytes, their SHA-256 in hexadecimal."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The files that were downloaded of a repository at a commit."""

    repository: str
    commit: str
    files: tuple[FileRecord, ...]

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.size for file in self.files)


@dataclass(frozen=True, slots=True)
class Fault:
    """A file that is not as the manifest says; `what` completes the sentence ("is missing")."""

    file: Path
    what: str


def manifest_file(root: Path, repository: str, commit: str) -> Path:
    """Where the manifest is kept, whether there is one or not."""
    return root / repository_key(repository) / f"{commit}.json"


def read_manifest(root: Path, repository: str, commit: str) -> Manifest | None:
    """The manifest, or None where there is none that can be read."""
    try:
        raw = json.loads(manifest_file(root, repository, commit).read_text(encoding="utf-8"))
        files = tuple(FileRecord(str(f["name"]), int(f["size"]), str(f["sha256"])) for f in raw["files"])
        return Manifest(str(raw["repository"]), str(raw["commit"]), files)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_manifest(root: Path, manifest: Manifest) -> None:
    """Write atomically. Raises OSError."""
    file = manifest_file(root, manifest.repository, manifest.commit)
    file.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(file, (json.dumps(asdict(manifest), indent=1) + "\n").encode())


def faults(manifest: Manifest, folder: Path, digest: Callable[[Path], str] | None) -> Iterator[Fault]:
    """The files in `folder` that differ from the manifest, in its order.

    `digest` gives a file's SHA-256 in hexadecimal and is asked for files of the right size only; None
    compares sizes alone. What it raises goes through.
    """
    for record in manifest.files:
        file = folder / record.name
        try:
            size = file.stat().st_size
        except OSError:
            yield Fault(file, "is missing")
            continue
        if size != record.size:
            yield Fault(file, f"has {size} bytes where {record.size} were downloaded")
        elif digest is not None and digest(file) != record.sha256:
            yield Fault(file, "has changed since it was downloaded")
