"""Loads the outlines once and prepares maps, off the GUI thread."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject

from reader_app.core.atlas import Atlas, Country
from reader_app.core.errors import ReaderError
from reader_app.core.names import Location
from reader_app.gui.lanes import Handle, Lane, Priority
from reader_app.gui.map_paths import MapPaths, prepare
from reader_app.gui.map_view import MapView
from reader_app.gui.responsive import lasting

ViewOf = Callable[[Atlas], MapView]
"""The view to show, once the atlas is there to tell how large a country is."""


class AtlasLane(QObject):
    """The atlas is read at the first map. Where it cannot be, there are no maps, and everything else works.

    What is prepared comes back with the country that the place is in, None where that is not known.
    """

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
        self, view_of: ViewOf, place: Location | None, done: Callable[[tuple[MapPaths, Country | None]], Any]
    ) -> Handle:
        """Prepare a map and call `done` with it in the GUI thread. `place` is in the country to be lit."""

        def work(_: Handle) -> tuple[MapPaths, Country | None]:
            atlas = self._read()
            own = atlas.country_of(place) if place is not None else None
            return prepare(atlas, view_of(atlas), own), own

        return self._lane.submit(work, done, self._failed, priority=Priority.CLICK)

    def submit(self, work: Callable[[], Any], done: Callable[[Any], Any]) -> Handle:
        """Other work for maps and lists of names."""
        return self._lane.submit(lambda _: work(), done)

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


def marks_box(places: Sequence[Location]) -> tuple[float, float, float, float]:
    """West, south, east and north of some places; at least one."""
    across, up = [p.longitude for p in places], [p.latitude for p in places]
    return min(across), min(up), max(across), max(up)
