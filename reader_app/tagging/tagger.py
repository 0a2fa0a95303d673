"""The tagger: sentences in, names out."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from threading import Lock
from typing import TypeVar

import numpy as np

from reader_app.core.names import Kind, TaggedName
from reader_app.tagging.crf import TAGS, Batch, Scores
from reader_app.tagging.evidence import heeding
from reader_app.tagging.lexicon import Lexicon, Lists
from reader_app.tagging.marked import Marked, handed_over, marked
from reader_app.tagging.network import Network, Scorer
from reader_app.tagging.side_by_side import is_against, parted
from reader_app.tagging.whereabouts import stands_where, towns
from reader_app.tagging.words import Tokens

KINDS = {"PERS": Kind.PERSON, "LOC": Kind.PLACE, "ORG": Kind.ORGANISATION, "MISC": None}

LONGEST = 160
"""Words of a sentence that are tagged at once; a longer one is tagged in parts."""

_BATCH = 64
"""Sentences, of about the same length, that are computed together."""

_OF_NO_INDEFINITE = [i for i, tag in enumerate(TAGS) if tag.endswith(("LOC", "ORG"))]
_OF_NAMES = [i for i, tag in enumerate(TAGS) if tag.endswith(("PERS", "LOC", "ORG"))]
_GIVEN = int(Lists.GIVEN_NAME)
_FAR = np.float32(100)
"""More than all features together say."""

_Result = TypeVar("_Result")


class Tagger:
    """A `NameTagger`. Its data are loaded at the first use; threads take turns."""

    def __init__(self, load: Callable[[], Network]) -> None:
        self._load = load
        self._scorer: Scorer | None = None
        self._network: Network | None = None
        self._turn = Lock()

    def tag(
        self, sentences: Sequence[str], cancelled: Callable[[], bool] = lambda: False
    ) -> Sequence[Sequence[TaggedName]]:
        """See `NameTagger`; asks `cancelled` once, when its turn comes: what is asked of it at once takes a
        fraction of a second. Raises ModelDamaged where the data cannot be read."""
        tokens = [Tokens.of(text) for text in sentences]
        with self._turn:
            if cancelled():
                return [() for _ in sentences]
            if self._network is None or self._scorer is None:
                self._network = self._load()
                self._scorer = Scorer(self._network)
            tags, chances = tag_words(tokens, self._network, self._scorer)
            seen = [
                list(_names(t.words, found, sure))
                for t, found, sure in zip(tokens, tags, chances, strict=True)
            ]
            seen = _with_towns(tokens, seen, self._network.lexicon)
            seen = _side_by_side(tokens, seen, self._network.lexicon)
            return handed_over(tokens, seen, self._network.lexicon, self._network.letters)


def tag_words(
    sentences: Sequence[Tokens], network: Network, scorer: Scorer
) -> tuple[list[list[int]], list[list[Scores]]]:
    """For each sentence of an article the tag of each word, as a number of `TAGS`, and the probabilities."""
    parts = [
        (number, start, tokens.words[start : start + LONGEST])
        for number, tokens in enumerate(sentences)
        for start in range(0, len(tokens.words), LONGEST)
    ]
    words = [part for _, _, part in parts]
    scores = scorer.scores(words)
    _rule_out(sentences, parts, scores, network.lexicon)
    chances = _batched(scores, lambda batch: batch.marginals(network.weights.steps))
    heeded = heeding(words, scores, chances)
    best = _batched(heeded, lambda batch: batch.best(network.weights.steps))
    surer = _batched(heeded, lambda batch: batch.marginals(network.weights.steps))
    tags: list[list[int]] = [[] for _ in sentences]
    sure: list[list[Scores]] = [[] for _ in sentences]
    for (number, _, _), found, chance in zip(parts, best, surer, strict=True):
        tags[number] += found
        sure[number] += list(chance)
    return tags, sure


def _rule_out(
    sentences: Sequence[Tokens],
    parts: Sequence[tuple[int, int, Sequence[str]]],
    scores: Sequence[Scores],
    lexicon: Lexicon,
) -> None:
    """Lower the scores by which a word with a written ending -an would be a town or a firm, or somebody who
    is on no list without the ending: «محمداً» is Muhammad, «اكراً» not Accra."""
    indefinite = {number: tokens.with_tanween() for number, tokens in enumerate(sentences)}
    for (number, start, words), score in zip(parts, scores, strict=True):
        at = [i - start for i in indefinite[number] if start <= i < start + len(words)]
        bare = lexicon.know([words[i].removesuffix("ا") for i in at])
        for i, known in zip(at, bare, strict=True):
            score[i, _OF_NO_INDEFINITE if known.lists & _GIVEN else _OF_NAMES] -= _FAR


def _batched(scores: Sequence[Scores], compute: Callable[[Batch], Sequence[_Result]]) -> list[_Result]:
    """What `compute` gives for each sentence, computed for those of about the same length together."""
    order = sorted(range(len(scores)), key=lambda i: len(scores[i]))
    results: dict[int, _Result] = {}
    for start in range(0, len(order), _BATCH):
        chosen = order[start : start + _BATCH]
        results.update(zip(chosen, compute(Batch.of([scores[i] for i in chosen])), strict=True))
    return [results[i] for i in range(len(scores))]


def _names(words: Sequence[str], tags: Sequence[int], chances: Sequence[Scores]) -> Iterator[Marked]:
    """The names that the tags mark."""
    for start, end, name in _runs(tags):
        columns = [i for i, tag in enumerate(TAGS) if tag.endswith(name)]
        chance = partial(_sum_of, chances, columns)
        found = marked(words, start, end, KINDS[name], chance)
        if found is not None:
            yield found


def _sum_of(chances: Sequence[Scores], columns: Sequence[int], word: int) -> float:
    return float(chances[word][columns].sum())


def _people(
    sentences: Sequence[Tokens], seen: Sequence[Sequence[Marked]]
) -> Iterator[tuple[tuple[str, ...], bool]]:
    """The people of an article by their words, with whether one stands where a place does."""
    for tokens, names in zip(sentences, seen, strict=True):
        for name in names:
            if name.kind is Kind.PERSON:
                words = tuple(tokens.words[name.first : name.last + 1])
                yield words, stands_where(tokens.words, name.first)


def _with_towns(
    sentences: Sequence[Tokens], seen: Sequence[Sequence[Marked]], lexicon: Lexicon
) -> Sequence[Sequence[Marked]]:
    """The names of an article, with those of its people that are towns by where they stand as places."""
    people = list(_people(sentences, seen))
    if not any(is_there for _, is_there in people):
        return seen
    surnames = {words[-1] for words, is_there in people if len(words) > 1 and not is_there}
    is_town = towns(people, surnames, lexicon)
    return [
        [
            replace(name, kind=Kind.PLACE)
            if name.kind is Kind.PERSON and is_town(tuple(tokens.words[name.first : name.last + 1]))
            else name
            for name in names
        ]
        for tokens, names in zip(sentences, seen, strict=True)
    ]


def _side_by_side(
    sentences: Sequence[Tokens], seen: Sequence[Sequence[Marked]], lexicon: Lexicon
) -> list[list[Marked]]:
    """The names of an article with two people told apart where no word is between them, and with the team
    that another has played against."""
    known = Counter(words[-1] for words, _ in _people(sentences, seen) if len(words) > 1)
    return [
        [
            part
            for name in _with_the_other_team(tokens.words, names)
            for part in _parted(tokens.words, name, known, lexicon)
        ]
        for tokens, names in zip(sentences, seen, strict=True)
    ]


def _with_the_other_team(words: Sequence[str], names: Sequence[Marked]) -> Iterator[Marked]:
    before: Marked | None = None
    for name in names:
        is_team = (
            before is not None
            and (before.kind, name.kind) == (Kind.ORGANISATION, Kind.PLACE)
            and is_against(words, before.first, before.last, name.first)
        )
        before = replace(name, kind=Kind.ORGANISATION) if is_team else name
        yield before


def _parted(words: Sequence[str], name: Marked, known: Counter[str], lexicon: Lexicon) -> Iterator[Marked]:
    """A person, or two; `known` are the surnames of the article, this name's too."""
    inside = words[name.first : name.last + 1]
    others = {word for word, count in known.items() if count > (word == inside[-1])}
    first = parted(inside, others, lexicon) if name.kind is Kind.PERSON else 0
    if first:
        yield replace(name, last=name.first + first - 1)
    yield replace(name, first=name.first + first)


def _runs(tags: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    """First word, the word after the last, and kind of each name that the tags mark."""
    start, kind = 0, ""
    for i, number in enumerate([*tags, 0]):
        tag = TAGS[number]
        if kind and tag != f"I-{kind}":
            yield start, i, kind
            kind = ""
        if tag[0] != "O" and not kind:
            start, kind = i, tag[2:]
