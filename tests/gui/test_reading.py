"""Reading with the mouse and the keyboard, in the real window over the real sample model."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader_app.core.article import Sentence
from reader_app.core.translation import Origin
from reader_app.gui.main_window import MainWindow
from reader_app.gui.session import Pending, Ready


def sentence(window: MainWindow, number: int) -> Sentence:
    assert window.session.article is not None
    return window.session.article.sentence(number)


def point_in(window: MainWindow, wanted: Sentence) -> QPoint:
    """A point of the viewport on the sentence, but on none of its names."""
    window.view.bring_into_view(wanted)
    for rect in window.view.rects_on_screen(wanted.span):
        for x in range(rect.right() - 4, rect.left() + 4, -7):
            point = QPoint(x, rect.center().y())
            if not window.view.viewport().rect().contains(point):
                continue
            if window.view.sentence_at_point(point) == wanted and not window.view.mention_at_point(point):
                return point
    raise AssertionError(f"sentence {wanted.id} is nowhere on the screen")


def click(qtbot: QtBot, window: MainWindow, wanted: Sentence) -> None:
    qtbot.mouseClick(window.view.viewport(), Qt.MouseButton.LeftButton, pos=point_in(window, wanted))


def wait_until_ready(qtbot: QtBot, window: MainWindow) -> Ready:
    qtbot.waitUntil(lambda: isinstance(window.session.state, Ready), timeout=20_000)
    state = window.session.state
    assert isinstance(state, Ready)
    return state


@pytest.mark.parametrize("number", [1, 5, 6, 11])
def test_click_shows_the_sentence_and_its_translation(
    qtbot: QtBot, window: MainWindow, units: dict[str, str], number: int
) -> None:
    wanted = sentence(window, number)
    click(qtbot, window, wanted)
    assert window.panel.arabic.text() == wanted.text
    assert window.panel.heading.text() == f"Sentence {number} of 11"
    wait_until_ready(qtbot, window)
    assert window.panel.pane.english.isVisible()
    assert window.panel.pane.english.text() == units[wanted.text]


def test_panel_says_where_the_translation_came_from(
    qtbot: QtBot, make_open_window: Callable[[], MainWindow]
) -> None:
    window = make_open_window()
    click(qtbot, window, sentence(window, 2))
    state = wait_until_ready(qtbot, window)
    assert state.translation.origin is Origin.MODEL
    assert state.translation.model is not None
    assert state.translation.model.revision[:12] in window.panel.pane.provenance.text()
    assert "knows the sample article and" in window.panel.pane.note.text()
    assert window.panel.pane.note.isVisible()

    click(qtbot, window, sentence(window, 3))
    wait_until_ready(qtbot, window)
    click(qtbot, window, sentence(window, 2))
    assert wait_until_ready(qtbot, window).translation.origin is Origin.CACHE
    assert "cache" in window.panel.pane.provenance.text()

    again = make_open_window()  # a second launch
    again.session.select(None)
    click(qtbot, again, sentence(again, 2))
    assert wait_until_ready(qtbot, again).translation.origin is Origin.CACHE


def test_ten_fast_clicks_show_the_last_one(qtbot: QtBot, window: MainWindow, units: dict[str, str]) -> None:
    shown: list[str] = []
    window.session.state_changed.connect(
        lambda state: shown.append(state.translation.source) if isinstance(state, Ready) else None
    )
    order = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
    for number in order:
        window.session.select(sentence(window, number))
    with qtbot.waitSignal(window.session.settled, timeout=60_000):
        pass
    last = sentence(window, order[-1]).text
    assert shown == [last]
    assert window.panel.pane.english.text() == units[last]


def test_panel_is_pending_until_the_model_is_loaded(qtbot: QtBot, window: MainWindow) -> None:
    steps: list[str] = []
    window.session.state_changed.connect(
        lambda state: steps.append(state.step) if isinstance(state, Pending) else None
    )
    click(qtbot, window, sentence(window, 1))
    assert window.panel.pane.progress.isVisible()
    wait_until_ready(qtbot, window)
    assert not window.panel.pane.progress.isVisible()
    assert len([step for step in steps if step]) >= 1


def test_selecting_by_click_does_not_move_the_page(qtbot: QtBot, window: MainWindow) -> None:
    window.view.verticalScrollBar().setValue(60)
    assert window.session.article is not None
    sentences = window.session.article.sentences
    wanted = next(s for s in sentences if window.view.rects_on_screen(s.span)[0].top() > 0)
    point = window.view.rects_on_screen(wanted.span)[0].center()
    qtbot.mouseClick(window.view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    wait_until_ready(qtbot, window)
    assert window.session.selected == wanted
    assert window.view.verticalScrollBar().value() == 60


@pytest.mark.parametrize(
    ("start", "key", "expected"),
    [
        (3, Qt.Key.Key_Left, 4),
        (3, Qt.Key.Key_Down, 4),
        (3, Qt.Key.Key_Right, 2),
        (3, Qt.Key.Key_Up, 2),
        (3, Qt.Key.Key_Home, 1),
        (3, Qt.Key.Key_End, 11),
        (1, Qt.Key.Key_Right, 1),
        (11, Qt.Key.Key_Left, 11),
    ],
)
def test_keys_move_between_sentences(
    qtbot: QtBot, window: MainWindow, start: int, key: Qt.Key, expected: int
) -> None:
    window.session.select(sentence(window, start), show=True)
    qtbot.keyClick(window.view, key)
    assert window.session.selected == sentence(window, expected)
    rects = window.view.rects_on_screen(sentence(window, expected).span)
    assert window.view.viewport().rect().contains(rects[0].center())


def test_page_down_moves_by_about_a_screen_and_page_up_back(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(900, 420)
    window.session.select(sentence(window, 1))
    qtbot.keyClick(window.view, Qt.Key.Key_PageDown)
    further = window.session.selected
    assert further is not None
    assert 2 <= further.id <= 5
    qtbot.keyClick(window.view, Qt.Key.Key_PageUp)
    assert window.session.selected is not None
    assert window.session.selected.id < further.id


def test_first_key_selects_the_first_sentence_on_the_screen(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window.view, Qt.Key.Key_Left)
    assert window.session.selected == sentence(window, 1)


def test_escape_lets_go_of_the_sentence(qtbot: QtBot, window: MainWindow) -> None:
    click(qtbot, window, sentence(window, 4))
    qtbot.keyClick(window.view, Qt.Key.Key_Escape)
    assert window.session.selected is None
    assert window.panel.hint.isVisible()
    assert not window.panel.arabic.isVisible()


def test_click_beside_the_text_lets_go_of_the_sentence(qtbot: QtBot, window: MainWindow) -> None:
    click(qtbot, window, sentence(window, 4))
    qtbot.mouseClick(window.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(6, 300))
    assert window.session.selected is None


def test_dragging_selects_text_and_copies_it_in_logical_order(qtbot: QtBot, window: MainWindow) -> None:
    wanted = sentence(window, 2)
    line = window.view.rects_on_screen(wanted.span)[0]
    start, end = QPoint(line.right() + 3, line.center().y()), QPoint(line.left() + 40, line.center().y())
    viewport = window.view.viewport()
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(viewport, pos=QPoint(line.center().x(), line.center().y()))
    qtbot.mouseMove(viewport, pos=end)
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)
    assert window.session.selected is None
    window.actions_by_name["copy"].trigger()
    copied = QApplication.clipboard().text()
    assert len(copied) > 20
    assert wanted.text.startswith(copied)


def test_copying_over_paragraphs_gives_the_files_own_text(qtbot: QtBot, window: MainWindow) -> None:
    window.view.selectAll()
    window.actions_by_name["copy"].trigger()
    assert window.session.article is not None
    assert QApplication.clipboard().text() == window.session.article.text


def test_copy_without_a_selection_copies_the_sentence(qtbot: QtBot, window: MainWindow) -> None:
    click(qtbot, window, sentence(window, 3))
    window.view.setFocus()
    window.actions_by_name["copy"].trigger()
    assert QApplication.clipboard().text() == sentence(window, 3).text


def test_double_click_selects_a_word_and_no_sentence(qtbot: QtBot, window: MainWindow) -> None:
    point = point_in(window, sentence(window, 4))
    viewport = window.view.viewport()
    qtbot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=point)
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=point)
    assert window.session.selected is None
    copied = window.view.selected_text()
    assert copied
    assert " " not in copied.strip()
    assert copied in sentence(window, 4).text


def test_hovering_lights_the_sentence_under_the_pointer(qtbot: QtBot, window: MainWindow) -> None:
    point = point_in(window, sentence(window, 2))
    before = window.view.viewport().grab().toImage().pixelColor(point.x(), point.y() - 14)

    def colour() -> QColor:
        return window.view.viewport().grab().toImage().pixelColor(point.x(), point.y() - 14)

    qtbot.mouseMove(window.view.viewport(), pos=point)
    qtbot.waitUntil(lambda: colour() != before)
    qtbot.mouseMove(window.view.viewport(), pos=QPoint(4, 300))
    qtbot.waitUntil(lambda: colour() == before)
