"""Numbers that changed, went missing or came in."""

from collections.abc import Iterator, Sequence

from reader_app.core.checks.arabic_numbers import arabic_quantities
from reader_app.core.checks.dates import in_context
from reader_app.core.checks.english_numbers import english_quantities
from reader_app.core.checks.flags import Flag, FlagKind, Severity
from reader_app.core.checks.months import arabic_days, arabic_months, english_days, english_months
from reader_app.core.checks.order import check_order
from reader_app.core.checks.pair import CheckedPair
from reader_app.core.checks.percent import check_percent
from reader_app.core.checks.quantities import Quantity, Strength


def check_numbers(pair: CheckedPair) -> Iterator[Flag]:
    """A number of one side that the other has neither in digits nor in words.

    Where both sides have one, they are told together, in order: one probably became the other. What is
    often said without a number ("one", "second", اثنين for a Monday) is told only so. A month that one side
    alone names is only a remark.
    """
    months = list(arabic_months(pair.source, pair.arabic))
    inside = [month.span for month in months]  # the ordinal of «كانون الثاني» is no number of its own
    arabic = [
        one
        for one in in_context(pair.source, arabic_quantities(pair.source, pair.arabic))
        if not any(one.span.start in span for span in inside)
    ]
    arabic += [*months, *arabic_days(pair.arabic)]
    english = [*in_context(pair.target, english_quantities(pair.target)), *english_months(pair.target)]
    english += english_days(pair.target)
    yield from check_percent(pair, arabic, english)
    missing, extra = _unmatched(arabic, english), _unmatched(english, arabic)
    for kind in ((False, False), (True, False), (True, True)):
        yield from _compared(
            pair,
            [one for one in missing if (one.is_month, one.is_day) == kind],
            [one for one in extra if (one.is_month, one.is_day) == kind],
            knows_months=kind == (True, False) and any(month.strength is Strength.FIRM for month in months),
        )
    if not missing and not extra:
        yield from check_order(pair, arabic, english)


def _compared(
    pair: CheckedPair, missing: Sequence[Quantity], extra: Sequence[Quantity], *, knows_months: bool
) -> Iterator[Flag]:
    for expected, found in zip(missing, extra, strict=False):
        firm = Strength.FIRM in (expected.strength, found.strength)
        severity = Severity.ERROR if expected.in_digits and found.in_digits else Severity.WARNING
        message = f"Expected {_named(pair.source, expected)}, found “{found.span.of(pair.target)}”."
        yield Flag(FlagKind.NUMBER, severity if firm else Severity.INFO, message, expected.span, found.span)
    for expected in missing[len(extra) :]:
        if expected.strength is Strength.FIRM:
            severity = Severity.INFO if expected.is_attached or expected.is_month else Severity.WARNING
            message = f"Expected {_named(pair.source, expected)}, found none for it."
            yield Flag(FlagKind.NUMBER, severity, message, expected.span)
    for found in extra[len(missing) :]:
        if found.strength is Strength.FIRM:
            message = f"Found {_named(pair.target, found)}, which the Arabic does not have."
            severity = Severity.INFO if found.is_month and not knows_months else Severity.WARNING
            yield Flag(FlagKind.NUMBER, severity, message, None, found.span)


def _unmatched(ours: Sequence[Quantity], theirs: Sequence[Quantity]) -> list[Quantity]:
    """What of ours, in its order, is no number of theirs; words that only imply one are left out."""
    asking = sorted((one for one in ours if one.strength is not Strength.HINT), key=lambda one: one.span)
    return [one for one in asking if not any(one.agrees(other) for other in theirs)]


def _named(text: str, quantity: Quantity) -> str:
    what = "number" if not quantity.is_month else "day" if quantity.is_day else "month"
    return f"the {what} “{quantity.span.of(text)}”"
