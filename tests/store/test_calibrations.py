"""Calibrations kept in files."""

import json
from pathlib import Path

import pytest

from reader_app.core.confidence import Calibration, Knot
from reader_app.core.errors import StoreError
from reader_app.core.translation import Decoding, ModelIdentity
from reader_app.store.calibrations import CalibrationFiles

MODEL = ModelIdentity("a/model", "0123456789abcdef")
CALIBRATION = Calibration((Knot(-2.5, 0.125), Knot(-1.0, 0.5), Knot(-0.1, 0.9)))


@pytest.fixture
def files(tmp_path: Path) -> CalibrationFiles:
    return CalibrationFiles(tmp_path / "cache" / "calibrations")


def test_calibration_is_there_for_the_same_revision_and_settings_alone(files: CalibrationFiles) -> None:
    files.keep_calibration(MODEL, Decoding(), CALIBRATION)
    assert files.calibration(MODEL, Decoding()) == CALIBRATION
    assert files.calibration(ModelIdentity("a/model", "other"), Decoding()) is None
    assert files.calibration(MODEL, Decoding(beam_size=1)) is None


def test_newer_calibration_takes_the_place_of_the_older(files: CalibrationFiles) -> None:
    files.keep_calibration(MODEL, Decoding(), CALIBRATION)
    newer = Calibration((Knot(-1.0, 0.5),))
    files.keep_calibration(MODEL, Decoding(), newer)
    assert files.calibration(MODEL, Decoding()) == newer


def test_nothing_kept_is_no_calibration(files: CalibrationFiles) -> None:
    assert files.calibration(MODEL, Decoding()) is None


@pytest.mark.parametrize(
    "change",
    [
        {"knots": []},
        {"knots": [[-1.0, 0.9], [-2.0, 0.1]]},
        {"knots": [[-2.0, 0.9], [-1.0, 0.1]]},
        {"knots": [[-2.0]]},
        {"knots": "none"},
        {"knots": None},
    ],
)
def test_damaged_file_is_no_calibration(files: CalibrationFiles, tmp_path: Path, change: dict) -> None:
    files.keep_calibration(MODEL, Decoding(), CALIBRATION)
    [file] = (tmp_path / "cache" / "calibrations").iterdir()
    kept = json.loads(file.read_text())
    file.write_text(json.dumps({**kept, **change}))
    assert files.calibration(MODEL, Decoding()) is None
    file.write_text("{")
    assert files.calibration(MODEL, Decoding()) is None


def test_folder_that_cannot_be_made_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    with pytest.raises(StoreError, match="calibration"):
        CalibrationFiles(tmp_path / "cache" / "calibrations").keep_calibration(MODEL, Decoding(), CALIBRATION)
