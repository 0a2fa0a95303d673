"""Term bases made by others, and ours read by another program."""

from pathlib import Path

from translate.storage import tbx as toolkit

from reader_app.core.units import Bitext, Findings, Unit
from reader_app.formats.exchange import read_units, write_file

OLD = """<?xml version="1.0"?><!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><martifHeader/><text><body>
<termEntry id="c1"><descrip type="subjectField">politics</descrip><note>Official</note>
<langSet xml:lang="ar"><ntig><termGrp><term>مجلس الأمن</term></termGrp></ntig>
<tig><term>المجلس</term></tig></langSet>
<langSet xml:lang="en-US"><tig><term>Security Council</term><termNote type="pos">noun</termNote></tig>
</langSet>
</termEntry>
<termEntry id="c2"><langSet xml:lang="en"><tig><term>Alone</term></tig></langSet></termEntry>
</body></text></martif>"""

NEW = """<?xml version="1.0"?>
<tbx type="TBX-Basic" style="dct" xmlns="urn:iso:std:iso:30042:ed-2" xml:lang="en">
<text><body><conceptEntry id="c1"><langSec xml:lang="en"><termSec><term>Damascus</term></termSec></langSec>
<langSec xml:lang="ar"><termSec><term>دمشق</term></termSec></langSec></conceptEntry></body></text></tbx>"""


def units_of(text: str, folder: Path) -> list[Unit]:
    path = folder / "in.tbx"
    path.write_text(text, encoding="utf-8")
    return list(read_units(path, Findings()))


def test_both_editions_of_the_standard_are_read(tmp_path: Path) -> None:
    old, new = units_of(OLD, tmp_path), units_of(NEW, tmp_path)
    assert [(one.source, one.target, one.note) for one in old] == [
        ("مجلس الأمن", "Security Council", "Official")
    ]
    assert [(one.source, one.target, one.id) for one in new] == [("دمشق", "Damascus", "c1")]


def test_further_terms_and_notes_go_out_again(tmp_path: Path) -> None:
    out = tmp_path / "out.tbx"
    write_file(out, Bitext("title", units_of(OLD, tmp_path)))
    text = out.read_text(encoding="utf-8")
    assert "المجلس" in text
    assert "subjectField" in text
    assert 'type="pos"' in text


def test_another_program_reads_the_same_from_ours_and_we_from_it(tmp_path: Path) -> None:
    path = tmp_path / "out.tbx"
    write_file(
        path, Bitext("title", [Unit("دمشق", "Damascus", "1"), Unit("حلب & ريفها", "Aleppo <area>", "2")])
    )
    with path.open("rb") as file:
        store = toolkit.tbxfile(file, "ar", "en")
    assert [(str(one.source), str(one.target)) for one in store.units] == [
        ("دمشق", "Damascus"),
        ("حلب & ريفها", "Aleppo <area>"),
    ]
    with path.open("wb") as file:
        store.serialize(file)
    assert [one.source for one in read_units(path, Findings())] == ["دمشق", "حلب & ريفها"]
