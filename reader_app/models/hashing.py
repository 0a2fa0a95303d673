"""The hashes that files are known by: SHA-256, and git's for blobs."""

import hashlib
from collections.abc import Callable
from pathlib import Path

BLOCK = 1 << 20
"""Bytes that are read at a time."""

GIT_DIGITS, SHA256_DIGITS = 40, 64


class Hashes:
    """Both hashes of a file of a known size, in bytes, over the bytes given so far."""

    def __init__(self, size: int) -> None:
        self._sha256 = hashlib.sha256()
        # Git's hash of a file's contents: SHA-1 over a header and the contents. It identifies, no more.
        self._git = hashlib.sha1(f"blob {size}\0".encode(), usedforsecurity=False)

    def update(self, data: bytes) -> None:
        """Add the next bytes."""
        self._sha256.update(data)
        self._git.update(data)

    @property
    def sha256(self) -> str:
        """The SHA-256, in hexadecimal."""
        return self._sha256.hexdigest()

    def agree(self, etag: str) -> bool:
        """Whether an ETag names these contents. One that is no hash agrees with everything."""
        if len(etag) == SHA256_DIGITS:
            return etag == self.sha256
        return len(etag) != GIT_DIGITS or etag == self._git.hexdigest()


def hash_file(file: Path, read: Callable[[int], None]) -> Hashes:
    """The hashes of a file. `read` gets the bytes of each block, and may raise. Raises OSError."""
    hashes = Hashes(file.stat().st_size)
    with file.open("rb") as stream:
        while block := stream.read(BLOCK):
            hashes.update(block)
            read(len(block))
    return hashes
