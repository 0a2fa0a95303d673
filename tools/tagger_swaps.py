"""More articles for the tagger to learn from: those of the corpus, with other people and places in them.

A name in the corpus teaches its own letters first of all. The same article with a name from the lists
teaches what stands around names. Each word of a name is replaced by a word of its sort (a given name by a
given name), and by the same one throughout the article. Clitics before it stay.
"""

import random
from collections.abc import Sequence

from tagger_corpus import TaggedSentence
from tagger_lists import NAME_LISTS, PLACE_LISTS, WordLists

from reader_app.core.arabic import clitic_strippings
from reader_app.tagging.lexicon import Lists

SHARE = 0.85
"""How many of the names' words are replaced in an article that is taken again."""

JOINED, JOINED_IN_FULL = 0.05, 0.4
"""After how many people another one is added, and how many of these with two words."""

LISTED_PLACES = PLACE_LISTS | Lists.KNOWN_PLACE

_FIXED = frozenset(
    ["عبد", "ابو", "ابي", "ابن", "بن", "بنت", "ام", "ال", "ولد", "الله", "الدين", "دي", "دو", "فان"]
)
_TOO_COMMON = 1e-4
_TOO_COMMON_FOR_A_PLACE = 1e-5
_PEOPLE = NAME_LISTS | Lists.SURNAME


class Swapper:
    """Replaces names of people, and with `places` those of places, by others of the lists. Deterministic
    for a seed."""

    def __init__(self, lists: WordLists, seed: int, *, places: bool = False) -> None:
        self._random = random.Random(seed)
        self._lists = lists
        self._with_places = places
        self._given = self._rare(Lists.GIVEN_NAME, _TOO_COMMON)
        self._any = self._rare(_PEOPLE, _TOO_COMMON)
        self._places = self._rare(PLACE_LISTS, _TOO_COMMON_FOR_A_PLACE)
        self._chosen: dict[tuple[str, str], str] = {}

    def _rare(self, lists: int, most: float) -> list[str]:
        words, frequencies = self._lists.words, self._lists.frequencies
        return [w for w in sorted(words) if len(w) > 2 and words[w] & lists and frequencies.get(w, 0) < most]

    def swapped(self, article: Sequence[TaggedSentence]) -> list[TaggedSentence]:
        """A second version of each sentence of the article that names a person, or a place where these are
        replaced."""
        self._chosen = {}
        kinds = ("PERS", "LOC") if self._with_places else ("PERS",)
        return [self._version(s) for s in article if any(tag.endswith(kinds) for tag in s.tags)]

    def _version(self, sentence: TaggedSentence) -> TaggedSentence:
        words: list[str] = []
        tags: list[str] = []
        following = [*sentence.tags[1:], "O"]
        for word, tag, after in zip(sentence.words, sentence.tags, following, strict=True):
            is_person = tag.endswith("PERS")
            words.append(self._other(word, tag, after))
            tags.append(tag)
            if is_person and after != "I-PERS" and self._random.random() < JOINED:
                words.append("و" + self._random.choice(self._any))
                tags.append("B-PERS")
                if self._random.random() < JOINED_IN_FULL:
                    words.append(self._random.choice(self._any))
                    tags.append("I-PERS")
        return TaggedSentence(tuple(words), tuple(tags))

    def _other(self, word: str, tag: str, after: str) -> str:
        if tag.endswith("PERS"):
            sort, lists, known = "PERS", _PEOPLE, NAME_LISTS
        elif self._with_places and tag in ("B-LOC", "B-ORG") and after[0] != "I":
            sort, lists, known = "LOC", LISTED_PLACES, LISTED_PLACES
        else:
            return word
        clitics, name = self._cut(word, lists, known) if tag[0] == "B" else ("", word)
        if tag == "B-ORG" and not self._lists.words.get(name, 0) & LISTED_PLACES:
            return word  # a firm; what is spelled like a place is the team from there
        other = self._chosen.setdefault((sort, name), self._choice(sort, name))
        if clitics.endswith("ل") and other.startswith("ال"):
            return clitics + other[1:]
        return clitics + other

    def _choice(self, sort: str, name: str) -> str:
        if name in _FIXED or self._random.random() >= SHARE:
            return name
        if sort == "LOC":
            return self._random.choice(self._places or [name])
        is_given = self._lists.words.get(name, 0) & Lists.GIVEN_NAME
        return self._random.choice(self._given if is_given else self._any)

    def _cut(self, word: str, lists: int, known: int) -> tuple[str, str]:
        """The clitics before a name and the name, where only what is left of the word is on a list."""
        if not self._lists.words.get(word, 0) & known:
            for count, form in clitic_strippings(word)[1:]:
                if self._lists.words.get(form, 0) & lists:
                    return word[:count], form
        return "", word
