"""XLIFF made by others, and ours read by another program."""

from dataclasses import replace
from pathlib import Path

import pytest
from translate.storage import xliff as toolkit
from translate.storage import xliff2 as toolkit2

from reader_app.core.translation import ModelIdentity
from reader_app.core.units import Bitext, Findings, State, Unit
from reader_app.formats.exchange import read_units, write_file

V1 = """<?xml version="1.0"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:o="urn:other">
<file original="a.txt" source-language="{}" target-language="{}" datatype="plaintext"><body><group>{}</group>
</body></file></xliff>"""

V2 = """<?xml version="1.0"?>
<xliff version="2.1" srcLang="ar" trgLang="en-US" xmlns="urn:oasis:names:tc:xliff:document:2.0">
<file id="f"><group id="g">{}</group></file></xliff>"""


def units_of(text: str, folder: Path) -> tuple[list[Unit], Findings]:
    path, findings = folder / "in.xlf", Findings()
    path.write_text(text, encoding="utf-8")
    return list(read_units(path, findings)), findings


@pytest.mark.parametrize(
    ("attributes", "target", "state"),
    [
        ("", "", State.EDITED),
        ('approved="yes"', "", State.APPROVED),
        ("", 'state="signed-off"', State.APPROVED),
        ("", 'state="final"', State.APPROVED),
        ("", 'state="translated"', State.EDITED),
        ("", 'state="new"', State.NEW),
        ("", 'state="needs-translation"', State.NEW),
        ("", 'state="needs-review-translation"', State.FLAGGED),
        ("", 'state="needs-review-translation" state-qualifier="mt-suggestion"', State.DRAFT),
    ],
)
def test_states_of_version_1_are_understood(
    attributes: str, target: str, state: State, tmp_path: Path
) -> None:
    unit = f'<trans-unit id="1" {attributes}><source>نعم</source><target {target}>Yes</target></trans-unit>'
    units, _ = units_of(V1.format("ar", "en", unit), tmp_path)
    assert [one.state for one in units] == [state]


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("initial", State.NEW),
        ("translated", State.EDITED),
        ("reviewed", State.APPROVED),
        ("final", State.APPROVED),
    ],
)
def test_states_of_version_2_are_understood(said: str, state: State, tmp_path: Path) -> None:
    unit = f'<unit id="u"><segment state="{said}"><source>نعم</source><target>Yes</target></segment></unit>'
    units, _ = units_of(V2.format(unit), tmp_path)
    assert [one.state for one in units] == [state]


def test_segments_of_a_unit_are_units_and_those_without_a_target_are_passed_over(tmp_path: Path) -> None:
    unit = (
        '<unit id="u"><notes><note>N</note></notes><segment id="s1"><source>نعم</source><target>Yes</target>'
        "</segment><ignorable><source> </source></ignorable><segment><source>لا</source></segment>"
        '<segment><source>قال <pc id="1">سليم</pc><ph id="2"/></source><target><pc id="1">Salim</pc> said'
        "</target></segment></unit>"
    )
    units, findings = units_of(V2.format(unit), tmp_path)
    assert [(one.id, one.source, one.target, one.note) for one in units] == [
        ("u-s1", "نعم", "Yes", "N"),
        ("u-3", "قال سليم", "Salim said", "N"),
    ]
    assert findings.passed_over == 1


def test_file_from_english_into_arabic_is_turned(tmp_path: Path) -> None:
    unit = '<trans-unit id="1"><source>Yes</source><target>نعم</target></trans-unit>'
    units, _ = units_of(V1.format("en-US", "ar", unit), tmp_path)
    assert [(one.source, one.target, one.carried) for one in units] == [("نعم", "Yes", "")]


@pytest.mark.parametrize(
    ("text", "name", "odd"),
    [
        (
            V1.format(
                "ar",
                "en",
                '<trans-unit id="7" o:x="odd" resname="r"><source>قال <g id="1">سليم</g></source>'
                '<target>Said <g id="1">Salim</g></target>'
                "<alt-trans><target>Spoke</target></alt-trans></trans-unit>",
            ),
            "xliff",
            ['x="odd"', 'resname="r"', '<g id="1">Salim</g>', "<alt-trans>"],
        ),
        (
            V2.format(
                '<unit id="7" name="n"><segment><source>قال <pc id="1">سليم</pc></source>'
                '<target>Said <pc id="1">Salim</pc></target></segment>'
                "<ignorable><source>  </source></ignorable></unit>"
            ),
            "xliff2",
            ['name="n"', '<pc id="1">Salim</pc>', "<ignorable>"],
        ),
    ],
)
def test_what_only_the_format_knows_is_kept_until_the_text_changes(
    text: str, name: str, odd: list[str], tmp_path: Path
) -> None:
    units, _ = units_of(text, tmp_path)
    out = tmp_path / "out.xlf"
    write_file(out, Bitext("title", units), name)
    written = out.read_text(encoding="utf-8")
    assert [one for one in odd if one not in written] == []
    write_file(out, Bitext("title", [replace(units[0], target="Salim said")]), name)
    assert next(iter(read_units(out, Findings()))).target == "Salim said"
    assert odd[1] not in out.read_text(encoding="utf-8")


def test_units_of_one_name_get_ids_of_their_own(tmp_path: Path) -> None:
    out = tmp_path / "out.xlf"
    for name in ("xliff", "xliff2"):
        write_file(
            out, Bitext("t", [Unit("نعم", "Yes", "a"), Unit("لا", "No", "a"), Unit("بلى", "Yes")]), name
        )
        assert [unit.id for unit in read_units(out, Findings())] == ["a", "a-2", "3"]


def test_another_program_reads_the_same_from_ours(tmp_path: Path) -> None:
    units = [
        Unit("نعم", "Yes", "1", State.APPROVED, "A note", model=ModelIdentity("a/model", "1")),
        Unit("لا & كلا", "No <way>", "2", State.DRAFT),
    ]
    out = tmp_path / "out.xlf"
    for name, store_type in (("xliff", toolkit.xlifffile), ("xliff2", toolkit2.Xliff2File)):
        write_file(out, Bitext("خبر", units), name)
        with out.open("rb") as file:
            store = store_type.parsefile(file)
        assert [(str(one.source), str(one.target)) for one in store.units] == [
            (unit.source, unit.target) for unit in units
        ]
        assert [bool(one.isapproved()) for one in store.units] == [True, False]
        assert (store.getsourcelanguage(), store.gettargetlanguage()) == ("ar", "en")


def test_units_that_another_program_wrote_are_read(tmp_path: Path) -> None:
    path = tmp_path / "toolkit.xlf"
    for store in (toolkit.xlifffile(sourcelanguage="ar", targetlanguage="en"), toolkit2.Xliff2File()):
        store.setsourcelanguage("ar")
        store.settargetlanguage("en")
        unit = store.addsourceunit("لا & كلا")
        assert unit is not None
        unit.target = "No <way>"
        unit.markapproved()
        with path.open("wb") as file:
            store.serialize(file)
        found = list(read_units(path, Findings()))
        assert [(one.source, one.target, one.state) for one in found] == [
            ("لا & كلا", "No <way>", State.APPROVED)
        ]


def test_draft_of_ours_is_an_alternative_to_another_program(tmp_path: Path) -> None:
    path = tmp_path / "out.xlf"
    unit = Unit("نعم", "Yes.", state=State.APPROVED, model=ModelIdentity("a/model", "1"), draft="Yeah.")
    write_file(path, Bitext("title", [unit]), "xliff")
    (theirs,) = toolkit.xlifffile.parsefile(str(path)).units
    assert theirs.target == "Yes."
    assert [str(one.target) for one in theirs.getalttrans()] == ["Yeah."]
    (ours,) = read_units(path, Findings())
    assert ours.draft == "Yeah."
