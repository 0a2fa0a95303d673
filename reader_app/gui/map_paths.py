"""Outlines cut to what a map shows, as paths of pixels. Nothing here touches a widget: any thread."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPolygonF

from reader_app.core.atlas import Atlas, City, Country, Line
from reader_app.gui.map_view import MapView

MARGIN = 0.25
"""By how much more than what shows is prepared, so that the map can be moved before it is prepared again."""

_SMALLEST = 0.6
"""Pixels. Points closer than that to the one before are left out, and countries that are no larger."""


@dataclass(frozen=True, slots=True)
class MapPaths:
    """`land` is all of it in one path, so that no seam shows between neighbours; `own` the country that is
    lit. `names` are countries with the pixel to write them at and the room they take, the largest first;
    `cities` likewise."""

    view: MapView
    land: QPainterPath
    own: QPainterPath
    coasts: QPainterPath
    borders: QPainterPath
    names: tuple[tuple[str, QPointF, QRectF], ...]
    cities: tuple[tuple[City, QPointF], ...]


def prepare(atlas: Atlas, view: MapView, own: Country | None, most_cities: int = 60) -> MapPaths:
    """Cut and project what a view shows. Takes some milliseconds for a region, a tenth of a second for the
    world."""
    # The world goes on beyond 180°.
    cuts = [_Cut(atlas, replace(view, longitude=view.longitude + turn)) for turn in (-360, 0, 360)]
    cuts = [cut for cut in cuts if cut.shows_land]
    land, lit = QPainterPath(), QPainterPath()
    land.setFillRule(Qt.FillRule.WindingFill)
    shown = QRectF(QPointF(0, 0), view.size.toSizeF())
    names: list[tuple[float, str, QPointF, QRectF]] = []
    for country in atlas.countries:
        polygons = [polygon for cut in cuts for polygon in cut.polygons(country)]
        for polygon in polygons:
            land.addPolygon(polygon)
            land.closeSubpath()
            if country is own:
                lit.addPolygon(polygon)
                lit.closeSubpath()
        if polygons and country.english:
            largest = max(polygons, key=lambda p: p.boundingRect().width() * p.boundingRect().height())
            whole = largest.boundingRect()
            room = whole.intersected(shown)
            point = view.point(*country.point)
            if not room.contains(point):  # the middle of what shows of it
                point = room.center()
            if not room.isEmpty():
                names.append((-whole.width() * whole.height(), country.english, point, room))
    names.sort(key=lambda name: name[:2])
    coasts, borders = QPainterPath(), QPainterPath()
    for cut in cuts:
        cut.add_lines(coasts, borders)
    inside = view.box()
    shown_cities = [c for c in atlas.cities if inside.holds(c.longitude, c.latitude)][:most_cities]
    cities = [(city, view.point(city.longitude, city.latitude)) for city in shown_cities]
    cities.sort(key=lambda city: not lit.contains(city[1]))  # the country's own first
    return MapPaths(
        view,
        land,
        lit,
        coasts,
        borders,
        tuple((name, point, room) for _, name, point, room in names),
        tuple(cities),
    )


class _Cut:
    """An atlas seen through a view."""

    def __init__(self, atlas: Atlas, view: MapView) -> None:
        self._atlas = atlas
        self._view = view
        self._box = view.box(MARGIN)
        low, high = view.point(self._box.west, self._box.north), view.point(self._box.east, self._box.south)
        self._left, self._top, self._right, self._bottom = low.x(), low.y(), high.x(), high.y()
        self._drawn: dict[int, list[tuple[float, float]]] = {}

    def polygons(self, country: Country) -> Iterator[QPolygonF]:
        """The parts of a country that show."""
        for numbers, box in zip(country.rings, country.boxes, strict=True):
            if not box.meets(self._box):
                continue
            points: list[tuple[float, float]] = []
            for number in numbers:
                line = self._projected(number if number >= 0 else ~number)
                points += line if number >= 0 else line[::-1]
            if len(inside := self._inside(points)) > 2:
                yield QPolygonF([QPointF(x, y) for x, y in inside])

    @property
    def shows_land(self) -> bool:
        """Whether anything of the world shows."""
        return any(box.meets(self._box) for country in self._atlas.countries for box in country.boxes)

    def add_lines(self, coasts: QPainterPath, borders: QPainterPath) -> None:
        """Add the coasts and borders that show to the paths."""
        for number, arc in enumerate(self._atlas.arcs):
            if not arc.box.meets(self._box):
                continue
            path = borders if arc.is_border else coasts
            for stretch in self._stretches(self._projected(number)):
                path.addPolygon(QPolygonF([QPointF(x, y) for x, y in stretch]))

    def _projected(self, number: int) -> list[tuple[float, float]]:
        """An arc in pixels, without the points that make no difference. The ends stay, so that arcs meet."""
        known = self._drawn.get(number)
        if known is None:
            known = self._drawn[number] = _thinned(self._atlas.arcs[number].line, self._view)
        return known

    def _stretches(self, points: list[tuple[float, float]]) -> Iterator[list[tuple[float, float]]]:
        """The stretches of a line that may show: segments beyond one side are left out."""
        run: list[tuple[float, float]] = []
        for (ax, ay), (bx, by) in pairwise(points):
            outside = (
                max(ax, bx) < self._left
                or min(ax, bx) > self._right
                or max(ay, by) < self._top
                or min(ay, by) > self._bottom
            )
            if outside:
                if len(run) > 1:
                    yield run
                run = []
            else:
                run = run or [(ax, ay)]
                run.append((bx, by))
        if len(run) > 1:
            yield run

    def _inside(self, points: list[tuple[float, float]]) -> list[tuple[float, float]]:
        """Sutherland and Hodgman's rule, one side after the other."""
        for axis, limit, keeps_less in (
            (0, self._left, False),
            (0, self._right, True),
            (1, self._top, False),
            (1, self._bottom, True),
        ):
            if points:
                points = _cut_at(points, axis, limit, keeps_less=keeps_less)
        return points


def _thinned(line: Line, view: MapView) -> list[tuple[float, float]]:
    middle_x, middle_y = view.size.width() / 2, view.size.height() / 2
    across, up = view.across, view.up
    xs = [middle_x + (x - view.longitude) * across for x in line[0::2]]
    ys = [middle_y - (y - view.latitude) * up for y in line[1::2]]
    kept = [(xs[0], ys[0])]
    last_x, last_y = kept[0]
    for x, y in zip(xs[1:-1], ys[1:-1], strict=True):
        if abs(x - last_x) + abs(y - last_y) >= _SMALLEST:
            kept.append((x, y))
            last_x, last_y = x, y
    kept.append((xs[-1], ys[-1]))
    return kept


def _cut_at(
    points: list[tuple[float, float]], axis: int, limit: float, *, keeps_less: bool
) -> list[tuple[float, float]]:
    kept: list[tuple[float, float]] = []
    before = points[-1]
    was_in = (before[axis] <= limit) == keeps_less
    for point in points:
        is_in = (point[axis] <= limit) == keeps_less
        if is_in != was_in:
            part = (limit - before[axis]) / (point[axis] - before[axis])
            x = before[0] + part * (point[0] - before[0])
            kept.append((x, before[1] + part * (point[1] - before[1])))
        if is_in:
            kept.append(point)
        before, was_in = point, is_in
    return kept
