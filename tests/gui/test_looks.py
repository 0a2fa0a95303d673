"""What the style sheet and the painters owe the eye: told by colours and places, in every theme."""

from collections.abc import Callable, Iterator
from functools import cache

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QTextLayout
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from reader_app.core.article import Span
from reader_app.core.atlas import Atlas
from reader_app.core.checks import Flag, FlagKind, Severity
from reader_app.core.names import GlossaryEntry, Kind, Location, Mention, Mentions
from reader_app.core.sentences import build_article
from reader_app.data import resources
from reader_app.formats.outlines import FILE, read_atlas
from reader_app.gui.atlas_lane import AtlasLane
from reader_app.gui.checking import CheckedSentence
from reader_app.gui.checks_window import ChecksWindow
from reader_app.gui.locator_map import LocatorMap
from reader_app.gui.map_painting import Mark, paint_labels
from reader_app.gui.map_paths import prepare
from reader_app.gui.map_view import MapView
from reader_app.gui.names_window import NamesWindow
from reader_app.gui.places_map import PlacesMap
from reader_app.gui.text import button, with_quotations
from reader_app.gui.theme import Theme, load_themes, palette, style_sheet
from reader_app.services.name_list import list_names

Contrast = Callable[[QColor, QColor], float]
Ink = Callable[[QImage, QRect, QColor], tuple[int, int]]

FOLDER = resources() / "themes"
THEMES = load_themes(FOLDER)
Show = Callable[[QWidget, Theme], None]
each_theme = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES.keys())
PENTAGON = GlossaryEntry(
    *("pentagon", Kind.ORGANISATION, "US Department of Defense", "وزارة الدفاع", "", "Glossary", "CC0"),
    location=Location(38.87, -77.06, "US"),
)


@cache
def atlas() -> Atlas:
    return read_atlas(resources() / "atlas" / FILE)


@pytest.fixture
def maps(qtbot: QtBot) -> Iterator[AtlasLane]:
    lane = AtlasLane(atlas)
    yield lane
    lane.close()


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """Shows a widget in a window in a theme's style."""

    def show(widget: QWidget, theme: Theme) -> None:
        holder = QWidget()
        qtbot.addWidget(holder)
        QVBoxLayout(holder).addWidget(widget)
        dress(holder, theme)
        holder.show()
        held.append(holder)

    held: list[QWidget] = []
    return show


def dress(widget: QWidget, theme: Theme) -> None:
    widget.setPalette(palette(theme))
    sheet = (FOLDER / "window.qss").read_text(encoding="utf-8")
    widget.setStyleSheet(style_sheet(theme, sheet, FOLDER))


@each_theme
def test_checked_box_has_a_tick_that_stands_out(show: Show, theme: Theme, contrast: Contrast) -> None:
    box = QCheckBox("Show remarks")
    show(box, theme)
    box.setChecked(True)
    image = box.grab().toImage()
    middle = image.height() // 2
    inside = [image.pixelColor(x, y) for x in range(3, 12) for y in range(middle - 5, middle + 5)]
    assert max(contrast(one, QColor(theme.accent)) for one in inside) >= 3


@each_theme
def test_first_button_looks_disabled_where_it_is(show: Show, theme: Theme) -> None:
    approve = button("Approve", "primary")
    show(approve, theme)
    within = QPoint(5, approve.height() // 2)
    assert approve.grab().toImage().pixelColor(within).name() == theme.accent.lower()
    approve.setEnabled(False)
    assert approve.grab().toImage().pixelColor(within).name() == theme.panel.lower()


@each_theme
@pytest.mark.parametrize("make", [QLineEdit, QPlainTextEdit])
def test_what_to_write_in_an_empty_field_can_be_read(
    show: Show, theme: Theme, make: Callable[[], QLineEdit | QPlainTextEdit], contrast: Contrast
) -> None:
    field = make()
    show(field, theme)
    colour = field.palette().placeholderText().color()
    assert colour.alpha() == 255
    assert contrast(colour, QColor(theme.page)) >= 4.5  # WCAG 1.4.3


@pytest.fixture
def ink(contrast: Contrast) -> Ink:
    """The first and the last column of an area in which something is drawn."""

    def columns(image: QImage, area: QRect, background: QColor) -> tuple[int, int]:
        rows = range(area.top(), area.bottom() + 1)
        found = [
            x
            for x in range(area.left(), area.right() + 1)
            if any(contrast(image.pixelColor(x, y), background) > 2 for y in rows)
        ]
        return found[0], found[-1]

    return columns


@pytest.mark.parametrize("column", [0, 1, 2, 3])
def test_heads_of_the_names_stand_over_their_columns(
    qtbot: QtBot, maps: AtlasLane, ink: Ink, column: int
) -> None:
    theme = THEMES["dark"]
    names = NamesWindow(None, PlacesMap(maps, theme))
    qtbot.addWidget(names)
    dress(names, theme)
    names.list(list_names(Mentions([Mention(1, Span(0, 1), PENTAGON.arabic, PENTAGON)])))
    names.show()
    names.table.clearSelection()
    head, rows = names.table.horizontalHeader(), names.table
    left, width = head.sectionViewportPosition(column), head.sectionSize(column)
    lower = head.height() // 3  # the arrow of the sorted column stands above
    over = ink(
        head.viewport().grab().toImage(),
        QRect(left + 2, lower, width - 4, head.height() - lower - 2),
        QColor(theme.chrome),
    )
    cell = rows.visualRect(rows.model().index(0, column)).adjusted(2, 0, -2, 0)
    under = ink(rows.viewport().grab().toImage(), cell, QColor(theme.page))
    side = 1 if column in (1, 3) else 0  # Arabic and figures stand at the right
    assert abs(over[side] - under[side]) <= 2


def test_heads_of_the_checks_stand_over_their_columns(qtbot: QtBot, ink: Ink) -> None:
    theme = THEMES["light"]
    checks = ChecksWindow()
    qtbot.addWidget(checks)
    dress(checks, theme)
    sentence = build_article("سقط المطر.").sentence(1)
    checks.add([CheckedSentence(sentence, "Rain.", (Flag(FlagKind.LENGTH, Severity.WARNING, "What came"),))])
    checks.show()
    head = checks.list.header()
    for column in (1, 2):
        left, width = head.sectionViewportPosition(column), head.sectionSize(column)
        over = ink(
            head.viewport().grab().toImage(),
            QRect(left + 1, 2, width - 2, head.height() - 6),
            QColor(theme.chrome),
        )
        cell = checks.list.visualRect(checks.list.model().index(0, column))
        under = ink(checks.list.viewport().grab().toImage(), cell, QColor(theme.page))
        assert abs(over[0] - under[0]) <= 1


def test_name_of_some_length_is_read_whole_when_the_window_opens(qtbot: QtBot, maps: AtlasLane) -> None:
    names = NamesWindow(None, PlacesMap(maps, THEMES["light"]))
    qtbot.addWidget(names)
    dress(names, THEMES["light"])
    names.list(list_names(Mentions([Mention(1, Span(0, 1), PENTAGON.arabic, PENTAGON)])))
    names.show()
    bold = QFont(names.table.font())
    bold.setBold(True)
    needed = QFontMetrics(bold).horizontalAdvance(PENTAGON.english) + 24
    assert names.table.columnWidth(0) >= needed


def test_places_keep_the_colours_of_their_ground_until_it_is_drawn_anew(
    qtbot: QtBot, maps: AtlasLane
) -> None:
    places = PlacesMap(maps, THEMES["light"])
    qtbot.addWidget(places)
    places.resize(400, 300)
    places.show()
    places.tell(list_names(Mentions([Mention(1, Span(0, 1), PENTAGON.arabic, PENTAGON)])))
    qtbot.waitUntil(lambda: places.is_drawn)
    before = places.grab().toImage()
    places.set_theme(THEMES["dark"])
    assert not places.is_drawn
    assert places.grab().toImage() == before
    qtbot.waitUntil(lambda: places.is_drawn)
    assert places.grab().toImage() != before


def test_map_of_the_card_keeps_the_colours_of_its_ground_until_it_is_drawn_anew(
    qtbot: QtBot, maps: AtlasLane
) -> None:
    locator = LocatorMap(maps, THEMES["light"])
    qtbot.addWidget(locator)
    locator.resize(346, locator.height())
    locator.show()
    locator.tell(PENTAGON)
    qtbot.waitUntil(lambda: locator.is_drawn)
    before = locator.grab().toImage()
    locator.set_theme(THEMES["dark"])
    assert not locator.is_drawn
    locator._picture = None  # as when the window goes to another screen
    assert locator.grab().toImage() == before
    qtbot.waitUntil(lambda: locator.is_drawn)
    assert locator.grab().toImage() != before


def test_small_place_is_seen_on_a_large_one_that_is_chosen(qtbot: QtBot) -> None:
    theme, size = THEMES["dark"], QSize(200, 200)
    view = MapView(36.0, 35.0, 400.0, size)
    large, small = Mark("", 36.0, 35.0, 11.0, is_chosen=True), Mark("", 36.0, 35.0, 4.0)
    for marks in ((large, small), (small, large)):
        image = QImage(size, QImage.Format.Format_RGB32)
        image.fill(theme.page)
        painter = QPainter(image)
        paint_labels(painter, prepare(atlas(), view, None), theme, QFont(), marks)
        painter.end()
        assert image.pixelColor(100, 100).name() == theme.place.lower()
        assert image.pixelColor(108, 100).name() == theme.accent.lower()


def test_dots_at_the_end_of_quoted_arabic_stand_at_its_left(qtbot: QtBot) -> None:
    text = with_quotations("Expected quotation marks as in «نحن بحاجة…», found none.")
    layout = QTextLayout(text, QFont())
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    letter, dots = (line.cursorToX(text.index(one))[0] for one in "ب…")  # pyright: ignore[reportIndexIssue]
    assert dots < letter
