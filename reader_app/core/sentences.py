"""Where sentences begin and end.

A sentence ends at a run of terminators (. ؟ ! … .. ۔), with the closing marks, footnote numbers and
emoji attached to it, and at a verse number (﴿٢﴾). It does not end

- within a number, a date, a time, an address or a file name, nor before a comma or a colon;
- after a title, an initial or an abbreviation (`core.abbreviations`);
- within balanced brackets of up to 300 characters;
- within a balanced quotation of up to 600 characters that words of its sentence introduce
  (وأضاف «... . ...») or that goes on after its closing mark («... . ...» قال الوزير). A quotation
  that is a sentence of its own is split like any other text, and so is a longer one;
- after a question or exclamation mark at a quotation's end when words follow («هل ...؟» سأل الوزير).

Two dots, and three, are terminators like any other: the Arabic press writes ".." for a break. A
list marker belongs to its item, and a piece without letters or digits to the sentence before it.

Paragraph bounds (`core.paragraphs`) are sentence bounds. The text itself is never altered.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from unicodedata import category

from reader_app.core.abbreviations import LOOK_BACK, Stop, read_stop
from reader_app.core.article import Article, Sentence, Span
from reader_app.core.paragraphs import LIST_MARKER, split_paragraphs
from reader_app.core.punctuation import CLOSERS, CONTINUATIONS, DASHES, OPENERS, TERMINATORS
from reader_app.core.quotations import Pair, pairs

LONGEST_WHOLE_QUOTATION = 600
LONGEST_WHOLE_BRACKETS = 300


def build_article(text: str, title: str = "", path: Path | None = None) -> Article:
    """The article of `text`, with its paragraphs and sentences. `text` may be any string."""
    paragraphs = split_paragraphs(text)
    sentences: list[Sentence] = []
    for number, paragraph in enumerate(paragraphs):
        for span in split_sentences(text, paragraph):
            sentences.append(Sentence(len(sentences) + 1, number, span, span.of(text)))
    return Article(title, text, paragraphs, tuple(sentences), path)


def split_sentences(text: str, paragraph: Span) -> Iterator[Span]:
    """The sentences of one paragraph: in order, disjoint, none empty, trimmed of white space.

    `paragraph` is trimmed itself, and all of it that is not white space lies in a sentence. Linear
    in its length.
    """
    start = paragraph.start
    for end, following in _Splitter(text, paragraph).bounds():
        yield Span(start, end)
        start = following


_TOKEN = re.compile(
    r"(?P<verse>[﴿﴾]\s?\d{1,3}\s?[﴿﴾]|\u06dd\d{1,3})"
    rf"|(?P<terminator>[{re.escape(TERMINATORS)}]+)"
    rf"|(?P<mark>[{re.escape(OPENERS + CLOSERS)}])"
)
_WORD_CHARACTER = re.compile(r"[^\W_]")
_SPACE = re.compile(r"\s*")
_FOOTNOTES = re.compile(r"(?:\[\d{1,3}\])*")
_ATTACHED = re.compile(
    "[\u2600-\u27bf\u2b50\U0001f000-\U0001faff\U000e0020-\U000e007f"  # emoji
    "\u200c-\u200f\u061c\u202c\u2069]"  # joiners, direction marks, ends of embeddings
)
_FULL_STOPS = ".۔。"
_NESTED_CLOSERS = 8


class _Splitter:
    """Finds the sentence bounds of one paragraph in a single pass over its marks."""

    def __init__(self, text: str, paragraph: Span) -> None:
        self._text = text
        self._paragraph = paragraph
        self._end = paragraph.end
        self._pairs = pairs(text, paragraph.start, paragraph.end)
        self._closings = {pair.closing for pair in self._pairs.values()}
        self._begin(paragraph.start)

    def bounds(self) -> Iterator[tuple[int, int]]:
        """Where each sentence ends and where the next begins; the last one's next is the end."""
        held: tuple[int, int] | None = None
        for end in self._ends():
            if held:
                yield held
            following = self._after_space(end)
            held = (end, following)
            self._begin(following)
        if held and self._has_word_before(self._end):
            yield held
        yield self._end, self._end

    def _ends(self) -> Iterator[int]:
        """Where sentences end within the paragraph; the caller begins the next before going on."""
        whole: Pair | None = None
        for token in _TOKEN.finditer(self._text, self._paragraph.start, self._end):
            at = token.start()
            if at < self._body or (whole and at < whole.closing):
                continue
            end: int | None = None
            if whole and at == whole.closing:
                end = self._end_after_pair(whole)
                whole = None
            elif token.lastgroup == "mark":
                pair = self._pairs.get(at)
                whole = pair if pair and self._stays_whole(pair) else None
            else:
                end = self._end_after_terminator(at, token.end(), token.lastgroup == "verse")
            if end is not None:
                yield end

    def _begin(self, start: int) -> None:
        """Begin a sentence at `start`; a list marker there is no part of what is read for its end."""
        marker = LIST_MARKER.match(self._text, start, self._end)
        self._start = start
        self._body = marker.end() if marker and marker.end() < self._end else start
        self._searched = self._body
        self._has_word = False
