"""A sentence as the tagger sees it: normalised words, with marks of punctuation as words of their own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reader_app.core.arabic import Normalised, normalise, normalise_with_offsets
from reader_app.core.article import Span

WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
"""A word or a mark of normalised text."""

FATHATAN = "\u064b"
_WITH_TANWEEN = re.compile(rf"{FATHATAN}[اى]?$|[اى]{FATHATAN}$")

_ON_OR_ALI = re.compile(r"(?<!\w)[وف]?عل([ىي])(?!\w)")
_ALI = frozenset(["علي", "وعلي", "فعلي"])


@dataclass(frozen=True)
class Tokens:
    """The words of a sentence. `spans` are in its normalised text; `original` leads back."""

    text: str
    words: Sequence[str]
    spans: Sequence[Span]

    @classmethod
    def of(cls, text: str) -> "Tokens":
        """The words of a sentence as it is written."""
        found = list(WORD.finditer(normalise(text)))
        words = told_apart([match[0] for match in found], text)
        return cls(text, words, [Span(*match.span()) for match in found])

    def with_tanween(self) -> list[int]:
        """The numbers of the words that are written with an ending -an («اكراً»), which normalising drops:
        such a word is an indefinite noun, and neither a town nor a firm."""
        if FATHATAN not in self.text:
            return []
        written = (span.of(self.text) for span in self.original(self.spans))
        return [i for i, word in enumerate(written) if _WITH_TANWEEN.search(word)]

    def original(self, spans: Sequence[Span]) -> list[Span]:
        """Where parts of the normalised text stand in the text."""
        if not spans:
            return []
        folded: Normalised = normalise_with_offsets(self.text)
        return [folded.original(span) for span in spans]


def told_apart(words: Sequence[str], text: str) -> Sequence[str]:
    """The normalised words of a text with «على» ("on") as it is written, so that it is not «علي», the name.

    Where vowel marks stand in one of them, all stay as they are.
    """
    places = [i for i, word in enumerate(words) if word in _ALI]
    endings = _ON_OR_ALI.findall(text) if places else []
    if not places or len(endings) != len(places):
        return words
    apart = list(words)
    for i, ending in zip(places, endings, strict=True):
        apart[i] = apart[i][:-1] + ending
    return apart
