"""`reader-app check` as a user runs it: in a process of its own, on real files."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from reader_app.check_command import EXIT_FLAGGED
from reader_app.data import resources

PAIRS = "وصل الرجال إلى دمشق عام 2016.\tThe men came to Damascus in 2015.\nنعم.\tYes.\n"


def run(*arguments: str, text: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "reader_app", "check", *arguments],
        input=text,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@pytest.fixture
def pairs(tmp_path: Path) -> str:
    file = tmp_path / "pairs.tsv"
    file.write_text(PAIRS, encoding="utf-8")
    return str(file)


def test_json_has_every_segment_in_file_order_with_its_flags(pairs: str) -> None:
    done = run(pairs, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    first, second = json.loads(done.stdout)["segments"]
    assert second == {"id": "2", "flags": []}
    (flag,) = first["flags"]
    assert first["id"] == "1"
    assert set(flag) == {"kind", "span_source", "span_target", "message", "severity"}
    assert (flag["kind"], flag["severity"]) == ("number", "error")
    source, target = PAIRS.splitlines()[0].split("\t")
    assert source[slice(*flag["span_source"])] == "2016"
    assert target[slice(*flag["span_target"])] == "2015"


def test_names_come_from_the_glossary_and_standard_input_will_do() -> None:
    done = run("-", "--from", "tsv", text=PAIRS.replace("Damascus", "Aleppo").replace("2015", "2016"))
    assert done.returncode == 0
    (line,) = done.stdout.splitlines()
    assert line.startswith("1\terror\tname\t")
    assert "Damascus" in line
    assert "Aleppo" in line


@pytest.mark.parametrize(("least", "status"), [("error", EXIT_FLAGGED), ("info", EXIT_FLAGGED)])
def test_fail_on_tells_by_the_exit_status(pairs: str, least: str, status: int) -> None:
    assert run(pairs, "--fail-on", least).returncode == status


def test_fail_on_something_graver_than_what_is_found_is_success(tmp_path: Path) -> None:
    file = tmp_path / "pairs.tsv"
    file.write_text("لم يصل الرجل.\tThe man arrived.\n", encoding="utf-8")
    assert run(str(file), "--fail-on", "error").returncode == 0
    assert run(str(file), "--fail-on", "warning").returncode == EXIT_FLAGGED


def test_sample_memory_has_no_warning() -> None:
    done = run(str(resources() / "memory" / "sample.tmx"), "--fail-on", "warning")
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.tsv", b"one line", "has no tab"),
        ("a.tmx", b"<tmx><body>", "damaged"),
        ("a.odt", b"x", "no suffix"),
    ],
)
def test_broken_file_fails_in_one_line(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(data)
    done = run(str(tmp_path / name), "--format", "json")
    assert (done.returncode, done.stdout) == (1, "")
    assert message in done.stderr
    assert done.stderr.count("\n") == 1


def test_standard_input_needs_its_format_named() -> None:
    done = run("-", text=PAIRS)
    assert done.returncode == 1
    assert "--from" in done.stderr
