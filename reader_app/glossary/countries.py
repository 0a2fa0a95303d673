"""What Arabic texts call countries beyond their plain names: spellings, adjectives, cues.

One file serves every source, since the id of a country's entry tells its ISO 3166 code.
"""

import re
from dataclasses import dataclass, replace
from pathlib import Path

from reader_app.core.names import COUNTRY, GlossaryEntry, Location
from reader_app.glossary.files import Fields, broken, read_object
from reader_app.services.name_index import form_key

POINTS_FILE = "country_points.tsv"
POINTS_SOURCE = "Natural Earth, public domain"

_CODE = re.compile(r"[A-Z]{2}")
_PREFIX = "territory-"


def territory_id(code: str) -> str:
    """The id of the entry for a country or territory, by its ISO 3166-1 alpha-2 code."""
    return _PREFIX + code


def territory_code(entry_id: str) -> str | None:
    """The ISO code in an entry's id, None where the entry is no country."""
    code = entry_id.removeprefix(_PREFIX)
    return code if code != entry_id and _CODE.fullmatch(code) else None


@dataclass(frozen=True, slots=True)
class CountryForms:
    """What is added to a country's entry. `english` is empty where the source's own name is good."""

    english: str = ""
    spellings: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()


def read_country_forms(folder: Path) -> dict[str, CountryForms]:
    """ISO code -> forms, from `countries.json`. Raises GlossaryError."""
    path = folder / "countries.json"
    forms: dict[str, CountryForms] = {}
    for code, members in read_object(path).items():
        if not _CODE.fullmatch(code) or not isinstance(members, dict):
            raise broken(path, repr(code), "a two-letter code with an object is expected")
        fields = Fields(path, code, members)
        fields.only({"english", "spellings", "short", "demonyms", "cues"})
        forms[code] = CountryForms(
            fields.text("english", ""),
            fields.texts("spellings"),
            fields.texts("short"),
            fields.texts("demonyms"),
            fields.texts("cues"),
        )
    return forms


def read_country_points(folder: Path) -> dict[str, Location]:
    """ISO code -> a point well inside the country, from `country_points.tsv`. Raises GlossaryError."""
    path = folder / POINTS_FILE
    points: dict[str, Location] = {}
    try:
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                code, latitude, longitude = line.split("\t")
                points[code] = Location(
                    float(latitude), float(longitude), code, feature=COUNTRY, source=POINTS_SOURCE
                )
    except (OSError, ValueError) as error:
        raise broken(path, "", str(error)) from error
    return points


def country_names(folder: Path) -> dict[str, str]:
    """ISO code -> English name, the CLDR's or the one given in its place. Raises GlossaryError.

    Imports Babel on first use: not for the GUI's thread.
    """
    from babel.core import Locale

    english = Locale.parse("en").territories
    names = {str(code): name.replace(" & ", " and ") for code, name in english.items()}
    return names | {code: f.english for code, f in read_country_forms(folder).items() if f.english}


def with_forms(entry: GlossaryEntry, forms: CountryForms) -> GlossaryEntry:
    """The entry, its forms followed by the country's; those it has already are not repeated."""
    return replace(
        entry,
        english=forms.english or entry.english,
        spellings=unrepeated((*entry.spellings, *forms.spellings), besides=(entry.arabic,)),
        short=unrepeated((*entry.short, *forms.short)),
        demonyms=unrepeated((*entry.demonyms, *forms.demonyms)),
        cues=unrepeated((*entry.cues, *forms.cues)),
    )


def unrepeated(forms: tuple[str, ...], besides: tuple[str, ...] = ()) -> tuple[str, ...]:
    """`forms` without those that are the same as an earlier one, or one of `besides`, once
    normalised."""
    seen = {form_key(form) for form in besides}
    kept: list[str] = []
    for form in forms:
        key = form_key(form)
        if key not in seen:
            seen.add(key)
            kept.append(form)
    return tuple(kept)
