"""Joining ranked sources into one list in which every id and every unmarked form is unique."""

from collections.abc import Iterable
from dataclasses import replace

from reader_app.core.names import GlossaryEntry
from reader_app.glossary.countries import CountryForms, with_forms
from reader_app.services.name_index import form_key


def merge(sources: Iterable[Iterable[GlossaryEntry]]) -> tuple[GlossaryEntry, ...]:
    """The entries of all sources, those of the first one first.

    An entry with the id of an earlier source's entry adds its forms to that one, which keeps its own
    English, definition, source and licence. A full form that names an entry of an earlier source is
    taken from the later entry, unless both entries have cues to tell them apart; an entry left with
    no form is dropped.
    """
    merged: dict[str, GlossaryEntry] = {}
    for entries in sources:
        taken = {form_key(form): e for e in merged.values() for form in e.full_forms}
        for entry in entries:
            known = merged.get(entry.id)
            free = _without_taken(entry, taken)
            if known is not None and free is not None:
                merged[entry.id] = with_forms(known, _forms(free))
            elif free is not None:
                merged[entry.id] = free
    return tuple(merged.values())


def _without_taken(entry: GlossaryEntry, taken: dict[tuple[str, ...], GlossaryEntry]) -> GlossaryEntry | None:
    """The entry with the full forms that are still its to use, None if none is."""

    def is_free(form: str) -> bool:
        holder = taken.get(form_key(form))
        return holder is None or holder.id == entry.id or bool(holder.cues and entry.cues)

    free = [form for form in entry.full_forms if is_free(form)]
    return replace(entry, arabic=free[0], spellings=tuple(free[1:])) if free else None


def _forms(entry: GlossaryEntry) -> CountryForms:
    return CountryForms(
        spellings=entry.full_forms, short=entry.short, demonyms=entry.demonyms, cues=entry.cues
    )
