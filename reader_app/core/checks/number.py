"""Numbers that changed, went missing or came in."""

from collections.abc import Iterator, Sequence

from reader_app.core.checks.arabic_numbers import arabic_quantities
from reader_app.core.checks.english_numbers import english_quantities
from reader_app.core.checks.flags import Flag, FlagKind, Severity
from reader_app.core.checks.pair import CheckedPair
from reader_app.core.checks.quantities import Quantity, Strength


def check_numbers(pair: CheckedPair) -> Iterator[Flag]:
    """A number of one side that the other has neither in digits nor in words.

    Where both sides have one, they are told together, in order: one probably became the other. What is often said
    without a number ("one", "second", اثنين for a Monday) is told only so.
    """
    arabic = arabic_quantities(pair.source, pair.arabic)
    english = english_quantities(pair.target)
    missing = _unmatched(arabic, english)
    extra = _unmatched(english, arabic)
    missing = [one for one in missing if one.strength is not Strength.HINT]
    extra = [one for one in extra if one.strength is not Strength.HINT]
    for expected, found in zip(missing, extra, strict=False):
        firm = Strength.FIRM in (expected.strength, found.strength)
        severity = Severity.ERROR if expected.in_digits and found.in_digits else Severity.WARNING
        yield Flag(
            FlagKind.NUMBER,
            severity if firm else Severity.INFO,
            f"Expected the number {_as_written(pair.source, expected)}, found {_as_written(pair.target, found)}.",
            expected.span,
            found.span,
        )
    for expected in missing[len(extra) :]:
        if expected.strength is Strength.FIRM:
            severity = Severity.INFO if expected.is_attached else Severity.WARNING
            message = f"Expected the number {_as_written(pair.source, expected)}, found none for it."
            yield Flag(FlagKind.NUMBER, severity, message, expected.span)
    for found in extra[len(missing) :]:
        if found.strength is Strength.FIRM:
            message = f"Found the number {_as_written(pair.target, found)}, which the Arabic does not have."
            yield Flag(FlagKind.NUMBER, Severity.WARNING, message, None, found.span)


def _unmatched(ours: Sequence[Quantity], theirs: Sequence[Quantity]) -> list[Quantity]:
    return [one for one in ours if not any(one.agrees(other) for other in theirs)]


def _as_written(text: str, quantity: Quantity) -> str:
    return f"“{quantity.span.of(text)}”"
