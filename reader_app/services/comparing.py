"""Drafts beside what became of them, found in files of translations."""

from collections.abc import Iterable, Sequence

from reader_app.core.translation import cache_source
from reader_app.core.units import State, Unit
from reader_app.services.reviewing import REVIEWED

Pair = tuple[str, str]
"""A draft and the text that it should be."""


def drafts_in(units: Iterable[Unit]) -> Sequence[Pair]:
    """The drafts that a file tells beside reviewed texts: a unit's own, else a unit that is still a draft
    where another has the same source."""
    reviewed: dict[str, Unit] = {}
    drafts: dict[str, str] = {}
    for unit in units:
        key = _key(unit)
        if unit.state in REVIEWED:
            reviewed.setdefault(key, unit)
        elif unit.state is State.DRAFT:
            drafts.setdefault(key, unit.target)
    return [
        (unit.draft or drafts[key], unit.target)
        for key, unit in reviewed.items()
        if unit.draft or key in drafts
    ]


def drafts_beside(drafts: Iterable[Unit], finals: Iterable[Unit]) -> Sequence[Pair]:
    """The units of the one file beside those of the other with the same source; of several, the first."""
    known: dict[str, str] = {}
    for unit in drafts:
        known.setdefault(_key(unit), unit.target)
    pairs: dict[str, Pair] = {}
    for unit in finals:
        key = _key(unit)
        if key in known:
            pairs.setdefault(key, (known[key], unit.target))
    return list(pairs.values())


def _key(unit: Unit) -> str:
    return " ".join(cache_source(unit.source).split())
