"""One repository in the hub's cache, while it is being filled.

`blobs/<etag>` are the files under their hashes, `snapshots/<commit>/<name>` links to them, `refs/main`
holds the commit. What has arrived of a file lies in `blobs/<etag>.incomplete`. The snapshot appears
last, so that no program ever takes half a model for one.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from reader_app.core.errors import DownloadError
from reader_app.core.files import write_atomically
from reader_app.core.hub_cache import repository_folder, repository_key

LOCK_PATIENCE = 0.5
"""Seconds to wait for another process to let go of a file."""


class RepositoryCache:
    """Paths and moves in a repository's folder. Methods that touch files raise OSError."""

    def __init__(self, cache: Path, repository: str) -> None:
        self.root = repository_folder(repository, cache)
        self.locks = cache / ".locks" / repository_key(repository)
        self._repository = repository

    def blob(self, etag: str) -> Path:
        """Where a whole file lies."""
        return self.root / "blobs" / etag

    def partial(self, etag: str) -> Path:
        """Where what has arrived of a file lies."""
        return self.root / "blobs" / f"{etag}.incomplete"

    def pointer(self, commit: str, name: str) -> Path:
        """Where programs look for the file."""
        return self.root / "snapshots" / commit / name

    def prepare(self) -> None:
        """Make the folders that downloads need."""
        (self.root / "blobs").mkdir(parents=True, exist_ok=True)
        self.locks.mkdir(parents=True, exist_ok=True)

    def find(self, commit: str, name: str, etag: str) -> Path | None:
        """The file where it is whole by name, as a blob or, on systems without links, in the snapshot."""
        for candidate in (self.blob(etag), self.pointer(commit, name)):
            if candidate.is_file():
                return candidate
        return None

    def expose(self, commit: str, files: dict[str, str]) -> Path:
        """Make the snapshot of these files (name to ETag) and call it the main branch's. Returns it."""
        for name, etag in files.items():
            if self.blob(etag).is_file():
                self._link(self.blob(etag), self.pointer(commit, name))
        refs = self.root / "refs"
        refs.mkdir(exist_ok=True)
        write_atomically(refs / "main", commit.encode())
        return self.root / "snapshots" / commit

    def _link(self, blob: Path, pointer: Path) -> None:
        if pointer.is_symlink() and pointer.resolve() == blob.resolve():
            return
        pointer.parent.mkdir(parents=True, exist_ok=True)
        pointer.unlink(missing_ok=True)
        try:
            pointer.symlink_to(os.path.relpath(blob, pointer.parent))
        except OSError:
            # Windows lets few users make links. The hub's client then has the file itself here.
            blob.replace(pointer)

    @contextmanager
    def locked(self, etag: str) -> Iterator[None]:
        """Keep others from fetching the same file, the hub's client included. Raises DownloadError."""
        from huggingface_hub.utils import WeakFileLock

        with ExitStack() as stack:
            try:
                stack.enter_context(WeakFileLock(self.locks / f"{etag}.lock", timeout=LOCK_PATIENCE))
            except TimeoutError as error:
                raise DownloadError(
                    f"{self._repository} is being downloaded already, by another window or program.",
                    "Wait until it is done.",
                ) from error
            yield
