"""The small map in the card of a place, and what maps are drawn from."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QFont, QFontMetricsF
from pytestqt.qtbot import QtBot

from reader_app.core.atlas import Atlas
from reader_app.core.names import COUNTRY, GlossaryEntry, Kind, Location
from reader_app.data import resources
from reader_app.formats.outlines import FILE, read_atlas
from reader_app.gui.locator_map import accessible_name
from reader_app.gui.main_window import MainWindow
from reader_app.gui.map_painting import Labels, ground_colours
from reader_app.gui.map_paths import prepare
from reader_app.gui.map_view import MapView, around_place, scale_km
from reader_app.gui.theme import load_themes

SIZE = QSize(346, 150)
HOMS = GlossaryEntry(
    *("homs", Kind.PLACE, "Homs", "حمص", "City in Syria.", "Test", "CC0"),
    location=Location(34.73, 36.71, "SY", population=775_000, feature="city"),
)
SYRIA = replace(HOMS, id="territory-SY", english="Syria", location=Location(35, 38.5, "SY", feature=COUNTRY))


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return read_atlas(resources() / "atlas" / FILE)


def view_of(entry: GlossaryEntry, atlas: Atlas) -> MapView:
    assert entry.location is not None
    return around_place(entry.location, entry.definition, atlas, SIZE)


def test_view_maps_places_to_pixels_and_back() -> None:
    view = MapView(36.0, 60.0, 346.0, SIZE)
    assert view.point(36.0, 60.0) == QPointF(173, 75)
    east = view.point(37.0, 60.0) - view.point(36.0, 60.0)
    north = view.point(36.0, 61.0) - view.point(36.0, 60.0)
    assert east.x() == pytest.approx(111.2 / 2, rel=1e-3), "a degree is half as wide at 60° as it is high"
    assert north.y() == pytest.approx(-111.2, rel=1e-3)
    assert view.place(view.point(35.2, 59.7)) == pytest.approx((35.2, 59.7))


def test_town_has_some_hundred_kilometres_around_it_and_a_country_all_of_itself(atlas: Atlas) -> None:
    assert view_of(HOMS, atlas).km_across == 300
    syria = atlas.country("SY")
    assert syria is not None
    box = view_of(SYRIA, atlas).box()
    assert box.west < syria.extent.west < syria.extent.east < box.east
    assert box.south < syria.extent.south < syria.extent.north < box.north


def test_sea_has_more_around_it_than_a_town(atlas: Atlas) -> None:
    sea = replace(HOMS, definition="Sea between Europe, Asia and Africa.", location=Location(35, 18))
    assert view_of(sea, atlas).km_across > 1000


@pytest.mark.parametrize(("km", "most"), [(300, 50), (1200, 200), (40_000, 10_000), (30, 5)])
def test_scale_is_a_round_length_that_fits(km: float, most: int) -> None:
    view = MapView(0, 0, km, SIZE)
    length = scale_km(view, 90)
    assert length <= 90 * km / SIZE.width()
    assert length == most


def test_paths_are_cut_to_what_shows_and_a_little_more(atlas: Atlas) -> None:
    view = view_of(HOMS, atlas)
    paths = prepare(atlas, view, atlas.country("SY"))
    room = QRectF(0, 0, SIZE.width(), SIZE.height()).adjusted(-200, -200, 200, 200)
    for path in (paths.land, paths.own, paths.coasts, paths.borders):
        assert not path.isEmpty()
        assert room.contains(path.boundingRect()) or path in (paths.coasts, paths.borders)
    assert paths.own.contains(view.point(36.71, 34.73))
    assert paths.land.contains(view.point(35.9, 34.2)), "Lebanon"
    assert not paths.land.contains(view.point(35.0, 34.8)), "the sea"
    assert {"Syria", "Lebanon"} <= {name for name, _, _ in paths.names}


def test_country_that_crosses_the_date_line_is_drawn_on_both_sides(atlas: Atlas) -> None:
    for longitude in (178.0, -178.0):
        view = MapView(longitude, 67.0, 1500.0, SIZE)
        land = prepare(atlas, view, None).land
        assert land.contains(view.point(178.0 if longitude > 0 else -182.0, 67.0))
        assert land.contains(view.point(185.0 if longitude > 0 else -175.0, 67.0))


def test_labels_never_overlap_nor_leave_the_map(qtbot: QtBot) -> None:
    labels, metrics = Labels(QRectF(0, 0, 300, 100)), QFontMetricsF(QFont())
    points = [QPointF(20 * n % 300, 7 * n % 100) for n in range(60)]
    placed = [labels.beside(f"City {n}", metrics, point, 4) for n, point in enumerate(points)]
    rects = [label.rect for label in placed if label is not None]
    assert 1 < len(rects) < len(points)
    for n, rect in enumerate(rects):
        assert QRectF(0, 0, 300, 100).contains(rect)
        assert not any(rect.intersects(other) for other in rects[n + 1 :])


def test_map_is_told_in_words(atlas: Atlas) -> None:
    syria = atlas.country("SY")
    assert accessible_name(HOMS, syria) == "Map: Homs, western Syria, 34.7° N 36.7° E"
    assert accessible_name(SYRIA, syria) == "Map: Syria, 35.0° N 38.5° E"
    south = replace(HOMS, english="Somewhere", location=Location(-10.04, -20.0))
    assert accessible_name(south, None) == "Map: Somewhere, 10.0° S 20.0° W"


def test_colours_of_sea_land_and_country_differ_in_every_theme() -> None:
    for theme in load_themes(resources() / "themes").values():
        colours = ground_colours(theme)
        assert len({colours[name].name() for name in ("sea", "land", "own", "border")}) == 4


def test_card_of_a_place_has_its_map_and_that_of_a_person_none(qtbot: QtBot, window: MainWindow) -> None:
    by_english = {m.entry.english: m for m in window.session.mentions.all}
    locator = window.places.locator
    window.names.open_card(by_english["Moscow"], focus=False)
    qtbot.waitUntil(lambda: locator.is_drawn)
    assert locator.isVisible()
    assert locator.accessibleName().startswith("Map: Moscow, ")
    assert locator.accessibleName().endswith("Russia, 55.8° N 37.6° E")
    colours = {QColor(locator.grab().toImage().pixel(*at)).name() for at in ((30, 20), (300, 140))}
    assert ground_colours(window.places.locator.theme)["own"].name() in colours
    window.names.open_card(by_english["John Kerry"], focus=False)
    assert not locator.isVisible()
    assert window.cards.card.accessibleName() == "John Kerry, person"


def test_map_follows_the_theme(qtbot: QtBot, window: MainWindow) -> None:
    moscow = next(m for m in window.session.mentions.all if m.entry.english == "Moscow")
    window.names.open_card(moscow, focus=False)
    locator = window.places.locator
    qtbot.waitUntil(lambda: locator.is_drawn)
    window.actions_by_name["theme:dark"].trigger()
    dark = load_themes(resources() / "themes")["dark"]
    qtbot.waitUntil(
        lambda: locator.grab().toImage().pixelColor(30, 20).name() == ground_colours(dark)["own"].name()
    )
