"""Terms as tables: CSV and TSV with a column for each thing that is known of a term.

A table that names its columns may have any of them; one that does not has Arabic and English in the first
two columns that hold them.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from reader_app.core.errors import ExchangeError
from reader_app.core.names import Kind, Location
from reader_app.core.terms import GivenTerm, OwnTerm
from reader_app.formats.tables import csv_rows, guessed_columns, tsv_rows

COLUMNS = (
    *("id", "kind", "english", "accepted", "arabic", "spellings", "short", "definition"),
    *("latitude", "longitude", "country", "region", "population", "feature", "location_source"),
    *("demonyms", "cues", "created", "changed", "begun_from"),
)
SEPARATOR = "|"
"""Between the items of a cell that holds several."""

_NAMES = {
    **{name: name for name in COLUMNS},
    **dict.fromkeys(("ar", "source", "term"), "arabic"),
    **dict.fromkeys(("en", "target", "translation"), "english"),
    **dict.fromkeys(("note", "description"), "definition"),
    "type": "kind",
}
_LISTS = ("accepted", "spellings", "short", "demonyms", "cues")


def read_csv(file: BinaryIO, name: str) -> Iterator[GivenTerm | None]:
    """The terms of a CSV file, None for a row without Arabic or English. Raises ExchangeError."""
    return _terms(csv_rows(file, name), name)


def read_tsv(file: BinaryIO, name: str) -> Iterator[GivenTerm | None]:
    """The same of a TSV file; lines that begin with # are remarks. Raises ExchangeError."""
    return _terms(tsv_rows(file, name), name)


def write_csv(file: BinaryIO, terms: Iterable[OwnTerm]) -> None:
    """RFC 4180 in UTF-8, with the names of the columns in the first row."""
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    csv.writer(text).writerows(_rows(terms))
    text.detach()


def write_tsv(file: BinaryIO, terms: Iterable[OwnTerm]) -> None:
    """A term a line; tabs and line breaks inside a cell become spaces."""
    for row in _rows(terms):
        line = "\t".join(" ".join(cell.split()) for cell in row)
        file.write(f"{line}\n".encode())


def _rows(terms: Iterable[OwnTerm]) -> Iterator[Sequence[str]]:
    yield COLUMNS
    for term in terms:
        place = term.location
        where = ("",) * 7
        if place is not None:
            people = "" if place.population is None else str(place.population)
            point = (repr(place.latitude), repr(place.longitude))
            where = (*point, place.country, place.region, people, place.feature, place.source)
        yield (
            *(term.id, str(term.kind), term.english, SEPARATOR.join(term.accepted), term.arabic),
            *(SEPARATOR.join(term.spellings), SEPARATOR.join(term.short), term.definition),
            *where,
            *(SEPARATOR.join(term.demonyms), SEPARATOR.join(term.cues)),
            *(term.created, term.changed, term.begun_from),
        )


def _terms(rows: Iterator[Sequence[str]], name: str) -> Iterator[GivenTerm | None]:
    columns: dict[str, int] | None = None
    for number, row in enumerate(rows, start=1):
        if not any(cell.strip() for cell in row):
            continue
        if columns is None:
            named = _named_columns(row)
            columns = named or {}
            if named:
                continue
        places = columns
        if not places:
            guessed = guessed_columns(row)
            places = {"arabic": guessed["source"], "english": guessed["target"]} if guessed else {}
        cells = {key: row[place].strip() for key, place in places.items() if place < len(row)}
        try:
            yield _term(cells)
        except ValueError as error:
            raise ExchangeError(
                f"Row {number} of {name}: {error}.", "Nothing was changed. Mend the row and import it again."
            ) from None


def _named_columns(row: Sequence[str]) -> dict[str, int]:
    named: dict[str, int] = {}
    for place, cell in enumerate(row):
        if (known := _NAMES.get(cell.strip().lower())) is not None:
            named.setdefault(known, place)
    return named if {"arabic", "english"} <= named.keys() else {}


def _term(cells: dict[str, str]) -> GivenTerm | None:
    arabic, english = cells.get("arabic", ""), cells.get("english", "")
    if not (arabic and english):
        return None
    kind = cells.get("kind", "").lower()
    if kind and kind not in set(Kind):
        raise ValueError(f"{kind!r} is no kind; there are {', '.join(Kind)}")
    lists = {name: tuple(filter(None, cells[name].split(SEPARATOR))) for name in _LISTS if name in cells}
    return GivenTerm(
        arabic,
        english,
        id=cells.get("id", ""),
        kind=Kind(kind) if kind else None,
        definition=cells.get("definition"),
        location=_location(cells),
        created=cells.get("created", ""),
        changed=cells.get("changed", ""),
        begun_from=cells.get("begun_from", ""),
        **lists,
    )


def _location(cells: dict[str, str]) -> Location | None:
    latitude, longitude = cells.get("latitude", ""), cells.get("longitude", "")
    if not (latitude and longitude):
        return None
    try:
        north, east = float(latitude), float(longitude)
    except ValueError:
        raise ValueError("latitude and longitude have to be numbers") from None
    if not (-90 <= north <= 90 and -180 <= east <= 180):
        raise ValueError(f"{latitude}, {longitude} is no place on earth")
    people = cells.get("population", "")
    return Location(
        north,
        east,
        cells.get("country", ""),
        cells.get("region", ""),
        int(people) if people.isdecimal() else None,
        cells.get("feature", ""),
        cells.get("location_source", ""),
    )
