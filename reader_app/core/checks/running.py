"""The registry of checks, and running them. A new check is a module beside this one and a line in `CHECKS`.

A check takes a `CheckedPair` and gives flags; it never raises, whatever the texts.
"""

from collections.abc import Callable, Iterator

from reader_app.core.checks.flags import Flag, FlagKind
from reader_app.core.checks.length import check_length
from reader_app.core.checks.name import check_names
from reader_app.core.checks.negation import check_negation
from reader_app.core.checks.number import check_numbers
from reader_app.core.checks.pair import CheckedPair
from reader_app.core.checks.quotes import check_quotes
from reader_app.core.checks.repetition import check_repetition
from reader_app.core.checks.term import check_terms
from reader_app.core.checks.truncated import check_truncated
from reader_app.core.checks.untranslated import check_untranslated

Check = Callable[[CheckedPair], Iterator[Flag]]

CHECKS: dict[FlagKind, Check] = {
    FlagKind.TRUNCATED: check_truncated,
    FlagKind.UNTRANSLATED: check_untranslated,
    FlagKind.NUMBER: check_numbers,
    FlagKind.NAME: check_names,
    FlagKind.NEGATION: check_negation,
    FlagKind.TERM: check_terms,
    FlagKind.REPETITION: check_repetition,
    FlagKind.LENGTH: check_length,
    FlagKind.QUOTES: check_quotes,
}
"""Kind -> check, in the order in which flags of the same severity are told."""


def run_checks(pair: CheckedPair) -> tuple[Flag, ...]:
    """The flags of all checks, the gravest first. An empty target is only said to be missing."""
    if not pair.target.strip():
        return tuple(check_untranslated(pair))
    flags = [flag for check in CHECKS.values() for flag in check(pair)]
    return tuple(sorted(flags, key=lambda flag: -flag.severity.rank))
