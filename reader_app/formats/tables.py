"""Tables of pairs: TSV with Arabic and English, CSV with everything that is known of each segment."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from reader_app.core.arabic import words
from reader_app.core.errors import ExchangeError
from reader_app.core.translation import ModelIdentity
from reader_app.core.units import Bitext, Findings, State, Unit

COLUMNS = ("id", "source", "target", "state", "note", "model", "revision", "changed", "origin")
_ARABIC_NAMES = ("source", "arabic", "ar")
_ENGLISH_NAMES = ("target", "english", "en", "translation")
_LONGEST_CELL = 1_000_000

_ARABIC = re.compile(r"[\u0620-\u06ff\u0750-\u077f\u08a0-\u08c9\ufb50-\ufdff\ufe70-\ufefc]")


def read_tsv(file: BinaryIO, name: str, findings: Findings) -> Iterator[Unit]:
    """Lines of Arabic, a tab, English, or the other way round; empty ones and comments (#) are passed over.

    A first line that names its columns is understood, as in CSV. Raises ExchangeError.
    """
    yield from _units(tsv_rows(file, name), findings)


def read_csv(file: BinaryIO, name: str, findings: Findings) -> Iterator[Unit]:
    """Rows with Arabic and English: by the names of the columns in the first row, else the first column with
    either. Raises ExchangeError."""
    yield from _units(csv_rows(file, name), findings)


def tsv_rows(file: BinaryIO, name: str) -> Iterator[Sequence[str]]:
    """The cells of each line, without comments (#). Raises ExchangeError."""
    return (line.rstrip("\r\n").split("\t") for line in _text(file, name) if line[:1] != "#")


def csv_rows(file: BinaryIO, name: str) -> Iterator[Sequence[str]]:
    """The cells of each row. Raises ExchangeError."""
    csv.field_size_limit(_LONGEST_CELL)
    try:
        yield from csv.reader(_text(file, name), strict=True)
    except csv.Error as error:
        raise ExchangeError(
            f"{name} is no table that can be read: {error}.", "Save it as CSV again."
        ) from None


def write_tsv(file: BinaryIO, bitext: Bitext) -> None:
    """One pair a line; tabs and line breaks inside a text become spaces."""
    for unit in bitext.units:
        line = "\t".join(" ".join(text.split()) for text in (unit.source, unit.target))
        file.write(f"{line}\n".encode())


def write_csv(file: BinaryIO, bitext: Bitext) -> None:
    """RFC 4180 in UTF-8, with the names of the columns in the first row."""
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for unit in bitext.units:
        model = (unit.model.name, unit.model.revision) if unit.model else ("", "")
        writer.writerow(
            (unit.id, unit.source, unit.target, unit.state, unit.note, *model, unit.changed, unit.origin)
        )
    text.detach()


def is_arabic(text: str) -> bool:
    """Whether most of the words are Arabic; figures are of neither language."""
    found = [bool(_ARABIC.search(word)) for span in words(text) if not (word := span.of(text)).isdecimal()]
    return 2 * sum(found) > len(found)


def is_english(text: str) -> bool:
    """Whether there are Latin letters and no more words of Arabic than of others."""
    return bool(re.search("[A-Za-z]", text)) and not is_arabic(text)


def _text(file: BinaryIO, name: str) -> Iterator[str]:
    lines = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    try:
        for line in lines:
            if "\0" in line:
                raise ExchangeError(f"{name} is not a text file.", "Choose another file.")
            yield line
    except UnicodeDecodeError as error:
        raise ExchangeError(
            f"{name} is not valid UTF-8 (byte {error.start} of a block: {error.reason}).",
            "Nothing was changed. Save it as UTF-8 and import it again.",
        ) from None
    finally:
        if not file.closed:  # by whoever gave up on the file before its end
            lines.detach()


def _units(rows: Iterator[Sequence[str]], findings: Findings) -> Iterator[Unit]:
    columns: dict[str, int] = {}
    is_first = True
    for row in rows:
        if not any(cell.strip() for cell in row):
            continue
        if is_first:
            is_first = False
            columns = _named_columns(row)
            if columns:
                continue
        columns = columns or guessed_columns(row)
        unit = _unit(row, columns)
        if unit is None:
            findings.passed_over += 1
        else:
            yield unit


def guessed_columns(row: Sequence[str]) -> dict[str, int]:
    """Which cells of a row hold Arabic and English, as `source` and `target`; empty where none do."""
    arabic = next((number for number, text in enumerate(row) if is_arabic(text)), None)
    english = next((number for number, text in enumerate(row) if is_english(text)), None)
    return {} if arabic is None or english is None else {"source": arabic, "target": english}


def _named_columns(row: Sequence[str]) -> dict[str, int]:
    """Where each column is, by its name; empty where the row names none."""
    named = {cell.strip().lower(): number for number, cell in enumerate(row)}
    arabic, english = (
        next((named[name] for name in names if name in named), None)
        for names in (_ARABIC_NAMES, _ENGLISH_NAMES)
    )
    if arabic is None or english is None:
        return {}
    return {**named, "source": arabic, "target": english}


def _unit(row: Sequence[str], columns: dict[str, int]) -> Unit | None:
    cells = {name: row[number] for name, number in columns.items() if number < len(row)}
    source, target = cells.get("source", ""), cells.get("target", "")
    if not (source.strip() and target.strip()):
        return None
    model = cells.get("model")
    state = cells.get("state", "")
    return Unit(
        source,
        target,
        id=cells.get("id", ""),
        state=State(state) if state in set(State) else State.EDITED,
        note=cells.get("note", ""),
        origin=cells.get("origin", ""),
        model=ModelIdentity(model, cells.get("revision", "")) if model else None,
        changed=cells.get("changed", ""),
    )
