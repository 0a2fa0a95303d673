"""Quotation marks and brackets: whether each has its partner, and whether both sides have them."""

from collections.abc import Iterator

from reader_app.core.article import Span
from reader_app.core.checks.flags import Flag, FlagKind, Severity
from reader_app.core.checks.pair import CheckedPair
from reader_app.core.quotations import pairs

_BRACKETS = "()[]{}"
_QUOTES = '«»“”„‟"＂'

_SAID = 4
"""Words of what stands between marks that a message tells."""


def check_quotes(pair: CheckedPair) -> Iterator[Flag]:
    """A mark without its partner where the source has none such; pairs that one side has and the other has
    not. Quotation marks with no colon before them may be a title's, written otherwise in English."""
    lonely = _lonely(pair.target)
    if lonely and not _lonely(pair.source):
        mark = pair.target[lonely[0]]
        yield Flag(
            FlagKind.QUOTES,
            Severity.WARNING,
            f"Expected a partner for {mark}, found none.",
            None,
            Span(lonely[0], lonely[0] + 1),
        )
        return
    for marks, name in ((_QUOTES, "quotation marks"), (_BRACKETS, "brackets")):
        ours = _first(pair.source, marks)
        theirs = _first(pair.target, marks)
        if ours is not None and theirs is None:
            message = f"Expected {name} as in «{_short(ours.of(pair.source))}», found none."
            yield Flag(FlagKind.QUOTES, _severity(pair.source, ours), message, ours, None)
        elif theirs is not None and ours is None and not _uses_single_marks(pair.source):
            message = f"Found {name}, which the Arabic does not have."
            yield Flag(FlagKind.QUOTES, Severity.INFO, message, None, theirs)


def _severity(text: str, marked: Span) -> Severity:
    is_speech = text[: marked.start].rstrip().endswith(":")
    return Severity.WARNING if is_speech or text[marked.start] in _BRACKETS else Severity.INFO


def _short(marked: str) -> str:
    inside = marked[1:-1].split()
    return " ".join(inside[:_SAID]) + ("…" if len(inside) > _SAID else "")


def _lonely(text: str) -> list[int]:
    """The marks without a partner. A bracket behind a number or letter that begins a list (1) needs none."""
    paired: set[int] = set()
    for found in pairs(text, 0, len(text)).values():
        paired |= {found.opening, found.closing}
    return [
        at
        for at, mark in enumerate(text)
        if mark in _BRACKETS + _QUOTES
        and at not in paired
        and not _ends_number(text, at)
        and not _is_inch(text, at)
    ]


def _ends_number(text: str, at: int) -> bool:
    return text[at] == ")" and at > 0 and text[at - 1].isalnum() and (at < 2 or not text[at - 2].isalpha())


def _is_inch(text: str, at: int) -> bool:
    return text[at] == '"' and at > 0 and text[at - 1].isdigit()


def _first(text: str, marks: str) -> Span | None:
    """The first pair of these marks, from one to the other."""
    for found in sorted(pairs(text, 0, len(text)).values(), key=lambda one: one.opening):
        if text[found.opening] in marks:
            return Span(found.opening, found.closing + 1)
    return None


def _uses_single_marks(text: str) -> bool:
    return any(mark in text for mark in "'‘’‹›")
