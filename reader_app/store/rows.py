"""Reading and writing single rows, with the failures of the disk told in words."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from reader_app.core.errors import StoreError
from reader_app.store.database import Database, expected_failures


class Rows:
    """What the stores over one database share. May be used from any thread; raises StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def _one(self, sql: str, *parameters: object) -> tuple | None:
        with self._failures():
            return self._database.connection().execute(sql, parameters).fetchone()

    def _write(self, sql: str, *parameters: object) -> None:
        with self._failures():
            self._database.connection().execute(sql, parameters)

    @contextmanager
    def _failures(self) -> Iterator[None]:
        try:
            with expected_failures(self._database.path):
                yield
        except sqlite3.DatabaseError as error:
            raise StoreError(
                f"The database {self._database.path} is damaged: {error}.",
                "Start the program again: the damaged file is then set aside and a new one started.",
            ) from error
