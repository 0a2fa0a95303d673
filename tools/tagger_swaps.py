"""More sentences for the tagger to learn from: those of the corpus, with other people in them.

A name in the corpus teaches its own letters first of all. The same sentence with a name from the lists
teaches what stands around names. Each word of a name is replaced by a word of its sort: a given name by a
given name. Clitics before it stay.
"""

import random
from collections.abc import Iterator, Sequence

from tagger_corpus import TaggedSentence
from tagger_lists import NAME_LISTS, WordLists

from reader_app.core.arabic import clitic_strippings
from reader_app.tagging.lexicon import Lists

SHARE = 0.6
"""How many of the words of names are replaced in a sentence that is taken again."""

JOINED, JOINED_IN_FULL = 0.05, 0.4
"""After how many people another one is added, and how many of these with two words."""

_FIXED = frozenset(
    ["عبد", "ابو", "ابي", "ابن", "بن", "بنت", "ام", "ال", "ولد", "الله", "الدين", "دي", "دو", "فان"]
)
_TOO_COMMON = 1e-4


class Swapper:
    """Replaces names by others of the lists. Deterministic for a seed."""

    def __init__(self, lists: WordLists, seed: int) -> None:
        self._random = random.Random(seed)
        self._lists = lists
        rare = [w for w in sorted(lists.words) if len(w) > 2 and lists.frequencies.get(w, 0) < _TOO_COMMON]
        self._given = [word for word in rare if lists.words[word] & Lists.GIVEN_NAME]
        self._any = [word for word in rare if lists.words[word] & (NAME_LISTS | Lists.SURNAME)]

    def swapped(self, sentences: Sequence[TaggedSentence]) -> Iterator[TaggedSentence]:
        """A second version of each sentence that names a person."""
        for sentence in sentences:
            if any(tag.endswith("PERS") for tag in sentence.tags):
                yield self._version(sentence)

    def _version(self, sentence: TaggedSentence) -> TaggedSentence:
        words: list[str] = []
        tags: list[str] = []
        following = [*sentence.tags[1:], "O"]
        for word, tag, after in zip(sentence.words, sentence.tags, following, strict=True):
            is_person = tag.endswith("PERS")
            swap = is_person and word not in _FIXED and self._random.random() < SHARE
            words.append(self._other(word, tag) if swap else word)
            tags.append(tag)
            if is_person and after != "I-PERS" and self._random.random() < JOINED:
                words.append("و" + self._random.choice(self._any))
                tags.append("B-PERS")
                if self._random.random() < JOINED_IN_FULL:
                    words.append(self._random.choice(self._any))
                    tags.append("I-PERS")
        return TaggedSentence(tuple(words), tuple(tags))

    def _other(self, word: str, tag: str) -> str:
        clitics, name = self._cut(word) if tag[0] == "B" else ("", word)
        is_given = self._lists.words.get(name, 0) & Lists.GIVEN_NAME
        other = self._random.choice(self._given if is_given else self._any)
        if clitics.endswith("ل") and other.startswith("ال"):
            return clitics + other[1:]
        return clitics + other

    def _cut(self, word: str) -> tuple[str, str]:
        """The clitics before a name and the name, where only what is left of the word is on a list."""
        if not self._lists.words.get(word, 0) & NAME_LISTS:
            for count, form in clitic_strippings(word)[1:]:
                if self._lists.words.get(form, 0) & (NAME_LISTS | Lists.SURNAME):
                    return word[:count], form
        return "", word
