"""The translation units that the sample model knows: the sample article's, and the practice sentences."""

import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

from reader_app.data import resources

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
FILES = ("sample.tmx", "practice.tmx")


@dataclass(frozen=True)
class Unit:
    """One translation unit: its id in the TMX file, an Arabic sentence and its translation."""

    name: str
    arabic: str
    english: str


def read_units(path: Path) -> list[Unit]:
    """The units of a TMX file, in order; ValueError where one lacks a language."""
    units = []
    for tu in ET.parse(path).getroot().iter("tu"):
        segments = {tuv.get(XML_LANG): tuv.findtext("seg") for tuv in tu.iter("tuv")}
        arabic, english = segments.get("ar"), segments.get("en")
        if not arabic or not english:
            raise ValueError(f"{path}: unit {tu.get('tuid')} has no Arabic or no English")
        units.append(Unit(tu.get("tuid", ""), arabic, english))
    return units


def sample_units() -> list[Unit]:
    """All units of the sample, the article's first."""
    return [unit for name in FILES for unit in read_units(resources() / "memory" / name)]
