"""Translations that run in circles, and phrases that stand twice."""

import re
from collections.abc import Iterator, Sequence

from reader_app.core.article import Span
from reader_app.core.checks.flags import Flag, FlagKind, Severity
from reader_app.core.checks.pair import CheckedPair, Word
from reader_app.core.english import word_set
from reader_app.core.repetition import loops

_LONGEST = 30
_DOUBLED = word_set(
    "had that very bye ha ho no yes so more many much far long now there well please really blah tut ta"
)
"""Words that English doubles."""

_TOKEN = re.compile(r"[^\W_]+(?:['’‑-][^\W_]+)*")
_ENDS = re.compile(r"[.!?…]\W*$")
_APART = re.compile(r"[.!?…:;]")


def check_repetition(pair: CheckedPair) -> Iterator[Flag]:
    """Words that stand twice in a row, where the source doubles nothing, or more often than the source has
    them."""
    twice = _doubled(pair.target, _tokens(pair.target))
    if twice is not None and _doubled(pair.source, pair.arabic) is None:
        phrase = twice.of(pair.target)
        message = f"Expected these words once, found them again: “{phrase}”."
        yield Flag(FlagKind.REPETITION, Severity.WARNING, message, None, twice)
    elif loops(pair.source, pair.target):
        yield Flag(
            FlagKind.REPETITION,
            Severity.WARNING,
            "The translation repeats itself, which the Arabic does not.",
        )


def _tokens(text: str) -> list[Word]:
    return [Word(match[0].lower(), Span(*match.span())) for match in _TOKEN.finditer(text)]


def _doubled(text: str, words: Sequence[Word]) -> Span | None:
    """The first phrase that follows itself, the longest there."""
    texts = [word.text for word in words]
    places: dict[str, list[int]] = {}
    for middle, word in enumerate(texts):
        for start in places.get(word, ()):
            length = middle - start
            if length <= _LONGEST and texts[start:middle] == texts[middle : middle + length]:
                gap = text[words[middle - 1].span.end : words[middle].span.start]
                is_sentence = start == 0 or _ENDS.search(text[: words[start].span.start]) is not None
                if _is_one_phrase(texts[start:middle], gap, text[words[middle].span.start], is_sentence):
                    return Span(words[start].span.start, words[middle + length - 1].span.end)
        places.setdefault(word, []).append(middle)
    return None


def _is_one_phrase(phrase: list[str], gap: str, after: str, is_sentence: bool) -> bool:
    """Whether a phrase that follows itself after this gap was said twice by mistake; `after` is how it
    begins again."""
    if len(phrase) == 1:
        return not gap.strip() and phrase[0] not in _DOUBLED and not phrase[0].isdigit()
    if _APART.search(gap) and after.isupper() and not is_sentence:
        return False  # another sentence begins alike
    return not (len(phrase) == 2 and "and" in phrase)  # over and over and over
