"""Words and their partners, lit on both sides of the real window over the real sample model."""

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from reader_app.core.alignment import Link
from reader_app.core.article import Sentence, Span
from reader_app.core.translation import Origin
from reader_app.data import resources
from reader_app.gui.main_window import MainWindow
from reader_app.gui.session import Ready
from reader_app.gui.theme import load_themes
from reader_app.gui.word_lights import described, joined
from reader_app.services import Services
from reader_app.services.aligning import AlignedPair

UNKNOWN = "هذه جملة لا يعرفها النموذج الصغير."


def point_at(qtbot: QtBot, widget: QWidget, pos: QPoint) -> None:
    """Move the pointer there, from elsewhere: where it is already, nothing would be sent."""
    qtbot.mouseMove(widget, pos=pos + QPoint(0, 1))
    qtbot.mouseMove(widget, pos=pos)


def select(qtbot: QtBot, window: MainWindow, number: int) -> Sentence:
    assert window.session.article is not None
    sentence = window.session.article.sentence(number)
    window.session.select(sentence, show=True)
    qtbot.waitUntil(lambda: isinstance(window.session.state, Ready), timeout=20_000)
    return sentence


def aligned(qtbot: QtBot, window: MainWindow, number: int) -> AlignedPair:
    select(qtbot, window, number)
    qtbot.waitUntil(lambda: window.session.word_links.pair is not None, timeout=20_000)
    pair = window.session.word_links.pair
    assert pair is not None
    return pair


def on_page(window: MainWindow, span: Span) -> Span:
    """A span of the selected sentence as one of the article."""
    assert window.session.selected is not None
    start = window.session.selected.span.start
    return Span(span.start + start, span.end + start)


def middle_in_arabic(window: MainWindow, span: Span) -> QPoint:
    return window.view.rects_on_screen(on_page(window, span))[0].center()


def middle_in_english(window: MainWindow, span: Span) -> QPoint:
    return window.panel.pane.english.rects(span)[0].center().toPoint()


def select_with_a_clitic(qtbot: QtBot, window: MainWindow) -> tuple[AlignedPair, Link]:
    """A sentence with a word that is linked in parts, and the link of one of the parts."""
    for number in range(1, 12):
        pair = aligned(qtbot, window, number)
        for link in pair.alignment.links:
            span = link.source[0]
            about = pair.source[max(span.start - 1, 0) : span.start], pair.source[span.end : span.end + 1]
            if len(link.source) == 1 and any(letter.isalpha() for letter in about):
                return pair, link
    raise AssertionError("no word of the article is linked in parts")


def described_link(window: MainWindow) -> str:
    return window.panel.pane.english.accessibleDescription()


@pytest.mark.parametrize("number", [2, 6, 8])
def test_hovering_an_arabic_word_lights_it_and_its_english(
    qtbot: QtBot, window: MainWindow, number: int
) -> None:
    pair = aligned(qtbot, window, number)
    seen = 0
    for link in pair.alignment.links:
        point = middle_in_arabic(window, link.source[0])
        if not window.view.viewport().rect().contains(point):
            continue
        point_at(qtbot, window.view.viewport(), pos=point)
        assert window.session.word_links.link == link, described(pair, link)
        assert described_link(window) == described(pair, link)
        seen += 1
    assert seen >= 3
    point_at(qtbot, window.view.viewport(), pos=QPoint(4, 4))
    assert window.session.word_links.link is None
    assert described_link(window) == ""


def test_hovering_an_english_word_lights_it_and_its_arabic(qtbot: QtBot, window: MainWindow) -> None:
    pair = aligned(qtbot, window, 3)
    english = window.panel.pane.english.viewport()
    for link in pair.alignment.links:
        for word in link.target:
            point_at(qtbot, english, pos=middle_in_english(window, word))
            assert window.session.word_links.link == link, described(pair, link)
    QApplication.sendEvent(window.panel.pane.english, QEvent(QEvent.Type.Leave))
    assert window.session.word_links.link is None


def test_hovering_a_clitic_lights_the_clitic_and_not_the_word(qtbot: QtBot, window: MainWindow) -> None:
    pair, link = select_with_a_clitic(qtbot, window)
    point_at(qtbot, window.view.viewport(), pos=middle_in_arabic(window, link.source[0]))
    assert window.session.word_links.link == link
    start = pair.source.rfind(" ", 0, link.source[0].start) + 1
    end = next(
        at for at in range(link.source[0].end, len(pair.source) + 1) if pair.source[at : at + 1] in " "
    )
    part = window.view.rects_on_screen(on_page(window, link.source[0]))
    word = window.view.rects_on_screen(on_page(window, Span(start, end)))
    assert len(part) == len(word) == 1
    assert word[0].adjusted(-1, 0, 1, 0).contains(part[0])
    assert part[0].width() < word[0].width() - 2


def test_lighting_words_puts_no_format_into_the_article(qtbot: QtBot, window: MainWindow) -> None:
    """Formats would cut words into pieces that are shaped apart."""
    _, link = select_with_a_clitic(qtbot, window)
    point_at(qtbot, window.view.viewport(), pos=middle_in_arabic(window, link.source[0]))
    assert window.session.word_links.link == link
    assert window.view.extraSelections() == []
    block = window.view.document().begin()
    while block.isValid():
        fragments = 0
        fragment = block.begin()
        while not fragment.atEnd():
            fragments += 1
            fragment += 1
        assert fragments <= 1
        assert block.layout().formats() == []
        block = block.next()


@pytest.mark.parametrize("theme", ["light", "sepia", "dark"])
def test_light_is_painted_on_both_sides_in_every_theme(qtbot: QtBot, window: MainWindow, theme: str) -> None:
    pair = aligned(qtbot, window, 3)
    window.actions_by_name[f"theme:{theme}"].trigger()
    QApplication.processEvents()
    wanted = QColor(load_themes(resources() / "themes")[theme].word)
    link = max(pair.alignment.links, key=lambda one: len(one.target[0]))
    sides = (
        (window.view.viewport(), window.view.rects_on_screen(on_page(window, link.source[0]))[0]),
        (
            window.panel.pane.english.viewport(),
            window.panel.pane.english.rects(link.target[0])[0].toAlignedRect(),
        ),
    )

    def lit() -> list[bool]:
        # Just inside the corner, where no letter reaches.
        return [
            side.grab().toImage().pixelColor(rect.left() + 2, rect.top() + 2) == wanted
            for side, rect in sides
        ]

    assert lit() == [False, False]
    point_at(qtbot, window.view.viewport(), pos=middle_in_arabic(window, link.source[0]))
    assert lit() == [True, True]


def test_keys_go_through_the_words_and_stay_at_the_ends(qtbot: QtBot, window: MainWindow) -> None:
    pair = aligned(qtbot, window, 4)
    links = pair.alignment.links
    window.view.setFocus()
    alt = Qt.KeyboardModifier.AltModifier
    for link in links:
        qtbot.keyClick(window.view, Qt.Key.Key_Left, alt)
        assert window.session.word_links.link == link
    qtbot.keyClick(window.view, Qt.Key.Key_Left, alt)
    assert window.session.word_links.link == links[-1]
    qtbot.keyClick(window.view, Qt.Key.Key_Right, alt)
    assert window.session.word_links.link == links[-2]
    assert described_link(window) == described(pair, links[-2])


def test_escape_lets_go_of_the_word_and_then_of_the_sentence(qtbot: QtBot, window: MainWindow) -> None:
    aligned(qtbot, window, 4)
    window.actions_by_name["next_word"].trigger()
    assert window.session.word_links.link is not None
    qtbot.keyClick(window.view, Qt.Key.Key_Escape)
    assert window.session.word_links.link is None
    assert window.session.selected is not None
    qtbot.keyClick(window.view, Qt.Key.Key_Escape)
    assert window.session.selected is None


def test_word_reached_by_key_is_brought_into_view_on_both_sides(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(700, 380)
    pair = aligned(qtbot, window, 1)
    QApplication.processEvents()
    window.actions_by_name["next_word"].trigger()
    for _ in pair.alignment.links:
        window.actions_by_name["next_word"].trigger()
        QApplication.processEvents()
        link = window.session.word_links.link
        assert link is not None
        assert window.view.viewport().rect().contains(middle_in_arabic(window, link.source[0]))
        english = window.panel.pane.english
        target = min(link.target)
        point = english.mapTo(window.panel.viewport(), middle_in_english(window, target))
        assert window.panel.viewport().rect().contains(point), described(pair, link)


def test_caret_in_the_english_lights_the_word_it_is_in(qtbot: QtBot, window: MainWindow) -> None:
    pair = aligned(qtbot, window, 3)
    english = window.panel.pane.english
    english.setFocus(Qt.FocusReason.TabFocusReason)
    seen = {window.session.word_links.link}
    for offset in range(1, len(pair.target) + 1):
        qtbot.keyClick(english, Qt.Key.Key_Right)
        expected = pair.alignment.of_target(offset) or pair.alignment.of_target(offset - 1)
        assert window.session.word_links.link == expected, pair.target[:offset]
        seen.add(expected)
    assert set(pair.alignment.links) <= seen
    window.actions_by_name["previous_word"].trigger()  # goes on from the caret's word
    assert window.session.word_links.link in pair.alignment.links


def test_word_found_by_the_caret_stays_lit_when_the_pointer_has_passed(
    qtbot: QtBot, window: MainWindow
) -> None:
    pair = aligned(qtbot, window, 3)
    window.session.word_links.place_target(pair.alignment.links[0].target[0].start)
    placed = window.session.word_links.link
    other = pair.alignment.links[-1]
    point_at(qtbot, window.view.viewport(), pos=middle_in_arabic(window, other.source[0]))
    assert window.session.word_links.link == other
    point_at(qtbot, window.view.viewport(), pos=QPoint(4, 4))
    assert window.session.word_links.link == placed


def test_other_sentences_words_do_not_light(qtbot: QtBot, window: MainWindow) -> None:
    aligned(qtbot, window, 2)
    assert window.session.article is not None
    other = window.session.article.sentence(3)
    window.view.bring_into_view(other)
    rect = window.view.rects_on_screen(other.span)[0]
    for x in range(rect.left() + 4, rect.right() - 4, 11):
        point_at(qtbot, window.view.viewport(), pos=QPoint(x, rect.center().y()))
        assert window.session.word_links.link is None


def test_selecting_another_sentence_puts_the_light_out(qtbot: QtBot, window: MainWindow) -> None:
    aligned(qtbot, window, 2)
    window.actions_by_name["next_word"].trigger()
    select(qtbot, window, 5)
    assert window.session.word_links.link is None
    assert described_link(window) == ""


def test_second_launch_lights_words_without_loading_a_model(
    qtbot: QtBot, make_open_window: Callable[[], MainWindow]
) -> None:
    first = make_open_window()
    known = aligned(qtbot, first, 2)
    again = make_open_window()
    again.session.select(None)
    assert aligned(qtbot, again, 2) == known
    assert not again._services.aligner.is_ready(known.source)
    again.actions_by_name["next_word"].trigger()
    assert again.session.word_links.link == known.alignment.links[0]


def test_cached_sentence_loads_the_model_only_when_a_word_is_asked_for(
    qtbot: QtBot, window: MainWindow, services: Services, units: dict[str, str]
) -> None:
    assert window.session.article is not None
    source = window.session.article.sentence(2).text
    services.translator.correct(source, units[source])  # known without a model
    select(qtbot, window, 2)
    qtbot.waitUntil(lambda: not window.session.busy)
    assert not services.aligner.is_ready(source)
    assert window.session.word_links.pair is None

    rect = window.view.rects_on_screen(window.session.article.sentence(2).span)[0]
    point_at(qtbot, window.view.viewport(), pos=QPoint(rect.right() - 20, rect.center().y()))
    qtbot.waitUntil(window.panel.pane.awaited.isVisible)
    qtbot.waitUntil(lambda: window.session.word_links.pair is not None, timeout=20_000)
    # The pointer has not moved: the word under it lights by itself.
    assert window.session.word_links.link is not None
    assert not window.panel.pane.awaited.isVisible()


def test_key_pressed_before_the_words_are_known_lights_the_first_when_they_are(
    qtbot: QtBot, window: MainWindow, services: Services
) -> None:
    assert window.session.article is not None
    services.translator.correct(window.session.article.sentence(3).text, "Kerry called on Russia and Iran.")
    select(qtbot, window, 3)
    window.actions_by_name["next_word"].trigger()
    qtbot.waitUntil(lambda: window.session.word_links.link is not None, timeout=20_000)
    pair = window.session.word_links.pair
    assert pair is not None
    assert pair.target == "Kerry called on Russia and Iran."
    assert window.session.word_links.link == pair.alignment.links[0]


def test_sentence_out_of_the_models_scope_lights_nothing_and_says_nothing(
    qtbot: QtBot, window: MainWindow, services: Services, tmp_path
) -> None:
    services.translator.correct(UNKNOWN, "A sentence that the small model does not know.")
    (tmp_path / "unknown.txt").write_text(UNKNOWN, encoding="utf-8")
    with qtbot.waitSignal(window.session.settled, timeout=20_000):
        window.open(tmp_path / "unknown.txt")
    told: list[str] = []
    window.session.noticed.connect(told.append)
    select(qtbot, window, 1)
    window.actions_by_name["next_word"].trigger()
    qtbot.waitUntil(lambda: not window.session.busy)
    assert window.session.word_links.link is None
    assert isinstance(window.session.state, Ready)
    assert not window.panel.pane.awaited.isVisible()
    assert told == []
    assert not window.notice.isVisible()


def test_sentence_that_was_left_is_not_aligned_any_more(
    qtbot: QtBot, window: MainWindow, services: Services
) -> None:
    aligned(qtbot, window, 2)  # the model is loaded
    assert window.session.article is not None
    left, stayed = (window.session.article.sentence(number).text for number in (3, 4))
    for text in (left, stayed):
        services.translator.correct(text, "Kerry called on Russia and Iran.")
    gate = threading.Event()
    try:
        window.session._engine.submit(lambda _: gate.wait(20))
        select(qtbot, window, 3)
        # Recalled from the database, and waiting for the engine.
        qtbot.waitUntil(lambda: not window.session._io.busy)
        select(qtbot, window, 4)
        qtbot.waitUntil(lambda: not window.session._io.busy)
    finally:
        gate.set()
    qtbot.waitUntil(lambda: not window.session.busy, timeout=20_000)
    pair = window.session.word_links.pair
    assert pair is not None
    assert pair.source == stayed
    assert services.aligner.recall(left, "Kerry called on Russia and Iran.") is None


def test_escape_in_the_english_lets_go_of_the_word(qtbot: QtBot, window: MainWindow) -> None:
    aligned(qtbot, window, 4)
    window.panel.pane.english.setFocus()
    window.actions_by_name["next_word"].trigger()
    qtbot.keyClick(window.panel.pane.english, Qt.Key.Key_Escape)
    assert window.session.word_links.link is None
    assert window.session.selected is not None


def test_background_pass_leaves_every_sentence_aligned(
    qtbot: QtBot, window: MainWindow, services: Services, units: dict[str, str]
) -> None:
    window.actions_by_name["ahead"].trigger()
    assert window.session.article is not None
    texts = [sentence.text for sentence in window.session.article.sentences]
    qtbot.waitUntil(
        lambda: all(services.aligner.recall(text, units[text]) is not None for text in texts), timeout=30_000
    )


def test_own_translation_is_aligned_too(qtbot: QtBot, window: MainWindow) -> None:
    aligned(qtbot, window, 3)
    assert window.session.selected is not None
    window.session.correct(window.session.selected, "Kerry called on Russia and Iran.")

    def known() -> bool:
        pair = window.session.word_links.pair
        return pair is not None and pair.target == "Kerry called on Russia and Iran."

    qtbot.waitUntil(known, timeout=20_000)
    assert isinstance(window.session.state, Ready)
    assert window.session.state.translation.origin is Origin.MEMORY
    window.actions_by_name["next_word"].trigger()
    assert window.session.word_links.link is not None


def test_neighbours_are_joined_into_a_phrase_and_others_kept_apart() -> None:
    text = "in the big city"
    assert joined((Span(7, 10), Span(3, 6)), text) == [Span(3, 10)]
    assert joined((Span(0, 2), Span(7, 10)), text) == [Span(0, 2), Span(7, 10)]
