"""The names of all countries and territories, from the Unicode CLDR by way of Babel."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from reader_app.core.names import GlossaryEntry, Kind
from reader_app.glossary.countries import (
    CountryForms,
    read_country_forms,
    read_country_points,
    territory_id,
    unrepeated,
    with_forms,
)

LICENCE = "Unicode-3.0"
PSEUDO_REGIONS = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})
"""Two-letter codes of the CLDR that are no country or territory."""

VARIANTS = ("ar_SA",)
"""The Arabic locales whose names for some territories differ from the plain Arabic ones."""

_REMARK = re.compile(r"\s*\([^)]*\)")


class CldrSource:
    """Countries and territories, defined by what the CLDR tells of their languages and money."""

    name = "cldr"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def entries(self) -> Iterable[GlossaryEntry]:
        """All territories with an Arabic and an English name, by code. Raises GlossaryError.

        Imports Babel on first use, which takes a while: not for the GUI's thread.
        """
        from babel.core import Locale, get_cldr_version

        version = get_cldr_version()
        added, points = read_country_forms(self._folder), read_country_points(self._folder)
        arabic, english = Locale.parse("ar").territories, Locale.parse("en").territories
        variants = [Locale.parse(name).territories for name in VARIANTS]
        for code in sorted(english):
            if len(code) != 2 or not code.isalpha() or code in PSEUDO_REGIONS or code not in arabic:
                continue
            names = [_REMARK.sub("", names_of[code]) for names_of in (arabic, *variants)]
            entry = GlossaryEntry(
                id=territory_id(code),
                kind=Kind.PLACE,
                english=english[code].replace(" & ", " and "),
                arabic=names[0],
                definition=_definition(code, version),
                source=f"Unicode CLDR {version}",
                licence=LICENCE,
                spellings=unrepeated(tuple(names[1:]), besides=(names[0],)),
                location=points.get(code),
            )
            yield with_forms(entry, added.get(code, CountryForms()))


def _definition(code: str, version: str) -> str:
    """What the CLDR states, named as its statement: its releases lag behind the world."""
    from babel.core import Locale
    from babel.languages import get_official_languages
    from babel.numbers import get_territory_currencies

    english = Locale.parse("en")
    # "sr_Latn" and "sr" are one language in two scripts.
    tags = get_official_languages(code, de_facto=True)
    languages = list(dict.fromkeys(tag.partition("_")[0] for tag in tags))
    spoken = [english.languages[tag] for tag in languages if tag in english.languages]
    money = [english.currencies.get(tag, tag) for tag in get_territory_currencies(code)]
    facts: list[str] = []
    if spoken:
        facts.append(f"official or de facto {_plural('language', spoken)} {_joined(spoken)}")
    if money:
        facts.append(f"{_plural('currency', money)} {_joined(money)}")
    stated = f" Listed in the CLDR {version} with {', and '.join(facts)}." if facts else ""
    return f"Country or territory.{stated}"


def _plural(noun: str, items: Sequence[str]) -> str:
    if len(items) == 1:
        return noun
    return noun[:-1] + "ies" if noun.endswith("y") else noun + "s"


def _joined(items: Sequence[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"
