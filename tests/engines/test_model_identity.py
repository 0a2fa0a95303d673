"""Names and revisions of checkpoints, and the memory of digests."""

import os
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

from reader_app.core.errors import ModelDamaged
from reader_app.core.translation import ModelIdentity
from reader_app.engines.identity import MEMORY_FILE, FileDigests, identify

COMMIT = "0123456789abcdef0123456789abcdef01234567"


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "model"
    folder.mkdir()
    for name, content in {"vocab.json": "{}", "config.json": "[]", "source.spm": "x"}.items():
        (folder / name).write_text(content)
    return list(folder.iterdir())


def rewrite(file: Path, content: bytes) -> None:
    """Change the content but neither the length nor the time of change."""
    before = file.stat()
    assert len(content) == before.st_size
    file.write_bytes(content)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def test_hub_snapshot_has_the_repository_and_the_commit(files: list[Path], tmp_path: Path) -> None:
    folder = tmp_path / "models--Helsinki-NLP--opus-mt-ar-en" / "snapshots" / COMMIT
    identity = identify(folder, files, "other", FileDigests(tmp_path))
    assert identity == ModelIdentity("Helsinki-NLP/opus-mt-ar-en", COMMIT)


def test_other_folder_has_its_name_and_what_sha256sum_prints(files: list[Path], tmp_path: Path) -> None:
    identity = identify(files[0].parent, files, "mine", FileDigests(tmp_path))
    names = sorted(file.name for file in files)
    listing = subprocess.run(
        ["sha256sum", *names], cwd=files[0].parent, capture_output=True, check=True
    ).stdout
    assert identity == ModelIdentity("mine", sha256(listing).hexdigest()[:16])


def test_revision_changes_when_a_file_does(files: list[Path], tmp_path: Path) -> None:
    digests = FileDigests(tmp_path)
    before = identify(files[0].parent, files, "mine", digests)
    files[0].write_text("something else")
    assert identify(files[0].parent, files, "mine", digests).revision != before.revision


def test_file_is_not_read_again_when_size_and_time_stand_still(tmp_path: Path) -> None:
    file, cache = tmp_path / "big", tmp_path / "cache"
    file.write_bytes(b"one")
    first = FileDigests(cache)
    digest = first.digest(file)
    rewrite(file, b"two")
    assert first.digest(file) == digest == sha256(b"one").hexdigest()
    assert FileDigests(cache).digest(file) == digest  # in another process


def test_file_is_read_again_when_its_time_changes(tmp_path: Path) -> None:
    file, digests = tmp_path / "big", FileDigests(tmp_path / "cache")
    file.write_bytes(b"one")
    digests.digest(file)
    rewrite(file, b"two")
    os.utime(file, ns=(1, 1))
    assert digests.digest(file) == sha256(b"two").hexdigest()


@pytest.mark.parametrize("content", [b"", b"[1]", b'{"a": 1}', b'{"a": [1, 2]}', b"\xff"])
def test_broken_memory_is_done_without(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "big"
    file.write_bytes(b"one")
    (tmp_path / MEMORY_FILE).write_bytes(content)
    assert FileDigests(tmp_path).digest(file) == sha256(b"one").hexdigest()
    rewrite(file, b"two")
    assert FileDigests(tmp_path).digest(file) == sha256(b"one").hexdigest()  # it was replaced by a good one


def test_memory_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    file = tmp_path / "big"
    file.write_bytes(b"one")
    assert FileDigests(file / "no folder").digest(file) == sha256(b"one").hexdigest()


def test_model_is_damaged_when_a_file_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ModelDamaged, match="nowhere"):
        FileDigests(tmp_path).digest(tmp_path / "nowhere")
