"""The schema as data: each migration brings the database from the version before it to its own.

A migration that has shipped is never edited; a change is a new one at the end.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Migration:
    """`statements` run in one transaction; `version` is what PRAGMA user_version says afterwards."""

    version: int
    name: str
    statements: tuple[str, ...]


MIGRATIONS: tuple[Migration, ...] = (
    Migration(
        1,
        "translations, memory, positions",
        (
            """CREATE TABLE translation (
                 model TEXT NOT NULL, revision TEXT NOT NULL, decoding TEXT NOT NULL,
                 source TEXT NOT NULL,  -- NFC
                 target TEXT NOT NULL,
                 score REAL NOT NULL,   -- mean log-probability a piece
                 created TEXT NOT NULL, -- UTC, ISO 8601
                 PRIMARY KEY (model, revision, decoding, source)
               ) WITHOUT ROWID""",
            """CREATE TABLE memory (
                 source TEXT PRIMARY KEY, -- NFC
                 target TEXT NOT NULL,
                 changed TEXT NOT NULL
               ) WITHOUT ROWID""",
            """CREATE TABLE reading_position (
                 article TEXT PRIMARY KEY, -- SHA-256 of the text
                 sentence INTEGER NOT NULL,
                 opened TEXT NOT NULL
               ) WITHOUT ROWID""",
        ),
    ),
)

CURRENT_VERSION = MIGRATIONS[-1].version
