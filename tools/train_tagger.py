"""Train the name tagger: a conditional random field over lists, letters and neighbours.

    pip install -e '.[train]'
    python tools/train_tagger.py CORPUS NAMES --output resources/tagger

CORPUS is a file of tagged news (see `tagger_corpus`), NAMES one of person names in English and Arabic
(see `tagger_lists`). The last tenth of the corpus is held out: the shipped tagger never saw it, and
`tools/eval_names.py` measures on it. Articles stand one after the other in the corpus, so the tenth is of
other articles; sentences that are in both all the same are taken out of the training.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import numpy as np
from tagger_corpus import OWN_SENTENCES, TaggedSentence, blocks, read_corpus, read_own, without_repeats
from tagger_letters import fit_letters
from tagger_lists import WordLists, build_lists
from tagger_swaps import Swapper

from reader_app.tagging.crf import TAGS, Weights, feature_hash
from reader_app.tagging.letters import LetterModel
from reader_app.tagging.model_file import FILE, save
from reader_app.tagging.network import Network, article_features

SEED = 20261124
HELD_OUT = 0.1
"""The part of the corpus, from its end, that the shipped tagger never sees."""

FIELDS = 3
"""How many fields are trained, whose average is the tagger."""

C1, C2, ITERATIONS = 0.1, 0.02, 90
_LARGEST = 127

_Field = tuple[dict[int, list[float]], np.ndarray]
"""The weights of each feature, and of the steps."""


def held_out(sentences: Sequence[TaggedSentence]) -> Sequence[TaggedSentence]:
    """The last tenth."""
    return sentences[len(sentences) - int(len(sentences) * HELD_OUT) :]


def train(sentences: Sequence[TaggedSentence], lists: WordLists, letters: LetterModel) -> Network:
    """The network of these sentences of the corpus and of those written for it: the average of several
    fields, each of which saw other names in the articles. One alone is a percent better or worse by
    chance."""
    empty = Weights(
        np.zeros(1, np.uint32), np.zeros((1, len(TAGS)), np.int8), 1.0, np.zeros((9, 9), np.float32)
    )
    blank = Network(lists.lexicon(), letters, empty)
    articles = [*blocks(sentences), *([sentence] for sentence in read_own(OWN_SENTENCES))]
    fields: list[_Field] = []
    for number in range(FIELDS):
        swappers = [Swapper(lists, SEED + number)]
        if number == 0:
            swappers.append(Swapper(lists, SEED + FIELDS, places=True))
        swapped = [swapper.swapped(article) for swapper in swappers for article in articles]
        fields.append(_fitted([*articles, *filter(None, swapped)], blank))
    return Network(blank.lexicon, letters, _rounded(*_average(fields)))


def _fitted(articles: Sequence[Sequence[TaggedSentence]], blank: Network) -> _Field:
    pycrfsuite = import_module("pycrfsuite")

    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(
        {"c1": C1, "c2": C2, "max_iterations": ITERATIONS, "feature.possible_transitions": True}
    )
    for article in articles:
        features = article_features([sentence.words for sentence in article], blank)
        for sentence, names in zip(article, features, strict=True):
            trainer.append(names, sentence.tags)
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        info = tagger.info()
        tagger.close()
    rows: dict[int, list[float]] = {}
    for (name, tag), weight in info.state_features.items():
        row = rows.setdefault(feature_hash(name), [0.0] * len(TAGS))
        row[TAGS.index(tag)] += weight
    steps = np.zeros((len(TAGS), len(TAGS)), np.float32)
    for (before, after), weight in info.transitions.items():
        steps[TAGS.index(before), TAGS.index(after)] = weight
    return rows, steps


def _average(fields: Sequence[_Field]) -> _Field:
    rows: dict[int, list[float]] = {}
    for found, _ in fields:
        for feature, weights in found.items():
            known = rows.setdefault(feature, [0.0] * len(TAGS))
            rows[feature] = [a + b / len(fields) for a, b in zip(known, weights, strict=True)]
    return rows, np.mean([steps for _, steps in fields], axis=0)


def _rounded(rows: dict[int, list[float]], steps: np.ndarray) -> Weights:
    """The weights in 8 bits. The few largest are cut off, for the sake of the many."""
    hashes = np.array(sorted(rows), np.uint32)
    table = np.array([rows[int(h)] for h in hashes], np.float32)
    scale = float(np.quantile(np.abs(table[table != 0]), 0.9995)) / _LARGEST
    rounded = np.clip(np.round(table / scale), -_LARGEST, _LARGEST).astype(np.int8)
    kept = rounded.any(axis=1)
    return Weights(hashes[kept], rounded[kept], scale, steps)


def main() -> int:
    """Train and write; 1 where something that is needed is missing."""
    parser = argparse.ArgumentParser(description="Train the name tagger.")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("names", type=Path)
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    try:
        sentences = read_corpus(options.corpus)
        lists = build_lists(options.names)
    except (OSError, ImportError) as error:
        print(f"train_tagger: {error}", file=sys.stderr)
        return 1
    test = held_out(sentences)
    training = without_repeats(sentences[: len(sentences) - len(test)], of=test)
    network = train(training, lists, fit_letters(lists, SEED))
    options.output.mkdir(parents=True, exist_ok=True)
    save(network, options.output / FILE)
    size = (options.output / FILE).stat().st_size
    print(f"{len(training)} sentences, {len(network.weights.hashes)} features, {size / 1e6:.2f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
