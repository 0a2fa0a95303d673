"""The choice of arithmetic and threads, and the check that it rests on."""

import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from reader_app.core.translation import ModelIdentity
from reader_app.engines import tuning
from reader_app.engines.checkpoint import open_checkpoint
from reader_app.engines.derived import derived_folder, derived_model
from reader_app.engines.onnx_engine import OnnxEngine
from reader_app.engines.onnx_form import DECODER, form
from reader_app.engines.tuning import (
    MIN_CORRELATION,
    agreement,
    fewest,
    log_probabilities,
    read_tuning,
    tuned,
)

IDENTITY = ModelIdentity("sample", "0123456789abcdef")
TARGETS = ("The ministers met in Cairo.", "The city is old.", "The doctor said so.")


def engine(model: Path, cache: Path, arithmetic: str, largest: int = 127) -> OnnxEngine:
    """The engine in this arithmetic, weights of the decoder beyond `largest` cut off."""
    import numpy as np
    import onnx
    from onnx import numpy_helper

    from reader_app.engines.onnx_network import Network

    checkpoint = open_checkpoint(model)
    folder = derived_model(checkpoint, IDENTITY, form(arithmetic), cache, lambda _: None)
    file = folder / DECODER
    graph = onnx.load(str(file))
    for tensor in graph.graph.initializer:
        values = numpy_helper.to_array(tensor)
        if values.dtype == np.int8:
            tensor.CopyFrom(numpy_helper.from_array(np.clip(values, -largest, largest), tensor.name))
    onnx.save(graph, str(file))
    return OnnxEngine(checkpoint, IDENTITY, Network(folder, 1))


def test_check_passes_seven_bits_and_catches_what_is_cut_off(sample: Path, tmp_path: Path) -> None:
    exact = log_probabilities(engine(sample, tmp_path / "exact", "float32"), TARGETS)
    whole = log_probabilities(engine(sample, tmp_path / "whole", "int7"), TARGETS)
    cut = log_probabilities(engine(sample, tmp_path / "cut", "int7", largest=20), TARGETS)
    assert agreement(whole, exact) >= MIN_CORRELATION
    assert agreement(cut, exact) < MIN_CORRELATION


def test_arithmetic_that_fails_the_check_is_not_taken(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tuning, "is_small", lambda _bytes: False)
    monkeypatch.setattr(tuning, "MIN_CORRELATION", 1.1)
    found = tuned(open_checkpoint(sample), IDENTITY, tmp_path, lambda _: None)
    assert found.arithmetic == "float32"
    assert set(found.checked) == {"int8", "int7"}
    assert {file.name for file in derived_folder(tmp_path, IDENTITY.revision).iterdir()} == {
        "onnx-float32",
        "tuning.json",
    }


def test_measurement_is_remembered_until_the_processor_changes(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tuning, "is_small", lambda _bytes: False)
    steps: list[str] = []
    checkpoint = open_checkpoint(sample)
    found = tuned(checkpoint, IDENTITY, tmp_path, steps.append)
    assert found.checked[found.arithmetic] >= MIN_CORRELATION
    assert "Measuring the speed" in steps
    steps.clear()
    assert tuned(checkpoint, IDENTITY, tmp_path, steps.append) == found
    assert steps == []
    file = derived_folder(tmp_path, IDENTITY.revision) / "tuning.json"
    file.write_text(json.dumps(asdict(replace(found, processor="another"))))
    assert read_tuning(file) is None


def test_small_model_is_not_measured(sample: Path, tmp_path: Path) -> None:
    found = tuned(open_checkpoint(sample), IDENTITY, tmp_path, lambda _: None)
    assert (found.arithmetic, found.threads, found.checked) == ("float32", 1, {})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        ({"1": 1.0}, 1),
        ({"1": 1.0, "2": 0.97}, 1),
        ({"1": 1.0, "2": 0.6, "4": 0.59}, 2),
        ({"1": 1.0, "2": 1.5, "4": 0.5}, 4),
    ],
)
def test_more_threads_are_taken_only_where_they_are_worth_it(
    seconds: dict[str, float], expected: int
) -> None:
    assert fewest(seconds) == expected
