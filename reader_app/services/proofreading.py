"""Spell check of English: which words are probably misspelt, and what may have been meant."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class OwnWords:
    """The words that the reader calls right, as `own_form` has them. `problem` tells the user what of their
    list could not be read, and is empty where all could."""

    forms: frozenset[str] = frozenset()
    problem: str = ""


class OwnWordStore(Protocol):
    """Where the words that the reader calls right are kept. Callable from any thread but the GUI's."""

    def load(self) -> OwnWords:
        """All of them; never raises."""
        ...

    def add(self, words: Sequence[str]) -> None:
        """Keep these too, none twice. Raises StoreError; what was kept before then still is."""
        ...

    def remove(self, word: str) -> None:
        """Keep it no more, in whatever way it is written. Raises StoreError, as `add`."""
        ...


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found in a text: the words that are misspelt, those that would be if the reader had not called
    them right, and `problem` as in OwnWords."""

    misspelt: tuple[Span, ...] = ()
    own: tuple[Span, ...] = ()
    problem: str = ""


class Proofreader:
    """Looks words up, and keeps those that the reader calls right.

    Callable from any thread but the GUI's; of `call_right` and `call_wrong` one at a time.
    """

    def __init__(self, words: WordList, own: OwnWordStore) -> None:
        self._words = words
        self._own = own
        self._unkept: tuple[str, ...] = ()  # called right, but the store failed

    def proofread(self, text: str, names: frozenset[str] = frozenset()) -> Proof:
        """Look at the words of a text that are neither in the list nor, in lower case, among these names.

        Abbreviations in capitals, single letters, addresses and what holds digits are passed over.
        Raises ReaderError where the list of words cannot be read.
        """
        own = self._own.load()
        forms = own.forms.union(own_form(word) for word in self._unkept)
        misspelt: list[Span] = []
        called_right: list[Span] = []
        for match in _WORD.finditer(text):
            if not (_is_prefix(match) or self._is_known(match.group(), names)):
                is_right = own_form(match.group()) in forms
                (called_right if is_right else misspelt).append(Span(*match.span()))
        return Proof(tuple(misspelt), tuple(called_right), own.problem)

    def call_right(self, word: str) -> None:
        """The reader says that a word is right, with the possessive's ending and without it.

        Raises StoreError where that cannot be kept; it then holds until the program ends, and is kept with
        the next word that can be.
        """
        wanted = (*self._unkept, _stem(word))
        self._unkept = wanted
        self._own.add(wanted)
        self._unkept = ()

    def call_wrong(self, word: str) -> None:
        """Take `call_right` back. Raises StoreError where the store still has the word."""
        self._unkept = tuple(one for one in self._unkept if own_form(one) != own_form(word))
        self._own.remove(_stem(word))

    def suggestions(self, word: str) -> tuple[str, ...]:
        """The known words most like a misspelt one, the likeliest first; written as it is. Raises ReaderError
        where the list of words cannot be read."""
        stem = _stem(word)
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
            for form in (plain, _stem(plain))
        )


def _is_prefix(match: re.Match[str]) -> bool:
    return match.group().lower() in _PREFIXES and match.string.startswith("-", match.end())


def own_form(word: str) -> str:
    """What two ways to write a word have in common: capitals, apostrophes and possessives do not count."""
    return _stem(word).replace("’", "'").lower()


def _stem(word: str) -> str:
    return _POSSESSIVE.sub("", word)


def words_of(names: Iterable[str]) -> frozenset[str]:
    """The words of names, in lower case, as `proofread` takes them."""
    return frozenset(word.lower() for name in names for word in re.split(r"[\W\d_]+", name) if word)
