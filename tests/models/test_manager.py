"""Listing, verifying, importing and removing models, and what is found before a damaged one is loaded."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader_app.core.errors import ModelDamaged, ModelMissing, ReaderError
from reader_app.core.hub_cache import hub_cache
from reader_app.core.manifests import manifest_file
from reader_app.core.translation import DEFAULT_MODEL
from reader_app.data import resources
from reader_app.paths import Folders
from reader_app.services.models import SAMPLE, ModelManager, ModelState, Presence, Progress
from reader_app.wiring import build

if TYPE_CHECKING:
    from tests.models.conftest import FakeHub

REPOSITORY, COMMIT = "Somebody/ar-en", "c" * 40
OTHER = "هذه جملة أخرى."


def flip(file: Path) -> None:
    """Change one byte in the middle of a file, and nothing about its size."""
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


@pytest.fixture
def got(hub: "FakeHub", manager: ModelManager, no_network: list[object]) -> Path:
    """The snapshot of the downloaded REPOSITORY; `no_network` is empty again."""
    folder = manager.get(REPOSITORY).folder
    assert folder is not None
    no_network.clear()
    hub.asked.clear()
    return folder


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A folder with a Marian model of one's own."""
    return shutil.copytree(resources() / "models" / "sample", tmp_path / "my model")


def by_reference(manager: ModelManager) -> dict[str, ModelState]:
    return {state.reference: state for state in manager.list()}


def test_list_has_the_sample_and_the_catalogue_with_licences_and_sourced_scores(
    manager: ModelManager,
) -> None:
    states = by_reference(manager)
    assert list(states) == [SAMPLE, DEFAULT_MODEL, "Helsinki-NLP/opus-mt-tc-big-ar-en"]
    assert [s.description.licence for s in states.values()] == ["GPL-3.0-or-later", "Apache-2.0", "CC-BY-4.0"]
    assert [s.presence for s in states.values()] == [Presence.HERE, Presence.ABSENT, Presence.ABSENT]
    assert [s.chosen for s in states.values()] == [False, True, False]
    assert [s.description.recommended for s in states.values()] == [False, True, False]
    assert all(s.size and s.size_is_estimate == (s.reference != SAMPLE) for s in states.values())
    scores = states[DEFAULT_MODEL].description.scores
    assert {(s.metric, s.value) for s in scores} == {("BLEU", 49.4), ("chrF", 0.661)}
    assert {s.source for s in scores} == {"OPUS-MT release 2019-12-18"}


def test_list_and_verify_and_translating_use_no_network(
    got: Path, manager: ModelManager, no_network: list[object]
) -> None:
    services = build(model=REPOSITORY)
    services.start()
    services.translator.translate(OTHER, lambda _: None)
    services.close()
    manager.list()
    manager.verify(REPOSITORY)
    manager.verify(SAMPLE)
    assert no_network == []


def test_downloaded_model_is_listed_with_its_commit_and_size(got: Path, manager: ModelManager) -> None:
    state = by_reference(manager)[REPOSITORY]
    assert (state.presence, state.revision, state.folder) == (Presence.HERE, COMMIT, got)
    assert state.size == sum(file.stat().st_size for file in got.iterdir())
    assert not state.size_is_estimate


def test_state_is_found_by_the_last_part_of_a_known_name(manager: ModelManager) -> None:
    assert manager.state("opus-mt-ar-en").reference == DEFAULT_MODEL
    assert manager.state(" sample ").reference == SAMPLE


def test_another_program_s_broken_off_download_is_partly_here(
    manager: ModelManager, repository: Path
) -> None:
    snapshot = repository / "snapshots" / COMMIT
    snapshot.mkdir(parents=True)
    (repository / "blobs").mkdir()
    (repository / "blobs" / "e").write_bytes(b"{}")
    (snapshot / "config.json").symlink_to("../../blobs/e")
    state = manager.state(REPOSITORY)
    assert (state.presence, state.done) == (Presence.PARTLY, 2)


@pytest.mark.parametrize("change", ["shorter", "gone"])
def test_list_finds_a_file_that_lacks_bytes(got: Path, manager: ModelManager, change: str) -> None:
    file = (got / "model.safetensors").resolve()
    file.unlink() if change == "gone" else file.write_bytes(file.read_bytes()[:-1])
    state = manager.state(REPOSITORY)
    assert state.presence is Presence.DAMAGED
    assert "model.safetensors" in state.problem


def test_verify_reads_everything_and_reports_it(got: Path, manager: ModelManager, hub: "FakeHub") -> None:
    told: list[Progress] = []
    verified = manager.verify(REPOSITORY, told.append)
    assert verified.compared == len(hub.files)
    assert told[-1].done_bytes == told[-1].total_bytes == sum(map(len, hub.files.values()))


def test_verify_names_every_changed_file(got: Path, manager: ModelManager) -> None:
    for name in ("model.safetensors", "source.spm"):
        flip(got / name)
    (got / "README.md").resolve().unlink()
    with pytest.raises(ModelDamaged) as caught:
        manager.verify(REPOSITORY)
    assert "source.spm has changed" in caught.value.message
    assert "model.safetensors has changed" in caught.value.message
    assert "README.md is missing" in caught.value.message
    assert f"models get {REPOSITORY}" in caught.value.advice


def test_verify_of_another_program_s_download_compares_with_the_names_of_the_blobs(
    got: Path, manager: ModelManager, home: Folders, hub: "FakeHub"
) -> None:
    manifest_file(home.data / "models", REPOSITORY, COMMIT).unlink()
    assert manager.verify(REPOSITORY).compared == len(hub.files)
    flip(got / "model.safetensors")
    with pytest.raises(ModelDamaged, match=r"model\.safetensors has changed"):
        manager.verify(REPOSITORY)


def test_verify_of_a_model_that_is_not_here_says_how_to_get_it(manager: ModelManager) -> None:
    with pytest.raises(ModelMissing, match="models get Helsinki-NLP/opus-mt-ar-en"):
        manager.verify(DEFAULT_MODEL)


def test_changed_file_is_found_before_the_model_is_loaded_and_named(got: Path) -> None:
    services = build(model=REPOSITORY)
    assert services.translator.card_for(OTHER).identity.revision == COMMIT
    flip(got / "model.safetensors")
    with pytest.raises(ModelDamaged, match=r"model\.safetensors has changed since") as caught:
        services.translator.card_for(OTHER)
    assert f"models get {REPOSITORY}" in caught.value.advice


def test_changed_words_about_the_model_are_no_reason_to_refuse_it(got: Path) -> None:
    flip(got / "README.md")
    assert build(model=REPOSITORY).translator.card_for(OTHER).folder == got


def test_files_are_hashed_once_for_many_clicks(got: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from reader_app.engines import identity

    hashed: list[Path] = []
    real = identity._sha256
    monkeypatch.setattr(identity, "_sha256", lambda file: hashed.append(file) or real(file))
    translator = build(model=REPOSITORY).translator
    for _ in range(3):
        translator.card_for(OTHER)
    assert len(hashed) == len(set(hashed)) == len(list(got.iterdir()))
    build(model=REPOSITORY).translator.card_for(OTHER)
    assert len(hashed) == len(list(got.iterdir()))


def test_imported_folder_is_listed_until_it_is_removed_and_never_deleted(
    copy: Path, manager: ModelManager
) -> None:
    assert manager.import_folder(copy).presence is Presence.HERE
    manager.import_folder(copy)
    assert list(by_reference(build().models))[3:] == [str(copy)]
    assert manager.verify(str(copy)).compared == 0
    removed = manager.remove(str(copy))
    assert (removed.kept, removed.freed) == (copy, 0)
    assert (copy / "config.json").is_file()
    assert str(copy) not in by_reference(manager)


def test_import_refuses_what_is_no_model(tmp_path: Path, copy: Path, manager: ModelManager) -> None:
    (copy / "config.json").write_text('{"model_type": "bert"}')
    with pytest.raises(ModelDamaged, match="'bert', not 'marian'"):
        manager.import_folder(copy)
    with pytest.raises(ModelMissing):
        manager.import_folder(tmp_path / "nowhere")
    assert len(manager.list()) == 3


def test_remove_deletes_files_records_and_what_was_derived(
    got: Path, manager: ModelManager, repository: Path, home: Folders
) -> None:
    services = build(model=REPOSITORY)
    services.start()
    services.translator.translate(OTHER, lambda _: None)
    services.close()
    assert (home.cache / "derived" / COMMIT).is_dir()
    size = sum(file.stat().st_size for file in got.iterdir())
    assert size <= manager.remove(REPOSITORY).freed <= size + 100
    assert not repository.exists()
    assert not (home.cache / "derived" / COMMIT).exists()
    assert REPOSITORY not in by_reference(manager)


def test_remove_leaves_other_repositories_alone(got: Path, manager: ModelManager) -> None:
    # A copy of a repository has the same commits.
    other = hub_cache() / "models--Somebody--else" / "snapshots" / COMMIT
    shutil.copytree(resources() / "models" / "sample", other)
    manager.remove(REPOSITORY)
    assert (other / "config.json").is_file()


def test_remove_deletes_what_a_download_has_left(
    hub: "FakeHub", manager: ModelManager, repository: Path
) -> None:
    hub.refusals["/store/model"] = (503, {})
    with pytest.raises(ReaderError):
        manager.get(REPOSITORY)
    assert manager.state(REPOSITORY).presence is Presence.PARTLY
    assert manager.remove(REPOSITORY).freed > 0
    assert not repository.exists()


def test_sample_is_never_removed(manager: ModelManager) -> None:
    for reference in (SAMPLE, str(resources() / "models" / "sample")):
        with pytest.raises(ReaderError):
            manager.remove(reference)
    assert (resources() / "models" / "sample" / "config.json").is_file()


def test_remove_says_that_there_is_nothing(manager: ModelManager) -> None:
    with pytest.raises(ModelMissing, match="nothing of"):
        manager.remove(DEFAULT_MODEL)


def test_records_that_cannot_be_read_count_as_none(got: Path, manager: ModelManager, home: Folders) -> None:
    records = home.data / "models"
    (records / "folders.json").write_text("[")
    (records / "models--Somebody--ar-en" / f"{COMMIT}.json").write_text('{"files": 3}')
    assert len(manager.list()) == 3
    assert manager.state(REPOSITORY).presence is Presence.HERE
