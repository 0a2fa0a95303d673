"""A sentence as the tagger sees it: normalised words, with marks of punctuation as words of their own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reader_app.core.arabic import Normalised, normalise, normalise_with_offsets
from reader_app.core.article import Span

WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
"""A word or a mark of normalised text."""


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
        return cls(text, [match[0] for match in found], [Span(*match.span()) for match in found])

    def original(self, spans: Sequence[Span]) -> list[Span]:
        """Where parts of the normalised text stand in the text."""
        if not spans:
            return []
        folded: Normalised = normalise_with_offsets(self.text)
        return [folded.original(span) for span in spans]
