"""Looking for an entry by what it is called, in Arabic or in English."""

from collections.abc import Sequence
from heapq import nsmallest

from reader_app.core.arabic import normalise
from reader_app.core.names import GlossaryEntry
from reader_app.services.name_index import normalised


class EntrySearch:
    """The names of many entries, to be searched for parts of them. Making one of a hundred thousand entries
    takes a second; immutable."""

    def __init__(self, entries: Sequence[GlossaryEntry]) -> None:
        self._entries = entries
        self._names = normalised([" · ".join(_names(entry)) for entry in entries])

    def find(self, text: str, count: int) -> Sequence[GlossaryEntry]:
        """Those with the text in a name: first where a name is the text, then where one begins with it,
        shorter names first. Case, vowel marks and hamzas on alef do not matter."""
        wanted = " ".join(normalise(text).casefold().split())
        if not wanted:
            return ()
        found = (
            (_distance(names, wanted), len(names), number)
            for number, names in enumerate(self._names)
            if wanted in names
        )
        return [self._entries[number] for _, _, number in nsmallest(count, found)]


def _names(entry: GlossaryEntry) -> list[str]:
    return [text.casefold() for text in (entry.english, *entry.accepted)] + [*entry.full_forms, *entry.short]


def _distance(names: str, wanted: str) -> int:
    """0 where a name is the text, 1 where one begins with it, 2 elsewhere."""
    each = names.split(" · ")
    if wanted in each:
        return 0
    return 1 if any(name.startswith(wanted) for name in each) else 2
