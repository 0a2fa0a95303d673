"""A reader's own glossary in files: every format gives back what it was given, and bad files are refused."""

from pathlib import Path

import pytest

from reader_app.core.errors import ExchangeCancelled, ExchangeError
from reader_app.core.names import Kind, Location
from reader_app.core.terms import OWN_SOURCE, OwnTerm
from reader_app.formats.terms import TERM_FORMATS, read_terms, write_terms
from reader_app.services.own_terms import from_file

MOMENT = "2026-11-24T10:00:00+00:00"
FULL = OwnTerm(
    id="geonames-1",
    kind=Kind.PLACE,
    english="Tripoli, Lebanon",
    arabic="طرابلس",
    definition='A city; "the" second & <largest>.',
    source=OWN_SOURCE,
    licence="",
    spellings=("طرابلس الشام", "طرابلُس"),
    short=("الفيحاء",),
    accepted=("Tarabulus", "Trablous"),
    created=MOMENT,
    changed=MOMENT,
    begun_from="GeoNames, CC BY 4.0",
)
FIELDS = ("kind", "english", "arabic", "definition", "spellings", "short", "accepted", "begun_from")
PLAIN = OwnTerm("own-1", Kind.TERM, "truce", "هدنة", "", OWN_SOURCE, "", created=MOMENT, changed=MOMENT)


@pytest.mark.parametrize("name", TERM_FORMATS)
def test_terms_come_back_as_they_were_written(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"terms{TERM_FORMATS[name].suffixes[0]}"
    write_terms(path, [FULL, PLAIN])
    given = list(read_terms(path))
    assert all(term is not None for term in given)
    again = [from_file(term, None) for term in given if term is not None]
    # Ids and the date of the last change are the importer's to give.
    assert [(term.id, term.changed) for term in given if term] == [
        ("geonames-1", MOMENT),
        ("own-1", MOMENT),
    ]
    expected = [FULL, PLAIN]
    for made, term in zip(again, expected, strict=True):
        for field in (
            "kind",
            "english",
            "arabic",
            "definition",
            "spellings",
            "short",
            "accepted",
            "begun_from",
        ):
            assert getattr(made, field) == getattr(term, field), field
        assert made.created == MOMENT


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_tables_keep_coordinates_adjectives_and_cues(name: str, tmp_path: Path) -> None:
    from dataclasses import replace

    location = Location(34.43, 35.85, "LB", "North", 229_398, "city", "GeoNames, CC BY 4.0")
    term = replace(FULL, location=location, demonyms=("طرابلسي",), cues=("مدينة", "ميناء"))
    path = tmp_path / f"terms.{name}"
    write_terms(path, [term])
    (given,) = read_terms(path)
    assert given is not None
    assert (given.location, given.demonyms, given.cues) == (location, ("طرابلسي",), ("مدينة", "ميناء"))


def test_simple_table_has_arabic_and_english_in_any_order(tmp_path: Path) -> None:
    path = tmp_path / "terms.tsv"
    path.write_text("# a remark\nهدنة\ttruce\nceasefire\tوقف إطلاق النار\n\nنص\t\n", encoding="utf-8")
    found = list(read_terms(path))
    assert [(term.arabic, term.english) if term else None for term in found] == [
        ("هدنة", "truce"),
        ("وقف إطلاق النار", "ceasefire"),
        None,
    ]
    assert found[0] is not None
    assert (found[0].kind, found[0].definition) == (None, None)


def test_columns_are_known_by_common_names(tmp_path: Path) -> None:
    path = tmp_path / "terms.csv"
    path.write_text("Target,Type,Source,Note\nBeirut,place,بيروت,A capital\n", encoding="utf-8-sig")
    (term,) = read_terms(path)
    assert term is not None
    assert (term.arabic, term.english, term.kind, term.definition) == (
        "بيروت",
        "Beirut",
        Kind.PLACE,
        "A capital",
    )


TBX_2019 = """<?xml version="1.0"?>
<tbx style="dca" type="TBX-Basic" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><text><body>
<conceptEntry id="c1"><descrip type="definition">A halt of fighting.</descrip>
<langSec xml:lang="en-GB"><termSec><term>truce</term></termSec>
<termSec><term>armistice</term></termSec></langSec>
<langSec xml:lang="ar"><termSec><term>هدنة</term></termSec></langSec></conceptEntry>
<conceptEntry id="c2"><langSec xml:lang="en"><termSec><term>alone</term></termSec></langSec></conceptEntry>
</body></text></tbx>"""


def test_term_base_of_another_program_is_read(tmp_path: Path) -> None:
    path = tmp_path / "terms.tbx"
    path.write_text(TBX_2019, encoding="utf-8")
    first, second = read_terms(path)
    assert first is not None
    assert (first.english, first.accepted, first.arabic) == ("truce", ("armistice",), "هدنة")
    assert (first.kind, first.definition) == (None, "A halt of fighting.")
    assert second is None


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"", "has no term in Arabic and English"),
        ("a.csv", b"only,latin\n", "has no term in Arabic and English"),
        ("a.csv", b'"unclosed', "is no table that can be read"),
        ("a.tsv", "هدنة\ttruce".encode("cp1256"), "is not valid UTF-8"),
        ("a.csv", "arabic,english,kind\nهدنة,truce,verb\n".encode(), "Row 2 of a.csv: 'verb' is no kind"),
        (
            "a.csv",
            "arabic,english,latitude,longitude\nهدنة,truce,95,1\n".encode(),
            "is no place on earth",
        ),
        ("a.csv", "arabic,english,latitude,longitude\nهدنة,truce,x,1\n".encode(), "have to be numbers"),
        ("a.tbx", b"<martif><text>", "is damaged or is not XML"),
        ("a.tbx", b"<html/>", "is not what its name says"),
        ("a.tbx", b'<!DOCTYPE martif [<!ENTITY a "b">]><martif/>', "declares XML entities"),
        ("a.odt", b"", "has no suffix of a format"),
    ],
)
def test_bad_file_is_refused_in_words(name: str, content: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(ExchangeError, match=said):
        list(read_terms(path))


def test_missing_file_and_unknown_format_are_told(tmp_path: Path) -> None:
    with pytest.raises(ExchangeError, match="There is no file"):
        list(read_terms(tmp_path / "none.csv"))
    with pytest.raises(ExchangeError, match="There is no format xyz"):
        list(read_terms(tmp_path / "none.csv", "xyz"))


def test_reading_stops_when_it_is_told_to(tmp_path: Path) -> None:
    path = tmp_path / "terms.csv"
    write_terms(path, [PLAIN] * 3)
    with pytest.raises(ExchangeCancelled):
        list(read_terms(path, cancelled=lambda: True))


def test_failed_export_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "terms.csv"
    write_terms(path, [PLAIN])
    before = path.read_bytes()

    def broken():
        yield FULL
        raise ExchangeError("No more.")

    with pytest.raises(ExchangeError):
        write_terms(path, broken())
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]
