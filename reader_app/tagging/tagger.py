"""The tagger: sentences in, names out."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from threading import Lock
from typing import TypeVar

from reader_app.core.names import Kind, TaggedName
from reader_app.tagging.crf import TAGS, Batch, Scores
from reader_app.tagging.evidence import heeding
from reader_app.tagging.marked import Marked, handed_over, marked
from reader_app.tagging.network import Network, Scorer
from reader_app.tagging.words import Tokens

KINDS = {"PERS": Kind.PERSON, "LOC": Kind.PLACE, "ORG": Kind.ORGANISATION, "MISC": None}

LONGEST = 160
"""Words of a sentence that are tagged at once; a longer one is tagged in parts."""

_BATCH = 64
"""Sentences, of about the same length, that are computed together."""


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
            tags, chances = tag_words([t.words for t in tokens], self._network, self._scorer)
            seen = [
                list(_names(t.words, found, sure))
                for t, found, sure in zip(tokens, tags, chances, strict=True)
            ]
            return handed_over(tokens, seen, self._network.lexicon, self._network.letters)


def tag_words(
    sentences: Sequence[Sequence[str]], network: Network, scorer: Scorer
) -> tuple[list[list[int]], list[list[Scores]]]:
    """For each sentence of an article the tag of each word, as a number of `TAGS`, and the probabilities."""
    parts = [
        (number, words[start : start + LONGEST])
        for number, words in enumerate(sentences)
        for start in range(0, len(words), LONGEST)
    ]
    words = [part for _, part in parts]
    scores = scorer.scores(words)
    chances = _batched(scores, lambda batch: batch.marginals(network.weights.steps))
    heeded = heeding(words, scores, chances)
    best = _batched(heeded, lambda batch: batch.best(network.weights.steps))
    surer = _batched(heeded, lambda batch: batch.marginals(network.weights.steps))
    tags: list[list[int]] = [[] for _ in sentences]
    sure: list[list[Scores]] = [[] for _ in sentences]
    for (number, _), found, chance in zip(parts, best, surer, strict=True):
        tags[number] += found
        sure[number] += list(chance)
    return tags, sure


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
