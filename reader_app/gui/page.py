"""The article as a QTextDocument, and the way back from its positions to the article's offsets.

Each paragraph is one block, so a position is a block number and a UTF-16 offset into the block.
What Qt would break or swallow inside a paragraph (a soft line break, a control character) is shown
as a space of the same length: the shown text and the article's keep in step, and copying takes the
article's own text, not the shown one.
"""

from bisect import bisect_right
from functools import lru_cache

from PySide6.QtGui import QTextDocument

from reader_app.core.article import Article, Span
from reader_app.core.offsets import Utf16Map

# Qt reads these as line or block ends, or as marks of its own inside a document.
_SHOWN_AS_SPACE = {
    **{code: " " for code in range(0x20)},
    **{code: " " for code in (0x7F, *range(0x80, 0xA0), 0x2028, 0x2029, 0xFFFC, 0xFDD0, 0xFDD1)},
}


class Page:
    """Maps between an article's code point offsets and the positions of a document made from it."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self._starts = [span.start for span in article.paragraphs]
        self._map = lru_cache(maxsize=256)(self._make_map)

    def shown_text(self) -> str:
        """The text to fill the document with: one line for each paragraph."""
        text = self.article.text
        return "\n".join(span.of(text).translate(_SHOWN_AS_SPACE) for span in self.article.paragraphs)

    def paragraph_at(self, offset: int) -> int:
        """The paragraph that holds the offset, or the last one before it."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def position(self, document: QTextDocument, offset: int) -> int:
        """The document position of a code point offset; the paragraph's end for one in a gap."""
        index = self.paragraph_at(offset)
        block = document.findBlockByNumber(index)
        inside = min(offset, self.article.paragraphs[index].end) - self._starts[index]
        return block.position() + self._map(index).to_utf16(max(0, inside))

    def offset(self, document: QTextDocument, position: int) -> int:
        """The code point offset of a document position."""
        block = document.findBlock(position)
        index = block.blockNumber()
        return self._starts[index] + self._map(index).to_code_point(position - block.position())

    def in_block(self, span: Span) -> tuple[int, int, int]:
        """(block number, first UTF-16 offset in the block, length in UTF-16 units) of a span.

        A span that runs over its paragraph's end is cut there.
        """
        index = self.paragraph_at(span.start)
        end = min(span.end, self.article.paragraphs[index].end)
        utf16 = self._map(index)
        first = utf16.to_utf16(span.start - self._starts[index])
        return index, first, utf16.to_utf16(end - self._starts[index]) - first

    def _make_map(self, index: int) -> Utf16Map:
        return Utf16Map(self.article.paragraphs[index].of(self.article.text))
