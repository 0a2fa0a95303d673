"""Translations much longer or shorter than a sentence of that length is translated by.

The logarithm of how many code points the English has for each of the Arabic lies about a mean, with a
spread, that both fall with the length of the sentence. The constants were fitted to 8,500 sentence pairs of
four kinds of text (`tools/fit_checks.py`).
"""

import math
import re
from collections.abc import Iterator

from reader_app.core.arabic import normalise
from reader_app.core.checks.flags import Flag, FlagKind, Severity
from reader_app.core.checks.pair import CheckedPair

_MEAN, _MEAN_SHORT = 0.07, 3.0
_SPREAD, _SPREAD_SHORT = 0.13, 0.32
_ADDED = 3
"""Code points added to both, so that very short sentences say little."""

_ACRONYM = re.compile(r"\b[A-Z][A-Z.&]{1,6}[A-Z]?s?\b")
_SPELLED = 3
"""Code points that a letter of an acronym stands for besides itself."""

_DIGITS = re.compile(r"[1-9١-٩۱-۹]")
_DIGIT_WORD = 6
"""Code points of a digit, but for noughts, that one side writes in words and the other not."""

_UNIT = re.compile(r"(?<=\d)\s?(?:km|kg|cm|mm|mph|am|pm|m|%)(?!\w)")
_UNIT_WORDS = 8
_SAID_AGAIN = re.compile(r"\s*/\s*[\u0621-\u064a]+")
"""The second name of «كانون الثاني/يناير»."""

_NOTABLE, _STRANGE = 2.6, 3.6
"""Standard deviations from the mean at which a length is remarked, and at which it is a warning."""


def log_ratio(source: str, target: str) -> float:
    """The logarithm of the target's length in the source's."""
    return math.log((_written_out(target, source) + _ADDED) / (_size(source) + _ADDED))


def _written_out(target: str, source: str) -> int:
    """The code points of the target if its acronyms, its units and the numbers that the source has in words
    were words."""
    acronyms = sum(len(acronym) for acronym in _ACRONYM.findall(target))
    numbers = max(0, len(_DIGITS.findall(target)) - len(_DIGITS.findall(source)))
    units = len(_UNIT.findall(target)) * ("%" not in source and "٪" not in source)
    return len(target.strip()) + _SPELLED * acronyms + _DIGIT_WORD * numbers + _UNIT_WORDS * units


def _size(source: str) -> int:
    """The code points of the source without vowel marks and second names, for which English has nothing."""
    return max(len(normalise(_SAID_AGAIN.sub("", source).strip())), 1)


def deviation(source: str, target: str) -> float:
    """By how many standard deviations the target is longer than expected; negative where it is shorter."""
    length = _size(source)
    mean = _MEAN + _MEAN_SHORT / (length + _ADDED)
    return (log_ratio(source, target) - mean) / (_SPREAD + _SPREAD_SHORT / math.sqrt(length))


def check_length(pair: CheckedPair) -> Iterator[Flag]:
    """A length that hardly any translation of such a sentence has."""
    if not pair.source.strip() or not pair.target.strip():
        return
    found = deviation(pair.source, pair.target)
    if abs(found) < _NOTABLE:
        return
    severity = Severity.WARNING if abs(found) >= _STRANGE else Severity.INFO
    length = _size(pair.source)
    usual = (length + _ADDED) * math.exp(_MEAN + _MEAN_SHORT / (length + _ADDED)) - _ADDED
    what = "longer" if found > 0 else "shorter"
    size = len(pair.target.strip())
    message = f"Expected about {round(max(usual, 1))} characters, found {size}: much {what} than usual."
    yield Flag(FlagKind.LENGTH, severity, message)
