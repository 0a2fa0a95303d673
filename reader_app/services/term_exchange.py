"""Importing and exporting the reader's own glossary."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from reader_app.core.errors import ExchangeError, TermError
from reader_app.core.terms import Act, Change, GivenTerm, OwnTerm
from reader_app.services.name_index import form_key
from reader_app.services.own_terms import from_file, new_id
from reader_app.services.owning import OwnSource, TermStore

Progress = Callable[[int, int], object]
"""Called in the thread of the call: how many bytes are read, of how many."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import came to: terms that are new, that were changed, that were there already, and entries of
    the file without Arabic or English. `act` is what undo takes back."""

    new: int
    changed: int
    unchanged: int
    skipped: int
    act: Act


class TermReader(Protocol):
    """Reads a file's terms, None for what is none; raises ExchangeError, also after some have come."""

    def __call__(
        self,
        path: Path,
        format_name: str | None = ...,
        progress: Progress | None = ...,
        cancelled: Callable[[], bool] = ...,
    ) -> Iterator[GivenTerm | None]: ...


class TermWriter(Protocol):
    """Writes a file whole or not at all; raises ExchangeError."""

    def __call__(self, path: Path, terms: Iterable[OwnTerm], format_name: str | None = ...) -> None: ...


class TermExchange:
    """Callable from any thread, but slow: never from the GUI's."""

    def __init__(
        self,
        store: TermStore,
        read: TermReader,
        write: TermWriter,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._store = store
        self._read = read
        self._write = write
        self._now = now

    def terms(self) -> list[OwnTerm]:
        """All terms, in the order in which they were added. Raises StoreError."""
        return list(OwnSource(self._store).entries())

    def export_file(self, path: Path, format_name: str | None = None) -> int:
        """Write all terms to a file; how many. Raises StoreError, and ExchangeError where there are none."""
        terms = self.terms()
        if not terms:
            raise ExchangeError("Your glossary is empty.", "Add entries to it first.")
        self._write(path, terms, format_name)
        return len(terms)

    def import_file(
        self,
        path: Path,
        format_name: str | None = None,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Imported:
        """Enter a file's terms, all or none, as one act.

        A term is one that is there already where it has its id, else where it has its Arabic and, if the file
        tells one, its kind. What the file tells of it goes before what was there. Two terms of the file with
        the same Arabic are one with two English forms. Raises StoreError and ExchangeError.
        """
        entered = _Entered(self.terms(), self._now().isoformat(timespec="milliseconds"))
        for given in self._read(path, format_name, progress, cancelled):
            entered.add(given)
        act = Act(f"import «{path.name}»", entered.changes())
        if act.changes:
            self._store.apply(act)
        new = sum(change.before is None for change in act.changes)
        return Imported(new, len(act.changes) - new, entered.unchanged, entered.skipped, act)


class _Entered:
    """The terms of a file on their way into the glossary."""

    def __init__(self, known: Iterable[OwnTerm], now: str) -> None:
        self._now = now
        self._by_id: dict[str, OwnTerm] = {}
        self._by_form: dict[tuple[str, ...], list[str]] = {}
        self._before: dict[str, OwnTerm] = {}
        self._made: dict[str, OwnTerm] = {}
        self._kept: set[str] = set()
        self.skipped = 0
        for term in known:
            self._before[term.id] = term
            self._remember(term)

    @property
    def unchanged(self) -> int:
        """How many terms of the glossary the file tells as they are."""
        return len(self._kept - self._made.keys())

    def add(self, given: GivenTerm | None) -> None:
        """One more of the file."""
        if given is None:
            self.skipped += 1
            return
        known = self._known(given)
        try:
            term = from_file(given, known)
        except TermError:
            self.skipped += 1
            return
        if known is not None and (known.id in self._made or known.id in self._kept) and given.id != known.id:
            # A second row of this file: one more English form, or more of what the first one told.
            english = (*known.accepted, term.english, *term.accepted)
            accepted = tuple(dict.fromkeys(form for form in english if form != known.english))
            term = replace(term, english=known.english, accepted=accepted)
        if known is None:
            fresh = given.id if given.id and given.id not in self._by_id else new_id()
            term = replace(term, id=fresh, created=given.created or self._now)
        if known is not None and _says(term) == _says(known):
            self._kept.add(known.id)
            return
        term = replace(term, changed=self._now if known else given.changed or self._now)
        self._made[term.id] = term
        self._remember(term)

    def changes(self) -> tuple[Change, ...]:
        """From what the glossary has to what it will have."""
        return tuple(Change(self._before.get(id_), term) for id_, term in self._made.items())

    def _known(self, given: GivenTerm) -> OwnTerm | None:
        if given.id in self._by_id:
            return self._by_id[given.id]
        alike = (self._by_id[id_] for id_ in self._by_form.get(form_key(given.arabic), ()))
        return next((term for term in alike if given.kind in (None, term.kind)), None)

    def _remember(self, term: OwnTerm) -> None:
        if term.id not in self._by_id:
            self._by_form.setdefault(form_key(term.arabic), []).append(term.id)
        self._by_id[term.id] = term


def _says(term: OwnTerm) -> OwnTerm:
    """The term without its dates."""
    return replace(term, created="", changed="")
