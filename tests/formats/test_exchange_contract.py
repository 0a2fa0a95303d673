"""What every exchange format of the registry owes."""

import re
import zipfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from reader_app.core.errors import ExchangeCancelled, ExchangeError
from reader_app.core.translation import ModelIdentity
from reader_app.core.units import Bitext, Findings, State, Unit
from reader_app.formats.exchange import EXCHANGE, ExchangeFormat, format_of, read_units, write_file

MODEL = ModelIdentity("a/model", "0123abcd")
UNITS = [
    Unit("سقط المطرُ على بيروت.", "Rain fell on Beirut.", "1", State.APPROVED, "Radio <1>", model=MODEL),
    Unit("قال «جون كيري» في 12 آذار 2013: نعم & لا!", 'He said "Yes" & <no>.', "2", State.EDITED),
    Unit("استخدم LibreOffice 7.4 (نحو ٤٠٪)", "He used LibreOffice 7.4 (about 40%)", 'x;3,"4', State.EDITED),
    Unit("=SUM خطر، «فاصلة»؛ سطر", '=cmd, "quoted"; it\'s', "4", State.APPROVED, "ملاحظة بالعربية"),
    Unit(
        "سقط المطرُ على بيروت.", "It rained on Beirut.", "5", State.EDITED, changed="2026-01-02T03:04:05+00:00"
    ),
]
KEEPS_STATES = {"tmx", "xliff", "xliff2", "docx", "csv"}
KEEPS_PROVENANCE = {"tmx", "xliff", "xliff2", "csv"}
XML = {"tmx", "xliff", "xliff2", "tbx"}

CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
SHOWN_FORMS = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")

each = pytest.mark.parametrize("name", EXCHANGE)
each_read = pytest.mark.parametrize("name", [name for name, known in EXCHANGE.items() if known.read])
each_written = pytest.mark.parametrize("name", [name for name, known in EXCHANGE.items() if known.write])
each_both = pytest.mark.parametrize(
    "name", [name for name, known in EXCHANGE.items() if known.read and known.write]
)


def file_for(name: str, folder: Path) -> Path:
    return folder / f"notes{EXCHANGE[name].suffixes[0]}"


def read(path: Path, name: str) -> list[Unit]:
    return list(read_units(path, Findings(), format_name=name))


@each_both
def test_what_is_written_comes_back_by_value(name: str, tmp_path: Path) -> None:
    path = file_for(name, tmp_path)
    write_file(path, Bitext("خبر & more", iter(UNITS)), name)
    back = read(path, name)
    assert [(unit.source, unit.target) for unit in back] == [(unit.source, unit.target) for unit in UNITS]
    if name in KEEPS_STATES:
        assert [(unit.state, unit.note) for unit in back] == [(unit.state, unit.note) for unit in UNITS]
    if name in KEEPS_PROVENANCE:
        facts = [(unit.id, unit.model, unit.changed) for unit in UNITS]
        assert [(unit.id, unit.model, unit.changed) for unit in back] == facts


@pytest.mark.parametrize("name", sorted(KEEPS_STATES))
def test_every_state_comes_back(name: str, tmp_path: Path) -> None:
    path = file_for(name, tmp_path)
    write_file(
        path, Bitext("title", [Unit("نعم", "Yes", str(n), state) for n, state in enumerate(State)]), name
    )
    assert [unit.state for unit in read(path, name)] == list(State)


@pytest.mark.parametrize("state", [State.NEW, State.FLAGGED])
@pytest.mark.parametrize("name", [name for name, known in EXCHANGE.items() if known.takes_untranslated])
def test_note_without_a_translation_is_in_the_file_and_no_unit_when_it_is_read(
    name: str, state: State, tmp_path: Path
) -> None:
    path = file_for(name, tmp_path)
    alone = Unit("سقط المطر.", "", "2", state, "Ask the author")
    write_file(path, Bitext("title", [UNITS[0], alone, UNITS[1]]), name)
    if EXCHANGE[name].is_text:
        text = path.read_text(encoding="utf-8")
    else:
        with zipfile.ZipFile(path) as archive:
            text = archive.read("word/document.xml").decode()
    assert alone.source in text
    assert alone.note in text
    if EXCHANGE[name].read:
        findings = Findings()
        back = list(read_units(path, findings, format_name=name))
        assert [unit.source for unit in back] == [UNITS[0].source, UNITS[1].source]
        assert findings.passed_over == 1


@each_both
def test_second_trip_writes_the_same_file_as_the_first(name: str, tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    write_file(first, Bitext("title", iter(UNITS)), name)
    write_file(second, Bitext("title", read(first, name)), name)
    if EXCHANGE[name].is_text:
        assert second.read_bytes() == first.read_bytes()
    else:
        assert read(second, name) == read(first, name)


@pytest.mark.parametrize("name", [name for name in EXCHANGE if name != "pdf"])  # which has tests of its own
def test_text_is_in_logical_order_without_direction_controls_or_shown_forms(
    name: str, tmp_path: Path
) -> None:
    path = file_for(name, tmp_path)
    write_file(path, Bitext("خبر", iter(UNITS)), name)
    if EXCHANGE[name].is_text:
        text = path.read_text(encoding="utf-8")
    else:
        with zipfile.ZipFile(path) as archive:
            text = archive.read("word/document.xml").decode()
    assert not CONTROLS.search(text)
    assert not SHOWN_FORMS.search(text)
    assert UNITS[0].target in text
    assert UNITS[0].source in text or name == "text"


@each_written
def test_text_with_controls_that_xml_cannot_hold_is_written_all_the_same(name: str, tmp_path: Path) -> None:
    path = file_for(name, tmp_path)
    write_file(path, Bitext("a\x0bb", [Unit("نعم\x0c سيدي", "Yes\x01 sir", note="\ufffe")]), name)
    assert path.stat().st_size


@each_written
def test_failure_while_writing_leaves_the_old_file(name: str, tmp_path: Path) -> None:
    def broken() -> Iterator[Unit]:
        yield UNITS[0]
        raise ExchangeCancelled("stop")

    path = file_for(name, tmp_path)
    path.write_bytes(b"old")
    with pytest.raises(ExchangeCancelled):
        write_file(path, Bitext("title", broken()), name)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@each_written
def test_place_that_cannot_be_written_is_a_clear_error(name: str, tmp_path: Path) -> None:
    with pytest.raises(ExchangeError, match="could not be written"):
        write_file(tmp_path / "no" / "folder", Bitext("title", UNITS), name)


@each_read
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"\x00\x01\x02\x03" * 8,
        "نعم\tYes".encode("cp1256"),
        b"PK\x03\x04broken",
    ],
    ids=["empty", "image", "bytes", "other encoding", "zip"],
)
def test_what_is_no_such_file_is_an_error_that_names_it(name: str, data: bytes, tmp_path: Path) -> None:
    path = file_for(name, tmp_path)
    path.write_bytes(data)
    with pytest.raises(ExchangeError, match="notes"):
        read(path, name)


@each_read
def test_missing_file_and_folder_are_clear_errors(name: str, tmp_path: Path) -> None:
    with pytest.raises(ExchangeError, match="There is no file"):
        read(tmp_path / "none", name)
    with pytest.raises(ExchangeError, match="is a folder"):
        read(tmp_path, name)


@each_read
def test_reading_tells_how_far_it_is_and_stops_when_told(name: str, tmp_path: Path) -> None:
    path = file_for(name, tmp_path)
    many = [
        Unit(f"الجملة رقم {n} طويلة", f"Sentence {n} is long", str(n))
        for n in range(3_000 if name != "docx" else 300)
    ]
    write_file(path, Bitext("title", many), name)
    seen: list[tuple[int, int]] = []
    units = list(read_units(path, Findings(), format_name=name, progress=lambda *now: seen.append(now)))
    assert len(units) == len(many)
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert {total for _, total in seen} == {path.stat().st_size}
    with pytest.raises(ExchangeCancelled, match="broken off"):
        list(read_units(path, Findings(), format_name=name, cancelled=lambda: True))


BOMB = '<!DOCTYPE {root} [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {name} "{f"&{inner};" * 10}">' for inner, name in zip("abcdefgh", "bcdefghi", strict=True)
)
ROOTS = {"tmx": "tmx", "xliff": "xliff", "xliff2": "xliff", "tbx": "martif"}


@pytest.mark.parametrize("name", sorted(XML))
@pytest.mark.parametrize("kind", ["bomb", "external", "parameter"])
def test_document_with_entities_is_refused_and_nothing_read_for_it(
    name: str, kind: str, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    root = ROOTS[name]
    head = {
        "bomb": BOMB.format(root=root) + "]>",
        "external": f'<!DOCTYPE {root} [<!ENTITY i SYSTEM "{secret.as_uri()}">]>',
        "parameter": f'<!DOCTYPE {root} [<!ENTITY % p SYSTEM "{secret.as_uri()}"> %p;<!ENTITY i "x">]>',
    }[kind]
    path = file_for(name, tmp_path)
    write_file(path, Bitext("title", UNITS), name)
    whole = path.read_text(encoding="utf-8")
    body = whole[whole.index(f"<{root}") :].replace("Beirut", "&i;")
    path.write_text(head + body, encoding="utf-8")
    with pytest.raises(ExchangeError, match="entit") as caught:
        read(path, name)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("name", sorted(XML))
@pytest.mark.parametrize("damage", ["cut", "utf-8"])
def test_damaged_document_is_a_clear_error_however_late_it_comes(
    name: str, damage: str, tmp_path: Path
) -> None:
    path = file_for(name, tmp_path)
    write_file(path, Bitext("title", UNITS), name)
    whole = path.read_bytes()
    middle = whole.rindex("بيروت".encode())
    path.write_bytes(whole[:middle] if damage == "cut" else whole[:middle] + b"\xff\xfe" + whole[middle:])
    with pytest.raises(ExchangeError, match=r"notes.* is damaged"):
        read(path, name)


@pytest.mark.parametrize("name", sorted(XML))
def test_files_of_other_languages_are_refused_by_their_names(name: str, tmp_path: Path) -> None:
    path = file_for(name, tmp_path)
    write_file(path, Bitext("title", UNITS), name)
    text = path.read_text(encoding="utf-8")
    for attribute in ("xml:lang", "target-language", "trgLang"):
        text = text.replace(f'{attribute}="en"', f'{attribute}="de-AT"')
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ExchangeError, match=r"its languages are ar, de\."):
        read(path, name)


@pytest.mark.parametrize("name", sorted(XML))
def test_document_in_another_declared_encoding_is_read(name: str, tmp_path: Path) -> None:
    path = file_for(name, tmp_path)
    write_file(path, Bitext("title", UNITS), name)
    before = read(path, name)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('encoding="UTF-8"', 'encoding="UTF-16"'), encoding="utf-16")
    assert [(unit.source, unit.target) for unit in read(path, name)] == [(u.source, u.target) for u in before]


@each
def test_suffix_leads_to_a_format_that_goes_the_way(name: str) -> None:
    known: ExchangeFormat = EXCHANGE[name]
    for suffix in known.suffixes:
        assert suffix == suffix.lower()
        for reading, can in ((True, known.read), (False, known.write)):
            if can:
                found = EXCHANGE[format_of(Path(f"A{suffix.upper()}"), reading=reading)]
                assert (found.read if reading else found.write) is not None
                assert suffix in found.suffixes


def test_only_the_two_versions_of_xliff_share_suffixes() -> None:
    suffixes = list(
        chain.from_iterable(known.suffixes for name, known in EXCHANGE.items() if name != "xliff2")
    )
    assert len(suffixes) == len(set(suffixes))


def test_suffix_nobody_knows_is_an_error_that_lists_the_formats() -> None:
    with pytest.raises(ExchangeError, match="tmx, xliff"):
        format_of(Path("a.odp"), reading=True)


def test_table_whose_first_row_is_half_figures_is_of_arabic_and_english(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text("عام 2013\tThe year 2013\nفي ١٢ آذار\tOn 12 March\n", encoding="utf-8")
    assert [unit.target for unit in read_units(path, Findings())] == ["The year 2013", "On 12 March"]
