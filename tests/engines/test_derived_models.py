"""The CTranslate2 form in the cache: made once, whole or not at all."""

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from reader_app.core.errors import ReaderError
from reader_app.core.translation import Decoding, ModelIdentity, TranslationEngine
from reader_app.engines import derived
from reader_app.engines.checkpoint import Checkpoint, open_checkpoint
from reader_app.engines.ctranslate2_engine import FORM
from reader_app.engines.derived import derived_model

IDENTITY = ModelIdentity("sample", "0123456789abcdef")
PREPARING = "Preparing the model"


@pytest.fixture
def checkpoint(sample: Path) -> Checkpoint:
    return open_checkpoint(sample)


def derive(checkpoint: Checkpoint, cache: Path) -> tuple[Path, list[str]]:
    steps: list[str] = []
    return derived_model(checkpoint, IDENTITY, FORM, cache, steps.append), steps


def test_conversion_runs_at_first_use_only(checkpoint: Checkpoint, tmp_path: Path) -> None:
    folder, first = derive(checkpoint, tmp_path)
    again, second = derive(checkpoint, tmp_path)
    assert folder == again == tmp_path / "derived" / IDENTITY.revision / "ctranslate2"
    assert (first, second) == ([PREPARING], [])


@pytest.mark.parametrize("name", ["model.bin", "config.json", "shared_vocabulary.json", "stamp.json"])
def test_folder_is_made_anew_when_a_file_is_missing(
    checkpoint: Checkpoint, tmp_path: Path, name: str
) -> None:
    folder, _ = derive(checkpoint, tmp_path)
    (folder / name).unlink()
    assert derive(checkpoint, tmp_path) == (folder, [PREPARING])
    assert (folder / name).is_file()


def test_folder_is_made_anew_when_a_file_is_cut(checkpoint: Checkpoint, tmp_path: Path) -> None:
    folder, _ = derive(checkpoint, tmp_path)
    model = folder / "model.bin"
    data = model.read_bytes()
    model.write_bytes(data[:-1])
    assert derive(checkpoint, tmp_path) == (folder, [PREPARING])
    assert model.read_bytes() == data


def test_nothing_is_left_when_conversion_is_interrupted(checkpoint: Checkpoint, tmp_path: Path) -> None:
    def interrupted(source: Checkpoint, folder: Path) -> None:
        FORM.write(source, folder)
        raise KeyboardInterrupt

    form = replace(FORM, write=interrupted)
    with pytest.raises(KeyboardInterrupt):
        derived_model(checkpoint, IDENTITY, form, tmp_path, lambda step: None)
    assert list((tmp_path / "derived" / IDENTITY.revision).iterdir()) == []
    assert derive(checkpoint, tmp_path)[1] == [PREPARING]


def test_leftovers_of_killed_conversions_are_swept(checkpoint: Checkpoint, tmp_path: Path) -> None:
    old, recent = (
        tmp_path / "derived" / IDENTITY.revision / f".ctranslate2.{name}" for name in ("old", "recent")
    )
    for folder in (old, recent):
        folder.mkdir(parents=True)
        (folder / "model.bin").write_bytes(b"half")
    os.utime(old, (1, 1))
    derive(checkpoint, tmp_path)
    assert not old.exists()
    assert recent.exists()


def test_other_process_may_finish_first(
    checkpoint: Checkpoint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def overtaken(source: Checkpoint, folder: Path) -> None:
        FORM.write(source, folder)
        monkeypatch.setattr(derived, "discard", lambda folder: None)
        derive(checkpoint, tmp_path)

    form = replace(FORM, write=overtaken)
    folder = derived_model(checkpoint, IDENTITY, form, tmp_path, lambda step: None)
    assert derive(checkpoint, tmp_path) == (folder, [])


def test_cache_that_cannot_be_written_is_named(checkpoint: Checkpoint, tmp_path: Path) -> None:
    occupied = tmp_path / "file"
    occupied.write_text("")
    with pytest.raises(ReaderError, match="could not be prepared in") as caught:
        derive(checkpoint, occupied)
    assert str(occupied) in caught.value.message


def test_engine_recovers_when_derived_model_is_scrambled(
    load: Callable[..., TranslationEngine], sample: Path, units: dict[str, str], tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    load("ctranslate2", sample, cache)
    [model] = cache.glob("derived/*/ctranslate2/model.bin")
    model.write_bytes(bytes(model.stat().st_size))
    source, english = next(iter(units.items()))
    assert load("ctranslate2", sample, cache).translate([source], Decoding())[0].text == english


def test_read_only_checkpoint_is_enough(sample: Path, tmp_path: Path, units: dict[str, str]) -> None:
    folder = shutil.copytree(sample, tmp_path / "read-only")
    before = {file.name: file.stat().st_mtime_ns for file in folder.iterdir()}
    derive(open_checkpoint(folder), tmp_path / "cache")
    assert {file.name: file.stat().st_mtime_ns for file in folder.iterdir()} == before
