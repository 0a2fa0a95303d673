"""Numbers as the checks compare them: where they stand, and every value that they may be meant as."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction

from reader_app.core.article import Span

DIGITS = "0-9٠-٩۰-۹"
_SPACES = "\u0020\u00a0\u2009\u202f"
_NUMERAL = re.compile(
    rf"(?:(?<![{DIGITS}])(?<![{DIGITS}][.,]))"
    rf"(?:[{DIGITS}]{{1,3}}(?:[\u00a0\u2009\u202f][{DIGITS}]{{3}})+(?![{DIGITS}])"
    rf"|[{DIGITS}]+(?:[.,٫٬،'’][{DIGITS}]+)*)"
    r"(?P<vulgar>[¼-¾⅐-⅞])?|(?P<alone>[¼-¾⅐-⅞])"
)
_SEPARATOR = re.compile(rf"[^{DIGITS}]")
_MONTHS = 12
_LONGEST = 40
"""Digits of a number that are looked at: more are no quantity, and Python takes long over them."""


class Strength(IntEnum):
    """How surely a number is meant, and so how much it says that the other side lacks it."""

    HINT = 0  # may stand for a number of the other side; never missed
    SOFT = 1  # "one", "second": often said without a number on the other side
    FIRM = 2


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text. Two are the same if they share a value."""

    span: Span
    values: frozenset[Fraction]
    strength: Strength = Strength.FIRM
    in_digits: bool = False
    is_attached: bool = False  # part of a name such as COVID-19

    @property
    def is_month(self) -> bool:
        """Whether it is a month or a day by its name, whose value is below zero; digits that may be a month
        are none."""
        return all(value < 0 for value in self.values)

    @property
    def is_day(self) -> bool:
        """Whether it is a day of the week by its name."""
        return all(value < -_MONTHS for value in self.values)

    def agrees(self, other: "Quantity") -> bool:
        """Whether both may be the same number. The number in a name (COVID-19) is no mere hint's."""
        if Strength.HINT in (self.strength, other.strength) and (self.is_attached or other.is_attached):
            return False
        return not self.values.isdisjoint(other.values)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in digits, before any word such as "million" behind it is looked at."""

    span: Span
    values: frozenset[Fraction]
    is_attached: bool


def numerals(text: str) -> Iterator[Numeral]:
    """The numbers in digits, Western, Arabic-Indic or Persian; a date or score is several numbers."""
    for match in _NUMERAL.finditer(text):
        start, end = match.span()
        if match["alone"]:
            if text[max(0, start - 1) : start].isalpha():
                continue  # letters in a wrong encoding
            yield Numeral(Span(start, end), frozenset([_vulgar(match["alone"])]), False)
            continue
        written = match[0][:-1] if match["vulgar"] else match[0]
        values = _readings(written)
        if not values:
            for part in re.finditer(rf"[{DIGITS}]+", written):
                place = Span(start + part.start(), start + part.end())
                yield Numeral(place, frozenset([_whole(part[0])]), False)
            continue
        if match["vulgar"]:  # 6½ may be written ستة ونصف: the whole number alone will do
            values |= {value + _vulgar(match["vulgar"]) for value in values}
        yield Numeral(Span(start, end), values, _is_attached(text, start, end))


def _readings(written: str) -> frozenset[Fraction]:
    """What a number may mean: 1.500 is fifteen hundred or one and a half. Empty for several numbers
    (3.11.2016)."""
    marks = _SEPARATOR.findall(written)
    if not marks:
        return frozenset([_whole(written)])
    groups = _SEPARATOR.split(written)
    whole = _whole("".join(groups))
    are_threes = all(len(group) == 3 for group in groups[1:]) and 1 <= len(groups[0]) <= 3
    if len(marks) == 1:
        decimal = _decimal(groups[0], groups[1])
        if marks[0] == "٫" or not are_threes:
            return frozenset() if marks[0] in "،'’٬" else frozenset([decimal])
        return frozenset([whole, decimal]) if marks[0] == "." else frozenset([whole])
    if len(set(marks)) == 1:
        return frozenset([whole]) if are_threes else frozenset()
    before, last = groups[:-1], groups[-1]
    if len(set(marks[:-1])) == 1 and all(len(group) == 3 for group in before[1:]):
        return frozenset([_decimal("".join(before), last)])  # 1,234.56
    return frozenset()


def _whole(digits: str) -> Fraction:
    return Fraction(int(digits[:_LONGEST]))  # int() reads the digits of every script


def _decimal(before: str, after: str) -> Fraction:
    after = after[:_LONGEST]
    return _whole(before) + Fraction(int(after), 10 ** len(after))


def _vulgar(character: str) -> Fraction:
    return Fraction(unicodedata.numeric(character)).limit_denominator(10)


def _is_attached(text: str, start: int, end: int) -> bool:
    """Whether letters go before the number without a space: COVID-19, H1N1, كوفيد-19."""
    before = text[max(0, start - 2) : start]
    return before[-1:].isalpha() or (len(before) == 2 and before[1] in "-–‑" and before[0].isalpha())


def scaled(values: frozenset[Fraction], scale: int) -> frozenset[Fraction]:
    """The values times a scale such as a million, before which a point is a decimal point."""
    return frozenset(value * scale for value in values if len(values) == 1 or value.denominator > 1)


def within_word(text: str, span: Span) -> bool:
    """Whether a letter stands right before the number: it is part of a code (B0AT1, km2)."""
    return text[max(0, span.start - 1) : span.start].isalpha()
