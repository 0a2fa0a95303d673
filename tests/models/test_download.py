"""Getting models from a hub: what is fetched, where it lands, and what happens when the line fails."""

import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader_app.core.errors import DownloadCancelled, DownloadError, ModelDamaged
from reader_app.core.manifests import read_manifest
from reader_app.models import download, transfer
from reader_app.paths import Folders
from reader_app.services.models import ModelManager, Presence, Progress

if TYPE_CHECKING:
    from tests.models.conftest import FakeHub

REPOSITORY, COMMIT, WEIGHTS = "Somebody/ar-en", "c" * 40, "model.safetensors"


def partial(hub: "FakeHub", repository: Path, name: str = WEIGHTS) -> Path:
    return repository / "blobs" / f"{hub.etag(name)}.incomplete"


def test_model_lands_in_the_hub_s_cache_as_the_hub_s_client_lays_it_out(
    hub: "FakeHub", manager: ModelManager, repository: Path
) -> None:
    state = manager.get(REPOSITORY)
    assert state.presence is Presence.HERE
    assert state.folder is not None
    assert state.folder == repository / "snapshots" / COMMIT
    assert (repository / "refs" / "main").read_text() == COMMIT
    for name, data in hub.files.items():
        file = state.folder / name
        assert file.read_bytes() == data
        assert file.resolve() == repository / "blobs" / hub.etag(name)
    assert not list(repository.glob("blobs/*.incomplete"))


def test_hub_s_client_finds_the_model_and_asks_for_nothing(
    hub: "FakeHub", manager: ModelManager, repository: Path
) -> None:
    from huggingface_hub import snapshot_download

    state = manager.get(REPOSITORY)
    found = snapshot_download(REPOSITORY, local_files_only=True, cache_dir=repository.parent)
    assert Path(found) == state.folder


def test_manifest_records_commit_sizes_and_hashes(
    hub: "FakeHub", manager: ModelManager, home: Folders
) -> None:
    import hashlib

    manager.get(REPOSITORY)
    manifest = read_manifest(home.data / "models", REPOSITORY, COMMIT)
    assert manifest is not None
    assert {f.name: (f.size, f.sha256) for f in manifest.files} == {
        name: (len(data), hashlib.sha256(data).hexdigest()) for name, data in hub.files.items()
    }


def test_only_the_checkpoint_is_fetched_and_one_file_of_weights(
    hub: "FakeHub", manager: ModelManager
) -> None:
    hub.files |= {"pytorch_model.bin": b"x" * 200, "tf_model.h5": b"x" * 200, "rust_model.ot": b"x"}
    state = manager.get(REPOSITORY)
    assert state.folder is not None
    names = {file.name for file in state.folder.iterdir()}
    assert names == set(hub.files) - {"pytorch_model.bin", "tf_model.h5", "rust_model.ot"}
    assert not any(name in one.path for one in hub.asked for name in ("pytorch", "h5", ".ot"))


def test_large_readme_is_left_where_it_is(hub: "FakeHub", manager: ModelManager) -> None:
    hub.files["README.md"] = b"x" * 1_000_001
    state = manager.get(REPOSITORY)
    assert state.folder is not None
    assert not (state.folder / "README.md").exists()
    assert hub.bodies("README.md") == []


def test_pytorch_weights_are_taken_where_there_are_no_others(hub: "FakeHub", manager: ModelManager) -> None:
    hub.files["pytorch_model.bin"] = hub.files.pop(WEIGHTS)
    with pytest.raises(ModelDamaged, match=r"pytorch_model\.bin is not a PyTorch file"):
        manager.get(REPOSITORY)  # these are not, but they were fetched
    assert len(hub.bodies("pytorch_model.bin")) == 1


def test_second_get_fetches_nothing(hub: "FakeHub", manager: ModelManager) -> None:
    manager.get(REPOSITORY)
    hub.asked.clear()
    assert manager.get(REPOSITORY).presence is Presence.HERE
    assert hub.bodies() == []


def test_get_mends_a_changed_file_and_fetches_no_other(hub: "FakeHub", manager: ModelManager) -> None:
    folder = manager.get(REPOSITORY).folder
    assert folder is not None
    (folder / "vocab.json").write_bytes(b"{}")
    hub.asked.clear()
    manager.get(REPOSITORY)
    assert [one.path.rpartition("/")[2] for one in hub.bodies()] == ["vocab.json"]
    assert (folder / "vocab.json").read_bytes() == hub.files["vocab.json"]


def test_newer_commit_shares_the_files_that_did_not_change(
    hub: "FakeHub", manager: ModelManager, repository: Path
) -> None:
    manager.get(REPOSITORY)
    hub.commit, hub.files["README.md"] = "d" * 40, b"new words"
    hub.asked.clear()
    state = manager.get(REPOSITORY)
    assert state.revision == "d" * 40
    assert [one.path.rpartition("/")[2] for one in hub.bodies()] == ["README.md"]


def test_token_goes_to_the_hub_and_not_to_the_store(
    hub: "FakeHub", manager: ModelManager, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_of_this_test")
    manager.get(REPOSITORY)
    stored = [one for one in hub.asked if one.path.startswith("/store/")]
    assert stored
    assert not any(one.authorised for one in stored)
    assert all(one.authorised for one in hub.asked if one not in stored)


def test_progress_counts_every_byte_of_the_model(hub: "FakeHub", manager: ModelManager) -> None:
    told: list[Progress] = []
    manager.get(REPOSITORY, told.append)
    total = sum(map(len, hub.files.values()))
    assert {progress.total_bytes for progress in told} == {total}
    done = [progress.done_bytes for progress in told]
    assert done == sorted(done)
    assert done[-1] == total
    assert {progress.file for progress in told} == set(hub.files)
    assert told[-1].speed > 0
    assert told[-1].seconds_left == 0


def test_cut_connection_is_taken_up_where_it_broke(hub: "FakeHub", manager: ModelManager) -> None:
    hub.cuts = {"source.spm": [150_000], WEIGHTS: [1_000_000]}
    assert manager.get(REPOSITORY).presence is Presence.HERE
    parts = [one.part for one in hub.bodies(WEIGHTS)]
    assert parts == [None, "bytes=1000000-"]
    assert [one.part for one in hub.bodies("source.spm")] == [None, "bytes=150000-"]


def test_connection_that_keeps_breaking_gives_up_and_keeps_what_came(
    hub: "FakeHub",
    manager: ModelManager,
    repository: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(transfer, "PAUSES", (0.0, 0.0))
    hub.cuts = {WEIGHTS: [1_000_000, 0, 0, 0]}
    with pytest.raises(DownloadError, match=r"connection to 127\.0\.0\.1:\d+ broke off") as caught:
        manager.get(REPOSITORY)
    assert "kept" in caught.value.advice
    assert partial(hub, repository).stat().st_size == 1_000_000
    state = manager.state(REPOSITORY)
    total = sum(map(len, hub.files.values()))
    missing = len(hub.files[WEIGHTS]) - 1_000_000
    assert (state.presence, state.size, state.done) == (Presence.PARTLY, total, total - missing)
    hub.asked.clear()
    told: list[Progress] = []
    manager.get(REPOSITORY, told.append)
    assert [(one.part, one.sent) for one in hub.bodies()] == [("bytes=1000000-", missing)]
    assert told[0].done_bytes == total - missing


@pytest.mark.parametrize("odd", ["no parts", "too long"])
def test_file_begins_anew_where_it_cannot_go_on(
    hub: "FakeHub", manager: ModelManager, repository: Path, odd: str
) -> None:
    (repository / "blobs").mkdir(parents=True)
    size = len(hub.files[WEIGHTS]) + 1 if odd == "too long" else 2_000_000
    partial(hub, repository).write_bytes(hub.files[WEIGHTS][:size].ljust(size))
    hub.whole_only = odd == "no parts"
    told: list[Progress] = []
    assert manager.get(REPOSITORY, told.append).presence is Presence.HERE
    assert told[-1].done_bytes == told[-1].total_bytes
    assert hub.bodies(WEIGHTS)[-1].sent == len(hub.files[WEIGHTS])


def test_wrong_length_is_refused_before_a_byte_of_it_is_used(
    hub: "FakeHub", manager: ModelManager, repository: Path
) -> None:
    hub.lengths[WEIGHTS] = 1_000_000
    with pytest.raises(DownloadError, match=r"sends model\.safetensors with 1000000 bytes where 3822684"):
        manager.get(REPOSITORY)
    assert partial(hub, repository).stat().st_size == 0


@pytest.mark.parametrize("name", [WEIGHTS, "config.json"])
def test_wrong_contents_are_deleted_and_named(
    hub: "FakeHub", manager: ModelManager, repository: Path, name: str
) -> None:
    hub.corrupt.add(name)
    with pytest.raises(DownloadError, match=f"{name} arrived with other contents"):
        manager.get(REPOSITORY)
    assert not partial(hub, repository, name).exists()
    assert manager.state(REPOSITORY).presence is not Presence.HERE
    hub.corrupt.clear()
    assert manager.get(REPOSITORY).presence is Presence.HERE


def test_full_disk_is_told_before_the_first_byte(
    hub: "FakeHub", manager: ModelManager, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = type("Usage", (), {"free": 1_000_000})
    monkeypatch.setattr(download.shutil, "disk_usage", lambda _: usage)
    with pytest.raises(DownloadError, match=r"needs 4 MB more on the disk, and .* has 1 MB free"):
        manager.get(REPOSITORY)
    assert hub.bodies() == []


def test_cancelling_takes_less_than_a_second_even_when_nothing_comes(
    hub: "FakeHub", manager: ModelManager, repository: Path
) -> None:
    hub.hold_at = 100_000
    cancel = threading.Event()
    ended: list[object] = []

    def get() -> None:
        try:
            ended.append(manager.get(REPOSITORY, cancelled=cancel.is_set))
        except DownloadCancelled as error:
            ended.append(error)

    thread = threading.Thread(target=get)
    thread.start()
    assert hub.held.wait(10)
    began = time.monotonic()
    cancel.set()
    thread.join(5)
    assert time.monotonic() - began < 1
    assert isinstance(ended[0], DownloadCancelled)
    hub.go_on.set()
    assert manager.get(REPOSITORY).presence is Presence.HERE


def test_two_downloads_of_one_model_exclude_each_other(hub: "FakeHub", manager: ModelManager) -> None:
    hub.hold_at = 100_000
    first = threading.Thread(target=lambda: manager.get(REPOSITORY))
    first.start()
    assert hub.held.wait(10)
    with pytest.raises(DownloadError, match="is being downloaded already"):
        manager.get(REPOSITORY)
    hub.go_on.set()
    first.join(10)
    assert manager.state(REPOSITORY).presence is Presence.HERE
