"""The card that explains a name: opened, held, dismissed, placed."""

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from reader_app.core.names import Mention
from reader_app.gui.card_host import place
from reader_app.gui.main_window import MainWindow


def mention(window: MainWindow, text: str, sentence: int) -> Mention:
    return next(m for m in window.session.mentions.all if m.text == text and m.sentence == sentence)


def point_on(window: MainWindow, wanted: Mention) -> QPoint:
    assert window.session.article is not None
    window.view.bring_into_view(window.session.article.sentence(wanted.sentence))
    return window.view.rects_on_screen(wanted.span)[0].center()


def area_of(window: MainWindow) -> QWidget:
    """What the card may use of the window."""
    area = window.cards.card.parentWidget()
    assert area is not None
    return area


def on_window(window: MainWindow, rect: QRect) -> QRect:
    return rect.translated(window.view.viewport().mapTo(area_of(window), QPoint(0, 0)))


def test_hover_opens_the_card_of_the_name_and_leaving_closes_it(qtbot: QtBot, window: MainWindow) -> None:
    kerry = mention(window, "كيري", 3)
    qtbot.mouseMove(window.view.viewport(), pos=point_on(window, kerry))
    qtbot.waitUntil(lambda: window.cards.visible)
    card = window.cards.card
    assert card.english.text() == "John Kerry"
    assert card.arabic.text() == "جون كيري"
    assert card.kind.text() == "Person"
    assert "Secretary of State" in card.definition.text()
    assert "Source" in card.source.text()
    qtbot.mouseMove(window.view.viewport(), pos=QPoint(4, 4))
    qtbot.waitUntil(lambda: not window.cards.visible)


def test_pointer_may_move_onto_the_card(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.mouseMove(window.view.viewport(), pos=point_on(window, mention(window, "كيري", 3)))
    qtbot.waitUntil(lambda: window.cards.visible)
    window.cards.point(None)
    window.cards.card.pointer_entered.emit()
    qtbot.wait(700)  # longer than the card stays without the pointer
    assert window.cards.visible


def test_click_selects_the_sentence_and_holds_the_card_open(qtbot: QtBot, window: MainWindow) -> None:
    assad = mention(window, "بشار الأسد", 2)
    qtbot.mouseClick(window.view.viewport(), Qt.MouseButton.LeftButton, pos=point_on(window, assad))
    assert window.session.selected is not None
    assert window.session.selected.id == 2
    assert window.cards.visible
    assert window.cards.held
    qtbot.keyClick(window.view, Qt.Key.Key_Escape)
    assert not window.cards.visible
    assert window.session.selected is not None, "the first Esc closes the card only"


def test_pinned_card_stays_when_another_sentence_is_read(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.mouseClick(
        window.view.viewport(), Qt.MouseButton.LeftButton, pos=point_on(window, mention(window, "كيري", 3))
    )
    qtbot.mouseClick(window.cards.card.pin, Qt.MouseButton.LeftButton)
    assert window.session.article is not None
    window.session.select(window.session.article.sentence(5))
    assert window.cards.visible
    qtbot.mouseClick(window.cards.card.close_button, Qt.MouseButton.LeftButton)
    assert not window.cards.visible


def test_card_that_is_not_pinned_goes_when_another_sentence_is_read(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.mouseClick(
        window.view.viewport(), Qt.MouseButton.LeftButton, pos=point_on(window, mention(window, "كيري", 3))
    )
    assert window.session.article is not None
    window.session.select(window.session.article.sentence(5))
    assert not window.cards.visible


@pytest.mark.parametrize("height", [800, 420, 260])
def test_card_never_covers_the_line_being_read(qtbot: QtBot, window: MainWindow, height: int) -> None:
    window.resize(1000, height)
    QApplication.processEvents()
    for wanted in window.session.mentions.all:
        point_on(window, wanted)
        window.view.name_opened.emit(wanted, False)
        card = window.cards.card.geometry()
        for line in window.view.rects_on_screen(wanted.span):
            assert not card.intersects(on_window(window, line)), wanted
        assert area_of(window).rect().contains(card)


def test_keyboard_reaches_the_names_and_opens_the_card(qtbot: QtBot, window: MainWindow) -> None:
    assert window.session.article is not None
    window.session.select(window.session.article.sentence(3))
    window.view.setFocus()
    names = [m for m in window.session.mentions.all if m.sentence == 3]
    for _ in names[:3]:
        qtbot.keyClick(window.view, Qt.Key.Key_Tab)
    qtbot.keyClick(window.view, Qt.Key.Key_Return)
    assert window.cards.visible
    assert window.cards.card.mention == names[2]
    focused = QApplication.focusWidget()
    assert focused is not None
    assert window.cards.card.isAncestorOf(focused)
    qtbot.keyClick(focused, Qt.Key.Key_Escape)
    assert not window.cards.visible
    assert QApplication.focusWidget() is window.view


def test_tab_leaves_the_page_after_the_last_name(qtbot: QtBot, window: MainWindow) -> None:
    assert window.session.article is not None
    window.session.select(window.session.article.sentence(5))
    window.view.setFocus()
    names = [m for m in window.session.mentions.all if m.sentence == 5]
    for _ in range(len(names)):
        qtbot.keyClick(window.view, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is window.view
    qtbot.keyClick(window.view, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not window.view


def test_card_lists_the_sentences_and_a_click_jumps_there(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.mouseClick(
        window.view.viewport(),
        Qt.MouseButton.LeftButton,
        pos=point_on(window, mention(window, "آشتون كارتر", 10)),
    )
    links = {
        link.text(): link
        for link in window.cards.card.findChildren(QPushButton)
        if link.text().startswith("Sentence")
    }
    assert set(links) == {"Sentence 10", "Sentence 11"}
    qtbot.mouseClick(links["Sentence 11"], Qt.MouseButton.LeftButton)
    assert window.session.selected is not None
    assert window.session.selected.id == 11


def test_both_spellings_lead_to_the_same_card(qtbot: QtBot, window: MainWindow) -> None:
    one, other = mention(window, "سيرغي شويجر", 10), mention(window, "سيرغي شويغو", 11)
    assert one.entry == other.entry
    window.view.name_opened.emit(one, False)
    assert "شويغو" in window.cards.card.spellings.text() + window.cards.card.arabic.text()
    assert "شويجر" in window.cards.card.spellings.text() + window.cards.card.arabic.text()


def test_click_on_a_sentence_brings_its_glossary_up(qtbot: QtBot, window: MainWindow) -> None:
    assert window.session.article is not None
    window.session.select(window.session.article.sentence(2))
    rows = window.panel.rows()
    names = [row.mention.entry.english for row in rows if row.mention.is_name]
    assert names == ["John Kerry", "Bashar al-Assad"]
    adjectives = {row.mention.entry.english for row in rows if not row.mention.is_name}
    assert adjectives == {"United States", "Syria"}
    assert window.panel.countries_heading.isVisible()
    qtbot.mouseClick(rows[1], Qt.MouseButton.LeftButton)
    assert window.cards.card.english.text() == "Bashar al-Assad"
    sentence = window.session.article.sentence(2)
    for line in window.view.rects_on_screen(sentence.span):
        assert not window.cards.card.geometry().intersects(on_window(window, line))


def test_row_opens_its_card_by_keyboard_and_gets_the_focus_back(qtbot: QtBot, window: MainWindow) -> None:
    assert window.session.article is not None
    window.session.select(window.session.article.sentence(2))
    row = window.panel.rows()[0]
    qtbot.waitUntil(row.isVisible)
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Return)
    assert window.cards.visible
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is row


AREA = QRect(0, 0, 1000, 600)


@pytest.mark.parametrize(
    ("line", "expected_side"),
    [(QRect(400, 100, 200, 30), "below"), (QRect(400, 500, 200, 30), "above")],
)
def test_place_prefers_below_then_above(line: QRect, expected_side: str) -> None:
    card = place(QSize(300, 200), [line], AREA, line.center().x())
    assert card.size() == QSize(300, 200)
    assert (card.top() > line.bottom()) == (expected_side == "below")
    assert not card.intersects(line)


def test_place_keeps_clear_of_the_sentence_where_it_can_and_of_the_line_where_it_must() -> None:
    sentence, line = QRect(100, 50, 800, 300), QRect(400, 50, 200, 40)
    low = place(QSize(300, 200), [sentence, line], AREA, 500)
    assert not low.intersects(sentence)
    high = place(QSize(300, 400), [sentence, line], AREA, 500)
    assert high.intersects(sentence)
    assert not high.intersects(line)


def test_place_makes_the_card_lower_rather_than_cover_the_line() -> None:
    line = QRect(400, 280, 200, 40)
    card = place(QSize(300, 420), [line], AREA, 500)
    assert not card.intersects(line)
    assert AREA.contains(card)


def test_place_passes_over_what_is_not_on_the_screen() -> None:
    scrolled_away = QRect(100, -900, 800, 90)
    level = QRect(700, 300, 100, 40)
    card = place(QSize(300, 200), [scrolled_away, level], AREA, 500)
    assert AREA.contains(card)
    assert not card.intersects(level)


def test_row_opens_a_card_that_can_be_seen_when_its_sentence_was_scrolled_away(
    qtbot: QtBot, window: MainWindow
) -> None:
    assert window.session.article is not None
    window.session.select(window.session.article.sentence(2))
    window.view.verticalScrollBar().setValue(window.view.verticalScrollBar().maximum())
    row = window.panel.rows()[0]
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert area_of(window).rect().contains(window.cards.card.geometry())
    assert window.cards.card.height() > 150
