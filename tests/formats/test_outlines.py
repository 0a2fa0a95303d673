"""The outlines that come with the program."""

import gzip
import json
from pathlib import Path

import pytest

from reader_app.core.atlas import Atlas, part_of
from reader_app.core.errors import GlossaryError
from reader_app.data import resources
from reader_app.formats.outlines import FILE, read_atlas
from reader_app.glossary.countries import read_country_points

PATH = resources() / "atlas" / FILE


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return read_atlas(PATH)


def test_file_is_small_enough_to_come_along() -> None:
    assert PATH.stat().st_size < 400_000


@pytest.mark.parametrize(
    ("longitude", "latitude", "code"),
    [
        *((36.71, 34.73, "SY"), (31.24, 30.04, "EG"), (2.35, 48.86, "FR"), (28.3, -29.5, "LS")),
        *((34.466, 31.50, "PS"), (178.0, 66.0, "RU"), (-175.0, 67.0, "RU")),
        *((18.0, 35.0, None), (35.8, 33.0, None)),
    ],
)
def test_known_points_lie_in_their_countries(
    atlas: Atlas, longitude: float, latitude: float, code: str | None
) -> None:
    found = atlas.country_at(longitude, latitude)
    assert (found.code if found else None) == code


def test_rings_close_and_run_on_without_a_leap(atlas: Atlas) -> None:
    for country in atlas.countries:
        for numbers in country.rings:
            ring = atlas.ring(numbers)
            assert list(ring[:2]) == pytest.approx(list(ring[-2:]), abs=0.01), country.english
            leaps = [abs(b - a) for a, b in zip(ring[0::2], ring[2::2], strict=False)]
            assert max(leaps, default=0) < 180 or country.code == "AQ", country.english


def test_overseas_parts_do_not_belong_to_a_country_s_extent(atlas: Atlas) -> None:
    france = atlas.country("FR")
    assert france is not None
    assert -6 < france.extent.west < france.extent.east < 10
    assert part_of(france, 5.37, 43.30) == "south-eastern"


def test_every_point_of_a_country_lies_in_it(atlas: Atlas) -> None:
    points = read_country_points(resources() / "glossary")
    drawn = [country for country in atlas.countries if country.code]
    assert len(drawn) > 230
    for country in drawn:
        point = points[country.code]
        assert country.extent.holds(point.longitude, point.latitude) or country.code == "AQ", country.english
    for code in ("SY", "LB", "IQ", "DZ", "NO"):
        found = atlas.country_at(points[code].longitude, points[code].latitude)
        assert found is not None
        assert found.code == code


def test_cities_are_known_ones_and_the_capitals(atlas: Atlas) -> None:
    capitals = {city.english for city in atlas.cities if city.is_capital}
    assert {"Damascus", "Beirut", "Cairo", "Paris", "Washington"} <= capitals
    assert "Aleppo" in {city.english for city in atlas.cities} - capitals


@pytest.mark.parametrize(
    "data", [b"no gzip", gzip.compress(b"no json"), gzip.compress(json.dumps({}).encode())]
)
def test_damaged_file_says_so(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / FILE
    path.write_bytes(data)
    with pytest.raises(GlossaryError, match="outlines"):
        read_atlas(path)


def test_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(GlossaryError, match="outlines"):
        read_atlas(tmp_path / FILE)
