"""The reader's own glossary: entries, what is hidden of other sources, and the acts that change it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from reader_app.core.names import GlossaryEntry, Kind, Location

OWN_SOURCE = "Your own entry"
"""The source of every entry of the reader's own."""


@dataclass(frozen=True, slots=True)
class OwnTerm(GlossaryEntry):
    """An entry of the reader's own.

    One that was begun from another source's entry keeps that entry's id, in whose place it stands, and
    `begun_from` names that source with its licence. `created` and `changed` are UTC in ISO 8601.
    """

    created: str = ""
    changed: str = ""
    begun_from: str = ""


@dataclass(frozen=True, slots=True)
class HiddenEntry:
    """An entry of another source that the reader does not want, by its id; `english` and `arabic` tell the
    reader which it was. `merged_into` is the id of the entry that it is the same as, empty where none."""

    id: str
    english: str
    arabic: str
    changed: str
    merged_into: str = ""


@dataclass(frozen=True, slots=True)
class HiddenForm:
    """Words that are no name. `key` has them as they are compared, parted by spaces."""

    key: str
    form: str
    changed: str


Item = OwnTerm | HiddenEntry | HiddenForm
"""A row of the reader's own glossary."""


@dataclass(frozen=True, slots=True)
class Change:
    """One item before and after an act: None where it was not there."""

    before: Item | None
    after: Item | None


@dataclass(frozen=True, slots=True)
class Act:
    """Something that the reader did, undone and redone as a whole. `title` says it: hide «…»."""

    title: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class History:
    """The titles of the acts that undo and redo would concern; None where there is none."""

    undo: str | None = None
    redo: str | None = None


@dataclass
class Forms:
    """Forms, and the number of the entry of each."""

    texts: list[str] = field(default_factory=list[str])
    numbers: list[int] = field(default_factory=list[int])

    def add(self, texts: Sequence[str], number: int) -> None:
        """Add forms of one entry."""
        self.texts += texts
        self.numbers += [number] * len(texts)


@dataclass(frozen=True, slots=True)
class OwnGlossary:
    """All of the reader's own glossary at one moment, without an entry made of each term: there may be a
    hundred thousand.

    Terms are numbered from 0; `term` makes one, in any thread. `cues` holds those of the few terms that have
    some. `revision` changes with every act.
    """

    revision: int
    ids: Sequence[str]
    term: Callable[[int], OwnTerm]
    full: Forms
    short: Forms
    adjectives: Forms
    cues: Mapping[int, tuple[str, ...]]
    hidden_entries: Sequence[HiddenEntry] = ()
    hidden_forms: Sequence[HiddenForm] = ()

    @property
    def is_empty(self) -> bool:
        """Whether it changes nothing."""
        return not (self.ids or self.hidden_entries or self.hidden_forms)


@dataclass(frozen=True, slots=True)
class GivenTerm:
    """A term as a file gives it. None stands for what the file does not tell."""

    arabic: str
    english: str
    id: str = ""
    kind: Kind | None = None
    definition: str | None = None
    accepted: tuple[str, ...] | None = None
    spellings: tuple[str, ...] | None = None
    short: tuple[str, ...] | None = None
    demonyms: tuple[str, ...] | None = None
    cues: tuple[str, ...] | None = None
    location: Location | None = None
    created: str = ""
    changed: str = ""
    begun_from: str = ""
