"""The report on a computer: gathered from what there is, and put in words."""

import json
import shutil
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest

from reader_app.core.translation import DEFAULT_MODEL, ModelIdentity
from reader_app.data import resources
from reader_app.engines import inspecting, tuning
from reader_app.engines.derived import derived_folder
from reader_app.engines.search_record import SearchRecord, record_file
from reader_app.engines.tuning import Tuning, processor
from reader_app.paths import Folders
from reader_app.services.diagnosing import Doctor
from reader_app.services.models import SAMPLE
from reader_app.services.report_text import report_rows, report_text
from reader_app.services.settings import Settings
from reader_app.wiring import build

SAMPLE_FOLDER = resources() / "models" / "sample"


@pytest.fixture
def doctor() -> Doctor:
    return build().doctor


@pytest.fixture
def choose() -> Callable[[str], None]:
    return lambda model: build().settings.save(Settings(model=model))


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sample passes for a model that is worth measuring."""
    monkeypatch.setattr(tuning, "is_small", lambda _bytes: False)


def keep(home: Folders, found: Tuning) -> str:
    """Write what was found for the sample, as its load would; returns the revision."""
    revision = inspecting.inspect(SAMPLE_FOLDER, home.cache).revision
    folder = derived_folder(home.cache, revision)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / tuning.FILE).write_text(json.dumps(asdict(found)))
    return revision


def test_model_that_is_not_here_is_said_to_be_so_and_the_sample_follows(doctor: Doctor) -> None:
    report = doctor.examine("Amiri")
    chosen, sample = report_rows(report)["models"]
    assert (chosen["reference"], chosen["state"], chosen["chosen"]) == (DEFAULT_MODEL, "not here", True)
    assert chosen["tuning"] is None
    assert chosen["searches"] is None
    assert (sample["reference"], sample["state"], sample["chosen"]) == (SAMPLE, "here", False)
    assert (sample["tuning"]["arithmetic"], sample["tuning"]["threads"]) == ("float32", 1)
    assert sample["searches"] == {"since": None, "searched": 0, "again": 0, "share": 0.0}


def test_looking_loads_no_model_and_leaves_no_form(doctor: Doctor, home: Folders) -> None:
    doctor.examine("Amiri")
    assert not (home.cache / "derived").exists()


def test_arithmetic_that_was_rejected_is_told_with_the_reason(
    doctor: Doctor, home: Folders, choose: Callable[[str], None], large: None
) -> None:
    choose(SAMPLE)
    found = Tuning("int7", 2, processor(), {"int8": 0.7134, "int7": 0.9931}, {"1": 0.5, "2": 0.25})
    keep(home, found)
    report = doctor.examine("Amiri")
    [row] = report_rows(report)["models"]
    assert row["tuning"] == {
        "arithmetic": "int7",
        "threads": 2,
        "reason": found.reason,
        "needed": 0.99,
        "tried": [
            {"arithmetic": "int8", "correlation": 0.7134, "accepted": False},
            {"arithmetic": "int7", "correlation": 0.9931, "accepted": True},
        ],
        "seconds": {"1": 0.5, "2": 0.25},
    }
    text = report_text(report)
    assert "int8: correlation 0.7134, 0.99 needed: rejected" in text
    assert "int7: correlation 0.9931, 0.99 needed: taken" in text
    assert "1 thread 0.500 s; 2 threads 0.250 s" in text


def test_measurement_of_another_processor_does_not_count(
    doctor: Doctor, home: Folders, choose: Callable[[str], None], large: None
) -> None:
    choose(SAMPLE)
    keep(home, Tuning("int8", 2, "another", {"int8": 0.999}, {"1": 0.5}))
    report = doctor.examine("Amiri")
    assert report_rows(report)["models"][0]["tuning"] is None
    assert "not measured on this processor yet" in report_text(report)


def test_counts_and_their_share_are_told(
    doctor: Doctor, home: Folders, choose: Callable[[str], None]
) -> None:
    choose(SAMPLE)
    revision = inspecting.inspect(SAMPLE_FOLDER, home.cache).revision
    record = SearchRecord(record_file(home.cache, revision))
    record.add(400, 3)
    record.flush()
    report = doctor.examine("Amiri")
    searches = report_rows(report)["models"][0]["searches"]
    assert (searches["searched"], searches["again"], searches["share"]) == (400, 3, 0.0075)
    assert "400 sentences since" in report_text(report)
    assert "3 of them (0.75%)" in report_text(report)


def test_damaged_model_is_told_and_the_rest_all_the_same(
    doctor: Doctor, tmp_path: Path, choose: Callable[[str], None]
) -> None:
    folder = tmp_path / "broken"
    shutil.copytree(SAMPLE_FOLDER, folder)
    (folder / "config.json").write_text("{")
    choose(str(folder))
    chosen, sample = report_rows(doctor.examine("Amiri"))["models"]
    assert chosen["state"] == "damaged"
    assert "config.json" in chosen["problem"]
    assert sample["problem"] is None


def test_measuring_forgets_what_was_measured_before(
    doctor: Doctor, home: Folders, choose: Callable[[str], None], large: None
) -> None:
    choose(SAMPLE)
    revision = keep(home, Tuning("float32", 1, processor(), {"int8": 0.5, "int7": 0.5}, {"1": 9.0}))
    steps: list[str] = []
    [model] = doctor.examine("Amiri", steps.append).models
    assert "Comparing arithmetics on this processor" in steps
    assert model.measured is not None
    assert model.findings is not None
    assert model.findings.choice is not None
    assert model.findings.choice.trials[0].correlation > 0.99
    assert (derived_folder(home.cache, revision) / tuning.FILE).is_file()


def test_revision_is_the_one_translations_are_kept_by(home: Folders) -> None:
    services = build(model=SAMPLE)
    sentence = services.open_article(services.default_article).sentences[0].text
    kept = services.translator.translate(sentence, lambda _: None)
    services.close()
    found = inspecting.inspect(SAMPLE_FOLDER, home.cache)
    assert kept.model is not None
    assert ModelIdentity(kept.model.name, found.revision) == kept.model


@pytest.mark.parametrize(
    ("font", "said"), [("Amiri", "Amiri"), ("", "none has Arabic letters"), (None, "Qt could not be asked")]
)
def test_font_is_told(doctor: Doctor, font: str | None, said: str) -> None:
    report = doctor.examine(font)
    assert f"Arabic font         {said}" in report_text(report)
    assert report_rows(report)["font"] == font
