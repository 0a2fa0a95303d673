"""How many sentences a model was searched for, and how many of them twice: kept beside its derived forms.

The counts grow over many runs, and several processes may add to them at once: the window, and the command
line beside it. They are a small SQLite file, which adds as one step and is whole after a crash.
"""

import contextlib
import sqlite3
import time
import weakref
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from reader_app.engines.derived import derived_folder
from reader_app.services.diagnosing import SearchCounts

FILE = "searches.sqlite"

PAUSE_S = 5.0
"""Seconds between two writes: what a killed process loses at most, with the sentence it was at."""

_PATIENCE_S = 0.2  # for another process that is writing; what waits longer is written the next time

_TABLE = "CREATE TABLE IF NOT EXISTS counts (since TEXT, searched INTEGER, again INTEGER)"


def record_file(cache: Path, revision: str) -> Path:
    """Where the counts of the model of that revision lie, whether there are any or not."""
    return derived_folder(cache, revision) / FILE


class SearchRecord:
    """Adds to a file's counts, not with every sentence but every PAUSE_S seconds and at the end.

    The end is the record's own or the program's. One thread at a time. A file that cannot be written is
    tried again later, one that is damaged begins anew: counting is no reason to fail a translation.
    """

    def __init__(self, file: Path | None = None) -> None:
        """`file` need not exist yet; without one nothing is kept."""
        self._unwritten = _Unwritten(file)
        self._finalizer = weakref.finalize(self, self._unwritten.write)

    def add(self, searched: int, again: int) -> None:
        """Count so many sentences, of which so many did not pass the check and were searched `again`."""
        self._unwritten.add(searched, again)

    def flush(self) -> None:
        """Write now."""
        self._unwritten.write()


def read_counts(file: Path) -> SearchCounts:
    """What a file holds; zeros where there is none or it cannot be read."""
    if not file.is_file():
        return SearchCounts()
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as database:
            row = database.execute("SELECT since, searched, again FROM counts").fetchone()
    except sqlite3.Error:
        return SearchCounts()
    return SearchCounts(row[1], row[2], row[0]) if row else SearchCounts()


class _Unwritten:
    """What was counted and is not in the file yet."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._searched = 0
        self._again = 0
        self._written_at = -PAUSE_S

    def add(self, searched: int, again: int) -> None:
        self._searched += searched
        self._again += again
        if time.monotonic() - self._written_at >= PAUSE_S:
            self.write()

    def write(self) -> None:
        if self._file is None or not self._searched:
            return
        self._written_at = time.monotonic()
        try:
            with _opened(self._file) as database:
                self._add_to(database)
        except (OSError, sqlite3.OperationalError):
            return
        except sqlite3.DatabaseError:
            with contextlib.suppress(OSError):
                self._file.unlink()
            return
        self._searched = self._again = 0

    def _add_to(self, database: sqlite3.Connection) -> None:
        database.execute("BEGIN IMMEDIATE")
        database.execute(_TABLE)
        given = {"today": f"{datetime.now(UTC):%Y-%m-%d}", "searched": self._searched, "again": self._again}
        database.execute(
            "INSERT INTO counts SELECT :today, 0, 0 WHERE NOT EXISTS (SELECT 1 FROM counts)", given
        )
        database.execute("UPDATE counts SET searched = searched + :searched, again = again + :again", given)
        database.execute("COMMIT")


@contextlib.contextmanager
def _opened(file: Path) -> Iterator[sqlite3.Connection]:
    file.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(file, timeout=_PATIENCE_S, isolation_level=None)) as database:
        # Safe when the process dies. When the computer does, counts may be lost; nothing waits for a disk.
        database.execute("PRAGMA synchronous = OFF")
        yield database
