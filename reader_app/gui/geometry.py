"""Where a stretch of text lies on the page: one rectangle for each visual run on each line.

Text is never laid out in pieces to find this out: the rectangles are read off the layout of the whole
paragraph, so Arabic letters go on joining across their edges.
"""

from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTextBlock, QTextDocument, QTextLine

from reader_app.gui.typesetting import ABOVE_BASELINE


def span_rects(document: QTextDocument, number: int, first: int, length: int, pitch: float) -> list[QRectF]:
    """Rectangles, in document coordinates, of `length` UTF-16 units from `first` in a block.

    Each is a band about the line's baseline, `pitch` high where lines are that far apart, so that bands
    touch. A right-to-left stretch with Latin inside may give several a line.
    """
    block = document.findBlockByNumber(number)
    if not block.isValid() or length <= 0:
        return []
    # Asking for the bounding rectangle lays the block out where that has not happened yet.
    origin = document.documentLayout().blockBoundingRect(block).topLeft()
    rects: list[QRectF] = []
    for line, top, bottom in _bands(block, pitch):
        start = max(first, line.textStart())
        end = min(first + length, line.textStart() + line.textLength())
        if start >= end:
            continue
        if start == line.textStart() and end == line.textStart() + line.textLength():
            # The space that a line was broken at hangs out of the column on the far side.
            natural = line.naturalTextRect()
            extents = [(max(natural.left(), line.x()), min(natural.right(), line.x() + line.width()))]
        else:
            extents = _runs(line, start, end - start)
        rects += [
            QRectF(origin.x() + left, origin.y() + top, right - left, bottom - top) for left, right in extents
        ]
    return rects


def letter_at(document: QTextDocument, place: QPointF) -> int | None:
    """The document position of the letter drawn at a place, in document coordinates, on the line nearest to
    it; None beside the line's text. The marks on a letter belong to it."""
    position = document.documentLayout().hitTest(place, Qt.HitTestAccuracy.FuzzyHit)
    block = document.findBlock(position)
    if position < 0 or not block.isValid():
        return None
    layout, inside = block.layout(), position - block.position()
    x = place.x() - document.documentLayout().blockBoundingRect(block).left()
    # The hit is a gap between two letters. The letter pointed at is on either side of it, or in
    # right-to-left text one further: Qt does not always take the nearest gap there.
    gaps = [inside]
    for _ in range(2):
        gaps = [layout.previousCursorPosition(gaps[0]), *gaps, layout.nextCursorPosition(gaps[-1])]
    for first, last in pairwise(gaps):
        line = layout.lineForTextPosition(first)
        if line.isValid() and any(left <= x < right for left, right in _runs(line, first, last - first)):
            return block.position() + first
    return None


def _bands(block: QTextBlock, pitch: float) -> list[tuple[QTextLine, float, float]]:
    """The block's lines, each with the top and bottom of its band.

    Where a font puts its ascent and Qt the leading differs; the baseline is what the eye goes by.
    """
    layout = block.layout()
    lines = [layout.lineAt(index) for index in range(layout.lineCount())]
    baselines = [line.y() + line.ascent() for line in lines]
    tops = [baseline - ABOVE_BASELINE * pitch for baseline in baselines]
    bottoms = [*tops[1:], baselines[-1] + (1 - ABOVE_BASELINE) * pitch] if lines else []
    return list(zip(lines, tops, bottoms, strict=True))


def _runs(line: QTextLine, start: int, length: int) -> list[tuple[float, float]]:
    """Left and right edges of the visual runs of a part of a line, merged where they touch."""
    edges = sorted(
        (run.boundingRect().left(), run.boundingRect().right()) for run in line.glyphRuns(start, length)
    )
    merged: list[tuple[float, float]] = []
    for left, right in edges:
        if merged and left <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(right, merged[-1][1]))
        else:
            merged.append((left, right))
    return merged
