"""From words to scores for each tag, with what was computed for a word kept for the next time."""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from reader_app.tagging.crf import TAGS, Scores, Weights, feature_hash
from reader_app.tagging.features import (
    CLASS_PATTERNS,
    NEIGHBOURS,
    OUTSIDE,
    WIDTH,
    WordFeatures,
    class_feature,
    neighbour_feature,
    phrase_feature,
    topic_feature,
    word_features,
)
from reader_app.tagging.letters import LetterModel
from reader_app.tagging.lexicon import Lexicon
from reader_app.tagging.topic import levels

MOST_KEPT = 60_000
"""Words whose scores are kept, some 300 bytes each; beyond that all are forgotten."""

_AT_ONCE = 64
"""Words whose scores are summed together: numpy holds all other threads up meanwhile, the window's too."""

_EDGE_FEATURE = "EDGE"
_EDGE = 0
"""The number of what stands before and after a sentence, as if it were a word."""

_MOST_KINDS = 1 << 10
_DISTANCES = {distance: zlib.crc32(str(distance).encode()) for distance in NEIGHBOURS}
"""Where the hash of a neighbour's feature begins: see `neighbour_feature`."""

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Network:
    """The tagger's data, as `resources/tagger` holds them. Immutable: threads may share it."""

    lexicon: Lexicon
    letters: LetterModel
    weights: Weights


class Scorer:
    """Scores words, and remembers. One thread at a time.

    A word has a number, and under it a row of scores for its own tag and, for each of `NEIGHBOURS`, one for
    the tag of the word that has it as the neighbour there.
    """

    def __init__(self, network: Network) -> None:
        self._network = network
        self._phrases: dict[str, Scores] = {}
        self._forget()

    def scores(self, sentences: Sequence[Sequence[str]]) -> list[Scores]:
        """For each sentence of an article, in normalised words, the score of each tag at each word."""
        self._meet({word for words in sentences for word in words})
        margin = [_EDGE] * WIDTH
        numbers: list[int] = []
        starts: list[int] = []
        for words in sentences:
            starts.append(len(numbers) + WIDTH)
            numbers += margin
            numbers += [self._numbers[word] for word in words]
            numbers += margin
        if not numbers:
            return []
        flat = np.array(numbers)
        total = self._summed(flat) + self._class_scores(self._kinds[flat])
        self._add_topic(total, flat, np.array(starts), np.array([len(words) for words in sentences]))
        found = [total[start : start + len(words)] for start, words in zip(starts, sentences, strict=True)]
        for words, scores in zip(sentences, found, strict=True):
            self._add_phrases(words, scores)
        return found

    def _summed(self, flat: Numbers) -> Scores:
        """What each word's own features and those of its neighbours say."""
        parts = self._table[flat]
        total = parts[:, 0].copy()
        for i, distance in enumerate(NEIGHBOURS, start=1):
            if distance < 0:
                total[-distance:] += parts[:distance, i]
            else:
                total[:-distance] += parts[distance:, i]
        return total

    def _class_scores(self, kinds: Numbers) -> Scores:
        total = np.zeros((len(kinds), len(TAGS)), np.float32)
        inside = slice(WIDTH, len(kinds) - WIDTH)
        for name, distances in CLASS_PATTERNS:
            codes = np.zeros(len(kinds) - 2 * WIDTH, np.int64)
            for distance in distances:
                codes = codes * _MOST_KINDS + kinds[WIDTH + distance : len(kinds) - WIDTH + distance]
            distinct, which = np.unique(codes, return_inverse=True)
            total[inside] += self._class_table(name, len(distances), distinct.tolist())[which]
        return total

    def _add_topic(self, total: Scores, flat: Numbers, starts: Numbers, lengths: Numbers) -> None:
        sums = np.concatenate(([0], np.cumsum(self._of_sport[flat])))
        of_sport = sums[starts + lengths] - sums[starts]
        for level, start, length in zip(
            levels(of_sport, lengths).tolist(), starts.tolist(), lengths.tolist(), strict=True
        ):
            if level:
                part = slice(start, start + length)
                total[part] += self._topics(level)[self._kinds[flat[part]]]

    def _topics(self, level: int) -> Scores:
        """What the level says of a word of each class."""
        known = self._topic_scores.get(level)
        if known is None or len(known) < len(self._kind_names):
            names = [[feature_hash(topic_feature(level, kind))] for kind in self._kind_names]
            known = self._topic_scores[level] = self._sums(names)
        return known

    def _class_table(self, name: str, count: int, codes: Sequence[int]) -> Scores:
        """What each of some codes, which have so many classes as their digits, says in a pattern."""
        known = self._class_codes.setdefault(name, {})
        new = [code for code in codes if code not in known]
        if new:
            sums = self._sums([[feature_hash(class_feature(name, self._kinds_in(c, count)))] for c in new])
            known.update(zip(new, sums, strict=True))
        table = np.empty((len(codes), len(TAGS)), np.float32)
        for row, code in enumerate(codes):
            table[row] = known[code]
        return table

    def _kinds_in(self, code: int, count: int) -> Iterable[str]:
        """The names of the classes in a code."""
        return [self._kind_names[code // _MOST_KINDS**k % _MOST_KINDS] for k in reversed(range(count))]

    def _add_phrases(self, words: Sequence[str], scores: Scores) -> None:
        starts = [word in self._phrase_starts for word in words]
        if not any(starts):
            return
        for i, tag in enumerate(self._network.lexicon.phrase_tags(words, starts)):
            if tag:
                if tag not in self._phrases:
                    self._phrases[tag] = self._sums([[feature_hash(phrase_feature(tag))]])[0]
                scores[i] += self._phrases[tag]

    def _meet(self, words: set[str]) -> None:
        """Computes what is not yet known of the words."""
        new = sorted(words - self._numbers.keys())
        if len(self._numbers) + len(new) > MOST_KEPT and len(new) < len(words):
            self._forget()
            new = sorted(words)
        if not new:
            return
        found = word_features(new, self._network.lexicon, self._network.letters)
        scores = [
            self._sums([group for features in found[start : start + _AT_ONCE] for group in _hashes(features)])
            for start in range(0, len(found), _AT_ONCE)
        ]
        first = len(self._table)
        self._numbers.update(zip(new, range(first, first + len(new)), strict=True))
        self._table = np.concatenate(
            (self._table, *(part.reshape(-1, *self._table.shape[1:]) for part in scores))
        )
        self._kinds = np.concatenate((self._kinds, [self._kind(features.kind) for features in found]))
        self._of_sport = np.concatenate((self._of_sport, [features.of_sport for features in found]))
        self._phrase_starts.update(
            w for w, features in zip(new, found, strict=True) if features.begins_phrase
        )

    def _kind(self, name: str) -> int:
        if name not in self._kind_names:
            self._kind_names.append(name)
        return self._kind_names.index(name)

    def _forget(self) -> None:
        edge = [[feature_hash(neighbour_feature(d, _EDGE_FEATURE))] for d in NEIGHBOURS]
        self._table: Scores = self._sums([[], *edge])[None]
        self._kind_names = [OUTSIDE]
        self._kinds: Numbers = np.zeros(1, np.int64)
        self._of_sport: Numbers = np.zeros(1, np.int64)
        self._topic_scores: dict[int, Scores] = {}
        self._class_codes: dict[str, dict[int, Scores]] = {}
        self._numbers: dict[str, int] = {}
        self._phrase_starts: set[str] = set()

    def _sums(self, groups: Sequence[Sequence[int]]) -> Scores:
        hashes = np.array([h for group in groups for h in group], np.uint32)
        return self._network.weights.of(hashes, np.array([len(group) for group in groups]))


def article_features(sentences: Sequence[Sequence[str]], network: Network) -> list[list[list[str]]]:
    """The names of all features at each word of an article's sentences: what a scorer sums the weights of."""
    found = [word_features(words, network.lexicon, network.letters) for words in sentences]
    of_sport = [sum(features.of_sport for features in sentence) for sentence in found]
    topics = levels(of_sport, [len(words) for words in sentences])
    return [
        _sentence_features(words, features, level, network)
        for words, features, level in zip(sentences, found, topics.tolist(), strict=True)
    ]


def _sentence_features(
    words: Sequence[str], found: Sequence[WordFeatures], level: int, network: Network
) -> list[list[str]]:
    kinds = [OUTSIDE] * WIDTH + [features.kind for features in found] + [OUTSIDE] * WIDTH
    phrases = network.lexicon.phrase_tags(words, [features.begins_phrase for features in found])
    names: list[list[str]] = []
    for i, features in enumerate(found):
        here = list(features.own)
        for name, distances in CLASS_PATTERNS:
            here.append(class_feature(name, [kinds[i + WIDTH + distance] for distance in distances]))
        for distance in NEIGHBOURS:
            here += [neighbour_feature(distance, name) for name in _seen_at(found, i + distance, distance)]
        if phrases[i]:
            here.append(phrase_feature(phrases[i]))
        if level:
            here.append(topic_feature(level, features.kind))
        names.append(here)
    return names


def _seen_at(found: Sequence[WordFeatures], at: int, distance: int) -> Sequence[str]:
    if not 0 <= at < len(found):
        return [_EDGE_FEATURE]
    return found[at].near if abs(distance) == 1 else found[at].far


def _hashes(features: WordFeatures) -> Iterable[Sequence[int]]:
    """The hashes of a word's features for its own tag, then, for every neighbour, for the tag there."""
    yield [zlib.crc32(name.encode()) for name in features.own]
    near = [name.encode() for name in features.near]
    far = [name.encode() for name in features.far]
    for distance, begun in _DISTANCES.items():
        yield [zlib.crc32(name, begun) for name in (near if abs(distance) == 1 else far)]
