"""Who is who in one article: which names that no glossary lists are the same person's.

A person is known by the names of two words or more by which the article calls them («جون كيري»). The rules,
for names compared word by word in their normalised form:

- Two such names are one person's if they are equal, if one has the other's first and last word, or if each
  word of one is spelled like the other's, one of them exactly («سيرغي شويغو», «سيرغي شويجر») and no sentence
  has both.
- A single word («كيري») means the person whose last word it is, else one whose first word it is, else one
  whose last word sounds like it. Of several, it means the one named most recently before it, or first of
  all; the others are told with it.
- Equal single words that mean nobody are one person's.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from reader_app.core.names import GlossaryEntry
from reader_app.core.sound_alikes import are_close, likeness

Key = tuple[str, ...]
"""The normalised words of a name."""


@dataclass(eq=False, slots=True)
class Person:
    """Somebody in the article. `entry` is set where a glossary lists them; `keys` are the names of two
    words or more by which they are called, `named` where, as positions in the article."""

    keys: list[Key]
    entry: GlossaryEntry | None = None
    forms: list[str] = field(default_factory=list[str])
    named: list[int] = field(default_factory=list[int])
    sentences: set[int] = field(default_factory=set[int])


@dataclass(frozen=True, slots=True)
class Naming:
    """A name seen in the article, at a position in it."""

    key: Key
    text: str
    sentence: int
    position: int


class People:
    """The people of one article. First every name of two words or more, then the single ones."""

    def __init__(self) -> None:
        self._listed: dict[str, Person] = {}
        self._by_key: dict[Key, Person] = {}
        self._by_ends: dict[Key, Person] = {}
        self._by_word: dict[str, list[Person]] = {}
        self._by_any_word: dict[str, list[Person]] = {}
        self._by_likeness: dict[str, list[Person]] = {}

    def add_listed(self, entry: GlossaryEntry, keys: Iterable[Key], sentence: int, position: int) -> None:
        """Somebody whom the glossary knows is named in the article."""
        person = self._listed.get(entry.id)
        if person is None:
            person = self._listed[entry.id] = Person([], entry)
            for key in keys:
                self._know(person, key)
        person.named.append(position)
        person.sentences.add(sentence)

    def add_full(self, naming: Naming) -> Person:
        """Whose name of two words or more this is."""
        person = self._by_key.get(naming.key) or self._same(naming)
        if person is None:
            person = Person([])
        self._know(person, naming.key)
        _remember(person, naming)
        return person

    def has(self, word: str) -> bool:
        """Whether a name of one word may mean somebody in the article."""
        return bool(self._candidates(word))

    def meant_by(self, naming: Naming) -> tuple[Person, ...]:
        """Whom a name of one word means, the likeliest first; somebody new where it means nobody known."""
        (word,) = naming.key
        found = self._by_key.get(naming.key)
        candidates = [found] if found else self._candidates(word)
        if not candidates:
            candidates = [Person([])]
            self._by_key[naming.key] = candidates[0]
        candidates.sort(key=lambda person: _distance(person, naming.position))
        return tuple(candidates)

    def _candidates(self, word: str) -> list[Person]:
        called = self._by_word.get(word, ())
        for place in (-1, 0):
            if found := [p for p in called if any(key[place] == word for key in p.keys)]:
                return found
        alike = (person for key in likeness(word) for person in self._by_likeness.get(key, ()))
        return list({id(person): person for person in alike}.values())

    def _know(self, person: Person, key: Key) -> None:
        if key in person.keys or len(key) < 2:
            return
        person.keys.append(key)
        self._by_key.setdefault(key, person)
        self._by_ends.setdefault((key[0], key[-1]), person)
        for index, words in (
            (self._by_word, (key[0], key[-1])),
            (self._by_any_word, key),
            (self._by_likeness, likeness(key[-1])),
        ):
            for word in words:
                known = index.setdefault(word, [])
                if person not in known:
                    known.append(person)

    def _same(self, naming: Naming) -> Person | None:
        key = naming.key
        if same := self._by_ends.get((key[0], key[-1])):
            return same
        for person in (p for word in key for p in self._by_any_word.get(word, ())):
            if naming.sentence not in person.sentences and any(_sound_like(key, k) for k in person.keys):
                return person
        return None


def _sound_like(one: Key, other: Key) -> bool:
    return (
        len(one) == len(other)
        and any(a == b for a, b in zip(one, other, strict=True))
        and all(are_close(a, b) for a, b in zip(one, other, strict=True))
    )


def _remember(person: Person, naming: Naming) -> None:
    if naming.text not in person.forms:
        person.forms.append(naming.text)
    person.named.append(naming.position)
    person.sentences.add(naming.sentence)


def _distance(person: Person, position: int) -> tuple[int, int]:
    """Orders the people a name may mean: who was named last before it, else who is named first."""
    before: Sequence[int] = [at for at in person.named if at < position]
    first = min(person.named, default=position)
    return (-max(before), 0) if before else (1, first)
