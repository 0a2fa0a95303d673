"""What differs between two texts, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from reader_app.core.arabic import normalise
from reader_app.core.article import Span

_TOKEN = re.compile(r"\w[\w\u0300-\u036f\u064b-\u065f\u0670'’]*|[^\w\s]")


class Change(StrEnum):
    """What became of a stretch on the way from the one text to the other."""

    SAME = "same"
    REPLACED = "replaced"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch of words: where it stands in the old text and in the new. One is empty where words were
    removed or added; it then lies where they would stand."""

    change: Change
    old: Span
    new: Span


def differences(old: str, new: str) -> tuple[Difference, ...]:
    """The stretches of both texts in order, from end to end but for the white space between them.

    Punctuation counts as words do. Arabic words are the same whatever their vowel marks and hamzas.
    """
    ours, theirs = ([Span(*found.span()) for found in _TOKEN.finditer(text)] for text in (old, new))
    matcher = SequenceMatcher(
        None,
        [normalise(span.of(old)) for span in ours],
        [normalise(span.of(new)) for span in theirs],
        autojunk=False,
    )
    return tuple(
        Difference(_CHANGES[tag], _covering(ours, old_from, old_to), _covering(theirs, new_from, new_to))
        for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes()
    )


_CHANGES = {
    "equal": Change.SAME,
    "replace": Change.REPLACED,
    "delete": Change.REMOVED,
    "insert": Change.ADDED,
}


def _covering(words: list[Span], first: int, end: int) -> Span:
    if first < end:
        return Span(words[first].start, words[end - 1].end)
    here = words[first - 1].end if first else 0
    return Span(here, here)
