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


REVIEWS = Migration(
    6,
    "reviews of articles, and bounds that the reader moved",
    (
        """CREATE TABLE review_article (
             id INTEGER PRIMARY KEY,
             path TEXT,                 -- where it was last; NULL for a text without a file
             fingerprint TEXT NOT NULL, -- SHA-256 of its text when it was last open
             opened TEXT NOT NULL
           )""",
        """CREATE TABLE review (
             article INTEGER NOT NULL REFERENCES review_article (id),
             source TEXT NOT NULL,      -- as it stands in the article
             state TEXT NOT NULL,
             target TEXT NOT NULL,
             draft TEXT NOT NULL,       -- the machine's, empty where there was none
             note TEXT NOT NULL,
             model TEXT, revision TEXT, -- whose draft it is
             changed TEXT NOT NULL,     -- UTC, ISO 8601
             PRIMARY KEY (article, source)
           ) WITHOUT ROWID""",
        """CREATE TABLE review_version ( -- what a review was before
             id INTEGER PRIMARY KEY,
             article INTEGER NOT NULL REFERENCES review_article (id),
             source TEXT NOT NULL, state TEXT NOT NULL, target TEXT NOT NULL, draft TEXT NOT NULL,
             note TEXT NOT NULL, model TEXT, revision TEXT, changed TEXT NOT NULL
           )""",
        "CREATE INDEX review_version_of ON review_version (article, source)",
        """CREATE TABLE bounds_edit ( -- in the order in which they were made
             id INTEGER PRIMARY KEY,
             article INTEGER NOT NULL REFERENCES review_article (id),
             first TEXT NOT NULL,  -- the sentence that is split, or the first of two that are merged
             second TEXT,          -- NULL for a split
             place INTEGER         -- of a split, in code points; NULL for a merge
           )""",
    ),
)

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

OWN_GLOSSARY = Migration(
    7,
    "the reader's own glossary, and what undoes an act",
    (
        """CREATE TABLE own_term ( -- lists have an item a line
             rank INTEGER PRIMARY KEY,
             id TEXT NOT NULL UNIQUE,  -- of the entry in whose place it stands, or one of its own
             kind TEXT NOT NULL, english TEXT NOT NULL, arabic TEXT NOT NULL, definition TEXT NOT NULL,
             spellings TEXT NOT NULL, short TEXT NOT NULL, demonyms TEXT NOT NULL, cues TEXT NOT NULL,
             accepted TEXT NOT NULL,
             location TEXT NOT NULL,   -- JSON: the fields of a Location in their order; empty for none
             created TEXT NOT NULL, changed TEXT NOT NULL, -- UTC, ISO 8601
             begun_from TEXT NOT NULL  -- the source and licence of the entry that it began as
           )""",
        """CREATE TABLE own_hidden_entry (
             id TEXT PRIMARY KEY, english TEXT NOT NULL, arabic TEXT NOT NULL, changed TEXT NOT NULL,
             merged_into TEXT NOT NULL -- the id of the entry that it is the same as, empty for none
           ) WITHOUT ROWID""",
        """CREATE TABLE own_hidden_form (
             key TEXT PRIMARY KEY,     -- normalised words with a space between
             form TEXT NOT NULL, changed TEXT NOT NULL
           ) WITHOUT ROWID""",
        """CREATE TABLE own_act ( -- what the reader did; undone acts have is_undone set until another one
             id INTEGER PRIMARY KEY AUTOINCREMENT,
             title TEXT NOT NULL, at TEXT NOT NULL, is_undone INTEGER NOT NULL DEFAULT 0
           )""",
        """CREATE TABLE own_change (
             act INTEGER NOT NULL REFERENCES own_act (id) ON DELETE CASCADE,
             number INTEGER NOT NULL,
             item TEXT NOT NULL,        -- the table's name without own_
             before TEXT, after TEXT,   -- the row as a JSON list; NULL where there was none
             PRIMARY KEY (act, number)
           ) WITHOUT ROWID""",
        "CREATE TABLE own_revision (revision INTEGER NOT NULL)",  # one row; grows with every act
        "INSERT INTO own_revision VALUES (1)",
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
    Migration(
        5,
        "translation memory with many units a sentence",
        (
            """CREATE TABLE memory_document ( -- a file that units came in
                 id INTEGER PRIMARY KEY,
                 name TEXT NOT NULL,
                 header TEXT NOT NULL,        -- its own head, to be written again
                 entered TEXT NOT NULL
               )""",
            """CREATE TABLE memory_unit (
                 id INTEGER PRIMARY KEY AUTOINCREMENT, -- never given twice: indexes in memory go by it
                 key TEXT NOT NULL,           -- source in NFC, white space as single spaces
                 source TEXT NOT NULL,        -- this and target as they were written
                 target TEXT NOT NULL,
                 source_search TEXT NOT NULL, -- this and target_search as core.arabic.searchable has them
                 target_search TEXT NOT NULL,
                 name TEXT NOT NULL,          -- its id in its file
                 state TEXT NOT NULL,
                 note TEXT NOT NULL,
                 document INTEGER REFERENCES memory_document (id), -- NULL for the reader's own
                 origin TEXT NOT NULL,        -- the file that the document says it has it from
                 model TEXT, revision TEXT,   -- whose draft it is or began as
                 changed TEXT NOT NULL,       -- UTC, ISO 8601; empty where not known
                 carried TEXT NOT NULL,       -- the unit as its format wrote it
                 is_declined INTEGER NOT NULL DEFAULT 0 -- the reader went back to the model
               )""",
            "CREATE INDEX memory_unit_key ON memory_unit (key)",
            """INSERT INTO memory_unit (key, source, target, source_search, target_search, name, state, note,
                                       origin, changed, carried)
               SELECT squeezed(source), source, target, searchable(source), searchable(target), '', 'edited',
                      '', '', changed, ''
               FROM memory ORDER BY changed""",
            "DROP TABLE memory",
        ),
    ),
    REVIEWS,
    OWN_GLOSSARY,
)

CURRENT_VERSION = MIGRATIONS[-1].version
