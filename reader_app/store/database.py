"""Opening the database: one connection a thread, migrations, and setting a damaged file aside."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from reader_app.core.arabic import searchable
from reader_app.core.errors import StoreError
from reader_app.core.translation import cache_source
from reader_app.store.schema import CURRENT_VERSION, MIGRATIONS

_BUSY_TIMEOUT_S = 30.0
"""How long a write waits for another: entering a million units into the memory takes some seconds."""

_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


class Database:
    """A SQLite file in WAL mode. `connection()` may be called from any thread; each gets its own.

    A file that SQLite calls damaged is moved aside under a dated name, never deleted, and an empty
    one takes its place; `notice` then says so in words for the user (None otherwise).
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.notice: str | None = None
        self._local = threading.local()
        self._prepare = threading.Lock()
        self._prepared = False
        self._open: list[sqlite3.Connection] = []

    def connection(self) -> sqlite3.Connection:
        """This thread's connection, in autocommit mode. Raises StoreError."""
        with self._prepare:
            if not self._prepared:
                self._prepare_file()
                self._prepared = True
        existing: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if existing is None:
            with expected_failures(self.path):
                existing = self._connect()
            self._local.connection = existing
            self._open.append(existing)
        return existing

    def close(self) -> None:
        """Close every thread's connection. The threads must be done with theirs."""
        for connection in self._open:
            connection.close()
        self._open.clear()
        self._local = threading.local()

    def _connect(self) -> sqlite3.Connection:
        # Only `close` crosses threads: every other use is by the thread that opened the connection.
        connection = sqlite3.connect(
            self.path, timeout=_BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False
        )
        try:
            # What migrations and the memory's statements call.
            connection.create_function("squeezed", 1, squeezed, deterministic=True)
            connection.create_function("searchable", 1, searchable, deterministic=True)
            connection.execute("PRAGMA journal_mode = WAL")
            # In WAL mode NORMAL may lose the last commits on a power cut, but never the file.
            connection.execute("PRAGMA synchronous = NORMAL")
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def _prepare_file(self) -> None:
        with expected_failures(self.path):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            try:
                self._check_and_migrate()
            except sqlite3.DatabaseError as error:
                if not _is_damage(error):
                    raise
                aside = self._set_aside()
                self._check_and_migrate()
                self.notice = (
                    f"The database was damaged. It was set aside as {aside.name} and a new one was "
                    f"started; translations will be made again. Folder: {self.path.parent}"
                )

    def _check_and_migrate(self) -> None:
        connection = self._connect()
        try:
            verdict = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
            if verdict != "ok":
                damage = sqlite3.DatabaseError(verdict)
                damage.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
                raise damage
            migrate(connection)
        finally:
            connection.close()

    def _set_aside(self) -> Path:
        stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H%M%SZ")
        aside = self.path.with_name(f"{self.path.stem}.damaged-{stamp}{self.path.suffix}")
        count = 1
        while aside.exists():
            count += 1
            aside = self.path.with_name(f"{self.path.stem}.damaged-{stamp}-{count}{self.path.suffix}")
        for suffix in ("", "-wal", "-shm"):
            part = self.path.with_name(self.path.name + suffix)
            if part.exists():
                part.replace(aside.with_name(aside.name + suffix))
        return aside


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the schema to the current version, each migration in a transaction of its own.

    Raises StoreError where the file was written by a newer version of the program.
    """
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > CURRENT_VERSION:
        raise StoreError(
            f"The database was written by a newer version of this program (schema {version}; "
            f"this one knows {CURRENT_VERSION}).",
            "Update the program, or start it with another data folder (READER_APP_HOME).",
        )
    for migration in MIGRATIONS:
        with transaction(connection):
            # Read again under the write lock: another process may have migrated meanwhile.
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if migration.version > version:
                for statement in migration.statements:
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {migration.version:d}")


def squeezed(text: str) -> str:
    """The form of a sentence that the memory is asked by: NFC, white space as single spaces."""
    return " ".join(cache_source(text).split())


@contextmanager
def transaction(connection: sqlite3.Connection, *, at_once: bool = True) -> Iterator[None]:
    """All or nothing, under the write lock from the start, or else from the first write on."""
    connection.execute("BEGIN IMMEDIATE" if at_once else "BEGIN DEFERRED")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


@contextmanager
def expected_failures(path: Path) -> Iterator[None]:
    """Turn what a disk or another process can do to us into StoreError; let damage and bugs through."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if _is_damage(error):
            raise
        raise StoreError(
            f"The database {path} cannot be used: {error}.",
            "Check that the disk is not full and that you may write to its folder.",
        ) from error
    except OSError as error:
        raise StoreError(
            f"The database folder {path.parent} cannot be used: {error.strerror}.",
            "Check that you may write to it, or set READER_APP_HOME to another folder.",
        ) from error


def _is_damage(error: sqlite3.Error) -> bool:
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return code is not None and (code & 0xFF) in _DAMAGE
