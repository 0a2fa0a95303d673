"""Where the pieces of a tokeniser stand in the text they were cut from."""

import unicodedata
from collections.abc import Sequence

from reader_app.core.article import Span

WORD_MARK = "▁"
"""What SentencePiece writes for a space; it begins a piece that begins a word."""

_REACH = 40
"""How many characters beyond an unknown piece the next known one is looked for."""


def locate(text: str, pieces: Sequence[str]) -> list[Span | None]:
    """The span of `text` that each piece covers, None for one that covers no visible character or is unknown.

    SentencePiece cuts a normalised text: NFKC, runs of spaces made one, invisible controls dropped. Both are
    compared here without spaces and controls, so a piece covers whole characters of the original with
    their marks. Pieces that are not in the text, as `<unk>` may be, are passed over; the spans are in order
    and do not overlap but where one character, such as a ligature, makes several pieces.
    """
    letters, places = _visible(text)
    spans: list[Span | None] = []
    at = 0
    for piece in pieces:
        shown = _visible(piece.replace(WORD_MARK, " "))[0]
        found = letters.find(shown, at, at + len(shown) + _REACH) if shown else -1
        if found < 0:
            spans.append(None)
            continue
        at = found + len(shown)
        spans.append(Span(places[found].start, places[at - 1].end))
    return spans


def _visible(text: str) -> tuple[str, list[Span]]:
    """The text in NFKC without spaces and controls, and the span of `text` behind each of its characters."""
    letters: list[str] = []
    places: list[Span] = []
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        cluster = text[start:end]
        shown = unicodedata.normalize("NFKC", cluster)
        for index, letter in enumerate(shown):
            if letter.isspace() or letter == WORD_MARK or unicodedata.category(letter) in ("Cc", "Cf"):
                continue
            letters.append(letter)
            same = shown == cluster
            places.append(Span(start + index, start + index + 1) if same else Span(start, end))
        start = end
    return "".join(letters), places
