"""Finding words in an article, whether or not they are written with their vowel marks."""

import re
from functools import cached_property

from reader_app.core.arabic import Normalised, normalise, normalise_with_offsets
from reader_app.core.article import Span


class Finder:
    """Looks for text in one article. The first search takes longer, so off the GUI thread; one thread at
    a time.

    Both sides are folded as names are (alef forms, final yeh and teh marbuta, tatweel, vowel marks), Latin
    letters regardless of case, and any white space stands for any other.
    """

    def __init__(self, text: str) -> None:
        self._original = text

    def find(self, wanted: str) -> tuple[Span, ...]:
        """Where `wanted` stands, in code points of the article, in reading order, without overlaps."""
        words = normalise(wanted).split()
        if not words:
            return ()
        pattern = re.compile(r"\s+".join(map(re.escape, words)), re.IGNORECASE)
        return tuple(
            self._folded.original(Span(*match.span())) for match in pattern.finditer(self._folded.text)
        )

    @cached_property
    def _folded(self) -> Normalised:
        return normalise_with_offsets(self._original)
