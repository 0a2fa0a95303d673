"""The reader's own words, in a real file."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from reader_app.core.errors import StoreError
from reader_app.core.files import locked
from reader_app.store.word_file import WordFile

PATIENCE = "reader_app.store.word_file._PATIENCE_S"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "words.txt"


def written(path: Path, text: bytes) -> WordFile:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text)
    return WordFile(path)


def test_words_are_there_in_the_next_session_as_they_were_written(path: Path) -> None:
    WordFile(path).add(["Xerkan", "naïve-ish", "Šibenik"])
    WordFile(path).add(["xerkan"])
    assert path.read_text(encoding="utf-8") == "Xerkan\nnaïve-ish\nŠibenik\n"
    assert WordFile(path).load().forms == {"xerkan", "naïve-ish", "šibenik"}


def test_missing_file_is_no_problem_and_reading_makes_none(path: Path) -> None:
    found = WordFile(path).load()
    assert (found.forms, found.problem) == (frozenset(), "")
    assert not path.parent.exists()
    WordFile(path).remove("none")
    assert not path.exists()


def test_word_is_removed_in_whatever_way_it_is_written(path: Path) -> None:
    file = written(path, "Xerkan\r\n  xerkan’s \nother\n".encode())
    file.remove("XERKAN")
    assert path.read_bytes() == b"other\n"


def test_file_that_a_person_edited_is_read_again(path: Path) -> None:
    file = WordFile(path)
    file.add(["first"])
    assert file.load().forms == {"first"}
    path.write_bytes(b"\xef\xbb\xbfsecond\r\n\r\nthird")  # as an editor on Windows may leave it
    assert file.load().forms == {"second", "third"}
    file.add(["fourth"])
    assert file.load().forms == {"second", "third", "fourth"}


@pytest.mark.parametrize("damage", [b"caf\xe9", b"\x00\x00\x00\x00", b"\xff\xfeX\x00\r\x00"])
def test_damaged_line_is_told_and_stays_byte_for_byte(path: Path, damage: bytes) -> None:
    file = written(path, b"before\n" + damage + b"\nafter\n")
    found = file.load()
    assert found.forms == {"before", "after"}
    assert "1 line " in found.problem
    assert str(path) in found.problem
    file.add(["new"])
    file.remove("before")
    assert path.read_bytes() == damage + b"\nafter\nnew\n"


def test_file_that_cannot_be_read_is_told_and_left_alone(path: Path) -> None:
    path.mkdir(parents=True)
    (path / "kept").write_text("kept")
    file = WordFile(path)
    assert "cannot be read" in file.load().problem
    for change in (lambda: file.add(["word"]), lambda: file.remove("word")):
        with pytest.raises(StoreError, match="could not be kept"):
            change()
    assert (path / "kept").read_text() == "kept"


def test_words_that_two_programs_add_at_once_are_all_kept(path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from reader_app.store.word_file import WordFile\n"
        "for n in range(30): WordFile(Path(sys.argv[1])).add([f'{sys.argv[2]}{n}'])"
    )
    others = [subprocess.Popen([sys.executable, "-c", script, path, name]) for name in ("one", "two")]
    file = WordFile(path)
    with ThreadPoolExecutor(3) as threads:
        list(threads.map(lambda n: file.add([f"thread{n}"]), range(30)))
    assert [other.wait(60) for other in others] == [0, 0]
    assert len(WordFile(path).load().forms) == 90
    assert {one.name for one in path.parent.iterdir()} == {"words.txt", ".words.txt.lock"}


@contextmanager
def another_program_holding(lock: Path) -> Iterator[subprocess.Popen[str]]:
    script = (
        "import sys, time; from pathlib import Path; from reader_app.core.files import locked\n"
        "with locked(Path(sys.argv[1]), 5): print('held', flush=True); time.sleep(60)"
    )
    program = subprocess.Popen([sys.executable, "-c", script, lock], stdout=subprocess.PIPE, text=True)
    assert program.stdout is not None
    assert program.stdout.readline() == "held\n"
    try:
        yield program
    finally:
        program.kill()
        program.wait()
        program.stdout.close()


def test_program_that_writes_for_ever_is_not_waited_for_and_its_death_frees_the_file(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(path, b"before\n")
    monkeypatch.setattr(PATIENCE, 0.05)
    with another_program_holding(path.with_name(".words.txt.lock")) as other:
        with pytest.raises(StoreError, match="busy"):
            file.add(["new"])
        assert path.read_bytes() == b"before\n"
        other.kill()
        other.wait()
        file.add(["new"])
    assert path.read_bytes() == b"before\nnew\n"


@pytest.mark.skipif(sys.platform == "win32", reason="has no SIGKILL")
@pytest.mark.parametrize("moment", ["os.fsync", "pathlib.Path.replace"])
def test_program_killed_while_it_writes_leaves_the_words_as_they_were(path: Path, moment: str) -> None:
    written(path, b"before\n")
    script = (
        "import os, pathlib, signal, sys; from reader_app.store.word_file import WordFile\n"
        f"{moment} = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        "WordFile(pathlib.Path(sys.argv[1])).add(['new'])"
    )
    killed = subprocess.run([sys.executable, "-c", script, path], check=False, timeout=60)
    assert killed.returncode == -signal.SIGKILL
    assert path.read_bytes() == b"before\n"
    WordFile(path).add(["after"])
    assert path.read_bytes() == b"before\nafter\n"


def test_lock_keeps_threads_of_one_program_apart_too(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    with locked(lock, 0), pytest.raises(TimeoutError), locked(lock, 0.02):
        pass
    with locked(lock, 0):
        assert [one.name for one in tmp_path.iterdir()] == ["lock"]
