"""The layout of the reading column: each paragraph is laid out when it is first wanted, and not before.

Qt's own layout goes through the document from its beginning, on the window's thread, in steps that grow to
200,000 characters: a long article stalls the window for seconds, and opening one in its middle waits for all
that is above. Here what nobody has looked at has a guessed height. A paragraph is always shaped whole, by Qt.
"""

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QPainter,
    QPalette,
    QTextBlock,
    QTextCharFormat,
    QTextDocument,
    QTextFrame,
    QTextLayout,
    QTextOption,
)

from reader_app.gui.fonts import character_width
from reader_app.gui.heights import Heights
from reader_app.gui.typesetting import ABOVE_BASELINE, line_pitch, paragraph_gap

_MOST_KEPT = 1_000  # paragraphs whose lines are kept


class ReadingLayout(QAbstractTextDocumentLayout):
    """One column of plain paragraphs, every line of it as high as every other. Belongs to the GUI thread.

    The text must not change any more. Page size, margins (of the root frame), font and text option may: all
    is then laid out anew, as it is wanted. `blockBoundingRect` and `hitTest` lay out the paragraph they are
    asked about; where it proves higher or lower than was guessed, `grown` tells. The view paints itself anew:
    emitting `update` from Python ends the process (PySide 6.11).
    """

    grown = Signal(float, float)  # the top of what was below the paragraph until now, and by how many pixels

    def __init__(self, document: QTextDocument, lengths: Sequence[int]) -> None:
        """`lengths` are the paragraphs' in characters, about."""
        super().__init__(document)
        self._lengths = lengths or (0,)
        self._laid: dict[int, None] = {}  # numbers of the paragraphs that have lines, the oldest first
        self._is_gathering = False
        self._measures: tuple[float, ...] = ()
        self._begin()

    @contextmanager
    def gathering(self) -> Iterator[None]:
        """Within, `grown` is not told, and the new size of all only at the end."""
        before = self._heights.total
        self._is_gathering = True
        try:
            yield
        finally:
            self._is_gathering = False
            if self._heights.total != before:
                self.documentSizeChanged.emit(self.documentSize())

    def number_at(self, y: float) -> int:
        """The paragraph at a height, with the gap below it; the first or the last outside of them all."""
        return self._heights.at(y - self._top)

    def top(self, number: int) -> float:
        """Where a paragraph begins, as far as is known."""
        return self._top + self._heights.top(number)

    def is_laid_out(self, number: int) -> bool:
        """Whether a paragraph has its lines."""
        return number in self._laid

    def lines_between(self, block: QTextBlock, top: float, bottom: float) -> range:
        """The numbers of the paragraph's lines that lie, in part, between two heights."""
        start, count = self.blockBoundingRect(block).top(), block.layout().lineCount()
        first = min(max(0, math.floor((top - start) / self._pitch)), count)
        return range(first, min(count, max(first, math.floor((bottom - start) / self._pitch) + 1)))

    def lay_out_around(self, number: int, above: float, below: float) -> None:
        """Lay out a paragraph, and so many pixels above and below its top. Lines far away are let go of,
        if there are many."""
        first = last = number
        while below > 0 and last < len(self._heights):
            self._lay_out(last)
            below -= self._heights[last]
            last += 1
        while above > 0 and first > 0:
            first -= 1
            self._lay_out(first)
            above -= self._heights[first]
        self._let_go(range(first, last))

    # What Qt asks for

    def documentChanged(self, position: int, removed: int, added: int) -> None:  # noqa: N802
        self._begin()
        self.documentSizeChanged.emit(self.documentSize())

    def documentSize(self) -> QSizeF:  # noqa: N802
        return QSizeF(self.document().pageSize().width(), self._top + self._heights.total + self._bottom)

    def pageCount(self) -> int:  # noqa: N802
        return 1

    def frameBoundingRect(self, frame: QTextFrame) -> QRectF:  # noqa: N802
        return QRectF(QPointF(0, 0), self.documentSize())

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:  # noqa: N802
        number = block.blockNumber()
        if not 0 <= number < len(self._heights):
            return QRectF()
        self._lay_out(number, block)
        return QRectF(self._left, self.top(number), self._width, self._heights[number] - self._gap)

    def hitTest(  # noqa: N802  # pyright: ignore[reportIncompatibleMethodOverride]
        self, point: QPointF, accuracy: Qt.HitTestAccuracy
    ) -> int:
        number = self.number_at(point.y())
        block = self.document().findBlockByNumber(number)
        rect = self.blockBoundingRect(block)
        exact = accuracy == Qt.HitTestAccuracy.ExactHit
        if exact and not rect.contains(point):
            return -1
        layout = block.layout()
        index = math.floor((point.y() - rect.top()) / self._pitch)
        line = layout.lineAt(min(max(index, 0), layout.lineCount() - 1))
        natural = line.naturalTextRect().translated(rect.topLeft())
        if exact and not natural.left() <= point.x() <= natural.right():
            return -1
        return block.position() + line.xToCursor(point.x() - rect.left())

    def draw(self, painter: QPainter, context: QAbstractTextDocumentLayout.PaintContext) -> None:
        clip = context.clip if context.clip.isValid() else QRectF(QPointF(0, 0), self.documentSize())
        painter.setPen(context.palette.color(QPalette.ColorRole.Text))
        block = self.document().findBlockByNumber(self.number_at(clip.top()))
        # Copies: what Qt lends lives no longer than the list it is taken from.
        selections = [
            (s.cursor.selectionStart(), s.cursor.selectionEnd(), QTextCharFormat(s.format))
            for s in context.selections
        ]
        while block.isValid():
            rect = self.blockBoundingRect(block)
            if rect.top() > clip.bottom():
                break
            block.layout().draw(painter, rect.topLeft(), _within(block, selections), clip)
            block = block.next()

    # Inside

    def _begin(self) -> None:
        """Take the measures, and guess all heights where they have changed."""
        document, font = self.document(), self.document().defaultFont()
        form = document.rootFrame().frameFormat()
        self._top, self._bottom, self._left = form.topMargin(), form.bottomMargin(), form.leftMargin()
        self._width = max(1.0, document.pageSize().width() - self._left - form.rightMargin())
        self._pitch, self._gap = line_pitch(font), paragraph_gap(font)
        pitch, gap, letter = self._pitch, self._gap, character_width(font)
        measures = (self._width, pitch, gap, letter)
        if measures != self._measures:
            self._measures = measures
            self._laid.clear()
            if document.pageSize().width() <= 0:  # nothing shows the document yet
                self._heights = Heights([pitch] * len(self._lengths))
            else:
                in_a_line = max(1, int(self._width / letter))
                self._heights = Heights([(n // in_a_line + 1) * pitch + gap for n in self._lengths])

    def _lay_out(self, number: int, block: QTextBlock | None = None) -> None:
        if number in self._laid:
            return
        if block is None:
            block = self.document().findBlockByNumber(number)
        self._laid[number] = None
        height = max(self._pitch, self._set_lines(block)) + self._gap
        below = self.top(number) + self._heights[number]
        growth = self._heights.change(number, height)
        if growth and not self._is_gathering:
            self.documentSizeChanged.emit(self.documentSize())
            self.grown.emit(below, growth)

    def _set_lines(self, block: QTextBlock) -> float:
        """Break the paragraph into lines, and return the height of them all."""
        option = QTextOption(self.document().defaultTextOption())
        direction = block.textDirection()
        is_right_to_left = direction == Qt.LayoutDirection.RightToLeft
        option.setTextDirection(direction)
        option.setAlignment(
            Qt.AlignmentFlag.AlignAbsolute
            | (Qt.AlignmentFlag.AlignRight if is_right_to_left else Qt.AlignmentFlag.AlignLeft)
        )
        layout = block.layout()
        layout.setTextOption(option)
        height = 0.0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self._width)
            line.setPosition(QPointF(0, height + ABOVE_BASELINE * self._pitch - line.ascent()))
            height += self._pitch
        layout.endLayout()
        return height

    def _let_go(self, shown: range) -> None:
        too_many = len(self._laid) - _MOST_KEPT
        if too_many > 0:
            for number in [number for number in self._laid if number not in shown][:too_many]:
                del self._laid[number]
                self.document().findBlockByNumber(number).clearLayout()


def _within(block: QTextBlock, selections: list) -> list[QTextLayout.FormatRange]:
    """The parts of selections that lie in a block."""
    found: list[QTextLayout.FormatRange] = []
    for first, last, form in selections:
        start = max(0, first - block.position())
        length = min(block.length() - 1, last - block.position()) - start
        if length > 0:
            part = QTextLayout.FormatRange()
            part.start, part.length, part.format = start, length, form
            found.append(part)
    return found
