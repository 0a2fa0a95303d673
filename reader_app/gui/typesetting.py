"""How the article is set: the column's measure, the leading, the paragraphs."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextBlockFormat, QTextCursor, QTextDocument, QTextOption

from reader_app.core.article import Article
from reader_app.gui.fonts import character_width

BASE_PIXELS = 23
ZOOM_STEP = 0.1
MIN_ZOOM, MAX_ZOOM = -5, 20

_MEASURE = 66  # characters a line: inside the 45 to 75 that typographers hold readable
_LEADING = 1.9  # line to line in font sizes; Arabic needs more than Latin for its marks and descenders
_PORTION = 1_000  # paragraphs
_PARAGRAPH_GAP = 0.75  # in font sizes
_MIN_MARGIN = 28  # pixels on either side of the column
_TOP_MARGIN = 40

ABOVE_BASELINE = 0.66  # of the pitch: Arabic ascenders with a hamza, and marks over them

_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]")


@dataclass(frozen=True, slots=True)
class Margins:
    """Pixels kept free around the column."""

    side: float
    top: float


def font_pixels(zoom: int) -> float:
    """The text size at a zoom step, in device-independent pixels."""
    return BASE_PIXELS * (1 + ZOOM_STEP * zoom)


def margins(viewport_width: float, font: QFont) -> Margins:
    """Margins that centre a column of about `_MEASURE` characters, or less where the window is narrow."""
    column = min(character_width(font) * _MEASURE, viewport_width - 2 * _MIN_MARGIN)
    return Margins(max(_MIN_MARGIN, (viewport_width - column) / 2), _TOP_MARGIN)


def set_document(document: QTextDocument, article: Article, shown: Iterable[str]) -> None:
    """Fill the document, which has no layout yet, with the article's paragraphs: right-to-left plain text."""
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.RightToLeft)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setUndoRedoEnabled(False)
    document.setDefaultTextOption(option)
    document.setDocumentMargin(0)
    # In portions: Python makes a string of each for Qt in one go, in which no other thread may run.
    paragraphs = iter(shown)
    cursor = QTextCursor(document)
    start = ""
    while portion := list(islice(paragraphs, _PORTION)):
        cursor.insertText(start + "\n".join(portion))
        start = "\n"
    for number, span in enumerate(article.paragraphs):
        # A paragraph without a single Arabic letter reads left to right, as a quotation in English does.
        if not _ARABIC.search(article.text, span.start, span.end):
            form = QTextBlockFormat()
            form.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            QTextCursor(document.findBlockByNumber(number)).mergeBlockFormat(form)


def line_pitch(font: QFont) -> float:
    """Pixels from baseline to baseline; whole ones, as those that a page is scrolled by."""
    return float(math.ceil(max(_LEADING * font.pixelSize(), QFontMetricsF(font).lineSpacing())))


def paragraph_gap(font: QFont) -> float:
    """Pixels between the lines of two paragraphs, beyond the pitch; whole ones."""
    return max(0.0, float(round(_PARAGRAPH_GAP * font.pixelSize())))
