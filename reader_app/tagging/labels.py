"""The labels of a token classifier, by what its own configuration calls them.

Makers agree on little: B-PERS, B-PER and I-PER name people, LOC and GPE places; some mark the last word of a
name (E-, L-) or a name of one word (S-, U-), some have no prefixes at all. A date or a nationality names
nobody and no place and counts as outside; so does a label that is not known here.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reader_app.core.names import Kind

_KINDS = {
    Kind.PERSON: "per pers person people",
    Kind.PLACE: "loc location place gpe city country",
    Kind.ORGANISATION: "org orga organisation organization corporation group",
}
_OTHERS = frozenset(
    ("misc", "other", "event", "eve", "fac", "facility", "product", "prod", "law", "work_of_art")
)
"""What has a name but no kind of ours: a treaty, an airport, a book."""

_SORTS = {word: kind for kind, words in _KINDS.items() for word in words.split()}
_PREFIXED = re.compile(r"(?:(?P<prefix>[BIOELSUM])[-_])?(?P<sort>.+)", re.IGNORECASE)
_BEGINNING = frozenset("BSU")


@dataclass(frozen=True, slots=True)
class Label:
    """A word with it is in a name. `begins` is set where the name begins there, whatever stands before.

    `sort` is the same for all labels of one sort of names; `kind` as in `TaggedName`.
    """

    begins: bool
    sort: str
    kind: Kind | None


def labels(names: Mapping[int, str]) -> tuple[Label | None, ...]:
    """What each label says of a word, by the numbers that the model gives out; None for outside of names.

    Raises ValueError, with the end of a sentence on the configuration, where the numbers have gaps or no
    label is one of people or places.
    """
    if sorted(names) != list(range(len(names))):
        raise ValueError("does not number its labels from 0 on")
    found = tuple(_label(names[number]) for number in range(len(names)))
    if not any(label and label.kind in (Kind.PERSON, Kind.PLACE) for label in found):
        some = ", ".join(list(names.values())[:6])
        raise ValueError(f"has no label for people or places, only: {some or 'none at all'}")
    return found


def names_marked(tags: Sequence[Label | None]) -> Iterator[tuple[int, int, Label]]:
    """First word, the word after the last, and label of each name that the words' labels mark. A name whose
    beginning is not marked as such begins all the same."""
    start, current = 0, None
    for i, label in enumerate([*tags, None]):
        if current is not None and (label is None or label.begins or label.sort != current.sort):
            yield start, i, current
            current = None
        if label is not None and current is None:
            start, current = i, label


def _label(name: str) -> Label | None:
    parts = _PREFIXED.fullmatch(name.strip())
    if parts is None:
        return None
    sort = parts["sort"].lower()
    kind = _SORTS.get(sort)
    if kind is None and sort not in _OTHERS:
        return None
    return Label((parts["prefix"] or "").upper() in _BEGINNING, kind or sort, kind)
