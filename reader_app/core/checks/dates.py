"""Numbers that are read by what stands about them: hours, scores and dates."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction

from reader_app.core.article import Span
from reader_app.core.checks.quantities import DIGITS, Quantity, Strength

_CLOCK = re.compile(
    rf"(?<![{DIGITS}:.,])(?P<hour>[{DIGITS}]{{1,2}}):(?P<minute>[{DIGITS}]{{2}})(?![{DIGITS}:]|[.,][{DIGITS}])"
    rf"|(?:الساعة|[Aa]t) (?P<hour_of>[{DIGITS}]{{1,2}})\.(?P<minute_of>[{DIGITS}]{{2}})(?![{DIGITS}.%٪])"
)
_HALF_DAY, _DAY = 12, 24
_SCORE = re.compile(rf"(?<![{DIGITS}–-])[{DIGITS}]{{1,2}}[–-][{DIGITS}]{{1,2}}(?![{DIGITS}–-])")
_DATE = re.compile(
    rf"(?<![{DIGITS}/.-])(?P<one>[{DIGITS}]{{1,2}})(?P<mark>[/.-])(?P<other>[{DIGITS}]{{1,2}})"
    rf"(?P<year>(?P=mark)(?:[{DIGITS}]{{4}}|[{DIGITS}]{{2}}))?(?![{DIGITS}/-])"
)
_MONTHS, _DAYS = 12, 31


def in_context(text: str, found: Iterable[Quantity]) -> Iterator[Quantity]:
    """The quantities of a text with what else they may mean: an hour is also twelve hours later, a number in
    a date is a month. Minutes of 00 and the 0 of a score are often not said, and only hints."""
    hours: list[Span] = []
    unsaid: set[int] = set()
    halves: dict[int, tuple[Fraction, Fraction]] = {}
    for match in _CLOCK.finditer(text):
        hour, minute = ("hour", "minute") if match["hour"] else ("hour_of", "minute_of")
        hours.append(Span(*match.span(hour)))
        if int(match[minute]) == 0:
            unsaid.add(match.start(minute))
        if match["hour_of"]:
            halves[match.start(hour)] = Fraction(int(match[hour])), Fraction(int(match[minute]))
    scores = [Span(*match.span()) for match in _SCORE.finditer(text)]
    dates = [Span(*match.span()) for match in _DATE.finditer(text) if _is_date(match)]
    for one in found:
        start, values = one.span.start, one.values
        if start in halves:  # at 5.30
            hour, minute = halves[start]
            values |= {hour}
            yield Quantity(one.span, frozenset([minute]), Strength.HINT)
        if any(start in span for span in hours):
            values |= {(value + _HALF_DAY) % _DAY for value in values if 0 <= value <= _DAY}
        if one.in_digits and any(start in span for span in dates):
            values |= {-value for value in values if 1 <= value <= _MONTHS}
        is_zero = values == frozenset([Fraction(0)])
        is_unsaid = start in unsaid or (is_zero and any(start in span for span in scores))
        yield replace(one, values=values, strength=Strength.HINT if is_unsaid else one.strength)


def _is_date(match: re.Match[str]) -> bool:
    """Whether two numbers may be a day and a month: they have a slash between them, or a year behind."""
    month, day = sorted((int(match["one"]), int(match["other"])))
    return 1 <= month <= _MONTHS and day <= _DAYS and (match["mark"] == "/" or match["year"] is not None)
