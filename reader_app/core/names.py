"""People, places and organisations: glossary entries and their mentions in an article."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from reader_app.core.article import Article, Span


class Kind(StrEnum):
    """What a name names. A term is a reader's own word or phrase that names nobody and no place."""

    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    TERM = "term"


COUNTRY = "country"
"""The `Location.feature` of a country or territory, whose point stands for all of it."""


@dataclass(frozen=True, slots=True)
class Location:
    """Where a place is and what is known of it. Degrees are positive in the north and the east.

    `country` is an ISO 3166-1 alpha-2 code, `region` the English name of the part of the country,
    `feature` what kind of place it is ("city", "river"); each is empty, and `population` is None,
    where unknown. `source` names where these facts come from and their licence, empty where that is
    the source of the entry.
    """

    latitude: float
    longitude: float
    country: str = ""
    region: str = ""
    population: int | None = None
    feature: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """One person, place or organisation.

    `arabic` is the preferred spelling, `spellings` the other full ones. `short` forms (a surname)
    count as a name only in an article where a full form occurs too. `demonyms` are the country's
    adjectives, masculine singular without the article (سوري); they point to the entry but are not
    names. `cues` are the words one of which must stand before the name for it to count at all, for
    names that are ordinary words too (مالي, "Mali" or "financial"). `accepted` are other English
    forms that are right in a translation (Kiev for Kyiv); `location` is set for places alone.
    """

    id: str
    kind: Kind
    english: str
    arabic: str
    definition: str
    source: str
    licence: str
    spellings: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()
    location: Location | None = None

    @property
    def full_forms(self) -> tuple[str, ...]:
        """Every spelling that names the entry by itself, the preferred one first."""
        return (self.arabic, *self.spellings)

    @property
    def is_country(self) -> bool:
        """Whether it is a country or territory, whose point stands for all of it."""
        return self.location is not None and self.location.feature == COUNTRY

    @property
    def needs_evidence(self) -> bool:
        """Whether the form alone does not tell that the entry is meant: a cue has to stand before
        it, or something else has to speak for a name of its kind."""
        return bool(self.cues)


@dataclass(frozen=True, slots=True)
class Mention:
    """One occurrence of an entry in an article.

    `span` covers the name as written, without the clitics attached before it: in «وروسيا» it is
    «روسيا». `is_name` is False for a country's adjective (الأميركي), which leads to the country's
    card but does not name a person or a place, and for what is `inside` the name of an organisation, an event
    or a team («جامعة دمشق»). `others` are the entries that the words may mean as
    well: people of the article who share the surname. `is_presumed` is set where the article has only a
    short form of the entry's: it is who is best known by it. `seen` is whether a tagger sees a name of this
    kind there too; a listed form alone may be an ordinary word.
    """

    sentence: int
    span: Span
    text: str
    entry: GlossaryEntry
    is_name: bool = True
    inside: bool = False
    others: tuple[GlossaryEntry, ...] = ()
    is_presumed: bool = False
    seen: bool = False


@dataclass(frozen=True, slots=True)
class TaggedName:
    """A name that a tagger sees in a sentence, listed or not.

    `span` is in the sentence's text and leaves out the clitics attached before the name. `confidence`
    is the tagger's own, from 0 to 1. `kind` is None for the name of something else: an event, a treaty.
    """

    span: Span
    kind: Kind | None
    confidence: float


class NameTagger(Protocol):
    """Sees names by their letters and their surroundings. Used off the GUI thread, by any thread."""

    def tag(
        self, sentences: Sequence[str], cancelled: Callable[[], bool] = ...
    ) -> Sequence[Sequence[TaggedName]]:
        """The names in each sentence of an article, in order, none overlapping another.

        The sentences are those of one article in reading order: what is seen in one is evidence in
        the others. Where `cancelled` becomes true, what is returned means nothing.
        """
        ...


class GlossarySource(Protocol):
    """A ranked supplier of entries; on a clash of id or form the source listed first wins."""

    name: str

    def entries(self) -> Iterable[GlossaryEntry]:
        """All entries of the source. Raises GlossaryError where its data breaks the format."""
        ...


class NameSpeller(Protocol):
    """Guesses how English writes a name that no source lists. Used off the GUI thread, by any thread."""

    def likely(self, arabic: str, kind: Kind) -> Sequence[str]:
        """Up to three different English spellings, the likeliest first; none where it has no idea."""
        ...

    def likely_of_each(self, names: Iterable[tuple[str, Kind]]) -> Sequence[Sequence[str]]:
        """`likely` for each, in order, and faster than one by one."""
        ...


class Mentions:
    """The mentions of one article, looked up by sentence and by entry. Immutable.

    Making it takes a while for a long article: off the GUI thread. Looking up does not.
    """

    def __init__(self, mentions: Iterable[Mention] = ()) -> None:
        self.all = tuple(mentions)
        self._of_sentence: dict[int, list[Mention]] = {}
        self._of_entry: dict[str, list[Mention]] = {}
        for mention in self.all:
            self._of_sentence.setdefault(mention.sentence, []).append(mention)
            if mention.is_name:
                self._of_entry.setdefault(mention.entry.id, []).append(mention)

    def in_sentence(self, sentence_id: int) -> Sequence[Mention]:
        """The mentions in a sentence, in reading order."""
        return self._of_sentence.get(sentence_id, ())

    def naming(self, entry: GlossaryEntry) -> Sequence[Mention]:
        """Where an entry is named, in reading order; its country's adjectives do not count."""
        return self._of_entry.get(entry.id, ())

    def rebound(self, article: Article) -> "Mentions":
        """The same in an article with other bounds between its sentences, without those that one cuts."""
        found: list[Mention] = []
        for mention in self.all:
            sentence = article.sentence_at(mention.span.start)
            if sentence is not None and mention.span.end <= sentence.span.end:
                found.append(replace(mention, sentence=sentence.id))
        return Mentions(found)

    @property
    def entry_count(self) -> int:
        """How many different entries are named."""
        return len(self._of_entry)
