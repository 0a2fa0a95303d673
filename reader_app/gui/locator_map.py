"""The small map in the card of a place."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reader_app.core.atlas import Country, part_of
from reader_app.core.names import GlossaryEntry
from reader_app.gui.atlas_lane import AtlasLane, PreparedMap
from reader_app.gui.lanes import Handle
from reader_app.gui.map_painting import Mark, ground_colours, paint_labels
from reader_app.gui.map_view import around_place
from reader_app.gui.theme import Theme

SIZE = QSize(346, 150)


class LocatorMap(QWidget):
    """Where a place lies: the country lit, its neighbours and cities, the place marked, a scale.

    It has its height from the first, so that the card does not move when the map comes a moment later.
    """

    def __init__(self, maps: AtlasLane, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._maps = maps
        self.theme = theme
        self._entry: GlossaryEntry | None = None
        self._map: PreparedMap | None = None
        self._waiting: Handle | None = None
        self._picture: QPixmap | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(SIZE.height())

    @property
    def is_drawn(self) -> bool:
        """Whether the map of the place is there, in the theme's colours."""
        return self._map is not None and self._map.theme == self.theme

    def sizeHint(self) -> QSize:  # noqa: N802
        return SIZE

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme's colours."""
        self.theme = theme
        if self._entry is not None and self._entry.location is not None:
            self._ask()

    def tell(self, entry: GlossaryEntry) -> None:
        """Show where an entry's place lies; hidden for an entry of no place."""
        if self._waiting is not None:
            self._waiting.cancel()
        known = entry.location is not None
        if known and entry == self._entry and self._map is not None:
            return
        self._entry, self._map, self._picture = entry, None, None
        self.setVisible(known)
        self.setAccessibleName(accessible_name(entry, None))
        if known:
            self._ask()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if self._entry is not None and self._entry.location is not None:
            self._ask()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        ratio = self.devicePixelRatioF()
        if self._picture is None or self._picture.devicePixelRatio() != ratio:
            self._picture = self._draw(ratio)
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, self._picture)

    def _ask(self) -> None:
        entry, size = self._entry, QSize(max(self.width(), 40), self.height())
        assert entry is not None
        place = entry.location
        assert place is not None
        if self._waiting is not None:
            self._waiting.cancel()
        self._waiting = self._maps.prepare(
            lambda atlas: around_place(place, entry.definition, atlas, size),
            place,
            (self.theme, self.devicePixelRatioF()),
            self._show,
        )

    def _show(self, prepared: PreparedMap) -> None:
        self._map = prepared
        self._picture = None
        if self._entry is not None:
            self.setAccessibleName(accessible_name(self._entry, prepared.own))
        self.update()

    def _draw(self, ratio: float) -> QPixmap:
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        # All of it in the colours that the ground has: dark labels on a light land could not be read.
        theme = self._map.theme if self._map is not None else self.theme
        colours = ground_colours(theme)
        picture.fill(colours["sea"])
        with QPainter(picture) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._map is not None and self._entry is not None:
                self._map.paint_ground(painter)
                paint_labels(painter, self._map.paths, theme, self._small(), _marks(self._entry))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(colours["border"])
            painter.drawRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5))
        return picture

    def _small(self) -> QFont:
        font = QFont(self.font())
        if font.pointSizeF() > 0:
            font.setPointSizeF(font.pointSizeF() * 0.84)
        return font


def _marks(entry: GlossaryEntry) -> list[Mark]:
    place = entry.location
    if place is None:
        return []
    name = entry.english or "Here"
    # A country's name is written on it; its point is nobody's address.
    return [Mark(name, place.longitude, place.latitude, 0.0 if entry.is_country else 4.5)]


def accessible_name(entry: GlossaryEntry, own: Country | None) -> str:
    """What the map shows, in words. `own` is the country that the place is in, where that is known."""
    place = entry.location
    if place is None:
        return ""
    north, east = "NS"[place.latitude < 0], "EW"[place.longitude < 0]
    where = f"{abs(place.latitude):.1f}° {north} {abs(place.longitude):.1f}° {east}"
    name = entry.english or entry.arabic
    if own is None or not own.english or entry.is_country:
        return f"Map: {name}, {where}"
    return f"Map: {name}, {part_of(own, place.longitude, place.latitude)} {own.english}, {where}"
