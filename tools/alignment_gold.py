"""Word alignments written by hand, and how far others are from them.

The figures are those of Och and Ney, "A Systematic Comparison of Various Statistical Alignment Models",
Computational Linguistics 29 (2003): with the links found A, the sure ones S and the possible ones P, of
which S is a part, precision is |A & P| / |A|, recall |A & S| / |S|, and the alignment error rate
1 - (|A & S| + |A & P|) / (|A| + |S|).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from reader_app.core.alignment import Alignment
from reader_app.core.article import Span

GOLD = Path(__file__).parent.parent / "tests" / "data" / "alignments.txt"

Pairs = frozenset[tuple[int, int]]
"""Links as numbers: of a word or a segment of the source, of a word of the target; from 0."""


@dataclass(frozen=True)
class Gold:
    """One unit's links by hand.

    `segments` are the parts of the source's words, `word_of` the number of the word each belongs to,
    `targets` the words of the target. `sure` and `possible` link segments; the sure ones are possible too.
    """

    name: str
    segments: tuple[Span, ...]
    word_of: tuple[int, ...]
    targets: tuple[Span, ...]
    sure: Pairs
    possible: Pairs

    def of_segments(self, alignment: Alignment) -> Pairs:
        """The links of the alignment as pairs: every segment of a link with every target word of it."""
        return frozenset(
            (index, other)
            for link in alignment.links
            for index in _touched(self.segments, link.source)
            for other in _touched(self.targets, link.target)
        )

    def of_words(self, pairs: Pairs) -> Pairs:
        """Links of segments as links of the words they are parts of."""
        return frozenset((self.word_of[segment], target) for segment, target in pairs)


@dataclass(frozen=True)
class Score:
    """How good links are: shares from 0 to 1."""

    precision: float
    recall: float
    error_rate: float


def read_gold(file: Path, texts: dict[str, tuple[str, str]]) -> list[Gold]:
    """The gold in a file (see there) of these texts; ValueError where a unit does not fit its text."""
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    blocks = "\n".join(lines).strip().split("\n\n")
    return [_unit(block, texts) for block in blocks]


def score(found: Sequence[Pairs], sure: Sequence[Pairs], possible: Sequence[Pairs]) -> Score:
    """The figures over all units together. Without a link found, the precision is 0."""
    all_found, all_sure = sum(map(len, found)), sum(map(len, sure))
    right_sure = sum(len(a & s) for a, s in zip(found, sure, strict=True))
    right = sum(len(a & p) for a, p in zip(found, possible, strict=True))
    return Score(
        right / all_found if all_found else 0.0,
        right_sure / all_sure,
        1 - (right_sure + right) / (all_found + all_sure),
    )


def scores(gold: Sequence[Gold], alignments: Sequence[Alignment]) -> tuple[Score, Score]:
    """Of the links between words, and of those between segments and words."""
    found = [unit.of_segments(alignment) for unit, alignment in zip(gold, alignments, strict=True)]
    of_words = score(
        [unit.of_words(pairs) for unit, pairs in zip(gold, found, strict=True)],
        [unit.of_words(unit.sure) for unit in gold],
        [unit.of_words(unit.possible) for unit in gold],
    )
    return of_words, score(found, [unit.sure for unit in gold], [unit.possible for unit in gold])


def _unit(block: str, texts: dict[str, tuple[str, str]]) -> Gold:
    head, english, links = block.split("\n")
    name, *segments = head.split()
    source, target = texts[name]
    word_of: list[int] = []
    is_joined = False
    for segment in segments:
        starts = not (is_joined or segment.startswith("+"))
        word_of.append(word_of[-1] + starts if word_of else 0)
        is_joined = segment.endswith("+")
    pairs = re.findall(r"(\d+)([-?])(\d+)", links)
    sure = frozenset((int(a), int(b)) for a, kind, b in pairs if kind == "-")
    possible = frozenset((int(a), int(b)) for a, _, b in pairs)
    has_sure = {segment for segment, _ in sure}
    of_host = {
        (segment, target)
        for segment, word in enumerate(word_of)
        for other, target in possible
        if segment not in has_sure and word_of[other] == word
    }
    return Gold(
        name,
        tuple(_found(name, source, (segment.strip("+") for segment in segments))),
        tuple(word_of),
        tuple(_found(name, target, english.split())),
        sure,
        possible | of_host,
    )


def _found(name: str, text: str, parts: Iterable[str]) -> list[Span]:
    """Where the parts stand in the text, one after another; between them is nothing but punctuation."""
    spans: list[Span] = []
    at = 0
    for part in parts:
        start = text.find(part, at)
        if start < 0 or any(character.isalnum() for character in text[at:start]):
            raise ValueError(f"unit {name}: {part!r} does not follow in {text[at : at + 30]!r}")
        at = start + len(part)
        spans.append(Span(start, at))
    if any(character.isalnum() for character in text[at:]):
        raise ValueError(f"unit {name}: nothing stands for {text[at:]!r}")
    return spans


def _touched(parts: Sequence[Span], spans: Sequence[Span]) -> set[int]:
    return {
        index
        for index, part in enumerate(parts)
        if any(span.start < part.end and part.start < span.end for span in spans)
    }
