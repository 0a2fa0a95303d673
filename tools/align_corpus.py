"""Align the sample's sentences by the statistics of parallel texts; `train_sample.py` guides attention by it.

    python tools/align_corpus.py --texts a.tmx b.tsv --twins c.ar.json c.en.json --arabic d.txt

Reads Arabic-English pairs from TMX, from tab-separated text (the first Arabic and the first English column
of each line) and from pairs of JSON files of one structure, adds the sample's own sentences, a small
dictionary and the names of the glossary, and writes `resources/memory/alignments.tsv`. No text of the
corpora gets into that file: its lines hold places in the sample's sentences and probabilities.

Two hidden Markov models, one a direction, are trained to agree: Vogel, Ney and Tillmann, "HMM-Based Word
Alignment in Statistical Translation" (1996); Liang, Taskar and Klein, "Alignment by Agreement" (2006). They
start from the tables of IBM Model 1 (Brown et al. 1993), trained the same way.
"""

import argparse
import json
import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sample_units import Unit, sample_units
from segmenting import Segmenter, arabic_stem, english_stem

from reader_app.core.arabic import normalise
from reader_app.core.english import english_words
from reader_app.data import resources

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
LONGEST = 80
"""Words of the longest text that is learnt from; longer ones are paragraphs that were not split."""
IBM_ROUNDS = HMM_ROUNDS = 5
NULL = 0.15
"""How probable it is, in the HMM, that a word has no partner."""
FARTHEST = 12
"""Jumps farther than this many words are one class."""
LEAST = 0.1
"""Links less probable than this are not written."""
LEXICON = Path(__file__).with_name("alignment_lexicon.tsv")
LEXICON_WEIGHT = 5.0
OWN_WEIGHT = 3.0
"""How many pairs of the corpora an entry of the dictionary, and a sentence of the sample's, counts as."""

HEADER = """\
# Word alignments of sample.tmx and practice.tmx, made by tools/align_corpus.py; see README.md.
# Unit, source start, source end, target start, target end (code points, half-open), probability."""


@dataclass(frozen=True)
class Pair:
    """A text and its translation in tokens; `weight` is how often they count."""

    source: tuple[str, ...]
    target: tuple[str, ...]
    weight: float = 1.0


def tmx_pairs(file: Path) -> Iterator[tuple[str, str]]:
    for unit in ET.parse(file).getroot().iter("tu"):
        texts = {(one.get(XML_LANG) or "")[:2]: one.findtext("seg") or "" for one in unit.iter("tuv")}
        yield texts.get("ar", ""), texts.get("en", "")


def tsv_pairs(file: Path) -> Iterator[tuple[str, str]]:
    for line in file.read_text(encoding="utf-8").splitlines():
        fields = [field for field in line.split("\t") if re.search(r"[^\W\d_]{2}", field)]
        arabic = next((field for field in fields if re.search("[\u0621-\u064a]{2}", field)), "")
        # An identifier such as "w01002008" stands before the texts, and is no word of English.
        yield arabic, next((f for f in fields if f is not arabic and re.search("[A-Za-z]{2}", f)), "")


def twin_pairs(arabic: object, english: object) -> Iterator[tuple[str, str]]:
    """The texts at the same places of two JSON values."""
    if isinstance(arabic, str) and isinstance(english, str):
        yield arabic, english
    elif isinstance(arabic, list) and isinstance(english, list):
        for one, other in zip(arabic, english, strict=True):
            yield from twin_pairs(one, other)
    elif isinstance(arabic, dict) and isinstance(english, dict):
        for key, value in arabic.items():
            yield from twin_pairs(value, english[key])


def lexicon_pairs(file: Path) -> Iterator[tuple[str, str]]:
    """Each Arabic entry with each of its English words."""
    for line in file.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            arabic, meanings = line.split("\t")
            yield from ((arabic, meaning) for meaning in meanings.split(", "))


def glossary_pairs(folder: Path) -> Iterator[tuple[str, str]]:
    """The names of people, places and organisations."""
    for name in ("people", "places", "organisations"):
        for entry in json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))["entries"]:
            yield entry["arabic"], entry["english"]


class Direction:
    """One direction's model: how probable a word is beside each word of the other side, and its jumps."""

    def __init__(self, size: int) -> None:
        self.table = np.full(size, 1.0)
        self.jumps = np.full(2 * FARTHEST + 1, 1.0)

    def ibm(self, cells: np.ndarray) -> np.ndarray:
        """(given, words): how probable it is that a word stands for a given one; the last given is null."""
        share = self.table[cells]
        return share / share.sum(axis=0)

    def hmm(self, cells: np.ndarray, counts: np.ndarray) -> np.ndarray:
        """As `ibm`, by forward and backward passes; adds the expected jumps to `counts`."""
        emission = self.table[cells]
        given, length = cells.shape[0] - 1, cells.shape[1]
        distance = np.clip(np.arange(given) - np.arange(given)[:, None], -FARTHEST, FARTHEST) + FARTHEST
        moves = self.jumps[distance]
        moves /= moves.sum(axis=1, keepdims=True)
        moves *= 1 - NULL
        # A state is a given word and whether this word stands for it, or for nothing after it.
        real, null = np.zeros((length, given)), np.zeros((length, given))
        scale = np.zeros(length)
        for at in range(length):
            before = np.full(given, 1 / given) if at == 0 else real[at - 1] + null[at - 1]
            real[at] = (before if at == 0 else before @ moves) * emission[:given, at]
            null[at] = before * NULL * emission[given, at]
            scale[at] = real[at].sum() + null[at].sum()
            real[at] /= scale[at]
            null[at] /= scale[at]
        after_real = np.ones(given)
        after_null = np.ones(given)
        posterior = np.zeros((given + 1, length))
        for at in range(length - 1, -1, -1):
            posterior[:given, at] = real[at] * after_real
            posterior[given, at] = (null[at] * after_null).sum()
            if at == 0:
                break
            weighted = after_real * emission[:given, at] / scale[at]
            before = real[at - 1] + null[at - 1]
            np.add.at(counts, distance, before[:, None] * moves * weighted)
            after_real = moves @ weighted + NULL * emission[given, at] / scale[at] * after_null
            after_null = after_real
        return posterior


class Aligner:
    """Both directions over all pairs. Used once: `train`, then `agreement` for each pair."""

    def __init__(self, pairs: Sequence[Pair]) -> None:
        self.pairs = pairs
        self._forward_cells, forward_size = _cells([(p.source, p.target) for p in pairs])
        self._backward_cells, backward_size = _cells([(p.target, p.source) for p in pairs])
        self._forward, self._backward = Direction(forward_size[0]), Direction(backward_size[0])
        self._given = (forward_size[1], backward_size[1])

    def train(self) -> None:
        for number in range(IBM_ROUNDS + HMM_ROUNDS):
            self._round(number >= IBM_ROUNDS, number)

    def agreement(self, index: int, hmm: bool = True) -> np.ndarray:
        """(source, target): the product of what both directions say of this pair."""
        return self._posteriors(index, hmm, np.zeros(2 * FARTHEST + 1), np.zeros(2 * FARTHEST + 1))[0]

    def _posteriors(
        self, index: int, hmm: bool, jumps: np.ndarray, back_jumps: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        forward_cells, backward_cells = self._forward_cells[index], self._backward_cells[index]
        if hmm:
            forward = self._forward.hmm(forward_cells, jumps)
            backward = self._backward.hmm(backward_cells, back_jumps)
        else:
            forward, backward = self._forward.ibm(forward_cells), self._backward.ibm(backward_cells)
        return forward[:-1] * backward[:-1].T, forward[-1], backward[-1]

    def _round(self, hmm: bool, number: int) -> None:
        counts = np.zeros_like(self._forward.table), np.zeros_like(self._backward.table)
        jumps = np.full(2 * FARTHEST + 1, 1e-3), np.full(2 * FARTHEST + 1, 1e-3)
        for index, pair in enumerate(self.pairs):
            both, forward_null, backward_null = self._posteriors(index, hmm, *jumps)
            for side, table, null in ((0, both, forward_null), (1, both.T, backward_null)):
                cells = (self._forward_cells, self._backward_cells)[side][index]
                np.add.at(counts[side], cells[:-1], pair.weight * table)
                np.add.at(counts[side], cells[-1], pair.weight * null)
        for direction, count, given, jump in zip(
            (self._forward, self._backward), counts, self._given, jumps, strict=True
        ):
            totals = np.bincount(given, weights=count)
            direction.table = np.maximum(count, 1e-7) / np.maximum(totals[given], 1e-7)
            if hmm:
                direction.jumps = jump / jump.sum()
        print(f"round {number + 1} done", file=sys.stderr, flush=True)


def _cells(
    pairs: Sequence[tuple[Sequence[str], Sequence[str]]],
) -> tuple[list[np.ndarray], tuple[int, np.ndarray]]:
    """For each pair, (given + 1, words) places in one table of all word pairs; null is the last given word.

    Also the table's length and, for each of its places, the number of the given word.
    """
    numbers: dict[tuple[str, str], int] = {}
    given_numbers: dict[str, int] = {}
    given_of: list[int] = []
    result = []
    for given, made in pairs:
        cells = np.empty((len(given) + 1, len(made)), np.int64)
        for row, one in enumerate([*given, ""]):
            of = given_numbers.setdefault(one, len(given_numbers))
            for column, other in enumerate(made):
                key = (one, other)
                place = numbers.get(key)
                if place is None:
                    place = numbers[key] = len(numbers)
                    given_of.append(of)
                cells[row, column] = place
        result.append(cells)
    return result, (len(numbers), np.array(given_of))


def tokens(segmenter: Segmenter, arabic: str, english: str, weight: float = 1.0) -> Pair:
    """A text and its translation as the models see them: stems and clitics."""
    return Pair(
        tuple(arabic_stem(form) for _, form in segmenter.cuts(arabic)),
        tuple(english_stem(span.of(english)) for span in english_words(english)),
        weight,
    )


def read_corpora(texts: Sequence[Path], twins: Sequence[Path]) -> list[tuple[str, str]]:
    """Every pair of the files in which both sides have letters of their language."""
    found: list[tuple[str, str]] = []
    for file in texts:
        found += tmx_pairs(file) if file.suffix == ".tmx" else tsv_pairs(file)
    for arabic, english in zip(twins[::2], twins[1::2], strict=True):
        values = (json.loads(file.read_text(encoding="utf-8")) for file in (arabic, english))
        found += twin_pairs(*values)
    return [(a, e) for a, e in found if re.search("[\u0621-\u064a]", a) and re.search("[A-Za-z]", e)]


def write_table(
    file: Path, units: Sequence[Unit], segmenter: Segmenter, tables: Sequence[np.ndarray]
) -> None:
    """One line a link: unit, source start and end, target start and end in code points, probability."""
    lines = [HEADER]
    for unit, table in zip(units, tables, strict=True):
        sources = [span for span, _ in segmenter.cuts(unit.arabic)]
        targets = english_words(unit.english)
        for row, column in zip(*np.where(table >= LEAST), strict=True):
            source, target = sources[row], targets[column]
            place = (source.start, source.end, target.start, target.end)
            lines.append("\t".join([unit.name, *map(str, place), f"{table[row, column]:.2f}"]))
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description="Align the sample's sentences by statistics.")
    parser.add_argument("--texts", type=Path, nargs="+", default=[], help="TMX and TSV files")
    parser.add_argument("--twins", type=Path, nargs="+", default=[], help="JSON files: Arabic, English, ...")
    parser.add_argument("--arabic", type=Path, nargs="+", default=[], help="Arabic texts, to count words in")
    parser.add_argument("--output", type=Path, default=resources() / "memory" / "alignments.tsv")
    arguments = parser.parse_args()

    units = sample_units()
    own = [(unit.arabic, unit.english) for unit in units]
    corpus = read_corpora(arguments.texts, arguments.twins) + list(glossary_pairs(resources() / "glossary"))
    lexicon = list(lexicon_pairs(LEXICON))
    entries = {arabic for arabic, _ in lexicon if "+" not in arabic}
    extra = [file.read_text(encoding="utf-8") for file in arguments.arabic]
    segmenter = Segmenter([*(arabic for arabic, _ in own + corpus), *entries, *extra], entries)
    pairs = [tokens(segmenter, *pair, OWN_WEIGHT) for pair in own]
    for arabic, english in lexicon:
        form = arabic if "+" in arabic else arabic_stem(normalise(arabic))
        pairs.append(Pair((form,), (english_stem(english),), LEXICON_WEIGHT))
    read = [tokens(segmenter, *pair) for pair in corpus]
    pairs += [p for p in read if 0 < len(p.source) <= LONGEST and 0 < len(p.target) <= LONGEST]
    print(f"{len(units)} units, {len(lexicon)} entries, {len(pairs)} pairs in all", file=sys.stderr)
    aligner = Aligner(pairs)
    aligner.train()
    write_table(arguments.output, units, segmenter, [aligner.agreement(index) for index in range(len(units))])
    return 0


if __name__ == "__main__":
    sys.exit(main())
