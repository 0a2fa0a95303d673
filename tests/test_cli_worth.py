"""`worth`, as a user runs it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from reader_app.core.article import Article
from reader_app.core.translation import ModelIdentity, Origin, Translation
from reader_app.core.units import Bitext, Findings, State, Unit
from reader_app.data import seed_article
from reader_app.formats.exchange import read_units, write_file
from reader_app.wiring import build

DRAFT, FINAL = "Rain fell on the town.", "Rain fell on the village."
RAIN, SALIM = "سقط المطر على القرية.", "قال سليم نعم."


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "reader_app", "worth", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def measured(*arguments: str | Path) -> dict[str, float]:
    done = run(*arguments, "--format", "json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", ["tmx", "xliff", "xliff2"])
def test_file_with_drafts_is_measured_by_its_reviewed_units(name: str, tmp_path: Path) -> None:
    path = tmp_path / ("out.tmx" if name == "tmx" else "out.xlf")
    model = ModelIdentity("a/model", "1")
    units = [
        Unit(RAIN, FINAL, state=State.APPROVED, model=model, draft=DRAFT),
        Unit(SALIM, "Salim said yes.", state=State.DRAFT, model=model, draft="Salim said yes."),
    ]
    write_file(path, Bitext("title", units), name)
    assert [unit.draft for unit in read_units(path, Findings())] == [DRAFT, "Salim said yes."]
    found = measured(path)
    assert (found["count"], found["ter"]) == (1, pytest.approx(20))  # one word of five
    assert 50 < found["chrf"] < 100


def test_drafts_and_final_texts_may_stand_in_one_file_as_units_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "both.tmx"
    write_file(path, Bitext("t", [Unit(RAIN, DRAFT, state=State.DRAFT), Unit(RAIN, FINAL)]))
    assert measured(path)["ter"] == pytest.approx(20)


def test_two_files_are_compared_sentence_by_sentence(tmp_path: Path) -> None:
    drafts, finals = tmp_path / "drafts.tsv", tmp_path / "finals.csv"
    write_file(drafts, Bitext("t", [Unit(SALIM, "Salim says no."), Unit(RAIN, DRAFT)]))
    write_file(finals, Bitext("t", [Unit(RAIN, FINAL)]))
    assert measured(drafts, finals) == {**measured(drafts, finals), "count": 1, "ter": pytest.approx(20)}


def test_two_texts_are_compared_line_by_line(tmp_path: Path) -> None:
    drafts, finals = tmp_path / "drafts.txt", tmp_path / "finals.txt"
    drafts.write_text(f"{DRAFT}\nYes.\n", encoding="utf-8")
    finals.write_text(f"{FINAL}\nYes.\n", encoding="utf-8")
    done = run(drafts, finals)
    assert done.stdout.splitlines()[0] == "sentences\t2"
    assert done.stdout.splitlines()[2].startswith("TER\t16.7\t")  # one word of six
    finals.write_text("One.\n", encoding="utf-8")
    failed = run(drafts, finals)
    assert failed.returncode == 1
    assert "drafts.txt has 2 lines, finals.txt 1." in failed.stderr


def test_article_is_measured_by_what_was_approved_in_it(article: Article) -> None:
    assert "has no approved sentence" in run(seed_article()).stderr
    services = build()
    text = article.sentence(1).text
    desk = services.reviewer.open(article)
    desk = services.reviewer.draft(
        desk, text, Translation(text, DRAFT, Origin.MODEL, ModelIdentity("a", "1"))
    )
    services.reviewer.approve(services.reviewer.edit(desk, text, FINAL), text)
    services.close()
    assert measured(seed_article())["ter"] == pytest.approx(20)


def test_file_without_drafts_says_so(tmp_path: Path) -> None:
    path = tmp_path / "out.tmx"
    write_file(path, Bitext("t", [Unit(RAIN, FINAL)]))
    done = run(path)
    assert done.returncode == 1
    assert "tells no draft" in done.stderr
