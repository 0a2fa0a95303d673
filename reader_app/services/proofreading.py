"""Spell check of English: which words are probably misspelt, and what may have been meant."""

import re
from collections.abc import Iterable, Sequence
from typing import Protocol

from reader_app.core.article import Span

_WORD = re.compile(r"(?<![\w@/.])[^\W\d_]+(?:['’][^\W\d_]+)*(?![\w@/]|\.\w)")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f'’]+")
_POSSESSIVE = re.compile(r"['’]s$")
_PREFIXES = frozenset(
    ("anti", "co", "counter", "ex", "inter", "mid", "multi", "neo", "non", "post", "pre", "pro", "semi", "un")
)  # that a hyphen follows
_MOST = 5


class WordList(Protocol):
    """Words of a language, in lower case or as names and abbreviations are written. Not for the GUI's thread:
    the first call takes a moment."""

    def __contains__(self, word: object) -> bool: ...

    def similar(self, word: str) -> Sequence[str]:
        """The words that differ in a letter or two, the most similar first."""
        ...


class Proofreader:
    """Looks words up. Callable from any thread but the GUI's, one at a time.

    Raises ReaderError where the list of words cannot be read.
    """

    def __init__(self, words: WordList) -> None:
        self._words = words

    def misspelt(self, text: str, names: frozenset[str] = frozenset()) -> tuple[Span, ...]:
        """The words of a text that are neither in the list nor, in lower case, among these names.

        Abbreviations in capitals, single letters, addresses and what holds digits are passed over.
        """
        return tuple(
            Span(*match.span())
            for match in _WORD.finditer(text)
            if not (_is_prefix(match) or self._is_known(match.group(), names))
        )

    def suggestions(self, word: str) -> tuple[str, ...]:
        """The known words most like a misspelt one, the likeliest first; written as it is."""
        stem = _POSSESSIVE.sub("", word)
        ending = word[len(stem) :]
        found = (
            one[:1].upper() + one[1:] if stem[:1].isupper() else one
            for one in self._words.similar(stem.lower())
        )
        return tuple(one + ending for one in list(dict.fromkeys(found))[:_MOST])

    def _is_known(self, word: str, names: frozenset[str]) -> bool:
        if len(word) == 1 or word.isupper() or not _LATIN.fullmatch(word):
            return True
        plain = word.replace("’", "'")
        return any(
            form in self._words or form.lower() in self._words or form.lower() in names
            for form in (plain, _POSSESSIVE.sub("", plain))
        )


def _is_prefix(match: re.Match[str]) -> bool:
    return match.group().lower() in _PREFIXES and match.string.startswith("-", match.end())


def words_of(names: Iterable[str]) -> frozenset[str]:
    """The words of names, in lower case, as `misspelt` takes them."""
    return frozenset(word.lower() for name in names for word in re.split(r"[\W\d_]+", name) if word)
