"""A tagger of the reader's own, chosen on the command line and in the window; what comes of a bad choice."""

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from reader_app.gui.app import make_window
from reader_app.gui.main_window import MainWindow
from reader_app.gui.model_row import ModelRow
from reader_app.services.models import SHIPPED
from reader_app.services.settings import Settings
from reader_app.tagging.token_classifier import TokenClassifier
from reader_app.wiring import build

TEXT = "زار الوفد درغستان أمس. قال بويكو درغانوف ذلك.\n"
"""The shipped tagger does not see the place."""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "reader_app", *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, **environment},
        timeout=120,
        check=False,
    )


def places(done: subprocess.CompletedProcess[str]) -> list[str]:
    rows = json.loads(done.stdout)["mentions"]
    assert all(TEXT[row["start"] : row["end"]] == row["text"] for row in rows)
    assert "بويكو درغانوف" in {row["text"] for row in rows}
    return [row["text"] for row in rows if row["kind"] == "place"]


def test_names_takes_a_tagger_by_its_folder(article: Path, checkpoint: Path) -> None:
    done = run("names", article, "--format", "json", "--tagger", checkpoint)
    assert (done.returncode, done.stderr) == (0, "")
    assert places(done) == ["درغستان"]
    assert places(run("names", article, "--format", "json", "--tagger", SHIPPED)) == []


@pytest.mark.parametrize(
    ("tagger", "said"),
    [("none", "does not exist"), ("camelbert-msa-ner/none", "models get --tagger camelbert-msa-ner/none")],
)
def test_shipped_tagger_finds_the_names_where_the_other_is_not_here(
    article: Path, tagger: str, said: str
) -> None:
    done = run("names", article, "--format", "json", "--tagger", tagger)
    assert done.returncode == 1
    assert places(done) == []
    assert done.stderr.startswith("reader-app: with the shipped tagger: ")
    assert said in done.stderr


def test_without_torch_the_shipped_tagger_finds_the_names_and_it_is_said_what_to_install(
    article: Path, checkpoint: Path, tmp_path: Path
) -> None:
    hidden = tmp_path / "hidden"
    hidden.mkdir()
    (hidden / "torch.py").write_text("raise ModuleNotFoundError(name='torch')", encoding="utf-8")
    path = os.pathsep.join([str(hidden), os.environ.get("PYTHONPATH", "")])
    done = run("names", article, "--format", "json", "--tagger", checkpoint, PYTHONPATH=path)
    assert done.returncode == 1
    assert places(done) == []
    assert "pip install 'reader-app[torch]'" in done.stderr


def test_tagger_is_chosen_for_good_listed_and_forgotten(
    article: Path, checkpoint: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(checkpoint, tmp_path / "ours"))
    chosen = run("models", "import", "--tagger", folder)
    assert chosen.stdout == f"Finding names with {folder} from now on.\n"
    assert places(run("names", article, "--format", "json")) == ["درغستان"]
    rows = json.loads(run("models", "list", "--tagger", "--format", "json").stdout)["models"]
    assert [(row["reference"], row["state"], row["chosen"]) for row in rows] == [
        (SHIPPED, "here", False),
        ("CAMeL-Lab/bert-base-arabic-camelbert-msa-ner", "not here", False),
        (str(folder), "here", True),
    ]
    assert str(folder) not in run("models", "list").stdout
    assert f"{folder}: can be read" in run("models", "verify", "--tagger").stdout

    (folder / "config.json").unlink()
    broken = run("names", article, "--format", "json")
    assert (broken.returncode, places(broken)) == (0, [])
    assert "lacks config.json" in broken.stderr
    assert "config.json" in run("models", "use", "--tagger", folder).stderr
    assert run("models", "remove", "--tagger", "--yes", folder).returncode == 0
    assert run("models", "use", "--tagger", SHIPPED).returncode == 0
    assert run("names", article).stderr == ""


def test_get_wants_to_know_which(tmp_path: Path) -> None:
    done = run("models", "get", "--tagger")
    assert done.returncode == 2
    assert "models list --tagger" in done.stderr


@pytest.fixture
def window(qtbot: QtBot, article: Path) -> Iterator[MainWindow]:
    services = build()
    services.settings.save(Settings(ahead=False))
    window = make_window(build())
    window.show()
    window.session.start()
    with qtbot.waitSignal(window.session.settled, timeout=20_000):
        window.open(article)
    yield window
    qtbot.waitUntil(lambda: not window.session.busy, timeout=20_000)
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_nothing_waits_for_a_tagger_that_takes_its_time_and_it_stops_for_another_article(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    working, stopped = threading.Event(), threading.Event()

    def tag(_: object, sentences: Sequence[str], cancelled: Callable[[], bool]) -> list[tuple[()]]:
        working.set()
        while sentences[0].startswith("زار") and not cancelled():
            time.sleep(0.01)
        stopped.set()
        return [() for _ in sentences]

    monkeypatch.setattr(TokenClassifier, "tag", tag)
    window.session.use_tagger("a folder that nobody looks for")
    qtbot.waitUntil(working.is_set, timeout=20_000)
    other = tmp_path / "other.txt"
    other.write_text("مقال آخر.", encoding="utf-8")
    with qtbot.waitSignal(window.session.article_opened, timeout=20_000):
        window.open(other)
    qtbot.waitUntil(stopped.is_set, timeout=20_000)


def title(row: ModelRow) -> str:
    return row.findChildren(QLabel)[0].text()


def marked(window: MainWindow) -> set[str]:
    return {mention.text for mention in window.session.mentions.all if mention.is_name}


def test_tagger_is_added_and_used_in_the_window_and_given_up_where_it_breaks(
    qtbot: QtBot, window: MainWindow, checkpoint: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(shutil.copytree(checkpoint, tmp_path / "ours"))
    qtbot.waitUntil(lambda: "بويكو درغانوف" in marked(window), timeout=20_000)
    assert "درغستان" not in marked(window)
    window.actions_by_name["taggers"].trigger()
    dialog = window.taggers.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: SHIPPED in dialog.rows, timeout=20_000)
    assert not dialog.rows[SHIPPED].remove.isVisible()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    qtbot.mouseClick(dialog.add_folder, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: str(folder) in dialog.rows, timeout=20_000)

    qtbot.mouseClick(dialog.rows[str(folder)].use, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "درغستان" in marked(window), timeout=60_000)
    assert window.notice.text == ""
    qtbot.waitUntil(lambda: build().settings.load().tagger == str(folder), timeout=20_000)
    qtbot.waitUntil(lambda: "in use" in title(dialog.rows[str(folder)]), timeout=20_000)
    qtbot.mouseClick(dialog.rows[SHIPPED].use, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "درغستان" not in marked(window), timeout=20_000)

    (folder / "vocab.txt").unlink()
    window.session.use_tagger(str(folder))
    qtbot.waitUntil(lambda: "lacks" in window.notice.text, timeout=20_000)
    assert window.notice.text.startswith("The shipped tagger finds the names.")
    assert "بويكو درغانوف" in marked(window)
