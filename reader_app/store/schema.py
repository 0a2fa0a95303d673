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


DISMISSED_FLAGS = Migration(
    4,
    "flags that the reader called no error",
    (
        """CREATE TABLE dismissed_flag (
             source TEXT NOT NULL,          -- as it stands in the article: spans count its code points
             target TEXT NOT NULL,
             kind TEXT NOT NULL,            -- of the check
             source_start INTEGER NOT NULL, -- -1 where there is no place
             source_end INTEGER NOT NULL,
             target_start INTEGER NOT NULL,
             target_end INTEGER NOT NULL,
             created TEXT NOT NULL,
             PRIMARY KEY (source, target, kind, source_start, source_end, target_start, target_end)
           ) WITHOUT ROWID""",
    ),
)

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
    Migration(
        2,
        "alignments",
        (
            """CREATE TABLE alignment (
                 model TEXT NOT NULL, revision TEXT NOT NULL,
                 source TEXT NOT NULL,     -- as it stands in the article: spans count its code points
                 target TEXT NOT NULL,
                 version INTEGER NOT NULL, -- of the rules
                 links TEXT NOT NULL,      -- JSON: [[source spans, target spans], ...], a span as start, end
                 doubted TEXT NOT NULL,    -- JSON: spans of the target
                 score REAL NOT NULL,      -- mean log-probability a piece of the target
                 created TEXT NOT NULL,
                 PRIMARY KEY (model, revision, source, target)
               ) WITHOUT ROWID""",
        ),
    ),
    Migration(
        3,
        "doubts about translations",
        ("ALTER TABLE translation ADD COLUMN doubts TEXT NOT NULL DEFAULT ''",),  # with spaces between
    ),
    DISMISSED_FLAGS,
)

CURRENT_VERSION = MIGRATIONS[-1].version
