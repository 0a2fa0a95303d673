"""The forms of a glossary, indexed by their first word.

Names are compared word by word in the normalised form of `core.arabic`: the words of a form are its
key, and what the index knows of a key is a `Pattern`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto

from reader_app.core.arabic import INVISIBLES, clitic_strippings, normalise
from reader_app.core.names import GlossaryEntry

WORD = re.compile(r"[^\W_]+")
"""A word of normalised text: as in `core.arabic.words`, where no mark of another script and no
direction control is left inside one, and four times as fast."""

_SPACE = re.compile(rf"[\s{INVISIBLES}]+")
_HYPHEN = re.compile(rf"[\s{INVISIBLES}]*[-\u2010-\u2015][\s{INVISIBLES}]*")

_TAIL = 4
"""By how many last letters most words are told to begin no name: clitics are in front only."""

ARTICLE = "ال"
NISBA = "ي"
_DEFINITE_ENDINGS = ("", "ه", "ان", "ين", "ون", "ات", "تان", "تين")
_INDEFINITE_ENDINGS = (*_DEFINITE_ENDINGS, "ا")


def form_key(form: str) -> tuple[str, ...]:
    """The normalised words of a form: two forms are the same name if their keys are equal."""
    return tuple(WORD.findall(normalise(form)))


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

    `hyphens[i]` tells whether a hyphen may stand before word i.
    """

    words: tuple[str, ...]
    hyphens: list[bool]
    full: list[GlossaryEntry] = field(default_factory=list[GlossaryEntry])
    short: list[GlossaryEntry] = field(default_factory=list[GlossaryEntry])
    adjective: GlossaryEntry | None = None
    is_no_name: bool = False


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


class NameIndex:
    """Every form of a glossary, ready for `annotate`. Immutable once built: threads may share it.

    `entries` come in rank order, with unique ids; of two entries that claim a form, the first gets
    it. `not_names` are phrases in which a name's words name something else.
    """

    def __init__(self, entries: Iterable[GlossaryEntry], not_names: Iterable[str] = ()) -> None:
        self.entries = tuple(entries)
        self._by_key: dict[tuple[str, ...], Pattern] = {}
        self._by_first_word: dict[str, list[Pattern]] = {}
        self._cues = {e.id: frozenset(map(normalise, e.cues)) for e in self.entries if e.cues}
        for entry in self.entries:
            for form in entry.full_forms:
                self._pattern(form).full.append(entry)
            for form in entry.short:
                self._pattern(form).short.append(entry)
            for adjective in entry.demonyms:
                for key in adjective_forms(adjective):
                    pattern = self._pattern_of(key, [False] * len(key))
                    pattern.adjective = pattern.adjective or entry
        for phrase in not_names:
            self._pattern(phrase).is_no_name = True
        for patterns in self._by_first_word.values():
            patterns.sort(key=lambda pattern: -len(pattern.words))
        self._tails = frozenset(word[-_TAIL:] for word in self._by_first_word)

    def _pattern(self, form: str) -> Pattern:
        form_words = Words(normalise(form))
        hyphens = [form_words.gap_before(i) == Gap.HYPHEN for i in range(len(form_words.words))]
        return self._pattern_of(tuple(form_words.words), hyphens)

    def _pattern_of(self, key: tuple[str, ...], hyphens: list[bool]) -> Pattern:
        pattern = self._by_key.get(key)
        if pattern is None:
            pattern = self._by_key[key] = Pattern(key, hyphens)
            self._by_first_word.setdefault(key[0], []).append(pattern)
        else:
            pattern.hyphens = [a or b for a, b in zip(pattern.hyphens, hyphens, strict=True)]
        return pattern

    def beginning_with(self, word: str) -> tuple[tuple[int, list[Pattern]], ...]:
        """The patterns that a normalised word may begin, longest first, under the number of its
        leading characters that are clitics, fewest first."""
        if self._tails.isdisjoint((word[-_TAIL:], word[-3:], word[-2:])):
            return ()
        return tuple(
            (count, self._by_first_word[form])
            for count, form in clitic_strippings(word)
            # The interrogative أ before a name is rare, and a foreign name in ا common (أنيبال).
            if form in self._by_first_word and not (count and word.startswith("ا"))
        )

    def is_cued(self, entry: GlossaryEntry, first_word: str | None, before: str | None) -> bool:
        """Whether the entry may be named here: it has no cues, or one stands `before` (the word
        right before the name, None where there is none), or begins the name's longer form."""
        cues = self._cues.get(entry.id)
        if cues is None or first_word in cues:
            return True
        return before is not None and any(form in cues for _, form in clitic_strippings(before))
