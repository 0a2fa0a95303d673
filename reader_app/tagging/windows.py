"""Parts of a sentence that is longer than a model reads at once, each beginning before the last one ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

OVERLAP = 16
"""Words, at most, that two neighbouring parts share, so that each word has some on both sides of it."""

_SHARE = 4
"""What part of the room they may take: a quarter."""


@dataclass(frozen=True, slots=True)
class Window:
    """The words from `start` to before `end` are read together; what is found for those from `first` to
    before `after` counts."""

    start: int
    end: int
    first: int
    after: int


def windows(pieces: Sequence[int], room: int) -> list[Window]:
    """The parts of a sentence whose words have so many pieces each, with at most `room` pieces in each part.

    No word may have more than `room`. Each word counts in exactly one part: of two, in the one where it
    stands farther from the edge.
    """
    if not pieces:
        return []
    bounds: list[tuple[int, int]] = []
    start = 0
    while start < len(pieces):
        end, left = start, room
        while end < len(pieces) and pieces[end] <= left:
            left -= pieces[end]
            end += 1
        bounds.append((start, end))
        if end == len(pieces):
            break
        start = _back_from(end, start, pieces, room)
    middles = [(later + earlier) // 2 for (_, earlier), (later, _) in pairwise(bounds)]
    return [
        Window(start, end, first, after)
        for (start, end), first, after in zip(bounds, [0, *middles], [*middles, len(pieces)], strict=True)
    ]


def _back_from(end: int, before: int, pieces: Sequence[int], room: int) -> int:
    """Where the part after one from `before` to `end` begins."""
    start, shared = end, 0
    while end - start < OVERLAP and start - 1 > before and (shared + pieces[start - 1]) * _SHARE <= room:
        start -= 1
        shared += pieces[start]
    return start if shared + pieces[end] <= room else end
