"""What a map shows: a part of the world on a rectangle of pixels, equirectangular, true in its middle."""

from dataclasses import dataclass
from math import cos, radians

from PySide6.QtCore import QPointF, QSize

from reader_app.core.atlas import KM_PER_DEGREE, Atlas, Box, Country, height_km, width_km
from reader_app.core.names import Location

TOWN_KM, BROAD_KM, LEAST_KM = 300.0, 1200.0, 40.0
WORLD_KM = 40_000.0

_LARGE = 1_000_000
"""Inhabitants from which a city has more of its country around it."""

_BROAD = frozenset(
    {"sea", "ocean", "gulf", "strait", "lake", "river", "basin"}
    | {"desert", "region", "republic", "peninsula", "continent"}
)
"""What a definition begins with that speaks of something far larger than a town."""

_MARGIN = 1.12
_PART_OF_COUNTRY = 0.25
"""How much of a large country is shown around a town: its neighbourhood alone would say nothing."""


@dataclass(frozen=True, slots=True)
class MapView:
    """`latitude` and `longitude` are shown in the middle of `size` pixels, `km_across` from side to side."""

    longitude: float
    latitude: float
    km_across: float
    size: QSize

    @property
    def across(self) -> float:
        """Pixels a degree from west to east."""
        return self.up * max(cos(radians(self.latitude)), 0.05)

    @property
    def up(self) -> float:
        """Pixels a degree from south to north."""
        return self.size.width() * KM_PER_DEGREE / self.km_across

    def point(self, longitude: float, latitude: float) -> QPointF:
        """Where a place is on the map, in pixels."""
        x = self.size.width() / 2 + (longitude - self.longitude) * self.across
        return QPointF(x, self.size.height() / 2 - (latitude - self.latitude) * self.up)

    def place(self, point: QPointF) -> tuple[float, float]:
        """The longitude and latitude that stand at a pixel."""
        longitude = self.longitude + (point.x() - self.size.width() / 2) / self.across
        return longitude, self.latitude - (point.y() - self.size.height() / 2) / self.up

    def box(self, margin: float = 0.0) -> Box:
        """What shows, and a part of it more on each side."""
        wide = self.size.width() * (0.5 + margin) / self.across
        high = self.size.height() * (0.5 + margin) / self.up
        return Box(self.longitude - wide, self.latitude - high, self.longitude + wide, self.latitude + high)


def around_box(box: Box, size: QSize, least_km: float = LEAST_KM) -> MapView:
    """All of a part of the world, with a little around it."""
    shape = size.width() / max(size.height(), 1)
    across = max(width_km(box), height_km(box) * shape, least_km) * _MARGIN
    middle = ((box.west + box.east) / 2, (box.south + box.north) / 2)
    return MapView(*middle, min(across, WORLD_KM), size)


def around_place(place: Location, definition: str, atlas: Atlas, size: QSize) -> MapView:
    """A place with as much around it as tells where it is: all of a country, around a town 300 km."""
    if place.feature == "country":
        country: Country | None = atlas.country(place.country)
        if country is not None:
            return around_box(country.extent, size, TOWN_KM)
    words = definition.lower().replace(",", " ").split()[:4]
    km = BROAD_KM if not _BROAD.isdisjoint(words) else TOWN_KM
    if (around := atlas.country(place.country)) is not None:
        km = max(km, min(width_km(around.extent) * _PART_OF_COUNTRY, BROAD_KM))
    if place.feature == "capital" or (place.population or 0) >= _LARGE:
        km = max(km, 1.5 * TOWN_KM)
    return MapView(place.longitude, place.latitude, km, size)


def scale_km(view: MapView, most_px: float) -> int:
    """The longest round length in kilometres whose bar is no longer than so many pixels."""
    most = most_px * view.km_across / view.size.width()
    length = 1
    for step in (2, 2.5, 2) * 6:
        longer = round(length * step)
        if longer > most:
            break
        length = longer
    return length
