"""The corpus of tagged news that the name tagger is trained and measured on.

One token and its tag a line, an empty line between sentences; tags are O, and B- and I- with PERS, LOC,
ORG and MISC. Tokens keep their clitics (as in running text) but have some punctuation attached and some
apart: they are joined by spaces and cut again as the program cuts a text, so that training and use agree.

CLEANANERCorp (iwan-rg, GPL-3.0), a corrected ANERcorp (CC BY-SA 4.0), is such a file.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reader_app.tagging.crf import TAGS
from reader_app.tagging.words import Tokens

OUTSIDE = "O"
OWN_SENTENCES = Path(__file__).with_name("tagger_sentences.txt")
_MARKED = re.compile(r"\[(?P<kind>[A-Z]+) (?P<name>[^]]+)\]|(?P<word>\S+)")


@dataclass(frozen=True)
class TaggedSentence:
    """Normalised words, the tag of each, and the words as they are written where that is known."""

    words: tuple[str, ...]
    tags: tuple[str, ...]
    written: tuple[str, ...] = ()


Name = tuple[int, int, str]
"""First word, the word after the last one, kind."""


def read_corpus(path: Path) -> list[TaggedSentence]:
    """All sentences. Raises OSError."""
    return [_retokenised(lines) for lines in _sentences(path.read_text(encoding="utf-8"))]


def read_own(path: Path) -> list[TaggedSentence]:
    """The sentences of a file in which [KIND ...] marks a name, one sentence a line. Raises OSError."""
    sentences: list[TaggedSentence] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            tagged: list[tuple[str, str]] = []
            for kind, name, word in _MARKED.findall(line):
                tokens = (name or word).split()
                tags = [f"B-{kind}", *[f"I-{kind}"] * (len(tokens) - 1)] if kind else [OUTSIDE]
                tagged += zip(tokens, tags, strict=True)
            sentences.append(_retokenised(tagged))
    return sentences


def without_repeats(
    sentences: Iterable[TaggedSentence], of: Iterable[TaggedSentence]
) -> list[TaggedSentence]:
    """The sentences that are not word for word among the others: some articles are in the corpus twice."""
    known = {sentence.words for sentence in of}
    return [sentence for sentence in sentences if sentence.words not in known]


def blocks(sentences: Sequence[TaggedSentence], size: int = 20) -> Iterator[Sequence[TaggedSentence]]:
    """Neighbouring sentences, as near to an article as a corpus comes that marks none."""
    for start in range(0, len(sentences), size):
        yield sentences[start : start + size]


def names_in(tags: Sequence[str]) -> set[Name]:
    """The names that a sentence's tags mark."""
    found: set[Name] = set()
    start, kind = 0, ""
    for i, tag in enumerate([*tags, OUTSIDE]):
        if kind and tag != f"I-{kind}":
            found.add((start, i, kind))
            kind = ""
        if tag != OUTSIDE and not kind:
            start, kind = i, tag[2:]
    return found


@dataclass
class Score:
    """Names found, and missed, by exact bounds and kind."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, gold: set[Name], found: set[Name]) -> None:
        """Count one sentence."""
        self.right += len(gold & found)
        self.wrong += len(found - gold)
        self.missed += len(gold - found)

    @property
    def precision(self) -> float:
        """How many of the found are right."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """How many of those there are were found."""
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def _sentences(text: str) -> Iterator[list[tuple[str, str]]]:
    lines: list[tuple[str, str]] = []
    for line in [*text.splitlines(), ""]:
        token, _, tag = line.rpartition(" ")
        if token:
            lines.append((token, tag if tag in TAGS else OUTSIDE))
        elif line.strip() == "" and lines:
            yield lines
            lines = []


def _retokenised(lines: Sequence[tuple[str, str]]) -> TaggedSentence:
    words: list[str] = []
    tags: list[str] = []
    written: list[str] = []
    for token, tag in lines:
        tokens = Tokens.of(token)
        parts = tokens.words
        written += (span.of(token) for span in tokens.original(tokens.spans))
        named = False
        for k, part in enumerate(parts):
            at_edge = k in (0, len(parts) - 1)
            if tag == OUTSIDE or (at_edge and not part[0].isalnum()):
                tags.append(OUTSIDE)
            else:
                tags.append(f"I-{tag[2:]}" if named else tag)
                named = True
            words.append(part)
    for i, tag in enumerate(tags):
        before = tags[i - 1] if i else OUTSIDE
        if tag[0] == "I" and before[2:] != tag[2:]:
            tags[i] = f"B-{tag[2:]}"
    return TaggedSentence(tuple(words), tuple(tags), tuple(written))
