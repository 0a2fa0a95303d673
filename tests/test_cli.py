"""The commands as a user runs them: in a process of their own, on real files."""

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reader_app.core.article import Article
from reader_app.data import seed_article

SEED = str(seed_article())
UNKNOWN = "هذه جملة لا يعرفها النموذج. وزار وفد مدينة دمشق أمس."


def run(*arguments: str, text: str | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "reader_app", *arguments],
        input=text,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, **environment},
        timeout=120,
        check=False,
    )


def output_of(*arguments: str, **rest) -> str:
    done = run(*arguments, **rest)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_help_loads_neither_qt_nor_a_model() -> None:
    script = (
        "import sys\nfrom reader_app.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit: pass\n"
        "heavy = {'PySide6', 'ctranslate2', 'transformers', 'torch', 'sentencepiece', 'numpy', 'babel'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
    for command in ("read", "sentences", "translate", "names"):
        assert command in done.stdout


def test_version_is_the_packages() -> None:
    from reader_app import __version__

    assert output_of("--version").strip() == f"reader-app {__version__}"


def test_sentences_json_has_the_windows_bounds(article: Article) -> None:
    found = json.loads(output_of("sentences", SEED, "--format", "json"))["sentences"]
    assert [set(row) for row in found] == [{"id", "paragraph", "start", "end", "text"}] * len(found)
    text = Path(SEED).read_text(encoding="utf-8")
    for row, sentence in zip(found, article.sentences, strict=True):
        assert row["text"] == text[row["start"] : row["end"]] == sentence.text
        assert (row["id"], row["paragraph"]) == (sentence.id, sentence.paragraph)


def test_translate_json_has_every_sentence_and_its_origin(units: dict[str, str]) -> None:
    first = json.loads(output_of("translate", SEED, "--format", "json"))
    assert set(first) == {"model", "revision", "sentences"}
    assert first["model"] == "sample"
    assert first["revision"]
    assert {row["source"]: row["translation"] for row in first["sentences"]} == units
    assert {row["origin"] for row in first["sentences"]} == {"model"}
    second = json.loads(output_of("translate", SEED, "--format", "json"))
    assert {row["origin"] for row in second["sentences"]} == {"cache"}
    assert second["revision"] == first["revision"]


def test_translate_by_transformers_gives_the_same_without_its_noise(units: dict[str, str]) -> None:
    done = run("translate", SEED, "--engine", "transformers")
    assert done.returncode == 0
    assert done.stdout.splitlines() == list(units.values())
    assert done.stderr == ""


def test_translate_text_is_one_line_a_sentence_and_clean_in_a_pipe(units: dict[str, str]) -> None:
    done = run("translate", SEED, "--beam", "1")
    assert done.stdout.splitlines() == list(units.values())
    assert done.stderr == ""


def test_translate_writes_the_file_whole(tmp_path: Path, units: dict[str, str]) -> None:
    out = tmp_path / "out.txt"
    assert output_of("translate", SEED, "-o", str(out)) == ""
    assert out.read_text(encoding="utf-8").splitlines() == list(units.values())
    assert list(tmp_path.glob(".out*")) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind")
def test_translate_shows_progress_on_a_terminal_and_keeps_the_file_clean(
    tmp_path: Path, units: dict[str, str]
) -> None:
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    out = tmp_path / "out.txt"
    with subprocess.Popen(
        [sys.executable, "-m", "reader_app", "translate", SEED, "-o", str(out)], stderr=theirs, stdout=theirs
    ) as process:
        os.close(theirs)
        shown = b""
        # Linux reports the other end's closing as an error, other systems as an end of file.
        with contextlib.suppress(OSError):
            while part := os.read(ours, 4096):
                shown += part
        os.close(ours)
    assert process.returncode == 0
    assert b"/11" in shown
    assert out.read_text(encoding="utf-8").splitlines() == list(units.values())


def test_translate_says_which_place_cannot_be_written(tmp_path: Path) -> None:
    done = run("translate", SEED, "-o", str(tmp_path / "no" / "such" / "folder.txt"))
    assert done.returncode == 1
    assert "could not be written" in done.stderr


def test_translate_of_another_text_says_which_model_is_missing_and_guesses_nothing(tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(UNKNOWN, encoding="utf-8")
    done = run("translate", str(other))
    assert done.returncode == 1
    assert done.stdout == ""
    assert "Helsinki-NLP/opus-mt-ar-en" in done.stderr
    assert "--model" in done.stderr


def test_translate_says_that_a_model_folder_does_not_exist() -> None:
    done = run("translate", SEED, "--model", "/no/such/folder", text="")
    assert done.returncode == 0 or "/no/such/folder" in done.stderr


def test_names_json_has_mentions_with_their_explanations() -> None:
    found = json.loads(output_of("names", SEED, "--format", "json"))
    text = Path(SEED).read_text(encoding="utf-8")
    keys = {"sentence", "start", "end", "text", "kind", "english", "definition", "entry", "source"}
    for row in found["mentions"] + found["demonyms"]:
        assert set(row) == keys
        assert text[row["start"] : row["end"]] == row["text"]
        assert row["kind"] in {"person", "place", "organisation"}
        assert row["definition"]
        assert row["source"]
    assert {"John Kerry", "Bashar al-Assad", "Sergei Shoigu"} <= {m["english"] for m in found["mentions"]}


def test_every_command_reads_standard_input(units: dict[str, str]) -> None:
    first = next(iter(units))
    assert (
        json.loads(output_of("sentences", "-", "--format", "json", text=first))["sentences"][0]["text"]
        == first
    )
    assert output_of("translate", "-", text=first).strip() == units[first]
    assert "Moscow" in output_of("names", "-", text=first)


def test_read_prints_sentence_english_and_names_in_logical_order_in_a_pipe(units: dict[str, str]) -> None:
    done = run("read", SEED)
    assert done.returncode == 0
    for arabic, english in units.items():
        assert arabic in done.stdout
        assert english in " ".join(done.stdout.split())
    assert "John Kerry (جون كيري), person" in done.stdout
    assert done.stderr == ""


def test_read_shapes_when_told_to() -> None:
    shaped = output_of("read", SEED, "--shape", "always")
    assert "جون كيري" not in shaped
    assert "\ufedb" in shaped or "\ufee1" in shaped  # presentation forms: letters joined by us


def test_read_of_another_text_still_prints_sentences_and_names(tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(UNKNOWN, encoding="utf-8")
    done = run("read", str(other))
    assert done.returncode == 1
    assert "Damascus" in done.stdout
    assert done.stderr.count("Helsinki-NLP/opus-mt-ar-en") == 1


@pytest.mark.parametrize("command", ["sentences", "names", "translate", "read"])
@pytest.mark.parametrize("kind", ["missing", "folder", "binary", "empty"])
def test_bad_input_is_one_clear_line_and_a_failure(tmp_path: Path, command: str, kind: str) -> None:
    path = tmp_path / "input.txt"
    if kind == "folder":
        path.mkdir()
    elif kind == "binary":
        path.write_bytes(b"\x7fELF\0\0\0\0" * 50)
    elif kind == "empty":
        path.write_bytes(b"")
    done = run(command, str(path))
    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1
    assert "input.txt" in done.stderr


def test_reader_who_has_seen_enough_gets_no_traceback() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "reader_app", "sentences", SEED, "--format", "json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""


def test_damaged_database_is_told_on_standard_error_and_the_work_is_done(home, units: dict[str, str]) -> None:
    home.data.mkdir(parents=True)
    (home.data / "reader.sqlite").write_bytes(b"not a database" * 1000)
    done = run("translate", SEED)
    assert done.stdout.splitlines() == list(units.values())
    assert "set aside" in done.stderr


@pytest.mark.parametrize(
    "arguments", [["translate"], ["translate", "x", "--beam", "0"], ["read", "--shape", "x"]]
)
def test_wrong_usage_is_status_2(arguments: list[str]) -> None:
    assert run(*arguments).returncode == 2
