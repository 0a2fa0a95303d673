"""Making entries of the reader's own: of what was typed, of other sources' entries, of a file's terms."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import uuid4

from reader_app.core.errors import TermError
from reader_app.core.names import GlossaryEntry, Kind
from reader_app.core.terms import OWN_SOURCE, GivenTerm, OwnTerm
from reader_app.services.name_index import form_key
from reader_app.services.naming import GUESSES

_OWN_ID = "own-"


def new_id() -> str:
    """An id that no entry has."""
    return f"{_OWN_ID}{uuid4().hex[:16]}"


def has_own_id(entry: GlossaryEntry) -> bool:
    """Whether the entry stands in no other's place."""
    return entry.id.startswith(_OWN_ID)


def blank_term(arabic: str, kind: Kind, english: str = "") -> OwnTerm:
    """A term to be filled in."""
    return OwnTerm(
        id="", kind=kind, english=english, arabic=arabic, definition="", source=OWN_SOURCE, licence=""
    )


def as_own(entry: GlossaryEntry) -> OwnTerm:
    """The entry as one of the reader's own, to be changed: it keeps its id and all that it tells, and names
    the source that it was begun from. Of a name that nobody lists, the guess at its English alone."""
    if isinstance(entry, OwnTerm):
        return entry
    is_listed = entry.source not in GUESSES
    origin = ", ".join(filter(None, (entry.source, entry.licence))) if is_listed else ""
    return OwnTerm(
        id=entry.id if is_listed else "",
        kind=entry.kind,
        english=entry.english,
        arabic=entry.arabic,
        definition=entry.definition,
        source=OWN_SOURCE,
        licence="",
        spellings=entry.spellings,
        short=entry.short,
        demonyms=entry.demonyms,
        cues=entry.cues,
        accepted=entry.accepted if is_listed else (),
        location=entry.location,
        begun_from=origin,
    )


def cleaned(term: OwnTerm) -> OwnTerm:
    """The term without spaces to spare and forms said twice. Raises TermError where it has no English, or a
    form without a word of Arabic."""
    english = _squeezed(term.english)
    if not english:
        raise TermError("The entry has no English.", "Write how English calls it.")
    arabic, *spellings = _unrepeated((term.arabic, *term.spellings)) or [""]
    short = [form for form in _unrepeated(term.short) if form not in (arabic, *spellings)]
    for form in (arabic, *spellings, *short):
        if not any("\u0620" <= letter <= "\u06ff" for word in form_key(form) for letter in word):
            said = f"«{form}» has no word" if form else "The entry has no spelling"
            raise TermError(f"{said} in Arabic letters.", "Write it as articles do.")
    return replace(
        term,
        english=english,
        arabic=arabic,
        spellings=tuple(spellings),
        short=tuple(short),
        accepted=tuple(form for form in _unrepeated(term.accepted) if form != english),
        definition=term.definition.strip(),
        demonyms=tuple(form for form in _unrepeated(term.demonyms) if form_key(form)),
        cues=tuple(_unrepeated(term.cues)),
        location=term.location if term.kind is Kind.PLACE else None,
    )


def joined(into: OwnTerm, entry: GlossaryEntry) -> OwnTerm:
    """`into` with the forms of an entry that is the same, and its English among the accepted ones."""
    english = () if entry.source in GUESSES else (entry.english, *entry.accepted)
    return replace(
        into,
        spellings=(*into.spellings, *entry.full_forms),
        short=(*into.short, *entry.short),
        demonyms=(*into.demonyms, *entry.demonyms),
        accepted=(*into.accepted, *english),
        definition=into.definition or entry.definition,
        location=into.location or entry.location,
    )


def without(term: OwnTerm, form: str) -> OwnTerm:
    """The term without one of its forms. Raises TermError where it has no other full one."""
    key = form_key(form)
    full = [one for one in term.full_forms if form_key(one) != key]
    if not full:
        raise TermError(f"«{form}» is the only spelling of this entry.", "Edit the entry instead.")
    short = tuple(one for one in term.short if form_key(one) != key)
    return replace(term, arabic=full[0], spellings=tuple(full[1:]), short=short)


def from_file(given: GivenTerm, known: OwnTerm | None) -> OwnTerm:
    """The term that a file tells of; what it does not tell is as `known` has it. Raises TermError."""
    base = known or blank_term(given.arabic, Kind.TERM)
    told = {
        "kind": given.kind,
        "definition": given.definition,
        "accepted": given.accepted,
        "spellings": given.spellings,
        "short": given.short,
        "demonyms": given.demonyms,
        "cues": given.cues,
        "location": given.location,
        "created": given.created or None,
        "begun_from": given.begun_from or None,
    }
    changes = {name: value for name, value in told.items() if value is not None}
    return cleaned(replace(base, arabic=given.arabic, english=given.english, **changes))  # type: ignore[arg-type]


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _unrepeated(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(filter(None, map(_squeezed, texts))))
