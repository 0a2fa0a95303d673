"""Paints a prepared map in a theme's colours: land, borders, labels that do not overlap, marks, a scale."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPainterPath, QPen

from reader_app.core.atlas import City
from reader_app.gui.map_paths import MARGIN, MapPaths
from reader_app.gui.map_view import MapView, scale_km
from reader_app.gui.theme import Theme

SCALE_PX = 90
_HALO = 1.3  # pixels
_AROUND = tuple(QPointF(_HALO * x, _HALO * y) for x in (-1, 0, 1) for y in (-1, 0, 1) if x or y)
_GAP = 3
_FIRST_CITIES = 3
"""So many have the choice of room before the countries: the capital, mostly."""

_MOST_NAMED = 120
"""So many marks are named, if there is room, the first ones."""

_CELL = 40  # pixels
_LEAST_PART = 0.25
"""A country narrower than this part of its name is too small on the map to be named."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place that is marked: its name, where it is, and how large it is drawn, in pixels. Without a radius
    its name is written on it: a country."""

    name: str
    longitude: float
    latitude: float
    radius: float = 4.5
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """A text and the rectangle that it was given."""

    text: str
    rect: QRectF


class Labels:
    """Gives texts places on a map, first come first served; none over another or over the edge."""

    def __init__(self, area: QRectF, taken: Iterable[QRectF] = ()) -> None:
        self._area = area
        self._taken: dict[tuple[int, int], list[QRectF]] = {}
        for rect in taken:
            self.take(rect)

    def take(self, rect: QRectF) -> None:
        """Keep a rectangle free of texts."""
        for cell in _cells(rect):
            self._taken.setdefault(cell, []).append(rect)

    def is_taken(self, rect: QRectF) -> bool:
        """Whether something has a part of a rectangle."""
        return any(rect.intersects(other) for cell in _cells(rect) for other in self._taken.get(cell, ()))

    def place(self, text: str, metrics: QFontMetricsF, around: Sequence[QPointF]) -> Label | None:
        """The text centred on the first of some points where there is room, None where there is not."""
        width, height = metrics.horizontalAdvance(text), metrics.height()
        for point in around:
            rect = QRectF(point.x() - width / 2, point.y() - height / 2, width, height)
            if self._area.contains(rect) and not self.is_taken(rect):
                self.take(rect.adjusted(-_GAP, 0, _GAP, 0))
                return Label(text, rect)
        return None

    def beside(self, text: str, metrics: QFontMetricsF, point: QPointF, away: float) -> Label | None:
        """The text to the right of a point, else to its left, above or below."""
        wide, high = metrics.horizontalAdvance(text) / 2 + away + 2, metrics.height() / 2 + away
        steps = ((wide, 0), (-wide, 0), (0, -high), (0, high), (wide, -high), (-wide, -high), (wide, high))
        return self.place(text, metrics, [point + QPointF(*step) for step in steps])


def ground(paths: MapPaths, theme: Theme, ratio: float) -> QImage:
    """Sea, land, the country that is lit, coasts and borders, for a screen of this ratio of pixels.

    With the margin of the paths around what shows. Takes up to some tenths of a second: off the GUI thread.
    """
    whole = ground_rect(paths.view)
    image = QImage((whole.size() * ratio).toSize(), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    colours = ground_colours(theme)
    image.fill(colours["sea"])
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(-whole.topLeft())
        painter.fillPath(paths.land, colours["land"])
        painter.fillPath(paths.own, colours["own"])
        painter.strokePath(paths.coasts, _thin(colours["coast"], 1.0))
        painter.strokePath(paths.borders, _thin(colours["border"], 1.0))
    return image


def ground_rect(view: MapView) -> QRectF:
    """Where the ground of a view goes, in its pixels: beyond what shows, by the margin."""
    wide, high = view.size.width() * MARGIN, view.size.height() * MARGIN
    return QRectF(QPointF(0, 0), view.size.toSizeF()).adjusted(-wide, -high, wide, high)


def paint_labels(
    painter: QPainter, paths: MapPaths, theme: Theme, font: QFont, marks: Sequence[Mark]
) -> None:
    """The marks with their names, then the countries' and cities' names as far as there is room, and the
    scale in the lower left corner."""
    area = QRectF(QPointF(0, 0), paths.view.size.toSizeF())
    inside = area.adjusted(3, 2, -3, -2)
    small, bold = QFont(font), QFont(font)
    bold.setBold(True)
    bold_metrics = QFontMetricsF(bold)
    bar = _scale_rect(paths, area, QFontMetricsF(small))
    points = [(mark, paths.view.point(mark.longitude, mark.latitude)) for mark in marks]
    shown = [(mark, point) for mark, point in points if area.contains(point)]
    labels = Labels(inside, [bar, *(_around(point, mark.radius) for mark, point in shown if mark.radius)])
    colours = ground_colours(theme)
    halo, text, muted = colours["land"], QColor(theme.text), QColor(theme.muted)
    for mark, point in shown[:_MOST_NAMED]:
        if mark.radius:
            label = labels.beside(mark.name, bold_metrics, point, mark.radius + 2)
        else:
            label = labels.place(mark.name, bold_metrics, [point])
        if label is not None:
            _write(painter, label, bold, text, halo)
    named = {mark.name for mark, _ in shown}
    writing = _Writing(painter, labels, small, muted, halo)
    writing.cities(paths.cities[:_FIRST_CITIES], named)
    writing.countries(paths.names, named)
    writing.cities(paths.cities[_FIRST_CITIES:], named)
    # The large ones first: a small one, beside or inside of it, stays to be seen.
    for mark, point in sorted(shown, key=lambda one: (-one[0].radius, one[0].is_chosen)):
        fill = QColor(theme.accent if mark.is_chosen else theme.place)
        if mark.radius:
            _dot(painter, point, mark.radius, fill, QColor(theme.page))
    _paint_scale(painter, paths, bar, small, muted, halo)


@dataclass(frozen=True, slots=True)
class _Writing:
    """Writes what is not marked, where there is room."""

    painter: QPainter
    labels: Labels
    font: QFont
    colour: QColor
    halo: QColor

    def countries(self, names: Iterable[tuple[str, QPointF, QRectF]], named: Collection[str]) -> None:
        """Names of countries, with letters a little apart."""
        font = QFont(self.font)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.6)
        metrics = QFontMetricsF(font)
        step = QPointF(0, metrics.height() * 1.2)
        for name, point, room in names:
            if name in named or room.width() < _LEAST_PART * metrics.horizontalAdvance(name):
                continue
            around = (point, point + step, point - step, point + step * 2, point - step * 2)
            around = [at for at in around if room.contains(at)]
            if (label := self.labels.place(name, metrics, around)) is not None:
                _write(self.painter, label, font, self.colour, self.halo)

    def cities(self, cities: Iterable[tuple[City, QPointF]], named: Collection[str]) -> None:
        """Names of cities, each beside its dot."""
        metrics = QFontMetricsF(self.font)
        for city, point in cities:
            if city.english in named or self.labels.is_taken(_around(point, 0)):
                continue
            if (label := self.labels.beside(city.english, metrics, point, 4)) is not None:
                _dot(self.painter, point, 1.8, self.colour, self.halo)
                self.labels.take(_around(point, 2))
                _write(self.painter, label, self.font, self.colour, self.halo)


def ground_colours(theme: Theme) -> dict[str, QColor]:
    """The colours of a map: quiet ones, mixed from the theme's."""
    page, chrome, border, text = (QColor(c) for c in (theme.page, theme.chrome, theme.border, theme.text))
    sea = _mixed(page, QColor(theme.accent), 0.14)
    return {
        "sea": sea,
        "land": _mixed(chrome, page, 0.35),
        "own": _mixed(QColor(theme.selected), page, 0.25),
        "coast": _mixed(border, QColor(theme.accent), 0.35),
        "border": _mixed(border, text, 0.22),
    }


def _mixed(one: QColor, other: QColor, part: float) -> QColor:
    def between(a: float, b: float) -> float:
        return a + (b - a) * part

    return QColor.fromRgbF(
        between(one.redF(), other.redF()),
        between(one.greenF(), other.greenF()),
        between(one.blueF(), other.blueF()),
    )


def _thin(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCosmetic(True)
    return pen


def _cells(rect: QRectF) -> Iterator[tuple[int, int]]:
    """The squares of a grid that a rectangle has a part of."""
    for x in range(int(rect.left() // _CELL), int(rect.right() // _CELL) + 1):
        for y in range(int(rect.top() // _CELL), int(rect.bottom() // _CELL) + 1):
            yield x, y


def _around(point: QPointF, radius: float) -> QRectF:
    return QRectF(point.x() - radius - 1, point.y() - radius - 1, 2 * radius + 2, 2 * radius + 2)


def _dot(painter: QPainter, point: QPointF, radius: float, fill: QColor, edge: QColor) -> None:
    painter.setPen(QPen(edge, 1.2))
    painter.setBrush(fill)
    painter.drawEllipse(point, radius, radius)


def _write(painter: QPainter, label: Label, font: QFont, colour: QColor, halo: QColor) -> None:
    """Text with a rim of the ground's colour, so that lines do not run into it."""
    painter.setFont(font)
    start = QPointF(label.rect.left(), label.rect.top() + QFontMetricsF(font).ascent())
    painter.setPen(halo)
    for step in _AROUND:  # ten times as fast as the outline of the letters
        painter.drawText(start + step, label.text)
    painter.setPen(colour)
    painter.drawText(start, label.text)


def _scale_rect(paths: MapPaths, area: QRectF, metrics: QFontMetricsF) -> QRectF:
    km = scale_km(paths.view, SCALE_PX)
    width = km * paths.view.size.width() / paths.view.km_across
    width = max(width, metrics.horizontalAdvance(f"{km:,} km"))
    return QRectF(7, area.bottom() - metrics.height() - 11, width + 2, metrics.height() + 7)


def _paint_scale(
    painter: QPainter, paths: MapPaths, rect: QRectF, font: QFont, colour: QColor, halo: QColor
) -> None:
    km = scale_km(paths.view, SCALE_PX)
    length = km * paths.view.size.width() / paths.view.km_across
    bar = QPainterPath(QPointF(rect.left() + 1, rect.bottom() - 4))
    bar.lineTo(rect.left() + 1, rect.bottom())
    bar.lineTo(rect.left() + 1 + length, rect.bottom())
    bar.lineTo(rect.left() + 1 + length, rect.bottom() - 4)
    painter.strokePath(bar, QPen(halo, 2 * _HALO + 1))
    painter.strokePath(bar, QPen(colour, 1.2))
    _write(painter, Label(f"{km:,} km", rect), font, colour, halo)
