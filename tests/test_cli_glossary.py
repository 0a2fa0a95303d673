"""The commands of the reader's own glossary, and what it changes in the others, as a user runs them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest


def run(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "reader_app", *arguments], capture_output=True, timeout=120, check=False
    )


def output_of(*arguments: str) -> str:
    done = run(*arguments)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def test_terms_are_imported_listed_exported_and_used(tmp_path: Path) -> None:
    terms = tmp_path / "terms.csv"
    rows = (
        "arabic,english,kind,accepted",
        "هدنة,truce,term,armistice",
        "سوق الحميدية,Hamidiya Market,place,",
    )
    terms.write_text("\n".join(rows), encoding="utf-8")
    assert output_of("glossary", "import", str(terms)) == "2 new, 0 changed, 0 as they were.\n"
    assert output_of("glossary", "list") == "هدنة\ttruce\tterm\nسوق الحميدية\tHamidiya Market\tplace\n"
    listed = json.loads(output_of("glossary", "list", "--format", "json"))["entries"]
    assert [(row["kind"], row["accepted"]) for row in listed] == [("term", ["armistice"]), ("place", [])]

    out = tmp_path / "out.tbx"
    assert output_of("glossary", "export", str(out)) == f"2 entries are in {out}.\n"
    assert output_of("glossary", "export", "--format", "tbx").encode() == out.read_bytes()
    assert output_of("glossary", "import", str(out)) == "0 new, 0 changed, 2 as they were.\n"

    article = tmp_path / "article.txt"
    article.write_text("زرنا سوق الحميدية بعد الهدنة.", encoding="utf-8")
    found = json.loads(output_of("names", str(article), "--format", "json"))["mentions"]
    market = next(row for row in found if row["kind"] == "place")
    assert (market["english"], market["source"]) == ("Hamidiya Market", "Your own entry")

    pairs = tmp_path / "pairs.tsv"
    pairs.write_text(
        "بدأت هدنة في المدينة.\tA pause began in the city.\n"
        "بدأت هدنة في المدينة.\tAn armistice began in the city.\n"
        "زرنا سوق الحميدية.\tWe visited the Souq al-Hamidiyah.\n",
        encoding="utf-8",
    )
    checked = json.loads(output_of("check", str(pairs), "--format", "json"))["segments"]
    assert [[f["message"] for f in s["flags"] if f["kind"] == "term"] for s in checked] == [
        ["Expected “truce” or “armistice” for «هدنة», found neither."],
        [],
        ["Expected “Hamidiya Market” for «سوق الحميدية», found another word."],
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["import", "none.csv"], "There is no file none.csv"),
        (["import", __file__], "has no suffix of a format that terms are kept in"),
        (["export", "out.csv"], "Your glossary is empty"),
    ],
)
def test_failure_is_one_clear_line(arguments: list[str], message: str) -> None:
    done = run("glossary", *arguments)
    assert done.returncode == 1
    assert message in done.stderr.decode()
    assert len(done.stderr.decode().strip().splitlines()) == 1


def test_names_are_found_without_a_glossary_that_cannot_be_read(tmp_path: Path) -> None:
    from reader_app.paths import folders

    database = folders().data / "reader.sqlite"
    database.mkdir(parents=True)  # a folder where the file should be
    article = tmp_path / "article.txt"
    article.write_text("زرنا دمشق.", encoding="utf-8")
    done = run("names", str(article))
    assert "Damascus" in done.stdout.decode()
    assert "without your own glossary" in done.stderr.decode()
