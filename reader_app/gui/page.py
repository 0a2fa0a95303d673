"""The article set as a document: from its offsets to places on the page, and back.

Each paragraph is one block, so a document position is a block number and a UTF-16 offset into the
block. What Qt would break or swallow inside a paragraph (a soft line break, a control character) is
shown as a space of the same length: the shown text and the article's keep in step, and copying takes
the article's own text, not the shown one.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial

from PySide6.QtCore import QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QTextCursor, QTextDocument, QTextFrameFormat

from reader_app.core.article import Article, Sentence, Span
from reader_app.core.offsets import Utf16Map
from reader_app.gui.geometry import letter_at, span_rects
from reader_app.gui.reading_layout import ReadingLayout
from reader_app.gui.typesetting import line_pitch, margins, set_document

# Qt reads these as line or block ends, or as marks of its own inside a document.
_SHOWN_AS_SPACE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffc\ufdd0\ufdd1]")
_REACH = 3.0  # pixels beside a line that still count as on it


def as_shown(paragraph: str) -> str:
    """The paragraph as a document can hold it in one block: of the same length."""
    return paragraph if paragraph.isprintable() else _SHOWN_AS_SPACE.sub(" ", paragraph)


def blank_document(parent: QObject) -> QTextDocument:
    """A document for `typeset` to fill, made in its own thread and the parent's."""
    document = QTextDocument(parent)
    document.rootFrame()  # now, as only the document's own thread may give it children
    return document


def typeset(article: Article, document: QTextDocument | None = None) -> QTextDocument:
    """The article as a document without a layout: `document`, which must be blank, or a new one.

    A blank document is filled in any thread while no other touches it. Qt lets go of the interpreter
    while it takes the text in, so that in a lane nobody waits for it.
    """
    document = document or QTextDocument()
    shown = (as_shown(span.of(article.text)) for span in article.paragraphs)
    set_document(document, article, shown)
    return document


class Page:
    """An article and the document made from it. Belongs to the GUI thread.

    Places are in document coordinates; offsets are code points into the article's text.
    """

    def __init__(self, article: Article, document: QTextDocument, font: QFont) -> None:
        """`document` is the article's, from `typeset`."""
        self.article = article
        self.document = document
        self._starts = [span.start for span in article.paragraphs]
        self._map = lru_cache(maxsize=256)(partial(_map_of, article))
        self._rects: dict[Span, list[QRectF]] = {}
        document.setDefaultFont(font)
        self.layout = ReadingLayout(document, [span.end - span.start for span in article.paragraphs])
        document.setDocumentLayout(self.layout)
        self.layout.documentSizeChanged.connect(self.forget_places)

    def paragraph_at(self, offset: int) -> int:
        """The paragraph that holds the offset, or the last one before it."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def sentences_of(self, paragraph: int) -> Sequence[Sentence]:
        """The sentences of a paragraph, in reading order."""
        sentences = self.article.sentences
        first = bisect_left(sentences, paragraph, key=lambda s: s.paragraph)
        return sentences[first : bisect_right(sentences, paragraph, first, key=lambda s: s.paragraph)]

    def position(self, offset: int) -> int:
        """The document position of an offset; the paragraph's end for one in a gap."""
        index = self.paragraph_at(offset)
        block = self.document.findBlockByNumber(index)
        inside = min(offset, self.article.paragraphs[index].end) - self._starts[index]
        return block.position() + self._map(index).to_utf16(max(0, inside))

    def offset(self, position: int) -> int:
        """The offset of a document position."""
        block = self.document.findBlock(position)
        index = block.blockNumber()
        return self._starts[index] + self._map(index).to_code_point(position - block.position())

    def selected(self, cursor: QTextCursor) -> Span | None:
        """What a cursor of the document has selected, None where nothing."""
        if not cursor.hasSelection():
            return None
        return Span(self.offset(cursor.selectionStart()), self.offset(cursor.selectionEnd()))

    def rects(self, span: Span) -> list[QRectF]:
        """Where a stretch of text lies, line by line; one that runs over its paragraph's end is cut."""
        if span not in self._rects:
            index = self.paragraph_at(span.start)
            start = self._starts[index]
            utf16 = self._map(index)
            first = utf16.to_utf16(span.start - start)
            last = utf16.to_utf16(min(span.end, self.article.paragraphs[index].end) - start)
            self._rects[span] = span_rects(
                self.document, index, first, last - first, line_pitch(self.document.defaultFont())
            )
        return self._rects[span]

    def lay_out_around(self, span: Span, above: float, below: float) -> None:
        """Lay out a stretch of text, and so many pixels above and below its paragraph's top."""
        self.layout.lay_out_around(self.paragraph_at(span.start), above, below)

    def fit(self, width: float) -> None:
        """Set the margins for a viewport of this width."""
        found = margins(width, self.document.defaultFont())
        form = QTextFrameFormat()
        form.setLeftMargin(found.side)
        form.setRightMargin(found.side)
        form.setTopMargin(found.top)
        form.setBottomMargin(found.top)
        self.document.rootFrame().setFrameFormat(form)
        self.forget_places()

    def rebound(self, article: Article) -> None:
        """The article has other sentences now, in the same text and paragraphs."""
        self.article = article
        self.forget_places()

    def forget_places(self) -> None:
        """The page was laid out anew."""
        self._rects.clear()

    def position_at_height(self, y: float) -> int:
        """The document position of the line at this height, the first one's for a height above it."""
        text = self.column()
        place = QPointF(text.center().x(), max(y, text.top() + 1))
        return max(0, self.layout.hitTest(place, Qt.HitTestAccuracy.FuzzyHit))

    def sentences_between(self, top: float, bottom: float) -> Iterator[Sentence]:
        """Every sentence of the paragraphs between two heights, in reading order."""
        block = self.document.findBlockByNumber(self.layout.number_at(top))
        while block.isValid() and self.layout.blockBoundingRect(block).top() <= bottom:
            yield from self.sentences_of(block.blockNumber())
            block = block.next()

    def beginnings(self, top: float, bottom: float) -> Iterator[tuple[float, Sequence[Sentence]]]:
        """Each line between two heights on which sentences begin: its baseline, and these sentences."""
        sentences = self.article.sentences
        block = self.document.findBlockByNumber(self.layout.number_at(top))
        while block.isValid():
            rect = self.layout.blockBoundingRect(block)
            if rect.top() > bottom:
                break
            number, layout = block.blockNumber(), block.layout()
            start, utf16 = self._starts[number], self._map(number)
            for index in self.layout.lines_between(block, top, bottom):
                line = layout.lineAt(index)
                first = start + utf16.to_code_point(line.textStart())
                end = start + utf16.to_code_point(line.textStart() + line.textLength())
                low = bisect_left(sentences, first, key=lambda s: s.span.start)
                begun = sentences[low : bisect_left(sentences, end, low, key=lambda s: s.span.start)]
                if begun:
                    yield rect.top() + line.y() + line.ascent(), begun
            block = block.next()

    def shows(self, sentence: Sentence, top: float, bottom: float) -> bool:
        """Whether a sentence's paragraph lies, in part, between two heights; lays nothing out."""
        first, last = self.layout.number_at(top), self.layout.number_at(bottom)
        return first <= self.paragraph_at(sentence.span.start) <= last

    def sentence_from_height(self, y: float) -> Sentence:
        """The first sentence that ends below this height, else the last; there must be one."""
        offset = self.offset(self.position_at_height(y))
        sentences = self.article.sentences
        return sentences[min(bisect_right(sentences, offset, key=lambda s: s.span.end), len(sentences) - 1)]

    def letter_at(self, place: QPointF) -> int | None:
        """The offset of the letter drawn at a place on a sentence."""
        position = letter_at(self.document, place)
        return None if position is None else self.offset(position)

    def sentence_at(self, place: QPointF) -> Sentence | None:
        """The sentence drawn at a place, None between sentences and in the margins."""
        text = self.column()
        if not self.article.paragraphs or place.y() < text.top():
            return None
        if not text.left() - _REACH <= place.x() <= text.right() + _REACH:
            return None
        position = self.layout.hitTest(place, Qt.HitTestAccuracy.FuzzyHit)
        if position < 0:
            return None
        offset = self.offset(position)
        # The hit is the nearest gap between two letters: the letter pointed at is on either side.
        for candidate in (offset, offset - 1):
            sentence = self.article.sentence_at(candidate)
            if sentence is not None and self.covers(sentence.span, place):
                return sentence
        return None

    def covers(self, span: Span, place: QPointF) -> bool:
        """Whether a stretch of text is drawn at a place."""
        return any(rect.adjusted(-_REACH, 0, _REACH, 0).contains(place) for rect in self.rects(span))

    def column(self) -> QRectF:
        """The column of text: what the margins leave of the page; its height is of no meaning."""
        form = self.document.rootFrame().frameFormat()
        width = self.document.pageSize().width() - form.leftMargin() - form.rightMargin()
        return QRectF(form.leftMargin(), form.topMargin(), width, 1)


def _map_of(article: Article, paragraph: int) -> Utf16Map:
    return Utf16Map(article.paragraphs[paragraph].of(article.text))
