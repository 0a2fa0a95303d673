"""Where a stretch of text lies on the page: one rectangle for each visual run on each line.

Text is never laid out in pieces to find this out: the rectangles are read off the layout of the whole
paragraph, so Arabic letters go on joining across their edges.
"""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock, QTextDocument, QTextLine


def span_rects(document: QTextDocument, number: int, first: int, length: int) -> list[QRectF]:
    """Rectangles, in document coordinates, of `length` UTF-16 units from `first` in a block.

    Each is as high as its line. A right-to-left stretch with Latin inside may give several a line.
    """
    block = document.findBlockByNumber(number)
    if not block.isValid() or length <= 0:
        return []
    # Asking for the bounding rectangle lays the block out where that has not happened yet.
    origin = document.documentLayout().blockBoundingRect(block).topLeft()
    rects: list[QRectF] = []
    for line, top, height in _lines(block):
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
            QRectF(origin.x() + left, origin.y() + top, right - left, height) for left, right in extents
        ]
    return rects


def _lines(block: QTextBlock) -> list[tuple[QTextLine, float, float]]:
    """The block's lines with their top and height, leading shared out so that bands touch."""
    layout = block.layout()
    lines = [layout.lineAt(index) for index in range(layout.lineCount())]
    found = []
    for index, line in enumerate(lines):
        bottom = lines[index + 1].y() if index + 1 < len(lines) else line.y() + line.height()
        found.append((line, line.y(), bottom - line.y()))
    return found


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
