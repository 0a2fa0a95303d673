"""Which words of a translation the model was least sure of."""

import math

from reader_app.core.article import Span
from reader_app.core.english import english_words
from reader_app.core.pieces import locate
from reader_app.core.translation import Examination

LEAST_PROBABILITY = 0.1
"""A word is doubted where the model gave one of its pieces less than this. Chosen, not measured: it marks
words that a second look may be worth, and says nothing of how often they are wrong."""


def doubted_words(target: str, examination: Examination) -> tuple[Span, ...]:
    """The words of `target`, without the punctuation about them, that the model doubted.

    Pieces of punctuation alone do not count, nor does end-of-sentence.
    """
    # The last number is that of end-of-sentence, whether it is among the pieces or not.
    pieces = examination.target_pieces[: len(examination.log_probabilities) - 1]
    least = math.log(LEAST_PROBABILITY)
    unsure = [
        place
        for place, number in zip(locate(target, pieces), examination.log_probabilities, strict=False)
        if place is not None and number < least
    ]
    return tuple(
        word
        for word in english_words(target)
        if any(one.start < word.end and word.start < one.end for one in unsure)
    )
