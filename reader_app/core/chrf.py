"""chrF2: how much of a reference translation's character sequences a translation has.

Popović 2015, "chrF: character n-gram F-score for automatic MT evaluation", with its settings: sequences of
1 to 6 characters, white space left out, recall weighing twice as much as precision.
"""

from collections import Counter

ORDER = 6
BETA = 2


def chrf(translation: str, reference: str) -> float:
    """From 0 to 100, for one sentence. Lengths for which either side is too short are left out of account."""
    hypothesis, wanted = ("".join(text.split()) for text in (translation, reference))
    precisions: list[float] = []
    recalls: list[float] = []
    for length in range(1, min(ORDER, len(hypothesis), len(wanted)) + 1):
        ours, theirs = _sequences(hypothesis, length), _sequences(wanted, length)
        shared = (ours & theirs).total()
        precisions.append(shared / ours.total())
        recalls.append(shared / theirs.total())
    if not precisions or not sum(precisions):
        return 0.0
    precision, recall = (sum(values) / len(values) for values in (precisions, recalls))
    return 100 * (1 + BETA**2) * precision * recall / (BETA**2 * precision + recall)


def _sequences(text: str, length: int) -> Counter[str]:
    return Counter(text[start : start + length] for start in range(len(text) - length + 1))
