"""The translation memory: the reader's own units and those that were imported, any number a sentence."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from threading import Lock

from reader_app.core.arabic import searchable
from reader_app.core.translation import ModelIdentity
from reader_app.core.units import Findings, State, Unit
from reader_app.services.memory import Added
from reader_app.store.database import Database, squeezed, transaction
from reader_app.store.rows import Rows
from reader_app.store.similar import SimilarTexts

_FIELDS = (
    *("key", "source", "target", "source_search", "target_search"),
    *("name", "state", "note", "origin", "model", "revision", "changed", "carried"),
)
_COLUMNS, _MARKS = ", ".join(_FIELDS), ", ".join("?" * len(_FIELDS))
_UNIT = (
    "SELECT u.source, u.target, u.name, u.state, u.note, coalesce(nullif(u.origin, ''), d.name, ''),"
    " u.model, u.revision, u.changed, u.carried"
    " FROM memory_unit u LEFT JOIN memory_document d ON d.id = u.document"
)


class SqliteMemory(Rows):
    """`services.memory.MemoryStore` over SQLite. May be used from any thread; raises StoreError."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._similar = SimilarTexts()
        self._similar_up_to = 0
        self._searching = Lock()

    def remembered(self, source: str) -> str | None:
        """The reader's own translation, else the newest imported one that the reader has not declined."""
        row = self._one(
            "SELECT target FROM memory_unit WHERE key = ? AND NOT is_declined"
            " ORDER BY document IS NULL DESC, id DESC LIMIT 1",
            squeezed(source),
        )
        return row[0] if row else None

    def remember(
        self, source: str, target: str, state: State = State.EDITED, model: ModelIdentity | None = None
    ) -> None:
        """Keep the reader's own translation, in place of an earlier one.

        `model` is whose draft it began as.
        """
        now = datetime.now(UTC).isoformat(timespec="seconds")
        unit = Unit(source, target, state=state, model=model, changed=now)
        with self._failures():
            connection = self._database.connection()
            with transaction(connection):
                connection.execute(
                    "DELETE FROM memory_unit WHERE key = ? AND document IS NULL", (squeezed(source),)
                )
                connection.execute(f"INSERT INTO memory_unit ({_COLUMNS}) VALUES ({_MARKS})", _row(unit))

    def forget(self, source: str) -> None:
        """Drop the reader's own translation and decline the imported ones, which stay in the memory."""
        key = squeezed(source)
        with self._failures():
            connection = self._database.connection()
            with transaction(connection):
                connection.execute("DELETE FROM memory_unit WHERE key = ? AND document IS NULL", (key,))
                connection.execute("UPDATE memory_unit SET is_declined = 1 WHERE key = ?", (key,))

    def add(self, units: Iterable[Unit], name: str, findings: Findings) -> Added:
        """Enter all units under the name of their file, or, where anything is raised, none.

        A unit that is there already, the same to its last attribute, is not entered again. The units are
        first gathered in a temporary table, so that others can write while a long file is read.
        """
        with self._failures():
            connection = self._database.connection()
            with transaction(connection, at_once=False):
                connection.execute(f"CREATE TEMP TABLE gathered ({_COLUMNS})")
                connection.executemany(
                    f"INSERT INTO temp.gathered ({_COLUMNS}) VALUES ({_MARKS})", map(_row, units)
                )
                (gathered,) = connection.execute("SELECT count(*) FROM temp.gathered").fetchone()
                now = datetime.now(UTC).isoformat(timespec="seconds")
                document = connection.execute(
                    "INSERT INTO memory_document (name, header, entered) VALUES (?, ?, ?)",
                    (name, findings.header, now),
                ).lastrowid
                (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM memory_unit").fetchone()
                added = connection.execute(
                    f"INSERT INTO memory_unit (document, {_COLUMNS})"
                    f" SELECT ?, {_COLUMNS} FROM temp.gathered g WHERE NOT EXISTS ("
                    " SELECT 1 FROM memory_unit u WHERE u.key = g.key AND u.source = g.source"
                    " AND u.target = g.target AND u.name = g.name AND u.note = g.note"
                    " AND u.carried = g.carried AND u.document IS NOT NULL AND u.id <= ?)"
                    " ORDER BY g.rowid",
                    (document, last),
                ).rowcount
                if not added:
                    connection.execute("DELETE FROM memory_document WHERE id = ?", (document,))
                connection.execute("DROP TABLE temp.gathered")
        return Added(added, gathered - added)

    def units(self) -> Iterator[Unit]:
        """Everything, in the order in which it was entered."""
        with self._failures():
            for row in self._database.connection().execute(f"{_UNIT} ORDER BY u.id"):
                yield _unit(row)

    def header(self) -> str:
        """The head of the one file that everything came in; empty where there are several, or own units."""
        row = self._one(
            "SELECT min(header) FROM memory_document"
            " HAVING count(*) = 1 AND NOT EXISTS (SELECT 1 FROM memory_unit WHERE document IS NULL)"
        )
        return row[0] if row else ""

    def count(self) -> int:
        """How many units there are."""
        row = self._one("SELECT count(*) FROM memory_unit")
        return row[0] if row else 0

    def exact(self, source: str) -> list[Unit]:
        """The units of this very sentence, the reader's own first, then the newest."""
        with self._failures():
            rows = self._database.connection().execute(
                f"{_UNIT} WHERE u.key = ? ORDER BY u.document IS NULL DESC, u.id DESC", (squeezed(source),)
            )
            return [_unit(row) for row in rows]

    def prepare(self) -> None:
        """Read what `similar` searches in, so that its first call need not."""
        with self._searching:
            self._catch_up()

    def similar(self, source: str, count: int, least: float) -> list[tuple[Unit, float]]:
        """Up to `count` units with a similar source, the most similar first, with the similarity, 0 to 1.

        The first call reads the whole memory, which takes seconds where it is large; later ones read what
        has been added since.
        """
        with self._searching:
            self._catch_up()
            found = self._similar.search(searchable(source), count, least)
        pairs: list[tuple[Unit, float]] = []
        for number, similarity in found:
            row = self._one(f"{_UNIT} WHERE u.id = ?", number)
            if row is not None:  # it may have been dropped since it was indexed
                pairs.append((_unit(row), similarity))
        return pairs

    def concordance(self, text: str, count: int) -> list[Unit]:
        """Up to `count` units with the text on either side, the newest first."""
        wanted = searchable(text)
        if not wanted:
            return []
        with self._failures():
            rows = self._database.connection().execute(
                f"{_UNIT} WHERE instr(u.source_search, ?1) OR instr(u.target_search, ?1)"
                " ORDER BY u.id DESC LIMIT ?2",
                (wanted, count),
            )
            return [_unit(row) for row in rows]

    def _catch_up(self) -> None:
        with self._failures():
            rows = self._database.connection().execute(
                "SELECT id, source_search FROM memory_unit WHERE id > ? ORDER BY id", (self._similar_up_to,)
            )
            for number, text in rows:
                self._similar.add(number, text)
                self._similar_up_to = number


def _row(unit: Unit) -> tuple[str | None, ...]:
    return (
        squeezed(unit.source),
        unit.source,
        unit.target,
        searchable(unit.source),
        searchable(unit.target),
        unit.id,
        unit.state,
        unit.note,
        unit.origin,
        unit.model.name if unit.model else None,
        unit.model.revision if unit.model else None,
        unit.changed,
        unit.carried,
    )


def _unit(row: tuple) -> Unit:
    source, target, name, state, note, origin, model, revision, changed, carried = row
    identity = ModelIdentity(model, revision or "") if model else None
    return Unit(source, target, name, State(state), note, origin, identity, changed, carried)
