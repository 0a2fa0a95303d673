"""Painting under the text: bands for sentences, lines for names, a ring for the keyboard's focus."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from reader_app.core.article import Sentence, Span
from reader_app.core.names import Kind, Mention, Mentions
from reader_app.gui.page import Page
from reader_app.gui.theme import Theme

_PADDING = 4.0
_RADIUS = 4.0

# A name's kind shows in the line's pattern as well as in its colour.
_PATTERN = {
    Kind.PERSON: Qt.PenStyle.SolidLine,
    Kind.PLACE: Qt.PenStyle.DashLine,
    Kind.ORGANISATION: Qt.PenStyle.DashDotLine,
    Kind.TERM: Qt.PenStyle.DashDotDotLine,
}


@dataclass(slots=True)
class Lit:
    """What is marked on the page: the sentence under the pointer and the selected one, the words of it that
    are lit with their partners, the places found and the one of them shown, the mentions, the one under the
    pointer and the one with the focus."""

    hovered: Sentence | None = None
    selected: Sentence | None = None
    words: Sequence[Span] = ()
    found: Sequence[Span] = ()
    place: Span | None = None
    mentions: Mentions = field(default_factory=Mentions)
    pointed: Mention | None = None
    focused: Mention | None = None


def paint_under_text(
    painter: QPainter, page: Page, shown: Sequence[Sentence], lit: Lit, theme: Theme, *, ring: bool
) -> None:
    """Paint the marks of the sentences that are shown; `ring` is whether the page has the focus."""
    # Only what is shown is asked for its place: for the rest the page would have to be laid out.
    hovered = None if lit.hovered == lit.selected else lit.hovered
    for sentence, colour in ((hovered, theme.hover), (lit.selected, theme.selected)):
        if sentence is not None and sentence in shown:
            paint_band(painter, page.rects(sentence.span), QColor(colour))
    if shown:
        _paint_found(painter, page, Span(shown[0].span.start, shown[-1].span.end), lit, theme)
    pixels = page.document.defaultFont().pixelSize()
    paint_words(painter, [rect for span in lit.words for rect in page.rects(span)], theme, pixels)
    for sentence in shown:
        for mention in lit.mentions.in_sentence(sentence.id):
            rects = page.rects(mention.span)
            paint_mark(painter, rects, mention, theme, pixels, mention is lit.pointed)
            if ring and mention is lit.focused:
                paint_focus(painter, rects, QColor(theme.accent))


def _paint_found(painter: QPainter, page: Page, shown: Span, lit: Lit, theme: Theme) -> None:
    first = bisect_left(lit.found, shown.start, key=lambda place: place.end)
    for place in lit.found[first:]:
        if place.start >= shown.end:
            break
        paint_band(painter, page.rects(place), QColor(theme.highlight))
        if place == lit.place:
            paint_focus(painter, page.rects(place), QColor(theme.accent))


def paint_band(painter: QPainter, rects: list[QRectF], colour: QColor) -> None:
    """Fill the lines of a sentence as one shape."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for rect in rects:
        path.addRoundedRect(rect.adjusted(-_PADDING, 0, _PADDING, 0), _RADIUS, _RADIUS)
    # One path in one go, so that no seam shows where lines touch; `simplified` would lose some of them.
    painter.fillPath(path, colour)


def paint_words(painter: QPainter, rects: Sequence[QRectF], theme: Theme, pixels: float) -> None:
    """Light words, or parts of words, and underline them: the underline tells them apart without colour."""
    width = max(2.0, pixels * 0.1)
    for rect in rects:
        painter.fillRect(rect, QColor(theme.word))
        painter.fillRect(
            QRectF(rect.left(), rect.bottom() - width, rect.width(), width), QColor(theme.accent)
        )


def mark_colour(mention: Mention, theme: Theme) -> QColor:
    """The colour of a mention's kind."""
    if not mention.is_name:
        return QColor(theme.demonym)
    return QColor(
        {
            Kind.PERSON: theme.person,
            Kind.PLACE: theme.place,
            Kind.ORGANISATION: theme.organisation,
            Kind.TERM: theme.accent,
        }[mention.entry.kind]
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
