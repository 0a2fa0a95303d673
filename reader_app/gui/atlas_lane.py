"""Loads the outlines once and prepares maps, off the GUI thread."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage, QPainter

from reader_app.core.atlas import Atlas, Country
from reader_app.core.errors import ReaderError
from reader_app.core.names import Location
from reader_app.gui.lanes import Handle, Lane, Priority
from reader_app.gui.map_painting import ground, ground_rect
from reader_app.gui.map_paths import MapPaths, prepare
from reader_app.gui.map_view import MapView
from reader_app.gui.responsive import lasting
from reader_app.gui.theme import Theme

ViewOf = Callable[[Atlas], MapView]
"""The view to show, once the atlas is there to tell how large a country is."""


@dataclass(frozen=True, slots=True)
class PreparedMap:
    """What of a map takes time: the outlines, their picture in a theme's colours, and the country that the
    place is in, None if it is not known."""

    paths: MapPaths
    ground: QImage
    theme: Theme
    own: Country | None

    def paint_ground(self, painter: QPainter) -> None:
        """Draw the land where the painter's pixels are those of the view."""
        painter.drawImage(ground_rect(self.paths.view), self.ground)


class AtlasLane(QObject):
    """The atlas is read at the first map. Where it cannot be, there are no maps, and all else works."""

    def __init__(self, load: Callable[[], Atlas], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._load = load
        self._atlas: Atlas | None = None
        self._lane = Lane("maps", self)

    @property
    def busy(self) -> bool:
        """Whether a map is being prepared."""
        return self._lane.busy

    def prepare(
        self,
        view_of: ViewOf,
        place: Location | None,
        look: tuple[Theme, float],
        done: Callable[[PreparedMap], Any],
    ) -> Handle:
        """Prepare a map and call `done` with it in the GUI thread.

        `place` is in the country to be lit; `look` are the theme and the screen's ratio of pixels.
        """

        def work(_: Handle) -> PreparedMap:
            atlas = self._read()
            own = atlas.country_of(place) if place is not None else None
            paths = prepare(atlas, view_of(atlas), own)
            return PreparedMap(paths, ground(paths, *look), look[0], own)

        return self._lane.submit(work, done, self._failed, priority=Priority.CLICK)

    def submit(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], Any] | None = None,
        failed: Callable[[Exception], Any] | None = None,
    ) -> Handle:
        """Other work, with lists of names. `done` and `failed` are called in the GUI thread."""
        return self._lane.submit(lambda _: work(), done, failed)

    def close(self) -> None:
        """End the lane."""
        self._lane.close()

    def _read(self) -> Atlas:
        if self._atlas is None:
            with lasting():
                self._atlas = self._load()
        return self._atlas

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, ReaderError):
            raise error
