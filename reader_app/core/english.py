"""English words and function words."""

import re

from reader_app.core.arabic import ARABIC_MARKS
from reader_app.core.article import Span

_LETTER = rf"[^\W_][{ARABIC_MARKS}\u0300-\u036f]*"
_WORD = re.compile(rf"(?:{_LETTER})+(?:(?:[-‐‑'’]|(?<=\d)[.,](?=\d))(?:{_LETTER})+)*")


def english_words(text: str) -> list[Span]:
    """The words of an English text; hyphens, apostrophes and decimal points inside them belong to them."""
    return [Span(*match.span()) for match in _WORD.finditer(text)]


def word_set(text: str) -> frozenset[str]:
    """The words between the spaces of `text`."""
    return frozenset(text.split())


PROCLITICS = word_set(
    "a an the this that these those my your his its our their who whom whose which there i he she we they "
    "am is are was were be been being has have had do does did will would shall should can could"
)
"""Function words that go with what comes after them, in small letters."""

FUNCTION_WORDS = PROCLITICS | word_set(
    "of to in on at by for with from as into and or but so than then if you it me him her us them"
)
"""These, and function words that go with either neighbour."""
