"""Writing files whole or not at all, and one program at a time."""

import contextlib
import errno
import os
import sys
import tempfile
import time
from collections.abc import Generator
from pathlib import Path
from typing import BinaryIO

_BETWEEN_TRIES_S = 0.01


def write_atomically(path: Path, data: bytes) -> None:
    """Replace `path` with `data`: a reader, or a crash at any point, sees the old file or the new.

    Raises OSError; the old file is then untouched and nothing is left beside it.
    """
    with writing_atomically(path) as file:
        file.write(data)


@contextlib.contextmanager
def writing_atomically(path: Path) -> Generator[BinaryIO]:
    """A file to write to that takes the place of `path` when the block ends, as `write_atomically` does.

    Where the block raises, the old file is untouched and nothing is left beside it.
    """
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        # mkstemp makes the file private; a file the user asked for gets the mode any new file gets.
        umask = os.umask(0)
        os.umask(umask)
        Path(temporary).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~umask)
        Path(temporary).replace(path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            Path(temporary).unlink()
        raise


@contextlib.contextmanager
def locked(path: Path, patience_s: float) -> Generator[None]:
    """Hold the lock that a file stands for, apart from every other thread and program of this computer.

    The file is made where there is none, stays, and is never read or written. The lock goes with the
    program, however that ends. Raises OSError where it cannot be had in `patience_s` seconds.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        end = time.monotonic() + patience_s
        while not _take(handle):
            if time.monotonic() > end:
                raise TimeoutError(errno.ETIMEDOUT, "another program is busy with it")
            time.sleep(_BETWEEN_TRIES_S)
        yield
    finally:
        os.close(handle)  # which lets the lock go


if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno in (errno.EACCES, errno.EDEADLK):
                return False
            raise
        return True

else:
    import fcntl

    def _take(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
