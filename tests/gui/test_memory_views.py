"""What the memory has for a sentence, in the panel; searching it; what the drafts were worth."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader_app.core.article import Sentence, Span
from reader_app.core.translation import ModelIdentity, Origin, Translation
from reader_app.core.units import Bitext, State, Unit
from reader_app.gui.main_window import MainWindow
from reader_app.gui.marked_text import MarkedParagraph, Marks
from reader_app.gui.session import Ready
from reader_app.services import Services


def without(sentence: Sentence, place: int) -> str:
    words = sentence.text.split()
    return " ".join([*words[:place], *words[place + 1 :]])


@pytest.fixture
def sentence(window: MainWindow, services: Services, tmp_path: Path) -> Sentence:
    """The second sentence. The memory has it, one with a word less, and one with another word."""
    article = window.session.article
    assert article is not None
    second = article.sentence(2)
    units = [
        Unit(without(second, 3), "One word less.", changed="2024-03-12T10:00:00+00:00"),
        Unit(second.text.replace("أمس", "اليوم"), "Today.", state=State.APPROVED),
        Unit(second.text, "An agency's."),
    ]
    path = tmp_path / "agency.tmx"
    services.write_file(path, Bitext("agency", units))
    services.memory.import_file(path)
    return second


def select(qtbot: QtBot, window: MainWindow, sentence: Sentence) -> None:
    window.session.select(sentence)
    qtbot.waitUntil(
        lambda: isinstance(window.session.state, Ready) and not window.session.busy, timeout=20_000
    )


def offered(window: MainWindow) -> list[str]:
    return [row.match.unit.target for row in window.panel.matches.shown]


def test_similar_units_stand_under_the_translation_with_what_differs(
    qtbot: QtBot, window: MainWindow, sentence: Sentence
) -> None:
    select(qtbot, window, sentence)
    # The very sentence is shown as its translation already, so that only where it came from is told.
    assert isinstance(window.session.state, Ready)
    assert window.session.state.translation.text == "An agency's."
    rows = window.panel.matches
    assert rows.isVisible()
    assert "agency.tmx" in rows.above.text()
    assert sorted(offered(window)) == ["One word less.", "Today."]
    similarities = [row.match.similarity for row in rows.shown]
    assert similarities == sorted(similarities, reverse=True)
    assert all(row.similarity.text().endswith("%") for row in rows.shown)
    row = next(row for row in rows.shown if row.match.unit.target == "Today.")
    assert row.arabic.accessibleName() == "Arabic: only there: اليوم; only in this sentence: أمس"
    assert "approved" in row.origin.toolTip()
    older = next(row for row in rows.shown if row.match.unit.target == "One word less.")
    assert "12 Mar 2024" in older.origin.toolTip()


def test_sentence_without_a_match_has_no_section(
    qtbot: QtBot, window: MainWindow, sentence: Sentence
) -> None:
    article = window.session.article
    assert article is not None
    select(qtbot, window, article.sentence(5))
    assert not window.panel.matches.isVisible()
    window.session.select(None)
    assert offered(window) == []


def test_matches_of_a_sentence_that_was_left_are_dropped(
    qtbot: QtBot, window: MainWindow, sentence: Sentence
) -> None:
    article = window.session.article
    assert article is not None
    window.session.select(sentence)
    select(qtbot, window, article.sentence(5))
    assert window.memory.matching.matches == ()
    assert offered(window) == []


def test_using_the_very_sentences_unit_makes_it_the_readers_own(
    qtbot: QtBot, window: MainWindow, services: Services, sentence: Sentence
) -> None:
    services.translator.correct(sentence.text, "Mine.")
    select(qtbot, window, sentence)
    row = window.panel.matches.shown[0]
    assert row.similarity.text() == "Exact"
    assert not row.arabic.isVisible()
    qtbot.mouseClick(row.use, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "An agency's." not in offered(window), timeout=20_000)
    assert window.panel.pane.english.text() == "An agency's."
    assert services.translator.recall(sentence.text) == Translation(
        sentence.text, "An agency's.", Origin.MEMORY
    )


def test_using_a_similar_unit_begins_the_readers_own_translation_with_it(
    qtbot: QtBot, window: MainWindow, services: Services, sentence: Sentence
) -> None:
    select(qtbot, window, sentence)
    first = window.panel.matches.shown[0].match.unit.target
    window.actions_by_name["use_match"].trigger()
    pane = window.panel.pane
    assert pane.is_writing
    assert pane.editor.toPlainText() == first
    known = services.translator.recall(sentence.text)
    assert known is not None
    assert known.text == "An agency's."  # nothing is kept before it is saved
    pane.editor.setPlainText("What I was writing")
    window.memory.use(window.panel.matches.shown[1].match)
    assert pane.editor.toPlainText() == window.panel.matches.shown[1].match.unit.target
    pane.editor.undo()
    assert pane.editor.toPlainText() == "What I was writing"
    pane.finish_editing(keep=False)


def test_more_than_three_are_shown_when_asked_for(
    qtbot: QtBot, window: MainWindow, services: Services, sentence: Sentence, tmp_path: Path
) -> None:
    path = tmp_path / "more.tsv"
    path.write_text(
        "".join(f"{without(sentence, place)}\tNumber {place}.\n" for place in (5, 9)), encoding="utf-8"
    )
    services.memory.import_file(path)
    select(qtbot, window, sentence)
    rows = window.panel.matches
    assert len(rows.shown) == 3
    assert rows.more.text() == "1 more"
    qtbot.mouseClick(rows.more, Qt.MouseButton.LeftButton)
    assert len(rows.shown) == 4
    assert not rows.more.isVisible()


def test_marks_lie_on_their_words_and_the_text_starts_at_the_right(qtbot: QtBot) -> None:
    text = "ذهب الولد إلى المدرسة"
    paragraph = MarkedParagraph(text, Marks(), QFont(), arabic=True)
    paragraph.height_for(600)
    words = [Span(*found.span()) for found in re.finditer(r"\w+", text)]
    lefts = [paragraph.rects(word)[0].left() for word in words]
    assert lefts == sorted(lefts, reverse=True)
    assert 590 < paragraph.rects(words[0])[0].right() <= 601


def find(qtbot: QtBot, window: MainWindow, text: str) -> list[str]:
    searched = window.memory.concordance
    searched.field.setText(text)
    searched.field.returnPressed.emit()
    qtbot.waitUntil(lambda: not window.session.busy, timeout=20_000)
    return [searched.found.index(row).data() for row in range(searched.found.rowCount())]


def test_concordance_finds_either_side_whatever_the_marks_and_hamzas(
    qtbot: QtBot, window: MainWindow, sentence: Sentence
) -> None:
    window.actions_by_name["concordance"].trigger()
    searched = window.memory.concordance
    assert searched.isVisible()
    assert not searched.isModal()
    assert len(find(qtbot, window, "امسِ")) == 2
    found = searched.found.index(0).data(Qt.ItemDataRole.UserRole)
    assert [span.of(found.unit.source) for span in found.in_source] == ["أمس"]
    assert [text.split("\n")[1] for text in find(qtbot, window, "AGENCY")] == ["An agency's."]
    assert searched.said.text() == "1 unit"
    assert find(qtbot, window, "لاشيء") == []
    assert searched.said.text() == "Not in the translation memory."
    assert find(qtbot, window, "") == []
    assert searched.said.text() == ""


def test_units_are_laid_out_some_at_a_time_until_all_were_scrolled_to(
    qtbot: QtBot, window: MainWindow, services: Services, tmp_path: Path
) -> None:
    path = tmp_path / "many.tsv"
    path.write_text("".join(f"كلمة {number}\tWord {number}\n" for number in range(50)), encoding="utf-8")
    services.memory.import_file(path)
    window.actions_by_name["concordance"].trigger()
    searched = window.memory.concordance
    assert len(find(qtbot, window, "كلمه")) < 50
    assert searched.said.text() == "50 units"
    bar = searched.list.verticalScrollBar()

    def scrolled_to_the_end() -> bool:
        bar.setValue(bar.maximum())
        return searched.found.rowCount() == 50

    qtbot.waitUntil(scrolled_to_the_end, timeout=20_000)


def test_concordance_begins_with_what_is_selected(
    qtbot: QtBot, window: MainWindow, sentence: Sentence
) -> None:
    cursor = window.view.textCursor()
    cursor.movePosition(cursor.MoveOperation.NextWord, cursor.MoveMode.KeepAnchor)
    window.view.setTextCursor(cursor)
    window.actions_by_name["concordance"].trigger()
    assert window.memory.concordance.field.text() == window.view.selected_text().strip()
    qtbot.waitUntil(lambda: not window.session.busy, timeout=20_000)


def test_concordance_is_gone_through_and_copied_from_with_the_keyboard(
    qtbot: QtBot, window: MainWindow, sentence: Sentence
) -> None:
    window.actions_by_name["concordance"].trigger()
    searched = window.memory.concordance
    qtbot.waitActive(searched)
    assert not searched.copy_english.isEnabled()
    find(qtbot, window, "today")
    qtbot.keyClick(searched.field, Qt.Key.Key_Down)
    assert searched.list.currentIndex().row() == 0
    qtbot.keyClick(searched.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "Today."
    qtbot.mouseClick(searched.copy_both, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == f"{sentence.text.replace('أمس', 'اليوم')}\nToday."
    qtbot.keyClick(searched, Qt.Key.Key_Escape)
    assert not searched.isVisible()


def test_worth_of_the_drafts_is_told_once_sentences_are_approved(
    qtbot: QtBot, window: MainWindow, services: Services
) -> None:
    article = window.session.article
    assert article is not None
    dialog = window.memory.worth

    def measured() -> str:
        window.actions_by_name["worth"].trigger()
        qtbot.waitUntil(lambda: not window.session.busy, timeout=20_000)
        assert dialog.isVisible()
        return dialog.said.text()

    assert "No sentence of this article is approved" in measured()
    assert not dialog.chrf.isVisible()
    text = article.sentence(1).text
    draft = Translation(text, "Rain fell on the town.", Origin.MODEL, ModelIdentity("a", "1"))
    desk = services.reviewer.draft(services.reviewer.open(article), text, draft)
    desk = services.reviewer.approve(desk, text)
    assert "1 approved sentence," in measured()
    assert (dialog.chrf.text(), dialog.ter.text()) == ("chrF 100.0", "TER 0.0")
    desk = services.reviewer.edit(desk, text, "Rain fell on the village.")
    services.reviewer.approve(desk, text)
    measured()
    assert dialog.ter.text() == "TER 20.0"  # one word of five
