"""The commands of the memory, and translating into formats, as a user runs them."""

import json
import os
import signal
import subprocess
import sys
import time
from html import escape
from pathlib import Path

import pytest

from reader_app.core.article import Article
from reader_app.core.units import Bitext, Findings, State, Unit
from reader_app.data import seed_article
from reader_app.formats.exchange import EXCHANGE, read_units, write_file
from reader_app.wiring import build

SEED = str(seed_article())
DATA = Path(__file__).parent / "data" / "units.tmx"


def run(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "reader_app", *arguments], capture_output=True, timeout=120, check=False
    )


def output_of(*arguments: str) -> str:
    done = run(*arguments)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def test_memory_is_imported_searched_and_exported(tmp_path: Path) -> None:
    said = output_of("memory", "import", str(DATA))
    assert said.splitlines()[0] == "3 units from units.tmx are in the translation memory."
    assert "1 units lack Arabic or English" in said

    found = json.loads(output_of("memory", "search", "المطر", "--format", "json"))["units"]
    assert [row["target"] for row in found] == ["Rain fell on Beirut."]
    assert [found[0]["source"][start:end] for start, end in found[0]["spans_source"]] == ["المطرُ"]
    assert found[0]["origin"] == "units.tmx"
    assert output_of("memory", "search", "umbrellas") == "خذوا مظلاتكم واذهبوا!\tTake your umbrellas & go!\n"

    text = "سقط الثلج على بيروت."
    (match,) = json.loads(output_of("memory", "search", text, "--fuzzy", "--format", "json"))["units"]
    assert match["id"] == "w1"
    assert 0.7 <= match["similarity"] < 1
    (change,) = match["differences"]
    assert (change["change"], change["unit"]) == ("replaced", "المطرُ")
    assert text[slice(*change["text"])] == "الثلج"

    out = tmp_path / "out.tmx"
    assert output_of("memory", "export", str(out)).startswith("3 units")
    assert output_of("memory", "export").encode() == out.read_bytes()
    assert output_of("memory", "export", "--output", str(tmp_path / "out.csv")).startswith("3 units")
    assert len(list(read_units(tmp_path / "out.csv", Findings()))) == 3


def test_search_without_a_find_is_status_1() -> None:
    assert run("memory", "search", "لاشيء").returncode == 1


def test_imported_translation_goes_before_the_models(units: dict[str, str], tmp_path: Path) -> None:
    first = next(iter(units))
    path = tmp_path / "a.tsv"
    path.write_text(f"{first}\tSomebody's English.\n", encoding="utf-8")
    output_of("memory", "import", str(path))
    rows = json.loads(output_of("translate", SEED, "--format", "json"))["sentences"]
    assert (rows[0]["translation"], rows[0]["origin"]) == ("Somebody's English.", "memory")
    assert {row["origin"] for row in rows[1:]} == {"model"}


def test_translation_in_every_format_has_every_sentence(units: dict[str, str], tmp_path: Path) -> None:
    for name in ("tmx", "xliff", "xliff2", "docx", "csv", "tsv"):
        path = tmp_path / f"out{EXCHANGE[name].suffixes[0]}"
        output_of("translate", SEED, "--format", name, "--output", str(path))
        found = list(read_units(path, Findings(), format_name=name))
        assert {unit.source: unit.target for unit in found} == units
        if name in {"tmx", "xliff", "xliff2", "csv"}:
            assert {unit.state for unit in found} == {State.DRAFT}
            assert {unit.model.name for unit in found if unit.model} == {"sample"}
    assert run("translate", SEED, "--format", "docx").stdout[:2] == b"PK"
    page = output_of("translate", SEED, "--format", "html")
    assert all(escape(text) in page for pair in units.items() for text in pair)
    assert run("translate", SEED, "--format", "pdf").stdout.startswith(b"%PDF-")


def test_translation_in_a_format_has_the_reviews_of_the_article(article: Article, tmp_path: Path) -> None:
    services = build()
    text = article.sentence(2).text
    desk = services.reviewer.edit(services.reviewer.open(article), text, "Mine.")
    services.reviewer.note(services.reviewer.approve(desk, text), text, "asked Salim")
    services.close()
    path = tmp_path / "out.tmx"
    output_of("translate", SEED, "--output", str(path))
    first, second, *others = read_units(path, Findings())
    assert (second.target, second.state, second.note) == ("Mine.", State.APPROVED, "asked Salim")
    assert {unit.state for unit in (first, *others)} == {State.DRAFT}
    assert len(others) == len(article.sentences) - 2


def test_format_is_told_by_the_suffix(tmp_path: Path) -> None:
    path = tmp_path / "out.xlf"
    output_of("translate", SEED, "--output", str(path))
    assert path.read_text(encoding="utf-8").startswith("<?xml")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["import", "none.tmx"], "There is no file none.tmx"),
        (["import", __file__], "has no suffix of a format"),
        (["export", "out.tmx"], "The translation memory is empty"),
    ],
)
def test_failure_is_one_clear_line(arguments: list[str], message: str) -> None:
    done = run("memory", *arguments)
    assert done.returncode == 1
    assert message in done.stderr.decode()
    assert len(done.stderr.decode().strip().splitlines()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal of this kind")
def test_interrupted_import_leaves_the_memory_as_it_was(tmp_path: Path) -> None:
    output_of("memory", "import", str(DATA))
    pipe = tmp_path / "endless.tmx"
    os.mkfifo(pipe)
    whole = tmp_path / "whole.tmx"
    write_file(whole, Bitext("t", [Unit(f"الجملة {n}", f"Sentence {n}") for n in range(2_000)]))
    process = subprocess.Popen([sys.executable, "-m", "reader_app", "memory", "import", str(pipe)])
    with pipe.open("wb") as file:  # opens once the import reads
        file.write(whole.read_bytes()[:-200])
        file.flush()
        time.sleep(0.2)  # so that it is likely to have entered some; the outcome is the same if not
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 130
    assert "3 units" in output_of("memory", "export", str(tmp_path / "out.tmx"))
