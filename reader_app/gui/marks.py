"""Painting under the text: bands for sentences, lines for names, a ring for the keyboard's focus."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from reader_app.core.names import Kind, Mention
from reader_app.gui.theme import Theme

_PADDING = 4.0
_RADIUS = 4.0

# A name's kind shows in the line's pattern as well as in its colour.
_PATTERN = {
    Kind.PERSON: Qt.PenStyle.SolidLine,
    Kind.PLACE: Qt.PenStyle.DashLine,
    Kind.ORGANISATION: Qt.PenStyle.DashDotLine,
}


def paint_band(painter: QPainter, rects: list[QRectF], colour: QColor) -> None:
    """Fill the lines of a sentence as one shape."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for rect in rects:
        path.addRoundedRect(rect.adjusted(-_PADDING, 0, _PADDING, 0), _RADIUS, _RADIUS)
    painter.fillPath(path.simplified(), colour)


def mark_colour(mention: Mention, theme: Theme) -> QColor:
    """The colour of a mention's kind."""
    if not mention.is_name:
        return QColor(theme.demonym)
    return QColor(
        {Kind.PERSON: theme.person, Kind.PLACE: theme.place, Kind.ORGANISATION: theme.organisation}[
            mention.entry.kind
        ]
    )


def paint_mark(
    painter: QPainter, rects: list[QRectF], mention: Mention, theme: Theme, pixels: int, strong: bool
) -> None:
    """Underline a mention; `pixels` is the text size, `strong` where the pointer is on it.

    A country's adjective gets faint dots: it leads to a card but is not a name.
    """
    colour = mark_colour(mention, theme)
    style = _PATTERN[mention.entry.kind] if mention.is_name else Qt.PenStyle.DotLine
    width = pixels * (0.07 if mention.is_name else 0.05)
    if strong:
        faint = QColor(colour)
        faint.setAlpha(36)
        for rect in rects:
            painter.fillRect(rect, faint)
    painter.setPen(QPen(colour, max(1.2, width), style, Qt.PenCapStyle.FlatCap))
    for rect in rects:
        y = rect.bottom() - pixels * 0.08
        painter.drawLine(QPointF(rect.left() + 1, y), QPointF(rect.right() - 1, y))


def paint_focus(painter: QPainter, rects: list[QRectF], colour: QColor) -> None:
    """Draw the keyboard's focus ring around a mention."""
    painter.setPen(QPen(colour, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for rect in rects:
        painter.drawRoundedRect(rect.adjusted(-2, 1, 2, -1), _RADIUS, _RADIUS)
