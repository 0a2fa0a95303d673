"""The translation memory: exact and similar units, concordance, import and export."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from reader_app.core.arabic import normalise_with_offsets, searchable
from reader_app.core.article import Span
from reader_app.core.differences import Difference, differences
from reader_app.core.errors import ExchangeError
from reader_app.core.translation import ModelIdentity
from reader_app.core.units import Bitext, Findings, State, Unit, watched

LEAST_SIMILARITY = 0.7
"""Below it a suggestion costs a translator more than it saves: where tools commonly draw the line."""

_MATCHES = 5
_UNFINISHED = {State.NEW, State.DRAFT, State.FLAGGED}


@dataclass(frozen=True, slots=True)
class Added:
    """What an import came to: units entered, units that were there already, units without both languages,
    and units that nobody has translated or that are flagged."""

    entered: int
    known: int
    passed_over: int = 0
    unfinished: int = 0


@dataclass(frozen=True, slots=True)
class Match:
    """A unit whose source is the sentence asked for, or similar to it.

    `similarity` is from 0 to 1, and 1 for the very sentence only. `differences` lead from the unit's source
    to the sentence: what the translation does not yet allow for.
    """

    unit: Unit
    similarity: float
    differences: tuple[Difference, ...]

    @property
    def is_exact(self) -> bool:
        """Whether the unit's source is the very sentence."""
        return self.similarity == 1


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A unit in which a text occurs, and where, in code points of either side."""

    unit: Unit
    in_source: tuple[Span, ...]
    in_target: tuple[Span, ...]


Progress = Callable[[int, int], object]
"""Called in the thread of the call: how many bytes are read, or units written, of how many."""


class MemoryStore(Protocol):
    """Where units are kept. Callable from any thread; raises StoreError."""

    def remember(
        self, source: str, target: str, state: State = ..., model: ModelIdentity | None = ...
    ) -> None: ...
    def add(self, units: Iterable[Unit], name: str, findings: Findings) -> Added: ...
    def units(self) -> Iterator[Unit]: ...
    def header(self) -> str: ...
    def count(self) -> int: ...
    def exact(self, source: str) -> list[Unit]: ...
    def prepare(self) -> None: ...
    def similar(self, source: str, count: int, least: float) -> list[tuple[Unit, float]]: ...
    def concordance(self, text: str, count: int) -> list[Unit]: ...


class UnitReader(Protocol):
    """Reads a file's units one after another; raises ExchangeError, also after some have come."""

    def __call__(
        self,
        path: Path,
        findings: Findings,
        *,
        format_name: str | None = ...,
        progress: Progress | None = ...,
        cancelled: Callable[[], bool] = ...,
    ) -> Iterator[Unit]: ...


class UnitWriter(Protocol):
    """Writes a file whole or not at all; raises ExchangeError."""

    def __call__(self, path: Path, bitext: Bitext, format_name: str | None = ...) -> None: ...


class Memory:
    """The reader's translation memory. Callable from any thread, but slow: never from the GUI's."""

    def __init__(self, store: MemoryStore, read: UnitReader, write: UnitWriter) -> None:
        self._store = store
        self._read = read
        self._write = write

    def count(self) -> int:
        """How many units there are. Raises StoreError."""
        return self._store.count()

    def prepare(self) -> None:
        """Read what similar sentences are looked for in, so that the first search need not: seconds where
        there is much, nothing where there is nothing. Raises StoreError."""
        self._store.prepare()

    def exact(self, source: str) -> Sequence[Unit]:
        """The units of this very sentence, the reader's own first, then the newest. Raises StoreError."""
        return self._store.exact(source)

    def matches(
        self, source: str, least: float = LEAST_SIMILARITY, count: int = _MATCHES
    ) -> tuple[Match, ...]:
        """Units of this sentence, then of similar ones, the most similar first, no translation twice.

        Vowel marks and hamzas make no sentence less similar, but only the very sentence is exact. Raises
        StoreError.
        """
        exact = [Match(unit, 1.0, differences(unit.source, source)) for unit in self._store.exact(source)]
        seen = {(match.unit.source, match.unit.target) for match in exact}
        keys = {" ".join(match.unit.source.split()) for match in exact}
        found = list({match.unit.target: match for match in exact}.values())
        for unit, similarity in self._store.similar(source, count + len(exact), least):
            if (unit.source, unit.target) in seen or " ".join(unit.source.split()) in keys:
                continue
            seen.add((unit.source, unit.target))
            found.append(Match(unit, min(similarity, 0.99), differences(unit.source, source)))
        return tuple(found[:count])

    def concordance(self, text: str, count: int = 100) -> tuple[Occurrence, ...]:
        """Where a text occurs, on either side, whatever its vowel marks, hamzas and case.

        Raises StoreError.
        """
        return tuple(
            Occurrence(unit, occurrences(text, unit.source), occurrences(text, unit.target))
            for unit in self._store.concordance(text, count)
        )

    def import_file(
        self,
        path: Path,
        *,
        format_name: str | None = None,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Added:
        """Enter the units of a file that are translated and not flagged; all of them, or none.

        Raises ExchangeError, ExchangeCancelled, StoreError, and whatever `progress` raises; nothing is then
        changed.
        """
        findings = Findings()
        unfinished = 0

        def finished() -> Iterator[Unit]:
            nonlocal unfinished
            units = self._read(
                path, findings, format_name=format_name, progress=progress, cancelled=cancelled
            )
            for unit in units:
                if unit.state in _UNFINISHED:
                    unfinished += 1
                else:
                    yield unit

        added = self._store.add(finished(), path.name, findings)
        return Added(added.entered, added.known, findings.passed_over, unfinished)

    def export_file(
        self,
        path: Path,
        format_name: str | None = None,
        *,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> int:
        """Write every unit; returns how many.

        Raises ExchangeError, ExchangeCancelled, StoreError; no file is then written or changed.
        """
        count = self._store.count()
        if not count:
            raise ExchangeError("The translation memory is empty.", "Import a file, or write a translation.")
        units = watched(self._store.units(), count, progress, cancelled)
        bitext = Bitext("Translation memory", units, self._store.header())
        self._write(path, bitext, format_name)
        return count


def occurrences(wanted: str, text: str) -> tuple[Span, ...]:
    """Where `wanted` stands in `text`, in code points of it, as `searchable` compares them."""
    needle = searchable(wanted)
    if not needle:
        return ()
    folded = normalise_with_offsets(text)
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(folded.text):
        for one in searchable(letter) or (" " if letter.isspace() else ""):
            letters.append(one)
            places.append(place)
    pattern = re.escape(needle).replace("\\ ", " +")
    return tuple(
        folded.original(Span(places[found.start()], places[found.end() - 1] + 1))
        for found in re.finditer(pattern, "".join(letters))
    )
