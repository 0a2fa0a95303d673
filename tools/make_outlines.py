"""Make resources/atlas/outlines.json.gz and resources/glossary/country_points.tsv from Natural Earth.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python tools/make_outlines.py package/countries-10m.json

Arcs are made coarser one by one, so that what two countries share stays shared: finest where the articles
mostly are, coarser in Europe, coarsest elsewhere. The cities come from the glossary and GeoNames, with the
English names of the cards. resources/atlas/README.md describes the outcome.
"""

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import cos, hypot, radians
from pathlib import Path
from typing import Any

from babel.core import get_global

from reader_app.core.atlas import KM_PER_DEGREE
from reader_app.core.names import GlossaryEntry, Kind, Location
from reader_app.data import resources
from reader_app.formats.outlines import FILE, STEPS
from reader_app.glossary import load_entries
from reader_app.glossary.countries import POINTS_FILE, country_names, territory_code
from reader_app.glossary.merging import distance_km

Point = tuple[float, float]

REGIONS = (  # west, south, east, north; kilometres that an outline may be off; smallest island in km²
    ((8, 10, 64, 43), 0.5, 4),
    ((-18, 10, 78, 62), 1.0, 20),
)
ELSEWHERE = (2.2, 100)
POLAR = (15.0, 2000)  # below 60° south

NAMED = {  # what Natural Earth gives no code for, and what is to be written there
    "Kosovo": ("XK", None),
    "Somaliland": ("", "Somaliland"),
    "N. Cyprus": ("", "Northern Cyprus"),
    "Baikonur": ("KZ", None),
    "USNB Guantanamo Bay": ("CU", None),
}

BESIDES = {  # latitude and longitude of territories that the outlines have no part of their own for
    **{"GF": (3.9, -53.1), "GP": (16.2, -61.5), "MQ": (14.65, -61.0), "RE": (-21.1, 55.5)},
    **{"YT": (-12.8, 45.15), "SJ": (78.7, 16.0), "BQ": (12.2, -68.3), "CX": (-10.5, 105.65)},
    **{"CC": (-12.2, 96.85), "BV": (-54.4, 3.4), "TK": (-9.2, -171.8), "GI": (36.14, -5.35)},
    **{"CP": (10.3, -109.2), "IC": (28.1, -15.4), "AC": (-7.95, -14.37), "TA": (-37.1, -12.28)},
    **{"DG": (-7.32, 72.42), "TV": (-8.5, 179.2), "CQ": (49.43, -2.36), "EA": (35.9, -5.3)},
}

MAIN_PART, NEAR = 0.01, 0.4
"""A part belongs to a country's extent if it has this share of the largest part's area and lies no further
off than this share of the extent's diagonal: not French Guiana to France."""

CITIES = 1400
UNSTATED = 2_500_000
"""Inhabitants that a city of the glossary counts for where GeoNames states none: enough to go before the
quarter of it that GeoNames has (Mosul)."""

SUBURB_KM = 12
"""Closer to a larger city a city is not written."""
CITY, NEAR_CITY = 250_000, 60_000
"""Inhabitants from which a city may be written: anywhere, and in the first of the regions."""


@dataclass
class Shape:
    """A country on its way into the table."""

    code: str
    english: str
    rings: list[tuple[int, ...]] = field(default_factory=list)


def main() -> int:
    """Write both tables and say how large they are."""
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    glossary = resources() / "glossary"
    listed = {code: entry.english for entry in load_entries(glossary) if (code := territory_code(entry.id))}
    names = country_names(glossary) | listed
    arcs = [_unbroken(_unpacked(arc, topology["transform"])) for arc in topology["arcs"]]
    shapes = list(_shapes(topology, names))
    for shape in shapes:
        shape.rings = [_joined(ring, arcs) for ring in shape.rings]
    kept = _without_specks(shapes, arcs)
    coarse = {number: _simplified(arcs[number], _tolerance(arcs[number])) for number in kept}
    numbers = {number: new for new, number in enumerate(sorted(coarse))}
    uses = Counter(abs_number(n) for shape in shapes for ring in shape.rings for n in ring)
    rows: list[dict[str, Any]] = []
    for shape in shapes:
        if not shape.rings:
            continue
        parts = sorted((_ring(ring, arcs) for ring in shape.rings), key=_area_km2, reverse=True)
        rows.append(
            {
                "code": shape.code,
                "english": shape.english,
                "point": [round(c, 2) for c in _label_point(parts[0])],
                "extent": [round(c, 2) for c in _extent(parts)],
                "rings": [[numbers[n] if n >= 0 else ~numbers[~n] for n in ring] for ring in shape.rings],
            }
        )
    table = {
        "steps": STEPS,
        "borders": [numbers[n] for n in sorted(coarse) if uses[n] > 1],
        "arcs": [_packed(coarse[n]) for n in sorted(coarse)],
        "countries": rows,
        "cities": _cities(),
    }
    data = json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode()
    packed = gzip.compress(data, 9, mtime=0)
    folder = resources() / "atlas"
    (folder / FILE).write_bytes(packed)
    points = sum(map(len, coarse.values()))
    print(f"{len(rows)} shapes, {points} points, {len(table['cities'])} cities, {len(packed)} bytes")
    _write_points(rows)
    return 0


def abs_number(number: int) -> int:
    """An arc's number, whichever way it runs."""
    return number if number >= 0 else ~number


def _unpacked(arc: Sequence[Sequence[int]], transform: dict[str, Any]) -> Iterator[Point]:
    """TopoJSON's arcs are steps on a grid, from the point before."""
    (scale_x, scale_y), (move_x, move_y) = transform["scale"], transform["translate"]
    x = y = 0
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        yield x * scale_x + move_x, y * scale_y + move_y


def _unbroken(line: Iterator[Point]) -> list[Point]:
    """Going on beyond 180° instead of jumping to the other end of the world."""
    points: list[Point] = []
    for x, y in line:
        turn = 360 * round((points[-1][0] - x) / 360) if points else 0
        points.append((x + turn, y))
    if abs(points[-1][0] - points[0][0]) > 300:  # around the pole, which closes it
        points += [(points[-1][0], -90.0), (points[0][0], -90.0), points[0]]
    return points


def _joined(ring: Sequence[int], arcs: list[list[Point]]) -> tuple[int, ...]:
    """The ring with each arc beginning where the one before ends, not a turn of the world away from it."""
    turns: list[int] = []
    end: float | None = None
    for number in ring:
        line = arcs[number] if number >= 0 else arcs[~number][::-1]
        turns.append(360 * round((end - line[0][0]) / 360) if end is not None else 0)
        end = line[-1][0] + turns[-1]
    most = Counter(turns).most_common(1)[0][0]  # where most arcs are, the others go
    numbers: list[int] = []
    for given, turn in zip(ring, turns, strict=True):
        number = given
        if turn != most:
            arcs.append([(x + turn - most, y) for x, y in arcs[abs_number(number)]])
            number = len(arcs) - 1 if number >= 0 else ~(len(arcs) - 1)
        numbers.append(number)
    return tuple(numbers)


def _packed(line: Sequence[Point]) -> list[int]:
    """The same in steps of 1/STEPS of a degree; no step is nothing."""
    packed: list[int] = []
    x = y = 0
    for longitude, latitude in line:
        step = (round(longitude * STEPS) - x, round(latitude * STEPS) - y)
        if not packed or step != (0, 0):
            packed += step
            x, y = x + step[0], y + step[1]
    return packed


def _shapes(topology: dict[str, Any], names: dict[str, str]) -> Iterator[Shape]:
    by_number = get_global("territory_aliases")
    shapes: dict[tuple[str, str], Shape] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        name = geometry["properties"]["name"]
        if (number := geometry.get("id")) is not None:
            code = by_number[number][0]
            english = names[code]
        else:
            code, given = NAMED.get(name, ("", ""))
            english = names[code] if given is None else given
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        # Of what has neither code nor name (a military base, a buffer zone) each is by itself.
        shape = shapes.setdefault((code, english or name), Shape(code, english))
        shape.rings += [tuple(ring) for polygon in polygons for ring in polygon]
    yield from shapes.values()


def _without_specks(shapes: Sequence[Shape], arcs: Sequence[Sequence[Point]]) -> set[int]:
    """Drop the islands that no map of this size shows, but for a country's largest part. The arcs left."""
    for shape in shapes:
        sized = [(_area_km2(points := _ring(ring, arcs)), _island(points), ring) for ring in shape.rings]
        largest = max(size for size, _, _ in sized)
        shape.rings = [ring for size, least, ring in sized if size >= least or size == largest]
        if not shape.code and not shape.english and largest < 20:
            shape.rings = []
    return {abs_number(n) for shape in shapes for ring in shape.rings for n in ring}


def _region(points: Sequence[Point]) -> tuple[float, float]:
    x, y = points[len(points) // 2]
    if y < -60:
        return POLAR
    for (west, south, east, north), tolerance, island in REGIONS:
        if any(west <= a <= east and south <= b <= north for a, b in (points[0], (x, y), points[-1])):
            return tolerance, island
    return ELSEWHERE


def _tolerance(points: Sequence[Point]) -> float:
    return _region(points)[0]


def _island(points: Sequence[Point]) -> float:
    return _region(points)[1]


def _ring(ring: Sequence[int], arcs: Sequence[Sequence[Point]]) -> list[Point]:
    points: list[Point] = []
    for number in ring:
        line = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += line[1:] if points else line
    return points


def _flat(points: Sequence[Point]) -> list[Point]:
    """In kilometres, on a plane that touches the earth in the middle of the points' latitudes."""
    middle = (min(y for _, y in points) + max(y for _, y in points)) / 2
    across = KM_PER_DEGREE * max(cos(radians(middle)), 0.05)
    return [(x * across, y * KM_PER_DEGREE) for x, y in points]


def _area_km2(points: Sequence[Point]) -> float:
    flat = _flat(points)
    return abs(sum(a * d - c * b for (a, b), (c, d) in pairwise(flat))) / 2


def _simplified(line: Sequence[Point], tolerance_km: float) -> list[Point]:
    """Douglas and Peucker's rule; a closed line is taken in two halves, so that it stays one."""
    if line[0] == line[-1] and len(line) > 4:
        far = max(range(len(line)), key=lambda n: hypot(line[n][0] - line[0][0], line[n][1] - line[0][1]))
        first, second = _simplified(line[: far + 1], tolerance_km), _simplified(line[far:], tolerance_km)
        if len(first) + len(second) - 1 >= 4:
            return first + second[1:]
        third = max(range(len(line)), key=lambda n: _off(_flat(line), n, 0, far))
        return [line[n] for n in sorted({0, third, far, len(line) - 1})]
    flat = _flat(line)
    kept = {0, len(line) - 1}
    open_parts = [(0, len(line) - 1)]
    while open_parts:
        start, end = open_parts.pop()
        if end - start < 2:
            continue
        furthest = max(range(start + 1, end), key=lambda n: _off(flat, n, start, end))
        if _off(flat, furthest, start, end) > tolerance_km:
            kept.add(furthest)
            open_parts += [(start, furthest), (furthest, end)]
    return [line[n] for n in sorted(kept)]


def _off(flat: Sequence[Point], n: int, start: int, end: int) -> float:
    """How far point n lies from the stretch between two others."""
    (px, py), (ax, ay), (bx, by) = flat[n], flat[start], flat[end]
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    t = max(0.0, min(1.0, ((px - ax) * dx + (py - ay) * dy) / length)) if length else 0.0
    return hypot(px - ax - t * dx, py - ay - t * dy)


def _extent(parts: Sequence[Sequence[Point]]) -> tuple[float, float, float, float]:
    west, south, east, north = _box(parts[0])
    largest = _area_km2(parts[0])
    for part in parts[1:]:
        if _area_km2(part) < MAIN_PART * largest:
            continue
        a, b, c, d = _box(part)
        gap = hypot(max(a - east, west - c, 0), max(b - north, south - d, 0))
        if gap <= NEAR * hypot(east - west, north - south):
            west, south, east, north = min(west, a), min(south, b), max(east, c), max(north, d)
    return west, south, east, north


def _box(points: Sequence[Point]) -> tuple[float, float, float, float]:
    across, up = zip(*points, strict=True)
    return min(across), min(up), max(across), max(up)


def _label_point(ring: Sequence[Point]) -> Point:
    """The point of a grid furthest from the outline, looked for again around the best, ever finer."""
    coarse = _simplified(ring, 5.0) if len(ring) > 300 else list(ring)
    if len(coarse) < 4:
        coarse = list(ring)
    west, south, east, north = _box(coarse)
    squeeze = max(cos(radians((south + north) / 2)), 0.05)
    best, best_off = ((west + east) / 2, (south + north) / 2), -1.0
    box = (west, south, east, north)
    for _ in range(5):
        a, b, c, d = box
        for i in range(15):
            for k in range(15):
                point = (a + (c - a) * (i + 0.5) / 15, b + (d - b) * (k + 0.5) / 15)
                off = _clearance(point, coarse, squeeze)
                if off > best_off:
                    best, best_off = point, off
        wide, high = (c - a) / 6, (d - b) / 6
        box = (best[0] - wide, best[1] - high, best[0] + wide, best[1] + high)
    return best


def _clearance(point: Point, ring: Sequence[Point], squeeze: float) -> float:
    """How far inside the ring a point lies; less than nothing outside."""
    x, y = point
    inside, nearest = False, float("inf")
    for (ax, ay), (bx, by) in pairwise(ring):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
        flat = ((x * squeeze, y), (ax * squeeze, ay), (bx * squeeze, by))
        nearest = min(nearest, _off(flat, 0, 1, 2))
    return nearest if inside else -nearest


def _cities() -> list[list[Any]]:
    """English name, longitude, latitude, 1 for a capital; the most important first."""
    found = []
    (west, south, east, north), *_ = REGIONS[0]
    for entry in load_entries(resources() / "glossary"):
        place = entry.location
        if entry.kind is not Kind.PLACE or place is None or not _is_city(entry):
            continue
        people = place.population or (0 if place.feature else UNSTATED)
        is_near = west <= place.longitude <= east and south <= place.latitude <= north
        is_capital = _is_capital(entry)
        if is_capital or people >= (NEAR_CITY if is_near else CITY):
            weight = people * (3 if is_near else 1) + (2_000_000 if is_capital else 0)
            found.append((-weight, entry.english, place, is_capital))
    found.sort(key=lambda city: city[:2])
    kept: list[list[Any]] = []
    places: list[Location] = []
    for _, english, place, is_capital in found:
        if all(distance_km(place, other) > SUBURB_KM for other in places):
            places.append(place)
            kept.append([english, round(place.longitude, 2), round(place.latitude, 2), int(is_capital)])
    return kept[:CITIES]


def _is_city(entry: GlossaryEntry) -> bool:
    """By what GeoNames says, or else by the entry's own definition."""
    assert entry.location is not None
    if entry.location.feature:
        return entry.location.feature in {"capital", "city"}
    return "city" in entry.definition.split(".")[0].lower().split()[:3] or _is_capital(entry)


def _is_capital(entry: GlossaryEntry) -> bool:
    assert entry.location is not None
    return entry.location.feature == "capital" or entry.definition.startswith("Capital of ")


def _write_points(rows: Sequence[dict[str, Any]]) -> None:
    points = {row["code"]: (row["point"][1], row["point"][0]) for row in rows if row["code"]}
    lines = [f"{code}\t{lat:.2f}\t{lon:.2f}\n" for code, (lat, lon) in sorted({**BESIDES, **points}.items())]
    head = (
        "# A point well inside each country or territory, by tools/make_outlines.py from the outlines of\n"
        "# Natural Earth (naturalearthdata.com, public domain). ISO 3166-1 code, latitude, longitude.\n"
    )
    (resources() / "glossary" / POINTS_FILE).write_text(head + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
