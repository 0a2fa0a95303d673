"""A page is laid out where it is looked at, and what is looked at stays where it is."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader_app.core.article import Article
from reader_app.core.sentences import build_article
from reader_app.data import resources
from reader_app.gui import reading_layout
from reader_app.gui.article_view import ArticleView
from reader_app.gui.lanes import Lane
from reader_app.gui.page import Page, blank_document, typeset
from reader_app.gui.theme import load_themes

SHORT = "عاد الوفد إلى المدينة مساء أمس. "
LENGTHS = (1, 9, 2, 14, 5, 0, 3, 30)
"""Sentences in a paragraph: so many kinds of heights that guesses are wrong."""


@pytest.fixture
def article() -> Article:
    paragraphs = (f"{number} {SHORT * LENGTHS[number % len(LENGTHS)]}." for number in range(400))
    return build_article("\n\n".join(paragraphs))


@pytest.fixture
def view(qtbot: QtBot, article: Article) -> ArticleView:
    theme = load_themes(resources() / "themes")["light"]
    made = ArticleView(theme, "Amiri")
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    made.show_article(article)
    return made


def page_of(view: ArticleView) -> Page:
    assert view._page is not None
    return view._page


def top_on_screen(view: ArticleView, offset_sentence: int, article: Article) -> int:
    return view.rects_on_screen(article.sentence(offset_sentence).span)[0].top()


def shown_first(view: ArticleView) -> int:
    return view._first_visible().id


def test_opening_lays_out_what_shows_and_little_more(view: ArticleView) -> None:
    layout = page_of(view).layout
    laid_out = [number for number in range(400) if layout.is_laid_out(number)]
    assert laid_out == list(range(len(laid_out)))
    assert layout.top(laid_out[-1]) >= view.viewport().height()
    assert len(laid_out) < 40


def test_guessed_size_is_about_right(view: ArticleView) -> None:
    layout = page_of(view).layout
    guessed = layout.documentSize().height()
    layout.lay_out_around(0, 0, 1e9)
    assert layout.documentSize().height() == pytest.approx(guessed, rel=0.1)


def test_sentence_far_below_is_brought_wholly_into_view(view: ArticleView, article: Article) -> None:
    for sentence in (article.sentences[-1], article.sentence(len(article.sentences) // 2)):
        view.bring_into_view(sentence)
        rects = view.rects_on_screen(sentence.span)
        assert rects[0].top() >= 0
        assert rects[-1].bottom() <= view.viewport().height()


def test_what_shows_stays_when_a_paragraph_above_is_laid_out(view: ArticleView, article: Article) -> None:
    view.bring_into_view(article.sentence(len(article.sentences) // 2))
    first = shown_first(view)
    before, size = top_on_screen(view, first, article), page_of(view).layout.documentSize()
    for number in range(0, 60):
        page_of(view).rects(article.paragraphs[number])
    assert page_of(view).layout.documentSize() != size
    assert abs(top_on_screen(view, first, article) - before) <= 1


def test_scrolling_up_into_what_was_guessed_moves_the_text_by_as_much(
    view: ArticleView, article: Article
) -> None:
    view.bring_into_view(article.sentence(len(article.sentences) // 2))
    bar = view.verticalScrollBar()
    for _ in range(30):
        first = shown_first(view)
        before = top_on_screen(view, first, article)
        bar.setValue(bar.value() - 150)
        assert abs(top_on_screen(view, first, article) - before - 150) <= 1


def test_narrower_window_lays_out_anew_and_keeps_the_line(
    view: ArticleView, article: Article, qtbot: QtBot
) -> None:
    sentence = article.sentence(len(article.sentences) // 2)
    view.set_selected(sentence)
    view.bring_into_view(sentence)
    before = view.rects_on_screen(sentence.span)
    view.resize(400, 500)
    after = view.rects_on_screen(sentence.span)
    assert abs(after[0].top() - before[0].top()) <= 1
    assert after[0].width() < before[0].width()


def test_every_sentence_shown_is_found_at_its_own_place(view: ArticleView, article: Article) -> None:
    view.bring_into_view(article.sentence(len(article.sentences) // 2))
    page, top = page_of(view), view.verticalScrollBar().value()
    shown = list(page.sentences_between(top, top + view.viewport().height()))
    assert len(shown) > 5
    for sentence in shown:
        assert page.sentence_at(page.rects(sentence.span)[0].center()) == sentence


def test_lines_and_paragraphs_do_not_overlap(view: ArticleView, article: Article) -> None:
    page = page_of(view)
    edges = [rect for span in article.paragraphs[:20] for rect in page.rects(span)]
    for above, below in pairwise(edges):
        assert below.top() >= above.bottom() - 0.01


def test_exact_hit_beside_the_text_is_none(view: ArticleView) -> None:
    layout = page_of(view).layout
    exact, fuzzy = Qt.HitTestAccuracy.ExactHit, Qt.HitTestAccuracy.FuzzyHit
    beside = QPointF(1, layout.top(0) + 5)
    assert layout.hitTest(beside, exact) == -1
    assert layout.hitTest(beside, fuzzy) >= 0


def test_lines_far_away_are_let_go_of_and_come_back_the_same(
    view: ArticleView, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_layout, "_MOST_KEPT", 10)
    layout = page_of(view).layout
    before = page_of(view).rects(article.paragraphs[0])
    view.bring_into_view(article.sentences[-1])
    view.bring_into_view(article.sentence(len(article.sentences) // 2))
    assert not layout.is_laid_out(0)
    size = layout.documentSize()
    page_of(view).forget_places()
    assert page_of(view).rects(article.paragraphs[0]) == before
    assert layout.documentSize() == size


def test_selected_text_over_several_paragraphs_is_painted_and_copied(
    view: ArticleView, article: Article
) -> None:
    plain = view.viewport().grab().toImage()
    cursor = QTextCursor(view.document())
    cursor.setPosition(3)
    cursor.setPosition(page_of(view).position(article.paragraphs[2].end), QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    assert view.viewport().grab().toImage() != plain
    view.copy()
    assert QApplication.clipboard().text() == article.text[3 : article.paragraphs[2].end]


def test_document_typeset_in_a_lane_is_the_one_made_here(qtbot: QtBot, lane: Lane, article: Article) -> None:
    made = []
    document = blank_document(lane)
    lane.submit(lambda _: typeset(article, document), made.append)
    qtbot.waitUntil(lambda: bool(made), timeout=10_000)
    assert made == [document]
    assert all(child.thread() is lane.thread() for child in (document, *document.children()))
    assert document.toPlainText() == typeset(article).toPlainText()
