"""Names that are missing, swapped, or only named in another way."""

import pytest

from reader_app.core.article import Span
from reader_app.core.checks import Flag, Severity
from reader_app.core.checks.name import check_names
from reader_app.core.checks.name_forms import KnownNames
from reader_app.core.checks.pair import CheckedPair, Named
from reader_app.core.names import GlossaryEntry, Kind


def entry(english: str, arabic: str, kind: Kind = Kind.PLACE) -> GlossaryEntry:
    return GlossaryEntry(english.lower().replace(" ", "-"), kind, english, arabic, "", "", "")


DAMASCUS = entry("Damascus", "دمشق")
ALEPPO = entry("Aleppo", "حلب")
SYRIA = entry("Syria", "سوريا")
NIGER = entry("Niger", "النيجر")
NIGERIA = entry("Nigeria", "نيجيريا")
AMERICA = entry("United States", "الولايات المتحدة")
FRANCE = entry("France", "فرنسا")
NEW_YORK = entry("New York", "نيويورك")
UNION = entry("European Union", "الاتحاد الأوروبي", Kind.ORGANISATION)
TRUMP = entry("Donald Trump", "دونالد ترامب", Kind.PERSON)
ASSAD = entry("Bashar al-Assad", "الأسد", Kind.PERSON)
OBAMA = entry("Barack Obama", "باراك أوباما", Kind.PERSON)
KNOWN = KnownNames([DAMASCUS, ALEPPO, SYRIA, NIGER, NIGERIA, AMERICA, FRANCE, NEW_YORK, UNION, TRUMP, OBAMA])


def check(source: str, target: str, *entries: GlossaryEntry, accepted: tuple[str, ...] = ()) -> list[Flag]:
    names = [
        Named(Span(source.index(e.arabic), source.index(e.arabic) + len(e.arabic)), e, accepted=accepted)
        for e in entries
    ]
    return list(check_names(CheckedPair(source, target, names, known_names=KNOWN)))


@pytest.mark.parametrize(
    ("source", "target", "named"),
    [
        ("وصل إلى دمشق.", "He came to Damascus.", DAMASCUS),
        ("وصل إلى دمشق.", "He came to Damacus.", DAMASCUS),
        ("في سوريا", "the Syrian government", SYRIA),
        ("في الولايات المتحدة", "in the U.S. today", AMERICA),
        ("في الولايات المتحدة", "an American plan", AMERICA),
        ("في فرنسا", "a French plan", FRANCE),
        ("قال دونالد ترامب", "Trump said", TRUMP),
        ("رحيل الأسد", "Assad’s departure", ASSAD),
        ("دول الاتحاد الأوروبي", "the EU's states", UNION),
        ("دول الاتحاد الأوروبي", "EU/EEA states", UNION),
        ("في نيجيريا", "in Nigeria", NIGERIA),
    ],
)
def test_name_in_any_accepted_form_is_not_flagged(source: str, target: str, named: GlossaryEntry) -> None:
    assert check(source, target, named) == []


def test_other_forms_of_an_entry_will_do() -> None:
    assert check("وصل إلى حلب.", "He came to Beroea.", ALEPPO, accepted=("Beroea",)) == []


@pytest.mark.parametrize(
    ("source", "target", "named", "found"),
    [
        ("وصل إلى دمشق.", "He came to Aleppo.", DAMASCUS, "Aleppo"),
        ("في النيجر", "in Nigeria", NIGER, "Nigeria"),
        ("قال دونالد ترامب", "Barack Obama said", TRUMP, "Barack Obama"),
        ("في سوريا", "in New York", SYRIA, "New York"),
    ],
)
def test_name_in_the_place_of_another_is_an_error_at_both(
    source: str, target: str, named: GlossaryEntry, found: str
) -> None:
    (flag,) = check(source, target, named)
    assert flag.severity is Severity.ERROR
    assert flag.source is not None
    assert flag.source.of(source) == named.arabic
    assert flag.target is not None
    assert flag.target.of(target) == found
    assert named.english in flag.message


def test_name_that_is_missing_is_a_warning() -> None:
    (flag,) = check("وصل إلى دمشق.", "He came there.", DAMASCUS)
    assert (flag.severity, flag.target) == (Severity.WARNING, None)


def test_known_name_that_came_in_is_a_warning() -> None:
    (flag,) = check("وصل إلى المدينة.", "He came to Aleppo.")
    assert (flag.severity, flag.source) == (Severity.WARNING, None)


def test_known_name_that_the_source_spells_by_its_sounds_is_not_strange() -> None:
    assert check("رواية عن دماسكوس", "a novel about Damascus") == []


def test_adjective_of_a_country_supports_its_name_but_asks_for_none() -> None:
    source = "الحكومة السورية"
    names = [Named(Span(8, 15), SYRIA, is_name=False)]
    for target in ("the government of Syria", "the government"):
        assert list(check_names(CheckedPair(source, target, names, known_names=KNOWN))) == []
