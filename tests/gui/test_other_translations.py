"""How sure the model was, what is doubtful, and what else it would say."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader_app.core.alignment import Alignment
from reader_app.core.article import Span
from reader_app.core.confidence import Confidence, Level
from reader_app.core.translation import Doubt, Origin, Translation, doubt_text
from reader_app.gui.main_window import MainWindow
from reader_app.gui.other_translations import OtherTranslations
from reader_app.gui.session import Ready
from reader_app.gui.translation_pane import TranslationPane, confidence_line, confidence_meaning
from reader_app.services import Services
from reader_app.services.aligning import AlignedPair

UNKNOWN = "هذه جملة لا يعرفها النموذج الصغير."
LOW = Confidence(Level.LOW, 0.31, calibrated=True)


def select(qtbot: QtBot, window: MainWindow, number: int) -> Translation:
    assert window.session.article is not None
    window.session.select(window.session.article.sentence(number))
    qtbot.waitUntil(lambda: isinstance(window.session.state, Ready), timeout=20_000)
    state = window.session.state
    assert isinstance(state, Ready)
    return state.translation


def test_asking_shows_that_it_is_looked_for_and_then_up_to_four_others(
    qtbot: QtBot, window: MainWindow
) -> None:
    shown = select(qtbot, window, 3).text
    others = window.panel.pane.others
    qtbot.mouseClick(others.ask, Qt.MouseButton.LeftButton)
    assert others.said.isVisible()
    assert not others.ask.isEnabled()
    qtbot.waitUntil(others.ask.isEnabled, timeout=20_000)
    texts = [choice.accessibleName() for choice in others.shown]
    assert 1 <= len(texts) <= 4
    assert len(set(texts)) == len(texts)
    assert shown not in texts
    assert all(choice.isVisible() for choice in others.shown)


def test_other_translation_is_taken_by_keyboard_as_the_readers_own_and_given_back(
    qtbot: QtBot, window: MainWindow
) -> None:
    models_own = select(qtbot, window, 3).text
    window.actions_by_name["others"].trigger()
    others = window.panel.pane.others
    qtbot.waitUntil(lambda: len(others.shown) > 0, timeout=20_000)
    choice = others.shown[0]
    wanted = choice.accessibleName()
    choice.setFocus()
    qtbot.keyClick(choice, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.panel.pane.english.text() == wanted)
    assert isinstance(window.session.state, Ready)
    assert window.session.state.translation.origin is Origin.MEMORY
    assert others.shown == []
    qtbot.mouseClick(window.panel.pane.revert, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.panel.pane.english.text() == models_own)


def test_answer_for_a_sentence_that_was_left_is_dropped(qtbot: QtBot, window: MainWindow) -> None:
    select(qtbot, window, 3)
    window.actions_by_name["others"].trigger()
    select(qtbot, window, 4)
    qtbot.waitUntil(lambda: not window.session.busy, timeout=20_000)
    assert window.panel.pane.others.shown == []
    assert window.panel.pane.others.ask.isEnabled()


def test_model_that_does_not_know_the_sentence_says_so_in_place(
    qtbot: QtBot, window: MainWindow, services: Services, tmp_path
) -> None:
    services.translator.correct(UNKNOWN, "A sentence.")
    (tmp_path / "unknown.txt").write_text(UNKNOWN, encoding="utf-8")
    with qtbot.waitSignal(window.session.settled, timeout=20_000):
        window.open(tmp_path / "unknown.txt")
    select(qtbot, window, 1)
    others = window.panel.pane.others
    qtbot.mouseClick(others.ask, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "not on this computer" in others.said.text())
    assert others.ask.isEnabled()
    assert window.panel.pane.english.text() == "A sentence."


def test_long_choice_is_as_high_as_its_text(qtbot: QtBot) -> None:
    others = OtherTranslations()
    qtbot.addWidget(others)
    others.resize(300, 400)
    others.show()
    others.tell(["Short.", "The American flexibility came in statements made yesterday. " * 3])
    QApplication.processEvents()
    short, long = others.shown
    assert long.height() > 3 * short.fontMetrics().height()
    assert short.height() < long.height()


def test_model_with_no_other_translation_says_so(qtbot: QtBot) -> None:
    others = OtherTranslations()
    qtbot.addWidget(others)
    others.show()
    others.tell(())
    assert others.said.isVisible()
    assert "no other" in others.said.text()


@pytest.mark.parametrize("level", list(Level))
def test_confidence_is_told_in_a_plain_line(pane: TranslationPane, level: Level) -> None:
    sure = Confidence(level, 0.5, calibrated=True)
    pane.show_state(Ready(Translation("جملة", "A sentence", Origin.MODEL, confidence=sure)))
    assert pane.confidence.isVisible()
    assert f"confidence: {level}" in pane.confidence.text()
    assert ("check against the Arabic" in pane.confidence.text()) == (level is Level.LOW)


def test_confidence_gives_a_percentage_only_where_it_was_measured() -> None:
    assert "31%" in confidence_line(LOW)
    guess = Confidence(Level.LOW, 0.31, calibrated=False)
    assert "%" not in confidence_line(guess)
    assert "not been measured" in confidence_meaning(guess)


def test_own_translation_has_no_confidence_and_no_doubted_words(pane: TranslationPane) -> None:
    pane.show_state(Ready(Translation("جملة", "A sentence", Origin.MODEL, confidence=LOW)))
    pane.show_state(Ready(Translation("جملة", "A sentence", Origin.MEMORY)))
    pane.show_doubted(AlignedPair("جملة", "A sentence", Alignment(), -2.0, (Span(2, 10),)))
    assert not pane.confidence.isVisible()
    assert not pane.doubted.isVisible()


def test_doubted_words_are_dotted_and_told(pane: TranslationPane) -> None:
    pane.show_state(Ready(Translation("جملة", "A sentence", Origin.MODEL, confidence=LOW)))
    english = pane.english
    before = english.viewport().grab().toImage()
    pane.show_doubted(AlignedPair("جملة", "A sentence", Alignment(), -2.0, (Span(2, 10),)))
    assert pane.doubted.isVisible()
    assert "sentence" in pane.doubted.accessibleName()
    QApplication.processEvents()
    after = english.viewport().grab().toImage()
    assert after != before
    word = english.rects(Span(2, 10))[0].toAlignedRect()
    outside = after.copy(0, 0, word.left() - 1, after.height())
    assert outside == before.copy(0, 0, word.left() - 1, before.height())
    pane.show_state(Ready(Translation("جملة", "A sentence", Origin.CACHE, confidence=LOW)))
    assert not pane.doubted.isVisible()


def test_doubts_about_a_translation_are_told_in_words(pane: TranslationPane) -> None:
    doubts = frozenset({Doubt.REPEATS, Doubt.CUT})
    pane.show_state(Ready(Translation("جملة", "A a a a", Origin.CACHE, doubts=doubts)))
    assert pane.doubts.isVisible()
    assert {*pane.doubts.text().split("\n")} == {doubt_text(doubt) for doubt in doubts}
    pane.show_state(Ready(Translation("جملة", "A sentence", Origin.CACHE)))
    assert not pane.doubts.isVisible()
