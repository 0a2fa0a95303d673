"""Cities and towns of the world that have an Arabic name, from GeoNames.

The table is made by `tools/make_gazetteer.py`; `resources/glossary/README.md` describes it.
"""

from collections.abc import Iterable
from pathlib import Path

from reader_app.core.names import GlossaryEntry, Kind, Location
from reader_app.glossary.countries import country_names
from reader_app.glossary.files import broken

FILE = "gazetteer.tsv"
SOURCE = "GeoNames"
LICENCE = "CC BY 4.0"
SEPARATOR = "|"

PLACE_CUES = (
    *("مدينة", "مدينتي", "بلدة", "بلدتي", "قرية", "قريتي", "ضاحية", "ضواحي", "مخيم", "مستوطنة"),
    *("بلدية", "محافظة", "ولاية", "مقاطعة", "قضاء", "مديرية", "ميناء", "مطار", "معبر"),
)
"""One of these has to stand before a name that is an ordinary word or a person's name as well."""

_COLUMNS = 10
_NEEDS_EVIDENCE = "?"


class GeoNamesSource:
    """The places of the table, the most populous first."""

    name = "geonames"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def entries(self) -> Iterable[GlossaryEntry]:
        """All places. Raises GlossaryError where the table is missing or damaged.

        Imports Babel on first use, for the countries' names: not for the GUI's thread.
        """
        path = self._folder / FILE
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, ValueError) as error:
            raise broken(path, "", str(error)) from error
        countries = country_names(self._folder)
        for number, line in enumerate(lines, start=1):
            if line.startswith("#"):
                continue
            try:
                yield _entry(line.split("\t"), countries)
            except ValueError as error:
                raise broken(path, f"line {number}", str(error)) from None


def _entry(columns: list[str], countries: dict[str, str]) -> GlossaryEntry:
    if len(columns) != _COLUMNS:
        raise ValueError(f"{_COLUMNS} columns are expected, not {len(columns)}")
    number, english, accepted, arabic, evidence, feature, country, region, people, point = columns
    latitude, _, longitude = point.partition(" ")
    preferred, *others = arabic.split(SEPARATOR)
    population = int(people) if people else None
    return GlossaryEntry(
        id=f"geonames-{number}",
        kind=Kind.PLACE,
        english=english,
        arabic=preferred,
        definition=_definition(feature, english, region, countries.get(country, country), population),
        source=SOURCE,
        licence=LICENCE,
        spellings=tuple(others),
        cues=PLACE_CUES if evidence == _NEEDS_EVIDENCE else (),
        accepted=tuple(accepted.split(SEPARATOR)) if accepted else (),
        location=Location(float(latitude), float(longitude), country, region, population, feature),
    )


def _definition(feature: str, english: str, region: str, country: str, population: int | None) -> str:
    """The facts as one sentence."""
    where = f"of {country}" if feature == "capital" else f"in {country}"
    if region and feature != "capital" and region.casefold() != english.casefold():
        where = f"in {region}, {country}"
    people = f"; about {_rounded(population):,} inhabitants" if population else ""
    return f"{feature.capitalize()} {where}{people} (GeoNames)."


def _rounded(population: int) -> int:
    """To three significant digits: no count of people stays true to the last one."""
    return round(population, 3 - len(str(population)))
