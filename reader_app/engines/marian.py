"""What both engines share: from sentences to pieces, and from pieces to hypotheses."""

import math
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import NamedTuple

from reader_app.core.errors import ReaderError, SentenceTooLong
from reader_app.core.translation import Decoding, Hypothesis, ModelIdentity
from reader_app.engines.checkpoint import Checkpoint
from reader_app.engines.tokenizer import MarianTokenizer


class Output(NamedTuple):
    """What a search found: target pieces without end-of-sentence, and the mean of the natural logarithms of
    their probabilities, end-of-sentence included where the output has one."""

    pieces: Sequence[str]
    score: float


class MarianEngine(ABC):
    """A TranslationEngine over a Marian checkpoint; subclasses say how to search.

    Probabilities are over the vocabulary without the padding entry, which Marian does not have and never
    puts out: the hub's generation settings for these models (`renormalize_logits`) say the same.
    """

    def __init__(self, checkpoint: Checkpoint, identity: ModelIdentity) -> None:
        """Raises ModelDamaged where the tokenizer's files cannot be read."""
        self.identity = identity
        self.checkpoint = checkpoint
        self.tokenizer = MarianTokenizer(checkpoint)

    @abstractmethod
    def _search(self, sources: Sequence[list[int]], decoding: Decoding) -> list[Output]:
        """The best output for each source, given as ids with end-of-sentence last; none is empty.

        `decoding.max_length` is already within the model's positions.
        """

    def translate(self, sources: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
        """One hypothesis for each source, in order.

        A source without a single piece (empty, or only white space) gives an empty hypothesis with the
        score 0. Raises SentenceTooLong where a source has more pieces than the model has positions.
        """
        encoded = [self.tokenizer.encode(source) for source in sources]
        positions = self.checkpoint.architecture.positions
        for ids in encoded:
            if len(ids) > positions:
                raise SentenceTooLong(
                    f"This sentence is too long for the model: {len(ids) - 1} pieces, where it takes "
                    f"{positions - 1} at most.",
                    "Split the sentence.",
                )
        limits = Decoding(decoding.beam_size, min(decoding.max_length, positions))
        wanted = [index for index, ids in enumerate(encoded) if len(ids) > 1]
        hypotheses = [Hypothesis("", (), 0.0)] * len(sources)
        if wanted:
            outputs = self._search([encoded[index] for index in wanted], limits)
            for index, output in zip(wanted, outputs, strict=True):
                hypotheses[index] = self._hypothesis(output)
        return hypotheses

    def _hypothesis(self, output: Output) -> Hypothesis:
        if not math.isfinite(output.score):
            raise ReaderError(
                "The model's output is not a number.", "Choose another model, or fetch this one again."
            )
        return Hypothesis(self.tokenizer.decode(output.pieces), tuple(output.pieces), output.score)
