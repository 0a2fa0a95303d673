"""What the services keep things in: the real stores."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader_app.store.database import Database
from reader_app.store.own_terms import SqliteOwnTerms


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteOwnTerms]:
    """The reader's own terms, none yet."""
    database = Database(tmp_path / "reader.sqlite")
    yield SqliteOwnTerms(database)
    database.close()
