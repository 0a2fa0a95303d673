"""The counts of searches: kept, added to by several, and never in the way."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from reader_app.engines import search_record
from reader_app.engines.search_record import SearchRecord, read_counts, record_file
from reader_app.services.diagnosing import SearchCounts


def numbers(file: Path) -> tuple[int, int]:
    counts = read_counts(file)
    return counts.searched, counts.again


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return record_file(tmp_path, "0123456789abcdef")


def test_nothing_counted_is_zero_and_makes_no_file(file: Path) -> None:
    SearchRecord(file).flush()
    assert read_counts(file) == SearchCounts()
    assert not file.exists()


def test_counts_of_earlier_runs_are_added_to(file: Path) -> None:
    for _ in range(2):
        record = SearchRecord(file)
        record.add(8, 1)
        record.add(1, 0)
        record.flush()
    counts = read_counts(file)
    assert (counts.searched, counts.again) == (18, 2)
    assert counts.share == pytest.approx(1 / 9)


def test_not_every_sentence_is_written(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_record, "PAUSE_S", 1e6)
    record = SearchRecord(file)
    record.add(1, 0)
    record.flush()
    record.add(1, 1)
    assert numbers(file) == (1, 0)
    record.flush()
    assert numbers(file) == (2, 1)


def test_record_that_is_let_go_of_is_written(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = SearchRecord(file)
    record.flush()
    monkeypatch.setattr(search_record, "PAUSE_S", 1e6)
    record.add(3, 1)
    record.add(2, 0)
    del record
    assert numbers(file) == (5, 1)


ADDING = """
import os, signal, sys
from pathlib import Path
from reader_app.engines import search_record
search_record.PAUSE_S = {pause}
record = search_record.SearchRecord(Path(sys.argv[1]))
for _ in range({count}):
    record.add(1, 1)
{end}
"""


def adding(file: Path, *, count: int, pause: float, end: str = "") -> subprocess.Popen[bytes]:
    script = ADDING.format(count=count, pause=pause, end=end)
    return subprocess.Popen([sys.executable, "-c", script, str(file)])


def test_end_of_the_process_writes_the_rest(file: Path) -> None:
    assert adding(file, count=5, pause=1e6).wait(60) == 0
    assert numbers(file) == (5, 5)


def test_what_was_written_survives_a_killed_process(file: Path) -> None:
    process = adding(file, count=4, pause=0, end="os.kill(os.getpid(), signal.SIGKILL)")
    assert process.wait(60) == -signal.SIGKILL
    assert numbers(file) == (4, 4)


def test_processes_that_count_at_once_lose_nothing(file: Path) -> None:
    processes = [adding(file, count=20, pause=0) for _ in range(3)]
    assert [process.wait(60) for process in processes] == [0, 0, 0]
    assert numbers(file) == (60, 60)


def test_damaged_file_begins_anew(file: Path) -> None:
    file.parent.mkdir(parents=True)
    file.write_bytes(b"not a database" * 1000)
    assert read_counts(file) == SearchCounts()
    record = SearchRecord(file)
    record.add(2, 0)  # finds it damaged and removes it
    record.flush()
    assert numbers(file) == (2, 0)


def test_file_that_cannot_be_written_is_no_failure(file: Path) -> None:
    file.parent.parent.mkdir(parents=True)
    file.parent.write_text("a file where the folder should be")
    record = SearchRecord(file)
    record.add(2, 1)
    record.flush()
    file.parent.unlink()
    record.flush()
    assert numbers(file) == (2, 1)
