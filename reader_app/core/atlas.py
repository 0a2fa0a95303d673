"""The world as outlines: what a small map is drawn from. Degrees, positive in the north and the east."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import TypeAlias

from reader_app.core.names import Location

KM_PER_DEGREE = 111.2
"""Along a meridian."""

DISPUTED = ((32.4, 44.3, 36.7, 46.3), (35.6, 32.66, 35.95, 33.45), (-17.2, 20.7, -8.66, 27.68))
"""West, south, east and north of Crimea, the Golan and Western Sahara, about: there the outlines show who
holds the ground, and nothing is told from them."""

_MIDDLE = 1 / 6
"""How far from the middle of a country, as a part of its extent, is still its middle."""


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the world between two longitudes and two latitudes."""

    west: float
    south: float
    east: float
    north: float

    def meets(self, other: "Box") -> bool:
        """Whether the two have a point in common."""
        return (
            self.west <= other.east
            and other.west <= self.east
            and self.south <= other.north
            and other.south <= self.north
        )

    def holds(self, longitude: float, latitude: float) -> bool:
        """Whether a point lies in it."""
        return self.west <= longitude <= self.east and self.south <= latitude <= self.north


Line: TypeAlias = "array[float]"
"""Points one after another: longitude, latitude, longitude, latitude ..."""


@dataclass(frozen=True, slots=True)
class Arc:
    """A stretch of coast or border, shared by the countries on both of its sides."""

    line: Line
    box: Box
    is_border: bool


@dataclass(frozen=True, slots=True)
class Country:
    """A country, or what is drawn like one.

    `code` is an ISO 3166-1 alpha-2 code, empty where there is none; `english` is empty where nothing
    is to be written on it. `point` is a longitude and a latitude well inside its main part, whose
    `extent` it has. `rings` are closed: each a row of arcs by number, ~number for one that runs
    backwards; `boxes` has the box of each.
    """

    code: str
    english: str
    point: tuple[float, float]
    extent: Box
    rings: tuple[tuple[int, ...], ...]
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class City:
    """A city that may be written on a map. `rank` counts from 0, the most important first."""

    english: str
    longitude: float
    latitude: float
    rank: int
    is_capital: bool


@dataclass(frozen=True)
class Atlas:
    """Outlines of all countries, and the cities by which one knows where one is. Immutable."""

    arcs: tuple[Arc, ...]
    countries: tuple[Country, ...]
    cities: tuple[City, ...]

    def ring(self, numbers: Sequence[int]) -> Line:
        """The points of a ring, the last like the first."""
        points: Line = array("d")
        for number in numbers:
            line = self.arcs[number if number >= 0 else ~number].line
            if number < 0:
                line = reversed_line(line)
            points.extend(line[2:] if points else line)
        return points

    def country(self, code: str) -> Country | None:
        """The country with an ISO code."""
        return next((one for one in self.countries if one.code == code), None) if code else None

    def country_at(self, longitude: float, latitude: float) -> Country | None:
        """The country at a point; None at sea, and where it is disputed."""
        if any(Box(*box).holds(longitude, latitude) for box in DISPUTED):
            return None
        for country in self.countries:
            for turned in (longitude, longitude + 360, longitude - 360):  # rings go on beyond 180°
                around = sum(
                    box.holds(turned, latitude) and _is_inside(self.ring(numbers), turned, latitude)
                    for numbers, box in zip(country.rings, country.boxes, strict=True)
                )
                if around % 2:  # a ring inside another is a hole
                    return country
        return None

    def country_of(self, place: Location) -> Country | None:
        """The country that a place is said to be in, else the one that it lies in."""
        return self.country(place.country) or self.country_at(place.longitude, place.latitude)


def reversed_line(line: Line) -> Line:
    """The same points from the last to the first."""
    turned: Line = array("d", bytes(line.itemsize * len(line)))
    turned[0::2] = line[-2::-2]
    turned[1::2] = line[::-2]
    return turned


def box_of(line: Line) -> Box:
    """The smallest box around some points."""
    across, up = line[0::2], line[1::2]
    return Box(min(across), min(up), max(across), max(up))


def part_of(country: Country, longitude: float, latitude: float) -> str:
    """Which part of a country a point is in: "north-western", "central"."""
    box = country.extent
    across = (longitude - (box.west + box.east) / 2) / max(box.east - box.west, 1e-6)
    up = (latitude - (box.south + box.north) / 2) / max(box.north - box.south, 1e-6)
    north = "north" if up > _MIDDLE else "south" if up < -_MIDDLE else ""
    east = "east" if across > _MIDDLE else "west" if across < -_MIDDLE else ""
    words = "-".join(word for word in (north, east) if word)
    return f"{words}ern" if words else "central"


def width_km(box: Box) -> float:
    """How wide a box is in its middle, from west to east."""
    middle = radians((box.south + box.north) / 2)
    return (box.east - box.west) * KM_PER_DEGREE * cos(middle)


def height_km(box: Box) -> float:
    """How high a box is, from south to north."""
    return (box.north - box.south) * KM_PER_DEGREE


def _is_inside(ring: Line, longitude: float, latitude: float) -> bool:
    """By how often a ray from the point to the east crosses the ring."""
    inside = False
    before_x, before_y = ring[0], ring[1]
    for x, y in zip(ring[2::2], ring[3::2], strict=True):
        if (y > latitude) != (before_y > latitude):
            crossing = before_x + (latitude - before_y) * (x - before_x) / (y - before_y)
            if longitude < crossing:
                inside = not inside
        before_x, before_y = x, y
    return inside
