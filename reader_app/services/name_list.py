"""Everyone and everywhere in an article, each once, with what a list of them is sorted and searched by."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from reader_app.core.arabic import searchable
from reader_app.core.names import GlossaryEntry, Kind, Mention, Mentions
from reader_app.services.naming import GUESSES


class Column(StrEnum):
    """What a list of names can be sorted by."""

    ENGLISH = "english"
    ARABIC = "arabic"
    KIND = "kind"
    COUNT = "count"
    FIRST = "first"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class ListedName:
    """An entry and where the article names it, in reading order; never nowhere.

    `sought` is what a search looks into: every form of the name, as `searchable` has it.
    """

    entry: GlossaryEntry
    mentions: tuple[Mention, ...]
    sought: str

    @property
    def is_explained(self) -> bool:
        """Whether a glossary tells who or what it is."""
        return self.entry.source not in GUESSES


_KEYS: dict[Column, Callable[[ListedName], tuple[object, ...]]] = {
    # What has no English comes last.
    Column.ENGLISH: lambda name: (not name.entry.english, name.entry.english.casefold()),
    Column.ARABIC: lambda name: (searchable(name.entry.arabic),),
    Column.KIND: lambda name: (name.entry.kind, name.mentions[0].span),
    Column.COUNT: lambda name: (-len(name.mentions), name.mentions[0].span),
    Column.FIRST: lambda name: (name.mentions[0].span,),
    Column.SOURCE: lambda name: (name.entry.source.casefold(), name.mentions[0].span),
}


def list_names(mentions: Mentions) -> tuple[ListedName, ...]:
    """Every entry that is named, in the order in which they are first. For any thread."""
    entries = {m.entry.id: m.entry for m in mentions.all if m.is_name}
    return tuple(_listed(entry, mentions.naming(entry)) for entry in entries.values())


def choose_names(
    names: Sequence[ListedName],
    wanted: str = "",
    kind: Kind | None = None,
    *,
    only_unexplained: bool = False,
    by: Column = Column.FIRST,
    backwards: bool = False,
) -> tuple[ListedName, ...]:
    """Those of a kind that have `wanted` in one of their forms, sorted. Hamzas, vowel marks and capitals make
    no difference."""
    text = searchable(wanted)
    chosen = [
        name
        for name in names
        if (kind is None or name.entry.kind is kind)
        and not (only_unexplained and name.is_explained)
        and text in name.sought
    ]
    chosen.sort(key=_KEYS[by], reverse=backwards)
    return tuple(chosen)


def _listed(entry: GlossaryEntry, mentions: Sequence[Mention]) -> ListedName:
    forms = (entry.english, *entry.accepted, *entry.full_forms, *entry.short, *(m.text for m in mentions))
    sought = "\n".join(dict.fromkeys(searchable(form) for form in forms))
    return ListedName(entry, tuple(mentions), sought)
