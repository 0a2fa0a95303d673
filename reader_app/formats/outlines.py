"""The outlines maps are drawn from: resources/atlas/outlines.json.gz, made by `tools/make_outlines.py`."""

import gzip
import json
from array import array
from itertools import accumulate
from pathlib import Path
from typing import Any

from reader_app.core.atlas import Arc, Atlas, Box, City, Country, Line, box_of
from reader_app.core.errors import GlossaryError

FILE = "outlines.json.gz"

STEPS = 400
"""Of a degree: what the file counts in."""


def read_atlas(path: Path) -> Atlas:
    """The atlas in a file; takes a tenth of a second or two, off the GUI's thread. Raises GlossaryError."""
    try:
        return _atlas(json.loads(gzip.decompress(path.read_bytes())))
    except (OSError, ValueError, KeyError, IndexError, TypeError, EOFError) as error:
        raise GlossaryError(
            f"The outlines for maps cannot be read: {path.name}: {type(error).__name__}.",
            "Install the program again; everything but the maps works without.",
        ) from error


def _atlas(table: dict[str, Any]) -> Atlas:
    steps: int = table["steps"]
    borders = set(table["borders"])
    arcs: list[Arc] = []
    for number, packed in enumerate(table["arcs"]):
        line: Line = array("d", bytes(8 * len(packed)))
        line[0::2] = array("d", [x / steps for x in accumulate(packed[0::2])])
        line[1::2] = array("d", [y / steps for y in accumulate(packed[1::2])])
        arcs.append(Arc(line, box_of(line), number in borders))
    countries = tuple(_country(row, arcs) for row in table["countries"])
    cities = tuple(
        City(english, longitude, latitude, rank, bool(is_capital))
        for rank, (english, longitude, latitude, is_capital) in enumerate(table["cities"])
    )
    return Atlas(tuple(arcs), countries, cities)


def _country(row: dict[str, Any], arcs: list[Arc]) -> Country:
    rings = tuple(tuple(ring) for ring in row["rings"])
    longitude, latitude = row["point"]
    return Country(
        code=row["code"],
        english=row["english"],
        point=(longitude, latitude),
        extent=Box(*row["extent"]),
        rings=rings,
        boxes=tuple(_around([arcs[n if n >= 0 else ~n].box for n in ring]) for ring in rings),
    )


def _around(boxes: list[Box]) -> Box:
    return Box(
        min(box.west for box in boxes),
        min(box.south for box in boxes),
        max(box.east for box in boxes),
        max(box.north for box in boxes),
    )
