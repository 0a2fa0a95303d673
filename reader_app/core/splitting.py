"""Splitting a text that is too long to be translated at once, where a reader would pause."""

import re
from collections.abc import Callable, Iterator
from math import ceil
from unicodedata import combining

from reader_app.core.arabic import INVISIBLES
from reader_app.core.punctuation import CLOSERS, CONTINUATIONS, DASHES, LINE_BREAK, OPENERS, TERMINATORS

SLACK = 0.3
"""How far from an even cut a better place may be, as a share of an average part."""

MARGIN = 20
"""How many characters beside the range of a cut are looked at."""

_CLOSING = f"[{re.escape(CLOSERS)}]*"
_CLAUSE_WORDS = "ثم|لكن|أو|أم|بل|حيث|إذ|إذا|لأن|كما|بينما|عندما|حتى|الذي|التي|الذين"

PAUSES = (
    re.compile(rf"[{re.escape(TERMINATORS)}]{_CLOSING}\s+|{LINE_BREAK}"),
    re.compile(rf"[{re.escape(CONTINUATIONS)}]{_CLOSING}\s+"),
    re.compile(rf"[{re.escape(CLOSERS)}]\s+|\s(?=[{re.escape(OPENERS + DASHES)}])"),
    re.compile(rf"\s(?=و\w)|\s(?=(?:{_CLAUSE_WORDS})\s)"),
    re.compile(r"\s+"),
)
"""Where to split, the best places first: at the end of a sentence or line, after other marks, at quotations,
brackets and dashes, before what opens a clause, between words. A cut goes after what these match."""

ZERO_WIDTH_JOINER = "\u200d"
_ATTACHED = re.compile(f"[{INVISIBLES}\ufe00-\ufe0f]")


def split(text: str, size: Callable[[str], int], limit: int) -> list[str]:
    """Parts of `text`, in order and about as long as each other, that make it up again when joined.

    `size` says how much a model has to read of a text, and no part has more than `limit` of it but for one
    of a single character. It is asked for each part and for what is split further. An empty text gives
    no part.
    """
    if len(text) <= 1 or (whole := size(text)) <= limit:
        return [text] if text else []
    count = ceil(whole / limit)
    at = _cut(text, len(text) * (count // 2) // count, len(text) / count * SLACK)
    return [*split(text[:at], size, limit), *split(text[at:], size, limit)]


def _cut(text: str, wanted: int, slack: float) -> int:
    """The offset of the best place to cut the text in two: neither part is empty."""
    first = max(1, ceil(wanted - slack))
    last = min(len(text) - 1, int(wanted + slack))
    for pause in PAUSES:
        places = [at for at in _ends(pause, text, first, last) if first <= at <= last]
        if places:
            return min(places, key=lambda at: abs(at - wanted))
    return _between_characters(text, min(max(wanted, 1), len(text) - 1))


def _ends(pause: re.Pattern[str], text: str, first: int, last: int) -> Iterator[int]:
    # A mark and the spaces after it may begin before the range, and what follows them stand behind it.
    for found in pause.finditer(text, max(0, first - MARGIN), min(len(text), last + MARGIN)):
        yield found.end()


def _between_characters(text: str, wanted: int) -> int:
    """An offset near `wanted` at which no mark or joiner is parted from its letter, if there is one."""
    for at in range(wanted, max(0, wanted - MARGIN), -1):
        if not (combining(text[at]) or _ATTACHED.match(text[at]) or text[at - 1] == ZERO_WIDTH_JOINER):
            return at
    return wanted
