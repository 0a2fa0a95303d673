"""Notes and flags on sentences that have no translation."""

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from reader_app.core.article import Sentence
from reader_app.core.units import State
from reader_app.data import resources
from reader_app.gui.main_window import MainWindow
from reader_app.gui.review_marks import paint_note
from reader_app.gui.session import Failed, Pending, Ready
from reader_app.gui.theme import load_themes
from reader_app.services import Services
from reader_app.services.reviewing import Review
from reader_app.wiring import build

TEXT = "سقط المطر. خرج الناس. قال سليم، وهو واقف: نعم."  # which the sample model does not know
THEMES = load_themes(resources() / "themes")


def settle(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.session.busy, timeout=20_000)


@pytest.fixture
def sentence(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> Sentence:
    """The third sentence, selected, that could not be translated."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    with qtbot.waitSignal(window.session.settled, timeout=20_000):
        window.open(tmp_path / "a.txt")
    settle(qtbot, window)
    assert window.session.article is not None
    found = window.session.article.sentence(3)
    window.session.select(found)
    qtbot.waitUntil(lambda: isinstance(window.session.state, Failed), timeout=20_000)
    settle(qtbot, window)
    return found


def write_note(qtbot: QtBot, window: MainWindow, text: str) -> None:
    bar = window.panel.pane.review
    qtbot.mouseClick(bar.write, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(bar.editor.isVisible)
    qtbot.keyClicks(bar.editor, text)
    qtbot.mouseClick(bar.keep, Qt.MouseButton.LeftButton)
    settle(qtbot, window)


def test_sentence_that_could_not_be_translated_is_noted_and_stays_new(
    qtbot: QtBot, window: MainWindow, sentence: Sentence
) -> None:
    write_note(qtbot, window, "ask the author")
    bar, review = window.panel.pane.review, window.session.reviewing.review(sentence)
    assert (review.state, review.target, review.note) == (State.NEW, "", "ask the author")
    assert bar.note.isVisible()
    assert bar.note.text() == "Note: ask the author"
    assert bar.chip.said.text() == "New"
    assert window.session.reviewing.counts == {State.NEW: 3}
    assert isinstance(window.session.state, Failed)  # what could not be done is still told
    assert build().reviewer.open(window.session.article).review(sentence) == review  # type: ignore[arg-type]


def test_nothing_to_approve_or_correct_is_offered_where_there_is_no_translation(
    window: MainWindow, sentence: Sentence
) -> None:
    pane = window.panel.pane
    assert not pane.review.approve.isEnabled()
    assert not pane.correct.isVisible()
    assert not pane.copy.isVisible()
    assert pane.write.isVisible()


def test_note_can_be_written_while_the_translation_is_on_its_way(
    qtbot: QtBot, window: MainWindow, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert window.session.article is not None
    sentence = window.session.article.sentence(2)
    hold = window.session.lane("engine")
    is_free: list[bool] = []
    hold.submit(lambda handle: [None for _ in iter(lambda: bool(is_free) or handle.cancelled(), True)])
    try:
        window.session.select(sentence)
        qtbot.waitUntil(lambda: not window.session.lane("io").busy)
        assert isinstance(window.session.state, Pending)
        window.actions_by_name["note"].trigger()
        bar = window.panel.pane.review
        assert bar.editor.isVisible()
        qtbot.keyClicks(bar.editor, "half")
    finally:
        is_free.append(True)
    qtbot.waitUntil(lambda: isinstance(window.session.state, Ready), timeout=20_000)
    settle(qtbot, window)
    assert bar.editor.isVisible()  # the translation that came took nothing away
    qtbot.keyClicks(bar.editor, " a thought")
    qtbot.mouseClick(bar.keep, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    review = window.session.reviewing.review(sentence)
    assert (review.state, review.note) == (State.DRAFT, "half a thought")
    assert review.target


def test_sentence_flagged_without_a_translation_is_drafted_flagged_and_can_be_approved(
    qtbot: QtBot, window: MainWindow, services: Services
) -> None:
    assert window.session.article is not None
    sentence = window.session.article.sentence(2)
    window.session.reviewing.flag(sentence.text)
    settle(qtbot, window)
    window.session.select(sentence)
    qtbot.waitUntil(lambda: isinstance(window.session.state, Ready), timeout=20_000)
    settle(qtbot, window)
    review = window.session.reviewing.review(sentence)
    assert review.state is State.FLAGGED
    assert review.target
    window.actions_by_name["approve"].trigger()
    settle(qtbot, window)
    assert window.session.reviewing.review(sentence).state is State.APPROVED
    assert services.translator.recall(sentence.text).text == review.target  # type: ignore[union-attr]


def test_flag_without_a_translation_is_taken_back_to_new_with_its_note(
    qtbot: QtBot, window: MainWindow, sentence: Sentence
) -> None:
    bar = window.panel.pane.review
    qtbot.mouseClick(bar.flag, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(bar.editor.isVisible)
    qtbot.keyClicks(bar.editor, "who?")
    qtbot.mouseClick(bar.keep, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    review = window.session.reviewing.review(sentence)
    assert (review.state, review.note) == (State.FLAGGED, "who?")
    qtbot.mouseClick(bar.reopen, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    review = window.session.reviewing.review(sentence)
    assert (review.state, review.note) == (State.NEW, "who?")


def test_note_alone_has_a_mark_in_the_margin(qtbot: QtBot, window: MainWindow, sentence: Sentence) -> None:
    view = window.view

    def ink() -> int:
        """How many pixels of the third sentence's place in the margin are not the page."""
        first = view.rects_on_screen(sentence.span)[0]
        found = [
            mark.sentence.id
            for x in range(view.viewport().width())
            if (mark := view.mark_at_point(QPoint(x, first.center().y()))) is not None
        ]
        assert sentence.id in found
        image = view.viewport().grab().toImage()
        places = [
            (x, y)
            for y in range(round(first.top()), round(first.bottom()))
            for x in range(view.viewport().width())
            if (mark := view.mark_at_point(QPoint(x, y))) is not None and mark.sentence == sentence
        ]
        ratio = image.devicePixelRatio()
        page = window.reviews.strip.bar.theme.page.lower()
        return sum(image.pixelColor(round(x * ratio), round(y * ratio)).name() != page for x, y in places)

    assert ink() == 0
    write_note(qtbot, window, "ask the author")
    assert ink() > 10


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES.keys())
def test_lines_of_a_small_note_mark_stay_apart(theme) -> None:
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(theme.page)
    painter = QPainter(image)
    paint_note(painter, QRectF(0, 0, 8, 8), theme)
    painter.end()
    down = [image.pixelColor(6, y).name() == theme.page.lower() for y in range(8)]
    changes = sum(one != other for one, other in pairwise(down))
    assert changes >= 4


def test_versions_of_a_sentence_with_a_note_alone_say_that_there_are_none(
    qtbot: QtBot, window: MainWindow, sentence: Sentence
) -> None:
    for note in ("first", "second"):
        window.session.reviewing.note(sentence.text, note)
    settle(qtbot, window)
    window.actions_by_name["versions"].trigger()
    settle(qtbot, window)
    versions = window.reviews.versions
    assert versions.said.text() == "Sentence 3: new now"
    assert versions.list.topLevelItemCount() == 0
    assert not versions.restore.isEnabled()


def test_note_alone_is_back_when_the_halves_of_its_sentence_are_merged_again(
    qtbot: QtBot, window: MainWindow, sentence: Sentence
) -> None:
    write_note(qtbot, window, "ask the author")
    start = sentence.span.start + sentence.text.index("وهو")
    split = window.reviews.bounds._split_before(sentence, start)
    assert split is not None
    window.session.move_bounds(split)
    settle(qtbot, window)
    reviewing, article = window.session.reviewing, window.session.article
    assert article is not None
    assert [reviewing.review(one).note for one in article.sentences] == ["", "", "", ""]
    window.session.select(article.sentence(3))
    window.actions_by_name["merge"].trigger()
    settle(qtbot, window)
    article = window.session.article
    assert article is not None
    assert reviewing.review(article.sentence(3)) == Review(
        note="ask the author", changed=reviewing.review(sentence).changed
    )
    assert window.panel.pane.review.note.text() == "Note: ask the author"


def test_export_takes_the_note_along_and_says_what_it_left_out(
    qtbot: QtBot, window: MainWindow, sentence: Sentence, tmp_path: Path
) -> None:
    write_note(qtbot, window, "ask the author")
    assert window.session.article is not None
    window.session.correct(window.session.article.sentence(1), "Rain fell.")
    settle(qtbot, window)
    files, told = window.memory.files, []
    for name, kind in (("a.xlf", "xliff"), ("a.tmx", "tmx")):
        files.export_article(window.session.article, tmp_path / name, kind)
        qtbot.waitUntil(lambda: files.question is not None, timeout=20_000)
        assert files.question is not None
        out = next(one for one in files.question.findChildren(QPushButton) if one.text() == "Leave Them Out")
        qtbot.mouseClick(out, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: not files.tasks.busy, timeout=20_000)
        told.append(files.strip.said.text())
    assert told == [
        "2 sentences are in a.xlf, 1 of them not translated but noted or flagged. "
        "1 not translated were left out.",
        "1 sentence is in a.tmx. 2 not translated were left out.",
    ]
    assert "ask the author" in (tmp_path / "a.xlf").read_text(encoding="utf-8")
