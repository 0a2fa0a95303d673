"""Where paragraphs begin and end.

A blank line, a form feed and U+2029 always separate paragraphs. A single line break (of any
convention, U+2028 among them) separates them too, unless the text looks wrapped by hand or by a
PDF reader. It does when, in the lines between two blank ones,

- the longest line has 40 to 130 characters, as narrow text has and a paragraph a line has not; and
- four lines in five are full: the next line's first word would not have fitted on them. Lines before
  the end of a paragraph do not count: those that end in a terminator or precede a list item, and a
  short first line, which may be a heading. Lines of 60 characters and more may
  fall 12 % short, as those of proportional fonts do; shorter ones only by two characters, so that
  verse stays verse.

In a wrapped text a line is joined to the next when it is full and ends in no terminator, unless the
next begins a list item or a heading. A terminator within a short quotation that closes further on
does not end the paragraph either. So headings, list items and verses stand alone.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from reader_app.core.abbreviations import LOOK_BACK, Stop, read_stop
from reader_app.core.arabic import ARABIC_MARKS, INVISIBLES
from reader_app.core.article import Span
from reader_app.core.punctuation import CLOSERS, LINE_BREAK, TERMINATORS

LIST_MARKER = re.compile(
    rf"[{INVISIBLES}\s]*(?:"
    r"[•●▪◦‣·○■□◆*+–—-](?=\s)"  # a bullet and a space
    r"|[•●▪◦‣○■□◆–—-](?=[\u0620-\u064a«])"  # dialogue and lists typed without the space
    r"|[(\[]?\d{1,3}(?:\.\d{1,3})*\s?(?:[)\].](?!\d)|[-–](?!\s*\d))"
    r"|[(\[]?[\u0621-\u064a]\u0640?\s?[)\]](?=\s)"
    r"|[\u0621-\u064a]\u0640?\s?[-–](?=\s)"
    r"|[(\[]?[A-Za-z][)\]](?=\s)"
    r"|\#{1,6}(?=\s)"
    r")\s*"
)
"""The mark a list item or a Markdown heading begins with, and the white space around it."""

_MARKDOWN_HEADING = re.compile(rf"[{INVISIBLES}\s]*#{{1,6}}\s")
_HARD_BREAKS = frozenset("\x0c\u2029")
_INVISIBLE_LINE = re.compile(rf"[{INVISIBLES}\s]*")
_ANY_BREAK = re.compile(LINE_BREAK)
_UNCOUNTED = re.compile(f"[{ARABIC_MARKS}{INVISIBLES}]+")
_AFTER_TERMINATOR = f"{CLOSERS}\u200e\u200f\u061c\u202c\u2069"

_WRAPPED_AT = range(40, 131)
_WIDE_ENOUGH_FOR_SLACK = 60
_SLACK_SHARE = 0.12
_SLACK_CHARACTERS = 2
_FULL_LINES_SHARE = 0.8
_HEADING_SHARE = 0.6
_QUOTATION_REACH = 600
_LONGEST_HEADING = 90


def split_paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs of `text`: in order, disjoint, none empty, trimmed of white space.

    All that is not white space lies in one of them. Lines of nothing but invisible controls belong
    to the paragraph before them, or to the first one. Linear in the length of the text.
    """
    found: list[Span] = []
    for block in _blocks(text):
        for span in _paragraphs_of(text, block):
            if found and (_is_invisible(text, span) or _is_invisible(text, found[-1])):
                found[-1] = Span(found[-1].start, span.end)
            else:
                found.append(span)
    return tuple(found)


def opening_heading(text: str) -> str | None:
    """The heading the text opens with, without its Markdown signs; None where it has none.

    That is a first line with words in it, of 90 characters at most, which ends in no punctuation, is
    no list item and is followed by a blank line or by a line at least twice as long.
    """
    lines = _lines(text)
    first, gap = next(lines, (None, False))
    following, gap = next(lines, (None, False))
    if first is None or following is None:
        return None
    line = first.of(text)
    signs = _MARKDOWN_HEADING.match(line)
    heading = (line[signs.end() :] if signs else line).strip()
    if len(heading) > _LONGEST_HEADING or not re.search(r"[^\W\d_]", heading):
        return None
    if signs:
        return heading
    if heading[-1] in f"{TERMINATORS}،,؛;:" or _ends_sentence(text, first) or LIST_MARKER.match(line):
        return None
    return heading if gap or len(following) >= 2 * len(first) else None


def _is_invisible(text: str, span: Span) -> bool:
    return _INVISIBLE_LINE.fullmatch(text, span.start, span.end) is not None


def _lines(text: str) -> Iterator[tuple[Span, bool]]:
    """Each line that is not blank, trimmed, and whether a gap (more than one break) precedes it."""
    start, gap = 0, True
    for end, after, is_hard in _line_ends(text):
        line = _trimmed(text, start, end)
        if line is None:
            gap = True
        else:
            invisible = _is_invisible(text, line)
            yield line, gap or invisible
            gap = invisible
        gap = gap or is_hard
        start = after


def _line_ends(text: str) -> Iterator[tuple[int, int, bool]]:
    """Where each line ends, where the next begins, and whether the break between is a hard one."""
    for line_break in _ANY_BREAK.finditer(text):
        yield line_break.start(), line_break.end(), line_break[0] in _HARD_BREAKS
    yield len(text), len(text), False


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """text[start:end] without white space at its ends; None when nothing is left."""
    line = text[start:end]
    right = line.rstrip()
    if not right:
        return None
    return Span(start + len(line) - len(line.lstrip()), start + len(right))


def _blocks(text: str) -> Iterator[list[Span]]:
    """The runs of lines with no gap between them."""
    block: list[Span] = []
    for line, gap in _lines(text):
        if gap and block:
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _paragraphs_of(text: str, block: list[Span]) -> Iterator[Span]:
    """The paragraphs in a run of lines."""
    width = _wrap_width(text, block)
    if not width:
        yield from block
        return
    start = block[0].start
    for line, following in pairwise(block):
        joined = (
            _is_full(text, line, following, width)
            and not LIST_MARKER.match(text, following.start, following.end)
            and not _MARKDOWN_HEADING.match(text, line.start, line.end)
            and (
                not _ends_sentence(text, line)
                or _within_quotation(text, Span(start, line.end), block[-1].end)
            )
        )
        if not joined:
            yield Span(start, line.end)
            start = following.start
    yield Span(start, block[-1].end)


def _wrap_width(text: str, block: list[Span]) -> int:
    """The width the lines seem to be wrapped at, 0 when they do not seem wrapped."""
    if len(block) < 2:
        return 0
    width = max(_width(text, line) for line in block)
    if width not in _WRAPPED_AT:
        return 0
    judged = [
        (line, following)
        for line, following in pairwise(block)
        if not _ends_sentence(text, line)
        and not LIST_MARKER.match(text, following.start, following.end)
        and not (line is block[0] and _width(text, line) < _HEADING_SHARE * width)
    ]
    full = sum(_is_full(text, line, following, width) for line, following in judged)
    return width if full and full >= _FULL_LINES_SHARE * len(judged) else 0


def _is_full(text: str, line: Span, following: Span, width: int) -> bool:
    """Whether the first word of `following` would not have fitted on `line`."""
    slack = _SLACK_SHARE * width if width >= _WIDE_ENOUGH_FOR_SLACK else _SLACK_CHARACTERS
    first_word = following.of(text).split(None, 1)[0]
    return _width(text, line) + 1 + len(_UNCOUNTED.sub("", first_word)) > width - slack


def _width(text: str, line: Span) -> int:
    """How many characters wide the line shows: marks and controls take no room."""
    return len(_UNCOUNTED.sub("", line.of(text)))


def _ends_sentence(text: str, line: Span) -> bool:
    """Whether the line ends in a terminator, closing marks after it aside."""
    tail = text[max(line.start, line.end - LOOK_BACK) : line.end].rstrip(_AFTER_TERMINATOR)
    if not tail or tail[-1] not in TERMINATORS:
        return False
    is_full_stop = tail.endswith(".") and not tail.endswith("..")
    return not is_full_stop or read_stop(tail[:-1]) is not Stop.JOINS


def _within_quotation(text: str, paragraph: Span, limit: int) -> bool:
    """Whether «...» is open at the end of `paragraph` and closes soon after it, before `limit`."""
    reach = max(paragraph.start, paragraph.end - _QUOTATION_REACH)
    opening = text.rfind("«", reach, paragraph.end)
    if opening < 0 or text.find("»", opening, paragraph.end) >= 0:
        return False
    closing = text.find("»", paragraph.end, min(limit, opening + _QUOTATION_REACH))
    return closing >= 0 and text.find("«", paragraph.end, closing) < 0
