"""Offsets to document positions and back, over texts that Qt would count differently."""

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot

from reader_app.core.sentences import build_article
from reader_app.gui.page import Page, typeset

TRICKY = st.text(
    st.sampled_from([*"اب ج. ؟\n\r\t\u2028\u2029\x00\x0b\x85\ufffc\ufdd0\u064e", "😀", "\U0001e900"]),
    max_size=60,
)


def page_of(text: str) -> Page:
    article = build_article(text)
    return Page(article, typeset(article), QFont())


@given(TRICKY)
@settings(deadline=None, max_examples=150)
def test_position_and_offset_are_inverse_inside_every_paragraph(qapp: object, text: str) -> None:
    page = page_of(text)
    for span in page.article.paragraphs:
        for offset in range(span.start, span.end):
            assert page.offset(page.position(offset)) == offset


@given(TRICKY)
@settings(deadline=None, max_examples=150)
def test_document_has_one_block_for_each_paragraph_of_the_same_length(qapp: object, text: str) -> None:
    page = page_of(text)
    if not page.article.paragraphs:
        return
    assert page.document.blockCount() == len(page.article.paragraphs)
    for number, span in enumerate(page.article.paragraphs):
        shown = page.document.findBlockByNumber(number).text()
        utf16 = len(span.of(text).encode("utf-16-le", "surrogatepass")) // 2
        assert len(shown.encode("utf-16-le", "surrogatepass")) // 2 == utf16


def test_article_text_is_never_read_as_markup(qtbot: QtBot) -> None:
    text = "<b>نص</b> &amp; <img src=x> نص."
    page = page_of(text)
    assert page.document.toPlainText() == text


def test_paragraph_without_arabic_reads_left_to_right_and_others_right_to_left(qtbot: QtBot) -> None:
    page = page_of("BBC قالت إن الخبر صحيح.\n\nA sentence in English.\n\nجملة عربية.")
    directions = [page.document.findBlockByNumber(number).textDirection().name for number in range(3)]
    assert directions == ["RightToLeft", "LeftToRight", "RightToLeft"]
