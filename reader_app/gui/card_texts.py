"""What a card says beside an entry's name and definition. Plain text."""

from datetime import datetime

from reader_app.core.names import Kind, Location, Mention
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
    """Who or what else the words may mean here. Empty where only one thing."""
    others = [entry.english or entry.arabic for entry in mention.others]
    return f"Here it may also be: {', '.join(others)}" if others else ""


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
