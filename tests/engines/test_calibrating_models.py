"""Confidence of real models, from the sample down to ruined ones."""

import math
import shutil
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from reader_app.core.chrf import chrf
from reader_app.core.confidence import Outcome, confidence
from reader_app.core.errors import OutOfScope, ReaderError
from reader_app.core.reliability import cross_validate
from reader_app.core.translation import Decoding, Origin
from reader_app.data import resources
from reader_app.engines.library import Models
from reader_app.engines.marian import MarianEngine
from reader_app.formats.pairs import read_pairs
from reader_app.services.calibrating import GOOD, Calibrator, Pair
from reader_app.services.translating import Translator
from reader_app.store.calibrations import CalibrationFiles
from reader_app.store.database import Database
from reader_app.store.translations import SqliteStore

STRENGTHS = (0.0, 0.15, 0.3, 0.45, 0.6)
DECODING = Decoding(1, 300)


@pytest.fixture(scope="session")
def weakened(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[float, int], Path]:
    """The sample checkpoint with noise of a strength (in deviations of each tensor), for any text."""
    import numpy as np
    from safetensors.numpy import load_file, save_file

    def make(strength: float, seed: int) -> Path:
        folder = tmp_path_factory.mktemp("weakened") / f"{strength}-{seed}"
        shutil.copytree(sample, folder)
        (folder / "sample.json").unlink()
        random = np.random.default_rng(seed)
        weights = load_file(folder / "model.safetensors")
        for name, tensor in weights.items():
            if tensor.ndim == 2 and name != "final_logits_bias":
                noise = random.normal(0, strength * tensor.std(), tensor.shape)
                weights[name] = tensor + noise.astype(np.float32)
        weights["model.shared.weight"][-1] = 0
        save_file(weights, folder / "model.safetensors", {"format": "pt"})
        return folder

    return make


@pytest.fixture
def translator_of(tmp_path: Path, sample: Path):
    """Makes a translator for the model in a folder, with its calibrations, over one store."""
    store = SqliteStore(Database(tmp_path / "reader.sqlite"))
    files = CalibrationFiles(tmp_path / "calibrations")

    def make(folder: Path) -> tuple[Translator, Calibrator]:
        library = Models(str(folder), sample=sample, cache=tmp_path / "cache", engine="ctranslate2")
        translator = Translator(store, library, DECODING, files)
        return translator, Calibrator(translator, files)

    yield make
    store.close()


def ignore(*_: object) -> None:
    """Nobody looks."""


def test_confidence_falls_as_a_model_gets_worse_and_its_scores_tell_good_from_bad(
    load: Callable[..., MarianEngine], weakened: Callable[[float, int], Path], units: dict[str, str]
) -> None:
    outcomes: list[Outcome] = []
    means: list[float] = []
    for strength in STRENGTHS:
        found: list[float] = []
        for seed in (1, 2):
            engine = load("ctranslate2", weakened(strength, seed))
            for hypothesis, english in zip(
                engine.translate(list(units), DECODING), units.values(), strict=True
            ):
                outcomes.append(Outcome(hypothesis.score, chrf(hypothesis.text, english) >= GOOD))
                found.append(confidence(hypothesis.score, None).probability)
        means.append(sum(found) / len(found))
    assert all(better > worse for better, worse in pairwise(means))
    reliability = cross_validate(outcomes)
    assert 0 < reliability.good < reliability.count
    assert reliability.brier < 0.8 * reliability.constant_brier
    assert all(abs(one.expected - one.observed) < 0.3 for one in reliability.bins if one.count >= 10)


def test_calibrated_model_says_so_for_new_and_for_recalled_translations(
    weakened: Callable[[float, int], Path], translator_of, units: dict[str, str]
) -> None:
    translator, calibrator = translator_of(weakened(0.15, 1))
    known, *_ = units
    before = translator.translate(known, ignore)
    assert before.confidence is not None
    assert not before.confidence.calibrated
    # The article it mostly knows still, and sentences of which it knows nothing.
    pairs = [
        *read_pairs(resources() / "memory" / "sample.tmx"),
        *read_pairs(resources() / "calibration" / "pairs.tsv"),
    ]
    seen: list[tuple[int, int]] = []
    found = calibrator.calibrate(pairs, ignore, lambda done, of: seen.append((done, of)))
    assert seen == [(number, len(pairs)) for number in range(1, len(pairs) + 1)]
    assert found.is_kept
    assert found.model == before.model
    assert 0 < found.reliability.good < found.reliability.count
    assert found.reliability.brier < found.reliability.constant_brier

    recalled = translator.recall(known)
    assert recalled is not None
    assert recalled.origin is Origin.CACHE
    unknown = translator.translate(pairs[-1].arabic, ignore)
    assert recalled.confidence is not None
    assert unknown.confidence is not None
    assert recalled.confidence.calibrated
    assert unknown.confidence.calibrated
    assert recalled.confidence.probability > unknown.confidence.probability


def test_model_that_is_never_good_is_not_calibrated(
    weakened: Callable[[float, int], Path], translator_of
) -> None:
    translator, calibrator = translator_of(weakened(0.6, 1))
    pairs = read_pairs(resources() / "calibration" / "pairs.tsv")[:25]
    found = calibrator.calibrate(pairs, ignore, ignore)
    assert (found.reliability.good, found.is_kept) == (0, False)
    after = translator.translate(pairs[0].arabic, ignore)
    assert after.confidence is not None
    assert not after.confidence.calibrated


def test_calibrating_that_is_broken_off_keeps_nothing(
    weakened: Callable[[float, int], Path], translator_of, units: dict[str, str]
) -> None:
    class BrokenOffError(Exception):
        """The user has had enough."""

    def stop(done: int, _of: int) -> None:
        if done == 3:
            raise BrokenOffError

    translator, calibrator = translator_of(weakened(0.0, 1))
    with pytest.raises(BrokenOffError):
        calibrator.calibrate([Pair(*unit) for unit in units.items()], ignore, stop)
    after = translator.translate(next(iter(units)), ignore)
    assert after.confidence is not None
    assert not after.confidence.calibrated


def test_too_few_pairs_are_refused(weakened: Callable[[float, int], Path], translator_of) -> None:
    _, calibrator = translator_of(weakened(0.0, 1))
    with pytest.raises(ReaderError, match="1 translated"):
        calibrator.calibrate([Pair("نعم", "Yes")], ignore, ignore)
    with pytest.raises(ReaderError, match="too few"):
        calibrator.calibrate([], ignore, ignore)


def test_model_of_closed_scope_is_not_asked_for_other_sentences(sample: Path, translator_of) -> None:
    _, calibrator = translator_of(sample)
    with pytest.raises(OutOfScope):
        calibrator.calibrate([Pair("نعم", "Yes")] * 30, ignore, ignore)


def test_sample_is_sure_of_its_article(translator_of, sample: Path, units: dict[str, str]) -> None:
    translator, _ = translator_of(sample)
    for source in units:
        found = translator.translate(source, ignore).confidence
        assert found is not None
        assert math.exp(-0.05) < found.probability <= 1
        assert found.level == "high"
