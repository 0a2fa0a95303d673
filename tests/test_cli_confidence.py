"""Confidence, doubts and other translations on the command line, in a process of its own."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reader_app.core.translation import Doubt, doubt_text
from reader_app.data import resources, seed_article
from reader_app.formats.pairs import read_pairs


def run(*arguments: str, text: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "reader_app", *arguments],
        input=text,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=dict(os.environ),
        timeout=240,
        check=False,
    )


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """The sample checkpoint without its card: it may be asked for anything, and knows the article."""
    folder = shutil.copytree(resources() / "models" / "sample", tmp_path / "model")
    (folder / "sample.json").unlink()
    return folder


def sentences(*arguments: str, text: str | None = None) -> list[dict]:
    done = run("translate", *arguments, "--format", "json", text=text)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)["sentences"]


def test_translate_says_that_its_confidence_is_not_calibrated() -> None:
    for row in sentences(str(seed_article())):
        assert set(row["confidence"]) == {"level", "probability", "calibrated"}
        assert row["confidence"]["level"] == "high"
        assert row["confidence"]["calibrated"] is False
        assert (row["doubts"], row["alternatives"]) == ([], [])


def test_calibrating_prints_its_measurement_and_is_used_from_then_on(
    model: Path, tmp_path: Path, units: dict[str, str]
) -> None:
    # Sentences that the model knows, and others.
    pairs = tmp_path / "pairs.tsv"
    others = [(p.arabic, p.english) for p in read_pairs(resources() / "calibration" / "pairs.tsv")][:20]
    pairs.write_text("".join(f"{a}\t{e}\n" for a, e in [*units.items(), *others]), encoding="utf-8")
    done = run("models", "calibrate", str(model), "--pairs", str(pairs))
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert f"{len(units)} of {len(units) + len(others)} translations are good" in done.stdout
    assert "Brier score" in done.stdout
    known, _ = sentences("-", "--model", str(model), text=f"{next(iter(units))}\n\n{others[-1][0]}\n")
    assert known["confidence"]["calibrated"]
    assert known["confidence"]["probability"] > 0.7


def test_calibrating_tells_and_keeps_nothing_where_scores_tell_nothing(model: Path) -> None:
    # It knows none of the bundled sentences.
    done = run("models", "calibrate", str(model))
    assert done.returncode == 1
    assert "0 of 60 translations are good" in done.stdout
    assert "nothing was kept" in done.stdout


@pytest.mark.parametrize(("name", "message"), [("none.tsv", "cannot be read"), ("one.tsv", "too few")])
def test_calibrating_with_bad_pairs_is_one_clear_line(
    model: Path, tmp_path: Path, name: str, message: str
) -> None:
    (tmp_path / "one.tsv").write_text("نعم\tYes\n", encoding="utf-8")
    done = run("models", "calibrate", str(model), "--pairs", str(tmp_path / name))
    assert done.returncode == 1
    assert done.stdout == ""
    assert message in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_alternatives_are_others_than_the_translation_in_either_format(
    model: Path, units: dict[str, str]
) -> None:
    half = " ".join(next(iter(units)).split()[:9])
    arguments = ("-", "--model", str(model), "--alternatives", "3")
    [row] = sentences(*arguments, text=half)
    assert 1 <= len(row["alternatives"]) <= 3
    assert row["translation"] not in row["alternatives"]
    line = run("translate", *arguments, text=half).stdout.rstrip("\n")
    assert line.split("\t") == [row["translation"], *row["alternatives"]]


def test_doubts_are_told_on_standard_error_also_from_the_cache(model: Path) -> None:
    # Over the model's 512 positions, and one sentence: nothing in it ends one.
    text = " ".join(["قرأ الرجل كتابا جديدا عن البحر ثم مضى"] * 40)
    for _ in range(2):
        done = run("translate", "-", "--model", str(model), "--beam", "1", "--format", "json", text=text)
        assert done.returncode == 0
        [row] = json.loads(done.stdout)["sentences"]
        assert Doubt.IN_PARTS in row["doubts"]
        assert f"reader-app: sentence 1: {doubt_text(Doubt.IN_PARTS)}" in done.stderr.splitlines()
    read = run("read", "-", "--model", str(model), "--beam", "1", text=text)
    assert doubt_text(Doubt.IN_PARTS) in read.stderr
