"""Translating in the background, while a reader clicks about."""

from pathlib import Path

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from reader_app.core.article import Article
from reader_app.core.errors import ModelMissing, SentenceTooLong
from reader_app.core.sentences import build_article
from reader_app.core.translation import Origin, Translation
from reader_app.gui.ahead import TranslatingAhead
from reader_app.gui.lanes import Lane, Priority
from reader_app.gui.main_window import MainWindow
from reader_app.gui.session import Ready


class RecordingTranslator:
    """Notes what it was asked; fails for the sentences it was told to."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.failures: dict[str, Exception] = {}

    def translate(self, source: str, _progress: object) -> Translation:
        self.asked.append(source)
        if source in self.failures:
            raise self.failures[source]
        return Translation(source, source.upper(), Origin.MODEL)


class RecordingAligner:
    """Notes what it was asked to align; fails with what it was told to."""

    def __init__(self, *, ready: bool = True) -> None:
        self.ready = ready
        self.asked: list[tuple[str, str]] = []
        self.failure: Exception | None = None

    def is_ready(self, _source: str) -> bool:
        return self.ready

    def align(self, source: str, target: str, _progress: object) -> None:
        self.asked.append((source, target))
        if self.failure is not None:
            raise self.failure


def article_of(count: int) -> Article:
    return build_article("\n\n".join(f"الجملة رقم {number}." for number in range(1, count + 1)))


def run(
    qtbot: QtBot,
    lane: Lane,
    translator: RecordingTranslator,
    article: Article,
    at: int,
    aligner: RecordingAligner | None = None,
) -> TranslatingAhead:
    ahead = TranslatingAhead(lane, translator, aligner or RecordingAligner())  # type: ignore[arg-type]
    with qtbot.waitSignal(lane.idle):
        ahead.start(article, at)
    return ahead


def ids(article: Article, asked: list[str]) -> list[int]:
    return [next(s.id for s in article.sentences if s.text == text) for text in asked]


def test_goes_from_where_the_reader_is_to_the_end_and_round(qtbot: QtBot, lane: Lane) -> None:
    article, translator = article_of(5), RecordingTranslator()
    run(qtbot, lane, translator, article, 3)
    assert ids(article, translator.asked) == [3, 4, 5, 1, 2]


def test_follows_the_reader_and_lets_a_click_go_first(qtbot: QtBot, lane: Lane) -> None:
    article, translator = article_of(6), RecordingTranslator()
    ahead = TranslatingAhead(lane, translator, RecordingAligner())  # type: ignore[arg-type]

    def at_first(done: int, _total: int) -> None:
        if done == 1:
            ahead.move_to(5)
            lane.submit(lambda _: translator.asked.append("click"), priority=Priority.CLICK)

    ahead.progressed.connect(at_first)
    with qtbot.waitSignal(lane.idle):
        ahead.start(article, 1)
    clicked = translator.asked.index("click")
    assert clicked <= 2
    translator.asked.remove("click")
    assert ids(article, translator.asked) == [1, 5, 6, 2, 3, 4]


def test_passes_over_a_sentence_that_is_too_long(qtbot: QtBot, lane: Lane) -> None:
    article, translator = article_of(3), RecordingTranslator()
    translator.failures[article.sentence(2).text] = SentenceTooLong("too long")
    run(qtbot, lane, translator, article, 1)
    assert ids(article, translator.asked) == [1, 2, 3]


def test_aligns_each_sentence_once_it_is_translated(qtbot: QtBot, lane: Lane) -> None:
    article, translator, aligner = article_of(3), RecordingTranslator(), RecordingAligner()
    run(qtbot, lane, translator, article, 2, aligner)
    assert ids(article, [source for source, _ in aligner.asked]) == [2, 3, 1]
    assert all(target == source.upper() for source, target in aligner.asked)


def test_aligns_nothing_while_no_model_is_loaded(qtbot: QtBot, lane: Lane) -> None:
    article, translator, aligner = article_of(3), RecordingTranslator(), RecordingAligner(ready=False)
    run(qtbot, lane, translator, article, 1, aligner)
    assert ids(article, translator.asked) == [1, 2, 3]
    assert aligner.asked == []


def test_goes_on_translating_where_the_engine_cannot_align(qtbot: QtBot, lane: Lane) -> None:
    article, translator, aligner = article_of(3), RecordingTranslator(), RecordingAligner()
    aligner.failure = SentenceTooLong("too long")
    run(qtbot, lane, translator, article, 1, aligner)
    assert ids(article, translator.asked) == [1, 2, 3]


def test_ends_when_there_is_no_model(qtbot: QtBot, lane: Lane) -> None:
    article, translator = article_of(3), RecordingTranslator()
    translator.failures[article.sentence(1).text] = ModelMissing("no model")
    run(qtbot, lane, translator, article, 1)
    assert ids(article, translator.asked) == [1]


def test_stop_ends_the_pass_within_a_sentence(qtbot: QtBot, lane: Lane) -> None:
    article, translator = article_of(50), RecordingTranslator()
    ahead = TranslatingAhead(lane, translator, RecordingAligner())  # type: ignore[arg-type]
    ahead.progressed.connect(lambda done, _: ahead.stop() if done == 3 else None)
    with qtbot.waitSignal(lane.idle):
        ahead.start(article)
    assert len(translator.asked) <= 4


def test_article_is_translated_while_nobody_clicks_and_a_click_answers_from_the_cache(
    qtbot: QtBot, window: MainWindow, units: dict[str, str]
) -> None:
    window.actions_by_name["ahead"].trigger()
    told = window.statusBar().findChildren(QLabel)
    qtbot.waitUntil(lambda: any("11 of 11" in one.text() for one in told), timeout=30_000)
    assert window.session.article is not None
    window.session.select(window.session.article.sentence(9))
    qtbot.waitUntil(lambda: isinstance(window.session.state, Ready))
    assert isinstance(window.session.state, Ready)
    assert window.session.state.translation.origin is Origin.CACHE
    assert window.panel.pane.english.text() == units[window.session.article.sentence(9).text]


def test_another_article_ends_the_pass_over_the_first(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.actions_by_name["ahead"].trigger()
    (tmp_path / "other.txt").write_text("جملة أخرى لا يعرفها النموذج.", encoding="utf-8")
    seen: list[int] = []
    with qtbot.waitSignal(window.session.article_opened):
        window.open(tmp_path / "other.txt")
    window.session.ahead_progressed.connect(lambda _, total: seen.append(total))
    qtbot.waitUntil(lambda: not window.session.busy, timeout=30_000)
    assert 11 not in seen
