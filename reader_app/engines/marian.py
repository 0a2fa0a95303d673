"""What both engines share: from sentences to pieces, and from pieces to hypotheses."""

import math
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from reader_app.core.errors import ReaderError, SentenceTooLong
from reader_app.core.repetition import loops, variety
from reader_app.core.splitting import split
from reader_app.core.translation import Decoding, Doubt, Examination, Hypothesis, ModelIdentity
from reader_app.engines.checkpoint import Checkpoint
from reader_app.engines.tokenizer import MarianTokenizer

if TYPE_CHECKING:
    import numpy as np

NO_REPEAT = 4
"""Decoding.no_repeat of the second attempt at what loops. A shorter one would forbid more names to be named
twice, a longer one lets more turns of a loop through."""

MOST_PIECES_A_PIECE = 4
"""How many target pieces a source piece may need; an output with more goes on without its source."""


class Output(NamedTuple):
    """What a search found: target pieces without end-of-sentence, and the mean of the natural logarithms of
    their probabilities, end-of-sentence included where the output has one. The probabilities are the
    model's own, also where a rule such as Decoding.no_repeat forbids some of its pieces."""

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
    def _search(self, sources: Sequence[list[int]], decoding: Decoding, count: int = 1) -> list[list[Output]]:
        """Up to `count` outputs for each source, the best first; at least one, at most the beams.

        The sources are ids with end-of-sentence last, none of them empty; `decoding.max_length` is already
        within the model's positions.
        """

    @abstractmethod
    def _examine(self, source: list[int], target: list[int]) -> tuple[Sequence[float], "np.ndarray"]:
        """The natural logarithm of each target id's probability, and (target ids, source ids) attention.

        Both sides end with end-of-sentence, and are within the model's positions. The attention is that of
        the decoder's layer and heads that align best (see `alignment_heads`), each row summing to 1.
        """

    def translate(self, sources: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
        """One hypothesis for each source, in order, with what is to be doubted about it.

        A source without a single piece (empty, or only white space) gives an empty hypothesis with the
        score 0. One with more pieces than the model has positions is translated in parts, and so is one
        whose output reaches the last position without an end; `decoding.max_length`, where it is less,
        cuts outputs. One whose output loops is searched for again under Decoding.no_repeat, unless it
        already was. Raises SentenceTooLong where a single character has more pieces than the positions.
        """
        found = self._hypotheses(sources, decoding, 1)
        return [hypotheses[0] if hypotheses else Hypothesis("", (), 0.0) for hypotheses in found]

    def alternatives(self, source: str, decoding: Decoding, count: int) -> list[Hypothesis]:
        """Up to `count` hypotheses with different texts, that of `translate` first, then by the search's
        order; as many at most as the search has beams.

        A source that is translated in parts has only one; one without a single piece has none. Those that
        are empty or loop are left out. Raises as `translate`.
        """
        return self.best_of_each([source], decoding, count)[0]

    def best_of_each(self, sources: Sequence[str], decoding: Decoding, count: int) -> list[list[Hypothesis]]:
        """`alternatives` of each source, in order, searched for together."""
        found = self._hypotheses(sources, decoding, min(count, decoding.beam_size))
        return [_different(hypotheses) for hypotheses in found]

    def examine(self, source: str, target: str) -> Examination:
        """How probable the target is, piece by piece, and which source pieces each one attends to.

        The pieces are spelled as in the texts, also where the model does not know them. Raises
        SentenceTooLong where either text has more pieces than the model has positions.
        """
        source_pieces, target_pieces = self.tokenizer.cut_source(source), self.tokenizer.cut_target(target)
        positions = self.checkpoint.architecture.positions
        for name, pieces in (("sentence", source_pieces), ("translation", target_pieces)):
            if len(pieces) >= positions:
                raise SentenceTooLong(
                    f"This {name} is too long to be aligned: {len(pieces)} pieces, where the model takes "
                    f"{positions - 1} at most.",
                    "Split the sentence.",
                )
        log_probabilities, attention = self._examine(
            self.tokenizer.numbered(source_pieces), self.tokenizer.numbered(target_pieces)
        )
        return Examination(
            tuple(source_pieces),
            tuple(target_pieces),
            tuple(log_probabilities),
            tuple(tuple(row) for row in attention.tolist()),
        )

    def _hypotheses(self, sources: Sequence[str], decoding: Decoding, count: int) -> list[list[Hypothesis]]:
        """Up to `count` hypotheses for each source, the best first; none where it has no piece."""
        encoded = [self.tokenizer.encode(source) for source in sources]
        positions = self.checkpoint.architecture.positions
        limits = replace(decoding, max_length=min(decoding.max_length, positions))
        whole = {
            index: (sources[index], ids) for index, ids in enumerate(encoded) if 1 < len(ids) <= positions
        }
        searched = dict(zip(whole, self._searched(list(whole.values()), limits, count), strict=True))
        found: list[list[Hypothesis]] = []
        for index, ids in enumerate(encoded):
            hypotheses = searched.get(index, [])
            if len(ids) > positions:
                # Half of them, so that the English has room for twice the pieces.
                hypotheses = [self._in_parts(sources[index], max(positions // 2, 2), limits)]
            elif hypotheses and len(sources[index]) > 1 and self._is_out(hypotheses[0], len(ids), limits):
                hypotheses = [self._in_parts(sources[index], len(ids) * 2 // 3, limits)]
            found.append(hypotheses)
        return found

    def _is_out(self, hypothesis: Hypothesis, length: int, limits: Decoding) -> bool:
        """Whether the output ended for want of positions. That of a short source did not: it ran wild."""
        positions = self.checkpoint.architecture.positions
        is_cut = Doubt.CUT in hypothesis.doubts and limits.max_length == positions
        return is_cut and length > positions // MOST_PIECES_A_PIECE

    def _in_parts(self, source: str, limit: int, limits: Decoding) -> Hypothesis:
        """The source translated in parts of `limit` pieces at most, end-of-sentence included."""
        parts = split(source, lambda text: len(self.tokenizer.encode(text)), limit)
        positions = self.checkpoint.architecture.positions
        if any(len(part) == 1 and len(self.tokenizer.encode(part)) > positions for part in parts):
            raise SentenceTooLong(
                f"This model takes {positions - 1} pieces at once, and a character of the sentence has more.",
                "Choose another model.",
            )
        found = self._hypotheses(parts, limits, 1)
        return _joined([hypotheses[0] for hypotheses in found if hypotheses])

    def _searched(
        self, sources: Sequence[tuple[str, list[int]]], limits: Decoding, count: int
    ) -> list[list[Hypothesis]]:
        """Hypotheses for sources that the positions suffice for; what loops was tried again."""
        found = self._search_once(sources, limits, count)
        if limits.no_repeat:
            return found
        again = [index for index, hypotheses in enumerate(found) if Doubt.REPEATS in hypotheses[0].doubts]
        strict = replace(limits, no_repeat=NO_REPEAT)
        retried = self._search_once([sources[index] for index in again], strict, count)
        for index, hypotheses in zip(again, retried, strict=True):
            found[index] = max(found[index], hypotheses, key=lambda each: _merit(each[0]))
        return found

    def _search_once(
        self, sources: Sequence[tuple[str, list[int]]], limits: Decoding, count: int
    ) -> list[list[Hypothesis]]:
        if not sources:
            return []
        outputs = self._search([ids for _, ids in sources], limits, count)
        return [
            [self._hypothesis(source, output, limits) for output in best]
            for (source, _), best in zip(sources, outputs, strict=True)
        ]

    def _hypothesis(self, source: str, output: Output, limits: Decoding) -> Hypothesis:
        if not math.isfinite(output.score):
            raise ReaderError(
                "The model's output is not a number.", "Choose another model, or fetch this one again."
            )
        text = self.tokenizer.decode(output.pieces)
        doubts = {
            Doubt.REPEATS: loops(source, text),
            Doubt.CUT: len(output.pieces) >= limits.max_length,
            Doubt.EMPTY: not text and any(character.isalnum() for character in source),
        }
        return Hypothesis(
            text, tuple(output.pieces), output.score, frozenset(doubt for doubt, has in doubts.items() if has)
        )


def _different(found: list[Hypothesis]) -> list[Hypothesis]:
    """Those with different texts, in order, but for the first without those that are empty or loop."""
    first = {hypothesis.text: hypothesis for hypothesis in reversed(found)}
    return [
        hypothesis
        for hypothesis in found
        if first[hypothesis.text] is hypothesis
        and (hypothesis is found[0] or not hypothesis.doubts & {Doubt.REPEATS, Doubt.EMPTY})
    ]


def _merit(hypothesis: Hypothesis) -> tuple[bool, bool, bool, float]:
    """What makes one attempt at a sentence better than another, the most important first."""
    ends = Doubt.CUT not in hypothesis.doubts
    is_clean = ends and Doubt.REPEATS not in hypothesis.doubts
    return bool(hypothesis.text), is_clean, ends, variety(hypothesis.text)


def _joined(parts: Sequence[Hypothesis]) -> Hypothesis:
    """One hypothesis of several: its score is the mean over all their pieces, each part's end included."""
    lengths = [len(part.pieces) + 1 for part in parts]
    total = sum(part.score * length for part, length in zip(parts, lengths, strict=True))
    return Hypothesis(
        " ".join(part.text for part in parts if part.text),
        tuple(piece for part in parts for piece in part.pieces),
        total / sum(lengths) if parts else 0.0,
        frozenset({Doubt.IN_PARTS}).union(*(part.doubts for part in parts)),
    )
