"""Makes what the checks know from data: the lexicon, and the weights of the truncation model.

    python tools/fit_checks.py FOLDER [--lexicon resources/checks/lexicon.tsv]

FOLDER holds the corpora of `check_corpora`; only the half for tuning is used. The lexicon is written; the
weights are printed, to be put into `core/checks/truncated.py`.
"""

import argparse
import random
from collections import Counter, defaultdict
from hashlib import sha256
from pathlib import Path

import numpy as np
from check_corpora import HumanPair, read_corpora
from check_mutations import MUTATIONS, Material, Subject

from reader_app.core.arabic import normalise
from reader_app.core.checks.english_numbers import listed
from reader_app.core.checks.name_forms import KnownNames
from reader_app.core.checks.pair import CheckedPair
from reader_app.core.checks.stems import arabic_stem, english_stem
from reader_app.core.checks.truncated import features
from reader_app.core.english import FUNCTION_WORDS

_ROUNDS = 6
_LONGEST = 80  # words
_LEAST_COUNT, _LEAST_PROBABILITY, _LEAST_EXPECTED = 3, 0.04, 0.8
_MOST_MEANINGS = 10
_WHOLE_WEIGHT = 3.0
"""How much a whole translation counts beside a cut one: false alarms are worse than misses."""

_SAY_NOTHING = frozenset(
    map(
        normalise,
        listed(
            "من في على إلى عن أن إن كان كانت يكون تكون لم لن لا ما هو هي هم هذا هذه ذلك تلك التي الذي "
            "الذين قد كل بعد قبل عند مع بين حتى أو ثم لكن إذا هل كما أي أيضا به بها له لها فيه فيها "
            "منه منها عليه عليها إليه إليها أنه أنها لدى لدي كيف متى أين لماذا ماذا حيث وهو وهي كنت "
            "كانوا يتم تم غير أكثر يمكن بما مما فقد وقد نحو خلال ضد دون حول سوف يا بعض جدا فلا ولا ولم "
            "أم"
        ),
    )
)
"""Arabic words that a sentence is put together with: English has no word of its own for them."""

Lexicon = dict[str, list[str]]


def make_lexicon(pairs: list[HumanPair]) -> Lexicon:
    """English stems for Arabic ones, the most probable first, by IBM model 1."""
    sides = [(a, e) for a, e in map(_stems, pairs) if a and e and max(len(a), len(e)) < _LONGEST]
    probability: dict[tuple[str, str], float] = defaultdict(lambda: 1e-3)
    expected: dict[tuple[str, str], float] = {}
    for _ in range(_ROUNDS):
        expected, total = defaultdict(float), defaultdict(float)
        for arabic, english in sides:
            for word in english:
                scale = sum(probability[stem, word] for stem in arabic) + probability["", word]
                for stem in (*arabic, ""):
                    share = probability[stem, word] / scale
                    expected[stem, word] += share
                    total[stem] += share
        probability = defaultdict(
            lambda: 1e-9, {key: value / total[key[0]] for key, value in expected.items()}
        )
    counts = Counter(stem for arabic, _ in sides for stem in set(arabic))
    found: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for (stem, word), value in probability.items():
        if (
            stem
            and counts[stem] >= _LEAST_COUNT
            and value > _LEAST_PROBABILITY
            and expected[stem, word] > _LEAST_EXPECTED
        ):
            found[stem].append((-value, word))
    return {stem: [word for _, word in sorted(found[stem])[:_MOST_MEANINGS]] for stem in sorted(found)}


def fit_truncation(pairs: list[HumanPair]) -> np.ndarray:
    """Weights of a logistic regression that tells cut translations, full stop kept, from whole ones.

    The lexicon that a pair is looked at with is made from the other fold: with its own words in it, a whole
    translation would look better than the next one will.
    """
    folds = [
        [pair for pair in pairs if sha256(pair.arabic.encode()).digest()[1] % 2 == fold] for fold in (0, 1)
    ]
    rows: list[tuple[float, ...]] = []
    labels: list[int] = []
    for fold in (0, 1):
        more_rows, more_labels = _examples(folds[fold], make_lexicon(folds[1 - fold]))
        rows += more_rows
        labels += more_labels
    values, is_cut = np.array(rows), np.array(labels)
    importance = np.where(is_cut == 1, 1.0, _WHOLE_WEIGHT)
    spread = np.where(values.std(0) > 0, values.std(0), 1.0)
    scaled = values / spread
    weights = np.zeros(values.shape[1])
    for _ in range(60):
        guess = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (importance * (guess - is_cut)) + 0.01 * weights
        curve = (scaled * (importance * guess * (1 - guess))[:, None]).T @ scaled + 0.01 * np.eye(
            len(weights)
        )
        weights -= np.linalg.solve(curve, slope)
    odds = scaled @ weights
    for least in (1.0, 1.25, 1.5, 1.75, 2.0):
        whole, cut = odds[is_cut == 0] >= least, odds[is_cut == 1] >= least
        shares = f"{100 * whole.mean():.2f} % of the whole, {100 * cut.mean():.1f} % of the cut"
        print(f"from log-odds {least}: {shares}")
    return weights / spread


def _examples(pairs: list[HumanPair], lexicon: Lexicon) -> tuple[list[tuple[float, ...]], list[int]]:
    """Features of whole translations (0) and, twice as many, of cut ones (1)."""
    cut = next(one for one in MUTATIONS if one.name == "end cut before full stop")
    nothing = Material((), KnownNames(), ())
    known = {stem: frozenset(words) for stem, words in lexicon.items()}
    chance = random.Random(1)
    rows: list[tuple[float, ...]] = []
    labels: list[int] = []
    for pair in pairs:
        texts = [
            pair.english,
            *(cut.plant(Subject(pair.arabic, pair.english, ()), nothing, chance) for _ in range(2)),
        ]
        for is_cut, text in enumerate(texts):
            if text is not None:
                rows.append(features(CheckedPair(pair.arabic, text, lexicon=known)))
                labels.append(min(is_cut, 1))
    return rows, labels


def _stems(pair: HumanPair) -> tuple[list[str], list[str]]:
    both = CheckedPair(pair.arabic, pair.english)
    arabic = [
        arabic_stem(word.text)
        for word in both.arabic
        if len(word.text) > 1 and word.text[0].isalpha() and word.text not in _SAY_NOTHING
    ]
    english = [
        english_stem(word.text)
        for word in both.english
        if word.text not in FUNCTION_WORDS and len(word.text) > 1
    ]
    return arabic, english


def _write(lexicon: Lexicon, file: Path) -> None:
    lines = [f"{stem}\t{' '.join(words)}\n" for stem, words in lexicon.items()]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(lines), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description="Make the lexicon of the checks and fit their weights.")
    parser.add_argument("folder", type=Path, help="the folder with the corpora")
    parser.add_argument("--lexicon", type=Path, default=Path("resources/checks/lexicon.tsv"))
    options = parser.parse_args()
    pairs = [pair for found in read_corpora(options.folder).values() for pair in found if pair.is_for_tuning]
    lexicon = make_lexicon(pairs)
    _write(lexicon, options.lexicon)
    print(f"{len(lexicon)} stems from {len(pairs)} pairs, written to {options.lexicon}")
    print("WEIGHTS = (" + ", ".join(f"{weight:.3f}" for weight in fit_truncation(pairs)) + ")")


if __name__ == "__main__":
    main()
