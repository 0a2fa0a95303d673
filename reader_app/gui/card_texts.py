"""What a card says beside an entry's name and definition. Plain text."""

from datetime import datetime

from reader_app.core.names import GlossaryEntry, Kind, Location, Mention
from reader_app.core.terms import OwnTerm
from reader_app.services.naming import LIKELY_SPELLING, NO_SOURCE

KIND_NAMES = {
    Kind.PERSON: "Person",
    Kind.PLACE: "Place",
    Kind.ORGANISATION: "Organisation",
    Kind.TERM: "Term",
}


def title(mention: Mention) -> str:
    """The English name, or that none is known."""
    return mention.entry.english or "English name not known"


def kind(mention: Mention) -> str:
    """The kind, and for a guess that it is one."""
    name = KIND_NAMES[mention.entry.kind]
    return f"{name} · likely spelling" if mention.entry.source == LIKELY_SPELLING else name


def summary(mention: Mention) -> str:
    """One line for a list: the definition, or what there is in its place."""
    entry = mention.entry
    if entry.definition:
        return entry.definition
    return "Likely spelling" if entry.source == LIKELY_SPELLING else "Not in the glossary"


def other_english(mention: Mention) -> str:
    """The other English forms: of a guess the next likely ones. Empty where there are none."""
    entry = mention.entry
    if not entry.accepted:
        return ""
    lead = "Perhaps" if entry.source == LIKELY_SPELLING else "In English also"
    return f"{lead}: {', '.join(entry.accepted)}"


def facts(mention: Mention) -> str:
    """Where a place lies. Empty where that is not known."""
    location = mention.entry.location
    return coordinates(location) if location is not None else ""


def coordinates(location: Location) -> str:
    """Latitude and longitude in degrees."""
    north = "N" if location.latitude >= 0 else "S"
    east = "E" if location.longitude >= 0 else "W"
    return f"{abs(location.latitude):.2f}° {north}, {abs(location.longitude):.2f}° {east}"


def ambiguity(mention: Mention) -> str:
    """What is not certain about who or what is meant here. Empty where nothing is."""
    others = [_which(entry) for entry in mention.others]
    also = f"Here it may also be: {', '.join(others)}" if others else ""
    presumed = "The article gives this name only; it is best known as this person's."
    return "\n".join(part for part in (presumed if mention.is_presumed else "", also) if part)


def _which(entry: GlossaryEntry) -> str:
    """The name; of a place also what it is and where, since its name may be the same."""
    name = entry.english or entry.arabic
    what = entry.definition.partition(";")[0].partition(".")[0]
    return f"{name} ({what[:1].lower()}{what[1:]})" if entry.kind is Kind.PLACE and what else name


def day(moment: str) -> str:
    """The reader's day of a moment that is given in ISO 8601: 24 November 2026."""
    when = datetime.fromisoformat(moment).astimezone()
    return f"{when.day} {when:%B %Y}"


def source(mention: Mention) -> str:
    """Where the entry comes from, with its licence; of a place also where its facts come from."""
    entry = mention.entry
    if isinstance(entry, OwnTerm):
        begun = f"; begun from {entry.begun_from}" if entry.begun_from else ""
        return f"{entry.source}, {day(entry.changed)}{begun}"
    if entry.source == NO_SOURCE:
        return "Not in the glossary: recognised as a name by how it is used."
    if entry.source == LIKELY_SPELLING:
        return "Not in the glossary: recognised by how it is used, spelled by a model of names."
    licence = f" ({entry.licence})" if entry.licence else ""
    text = f"Source: {entry.source}{licence}"
    if entry.location is not None and entry.location.source:
        text += f"; location: {entry.location.source}"
    return text
