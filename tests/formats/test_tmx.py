"""TMX made by others, and ours read by another program."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from translate.storage import tmx as toolkit

from reader_app.core.errors import ExchangeError
from reader_app.core.translation import ModelIdentity
from reader_app.core.units import Bitext, Findings, State, Unit
from reader_app.formats.exchange import read_units, write_file

DATA = Path(__file__).parents[1] / "data" / "units.tmx"


@pytest.fixture
def findings() -> Findings:
    return Findings()


@pytest.fixture
def units(findings: Findings) -> list[Unit]:
    return list(read_units(DATA, findings))


def test_texts_are_without_other_formats_codes_and_otherwise_as_they_stand(units: list[Unit]) -> None:
    assert [(unit.source, unit.target) for unit in units] == [
        ("سقط المطرُ على بيروت.", "Rain fell on Beirut."),
        ("خذوا مظلاتكم واذهبوا!", "Take your umbrellas & go!"),
        ('  قال سليم > "نعم"  ', 'Salim said > "Yes"'),
    ]


def test_ids_notes_and_dates_are_read_and_duplicate_ids_are_no_harm(units: list[Unit]) -> None:
    assert [(unit.id, unit.note, unit.changed) for unit in units] == [
        ("w1", "Said on the radio", "2024-05-03T10:11:12+00:00"),
        ("w1", "", ""),
        ("", "", ""),
    ]


def test_unit_without_arabic_is_counted_and_passed_over(units: list[Unit], findings: Findings) -> None:
    assert len(units) == 3
    assert findings.passed_over == 1
    assert findings.languages == {"ar", "en", "fr"}


def test_nothing_of_a_unit_or_of_the_header_is_lost(
    units: list[Unit], findings: Findings, tmp_path: Path
) -> None:
    out = tmp_path / "out.tmx"
    write_file(out, Bitext("title", units, findings.header))
    before, after = (ElementTree.parse(path).getroot() for path in (DATA, out))

    def facts(root: ElementTree.Element, wanted: str) -> list[str]:
        return [
            ElementTree.canonicalize(ElementTree.tostring(one, encoding="unicode").strip())
            for one in root.iter(wanted)
        ]

    complete = [unit for unit in facts(before, "tu") if "Alone" not in unit]
    assert facts(after, "tu") == complete
    assert facts(after, "header") == facts(before, "header")


def test_unit_whose_translation_has_changed_is_written_anew(units: list[Unit], tmp_path: Path) -> None:
    from dataclasses import replace

    out = tmp_path / "out.tmx"
    write_file(out, Bitext("title", [replace(units[0], target="It rained on Beirut.")]))
    assert "It rained on Beirut." in out.read_text(encoding="utf-8")
    assert "fell" not in out.read_text(encoding="utf-8")


def test_another_program_reads_the_same_units_from_ours(units: list[Unit], tmp_path: Path) -> None:
    own = Unit("نعم", "Yes", "7", State.APPROVED, "A note", model=ModelIdentity("a/model", "1"))
    out = tmp_path / "out.tmx"
    write_file(out, Bitext("title", [*units, own]))
    with out.open("rb") as file:
        store = toolkit.tmxfile(file, "ar", "en")
    # It takes what codes say for text, so not the first, which has some.
    assert [(str(one.source), str(one.target)) for one in store.units[1:]] == [
        (unit.source, unit.target) for unit in [*units, own][1:]
    ]
    assert [one.getid() for one in store.units[:2]] == ["w1", "w1"]
    assert store.units[-1].getnotes() == "A note"


def test_units_that_another_program_wrote_are_read(tmp_path: Path) -> None:
    store = toolkit.tmxfile(None, "ar", "en")
    for source, target in (("نعم", "Yes"), ("لا & كلا", "No <way>")):
        store.addtranslation(source, "ar", target, "en")
    path = tmp_path / "toolkit.tmx"
    with path.open("wb") as file:
        store.serialize(file)
    assert [(unit.source, unit.target) for unit in read_units(path, Findings())] == [
        ("نعم", "Yes"),
        ("لا & كلا", "No <way>"),
    ]


def test_another_xml_file_is_told_by_its_root(tmp_path: Path) -> None:
    path = tmp_path / "page.tmx"
    path.write_text("<html><body/></html>")
    with pytest.raises(ExchangeError, match="begins with <html>, not <tmx>"):
        list(read_units(path, Findings()))
