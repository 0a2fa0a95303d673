"""A Word document: a table with the Arabic at the right and the English beside it, to edit and hand back.

Direction is said where Word and LibreOffice look for it: the table runs from right to left (`bidiVisual`),
each Arabic paragraph is one of Arabic (`bidi`), each run too (`rtl`), with its own face and size for complex
scripts. Text stands in logical order and without any control characters.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import chain
from typing import Any, BinaryIO
from xml.sax.saxutils import escape
from zipfile import BadZipFile, ZipFile

from reader_app.core.errors import ExchangeError
from reader_app.core.units import Bitext, Findings, State, Unit
from reader_app.formats.hardened import clean, elements, local_name
from reader_app.formats.tables import guessed_columns, is_arabic

_DECLARED = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_DOCUMENT = "word/document.xml"
_LARGEST_DOCUMENT = 256 * 1024 * 1024
_WIDTHS = (680, 4763, 4763)
"""Of the columns, in twentieths of a point: 180 mm in all."""
_ARABIC_FACE = "Amiri"
_STATES = re.compile(rf"\[({'|'.join(State)})\]")


def write(file: BinaryIO, bitext: Bitext) -> None:
    """Write the document, a row a segment, its state and note under the English."""
    from docx import Document
    from docx.oxml import parse_xml
    from docx.shared import Mm

    document: Any = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(15)
    section.top_margin = section.bottom_margin = Mm(18)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = clean(bitext.title), "", ""
    body = document._body._element
    title = _paragraph(bitext.title, arabic=is_arabic(bitext.title), points=16)
    body.insert(0, parse_xml(title.replace("<w:p>", f"<w:p {_DECLARED}>", 1)))
    table = parse_xml(_table())
    body.insert(1, table)
    rows = (_row(_cells(number, unit)) for number, unit in enumerate(bitext.units, 1))
    for row in chain([_row(_HEAD, head=True)], rows):
        table.append(parse_xml(row))
    document.save(file)


def _table() -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:color="A0A0A0"/>' for side in sides)
    margins = "".join(f'<w:{side} w:w="100" w:type="dxa"/>' for side in ("left", "right"))
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    return (
        f"<w:tbl {_DECLARED}><w:tblPr><w:bidiVisual/>"
        f'<w:tblW w:w="{sum(_WIDTHS)}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid></w:tbl>"
    )


def _cells(number: int, unit: Unit) -> tuple[str, str, str]:
    """The paragraphs of a row's three cells; state and note are small, in paragraphs of their own."""
    below = (f"[{unit.state}]", *unit.note.splitlines())
    return (
        _paragraph(str(number), arabic=False, points=8),
        _paragraph(unit.source, arabic=True, points=13),
        _paragraph(unit.target, arabic=False, points=11)
        + "".join(_paragraph(line, arabic=is_arabic(line), points=8) for line in below),
    )


def _row(cells: tuple[str, str, str], *, head: bool = False) -> str:
    inside = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for width, cell in zip(_WIDTHS, cells, strict=True)
    )
    again = "<w:tblHeader/>" if head else ""
    return f"<w:tr {_DECLARED}><w:trPr><w:cantSplit/>{again}</w:trPr>{inside}</w:tr>"


def _paragraph(text: str, *, arabic: bool, points: int) -> str:
    """A paragraph with its direction; line breaks inside the text stay."""
    breaks = '</w:t><w:br/><w:t xml:space="preserve">'
    lines = breaks.join(escape(line) for line in clean(text).splitlines())
    direction, language = ("<w:bidi/>", 'w:bidi="ar-SA"') if arabic else ("", 'w:val="en-GB"')
    right_to_left = "<w:rtl/>" if arabic else ""
    size = 2 * points
    return (
        f'<w:p><w:pPr>{direction}<w:spacing w:before="40" w:after="40"/></w:pPr><w:r><w:rPr>'
        f'<w:rFonts w:cs="{_ARABIC_FACE}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>{right_to_left}'
        f'<w:lang {language}/></w:rPr><w:t xml:space="preserve">{lines}</w:t></w:r></w:p>'
    )


_HEAD = (
    _paragraph("#", arabic=False, points=8),
    _paragraph("العربية", arabic=True, points=13),
    _paragraph("English", arabic=False, points=11),
)


def read(file: BinaryIO, name: str, findings: Findings) -> Iterator[Unit]:
    """The rows of the document's tables that have an Arabic cell and an English one, ours or others'.

    Raises ExchangeError.
    """
    try:
        with ZipFile(file) as archive:
            if archive.getinfo(_DOCUMENT).file_size > _LARGEST_DOCUMENT:
                raise ExchangeError(f"{name} is too large.", "Split it and import the parts.")
            data = archive.read(_DOCUMENT)
    except (BadZipFile, KeyError, OSError, NotImplementedError, RuntimeError) as error:
        raise ExchangeError(f"{name} is no Word document: {error}.", "Save it as DOCX again.") from None
    columns: dict[str, int] = {}
    for row in elements(BytesIO(data), name, roots=("document",), wanted=("tr",)):
        cells = [_paragraphs(cell) for cell in row if local_name(cell) == "tc"]
        if _is_head(cells):
            continue
        columns = columns or guessed_columns([cell[0] if cell else "" for cell in cells])
        unit = _unit(cells, columns)
        if unit is None:
            findings.passed_over += 1
        else:
            yield unit


def _unit(cells: list[list[str]], columns: dict[str, int]) -> Unit | None:
    if not columns or max(columns.values()) >= len(cells):
        return None
    arabic, english = cells[columns["source"]], cells[columns["target"]]
    if not (arabic and english) or _STATES.fullmatch(english[0]):
        return None  # the state of a row of ours without a translation
    state, note = State.EDITED, list[str]()
    for line in english[1:]:
        if said := _STATES.fullmatch(line):
            state = State(said[1])
        else:
            note.append(line)
    return Unit(arabic[0], english[0], state=state, note="\n".join(note))


def _is_head(cells: list[list[str]]) -> bool:
    return [cell[:1] for cell in cells] == [["#"], ["العربية"], ["English"]]


def _paragraphs(cell: Any) -> list[str]:
    """The paragraphs of a cell that hold text."""
    texts: list[str] = []
    for paragraph in cell.iterdescendants("{*}p"):
        parts = [
            (one.text or "") if local_name(one) == "t" else {"br": "\n", "tab": "\t"}.get(local_name(one), "")
            for one in paragraph.iterdescendants()
            if local_name(one) in {"t", "br", "tab"} and local_name(one.getparent()) == "r"
        ]
        texts.append("".join(parts))
    return [text for text in texts if text.strip()]
