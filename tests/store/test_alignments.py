import sqlite3
from pathlib import Path

import pytest

from reader_app.core.alignment import Alignment, Link
from reader_app.core.article import Span
from reader_app.core.translation import ModelIdentity
from reader_app.services.aligning import AlignedPair
from reader_app.store.alignments import SqliteAlignments
from reader_app.store.database import Database
from reader_app.store.schema import CURRENT_VERSION, MIGRATIONS

MODEL = ModelIdentity("a/model", "0123456789abcdef")
PAIR = AlignedPair(
    "وبالمدينة سوق",
    "and in the city a market",
    Alignment(
        (
            Link((Span(0, 1),), (Span(0, 3),)),
            Link((Span(1, 2),), (Span(4, 6),)),
            Link((Span(2, 9),), (Span(7, 10), Span(11, 15))),
            Link((Span(10, 13),), (Span(16, 17), Span(18, 24))),
        )
    ),
    -0.25,
    (Span(18, 24),),
)


@pytest.fixture
def database(tmp_path: Path):
    made = Database(tmp_path / "reader.sqlite")
    yield made
    made.close()


def test_pair_comes_back_as_it_was_kept_when_the_file_is_opened_again(database: Database) -> None:
    SqliteAlignments(database).keep_alignment(MODEL, 1, PAIR)
    database.close()
    again = SqliteAlignments(Database(database.path))
    assert again.alignment(MODEL, 1, PAIR.source, PAIR.target) == PAIR
    again._database.close()


@pytest.mark.parametrize(
    ("model", "version", "source", "target"),
    [
        (ModelIdentity("b/model", MODEL.revision), 1, PAIR.source, PAIR.target),
        (ModelIdentity(MODEL.name, "other"), 1, PAIR.source, PAIR.target),
        (MODEL, 2, PAIR.source, PAIR.target),
        (MODEL, 1, PAIR.source + " ", PAIR.target),
        (MODEL, 1, PAIR.source, PAIR.target + "."),
    ],
    ids=["model", "revision", "version", "source", "target"],
)
def test_pair_is_found_for_the_very_same_only(
    database: Database, model: ModelIdentity, version: int, source: str, target: str
) -> None:
    store = SqliteAlignments(database)
    store.keep_alignment(MODEL, 1, PAIR)
    assert store.alignment(model, version, source, target) is None


def test_newer_rules_take_the_place_of_what_older_ones_made(database: Database) -> None:
    store = SqliteAlignments(database)
    store.keep_alignment(MODEL, 1, PAIR)
    better = AlignedPair(PAIR.source, PAIR.target, Alignment(), -0.2)
    store.keep_alignment(MODEL, 2, better)
    assert store.alignment(MODEL, 2, PAIR.source, PAIR.target) == better
    assert store.alignment(MODEL, 1, PAIR.source, PAIR.target) is None


def test_database_of_the_first_schema_gets_alignments_and_keeps_its_memory(database: Database) -> None:
    with sqlite3.connect(database.path) as old:
        for statement in MIGRATIONS[0].statements:
            old.execute(statement)
        old.execute("PRAGMA user_version = 1")
        old.execute("INSERT INTO memory VALUES ('جملة', 'A sentence', '2026-01-01')")
    old.close()
    store = SqliteAlignments(database)
    store.keep_alignment(MODEL, 1, PAIR)
    assert store.alignment(MODEL, 1, PAIR.source, PAIR.target) == PAIR
    connection = database.connection()
    assert connection.execute("SELECT target FROM memory_unit").fetchone() == ("A sentence",)
    assert connection.execute("PRAGMA user_version").fetchone() == (CURRENT_VERSION,)
