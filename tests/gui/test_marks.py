"""What is painted under the text."""

import pytest
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from reader_app.gui.main_window import MainWindow
from reader_app.gui.marks import paint_band

INSIDE = 6  # pixels: clear of the rounded corners


def painted(rects: list[QRectF], scale: float) -> QImage:
    bounds = QRectF()
    for rect in rects:
        bounds = bounds.united(rect)
    image = QImage(
        round((bounds.right() + 20) * scale),
        round((bounds.bottom() + 20) * scale),
        QImage.Format.Format_RGB32,
    )
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    paint_band(painter, rects, QColor("#123456"))
    painter.end()
    return image


@pytest.mark.parametrize("scale", [1.0, 1.25, 2.0])
def test_band_covers_every_line_of_every_sentence_without_seams(
    qtbot: QtBot, window: MainWindow, scale: float
) -> None:
    assert window.session.article is not None
    assert window.view._page is not None
    wanted = QColor("#123456").rgb()
    for sentence in window.session.article.sentences:
        rects = window.view._page.rects(sentence.span)
        image = painted(rects, scale)
        for area in filled(rects, scale):
            for x in range(area.left(), area.right(), 5):
                for y in range(area.top(), area.bottom() + 1):
                    assert image.pixel(x, y) == wanted, (sentence.id, x, y)


def filled(rects: list[QRectF], scale: float) -> list[QRect]:
    """From the middle of each line to the middle of the next one, where both have text."""
    areas = []
    for above, below in zip(rects, [*rects[1:], rects[-1]], strict=True):
        left = max(above.left(), below.left()) + INSIDE
        right = min(above.right(), below.right()) - INSIDE
        top, bottom = above.center().y(), below.center().y() + 1
        if right > left:
            areas.append(
                QRectF(left * scale, top * scale, (right - left) * scale, (bottom - top) * scale).toRect()
            )
    return areas
