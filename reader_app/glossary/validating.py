"""What a glossary has to be beyond its format: unambiguous, in the right script, and brief."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from reader_app.core.names import GlossaryEntry, Kind
from reader_app.glossary.merging import SAME_PLACE_KM, distance_km, is_told_apart
from reader_app.services.name_index import adjective_forms, form_key

MAX_DEFINITION = 300
"""In characters."""

MAX_SENTENCES = 2
MIN_FORM = 3
"""In normalised letters, spaces not counted: shorter words are too often something else."""

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*|territory-[A-Z]{2}")
_ARABIC_FORM = re.compile(r"[\u0620-\u065f\u0670-\u06d3][\u0620-\u065f\u0670-\u06d3\s\u200c\u2010\d-]*")
_ARABIC_LETTER = re.compile(r"[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]")
_SENTENCE_END = re.compile(r"(?<!\bSt)[.!?](?=\s|$)")

_Key = tuple[str, ...]


def validate(entries: Sequence[GlossaryEntry], common_words: Collection[str] = ()) -> list[str]:
    """Everything that is wrong with a glossary, as sentences for its editor; [] if all is well.

    `common_words` are ordinary words that no entry without cues may be spelled like.
    """
    common = {form_key(word) for word in common_words}
    problems = [f"{entry.id}: {problem}" for entry in entries for problem in _alone(entry, common)]
    return problems + list(_together(entries))


def _alone(entry: GlossaryEntry, common: Collection[_Key]) -> Iterator[str]:
    """What is wrong with an entry by itself."""
    if not _ID.fullmatch(entry.id):
        yield "the id has to be small letters and digits joined by hyphens, or territory-XX"
    yield from _english(entry)
    yield from _location(entry)
    yield from _definition(entry.definition)
    for form in (*entry.full_forms, *entry.short, *entry.demonyms, *entry.cues):
        if not _ARABIC_FORM.fullmatch(form) or not form_key(form):
            yield f"{form!r} is not in Arabic letters"
    for form in (*entry.full_forms, *entry.short):
        key = form_key(form)
        if sum(map(len, key)) < MIN_FORM:
            yield f"{form!r} is shorter than {MIN_FORM} letters"
        if key in common and not entry.cues:
            yield f"{form!r} is a common word and needs cues"
    if any(key in common for demonym in entry.demonyms for key in adjective_forms(demonym)):
        yield "an adjective is spelled like a common word"
    yield from _repeated(entry.full_forms)
    yield from _repeated(entry.short)
    yield from _short_forms(entry)


def _repeated(forms: Sequence[str]) -> Iterator[str]:
    first: dict[_Key, str] = {}
    for form in forms:
        if (other := first.setdefault(form_key(form), form)) is not form:
            yield f"{form!r} is spelled like {other!r} for the search"


def _short_forms(entry: GlossaryEntry) -> Iterator[str]:
    full = [form_key(form) for form in entry.full_forms]
    for form in entry.short:
        key = form_key(form)
        if not any(_is_part(key, whole) for whole in full):
            yield f"the short form {form!r} is no part of a full form"
        if key in full and not entry.cues:
            yield f"{form!r} is both a short and a full form, which only cues can tell apart"


def _definition(text: str) -> Iterator[str]:
    if not text.strip():
        yield "the definition is empty"
    elif not text.endswith("."):
        yield "the definition does not end with a full stop"
    if len(text) > MAX_DEFINITION or len(_SENTENCE_END.findall(text)) > MAX_SENTENCES:
        yield f"the definition is over {MAX_SENTENCES} sentences or {MAX_DEFINITION} characters"
    if _ARABIC_LETTER.search(text):
        yield "the definition has Arabic letters"


def _location(entry: GlossaryEntry) -> Iterator[str]:
    place = entry.location
    if place is None:
        return
    if entry.kind is not Kind.PLACE:
        yield "only a place has a location"
    if not (-90 <= place.latitude <= 90 and -180 <= place.longitude <= 180):
        yield f"there is no point at {place.latitude}, {place.longitude}"


def _english(entry: GlossaryEntry) -> Iterator[str]:
    if not entry.english.strip() or _ARABIC_LETTER.search(entry.english):
        yield f"the English name {entry.english!r} is empty or has Arabic letters"
    seen = {entry.english.casefold()}
    for name in entry.accepted:
        if not name.strip() or _ARABIC_LETTER.search(name):
            yield f"the accepted form {name!r} is empty or has Arabic letters"
        if name.casefold() in seen:
            yield f"the accepted form {name!r} is given already"
        seen.add(name.casefold())


def _is_part(part: _Key, whole: _Key) -> bool:
    return any(whole[i : i + len(part)] == part for i in range(len(whole) - len(part) + 1))


def _together(entries: Sequence[GlossaryEntry]) -> Iterator[str]:
    """What is wrong between entries."""
    ids: set[str] = set()
    named: dict[_Key, GlossaryEntry] = {}
    for entry in entries:
        if entry.id in ids:
            yield f"{entry.id}: the id is given twice"
        ids.add(entry.id)
        for form in entry.full_forms:
            other = named.setdefault(form_key(form), entry)
            if other.id != entry.id and (problem := _clash(other, entry)):
                yield f"{entry.id}: {form!r} is also a form of {other.id}, {problem}"
    yield from _adjectives(entries, named)
    for entry in entries:
        for form in entry.short:
            other = named.get(form_key(form), entry)
            if other.id != entry.id and not other.cues:
                yield f"{entry.id}: the short form {form!r} is a full form of {other.id}"


def _clash(first: GlossaryEntry, second: GlossaryEntry) -> str | None:
    """Why two entries may not share a full form, None if they may."""
    if not is_told_apart(first, second):
        return "and not both have cues"
    if first.location is None or second.location is None or first.is_country or second.is_country:
        return None
    return "which lies there too" if distance_km(first.location, second.location) <= SAME_PLACE_KM else None


def _adjectives(entries: Sequence[GlossaryEntry], named: Mapping[_Key, GlossaryEntry]) -> Iterator[str]:
    described: dict[_Key, GlossaryEntry] = {}
    for entry in entries:
        for demonym in entry.demonyms:
            for key in adjective_forms(demonym):
                other = described.setdefault(key, entry)
                if other.id != entry.id:
                    yield f"{entry.id}: the adjective {demonym!r} belongs to {other.id} too"
    for key, entry in described.items():
        if key in named and named[key].id != entry.id:
            yield f"{entry.id}: an adjective is spelled like {named[key].id}: {' '.join(key)!r}"
