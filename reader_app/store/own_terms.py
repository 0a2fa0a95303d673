"""The reader's own glossary over SQLite. Every act is one transaction, with what undoes it."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import astuple
from datetime import UTC, datetime

from reader_app.core.names import Kind, Location
from reader_app.core.terms import (
    OWN_SOURCE,
    Act,
    Change,
    Forms,
    HiddenEntry,
    HiddenForm,
    History,
    Item,
    OwnGlossary,
    OwnTerm,
)
from reader_app.services.name_index import adjective_forms
from reader_app.store.database import Database, transaction
from reader_app.store.rows import Rows

ACTS_KEPT = 100
"""How many acts can be undone."""

_COLUMNS = (
    "id, kind, english, arabic, definition, spellings, short, demonyms, cues, accepted, location, created,"
    " changed, begun_from"
)
_ARABIC, _SPELLINGS, _SHORT, _DEMONYMS, _CUES = 3, 5, 6, 7, 8
_TERM, _ENTRY, _FORM = "term", "hidden_entry", "hidden_form"
_PUT = {
    _TERM: f"INSERT INTO own_term ({_COLUMNS}) VALUES ({', '.join('?' * 14)}) ON CONFLICT (id) DO UPDATE SET"
    + ",".join(f" {name} = excluded.{name}" for name in _COLUMNS.split(", ")),
    _ENTRY: "INSERT OR REPLACE INTO own_hidden_entry VALUES (?, ?, ?, ?, ?)",
    _FORM: "INSERT OR REPLACE INTO own_hidden_form VALUES (?, ?, ?)",
}
_DROP = {
    _TERM: "DELETE FROM own_term WHERE id = ?",
    _ENTRY: "DELETE FROM own_hidden_entry WHERE id = ?",
    _FORM: "DELETE FROM own_hidden_form WHERE key = ?",
}
_Row = Sequence[str]


class SqliteOwnTerms(Rows):
    """`services.owning.TermStore` over SQLite. May be used from any thread; raises StoreError."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)

    def revision(self) -> int:
        """A number that changes with every act, of this process or another. Where there is no database yet,
        0, and none is made."""
        if not self._database.path.exists():
            return 0
        row = self._one("SELECT revision FROM own_revision")
        return row[0] if row else 0

    def glossary(self) -> OwnGlossary:
        """All of it, as it is now."""
        if not self._database.path.exists():
            return _glossary(0, [], [], [])
        with self._failures():
            connection = self._database.connection()
            with transaction(connection, at_once=False):  # so that all four are of one moment
                (revision,) = connection.execute("SELECT revision FROM own_revision").fetchone()
                terms = connection.execute(f"SELECT {_COLUMNS} FROM own_term ORDER BY rank").fetchall()
                entries = connection.execute("SELECT * FROM own_hidden_entry ORDER BY changed").fetchall()
                forms = connection.execute("SELECT * FROM own_hidden_form ORDER BY changed").fetchall()
        return _glossary(revision, terms, entries, forms)

    def hidden(self) -> tuple[Sequence[HiddenEntry], Sequence[HiddenForm]]:
        """What is hidden, without the terms."""
        if not self._database.path.exists():
            return (), ()
        with self._failures():
            connection = self._database.connection()
            entries = connection.execute("SELECT * FROM own_hidden_entry").fetchall()
            forms = connection.execute("SELECT * FROM own_hidden_form").fetchall()
        return [HiddenEntry(*row) for row in entries], [HiddenForm(*row) for row in forms]

    def term(self, entry_id: str) -> OwnTerm | None:
        """The term with this id."""
        row = self._one(f"SELECT {_COLUMNS} FROM own_term WHERE id = ?", entry_id)
        return None if row is None else _term(row)

    def apply(self, act: Act) -> None:
        """Make the changes, all or none; what was undone can be redone no more."""
        with self._failures():
            connection = self._database.connection()
            with transaction(connection):
                connection.execute("DELETE FROM own_act WHERE is_undone")
                number = connection.execute(
                    "INSERT INTO own_act (title, at) VALUES (?, ?)", (act.title, _now())
                ).lastrowid
                rows = [(_kind_of(c), _json(c.before), _json(c.after)) for c in act.changes]
                connection.executemany(
                    "INSERT INTO own_change VALUES (?, ?, ?, ?, ?)",
                    ((number, place, *row) for place, row in enumerate(rows)),
                )
                _put(connection, ((kind, before, after) for kind, before, after in rows))
                connection.execute("DELETE FROM own_act WHERE id <= ?", ((number or 0) - ACTS_KEPT,))
                _clean_up(connection)

    def undo(self) -> Act | None:
        """Take the last act back; None where there is none."""
        return self._turn("SELECT max(id) FROM own_act WHERE NOT is_undone", is_undone=True)

    def redo(self) -> Act | None:
        """Do again what was taken back last; None where there is nothing."""
        return self._turn("SELECT min(id) FROM own_act WHERE is_undone", is_undone=False)

    def history(self) -> History:
        """What undo and redo would concern."""
        if not self._database.path.exists():
            return History()
        row = self._one(
            "SELECT (SELECT title FROM own_act WHERE NOT is_undone ORDER BY id DESC LIMIT 1),"
            " (SELECT title FROM own_act WHERE is_undone ORDER BY id LIMIT 1)"
        )
        return History(*row) if row else History()

    def _turn(self, which: str, *, is_undone: bool) -> Act | None:
        with self._failures():
            connection = self._database.connection()
            with transaction(connection):
                (number,) = connection.execute(which).fetchone()
                if number is None:
                    return None
                (title,) = connection.execute("SELECT title FROM own_act WHERE id = ?", (number,)).fetchone()
                rows: list[tuple[str, str | None, str | None]] = connection.execute(
                    "SELECT item, before, after FROM own_change WHERE act = ? ORDER BY number", (number,)
                ).fetchall()
                if is_undone:
                    rows = [(kind, after, before) for kind, before, after in reversed(rows)]
                _put(connection, rows)
                connection.execute("UPDATE own_act SET is_undone = ? WHERE id = ?", (is_undone, number))
                _clean_up(connection)
        return Act(title, tuple(Change(_item(k, before), _item(k, after)) for k, before, after in rows))


def _put(connection: sqlite3.Connection, rows: Iterable[tuple[str, str | None, str | None]]) -> None:
    """Bring each row from what it was to what it is to be."""
    for kind, before, after in rows:
        if after is not None:
            connection.execute(_PUT[kind], json.loads(after))
        elif before is not None:
            connection.execute(_DROP[kind], (json.loads(before)[0],))


def _clean_up(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM own_change WHERE act NOT IN (SELECT id FROM own_act)")
    connection.execute("UPDATE own_revision SET revision = revision + 1")


def _kind_of(change: Change) -> str:
    item = change.after or change.before
    return {OwnTerm: _TERM, HiddenEntry: _ENTRY, HiddenForm: _FORM}[type(item)]  # type: ignore[index]


def _json(item: Item | None) -> str | None:
    if item is None:
        return None
    row = _row(item) if isinstance(item, OwnTerm) else astuple(item)
    return json.dumps(row, ensure_ascii=False)


def _item(kind: str, row: str | None) -> Item | None:
    if row is None:
        return None
    if kind == _TERM:
        return _term(json.loads(row))
    return (HiddenEntry if kind == _ENTRY else HiddenForm)(*json.loads(row))


def _row(term: OwnTerm) -> tuple[str, ...]:
    lists = (term.spellings, term.short, term.demonyms, term.cues, term.accepted)
    location = json.dumps(astuple(term.location), ensure_ascii=False) if term.location else ""
    return (
        *(term.id, str(term.kind), term.english, term.arabic, term.definition, *map("\n".join, lists)),
        *(location, term.created, term.changed, term.begun_from),
    )


def _term(row: _Row) -> OwnTerm:
    entry_id, kind, english, arabic, definition, *lists, location, created, changed, begun_from = row
    spellings, short, demonyms, cues, accepted = map(_lines, lists)
    return OwnTerm(
        id=entry_id,
        kind=Kind(kind),
        english=english,
        arabic=arabic,
        definition=definition,
        source=OWN_SOURCE,
        licence="",
        spellings=spellings,
        short=short,
        demonyms=demonyms,
        cues=cues,
        accepted=accepted,
        location=Location(*json.loads(location)) if location else None,
        created=created,
        changed=changed,
        begun_from=begun_from,
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.split("\n")) if text else ()


def _glossary(
    revision: int, terms: Sequence[_Row], entries: Sequence[_Row], forms: Sequence[_Row]
) -> OwnGlossary:
    full, short, adjectives = Forms(), Forms(), Forms()
    cues: dict[int, tuple[str, ...]] = {}
    full.texts = [row[_ARABIC] for row in terms]
    full.numbers = list(range(len(terms)))
    for number, row in enumerate(terms):
        if row[_SPELLINGS]:
            full.add(row[_SPELLINGS].split("\n"), number)
        if row[_SHORT]:
            short.add(row[_SHORT].split("\n"), number)
        for adjective in _lines(row[_DEMONYMS]):
            adjectives.add([" ".join(key) for key in adjective_forms(adjective)], number)
        if row[_CUES]:
            cues[number] = _lines(row[_CUES])
    return OwnGlossary(
        revision,
        [row[0] for row in terms],
        lambda number: _term(terms[number]),
        full,
        short,
        adjectives,
        cues,
        [HiddenEntry(*row) for row in entries],
        [HiddenForm(*row) for row in forms],
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
