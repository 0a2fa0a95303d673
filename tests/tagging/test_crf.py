"""The network's arithmetic against brute force on short sentences."""

from itertools import pairwise, product

import numpy as np

from reader_app.tagging.crf import TAGS, Batch, Scores, Weights, feature_hash

LENGTHS = (1, 3, 2)


def _sentences() -> tuple[list[Scores], Scores]:
    random = np.random.default_rng(7)
    steps = random.normal(size=(len(TAGS), len(TAGS))).astype(np.float32)
    return [random.normal(size=(n, len(TAGS))).astype(np.float32) for n in LENGTHS], steps


def _paths(scores: Scores, steps: Scores) -> dict[tuple[int, ...], float]:
    """The score of every path that the tags allow."""
    found: dict[tuple[int, ...], float] = {}
    for path in product(range(len(TAGS)), repeat=len(scores)):
        names = ["O", *(TAGS[i] for i in path)]
        if all(b[0] != "I" or a[2:] == b[2:] for a, b in pairwise(names)):
            stepped = sum(steps[a, b] for a, b in pairwise(path))
            found[path] = float(sum(scores[t, i] for t, i in enumerate(path)) + stepped)
    return found


def test_best_path_is_the_best_of_all_allowed_ones() -> None:
    sentences, steps = _sentences()
    best = Batch.of(sentences).best(steps)
    for scores, path in zip(sentences, best, strict=True):
        paths = _paths(scores, steps)
        assert tuple(path) == max(paths, key=lambda p: paths[p])


def test_marginals_are_those_of_all_allowed_paths() -> None:
    sentences, steps = _sentences()
    for scores, chances in zip(sentences, Batch.of(sentences).marginals(steps), strict=True):
        paths = _paths(scores, steps)
        total = sum(np.exp(score) for score in paths.values())
        for t in range(len(scores)):
            for tag in range(len(TAGS)):
                exact = sum(np.exp(score) for path, score in paths.items() if path[t] == tag) / total
                assert abs(chances[t, tag] - exact) < 1e-4


def test_unknown_features_and_empty_groups_weigh_nothing() -> None:
    known = sorted(feature_hash(name) for name in ("a", "b"))
    rows = np.arange(2 * len(TAGS), dtype=np.int8).reshape(2, len(TAGS))
    steps = np.zeros((len(TAGS), len(TAGS)), np.float32)
    weights = Weights(np.array(known, np.uint32), rows, 0.5, steps)
    hashes = np.array([*known, feature_hash("c")], np.uint32)
    sums = weights.of(hashes, np.array([0, 2, 1, 0]))
    assert (sums[[0, 2, 3]] == 0).all()
    assert (sums[1] == rows.sum(axis=0) * 0.5).all()
