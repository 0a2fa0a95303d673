"""What the rest of the article says of a word.

A surname is plain in «وزير الدفاع شويغو» and not in «دعا شويغو إلى»: wherever a word stands, how clearly
the other occurrences of it are a person or a place counts for it too. Occurrences with and without
clitics are of one word.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from reader_app.core.arabic import clitic_strippings
from reader_app.tagging.crf import TAGS, Scores


@dataclass(frozen=True)
class _Evidence:
    """What the others' chances of some tags count for some tags here, in the network's units: the clearest of
    them, and their average."""

    of: tuple[str, ...]
    counts_for: tuple[str, ...]
    clearest: float
    average: float


EVIDENCE = (
    _Evidence(("B-PERS", "I-PERS"), ("B-PERS", "I-PERS"), 1.0, 3.0),
    _Evidence(("I-PERS",), ("B-PERS",), 3.0, 0.0),  # the surname of somebody named in full
    _Evidence(("B-LOC", "I-LOC"), ("B-LOC", "I-LOC"), 0.0, 1.5),
    _Evidence(("B-ORG", "I-ORG"), ("B-ORG", "I-ORG"), 0.0, 0.7),
    _Evidence(("O",), ("O",), 0.0, 2.2),  # an ordinary word, or no part of the name beside it
)
"""Found by trying on parts of the corpus."""

_SHORTEST = 3
"""Letters of the shortest form that is taken for a word of which clitics were cut."""


def stems(sentences: Sequence[Sequence[str]]) -> dict[str, str]:
    """Each word of the article, and the shortest word of the article that is left of it without clitics."""
    words = {word for sentence in sentences for word in sentence if word[0].isalpha()}
    return {word: _stem(word, words) for word in words}


def heeding(
    sentences: Sequence[Sequence[str]], scores: Sequence[Scores], chances: Sequence[Scores]
) -> list[Scores]:
    """The scores of an article's sentences with what the other occurrences of each word say; `chances` are
    the tags' probabilities without it."""
    if not sentences:
        return []
    stem_of = stems(sentences)
    numbers: dict[str, int] = {}
    flat = [word for words in sentences for word in words]
    group = np.array([numbers.setdefault(stem_of.get(word, ""), len(numbers)) for word in flat], np.int64)
    group[group == numbers.get("", -1)] = len(numbers)  # what is no word has no evidence
    chance = np.concatenate(chances)
    added = np.zeros_like(chance)
    for evidence in EVIDENCE:
        of = [TAGS.index(tag) for tag in evidence.of]
        weight = _of_others(group, chance[:, of].sum(axis=1), evidence.clearest, evidence.average)
        weight[group == len(numbers)] = 0
        added[:, [TAGS.index(tag) for tag in evidence.counts_for]] += weight[:, None]
    ends = np.cumsum([len(words) for words in sentences])[:-1]
    return [own + more for own, more in zip(scores, np.split(added, ends), strict=True)]


def _of_others(group: npt.NDArray[np.int64], chance: Scores, clearest: float, average: float) -> Scores:
    """For each member of a group what the chances of the others are worth; 0 where there are none."""
    order = np.lexsort((chance, group))
    sorted_group, sorted_chance = group[order], chance[order]
    last = np.append(np.flatnonzero(np.diff(sorted_group)), len(order) - 1)
    first = np.insert(last[:-1] + 1, 0, 0)
    size = last - first + 1
    total = np.add.reduceat(sorted_chance, first)
    best = sorted_chance[last]
    second = np.where(size > 1, sorted_chance[np.maximum(last - 1, 0)], 0)
    of = np.repeat(np.arange(len(size)), size)
    is_best = np.zeros(len(order), bool)
    is_best[last] = True
    others_best = np.where(is_best, second[of], best[of])
    others_mean = (total[of] - sorted_chance) / np.maximum(size[of] - 1, 1)
    worth = np.where(size[of] > 1, clearest * others_best + average * others_mean, 0)
    result = np.empty_like(chance)
    result[order] = worth
    return result


def _stem(word: str, words: set[str]) -> str:
    forms = [form for count, form in clitic_strippings(word) if count and len(form) >= _SHORTEST]
    return next((form for form in reversed(forms) if form in words), word)
