"""`reader-app models` as a user runs it: in a process of its own, against a hub on this computer."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader_app.core.translation import DEFAULT_MODEL
from reader_app.data import resources, seed_article

if TYPE_CHECKING:
    from tests.models.conftest import FakeHub

REPOSITORY, WEIGHTS = "Somebody/ar-en", "model.safetensors"
ACTIONS = ("list", "get", "import", "use", "verify", "calibrate", "remove")
ROOT = Path(__file__).parents[2]


def run(
    *arguments: str, before: Callable[[], None] | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "reader_app", *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, **environment},
        preexec_fn=before,
        timeout=60,
        check=False,
    )


@contextmanager
def held_download(hub: "FakeHub", repository: Path) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """A download in a process of its own, of which 1 MB of the weights have arrived and no more comes."""
    hub.hold_at = 1_000_000
    partial = repository / "blobs" / f"{hub.etag(WEIGHTS)}.incomplete"
    with subprocess.Popen(
        [sys.executable, "-m", "reader_app", "models", "get", REPOSITORY],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert hub.held.wait(20)
            end = time.monotonic() + 10
            while partial.stat().st_size < 1_000_000 and time.monotonic() < end:
                time.sleep(0.01)
            yield process, partial
        finally:
            process.kill()
            hub.go_on.set()


def on_terminal(*arguments: str, answer: str = "") -> tuple[int, str]:
    """The status, and what a terminal of 100 columns shows; `answer` is typed when there is a question."""
    pty = pytest.importorskip("pty")
    import fcntl
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 100, 0, 0))
    command = [sys.executable, "-m", "reader_app", *arguments]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        shown = b""
        try:
            while part := os.read(ours, 4096):
                shown += part
                if answer and b"[y/N]" in shown:
                    os.write(ours, answer.encode() + b"\n")
                    answer = ""
        except OSError:
            pass  # how Linux tells that the other side is closed
    os.close(ours)
    return process.returncode, shown.decode()


@pytest.mark.parametrize("action", ACTIONS)
def test_every_action_is_in_the_help_and_in_the_readme(action: str) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"reader-app models {action}" in readme
    if action == "list":
        said = run("models", "--help").stdout
        assert all(name in said for name in ACTIONS)
        assert "models ACTION" in run("--help").stdout


@pytest.mark.parametrize("arguments", [[], ["fly"], ["use"], ["list", "--format", "x"]])
def test_wrong_usage_is_status_2(arguments: list[str]) -> None:
    assert run("models", *arguments).returncode == 2


def test_list_text_says_what_each_is_and_where_scores_come_from() -> None:
    lines = run("models", "list").stdout.splitlines()
    assert f"* {DEFAULT_MODEL}" in lines
    assert "    49.4 BLEU, 0.661 chrF on Tatoeba (OPUS-MT release 2019-12-18)" in lines
    assert sum("not here" in line for line in lines) == 2


def test_list_json_has_every_field() -> None:
    rows = json.loads(run("models", "list", "--format", "json").stdout)["models"]
    assert [row["reference"] for row in rows][:2] == ["sample", DEFAULT_MODEL]
    keys = "reference title remark licence recommended scores state problem size size_is_estimate downloaded"
    assert {frozenset(row) for row in rows} == {frozenset([*keys.split(), "revision", "folder", "chosen"])}
    assert rows[1]["scores"][0] == {
        "metric": "BLEU",
        "value": 49.4,
        "test_set": "Tatoeba",
        "source": "OPUS-MT release 2019-12-18",
    }


def test_model_is_got_used_read_with_verified_and_removed(hub: "FakeHub", units: dict[str, str]) -> None:
    got = run("models", "get", REPOSITORY)
    assert (got.returncode, got.stderr) == (0, "")
    assert f"Read with it: reader-app models use {REPOSITORY}" in got.stdout
    assert run("models", "use", REPOSITORY).stdout == f"Reading with {REPOSITORY} from now on.\n"
    hub.asked.clear()
    done = json.loads(run("translate", str(seed_article()), "--format", "json").stdout)
    assert (done["model"], done["revision"]) == (REPOSITORY, hub.commit)
    assert {row["source"]: row["translation"] for row in done["sentences"]} == units
    verified = run("models", "verify")
    assert f"{REPOSITORY}: {len(hub.files)} files agree" in verified.stdout
    assert "sample: can be read" in verified.stdout
    refused = run("models", "remove", REPOSITORY)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "--yes" in refused.stderr
    removed = run("models", "remove", REPOSITORY, "--yes")
    size = sum(map(len, hub.files.values())) / 1e6
    assert f"is removed; {size:.1f} MB" in removed.stdout
    assert "The settings still name it" in removed.stdout
    assert hub.asked == []  # nothing but `get` has asked the hub for anything


def test_verify_is_a_failure_and_names_the_file(hub: "FakeHub", repository: Path) -> None:
    run("models", "get", REPOSITORY)
    blob = repository / "blobs" / hub.etag("vocab.json")
    blob.write_bytes(blob.read_bytes().replace(b"1", b"2", 1))
    done = run("models", "verify", REPOSITORY)
    assert done.returncode == 1
    assert "vocab.json has changed since it was downloaded" in done.stderr
    reading = run("translate", str(seed_article()), "--model", REPOSITORY)
    assert reading.returncode == 1
    assert "vocab.json has changed since it was downloaded" in reading.stderr
    assert f"reader-app models get {REPOSITORY}" in reading.stderr
    assert run("models", "get", REPOSITORY).returncode == 0
    assert run("models", "verify", REPOSITORY).returncode == 0


def test_killed_download_goes_on_with_the_rest(hub: "FakeHub", repository: Path) -> None:
    with held_download(hub, repository) as (process, partial):
        process.send_signal(signal.SIGKILL)
        process.wait(10)
    assert partial.stat().st_size == 1_000_000
    assert "partly downloaded (1.3 MB)" in run("models", "list").stdout
    hub.asked.clear()
    assert run("models", "get", REPOSITORY).returncode == 0
    rest = len(hub.files[WEIGHTS]) - 1_000_000
    assert [(one.part, one.sent) for one in hub.bodies()] == [("bytes=1000000-", rest)]


def test_interrupted_download_says_that_it_can_go_on(hub: "FakeHub", repository: Path) -> None:
    with held_download(hub, repository) as (process, partial):
        began = time.monotonic()
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=10)
        assert time.monotonic() - began < 3
    assert process.returncode == 130
    assert "what has arrived is kept" in said
    assert f"reader-app models get {REPOSITORY}" in said
    assert "Traceback" not in said
    assert partial.stat().st_size == 1_000_000


def test_disk_that_fills_up_keeps_what_fitted(hub: "FakeHub", repository: Path) -> None:
    resource = pytest.importorskip("resource")

    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))

    done = run("models", "get", REPOSITORY, before=small_files)
    assert done.returncode == 1
    assert "could not be written to" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    hub.asked.clear()
    assert run("models", "get", REPOSITORY).returncode == 0
    (rest,) = hub.bodies()
    assert rest.part is not None
    assert rest.sent < len(hub.files[WEIGHTS])


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("HF_HUB_OFFLINE", "1", "HF_HUB_OFFLINE is set"),
        ("HF_ENDPOINT", "http://127.0.0.1:9", "127.0.0.1:9 cannot be reached"),
    ],
)
def test_environment_is_respected_and_failures_are_one_line(
    hub: "FakeHub", variable: str, value: str, said: str
) -> None:
    done = run("models", "get", REPOSITORY, before=None, **{variable: value})
    assert done.returncode == 1
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert hub.asked == []


def test_proxy_is_asked_for_a_hub_behind_it(hub: "FakeHub") -> None:
    done = run("models", "get", REPOSITORY, HF_ENDPOINT="http://hub.invalid", HTTP_PROXY=hub.endpoint)
    assert done.returncode == 0, done.stderr
    assert hub.bodies(WEIGHTS)


def test_cache_is_where_the_environment_says(hub: "FakeHub", tmp_path: Path) -> None:
    where = tmp_path / "elsewhere"
    done = run("models", "get", REPOSITORY, HF_HUB_CACHE=str(where))
    assert str(where / "models--Somebody--ar-en" / "snapshots") in done.stdout


def test_import_chooses_the_folder_and_use_goes_back(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.symlink_to(resources() / "models" / "sample")
    assert f"Reading with {folder} from now on." in run("models", "import", str(folder)).stdout
    assert f"* {folder}" in run("models", "list").stdout.splitlines()
    back = run("models", "use", "opus-mt-ar-en")
    assert f"Get it: reader-app models get {DEFAULT_MODEL}" in back.stdout
    assert f"  {folder}" in run("models", "list").stdout.splitlines()


def test_use_of_a_folder_that_is_not_there_is_a_failure() -> None:
    done = run("models", "use", "/no/such/folder")
    assert done.returncode == 1
    assert "/no/such/folder" in done.stderr


def test_terminal_shows_a_bar_and_is_asked_before_removing(hub: "FakeHub", repository: Path) -> None:
    status, shown = on_terminal("models", "get", REPOSITORY)
    assert status == 0
    assert "/4.08M [" in shown
    assert on_terminal("models", "remove", REPOSITORY, answer="n")[0] == 1
    assert repository.is_dir()
    status, shown = on_terminal("models", "remove", REPOSITORY, answer="y")
    assert status == 0
    assert "is removed" in shown
    assert not repository.exists()
