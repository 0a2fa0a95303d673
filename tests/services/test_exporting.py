"""Gathering an article's translation over a real database and the sample model."""

from pathlib import Path

import pytest

from reader_app.core.article import Article
from reader_app.core.bounds import split_at
from reader_app.core.errors import ExchangeCancelled, ExchangeError
from reader_app.core.translation import Origin
from reader_app.core.units import Findings, State
from reader_app.formats.exchange import read_units
from reader_app.services import Services
from reader_app.wiring import build


@pytest.fixture
def services():
    made = build()
    made.start()
    yield made
    made.close()


def test_untouched_article_has_nothing_but_missing_sentences(services: Services, article: Article) -> None:
    survey = services.exporter.survey(article)
    assert survey.units == ()
    assert survey.missing == article.sentences
    with pytest.raises(ExchangeError, match="Nothing of the article is translated"):
        services.exporter.write(survey, Path("none.tmx"))


def test_reviews_go_before_the_memory_and_the_memory_before_the_machine(
    services: Services, article: Article, tmp_path: Path
) -> None:
    first, second, third, fourth = article.sentences[:4]
    other = tmp_path / "agency.tmx"
    other.write_text(
        '<tmx version="1.4"><header/><body><tu tuid="7" changedate="20240312T100000Z">'
        '<prop type="x-reader-app-state">approved</prop>'
        f'<tuv xml:lang="ar"><seg>{third.text}</seg></tuv><tuv xml:lang="en"><seg>Agency.</seg></tuv>'
        "</tu></body></tmx>",
        encoding="utf-8",
    )
    services.memory.import_file(other)
    desk = services.reviewer.open(article)
    desk = services.reviewer.edit(desk, first.text, "Mine.")
    services.reviewer.note(services.reviewer.approve(desk, first.text), first.text, "asked Salim")
    services.translator.correct(second.text, "Written.")
    machine = services.translator.translate(fourth.text, lambda _: None)
    assert machine.origin is Origin.MODEL

    survey = services.exporter.survey(article)
    assert [(unit.id, unit.target, unit.state) for unit in survey.units] == [
        ("1", "Mine.", State.APPROVED),
        ("2", "Written.", State.EDITED),
        ("3", "Agency.", State.APPROVED),
        ("4", machine.text, State.DRAFT),
    ]
    assert survey.missing == article.sentences[4:]
    assert survey.units[2].origin == "agency.tmx"

    for name in ("tmx", "xliff", "xliff2"):
        path = tmp_path / f"out.{name}"
        assert services.exporter.write(survey, path, name) == 4
        found = list(read_units(path, Findings(), format_name=name))
        assert [unit.state for unit in found] == [unit.state for unit in survey.units]
        assert found[0].note == "asked Salim"
        assert [unit.model for unit in found] == [None, None, None, machine.model]


def test_note_goes_with_a_translation_that_the_review_does_not_have(
    services: Services, article: Article
) -> None:
    machine, own, flagged = article.sentences[:3]
    desk = services.reviewer.open(article)
    for sentence in (machine, own):
        desk = services.reviewer.note(desk, sentence.text, "ask the author")
    services.reviewer.flag(desk, flagged.text, "")
    services.translator.correct(own.text, "Written.")
    for sentence in (machine, flagged):
        services.translator.translate(sentence.text, lambda _: None)
    survey = services.exporter.survey(article)
    assert [(unit.state, unit.note) for unit in survey.units] == [
        (State.DRAFT, "ask the author"),
        (State.EDITED, "ask the author"),
        (State.FLAGGED, ""),
    ]
    assert survey.noted == ()


@pytest.mark.parametrize(("name", "count"), [("xliff", 3), ("csv", 3), ("docx", 3), ("tmx", 1), ("text", 1)])
def test_note_without_a_translation_goes_out_where_the_format_has_a_place_for_it(
    services: Services, article: Article, tmp_path: Path, name: str, count: int
) -> None:
    first, second, third = article.sentences[:3]
    desk = services.reviewer.open(article)
    desk = services.reviewer.note(desk, first.text, "ask the author")
    desk = services.reviewer.edit(desk, second.text, "Mine.")
    services.reviewer.flag(desk, third.text, "")
    survey = services.exporter.survey(article)
    assert survey.missing == (first, *article.sentences[2:])
    assert [(unit.id, unit.state, unit.note) for unit in survey.noted] == [
        ("1", State.NEW, "ask the author"),
        ("3", State.FLAGGED, ""),
    ]
    path = tmp_path / "out"
    assert services.exporter.write(survey, path, name) == count
    if name == "csv":
        rows = path.read_text(encoding="utf-8").splitlines()[1:]
        assert [row[0] for row in rows] == ["1", "2", "3"]


def test_article_with_notes_alone_has_nothing_for_a_format_that_takes_translations_alone(
    services: Services, article: Article, tmp_path: Path
) -> None:
    services.reviewer.note(services.reviewer.open(article), article.sentences[0].text, "ask the author")
    survey = services.exporter.survey(article)
    with pytest.raises(ExchangeError, match="Nothing of the article is translated"):
        services.exporter.write(survey, tmp_path / "out.tmx")
    assert services.exporter.write(survey, tmp_path / "out.xlf") == 1


def test_sentences_are_those_that_the_reader_made_whichever_article_is_given(
    services: Services, article: Article
) -> None:
    desk = services.reviewer.open(article)
    first = article.sentence(1)
    split = split_at(first, first.text.index("،") + 1)
    assert split is not None
    desk = services.reviewer.move_bounds(desk, split)
    assert len(desk.article.sentences) == len(article.sentences) + 1
    for given in (article, desk.article):
        assert services.exporter.survey(given).missing == desk.article.sentences


def test_export_broken_off_leaves_the_old_file_as_it_was(
    services: Services, article: Article, tmp_path: Path
) -> None:
    for sentence in article.sentences:
        services.translator.translate(sentence.text, lambda _: None)
    survey = services.exporter.survey(article)
    path = tmp_path / "out.tmx"
    path.write_text("old", encoding="utf-8")
    told: list[tuple[int, int]] = []
    with pytest.raises(ExchangeCancelled):
        services.exporter.write(
            survey,
            path,
            progress=lambda done, total: told.append((done, total)),
            cancelled=lambda: len(told) == 3,
        )
    assert told == [(number, len(article.sentences)) for number in range(3)]
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.glob(".out*")) == []
    with pytest.raises(ExchangeCancelled):
        services.exporter.survey(article, cancelled=lambda: True)


def test_memory_export_tells_how_far_it_is_and_can_be_broken_off(services: Services, tmp_path: Path) -> None:
    services.translator.correct("جملة أولى", "One.")
    services.translator.correct("جملة ثانية", "Two.")
    told: list[tuple[int, int]] = []
    path = tmp_path / "out.tmx"
    services.memory.export_file(path, progress=lambda done, total: told.append((done, total)))
    assert told == [(0, 2), (1, 2)]
    path.unlink()
    with pytest.raises(ExchangeCancelled):
        services.memory.export_file(path, cancelled=lambda: True)
    assert not path.exists()
