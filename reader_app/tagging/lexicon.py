"""What is known of single words: the lists they are on and how common they are.

The table holds no words but their 32-bit hashes, sorted, each with a code; two words in a hundred
thousand that are on no list are taken for one that is. The lists are names and places, titles and trigger
words, and the frequencies of common words (`tools/train_tagger.py` says from where); being on a list
decides nothing, it is one feature among many.
"""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntFlag, auto
from functools import cached_property

import numpy as np
import numpy.typing as npt

from reader_app.core.arabic import clitic_strippings

FREQUENCY_BITS = 3
"""The lowest bits of a code: how common a word is, 0 (unknown or rare) to 7."""


class Lists(IntFlag):
    """The lists a word may be on."""

    RARE_NAME = auto()
    NAME = auto()
    COMMON_NAME = auto()
    GIVEN_NAME = auto()
    SURNAME = auto()
    VILLAGE = auto()
    TOWN = auto()
    CITY = auto()
    COUNTRY = auto()
    KNOWN_PERSON = auto()
    KNOWN_PLACE = auto()
    KNOWN_ORGANISATION = auto()
    DEMONYM = auto()
    TITLE = auto()
    NAME_PART = auto()
    SPEECH = auto()
    PLACE_WORD = auto()
    BEFORE_PLACE = auto()
    ORGANISATION_WORD = auto()
    EVENT_WORD = auto()
    PHRASE_START = auto()
    SPORT_WORD = auto()
    VERB = auto()
    NOUN = auto()


class PhraseKind(IntFlag):
    """What a phrase of several words is on the lists, the surest last."""

    TOWN = auto()
    PLACE = auto()
    ORGANISATION = auto()
    PERSON = auto()


LONGEST_PHRASE = 6
"""Words of the longest phrase that is looked up."""


def word_hash(text: str) -> int:
    """The hash under which a normalised word or phrase is stored."""
    return zlib.crc32(text.encode())


@dataclass(frozen=True, slots=True)
class Known:
    """What the lexicon knows of a word."""

    lists: int
    frequency: int


NOTHING = Known(0, 0)


@dataclass(frozen=True)
class Table:
    """Hashes, sorted, and a code for each."""

    hashes: npt.NDArray[np.uint32]
    codes: npt.NDArray[np.uint32]

    @classmethod
    def of(cls, codes: dict[str, int]) -> "Table":
        """The table of some words. Of two with one hash, both get what either has."""
        joined: dict[int, int] = {}
        for word, code in codes.items():
            joined[word_hash(word)] = joined.get(word_hash(word), 0) | code
        hashes = np.array(sorted(joined), np.uint32)
        return cls(hashes, np.array([joined[int(h)] for h in hashes], np.uint32))

    @cached_property
    def _as_dict(self) -> dict[int, int]:
        return dict(zip(self.hashes.tolist(), self.codes.tolist(), strict=True))

    def look_up(self, texts: Iterable[str]) -> list[int]:
        """The code of each, 0 where it is not there."""
        codes = self._as_dict
        return [codes.get(word_hash(text), 0) for text in texts]


@dataclass(frozen=True)
class Lexicon:
    """Words and phrases. Immutable: threads may share it."""

    words: Table
    phrases: Table

    def know(self, words: Sequence[str]) -> list[Known]:
        """What is known of each normalised word."""
        mask = (1 << FREQUENCY_BITS) - 1
        return [Known(code >> FREQUENCY_BITS, code & mask) for code in self.words.look_up(words)]

    def phrase_tags(self, words: Sequence[str], starts: Sequence[bool]) -> list[str]:
        """For each word, "" or B or I and the kind of the listed phrase that it is in, from left to right,
        the longest first; the first word may have clitics. `starts[i]`: whether word i may begin one."""
        tags = [""] * len(words)
        i = 0
        while i < len(words):
            length, kind = self._phrase_at(words, i) if starts[i] else (0, 0)
            for k in range(length):
                tags[i + k] = ("B" if k == 0 else "I") + str(kind)
            i += max(1, length)
        return tags

    def _phrase_at(self, words: Sequence[str], i: int) -> tuple[int, int]:
        firsts = [form for _, form in clitic_strippings(words[i])]
        for length in range(min(LONGEST_PHRASE, len(words) - i), 1, -1):
            rest = " ".join(words[i + 1 : i + length])
            for code in self.phrases.look_up(f"{first} {rest}" for first in firsts):
                if code:
                    return length, code.bit_length()
        return 0, 0
