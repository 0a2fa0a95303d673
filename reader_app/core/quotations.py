"""Which quotation marks and brackets belong together.

Arabic texts write quotations with «», “”, "" and, by the confusions of right-to-left typing, with
the two curly or angular marks exchanged. A mark's own direction decides first; where that cannot
be (a closing mark with nothing open, straight marks) its neighbours do: an opening mark touches
what follows it, a closing one what precedes.

A mark without a partner is no pair, so it can swallow nothing.
"""

import re
from dataclasses import dataclass

from reader_app.core.punctuation import CLOSERS, CONTINUATIONS, DASHES, OPENERS, TERMINATORS

_FAMILIES = ("()", "[]", "{}", "«»", "‹›", "“”„‟", "﴿﴾", '"＂')
"""Marks that can be each other's partners."""

_FAMILY = {mark: number for number, marks in enumerate(_FAMILIES) for mark in marks}
_MARK = re.compile(f"[{re.escape(''.join(_FAMILIES))}]")
_BRACKETS = frozenset("()[]{}")
_STRAIGHT_MARKS = _FAMILIES[-1]

_BEFORE_OPENING = frozenset(OPENERS + DASHES + ":،/\u0640")
_ATTACHED_WORDS = frozenset("وفبكل")
_AFTER_CLOSING = frozenset(CLOSERS + TERMINATORS + CONTINUATIONS)


@dataclass(frozen=True, slots=True)
class Pair:
    """An opening and its closing mark, as the offsets of the two characters."""

    opening: int
    closing: int
    is_quotation: bool

    @property
    def length(self) -> int:
        """Code points between the two marks."""
        return self.closing - self.opening - 1


def pairs(text: str, start: int, end: int) -> dict[int, Pair]:
    """The balanced pairs within text[start:end], by the offset of the opening mark.

    Pairs may nest but never cross: a closing mark drops what was opened after its partner. Linear
    in the length of the range.
    """
    found: dict[int, Pair] = {}
    opened: list[tuple[int, int]] = []  # offset and family of each mark that waits for its partner
    waiting: dict[int, int] = {}  # family -> how many of them
    for mark in _MARK.finditer(text, start, end):
        offset, family = mark.start(), _FAMILY[mark[0]]
        is_waiting = waiting.get(family, 0) > 0
        if _opens(text, offset, start, end, is_waiting):
            if is_waiting and mark[0] in _STRAIGHT_MARKS:
                _drop_last(opened, waiting, family)  # a straight mark is not nested in itself
            opened.append((offset, family))
            waiting[family] = waiting.get(family, 0) + 1
        elif is_waiting:
            opening = _drop_last(opened, waiting, family)
            found[opening] = Pair(opening, offset, mark[0] not in _BRACKETS)
    return found


def _drop_last(opened: list[tuple[int, int]], waiting: dict[int, int], family: int) -> int:
    """Forget the last opened mark of `family`, and those opened after it; return its offset."""
    while True:
        offset, dropped = opened.pop()
        waiting[dropped] -= 1
        if dropped == family:
            return offset


def _opens(text: str, offset: int, start: int, end: int, is_waiting: bool) -> bool:
    """Whether the mark at `offset` opens a pair; `is_waiting` when one of its family is open."""
    mark = text[offset]
    if mark in _BRACKETS:
        return mark in OPENERS
    before = text[offset - 1] if offset > start else " "
    after = text[offset + 1] if offset + 1 < end else " "
    touches_next = not (after.isspace() or after in _AFTER_CLOSING)
    like_opening = touches_next and (before.isspace() or before in _BEFORE_OPENING)
    like_closing = not touches_next and not before.isspace()
    if mark in _STRAIGHT_MARKS:
        return like_opening or not is_waiting
    if mark in OPENERS:
        return not (is_waiting and like_closing)
    return not is_waiting and (like_opening or (before in _ATTACHED_WORDS and touches_next))
