"""Where sentences begin and end.

A sentence ends at a run of terminators (. ؟ ! … .. ۔), with the closing marks, footnotes and emoji
attached to it, and at a verse number (﴿٢﴾). It does not end

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
from pathlib import Path
from unicodedata import category

from reader_app.core.abbreviations import LOOK_BACK, Stop, read_stop
from reader_app.core.article import Article, Sentence, Span
from reader_app.core.openings import is_attribution, looks_like_start
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


def split_sentences(text: str, paragraph: Span) -> list[Span]:
    """The sentences of one paragraph: in order, disjoint, none empty, trimmed of white space.

    `paragraph` is not empty and trimmed itself. All of it that is not white space lies in a
    sentence. Linear in its length.
    """
    return _Splitter(text, paragraph).spans()


_TOKEN = re.compile(
    r"(?P<verse>[﴿﴾]\s?\d{1,3}\s?[﴿﴾]|\u06dd\d{1,3})"
    rf"|(?P<terminator>[{re.escape(TERMINATORS)}]+)"
    rf"|(?P<mark>[{re.escape(OPENERS + CLOSERS)}])"
)
_WORD_CHARACTER = re.compile(r"[^\W_]")
_SPACE = re.compile(r"\s*")
_FOOTNOTE = re.compile(r"\[[^\[\]\s][^\[\]]{0,40}\]")  # [3], [citation needed]
_ATTACHED = re.compile(
    "[\u2600-\u27bf\u2b50\U0001f000-\U0001faff\U000e0020-\U000e007f"  # emoji
    "\u200c-\u200f\u061c\u202c\u2069]"  # joiners, direction marks, ends of embeddings
)
_ZERO_WIDTH_JOINER = "\u200d"
_FULL_STOPS = ".۔。"
_NESTED_CLOSERS = 8
_BEFORE_UNSPACED_START = re.compile(r"(?:[^\W\d_a-zA-Z]{3}|\d{4}|[»”)\]])\Z")
_UNSPACED_START = re.compile(r"[«“]|[^\W\d_a-zA-Z]{2}")
_DOMAIN = re.compile(r"(?:نت|نيت|كوم|أونلاين)\b")


class _Splitter:
    """Finds the sentence bounds of one paragraph in a single pass over its marks."""

    def __init__(self, text: str, paragraph: Span) -> None:
        self._text = text
        self._paragraph = paragraph
        self._end = paragraph.end
        self._pairs = pairs(text, paragraph.start, paragraph.end)
        self._closings = {pair.closing for pair in self._pairs.values()}
        self._attached = range(0)  # what was read last, so that nothing is read over and over
        self._begin(paragraph.start)

    def spans(self) -> list[Span]:
        """The sentences. A last piece without letters or digits goes to the sentence before it."""
        found: list[Span] = []
        whole: Pair | None = None  # the pair being read over, in which no sentence ends
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
            elif self._ends_at(at, token.end(), is_verse=token.lastgroup == "verse"):
                end = self._after_attached(token.end())
            if end is not None:
                found.append(Span(self._start, end))
                self._begin(self._after_space(end))
        if found and not self._has_word_before(self._end):
            return [*found[:-1], Span(found[-1].start, self._end)]
        return [*found, Span(self._start, self._end)]

    def _begin(self, start: int) -> None:
        """Begin a sentence at `start`; its list marker is passed over when its end is looked for."""
        marker = LIST_MARKER.match(self._text, start, self._end)
        self._start = start
        self._body = marker.end() if marker and marker.end() < self._end else start
        self._searched = self._body
        self._has_word = False

    def _has_word_before(self, at: int) -> bool:
        """Whether the sentence has a letter or digit before `at`. Reads each character once."""
        if not self._has_word and at > self._searched:
            self._has_word = _WORD_CHARACTER.search(self._text, self._searched, at) is not None
            self._searched = at
        return self._has_word

    def _after_space(self, at: int) -> int:
        found = _SPACE.match(self._text, at, self._end)
        return found.end() if found else at

    def _after_attached(self, at: int) -> int:
        """Where the sentence ends whose terminator or closing mark ends at `at`.

        Closing marks, footnotes, emoji, direction marks and combining marks belong to it.
        """
        if at not in self._attached:
            self._attached = range(at, self._read_attached(at))
        return max(at, self._attached.stop)

    def _read_attached(self, at: int) -> int:
        text, end = self._text, self._end
        while at < end:
            character = text[at]
            if (
                (character in CLOSERS and at not in self._pairs)
                or at in self._closings
                or _ATTACHED.match(character)
                or category(character)[0] == "M"
                or (text[at - 1] == _ZERO_WIDTH_JOINER and not character.isspace())
            ):
                at += 1
            elif character == "[" and (note := _FOOTNOTE.match(text, at, end)):
                at = note.end()
            elif character.isspace() and (closing := self._after_space(at)) in self._closings:
                at = closing + 1
            else:
                break
        return at

    def _ends_at(self, at: int, after: int, *, is_verse: bool = False) -> bool:
        """Whether the sentence ends at the terminators (or verse number) text[at:after]."""
        end = self._after_attached(after)
        following = self._after_space(end)
        if not self._may_be_bound(at, following):
            return False
        if is_verse:
            return True
        if self._text[at:after] == ".":
            if end == after == following:
                return self._splits_unspaced(at, after)
            return self._full_stop_ends(at, following)
        if following > end:
            return True
        before, first = self._text[at - 1], self._text[following]
        in_word = (before.isascii() and before.isalnum() and first.isascii()) or (
            before.isdigit() and first.isdigit()
        )
        return (first.isalpha() or first in OPENERS) and not in_word

    def _may_be_bound(self, at: int, following: int) -> bool:
        """Whether a sentence can end before `at` and another begin at `following`."""
        if following >= self._end or not self._has_word_before(at):
            return False
        first, before = self._text[following], self._text[at - 1]
        if first in TERMINATORS or first in CONTINUATIONS or category(first)[0] == "M":
            return False
        if first in CLOSERS and following not in self._pairs:
            return False
        return not (first.islower() and first.isascii() and before.isascii() and before.isalnum())

    def _full_stop_ends(self, at: int, following: int) -> bool:
        """Whether the full stop at `at` ends the sentence rather than belonging to its last word."""
        stop = read_stop(self._text[max(self._start, at - LOOK_BACK) : at])
        if stop is Stop.MAY_END:
            return looks_like_start(self._text, following)
        if stop is Stop.ENDS_UNLESS_NUMBER:
            return not self._text[following].isdigit()
        return stop is Stop.ENDS

    def _splits_unspaced(self, at: int, after: int) -> bool:
        """Whether a full stop with no space after it ends a sentence (انتهى.وقال), as in a hurry."""
        return (
            _BEFORE_UNSPACED_START.search(self._text, max(self._start, at - 4), at) is not None
            and _UNSPACED_START.match(self._text, after, self._end) is not None
            and _DOMAIN.match(self._text, after, self._end) is None
        )

    def _stays_whole(self, pair: Pair) -> bool:
        """Whether no sentence may end within `pair`."""
        if not pair.is_quotation:
            return pair.length <= LONGEST_WHOLE_BRACKETS
        if pair.length > LONGEST_WHOLE_QUOTATION:
            return False
        return self._has_word_before(pair.opening) or self._goes_on_after(pair)

    def _end_after_pair(self, pair: Pair) -> int | None:
        """Where the sentence ends if it does so with `pair`, whose content ends in a full stop."""
        if self._goes_on_after(pair):
            return None
        end = self._after_attached(pair.closing + 1)
        return end if self._may_be_bound(pair.closing, self._after_space(end)) else None

    def _goes_on_after(self, pair: Pair) -> bool:
        """Whether the sentence that holds `pair` goes on after its closing mark."""
        text = self._text
        last = pair.closing - 1
        first = max(pair.opening, pair.closing - _NESTED_CLOSERS)
        while last > first and (text[last] in CLOSERS or text[last].isspace()):
            last -= 1
        following = pair.closing + 1
        while following < min(self._end, pair.closing + _NESTED_CLOSERS) and text[following] in CLOSERS:
            following += 1
        following = self._after_space(following)
        if following >= self._end or text[following] in TERMINATORS:
            return False
        if text[following] in CONTINUATIONS or text[last] not in TERMINATORS:
            return True
        if text[last] not in _FULL_STOPS:
            return text[following].isalpha() or text[following] in DASHES
        introduced = self._has_word_before(pair.opening)
        if introduced and not pair.is_quotation:
            return not looks_like_start(text, following)
        return is_attribution(text, following, introduced=introduced)
