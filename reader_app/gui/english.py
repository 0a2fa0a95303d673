"""A text in English that is read, copied and pointed at word by word."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRectF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextBlockFormat,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QSizePolicy, QTextEdit, QWidget

from reader_app.core.article import Span
from reader_app.core.offsets import Utf16Map
from reader_app.gui.geometry import letter_at, span_rects
from reader_app.gui.marks import paint_words
from reader_app.gui.page import as_shown
from reader_app.gui.theme import Theme

_LEADING = 1.25  # of the font's own line spacing: room for underlines


class EnglishText(QTextEdit):
    """Plain text, left to right, as high as it needs; selected and copied with mouse and keyboard.

    What is lit is painted under the text. All offsets are code points into the text.
    """

    letter_pointed = Signal(object)  # offset of the letter under the pointer, or None
    caret_placed = Signal(int)  # offset that the reader moved the caret to
    escape_pressed = Signal()

    def __init__(self, theme: Theme, accessible: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("english")
        self.setAccessibleName(accessible)
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.LeftToRight)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDefaultTextOption(option)
        self.document().setDocumentMargin(0)
        self.document().setUndoRedoEnabled(False)
        self._theme = theme
        self._text = ""
        self._map = Utf16Map("")
        self._words: Sequence[Span] = ()
        self._doubted: Sequence[Span] = ()
        self._rects: dict[Span, list[QRectF]] = {}
        self._letter: int | None = None
        self._is_blank = False
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.cursorPositionChanged.connect(self._tell_caret)

    def text(self) -> str:
        """The text, as it was set."""
        return self._text

    def blank(self) -> None:
        """Have no text, but keep its place until the next one is set: nothing around this moves."""
        self._words = self._doubted = ()
        self._text, self._map = "", Utf16Map("")
        self._is_blank = True
        self.viewport().update()

    def set_text(self, text: str) -> None:
        """Show a text, with nothing lit."""
        self._is_blank = False
        self._words = self._doubted = ()
        self._letter = None
        self._rects.clear()
        self._text, self._map = text, Utf16Map(text)
        with QSignalBlocker(self):  # the caret goes to the beginning, which is not the reader's doing
            self.setPlainText("\n".join(map(as_shown, text.split("\n"))))
        form = QTextBlockFormat()
        form.setLineHeight(100 * _LEADING, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(form)

    def set_words(self, words: Sequence[Span]) -> None:
        """Light these words, in place of others."""
        self._words = words
        self.viewport().update()

    def set_doubted(self, words: Sequence[Span]) -> None:
        """Underline these words with dots, in place of others."""
        self._doubted = words
        self.viewport().update()

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme's colours."""
        self._theme = theme
        self.viewport().update()

    def rects(self, span: Span) -> list[QRectF]:
        """Where a stretch of the text lies, line by line, in this widget's coordinates."""
        if span not in self._rects:
            first, last = self._map.to_utf16(span.start), self._map.to_utf16(span.end)
            block = self.document().findBlock(first)
            pitch = _LEADING * QFontMetricsF(self.document().defaultFont()).lineSpacing()
            self._rects[span] = span_rects(
                self.document(), block.blockNumber(), first - block.position(), last - first, pitch
            )
        return self._rects[span]

    def copy(self) -> None:
        """Copy the selection, or all of the text where none is selected."""
        QApplication.clipboard().setText(self._selected() or self._text)

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802
        """The text's own characters, not what is shown for them."""
        data = QMimeData()
        data.setText(self._selected())
        return data

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        super().mouseMoveEvent(event)
        if event.buttons() == Qt.MouseButton.NoButton:
            self._point(event.position())

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        super().leaveEvent(event)
        self._point(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.escape_pressed.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self._tell_caret()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        event.ignore()  # all of the text shows: it is the panel that scrolls

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        if self._is_blank:
            return
        painter = QPainter(self.viewport())
        pixels = QFontMetricsF(self.document().defaultFont()).height()
        for word in self._words:
            paint_words(painter, self.rects(word), self._theme, pixels)
        painter.setPen(QPen(QColor(self._theme.muted), max(1.5, pixels * 0.07), Qt.PenStyle.DotLine))
        for word in self._doubted:
            for rect in self.rects(word):
                painter.drawLine(rect.bottomLeft() - QPointF(0, 3), rect.bottomRight() - QPointF(0, 3))
        painter.end()
        super().paintEvent(event)

    def _fit(self) -> None:
        self._rects.clear()
        height = math.ceil(self.document().size().height())
        if height != self.height():
            self.setFixedHeight(height)

    def _point(self, place: QPointF | None) -> None:
        position = letter_at(self.document(), place) if place is not None and self._text else None
        letter = None if position is None else self._map.to_code_point(position)
        if letter != self._letter:
            self._letter = letter
            self.letter_pointed.emit(letter)

    def _tell_caret(self) -> None:
        if self.hasFocus():
            self.caret_placed.emit(self._map.to_code_point(self.textCursor().position()))

    def _selected(self) -> str:
        cursor = self.textCursor()
        first, last = (self._map.to_code_point(at) for at in (cursor.selectionStart(), cursor.selectionEnd()))
        return self._text[first:last]
