"""Translations that end before the sentence does.

The surest sign is that the Arabic ends with a full stop or question mark and the English with none. Where
that tells nothing, a logistic model weighs how short the translation is, whether the last Arabic words that
the lexicon knows have their English in it, and whether it ends in a word that nothing ends in. The weights
were fitted (`tools/fit_checks.py`).
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from reader_app.core.article import Span
from reader_app.core.checks.arabic_numbers import is_number_word
from reader_app.core.checks.flags import Flag, FlagKind, Severity
from reader_app.core.checks.length import log_ratio
from reader_app.core.checks.pair import CheckedPair
from reader_app.core.checks.stems import arabic_stem, english_stem
from reader_app.core.english import word_set

_CLOSERS = r"[\])}»”\"'’‘]*"
_SENTENCE_END = re.compile(rf"[.!?…؟。۔]\s*{_CLOSERS}\s*$")
_ANY_END = re.compile(rf"[.!?…؟。۔:;]\s*{_CLOSERS}\s*$")

_NEVER_LAST = word_set(
    "the a an and or but if as than this these those its their his her our your my into which who "
    "whose when where while will would could may might must very more most such about between during"
)
_SELDOM_LAST = word_set(
    "of in on at to for with from by is are was were be been that then has have had not under over "
    "after before through can"
)
"""Words that nothing ends in but a question or a relative clause."""

_TAIL = 0.6
"""Where the end of a sentence begins, as a share of it."""

WEIGHTS = (1.066, -1.950, -3.570, -0.415, 0.056, -0.050, -1.354, -1.559, -0.346, -0.596, 2.587)
"""For each of `features`."""

_PROBABLE, _POSSIBLE = 2.65, -2.0
"""The log-odds from which a translation is taken to be cut, and from which where it lacks the full stop."""


@dataclass(frozen=True, slots=True)
class _Known:
    """A word of the source that the lexicon knows: its place as a share of the source, and whether its
    English is there."""

    place: float
    index: int
    found: bool


def check_truncated(pair: CheckedPair) -> Iterator[Flag]:
    """A missing full stop, or an end that comes too early."""
    if not pair.target.strip():
        return
    tail = Span(len(pair.target.rstrip()), len(pair.target.rstrip()))
    last = pair.english[-1].span if pair.english else tail
    known = _known(pair)
    odds = log_odds(features(pair, known))
    if _SENTENCE_END.search(pair.source) and not _ANY_END.search(pair.target):
        end = pair.source.rstrip()[-1]
        message = f"Expected an end like “{end}”, found “{last.of(pair.target)}”: is the rest missing?"
        severity = Severity.WARNING if odds >= _POSSIBLE else Severity.INFO
        yield Flag(FlagKind.TRUNCATED, severity, message, None, last)
    elif odds >= _PROBABLE:
        missed = [one for one in known if not one.found and one.place > _TAIL]
        first = pair.arabic[missed[0].index].span if missed else None
        about = f"something for «{first.of(pair.source)}»" if first else "more"
        message = f"Expected {about}, found the end after “{last.of(pair.target)}”: is the rest missing?"
        yield Flag(FlagKind.TRUNCATED, Severity.WARNING, message, first, last)


def log_odds(values: tuple[float, ...]) -> float:
    """How much more probable it is that the translation is cut than that it is whole, as a logarithm."""
    return sum(weight * value for weight, value in zip(WEIGHTS, values, strict=True))


def features(pair: CheckedPair, known: list[_Known] | None = None) -> tuple[float, ...]:
    """What the model weighs, a constant first."""
    known = _known(pair) if known is None else known
    ratio = log_ratio(pair.source, pair.target)
    size = math.log(len(pair.arabic) + 1)
    run = 0
    for one in reversed(known):
        if one.found:
            break
        run += 1
    last = max((one.place for one in known if one.found), default=0.0)
    tail, head = _share([k for k in known if k.place > _TAIL]), _share([k for k in known if k.place <= _TAIL])
    dangling = _dangles(pair)
    return (
        1.0,
        ratio,
        ratio * size,
        size,
        float(run),
        run * run / 10,
        last * min(1.0, len(known) / 4),
        tail,
        head,
        (tail - head) * size,
        float(dangling),
    )


def _known(pair: CheckedPair) -> list[_Known]:
    if not pair.lexicon or not pair.arabic:
        return []
    english = {english_stem(word) for word in pair.english_set}
    found: list[_Known] = []
    for index, word in enumerate(pair.arabic):
        meanings = pair.lexicon.get(arabic_stem(word.text))
        is_found = bool(meanings) and not meanings.isdisjoint(english)
        if meanings and (is_found or not is_number_word(word.text)):  # the check of numbers misses those
            place = (index + 0.5) / len(pair.arabic)
            found.append(_Known(place, index, is_found))
    return found


def _dangles(pair: CheckedPair) -> bool:
    """Whether the last word is one that goes before another."""
    if not pair.english or any(c.isalnum() for c in pair.target[pair.english[-1].span.end :]):
        return False
    last = pair.english[-1].text
    return last in _NEVER_LAST or (last in _SELDOM_LAST and "?" not in pair.target)


def _share(known: list[_Known]) -> float:
    return (sum(one.found for one in known) + 0.5) / (len(known) + 1)
