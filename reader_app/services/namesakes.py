"""Which of several places with one name an article means.

«طرابلس» is Tripoli in Libya or in Lebanon. The first in rank is meant, unless the article speaks of another's
country: each sentence that names a country, by its name or its adjective, or a place in it counts for it, the
sentence of the mention NEAR times more. The other wins where its country counts for more than twice as much.

Nothing is taken from a place far better known: Moscow is not Moscow, Idaho, whatever is said of the United
States. Nor is Athens Athens in Georgia, whose entry is from a source of lower rank. Nor from a country, a
place whose country is not stated, or an entry of the reader's own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from reader_app.core.names import GlossaryEntry, Kind, Mention
from reader_app.core.terms import OwnTerm
from reader_app.services.name_index import NameIndex

NEAR = 3

MEANT, OFFERED = 20, 50
"""How many times the first place's inhabitants may be those of another that is meant, that is told."""

MEANT_BELOW = 3
"""The same for another of a source of lower rank: what is in the glossary is there for being known."""

UNTOLD = 2_000_000
"""Inhabitants that a place counts for where no source states any: capitals among them."""

MOST = 4
"""How many others a mention tells."""


def tell_namesakes(mentions: Sequence[Mention], index: NameIndex) -> tuple[Mention, ...]:
    """The same mentions, each of a place with the one that is meant, the others beside it.

    Asked in any thread; `mentions` are those of one article.
    """
    places: dict[str, tuple[GlossaryEntry, ...]] = {}
    for mention in mentions:
        if mention.text not in places and mention.entry.kind is Kind.PLACE and mention.is_name:
            named = index.named(mention.text)
            places[mention.text] = tuple(e for e in named if e.kind is Kind.PLACE and e.location is not None)
    places = {text: named for text, named in places.items() if len(named) > 1}
    if not places:
        return tuple(mentions)
    told = _Evidence(m for m in mentions if m.entry.is_country or m.text not in places)
    return tuple(_meant(m, places[m.text], told) if m.text in places else m for m in mentions)


class _Evidence:
    """How many sentences speak of a country."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._sentences: dict[str, set[int]] = {}
        for mention in mentions:
            if country := _country(mention.entry):
                self._sentences.setdefault(country, set()).add(mention.sentence)

    def for_place(self, place: GlossaryEntry, sentence: int) -> int:
        """How much speaks for a place in a sentence."""
        said = self._sentences.get(_country(place), set[int]())
        return len(said) + NEAR * (sentence in said)


def _meant(mention: Mention, named: Sequence[GlossaryEntry], told: _Evidence) -> Mention:
    """A mention of a place that `named` have the name of, in rank order."""
    first = mention.entry
    if all(entry.id != first.id for entry in named) or mention.others or isinstance(first, OwnTerm):
        return mention
    others = [entry for entry in named if entry.id != first.id]
    if first.is_country:
        # Tunis beside Tunisia, but not Lebanon in Pennsylvania.
        own = [e for e in others if _country(e) == _country(first) and e.english != first.english]
        return replace(mention, others=tuple(own[:MOST]))
    score = {entry.id: told.for_place(entry, mention.sentence) for entry in named}
    others.sort(key=lambda entry: -score[entry.id])
    meant = first
    times = MEANT if others[0].source == first.source else MEANT_BELOW
    if _country(first) and _may_be(others[0], first, times) and score[others[0].id] > 2 * score[first.id]:
        meant = others[0]
    rest = [first] if meant is not first else []
    rest += [e for e in others if e is not meant and _may_be(e, first, OFFERED)]
    return replace(mention, entry=meant, others=tuple(_apart(meant, rest)[:MOST]))


def _may_be(other: GlossaryEntry, first: GlossaryEntry, times: int) -> bool:
    """Whether the first place is not so much better known that the other is not thought of."""
    people, others = _inhabitants(first), _inhabitants(other)
    return people <= others * times


def _inhabitants(entry: GlossaryEntry) -> int:
    if entry.location is None:
        return 0
    return entry.location.population or (0 if entry.location.country else UNTOLD)


def _country(entry: GlossaryEntry) -> str:
    return entry.location.country if entry.location else ""


def _apart(meant: GlossaryEntry, others: Sequence[GlossaryEntry]) -> list[GlossaryEntry]:
    """Without countries: «عمان» with its cue is Amman, and Oman without."""
    return [entry for entry in others if not entry.is_country or _country(entry) == _country(meant)]
