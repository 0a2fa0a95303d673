"""The glossary that comes with the application: `resources/glossary/*.json`."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from reader_app.core.names import GlossaryEntry, Kind, Location
from reader_app.glossary.countries import (
    read_country_forms,
    read_country_points,
    territory_code,
    with_forms,
)
from reader_app.glossary.files import Fields, broken, read_object

FILES = (
    *("people.json", "people-arab.json", "people-region.json", "people-world.json", "people-culture.json"),
    *("places.json", "places-levant.json", "places-region.json", "places-world.json"),
    *("organisations.json", "organisations-world.json"),
)
_HEADER = {"source", "licence", "kind", "entries"}
_LISTS = ("spellings", "short", "demonyms", "cues", "accepted")
_FIELDS = {"id", "english", "arabic", "definition", "location", *_LISTS}


class BundledSource:
    """Entries written and checked by hand."""

    name = "bundled"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def entries(self) -> Iterable[GlossaryEntry]:
        """All entries, in the order of the files. Raises GlossaryError."""
        forms, points = read_country_forms(self._folder), read_country_points(self._folder)
        for name in FILES:
            for entry in read_entries(self._folder / name):
                code = territory_code(entry.id)
                if code in points:
                    entry = replace(entry, location=points[code])  # noqa: PLW2901
                yield with_forms(entry, forms[code]) if code in forms else entry


def read_entries(path: Path) -> Iterable[GlossaryEntry]:
    """The entries of one file in the documented format. Raises GlossaryError."""
    header = Fields(path, "", read_object(path))
    header.only(_HEADER)
    try:
        kind = Kind(header.text("kind"))
    except ValueError:
        kinds = ", ".join(Kind)
        raise broken(path, "", f"field 'kind' has to be one of {kinds}") from None
    source, licence = header.text("source"), header.text("licence")
    for number, members in enumerate(header.objects("entries"), start=1):
        yield _entry(path, number, members, (kind, source, licence))


def _entry(
    path: Path, number: int, members: Mapping[str, Any], shared: tuple[Kind, str, str]
) -> GlossaryEntry:
    where = f"entry {number} ({members.get('id', 'no id')})"
    fields = Fields(path, where, members)
    fields.only(_FIELDS)
    kind, source, licence = shared
    return GlossaryEntry(
        id=fields.text("id"),
        kind=kind,
        english=fields.text("english"),
        arabic=fields.text("arabic"),
        definition=fields.text("definition"),
        source=source,
        licence=licence,
        location=_location(fields),
        **{name: fields.texts(name) for name in _LISTS},
    )


def _location(fields: Fields) -> Location | None:
    if "location" not in fields.members:
        return None
    latitude, longitude = fields.numbers("location", 2)
    return Location(latitude, longitude)
