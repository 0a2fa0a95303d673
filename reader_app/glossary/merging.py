"""Joining ranked sources into one list in which every id is unique and every form tells its entry."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt

from reader_app.core.names import GlossaryEntry, Kind, Location
from reader_app.glossary.countries import CountryForms, with_forms
from reader_app.services.name_index import adjective_forms, form_texts

SAME_PLACE_KM = 25
"""Two places that share a name are one if they lie no further apart: sources put a city's point, or a
river's, at different spots."""

_EARTH_RADIUS_KM = 6371.0

_Key = str
"""A form as `form_texts` gives it."""


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
    its coordinates and no country: then the one of higher rank is meant, and the other can be offered."""
    are_places = first.kind is Kind.PLACE is second.kind
    has_point = second.location is not None and not second.is_country
    return bool(first.cues and second.cues) or (are_places and has_point)


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
        if not self.by_id and len(ids := {entry.id: entry for entry in entries}) == len(entries):
            self.by_id = ids
        else:
            for entry, entry_keys in zip(entries, keys, strict=True):
                self._merge(entry, entry_keys)
        for entry, entry_keys in zip(entries, keys, strict=True):
            if (merged := self.by_id.get(entry.id)) is not None:
                self._take(merged, entry_keys if merged is entry else form_texts(merged.full_forms))

    def _merge(self, entry: GlossaryEntry, keys: Sequence[_Key]) -> None:
        if (known := self.by_id.get(entry.id)) is not None:
            if (free := self._without_taken(entry, keys)) is not None:
                self.by_id[known.id] = with_forms(known, _forms(free))
        elif (same := self._same_place(entry, keys)) is not None:
            self._join_place(same, entry, keys)
        elif (free := self._without_taken(entry, keys)) is not None:
            self.by_id[entry.id] = free

    def _take(self, entry: GlossaryEntry, keys: Sequence[_Key]) -> None:
        """Count an entry's forms as taken, for the sources to come."""
        for key in keys:
            if key in self._named:
                self._named[key].append(entry.id)
            else:
                self._named[key] = [entry.id]
        if entry.short:
            for key in form_texts(entry.short):
                self._short.setdefault(key, []).append(entry.id)
        for demonym in entry.demonyms:
            self._described.update({" ".join(key): entry.id for key in adjective_forms(demonym)})

    def _without_taken(self, entry: GlossaryEntry, keys: Sequence[_Key]) -> GlossaryEntry | None:
        """The entry with the full forms that are still its to use, None if none is."""
        if not any(key in self._named or key in self._short or key in self._described for key in keys):
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
        """The entry of an earlier source for the same place. No town is a country, however small."""
        if entry.location is None or entry.is_country:
            return None
        for key in keys:
            for holder in map(self.by_id.__getitem__, self._named.get(key, ())):
                place = holder.location
                if place is None or holder.is_country:
                    continue
                if distance_km(place, entry.location) <= SAME_PLACE_KM:
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
    keys = form_texts([form for entry in entries for form in entry.full_forms])
    ends = [0]
    for entry in entries:
        ends.append(ends[-1] + 1 + len(entry.spellings))
    return [keys[start:end] for start, end in pairwise(ends)]


def _forms(entry: GlossaryEntry) -> CountryForms:
    return CountryForms(
        spellings=entry.full_forms, short=entry.short, demonyms=entry.demonyms, cues=entry.cues
    )
