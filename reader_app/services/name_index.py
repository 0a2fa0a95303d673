"""The forms of a glossary, indexed by their first word.

Names are compared word by word in the normalised form of `core.arabic`: the words of a form are its
key, and what the index knows of a key is a `Pattern`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import lru_cache

from reader_app.core.arabic import INVISIBLES, MAY_BE_CLITIC, clitic_strippings, normalise
from reader_app.core.names import GlossaryEntry, Kind
from reader_app.core.terms import Forms

WORD = re.compile(r"[^\W_]+")
"""A word of normalised text: as in `core.arabic.words`, where no mark of another script and no
direction control is left inside one, and four times as fast."""

_SPACE = re.compile(rf"[\s{INVISIBLES}]+")
_HYPHEN = re.compile(rf"[\s{INVISIBLES}]*[-\u2010-\u2015][\s{INVISIBLES}]*")

TAIL = 4
"""By how many last letters most words are told to begin no name: clitics are in front only."""

ARTICLE = "ال"
NISBA = "ي"
_DEFINITE_ENDINGS = ("", "ه", "ان", "ين", "ون", "ات", "تان", "تين")
_INDEFINITE_ENDINGS = (*_DEFINITE_ENDINGS, "ا")


def form_key(form: str) -> tuple[str, ...]:
    """The normalised words of a form: two forms are the same name if their keys are equal."""
    return tuple(WORD.findall(normalise(form)))


def normalised(forms: Sequence[str]) -> Sequence[str]:
    """Each form normalised; of many short ones all at once, which takes a fifth of the time."""
    together = normalise("\n".join(forms)).split("\n") if forms else []
    if len(together) == len(forms):
        return together
    return [normalise(form) for form in forms]  # one of them has a line break


def form_texts(forms: Sequence[str]) -> Sequence[str]:
    """The `form_key` of each form as one text, its words parted by a space; in a fraction of the time."""
    return [
        form if form.replace(" ", "a").isalnum() and "  " not in form else " ".join(WORD.findall(form))
        for form in normalised(forms)
    ]


def adjective_forms(adjective: str) -> Iterator[tuple[str, ...]]:
    """The keys under which a country's adjective, given masculine singular, occurs in a text.

    One in -ي takes every gender and number, with and without the article; each word in -ي of a
    longer one agrees («الكورية الجنوبية»), another word stays as it is («جنوب أفريقية»). Anything
    else is a broken plural and counts with the article only («الروس»), for too many foreign
    surnames are spelled like the bare one.
    """
    key = form_key(adjective)
    if not key[-1].endswith(NISBA):
        yield (ARTICLE + key[0], *key[1:])
        return
    for ending in _INDEFINITE_ENDINGS:
        yield tuple(word + ending if word.endswith(NISBA) else word for word in key)
    for ending in _DEFINITE_ENDINGS:
        agreeing = [ARTICLE + word + ending if word.endswith(NISBA) else word for word in key]
        if not key[0].endswith(NISBA):
            agreeing = [ARTICLE + key[0], *(w.removeprefix(ARTICLE) for w in agreeing[1:])]
        yield tuple(agreeing)


@dataclass(slots=True)
class Pattern:
    """All that one sequence of normalised words can mean; entries in rank order.

    `hyphens[i]` tells whether a hyphen may stand before word i. `is_short_first` is whether the entries of
    which it is a short form go before those that it names in full.
    """

    words: tuple[str, ...]
    hyphens: list[bool]
    full: list[GlossaryEntry] = field(default_factory=list[GlossaryEntry])
    short: list[GlossaryEntry] = field(default_factory=list[GlossaryEntry])
    adjective: GlossaryEntry | None = None
    is_no_name: bool = False
    is_short_first: bool = False


class Gap(Enum):
    """What stands before a word."""

    SPACE = auto()
    HYPHEN = auto()
    OTHER = auto()


class Words:
    """A normalised text as words, and gaps: `gaps[i]` is what stands before word i."""

    def __init__(self, folded: str) -> None:
        self.words = WORD.findall(folded)
        self.gaps = WORD.split(folded)

    def start_of(self, i: int) -> int:
        """Where word i begins in the normalised text."""
        return sum(map(len, self.gaps[: i + 1])) + sum(map(len, self.words[:i]))

    def gap_before(self, i: int) -> Gap:
        """What parts word i from the one before it; OTHER for the first word."""
        if i == 0:
            return Gap.OTHER
        gap = self.gaps[i]
        if gap == " " or _SPACE.fullmatch(gap):
            return Gap.SPACE
        return Gap.HYPHEN if _HYPHEN.fullmatch(gap) else Gap.OTHER

    def before(self, i: int) -> str | None:
        """The word before word i where only space parts the two."""
        return self.words[i - 1] if self.gap_before(i) is Gap.SPACE else None

    def has(self, pattern: Pattern, i: int) -> bool:
        """Whether the pattern's words after its first one follow word i."""
        length = len(pattern.words)
        if length == 1:
            return True
        if tuple(self.words[i + 1 : i + length]) != pattern.words[1:]:
            return False
        gaps = [self.gap_before(i + k) for k in range(1, length)]
        return all(
            gap is Gap.SPACE or (gap is Gap.HYPHEN and hyphen)
            for gap, hyphen in zip(gaps, pattern.hyphens[1:], strict=True)
        )


class Role(Enum):
    """What a form is to its entry."""

    FULL = auto()
    SHORT = auto()
    ADJECTIVE = auto()
    NO_NAME = auto()


Claim = tuple[str, Role, int]
"""A form, normalised; what it is; the number of its entry."""


@lru_cache(maxsize=64)  # thousands of places share theirs
def cue_set(cues: tuple[str, ...]) -> frozenset[str]:
    """An entry's cues as they are compared."""
    return frozenset(map(normalise, cues))


class NameIndex:
    """Every form of a glossary, ready for `annotate`. Immutable to its users: threads may share it.

    `entries` come in rank order, with unique ids; of two entries that claim a form, the first gets
    it. `not_names` are phrases in which a name's words name something else.

    A glossary may have a hundred thousand forms and an article names a few dozen, so patterns are
    made of forms only when a text has their first word.
    """

    def __init__(self, entries: Iterable[GlossaryEntry], not_names: Iterable[str] = ()) -> None:
        self._entries = tuple(entries)
        self._claims: dict[str, list[Claim]] = {}
        self._patterns: dict[str, list[Pattern]] = {}
        self._cues: dict[str, frozenset[str]] = {}
        full = Forms()
        short = Forms()
        adjectives = Forms()
        for number, entry in enumerate(self._entries):
            full.add((entry.arabic,), number)
            if entry.spellings:
                full.add(entry.spellings, number)
            if entry.short:
                short.add(entry.short, number)
            for adjective in entry.demonyms:
                adjectives.add([" ".join(key) for key in adjective_forms(adjective)], number)
            if entry.cues:
                self._cues[entry.id] = cue_set(entry.cues)
        phrases = Forms()
        phrases.add(list(not_names), 0)
        self._claim(full, Role.FULL)
        self._claim(short, Role.SHORT)
        self._claim(adjectives, Role.ADJECTIVE)
        self._claim(phrases, Role.NO_NAME)
        self._tails = frozenset(word[-TAIL:] for word in self._claims)

    def _claim(self, forms: Forms, role: Role) -> None:
        claims = self._claims
        for form, number in zip(normalised(forms.texts), forms.numbers, strict=True):
            first = form.partition(" ")[0]
            if not first.isalnum():
                if (word := WORD.search(form)) is None:
                    continue
                first = word[0]
            if first in claims:
                claims[first].append((form, role, number))
            else:
                claims[first] = [(form, role, number)]

    def _beginning(self, first_word: str) -> list[Pattern]:
        """The patterns with this first word, longest first."""
        found = self._patterns.get(first_word)
        if found is None:
            # Two threads may both come here: they make the same patterns, and either will do.
            found = self._patterns[first_word] = self._patterns_of(self._claims[first_word])
        return found

    def _patterns_of(self, claims: Sequence[Claim]) -> list[Pattern]:
        by_key: dict[tuple[str, ...], Pattern] = {}
        for form, role, number in claims:
            words = Words(form)
            key = tuple(words.words)
            hyphens = [words.gap_before(i) is Gap.HYPHEN for i in range(len(key))]
            pattern = by_key.setdefault(key, Pattern(key, hyphens))
            pattern.hyphens = [a or b for a, b in zip(pattern.hyphens, hyphens, strict=True)]
            if role is Role.NO_NAME:
                pattern.is_no_name = True
            elif (entry := self._entry(number)) is None:
                continue
            elif role is Role.FULL:
                pattern.full.append(entry)
            elif role is Role.SHORT:
                pattern.short.append(entry)
            else:
                pattern.adjective = pattern.adjective or entry
        for pattern in by_key.values():
            self._settle(pattern)
        return sorted(by_key.values(), key=lambda pattern: -len(pattern.words))

    def _entry(self, number: int) -> GlossaryEntry | None:
        """The entry with this number, None for one that does not count."""
        return self._entries[number]

    def _settle(self, pattern: Pattern) -> None:
        """Decide between what a pattern could mean, once all of that is known."""

    @property
    def entries(self) -> Sequence[GlossaryEntry]:
        """All entries, in rank order."""
        return self._entries

    def is_hidden(self, key: tuple[str, ...]) -> bool:
        """Whether the reader said that these words are no name."""
        return False

    def begins_name(self, word: str) -> bool:
        """Whether a form of some entry begins with this normalised word."""
        return word in self._claims

    def named(self, form: str) -> tuple[GlossaryEntry, ...]:
        """Every entry of which this is a full form, in rank order: the first is meant where nothing
        speaks for another. Clitics are not looked for."""
        key = form_key(form)
        if not key or key[0] not in self._claims:
            return ()
        return tuple(e for pattern in self._beginning(key[0]) if pattern.words == key for e in pattern.full)

    def known_by(self, key: tuple[str, ...]) -> tuple[GlossaryEntry, ...]:
        """The people of whom these words are a short form, in rank order; none where others bear them as a
        first name: «كريم» may be anybody."""
        if not key or key[0] not in self._claims:
            return ()
        patterns = self._beginning(key[0])
        known = [e for p in patterns if p.words == key for e in p.short if e.kind is Kind.PERSON]
        ids = {entry.id for entry in known}
        longer = (e for p in patterns if len(p.words) > len(key) for e in p.full)
        if any(e.kind is Kind.PERSON and e.id not in ids for e in longer):
            return ()
        return tuple(known)

    def beginning_with(self, word: str) -> tuple[tuple[int, list[Pattern]], ...]:
        """The patterns that a normalised word may begin, longest first, under the number of its
        leading characters that are clitics, fewest first."""
        if word[0] not in MAY_BE_CLITIC:
            return ((0, self._beginning(word)),) if word in self._claims else ()
        if self._tails.isdisjoint((word[-TAIL:], word[-3:], word[-2:])):
            return ()
        return tuple(
            (count, self._beginning(form))
            for count, form in clitic_strippings(word)
            # The interrogative أ before a name is rare, and a foreign name in ا common (أنيبال).
            if form in self._claims and not (count and word.startswith("ا"))
        )

    def is_cued(self, entry: GlossaryEntry, first_word: str | None, before: str | None) -> bool:
        """Whether the entry may be named here: it has no cues, or one stands `before` (the word
        right before the name, None where there is none), or begins the name's longer form."""
        cues = self._cues.get(entry.id)
        if cues is None or first_word in cues:
            return True
        return before is not None and any(form in cues for _, form in clitic_strippings(before))
