"""The window over all names of the article: listed, sorted, filtered, gone to, on a map, exported."""

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader_app.core.article import Span
from reader_app.core.atlas import Atlas
from reader_app.core.names import COUNTRY, GlossaryEntry, Kind, Location, Mention, Mentions
from reader_app.data import resources
from reader_app.formats.outlines import FILE, read_atlas
from reader_app.gui.atlas_lane import AtlasLane
from reader_app.gui.main_window import MainWindow
from reader_app.gui.names_window import NamesWindow
from reader_app.gui.places_map import PlacesMap
from reader_app.gui.theme import load_themes
from reader_app.services.name_list import Column, list_names
from reader_app.services.naming import LIKELY_SPELLING

Opened = tuple[MainWindow, NamesWindow]


def entry(english: str, kind: Kind, arabic: str, source: str, at: Location | None = None) -> GlossaryEntry:
    return GlossaryEntry(english.lower(), kind, english, arabic, "", source, "CC0", location=at)


MOSCOW = entry("Moscow", Kind.PLACE, "موسكو", "Glossary", Location(55.76, 37.62))
SYRIA = entry("Syria", Kind.PLACE, "سوريا", "Glossary", Location(35, 38.5, "SY", feature=COUNTRY))
KERRY = entry("John Kerry", Kind.PERSON, "جون كيري", "Glossary")
LAVROV = entry("Sergei Lavrov", Kind.PERSON, "سيرغي لافروف", LIKELY_SPELLING)
BASE = entry("Base", Kind.PLACE, "قاعدة", "Glossary")
LEAGUE = entry("Arab League", Kind.ORGANISATION, "الجامعة", "Glossary")
HOMS = entry("Homs", Kind.PLACE, "حمص", "Glossary", Location(34.73, 36.71))
SAID = (MOSCOW, SYRIA, KERRY, SYRIA, LAVROV, SYRIA, KERRY, BASE, LEAGUE, HOMS)
NAMES = list_names(Mentions(Mention(n, Span(n, n + 1), e.arabic, e) for n, e in enumerate(SAID, start=1)))


@cache
def _atlas() -> Atlas:
    return read_atlas(resources() / "atlas" / FILE)


@pytest.fixture
def names(qtbot: QtBot) -> Iterator[NamesWindow]:
    """The window by itself, over some names; it goes to no article."""
    lane = AtlasLane(_atlas)
    theme = load_themes(resources() / "themes")["light"]
    made = NamesWindow(None, PlacesMap(lane, theme))
    qtbot.addWidget(made)
    made.list(NAMES)
    made.show()
    yield made
    lane.close()


@pytest.fixture
def opened(qtbot: QtBot, window: MainWindow) -> Opened:
    window.actions_by_name["names"].trigger()
    names = window.places.window
    qtbot.waitUntil(lambda: names.model.rowCount() > 0)
    return window, names


def english(names: NamesWindow) -> list[str]:
    return [name.entry.english for name in names.model.names]


def current(names: NamesWindow) -> str:
    assert names.current is not None
    return names.current.entry.english


def choose(names: NamesWindow, wanted: str) -> None:
    names.table.selectRow(english(names).index(wanted))


def test_lists_everyone_in_reading_order_with_counts(opened: Opened) -> None:
    window, names = opened
    assert english(names)[:3] == ["Moscow", "Syria", "John Kerry"]
    assert len(english(names)) == window.session.mentions.entry_count
    assert names.kinds[None].text() == f"All {len(english(names))}"
    assert names.kinds[Kind.PERSON].text() == "People 5"
    assert [names.model.data(names.model.index(1, column)) for column in (2, 3, 4)] == ["Place", "7", "1"]


def test_enter_goes_to_the_first_mention_then_to_the_next_and_round(qtbot: QtBot, opened: Opened) -> None:
    window, names = opened
    choose(names, "John Kerry")
    sentences = []
    for _ in range(3):
        qtbot.keyClick(names.table, Qt.Key.Key_Return)
        assert window.session.selected is not None
        sentences.append(window.session.selected.id)
        assert window.cards.visible
        assert window.cards.card.english.text() == "John Kerry"
    assert sentences == [2, 3, 2]
    assert "mention 1 of 2" in names.said.text()
    qtbot.keyClick(names.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert window.session.selected is not None
    assert window.session.selected.id == 3


def test_click_and_buttons_go_to_mentions_too(qtbot: QtBot, names: NamesWindow) -> None:
    sentences: list[int] = []
    names.mention_wanted.connect(lambda mention: sentences.append(mention.sentence))
    where = names.table.visualRect(names.model.index(1, 0)).center()
    qtbot.mouseClick(names.table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    names.next.click()
    names.previous.click()
    names.previous.click()
    assert sentences == [2, 4, 2, 6]


def test_search_field_takes_arabic_and_english_and_enter_goes_there(qtbot: QtBot, names: NamesWindow) -> None:
    names.search.setText("سيرغى")
    assert english(names) == ["Sergei Lavrov"]
    names.search.setText("kerr")
    assert english(names) == ["John Kerry"]
    with qtbot.waitSignal(names.mention_wanted) as wanted:
        qtbot.keyClick(names.search, Qt.Key.Key_Return)
    assert wanted.args == [NAMES[2].mentions[0]]
    assert names.table.hasFocus()
    names.search.setText("nobody at all")
    assert english(names) == []
    assert not names.next.isEnabled()
    assert not names.export.isEnabled()


def test_kind_and_not_explained_filter(names: NamesWindow) -> None:
    names.kinds[Kind.ORGANISATION].click()
    assert {name.entry.kind for name in names.model.names} == {Kind.ORGANISATION}
    names.kinds[None].click()
    total = len(english(names))
    names.unexplained.setChecked(True)
    assert len(english(names)) < total
    assert not any(name.is_explained for name in names.model.names)


def test_header_sorts_and_the_current_name_stays_current(names: NamesWindow) -> None:
    choose(names, "John Kerry")
    names.table.sortByColumn(3, Qt.SortOrder.AscendingOrder)
    counts = [len(name.mentions) for name in names.model.names]
    assert counts == sorted(counts, reverse=True)
    assert current(names) == "John Kerry"
    names.model.sort_wanted.emit(Column.ENGLISH, False)
    assert english(names) == sorted(english(names), key=str.casefold)


def test_tab_leaves_the_table(qtbot: QtBot, names: NamesWindow) -> None:
    names.table.setFocus()
    qtbot.keyClick(names.table, Qt.Key.Key_Tab)
    assert not names.table.hasFocus()


def test_names_are_listed_anew_with_another_article(qtbot: QtBot, opened: Opened, tmp_path: Path) -> None:
    window, names = opened
    other = tmp_path / "other.txt"
    other.write_text("زار الرئيس مدينة حمص في سوريا.", encoding="utf-8")
    with qtbot.waitSignal(window.session.settled, timeout=20_000):
        window.open(other)
    qtbot.waitUntil(lambda: sorted(english(names)) == ["Homs", "Syria"])


def test_five_thousand_names_are_filtered_and_sorted_as_one_list(names: NamesWindow) -> None:
    made = [
        Mention(
            n + 1,
            Span(n, n + 1),
            "اسم",
            GlossaryEntry(f"e{n}", Kind.PERSON, f"Name {n}", "اسم", "", "T", "CC0"),
        )
        for n in range(5000)
    ]
    names.list(list_names(Mentions(made)))
    assert names.model.rowCount() == 5000
    names.search.setText("name 499")
    assert len(english(names)) == 11
    names.table.scrollToBottom()
    assert names.model.data(names.model.index(10, 4)) == "5000"


def test_export_writes_the_names_listed(qtbot: QtBot, opened: Opened, tmp_path: Path) -> None:
    window, names = opened
    names.search.setText("syria")
    path = tmp_path / "names.csv"
    window.places.export(path, names.model.names)
    qtbot.waitUntil(path.exists)
    with path.open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["english"], row["count"], row["source"]) == ("Syria", "7", "Arabic Reader glossary")
    assert 32 < float(row["latitude"]) < 38


def test_export_that_fails_says_so(
    qtbot: QtBot, opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, names = opened
    told: list[str] = []
    monkeypatch.setattr(
        "reader_app.gui.place_maps.QMessageBox.warning", lambda *given: told.append(given[-1])
    )
    window.places.export(tmp_path / "nowhere" / "names.csv", names.model.names)
    qtbot.waitUntil(lambda: bool(told))
    assert "names.csv could not be written" in told[0]


@pytest.fixture
def places(qtbot: QtBot, names: NamesWindow) -> PlacesMap:
    names.tabs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: names.map.is_drawn)
    return names.map


def shown(places: PlacesMap, wanted: str):
    return next(name for name in places.names if name.entry.english == wanted)


def test_all_places_show_on_the_map(places: PlacesMap) -> None:
    assert [name.entry.english for name in places.names] == ["Moscow", "Syria", "Homs"]
    for name in places.names:
        assert places.rect().contains(places.pixel_of(name).toPoint()), name.entry.english
    assert f"{len(places.names)} places" in places.accessibleName()
    assert "Syria, named 3 times" in places.accessibleDescription()


def test_click_on_a_place_chooses_it_and_goes_to_its_mention(
    qtbot: QtBot, names: NamesWindow, places: PlacesMap
) -> None:
    where = places.pixel_of(shown(places, "Moscow")).toPoint()
    with qtbot.waitSignal(names.mention_wanted) as wanted:
        qtbot.mouseClick(places, Qt.MouseButton.LeftButton, pos=where)
    assert current(names) == "Moscow"
    assert wanted.args == [NAMES[0].mentions[0]]
    assert places.name_at(QPointF(2, 2)) is None


def test_wheel_zooms_and_keeps_what_is_under_the_pointer(places: PlacesMap) -> None:
    assert places.view is not None
    at = QPointF(100, 80)
    before, width = places.view.place(at), places.view.km_across
    turned = QPoint(0, 240)
    none = Qt.MouseButton.NoButton
    event = QWheelEvent(
        at, places.mapToGlobal(at), QPoint(), turned, none, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(places, event)
    assert places.view.km_across < width / 1.5
    assert places.view.place(at) == pytest.approx(before, abs=0.5)


def test_dragging_moves_the_map_and_chooses_nothing(qtbot: QtBot, places: PlacesMap) -> None:
    assert places.view is not None
    before = places.view.longitude
    with qtbot.assertNotEmitted(places.chosen):
        qtbot.mousePress(places, Qt.MouseButton.LeftButton, pos=QPoint(300, 200))
        qtbot.mouseMove(places, QPoint(200, 200))
        qtbot.mouseRelease(places, Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    assert places.view.longitude > before


def test_keys_move_zoom_and_step_through_the_places(
    qtbot: QtBot, names: NamesWindow, places: PlacesMap
) -> None:
    assert places.view is not None
    start = places.view
    qtbot.keyClick(places, Qt.Key.Key_Plus)
    assert places.view.km_across < start.km_across
    qtbot.keyClick(places, Qt.Key.Key_Right)
    assert places.view.longitude > start.longitude
    qtbot.keyClick(places, Qt.Key.Key_0)
    assert places.view == start
    choose(names, "Moscow")
    qtbot.keyClick(places, Qt.Key.Key_PageDown)
    assert current(names) == "Syria"
    qtbot.keyClick(places, Qt.Key.Key_PageUp)
    assert current(names) == "Moscow"


def test_article_without_places_says_so(qtbot: QtBot, names: NamesWindow) -> None:
    people = [name for name in names.model.names if name.entry.kind is Kind.PERSON]
    names.list(people)
    assert names.map.view is None
    names.tabs.setCurrentIndex(1)
    assert not names.map.grab().isNull()
    assert names.map.accessibleName() == "Map of 0 places"


def test_place_of_its_own_is_shown_with_its_surroundings(names: NamesWindow) -> None:
    names.list(NAMES[-1:])
    assert names.map.view is not None
    assert names.map.view.km_across > 250
