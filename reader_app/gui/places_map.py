"""The map of all places that an article names."""

from collections.abc import Sequence
from dataclasses import replace
from math import hypot, sqrt

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from reader_app.core.atlas import Box
from reader_app.core.names import GlossaryEntry
from reader_app.gui.atlas_lane import AtlasLane, PreparedMap
from reader_app.gui.lanes import Handle
from reader_app.gui.map_painting import Mark, ground_colours, paint_labels
from reader_app.gui.map_paths import MapPaths
from reader_app.gui.map_view import TOWN_KM, WORLD_KM, MapView, around_box
from reader_app.gui.theme import Theme
from reader_app.services.name_list import ListedName

_LEAST_KM = 30.0
_ZOOM = 1.3
_STEP = 0.15
"""By what part of the map an arrow key moves it."""

_SMALL, _LARGE = 4.0, 11.0  # pixels
_NEAR = 5.0  # pixels that a click may miss a place by
_ARROWS = {
    Qt.Key.Key_Left: (-_STEP, 0.0),
    Qt.Key.Key_Right: (_STEP, 0.0),
    Qt.Key.Key_Up: (0.0, -_STEP),
    Qt.Key.Key_Down: (0.0, _STEP),
}


class PlacesMap(QWidget):
    """Each place a dot, the larger the more often it is named. The wheel and + − zoom, dragging and the arrow
    keys move, 0 shows all; a click chooses a place, Page Down and Page Up the next and the one before, Enter
    the current one again.

    While it is moved, the outlines prepared for where it was are drawn in their new place; better ones come
    a moment later.
    """

    chosen = Signal(object)  # GlossaryEntry

    def __init__(self, maps: AtlasLane, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._maps = maps
        self._theme = theme
        self.names: Sequence[ListedName] = ()
        """The places, in the order in which Page Down goes through them."""
        self._chosen: str | None = None
        self._view: MapView | None = None
        self._map: PreparedMap | None = None
        self._waiting: Handle | None = None
        self._pressed: QPointF | None = None
        self._is_dragged = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(240, 160)
        self._name_accessibly()

    @property
    def view(self) -> MapView | None:
        """What shows, None while there is no place to show."""
        return self._view

    @property
    def is_drawn(self) -> bool:
        """Whether the outlines for what shows are there, in the theme's colours."""
        there = self._map
        return there is not None and (there.paths.view, there.theme) == (self._view, self._theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme's colours."""
        self._theme = theme
        if self._view is not None:
            self._show(self._view)

    def tell(self, names: Sequence[ListedName]) -> None:
        """Show these names, which all have locations."""
        self.names = [name for name in names if name.entry.location is not None]
        self._chosen = None
        self._name_accessibly()
        self.show_all()

    def choose(self, entry: GlossaryEntry | None) -> None:
        """Mark a place as the chosen one; nothing is emitted."""
        self._chosen = entry.id if entry is not None else None
        self.update()

    def show_all(self) -> None:
        """Go to where all places show."""
        if not self.names or self.width() < 2:
            self._view = None
            self.update()
            return
        points = [self._point_of(name) for name in self.names]
        across, up = [x for x, _ in points], [y for _, y in points]
        box = Box(min(across), min(up), max(across), max(up))
        self._show(around_box(box, self.size(), TOWN_KM))

    def zoom(self, factor: float, around: QPointF | None = None) -> None:
        """Show more (`factor` below 1) or less; what is at a pixel stays there."""
        if self._view is None:
            return
        fixed = around or QPointF(self.width() / 2, self.height() / 2)
        x, y = self._view.place(fixed)
        km = min(max(self._view.km_across / factor, _LEAST_KM), WORLD_KM)
        zoomed = replace(self._view, km_across=km)
        # The latitude first: how wide a degree is depends on it.
        zoomed = replace(zoomed, latitude=zoomed.latitude + y - zoomed.place(fixed)[1])
        self._show(replace(zoomed, longitude=zoomed.longitude + x - zoomed.place(fixed)[0]))

    def move_by(self, pixels: QPointF) -> None:
        """Move what is looked at by so many pixels."""
        if self._view is not None:
            x, y = self._view.place(QPointF(self.width() / 2, self.height() / 2) + pixels)
            self._show(replace(self._view, longitude=x, latitude=y))

    def name_at(self, point: QPointF) -> ListedName | None:
        """The place drawn nearest to a pixel, if that is on it or next to it."""
        if self._view is None:
            return None
        away = {name.entry.id: hypot(*self._away(name, point)) - self._radius(name) for name in self.names}
        nearest = min(self.names, key=lambda name: away[name.entry.id], default=None)
        return nearest if nearest is not None and away[nearest.entry.id] <= _NEAR else None

    def pixel_of(self, name: ListedName) -> QPointF:
        """Where a place is drawn; somewhere outside if it does not show."""
        return self._view.point(*self._point_of(name)) if self._view else QPointF(-1, -1)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            name = self.name_at(QPointF(event.pos()))
            text = f"{name.entry.english or name.entry.arabic}, {_times(name)}" if name else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if self._view is None or event.oldSize().width() < 2:
            self.show_all()
        else:
            self._show(replace(self._view, size=QSize(event.size())))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        # All of it in the colours that the ground has: dark labels on a light land could not be read.
        theme = self._map.theme if self._map is not None else self._theme
        colours = ground_colours(theme)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillRect(self.rect(), colours["sea"])
            if self._view is None:
                painter.setPen(self.palette().placeholderText().color())
                painter.drawText(
                    self.rect(), Qt.AlignmentFlag.AlignCenter, "No place of the article has a known location."
                )
            elif self._map is not None:
                painter.save()
                painter.setTransform(_moving(self._map.paths.view, self._view), combine=True)
                self._map.paint_ground(painter)
                painter.restore()
                moved = _moved(self._map.paths, self._view)
                paint_labels(painter, moved, theme, QFont(self.font()), self._marks())
            if self.hasFocus():
                painter.setPen(QPen(self.palette().link().color(), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(self.rect().toRectF().adjusted(1, 1, -1, -1))

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        self.zoom(_ZOOM ** (event.angleDelta().y() / 120), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._is_dragged = event.position(), False
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self._pressed is not None:
            moved = self._pressed - event.position()
            if self._is_dragged or moved.manhattanLength() > 4:
                self._is_dragged, self._pressed = True, event.position()
                self.setCursor(Qt.CursorShape.ClosedHandCursor)
                self.move_by(moved)
            return
        is_place = self.name_at(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if is_place else Qt.CursorShape.OpenHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        pressed, self._pressed = self._pressed, None
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        if pressed is not None and not self._is_dragged and (name := self.name_at(event.position())):
            self.chosen.emit(name.entry)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        key = event.key()
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(_ZOOM)
        elif key == Qt.Key.Key_Minus:
            self.zoom(1 / _ZOOM)
        elif key in (Qt.Key.Key_0, Qt.Key.Key_Home):
            self.show_all()
        elif (step := _ARROWS.get(Qt.Key(key))) is not None:
            self.move_by(QPointF(step[0] * self.width(), step[1] * self.height()))
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._step({Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(key), 0))
        else:
            super().keyPressEvent(event)

    def _step(self, steps: int) -> None:
        ids = [name.entry.id for name in self.names]
        if ids:
            at = ids.index(self._chosen) + steps if self._chosen in ids else 0
            self.chosen.emit(self.names[at % len(ids)].entry)

    def _show(self, view: MapView) -> None:
        limit = replace(view, latitude=min(max(view.latitude, -80.0), 84.0))
        self._view = replace(limit, longitude=min(max(view.longitude, -180.0), 180.0))
        if self._waiting is not None:
            self._waiting.cancel()
        view, look = self._view, (self._theme, self.devicePixelRatioF())
        self._waiting = self._maps.prepare(lambda _: view, None, look, self._prepared)
        self.update()

    def _prepared(self, prepared: PreparedMap) -> None:
        self._map = prepared
        self.update()

    def _marks(self) -> list[Mark]:
        """The chosen place first, then those named most: their names have the first choice of room."""
        order = sorted(self.names, key=lambda n: (n.entry.id != self._chosen, -len(n.mentions)))
        return [
            Mark(
                name.entry.english or "?",
                *self._point_of(name),
                self._radius(name),
                is_chosen=name.entry.id == self._chosen,
            )
            for name in order
        ]

    def _radius(self, name: ListedName) -> float:
        """So that the area goes with the count, within bounds."""
        return min(_SMALL * sqrt(len(name.mentions)), _LARGE)

    def _point_of(self, name: ListedName) -> tuple[float, float]:
        place = name.entry.location
        assert place is not None
        return place.longitude, place.latitude

    def _away(self, name: ListedName, point: QPointF) -> tuple[float, float]:
        away = self.pixel_of(name) - point
        return away.x(), away.y()

    def _name_accessibly(self) -> None:
        count = len(self.names)
        self.setAccessibleName(f"Map of {count} place{'s' * (count != 1)}")
        names = (f"{name.entry.english or name.entry.arabic}, {_times(name)}" for name in self.names)
        self.setAccessibleDescription("; ".join(names))


def _times(name: ListedName) -> str:
    count = len(name.mentions)
    return "named once" if count == 1 else f"named {count} times"


def _moving(old: MapView, new: MapView) -> QTransform:
    """Takes the pixels of one view to those of another."""
    wide, high = new.across / old.across, new.up / old.up
    corner = new.point(*old.place(QPointF(0, 0)))
    return QTransform(wide, 0, 0, high, corner.x(), corner.y())


def _moved(paths: MapPaths, view: MapView) -> MapPaths:
    """The same with its names in their places in another view."""
    if paths.view == view:
        return paths
    moving = _moving(paths.view, view)
    return replace(
        paths,
        view=view,
        names=tuple((name, moving.map(point), moving.mapRect(room)) for name, point, room in paths.names),
        cities=tuple((city, moving.map(point)) for city, point in paths.cities),
    )
