"""Sentence pairs that people translated, for tuning and measuring the checks, split in two by their Arabic.

The corpora are not part of the project: their folder is an argument. TICO-19 (`tico19.en-ar.tmx`, CC0), the
Arabic PUD treebank (`pud_wiki.ar-en.tsv`, CC BY-SA 3.0), Tatoeba (`tatoeba_en_ar.tsv`, CC BY 2.0 FR) and
XQuAD (`xquad.{ar,en}.json`, CC BY-SA 4.0).
"""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from reader_app.core.article import Article, Sentence, Span
from reader_app.formats.pairs import read_pairs

_SENTENCE_END = re.compile(r"(?<=[.!?؟])[\])\"”»]*\s+")
_PLAUSIBLE = (0.45, 1.6)
"""Code points of an XQuAD sentence in Arabic for each in English: what is outside was split differently."""


@dataclass(frozen=True, slots=True)
class HumanPair:
    """A sentence and a person's translation of it."""

    arabic: str
    english: str

    @property
    def is_for_tuning(self) -> bool:
        """Whether the pair is in the half that rules and weights may be made from; the other measures
        them."""
        return sha256(self.arabic.encode()).digest()[0] % 2 == 0


def read_corpora(folder: Path) -> dict[str, list[HumanPair]]:
    """The pairs of each corpus by its name, in their order, each pair once."""
    found = {
        "PUD (Wikipedia, news)": [HumanPair(row[1], row[2]) for row in _rows(folder / "pud_wiki.ar-en.tsv")],
        "TICO-19 (medicine)": [
            HumanPair(pair.arabic, pair.english) for pair in read_pairs(folder / "tico19.en-ar.tmx")
        ],
        "XQuAD (encyclopaedia)": list(_xquad(folder)),
        "Tatoeba (colloquial)": [HumanPair(row[1], row[0]) for row in _rows(folder / "tatoeba_en_ar.tsv")],
    }
    return {name: list(dict.fromkeys(pairs)) for name, pairs in found.items()}


def as_article(sources: list[str]) -> Article:
    """An article with each source as one sentence, for finding the names in them."""
    sentences: list[Sentence] = []
    start = 0
    for number, source in enumerate(sources):
        sentences.append(Sentence(number + 1, number, Span(start, start + len(source)), source))
        start += len(source) + 1
    spans = tuple(sentence.span for sentence in sentences)
    return Article("pairs", "\n".join(sources), spans, tuple(sentences))


def _rows(file: Path) -> Iterator[list[str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        yield from csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def _xquad(folder: Path) -> Iterator[HumanPair]:
    arabic, english = (
        json.loads((folder / f"xquad.{language}.json").read_text(encoding="utf-8"))["data"]
        for language in ("ar", "en")
    )
    for ours, theirs in zip(arabic, english, strict=True):
        for one, other in zip(ours["paragraphs"], theirs["paragraphs"], strict=True):
            yield from _sentences(one["context"], other["context"])
            for asked, question in zip(one["qas"], other["qas"], strict=True):
                yield HumanPair(asked["question"].strip(), question["question"].strip())


def _sentences(arabic: str, english: str) -> Iterator[HumanPair]:
    """The sentences of a paragraph, where both languages have as many and each of them is about as long."""
    ours, theirs = (
        [part for part in _SENTENCE_END.split(" ".join(text.split())) if part] for text in (arabic, english)
    )
    low, high = _PLAUSIBLE
    if len(ours) == len(theirs) and all(
        low < len(a) / len(e) < high for a, e in zip(ours, theirs, strict=True)
    ):
        yield from (HumanPair(a, e) for a, e in zip(ours, theirs, strict=True))
