"""Which weights a checkpoint folder holds: the hub's commit, or a digest of its files.

Digests of large files are remembered, in the process and in a small file of the cache folder, for as
long as the file keeps its size and its time of change, so that a click never reads 300 MB.
"""

import json
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from threading import Lock

from reader_app.core.files import write_atomically
from reader_app.core.hub_cache import snapshot_identity
from reader_app.core.translation import ModelIdentity
from reader_app.engines.damage import damaged

MEMORY_FILE = "file-digests.json"
REVISION_DIGITS = 16


class FileDigests:
    """SHA-256 digests of files, remembered in `cache / MEMORY_FILE`. May be used from several threads.

    A memory that cannot be read or written is done without: digests are then computed again.
    """

    def __init__(self, cache: Path) -> None:
        self._memory_file = cache / MEMORY_FILE
        self._lock = Lock()
        self._memory: dict[str, tuple[int, int, str]] | None = None

    def digest(self, file: Path) -> str:
        """The SHA-256 of the file's bytes, in hexadecimal. Raises ModelDamaged where it cannot be read."""
        try:
            with self._lock:
                status = file.stat()
                key = str(file.resolve())
                memory = self._recall()
                size, changed, value = memory.get(key, (-1, -1, ""))
                if (size, changed) != (status.st_size, status.st_mtime_ns):
                    value = _sha256(file)
                    memory[key] = (status.st_size, status.st_mtime_ns, value)
                    self._write(memory)
                return value
        except OSError as error:
            raise damaged(file, f"cannot be read ({error.strerror})") from error

    def _recall(self) -> dict[str, tuple[int, int, str]]:
        if self._memory is None:
            try:
                rows = json.loads(self._memory_file.read_text(encoding="utf-8"))
                self._memory = {str(k): (int(size), int(time), str(v)) for k, (size, time, v) in rows.items()}
            except (OSError, ValueError, TypeError, AttributeError):
                self._memory = {}
        return self._memory

    def _write(self, memory: dict[str, tuple[int, int, str]]) -> None:
        try:
            self._memory_file.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self._memory_file, (json.dumps(memory, indent=1) + "\n").encode())
        except OSError:
            return


def identify(folder: Path, files: Sequence[Path], name: str, digests: FileDigests) -> ModelIdentity:
    """The identity of the checkpoint that `files` in `folder` make up.

    A snapshot in a hub cache, `models--org--name/snapshots/<commit>`, is `org/name` at that commit. Any
    other folder has the given name, and as its revision the beginning of the SHA-256 over one line a
    file, sorted by name: the file's own SHA-256, two spaces, its name (what `sha256sum` prints).
    Raises ModelDamaged where a file cannot be read.
    """
    if (snapshot := snapshot_identity(folder)) is not None:
        return ModelIdentity(*snapshot)
    lines = [f"{digests.digest(file)}  {file.name}\n" for file in sorted(files, key=lambda file: file.name)]
    return ModelIdentity(name, sha256("".join(lines).encode()).hexdigest()[:REVISION_DIGITS])


def _sha256(file: Path) -> str:
    digest = sha256()
    with file.open("rb") as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()
