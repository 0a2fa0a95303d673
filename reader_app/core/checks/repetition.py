"""Translations that run in circles, and phrases that stand twice."""

import re
from collections.abc import Iterator, Sequence

from reader_app.core.article import Span
from reader_app.core.checks.flags import Flag, FlagKind, Severity
from reader_app.core.checks.pair import CheckedPair, Word
from reader_app.core.repetition import loops

_LONGEST = 30
_DOUBLED = frozenset("had that very bye ha ho no yes so more many much far long now there well please really blah tut ta".split())
"""Words that English doubles."""

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def check_repetition(pair: CheckedPair) -> Iterator[Flag]:
    """Words that stand twice in a row where the source doubles nothing, or more than its own repetition."""
    twice = _doubled(_tokens(pair.target))
    if twice is not None and _doubled(pair.arabic) is None:
        span, length = twice
        phrase = span.of(pair.target)
        if length > 1:
            yield Flag(FlagKind.REPETITION, Severity.WARNING, f"Expected “{_half(phrase)}” once, found it again.", None, span)
            return
        if phrase.split()[0].lower() not in _DOUBLED:
            yield Flag(FlagKind.REPETITION, Severity.WARNING, f"Found a word twice: “{phrase}”.", None, span)
            return
    if loops(pair.source, pair.target):
        yield Flag(FlagKind.REPETITION, Severity.WARNING, "The translation repeats itself, which the Arabic does not.")


def _tokens(text: str) -> list[Word]:
    return [Word(match[0].lower(), Span(*match.span())) for match in _TOKEN.finditer(text)]


def _doubled(words: Sequence[Word]) -> tuple[Span, int] | None:
    """The first phrase that follows itself, the longest there, and of how many words it is."""
    texts = [word.text for word in words]
    for start in range(len(texts)):
        for length in range(min(_LONGEST, (len(texts) - start) // 2), 0, -1):
            middle = start + length
            if texts[start] == texts[middle] and texts[start:middle] == texts[middle : middle + length]:
                if length > 1 and "and" in texts[start:middle] and length == 2:
                    continue  # over and over and over
                if length == 1 and texts[start].isdigit():
                    continue
                return Span(words[start].span.start, words[middle + length - 1].span.end), length
    return None


def _half(phrase: str) -> str:
    words = phrase.split()
    return " ".join(words[: len(words) // 2])
