"""Marks in the article's margin: how far each sentence has come, told by form as well as by colour."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

from reader_app.core.article import Sentence
from reader_app.core.units import State
from reader_app.gui.page import Page
from reader_app.gui.theme import Theme
from reader_app.gui.typesetting import ABOVE_BASELINE, line_pitch
from reader_app.services.reviewing import Review

ReviewOf = Callable[[Sentence], Review]
"""How far a sentence has come, and what was said of it."""

STATE_NAMES = {
    State.NEW: "New",
    State.DRAFT: "Draft",
    State.EDITED: "Edited",
    State.APPROVED: "Approved",
    State.FLAGGED: "Flagged",
}

_FROM_TEXT = 8.0  # pixels between the column and the first mark
_TO_EDGE = 4.0  # and between the last and the edge of the page
_SIZE = 0.4  # of the text size
_MAX_SIZE = 14.0


def state_colour(state: State, theme: Theme) -> QColor:
    """The colour of a state's mark; each stands out from the page and the panel."""
    return QColor(
        {
            State.NEW: theme.muted,
            State.DRAFT: theme.muted,
            State.EDITED: theme.accent,
            State.APPROVED: theme.place,
            State.FLAGGED: theme.error,
        }[state]
    )


def paint_state(painter: QPainter, rect: QRectF, state: State, theme: Theme) -> None:
    """A state's mark in a square: a small dot for new, a ring for a draft, a diamond for edited, a tick for
    approved, a flag on its pole for flagged."""
    colour, size, centre = state_colour(state, theme), rect.width(), rect.center()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    line = max(1.4, size * 0.16)
    pen = QPen(QBrush(colour), line * (1.3 if state is State.APPROVED else 1))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    path = QPainterPath()
    if state is State.NEW:
        painter.setBrush(colour)
        painter.drawEllipse(centre, size * 0.06, size * 0.06)
    elif state is State.DRAFT:
        painter.drawEllipse(centre, size * 0.27, size * 0.27)
    elif state is State.EDITED:
        half = size * 0.42
        path.moveTo(centre - QPointF(0, half))
        for dx, dy in ((half, 0), (0, half), (-half, 0)):
            path.lineTo(centre + QPointF(dx, dy))
        path.closeSubpath()
        painter.fillPath(path, colour)
    elif state is State.APPROVED:
        path.moveTo(rect.left() + size * 0.12, rect.top() + size * 0.55)
        path.lineTo(rect.left() + size * 0.4, rect.top() + size * 0.84)
        path.lineTo(rect.left() + size * 0.9, rect.top() + size * 0.2)
        painter.drawPath(path)
    else:
        pole = rect.left() + size * 0.2
        painter.drawLine(QPointF(pole, rect.top() + size * 0.06), QPointF(pole, rect.bottom()))
        path.moveTo(pole, rect.top() + size * 0.06)
        path.lineTo(rect.right(), rect.top() + size * 0.32)
        path.lineTo(pole, rect.top() + size * 0.6)
        path.closeSubpath()
        painter.fillPath(path, colour)
    painter.restore()


def paint_note(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    """The mark of a note in a square: lines of writing, the last one short."""
    size = rect.width()
    pen = QPen(QColor(theme.muted), max(1.4, size * 0.14))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.save()
    painter.setPen(pen)
    for down, length in ((0.2, 0.9), (0.5, 0.9), (0.8, 0.5)):
        y = rect.top() + size * down
        # From the right, as the page is written.
        painter.drawLine(QPointF(rect.right() - size * length, y), QPointF(rect.right(), y))
    painter.restore()


@dataclass(frozen=True, slots=True)
class MarginMark:
    """Where a sentence's mark stands, in document coordinates."""

    sentence: Sentence
    rect: QRectF


def margin_marks(page: Page, top: float, bottom: float) -> Iterator[MarginMark]:
    """A mark for each sentence that begins on a line between two heights, beside that line in the margin to
    the right. Those of one line stand beside each other in reading order, from the right to the left.

    Asks the layout for lines alone, and only for those that show, however long the article or a paragraph.
    """
    font = page.document.defaultFont()
    pitch = line_pitch(font)
    column = page.column()
    room = page.document.pageSize().width() - column.right() - _FROM_TEXT - _TO_EDGE
    for baseline, sentences in page.beginnings(top, bottom):
        step = min(_MAX_SIZE, font.pixelSize() * _SIZE, room / len(sentences) / 1.3)
        y = baseline - pitch * (ABOVE_BASELINE - 0.5) - step / 2
        for number, sentence in enumerate(reversed(sentences)):
            x = column.right() + _FROM_TEXT + number * step * 1.3
            yield MarginMark(sentence, QRectF(x, y, step, step))


def mark_at(page: Page, place: QPointF) -> MarginMark | None:
    """The mark at a place in document coordinates, or a little around it."""
    around = margin_marks(page, place.y(), place.y())
    return next((mark for mark in around if mark.rect.adjusted(-2, -6, 2, 6).contains(place)), None)


def paint_margin(
    painter: QPainter, page: Page, top: float, bottom: float, review_of: ReviewOf, theme: Theme
) -> None:
    """Paint the marks of what shows between two heights; a sentence that nobody has touched has none, one
    with a note and nothing else the note's."""
    for mark in margin_marks(page, top, bottom):
        review = review_of(mark.sentence)
        if review.state is not State.NEW:
            paint_state(painter, mark.rect, review.state, theme)
        elif review.note:
            paint_note(painter, mark.rect, theme)
