"""Percentages that lost their sign, or got one."""

import re
from collections.abc import Iterator, Sequence

from reader_app.core.article import Span
from reader_app.core.checks.flags import Flag, FlagKind, Severity
from reader_app.core.checks.pair import CheckedPair
from reader_app.core.checks.quantities import Quantity

_ARABIC = re.compile(r"[%٪]|(?:في|ب)\s*ال(?:مئة|مائة|مية|مئه|مائه)|مئوية|بالميه")
_ENGLISH = re.compile(
    r"[%٪]|\bper ?cent|\bpercentage|\bpct\b|(?:out of|per|in|of) (?:an? |every |one )?hundred\b",
    re.IGNORECASE,
)
_SHARE = re.compile(r"نسب|معدل|حصة|درجة|سلزيوس|نصف|ربع|ثلث|جزء")
"""Words with which English may speak of percent though the Arabic does not."""

_DEGREES = re.compile(r"درج|مئوية")
_NEAR = 12


def check_percent(
    pair: CheckedPair, arabic: Sequence[Quantity], english: Sequence[Quantity]
) -> Iterator[Flag]:
    """A percentage that one side alone has. `arabic` and `english` are the numbers of either."""
    ours, theirs = _ARABIC.search(pair.source), _ENGLISH.search(pair.target)
    if ours is not None and theirs is None and not _DEGREES.search(pair.source):
        number = _beside(arabic, Span(*ours.span()))
        found = next((one for one in english if number is not None and one.agrees(number)), None)
        if number is not None and found is not None:
            expected = Span(number.span.start, max(number.span.end, ours.end()))
            about = f"Expected a percentage for «{expected.of(pair.source)}»"
            message = f"{about}, found “{found.span.of(pair.target)}” without one."
            yield Flag(FlagKind.NUMBER, Severity.WARNING, message, expected, found.span)
    elif theirs is not None and ours is None and not _SHARE.search(pair.source):
        number = _beside(english, Span(*theirs.span()))
        expected = next((one for one in arabic if number is not None and one.agrees(number)), None)
        if number is not None and expected is not None:
            found_span = Span(number.span.start, max(number.span.end, theirs.end()))
            message = (
                f"Expected no percentage for «{expected.span.of(pair.source)}», found "
                f"“{found_span.of(pair.target)}”."
            )
            yield Flag(FlagKind.NUMBER, Severity.WARNING, message, expected.span, found_span)


def _beside(numbers: Sequence[Quantity], sign: Span) -> Quantity | None:
    """The number that a sign belongs to: the last one that ends right before it, or begins right behind."""
    near = [one for one in numbers if 0 <= sign.start - one.span.end <= _NEAR]
    behind = [one for one in numbers if 0 <= one.span.start - sign.end <= 1]
    return max(near, key=lambda one: one.span.end, default=None) or next(iter(behind), None)
