"""Splitting and merging sentences in the window."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from reader_app.core.article import Article, Sentence, Span
from reader_app.core.units import State
from reader_app.gui.main_window import MainWindow
from reader_app.gui.session import Failed, Ready
from reader_app.services import Services

TEXT = "سقط المطر. خرج الناس. قال سليم، وهو واقف: نعم.\n\nجاء الليل."
HALVES = ["قال سليم،", "وهو واقف: نعم."]


def article_of(window: MainWindow) -> Article:
    assert window.session.article is not None
    return window.session.article


def settle(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.session.busy, timeout=20_000)


def open_text(qtbot: QtBot, window: MainWindow, path: Path, text: str = TEXT) -> list[Sentence]:
    path.write_text(text, encoding="utf-8")
    with qtbot.waitSignal(window.session.settled, timeout=20_000):
        window.open(path)
    settle(qtbot, window)
    return list(article_of(window).sentences)


def texts(window: MainWindow) -> list[str]:
    return [sentence.text for sentence in article_of(window).sentences]


def click_word(qtbot: QtBot, window: MainWindow, word: str, after: int = 0) -> None:
    """Click the first occurrence of a word from an offset on."""
    start = article_of(window).text.index(word, after)
    place = window.view.rects_on_screen(Span(start, start + len(word)))[0].center()
    qtbot.mouseClick(window.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle(qtbot, window)


def trigger(qtbot: QtBot, window: MainWindow, name: str) -> None:
    window.actions_by_name[name].trigger()
    settle(qtbot, window)


def test_split_before_the_word_clicked_keeps_the_other_reviews_and_is_taken_back(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    rain, people, salim, night = open_text(qtbot, window, tmp_path / "a.txt")
    for sentence in (rain, salim, night):
        window.session.correct(sentence, f"Translated {sentence.id}.")
    click_word(qtbot, window, "وهو")
    trigger(qtbot, window, "split")
    assert texts(window) == [rain.text, people.text, *HALVES, night.text]
    assert window.session.selected is not None
    assert window.session.selected.text == HALVES[0]
    reviewing = window.session.reviewing
    states = [reviewing.review(one).state for one in article_of(window).sentences]
    assert states == [State.EDITED, State.NEW, State.NEW, State.NEW, State.EDITED]
    assert reviewing.counts == {State.EDITED: 2, State.NEW: 3}
    trigger(qtbot, window, "undo_bounds")
    assert article_of(window).sentences == (rain, people, salim, night)
    assert reviewing.review(salim).target == "Translated 3."
    assert window.panel.pane.english.text() == "Translated 3."


def test_clicks_find_the_new_sentences(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    open_text(qtbot, window, tmp_path / "a.txt")
    click_word(qtbot, window, "وهو")
    trigger(qtbot, window, "split")
    click_word(qtbot, window, "واقف")
    assert window.session.selected is not None
    assert window.session.selected.text == HALVES[1]
    assert window.panel.heading.text() == "Sentence 4 of 5"


def test_merge_with_the_next_but_not_over_the_end_of_a_paragraph(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    rain, people, salim, _ = open_text(qtbot, window, tmp_path / "a.txt")
    window.session.select(rain)
    trigger(qtbot, window, "merge")
    assert texts(window)[0] == f"{rain.text} {people.text}"
    said: list[str] = []
    window.session.noticed.connect(said.append)
    window.session.select(article_of(window).sentence(2))
    trigger(qtbot, window, "merge")
    assert texts(window)[1] == salim.text
    assert len(said) == 1
    assert "paragraph" in said[0]


def test_split_without_a_word_says_what_to_do(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    rain, *_ = open_text(qtbot, window, tmp_path / "a.txt")
    said: list[str] = []
    window.session.noticed.connect(said.append)
    window.session.select(rain)
    trigger(qtbot, window, "split")
    click_word(qtbot, window, "سقط")  # the first word of its sentence
    trigger(qtbot, window, "split")
    assert len(said) == 2
    assert all("Click a word" in one for one in said)
    assert texts(window)[0] == rain.text


def test_bounds_and_reviews_are_there_when_a_changed_file_is_opened_again(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    _, people, salim, night = open_text(qtbot, window, tmp_path / "a.txt")
    window.session.correct(people, "People left.")
    window.session.correct(night, "Night came.")
    click_word(qtbot, window, "وهو")
    trigger(qtbot, window, "split")
    open_text(qtbot, window, tmp_path / "b.txt", "نص آخر تماما.")
    changed = "جملة جديدة. " + TEXT.replace("الليل", "الصباح")
    open_text(qtbot, window, tmp_path / "a.txt", changed)
    assert texts(window) == ["جملة جديدة.", "سقط المطر.", people.text, *HALVES, "جاء الصباح."]
    targets = [window.session.reviewing.review(one).target for one in article_of(window).sentences]
    assert targets == ["", "", "People left.", "", "", ""]
    assert salim.text not in texts(window)


def test_context_menu_names_the_word_and_knows_what_can_be_done(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    open_text(qtbot, window, tmp_path / "a.txt")

    def entries(word: str) -> dict[str, bool]:
        start = article_of(window).text.index(word)
        place = window.view.rects_on_screen(Span(start, start + len(word)))[0].center()
        menu = QMenu()
        window.own.menu_opening.emit(menu, place)
        return {action.text(): action.isEnabled() for action in menu.actions() if action.text()}

    inside = entries("واقف")
    assert inside["S&plit the Sentence Before “واقف”"]
    assert not inside["Merge with the &Next Sentence"]
    assert not inside["&Undo the Last Split or Merge"]
    first = entries("سقط")
    assert not first["S&plit the Sentence Before This Word"]
    assert first["Merge with the &Next Sentence"]


def test_opening_quotation_mark_goes_with_the_word_behind_it(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    open_text(qtbot, window, tmp_path / "q.txt", "وقال الوزير «نعم نحن جاهزون» أمس.")
    click_word(qtbot, window, "نعم")
    trigger(qtbot, window, "split")
    assert texts(window) == ["وقال الوزير", "«نعم نحن جاهزون» أمس."]


def test_only_the_sentences_that_changed_are_translated_again(
    qtbot: QtBot, window: MainWindow, services: Services
) -> None:
    article = article_of(window)
    window.session.set_translating_ahead(True)
    drafted = len(article.sentences)
    qtbot.waitUntil(lambda: window.session.reviewing.counts[State.DRAFT] == drafted, timeout=60_000)
    settle(qtbot, window)
    asked: list[str] = []
    window.session._ahead.translated.connect(lambda translation: asked.append(translation.source))
    window.session.select(article.sentence(8))
    qtbot.waitUntil(lambda: isinstance(window.session.state, Ready | Failed), timeout=20_000)
    settle(qtbot, window)
    edit = article.sentence(8)
    middle = edit.text.index(" ", len(edit.text) // 2) + 1
    click_word(qtbot, window, edit.text[middle:].split()[0])
    trigger(qtbot, window, "split")
    others = {sentence.text for sentence in article.sentences}
    assert len(article_of(window).sentences) == len(article.sentences) + 1
    assert others.isdisjoint(asked)


def test_names_follow_their_words_into_the_new_sentences(qtbot: QtBot, window: MainWindow) -> None:
    article = article_of(window)
    before = {(mention.span, mention.entry.id) for mention in window.session.mentions.all}
    sentence = article.sentence(3)
    mentions = window.session.mentions.in_sentence(3)
    window.session.select(sentence)
    settle(qtbot, window)
    click_word(qtbot, window, mentions[-1].text, mentions[-1].span.start)
    window.cards.close()
    trigger(qtbot, window, "split")
    now = article_of(window)
    assert len(now.sentences) == len(article.sentences) + 1
    found = window.session.mentions
    assert {(mention.span, mention.entry.id) for mention in found.all} == before
    for mention in found.all:
        assert now.sentence(mention.sentence).span.start <= mention.span.start
        assert mention.span.end <= now.sentence(mention.sentence).span.end


def test_undo_while_writing_is_the_editors_and_moves_no_bounds(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    open_text(qtbot, window, tmp_path / "a.txt")
    click_word(qtbot, window, "وهو")
    trigger(qtbot, window, "split")
    window.session.correct(article_of(window).sentence(1), "Rain.")
    window.session.select(article_of(window).sentence(1))
    settle(qtbot, window)
    window.actions_by_name["correct"].trigger()
    editor = window.panel.pane.editor
    qtbot.waitUntil(editor.hasFocus)
    qtbot.keyClicks(editor, "x")
    qtbot.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.toPlainText() == "Rain."
    settle(qtbot, window)
    assert texts(window)[2:4] == HALVES
    window.panel.pane.finish_editing(keep=False)
    window.view.setFocus()
    qtbot.keyClick(window.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, window)
    assert HALVES[0] not in texts(window)
