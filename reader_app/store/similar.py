"""Finding similar texts among many: by the words they share first, by edit distance then."""

from array import array
from collections import defaultdict
from math import log

_CANDIDATES = 1_500
"""How many texts are compared letter by letter, those that share most with the one looked for."""

_SHORT = 40
"""Up to this length, in characters, every text of about the length is compared: short texts may differ in
each of their words by a clitic, and comparing them costs little."""


class SimilarTexts:
    """Texts by number, compared in the form in which they are added. One thread at a time.

    Similarity is one less the Levenshtein distance over the longer length. Words count by how rare they
    are, so that a long text whose candidates all share its function words is still found.
    """

    def __init__(self) -> None:
        self._numbers = array("q")
        self._texts: list[str] = []
        self._lengths = array("i")
        self._places: defaultdict[str, array[int]] = defaultdict(lambda: array("i"))

    def add(self, number: int, text: str) -> None:
        """Add one text; the numbers need only be unique."""
        place = len(self._texts)
        self._numbers.append(number)
        self._texts.append(text)
        self._lengths.append(len(text))
        for word in set(text.split()):
            self._places[word].append(place)

    def search(self, text: str, count: int, least: float) -> list[tuple[int, float]]:
        """Up to `count` numbers with their similarity, at least `least`, the most similar first."""
        if not text or not self._texts:
            return []
        from rapidfuzz.distance import Levenshtein
        from rapidfuzz.process import extract

        places = self._candidates(text, least)
        found = extract(
            text,
            [self._texts[place] for place in places],
            scorer=Levenshtein.normalized_similarity,
            score_cutoff=least,
            limit=count,
        )
        return [(self._numbers[places[index]], similarity) for _, similarity, index in found]

    def _candidates(self, text: str, least: float) -> list[int]:
        import numpy as np

        lengths = np.frombuffer(self._lengths, np.int32)
        # A text that is shorter or longer by more cannot be similar enough.
        fits = (lengths >= len(text) * least) & (lengths * least <= len(text))
        if len(text) <= _SHORT:
            return np.nonzero(fits)[0].tolist()
        shared = np.zeros(len(self._texts), np.float32)
        for word in set(text.split()):
            if word in self._places:
                places = np.frombuffer(self._places[word], np.int32)
                shared[places] += log(1 + len(self._texts) / len(places))
        shared[~fits] = 0
        best = np.nonzero(shared)[0]
        if len(best) > _CANDIDATES:
            best = best[np.argpartition(shared[best], -_CANDIDATES)[-_CANDIDATES:]]
        return best.tolist()
