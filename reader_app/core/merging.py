"""Two versions of a text as one, with what was taken out of it and what was put in."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from reader_app.core.article import Span
from reader_app.core.differences import Change, Difference


@dataclass(frozen=True, slots=True)
class Merged:
    """One text with the words of both versions, and where those stand that only one of them has."""

    text: str
    removed: tuple[Span, ...]
    added: tuple[Span, ...]


def merged(old: str, new: str, differences: Sequence[Difference]) -> Merged:
    """The new text, with the old one's words that it lacks standing before those in their place.

    `differences` lead from `old` to `new`. What both have is spelt as in the new text. White space between
    two stretches becomes one space; two words never join.
    """
    text = ""
    removed: list[Span] = []
    added: list[Span] = []
    for difference in differences:
        is_same = difference.change is Change.SAME
        sides = [(new, difference.new, added)]
        if not is_same:
            sides.insert(0, (old, difference.old, removed))
        for whole, span, spans in sides:
            if not len(span):
                continue
            text += _gap(text, whole, span)
            start, text = len(text), text + span.of(whole)
            if not is_same:
                spans.append(Span(start, len(text)))
    return Merged(text, tuple(removed), tuple(added))


def _gap(before: str, whole: str, span: Span) -> str:
    is_apart = whole[span.start - 1 : span.start].isspace()
    would_join = bool(before) and _is_of_a_word(before[-1]) and _is_of_a_word(whole[span.start])
    return " " if before and (is_apart or would_join) else ""


def _is_of_a_word(letter: str) -> bool:
    return letter.isalnum() or bool(unicodedata.combining(letter))
