"""Joining ranked sources into one list in which every id is unique and every form tells its entry."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt

from reader_app.core.names import GlossaryEntry, Kind, Location
from reader_app.glossary.countries import CountryForms, with_forms
from reader_app.services.name_index import adjective_forms, form_keys

SAME_PLACE_KM = 25
"""Two places that share a name are one if they lie no further apart: sources put a city's point, or a
river's, at different spots."""

_EARTH_RADIUS_KM = 6371.0

_Key = tuple[str, ...]


def merge(sources: Iterable[Iterable[GlossaryEntry]]) -> tuple[GlossaryEntry, ...]:
    """The entries of all sources, those of the first one first.

    An entry with the id of an earlier source's entry adds its forms to that one, which keeps its own
    English, definition, source and licence. So does a place with a name of an earlier source's place
    within SAME_PLACE_KM of it, which gains the facts of its location that it lacks.

    A full form that names an entry of an earlier source is taken from the later entry, unless both
    have cues to tell them apart, or both are places, which stay namesakes. So is one that is a short
    form there, unless the later entry has cues, and one that is a country's adjective. An entry left
    with no form is dropped.
    """
    merged = _Merged()
    for entries in sources:
        merged.add(list(entries))
    return tuple(merged.by_id.values())


def is_told_apart(first: GlossaryEntry, second: GlossaryEntry) -> bool:
    """Whether two entries may share a full form: both have cues, or both are places, the second with
    its coordinates: then the one of higher rank is meant, and the other can be offered."""
    are_places = first.kind is Kind.PLACE is second.kind
    return bool(first.cues and second.cues) or (are_places and second.location is not None)


def distance_km(one: Location, other: Location) -> float:
    """How far apart two points of the earth are, along its surface taken as a sphere."""
    latitude, other_latitude = radians(one.latitude), radians(other.latitude)
    across = sin((other_latitude - latitude) / 2) ** 2
    along = sin(radians(other.longitude - one.longitude) / 2) ** 2
    chord = across + cos(latitude) * cos(other_latitude) * along
    return 2 * _EARTH_RADIUS_KM * asin(min(1.0, sqrt(chord)))


class _Merged:
    """What has been merged so far; forms count as taken only once their whole source is in."""

    def __init__(self) -> None:
        self.by_id: dict[str, GlossaryEntry] = {}
        self._named: dict[_Key, list[str]] = {}
        self._short: dict[_Key, list[str]] = {}
        self._described: dict[_Key, str] = {}

    def add(self, entries: Sequence[GlossaryEntry]) -> None:
        """Merge a source below those merged before it."""
        keys = _keys_of(entries)
        for entry, entry_keys in zip(entries, keys, strict=True):
            if (known := self.by_id.get(entry.id)) is not None:
                if (free := self._without_taken(entry, entry_keys)) is not None:
                    self.by_id[known.id] = with_forms(known, _forms(free))
            elif (same := self._same_place(entry, entry_keys)) is not None:
                self._join_place(same, entry, entry_keys)
            elif (free := self._without_taken(entry, entry_keys)) is not None:
                self.by_id[entry.id] = free
        kept = [self.by_id[entry.id] for entry in entries if entry.id in self.by_id]
        for entry, entry_keys in zip(kept, _keys_of(kept), strict=True):
            for key in entry_keys:
                self._named.setdefault(key, []).append(entry.id)
        short = [(form, entry.id) for entry in kept for form in entry.short]
        for (_, entry_id), key in zip(short, form_keys([form for form, _ in short]), strict=True):
            self._short.setdefault(key, []).append(entry_id)
        for entry in kept:
            for demonym in entry.demonyms:
                self._described.update(dict.fromkeys(adjective_forms(demonym), entry.id))

    def _without_taken(self, entry: GlossaryEntry, keys: Sequence[_Key]) -> GlossaryEntry | None:
        """The entry with the full forms that are still its to use, None if none is."""
        taken = (self._named, self._short, self._described)
        if all(key not in forms for forms in taken for key in keys):
            return entry
        free = [f for f, key in zip(entry.full_forms, keys, strict=True) if self._is_free(key, entry)]
        return replace(entry, arabic=free[0], spellings=tuple(free[1:])) if free else None

    def _is_free(self, key: _Key, entry: GlossaryEntry) -> bool:
        named = [self.by_id[i] for i in self._named.get(key, ()) if i != entry.id]
        if not all(is_told_apart(holder, entry) for holder in named):
            return False
        if self._described.get(key, entry.id) != entry.id:
            return False
        return bool(entry.cues) or all(i == entry.id for i in self._short.get(key, ()))

    def _same_place(self, entry: GlossaryEntry, keys: Sequence[_Key]) -> GlossaryEntry | None:
        """The entry of an earlier source for the same place."""
        if entry.location is None:
            return None
        for key in keys:
            for holder in map(self.by_id.__getitem__, self._named.get(key, ())):
                place = holder.location
                if place is not None and distance_km(place, entry.location) <= SAME_PLACE_KM:
                    return holder
        return None

    def _join_place(self, known: GlossaryEntry, entry: GlossaryEntry, keys: Sequence[_Key]) -> None:
        """Give a place what a later source tells of it. A form that has to be cued would not be any
        more in an entry without cues."""
        assert known.location is not None
        assert entry.location is not None
        free = None
        if known.cues or not entry.cues:
            free = self._without_taken(replace(entry, id=known.id), keys)
        joined = with_forms(known, CountryForms(spellings=free.full_forms)) if free else known
        facts = entry.location
        location = known.location
        if location.population is None and facts.population is not None:
            location = replace(
                location,
                country=location.country or facts.country,
                region=location.region or facts.region,
                population=facts.population,
                feature=location.feature or facts.feature,
                source=facts.source or f"{entry.source}, {entry.licence}",
            )
        self.by_id[known.id] = replace(joined, location=location)


def _keys_of(entries: Sequence[GlossaryEntry]) -> list[Sequence[_Key]]:
    """The keys of each entry's full forms."""
    keys = form_keys([form for entry in entries for form in entry.full_forms])
    ends = [0]
    for entry in entries:
        ends.append(ends[-1] + 1 + len(entry.spellings))
    return [keys[start:end] for start, end in pairwise(ends)]


def _forms(entry: GlossaryEntry) -> CountryForms:
    return CountryForms(
        spellings=entry.full_forms, short=entry.short, demonyms=entry.demonyms, cues=entry.cues
    )
