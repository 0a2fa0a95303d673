"""A PDF to print and to hand on: facing pages, Arabic and English, in which text can be selected.

A page has one language only. Programs that take text out of a PDF decide for a whole page which way its
lines run: on a page with more English, lines of Arabic with numbers in them come out in pieces, in the wrong
order. On a page of Arabic they come out in logical order, marks, numbers and brackets included.

The shaping is HarfBuzz's, by way of fpdf2, in the face that comes with the program.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO

from reader_app.core.units import Bitext, Unit
from reader_app.data import resources
from reader_app.formats.hardened import clean
from reader_app.formats.tables import is_arabic

_FACE = "Amiri-Regular.ttf"
_PAGE = (148, 210)  # A5, in millimetres: two beside each other make an A4 sheet
_MARGIN, _NUMBERS = 16, 7
_GAP = 2.5
_TITLE_LINE = 11
_GREY, _BLACK = 120, 20


@dataclass(frozen=True, slots=True)
class _Side:
    """A language's pages: how text stands on them, sizes in points, line height in millimetres."""

    is_arabic: bool
    size: float
    line: float
    title_size: float


_ARABIC = _Side(True, 14, 7.6, 20)
_ENGLISH = _Side(False, 11.5, 5.6, 20)


def write(file: BinaryIO, bitext: Bitext) -> None:
    """Write the pages, Arabic then English, each pair with the same segments.

    Notes stand under the English.
    """
    with _document(bitext.title) as pdf, _document(bitext.title) as ruler:
        ruler.add_page()  # fpdf2 measures on a page only
        is_first = True
        for spread in _spreads(ruler, bitext):
            for side in (_ARABIC, _ENGLISH):
                pdf.add_page()
                if is_first:
                    _title(pdf, side, bitext.title)
                for number, unit in spread:
                    _segment(pdf, side, number, unit)
            is_first = False
        pdf.output(file)


@contextmanager
def _document(title: str) -> Iterator[Any]:
    from fpdf import FPDF

    from reader_app.formats.pdf_face import Face

    pdf = FPDF(unit="mm", format=_PAGE)
    pdf.set_margins(_MARGIN, _MARGIN, _MARGIN)
    pdf.set_auto_page_break(True, _MARGIN)  # for a segment that is longer than a page
    pdf.fonts["text"] = Face(pdf, resources() / "fonts" / _FACE, "text", "")
    pdf.set_title(clean(title))
    pdf.set_creator("Arabic Reader")
    pdf.set_lang("ar")
    pdf.set_display_mode("fullpage", "two")
    try:
        yield pdf
    finally:
        for font in pdf.fonts.values():
            font.close()  # type: ignore[union-attr]


def _spreads(ruler: Any, bitext: Bitext) -> Iterator[Sequence[tuple[int, Unit]]]:
    """The numbered segments, as many together as fit a page in either language."""
    room = _PAGE[1] - 2 * _MARGIN
    used = dict.fromkeys((_ARABIC, _ENGLISH), _title_height(ruler, bitext.title))
    spread: list[tuple[int, Unit]] = []
    for number, unit in enumerate(bitext.units, 1):
        heights = {side: _height(ruler, side, unit) for side in used}
        if spread and any(used[side] + heights[side] > room for side in used):
            yield spread
            spread, used = [], dict.fromkeys(used, 0.0)
        spread.append((number, unit))
        used = {side: used[side] + heights[side] for side in used}
    if spread:
        yield spread


def _height(pdf: Any, side: _Side, unit: Unit) -> float:
    height = sum(_text(pdf, side, text, size, line, measure=True) for text, size, line in _texts(side, unit))
    return height + _GAP


def _texts(side: _Side, unit: Unit) -> Iterator[tuple[str, float, float]]:
    """What stands on one side, each with its size and line height."""
    yield (unit.source if side.is_arabic else unit.target), side.size, side.line
    if unit.note and not side.is_arabic:
        yield unit.note, 0.8 * side.size, 0.8 * side.line


def _segment(pdf: Any, side: _Side, number: int, unit: Unit) -> None:
    top = pdf.get_y()
    pdf.set_text_color(_GREY)
    pdf.set_font("text", size=8)
    _direct(pdf, side)
    pdf.set_xy(_PAGE[0] - _MARGIN - _NUMBERS if side.is_arabic else _MARGIN, top)
    pdf.cell(_NUMBERS, side.line, str(number), align="R" if side.is_arabic else "L")
    pdf.set_y(top)
    for index, (text, size, line) in enumerate(_texts(side, unit)):
        pdf.set_text_color(_GREY if index else _BLACK)
        _text(pdf, side, text, size, line)
    pdf.set_y(pdf.get_y() + _GAP)


def _title_height(pdf: Any, title: str) -> float:
    own = _ARABIC if is_arabic(title) else _ENGLISH
    return _text(pdf, own, title, own.title_size, _TITLE_LINE, measure=True) + 2 * _GAP


def _title(pdf: Any, side: _Side, title: str) -> None:
    pdf.set_text_color(_BLACK)
    top = pdf.get_y()
    if side.is_arabic == is_arabic(
        title
    ):  # the other page keeps the room, so that the segments face each other
        _text(pdf, side, title, side.title_size, _TITLE_LINE)
    pdf.set_y(top + _title_height(pdf, title))


def _text(pdf: Any, side: _Side, text: str, size: float, line: float, *, measure: bool = False) -> float:
    """Set the text below what is there, or only measure it; the height in millimetres."""
    pdf.set_font("text", size=size)
    _direct(pdf, side)
    pdf.set_x(_MARGIN if side.is_arabic else _MARGIN + _NUMBERS)
    before = pdf.get_y()
    result = pdf.multi_cell(
        _PAGE[0] - 2 * _MARGIN - _NUMBERS,
        line,
        " ".join(clean(text).split()) or " ",
        align="R" if side.is_arabic else "L",
        new_x="LMARGIN",
        new_y="NEXT",
        dry_run=measure,
        output="HEIGHT" if measure else "PAGE_BREAK",
    )
    return result if measure else pdf.get_y() - before


def _direct(pdf: Any, side: _Side) -> None:
    # Kerning opens gaps inside words, after a reh, that programs which take the text out read as spaces.
    pdf.set_text_shaping(True, features={"kern": False}, direction="rtl" if side.is_arabic else "ltr")
