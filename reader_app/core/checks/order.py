"""Numbers that changed places: both are there, each beside the other's words."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from reader_app.core.article import Span
from reader_app.core.checks.flags import Flag, FlagKind, Severity
from reader_app.core.checks.pair import CheckedPair
from reader_app.core.checks.quantities import Quantity, Strength
from reader_app.core.checks.stems import arabic_stem, english_stem
from reader_app.core.english import FUNCTION_WORDS

_AROUND = 18
"""Code points before and behind a number in which the words stand that tell what it counts."""

_CLEARLY = 0.4
"""By how much more the words must fit the other way round, of 1 for a word on either side of each."""

_SURELY = 1.0
"""The same where a year is among them, which stands where it likes."""

_MOST = 6
"""Numbers of a sentence beyond which order is not looked at: it is a table."""


def check_order(pair: CheckedPair, arabic: Sequence[Quantity], english: Sequence[Quantity]) -> Iterator[Flag]:
    """Two numbers of the source that stand in the target the other way round, where the words beside them did
    not go along. `arabic` and `english` are the numbers of either."""
    partners = [(one, [other for other in english if other.agrees(one)]) for one in arabic if _is_firm(one)]
    single = [(one, found[0]) for one, found in partners if len(found) == 1 and _is_firm(found[0])]
    if not 2 <= len(single) <= _MOST:
        return
    for (a, ours), (b, theirs) in combinations(sorted(single, key=lambda two: two[0].span), 2):
        if ours.span == theirs.span or a.agrees(b) or ours.span < theirs.span:
            continue
        same = _shared(pair, a, ours) + _shared(pair, b, theirs)
        crossed = _shared(pair, a, theirs) + _shared(pair, b, ours)
        if crossed > same + _least(a, b, ours, theirs):
            message = (
                f"Expected “{a.span.of(pair.source)}” before “{b.span.of(pair.source)}”, found "
                f"“{theirs.span.of(pair.target)}” before “{ours.span.of(pair.target)}” beside the same words."
            )
            yield Flag(FlagKind.NUMBER, Severity.WARNING, message, a.span, theirs.span)
            return


def _least(*numbers: Quantity) -> float:
    """By how much more the words must fit the other way round. People hardly ever change the order of numbers
    in digits that are no years: there they must only not fit as they stand."""
    if any(_is_year(one) for one in numbers):
        return _SURELY
    return -_CLEARLY if all(one.in_digits for one in numbers) else _CLEARLY


def _is_firm(one: Quantity) -> bool:
    return one.strength is Strength.FIRM and not one.is_attached and not one.is_month


def _is_year(one: Quantity) -> bool:
    return all(1000 <= value < 2100 for value in one.values)


def _shared(pair: CheckedPair, ours: Quantity, theirs: Quantity) -> float:
    """How many words beside a number of the source have their English beside one of the target; the nearer,
    the more they count."""
    stems = {
        english_stem(word.text): _nearness(word.span, theirs.span)
        for word in pair.english
        if word.text not in FUNCTION_WORDS and _nearness(word.span, theirs.span) > 0
    }
    return sum(
        max(
            (near * stems[stem] for stem in pair.lexicon.get(arabic_stem(word.text), ()) if stem in stems),
            default=0,
        )
        for word in pair.arabic
        if (near := _nearness(word.span, ours.span)) > 0
    )


def _nearness(word: Span, number: Span) -> float:
    """From 1 for a word beside the number to 0 for one that is not around it. What follows is nearer."""
    distance = word.start - number.end if word.start >= number.end else (number.start - word.end) * 1.5
    return max(0.0, 1 - distance / _AROUND) if distance >= 0 else 0.0
