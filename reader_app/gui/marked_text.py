"""A paragraph with words marked in it: laid out whole, the marks painted under and over it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from reader_app.core.article import Span
from reader_app.core.offsets import Utf16Map
from reader_app.gui.geometry import span_rects
from reader_app.gui.page import as_shown


@dataclass(frozen=True, slots=True)
class Marks:
    """What is marked: words that are found or put in are lit and underlined, words that are taken out are
    struck through. All are code points into the text."""

    lit: Sequence[Span] = ()
    struck: Sequence[Span] = ()


class MarkedParagraph:
    """A text laid out for one width. It paints itself; nothing about it can be selected."""

    def __init__(self, text: str, marks: Marks, font: QFont, *, arabic: bool) -> None:
        self._map = Utf16Map(text)
        self._marks = marks
        self._document = QTextDocument()
        self._document.setUndoRedoEnabled(False)
        self._document.setDocumentMargin(0)
        self._document.setDefaultFont(font)
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if arabic else Qt.LayoutDirection.LeftToRight)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._document.setDefaultTextOption(option)
        # One block, whatever breaks the text has, so that offsets count from its beginning.
        self._document.setPlainText(as_shown(text.replace("\n", " ")))
        self._rects: dict[Span, list[QRectF]] = {}

    def height_for(self, width: int) -> int:
        """Lay the text out for a width in pixels; how high it is then."""
        if self._document.textWidth() != width:
            self._rects.clear()
            self._document.setTextWidth(width)
        return math.ceil(self._document.size().height())

    def natural_width(self) -> int:
        """How wide the text is on one line."""
        return math.ceil(self._document.idealWidth())

    def rects(self, span: Span) -> list[QRectF]:
        """Where a stretch of the text lies, line by line."""
        if span not in self._rects:
            first, last = self._map.to_utf16(span.start), self._map.to_utf16(span.end)
            pitch = QFontMetricsF(self._document.defaultFont()).lineSpacing()
            self._rects[span] = span_rects(self._document, 0, first, last - first, pitch)
        return self._rects[span]

    def paint(self, painter: QPainter, palette: QPalette) -> None:
        """Paint the text and its marks with its upper left corner at the painter's origin."""
        pixels = QFontMetricsF(self._document.defaultFont()).height()
        thin = max(1.5, pixels * 0.07)
        for span in self._marks.lit:
            for rect in self.rects(span):
                painter.fillRect(rect, palette.color(QPalette.ColorRole.Highlight))
                line = QRectF(rect.left(), rect.bottom() - thin, rect.width(), thin)
                painter.fillRect(line, palette.color(QPalette.ColorRole.Accent))
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette = palette  # type: ignore[assignment]  # the stubs call it a method
        self._document.documentLayout().draw(painter, context)
        painter.setPen(QPen(palette.color(QPalette.ColorRole.BrightText), thin))
        for span in self._marks.struck:
            for rect in self.rects(span):
                middle = rect.top() + rect.height() * 0.52
                painter.drawLine(QPointF(rect.left(), middle), QPointF(rect.right(), middle))


class MarkedText(QWidget):
    """A `MarkedParagraph` as a widget, as high as its text needs. `accessible` says what it is."""

    def __init__(self, accessible: str, font: QFont, *, arabic: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._accessible = accessible
        self._is_arabic = arabic
        self._font = font
        self._paragraph = MarkedParagraph("", Marks(), font, arabic=arabic)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def paragraph(self) -> MarkedParagraph:
        """What is shown."""
        return self._paragraph

    def tell(self, text: str, marks: Marks, spoken: str) -> None:
        """Show a text with its marks; `spoken` is what a screen reader says of it."""
        self._paragraph = MarkedParagraph(text, marks, self._font, arabic=self._is_arabic)
        self.setAccessibleName(f"{self._accessible}: {spoken}")
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        return self._paragraph.height_for(width)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(240, self._paragraph.height_for(max(240, self.width())))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(80, QSizeF(0, QFontMetricsF(self._font).height()).toSize().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        self._paragraph.height_for(self.width())
        painter = QPainter(self)
        self._paragraph.paint(painter, self.palette())
        painter.end()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self.update()
