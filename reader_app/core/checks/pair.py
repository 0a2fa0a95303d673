"""A sentence and its translation, prepared once for all checks."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from reader_app.core.arabic import normalise, words
from reader_app.core.article import Span
from reader_app.core.checks.name_forms import KnownNames
from reader_app.core.names import GlossaryEntry

Lexicon = Mapping[str, frozenset[str]]
"""English stems that an Arabic stem is commonly translated by, both as `core.checks.stems` cuts them."""

_ENGLISH_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is compared: Arabic normalised, English in small letters with straight apostrophes."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Named:
    """A name that the source mentions.

    `span` is in the source; `is_name` is False for a country's adjective. `accepted` are English forms that
    will do besides the entry's own. Where no glossary lists the name, all its English is a guess.
    `is_sure` is False where only a form, which may be another word, speaks for the name.
    """

    span: Span
    entry: GlossaryEntry
    is_name: bool = True
    accepted: tuple[str, ...] = ()
    is_listed: bool = True
    is_sure: bool = True


@dataclass(frozen=True, slots=True)
class Term:
    """How a term is to be translated: any of the English forms will do, the first is preferred."""

    arabic: str
    english: tuple[str, ...]


@dataclass(frozen=True)
class CheckedPair:
    """What the checks look at. Words are found at the first question and kept.

    The lexicon and the common English words may be empty: less is found without them. `known_names` are those
    that would be strange in the target without being in the source.
    """

    source: str
    target: str
    names: Sequence[Named] = ()
    terms: Sequence[Term] = ()
    known_names: KnownNames = field(default_factory=KnownNames)
    lexicon: Lexicon = field(default_factory=dict[str, frozenset[str]])
    common: frozenset[str] = frozenset()

    @cached_property
    def arabic(self) -> tuple[Word, ...]:
        """The words of the source."""
        return tuple(Word(normalise(span.of(self.source)), span) for span in words(self.source))

    @cached_property
    def english(self) -> tuple[Word, ...]:
        """The words of the target; hyphens part them, digits are none."""
        return tuple(
            Word(match[0].lower().replace("’", "'"), Span(*match.span()))
            for match in _ENGLISH_WORD.finditer(self.target)
        )

    @cached_property
    def english_set(self) -> frozenset[str]:
        """The different words of the target."""
        return frozenset(word.text for word in self.english)
