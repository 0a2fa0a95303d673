"""The models' window, over a manager that does what it is told to, step by step."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from reader_app.core.errors import DownloadCancelled, DownloadError, ModelDamaged
from reader_app.core.translation import DEFAULT_MODEL
from reader_app.gui.main_window import MainWindow
from reader_app.gui.model_row import ModelRow, facts_in_words, megabytes, presence_in_words, progress_in_words
from reader_app.gui.models_dialog import ModelsDialog
from reader_app.gui.session import Failed
from reader_app.gui.shelf import Shelf
from reader_app.services.models import (
    SAMPLE,
    Cancelled,
    Description,
    ModelState,
    Presence,
    Progress,
    Removed,
    ReportProgress,
    Score,
    Verified,
    never,
    no_progress,
)

SCORE = Score("BLEU", 49.4, "Tatoeba", "OPUS-MT release 2019-12-18")
ABOUT = Description("OPUS-MT", "Translates any text.", "Apache-2.0", 310_000_000, True, (SCORE,))


class FakeManager:
    """Two models; a download goes on when the test says so, and ends as the test says."""

    def __init__(self) -> None:
        self.states = {
            SAMPLE: ModelState(SAMPLE, Presence.HERE, Description("Sample model"), 4_500_000),
            DEFAULT_MODEL: ModelState(DEFAULT_MODEL, Presence.ABSENT, ABOUT, 310_000_000, True, chosen=True),
        }
        self.go_on = threading.Event()
        self.failure: Exception | None = None
        self.removed: list[str] = []

    def list(self) -> tuple[ModelState, ...]:
        return tuple(self.states.values())

    def state(self, reference: str) -> ModelState:
        return self.states[reference]

    def get(
        self, reference: str, progress: ReportProgress = no_progress, cancelled: Cancelled = never
    ) -> ModelState:
        progress(Progress("model.safetensors", 155_000_000, 310_000_000, 5_000_000))
        while not self.go_on.wait(0.01):
            if cancelled():
                self._put(reference, presence=Presence.PARTLY, done=155_000_000)
                raise DownloadCancelled("The download was broken off.", "What has arrived is kept.")
        if self.failure is not None:
            raise self.failure
        return self._put(reference, presence=Presence.HERE)

    def verify(
        self, reference: str, progress: ReportProgress = no_progress, cancelled: Cancelled = never
    ) -> Verified:
        if self.failure is not None:
            raise self.failure
        return Verified(self.states[reference], 6)

    def import_folder(self, folder: Path) -> ModelState:
        if self.failure is not None:
            raise self.failure
        state = ModelState(str(folder), Presence.HERE, Description(folder.name), 1, folder=folder)
        self.states[str(folder)] = state
        return state

    def remove(self, reference: str) -> Removed:
        self.removed.append(reference)
        self._put(reference, presence=Presence.ABSENT)
        return Removed(reference, 310_000_000)

    def _put(self, reference: str, **changes: object) -> ModelState:
        self.states[reference] = replace(self.states[reference], **changes)  # type: ignore[arg-type]
        return self.states[reference]


@pytest.fixture
def manager() -> FakeManager:
    return FakeManager()


@pytest.fixture
def dialog(qtbot: QtBot, manager: FakeManager) -> Iterator[ModelsDialog]:
    shelf = Shelf(manager)
    made = ModelsDialog(shelf)
    made.open_list()
    qtbot.waitUntil(lambda: len(made.rows) == 2)
    yield made
    manager.go_on.set()
    qtbot.waitUntil(lambda: not shelf.busy)
    shelf.close()
    made.close()
    made.deleteLater()


def click(qtbot: QtBot, dialog: ModelsDialog, name: str, reference: str = DEFAULT_MODEL) -> None:
    qtbot.mouseClick(getattr(dialog.rows[reference], name), Qt.MouseButton.LeftButton)


def row(dialog: ModelsDialog) -> ModelRow:
    return dialog.rows[DEFAULT_MODEL]


def offers(dialog: ModelsDialog, name: str) -> bool:
    """Whether the row, which is made anew with each listing, shows this button now."""
    return getattr(row(dialog), name).isVisible()


def test_list_says_what_each_model_is_and_offers_what_can_be_done(dialog: ModelsDialog) -> None:
    assert row(dialog).presence.text() == "Not here"
    assert row(dialog).get.isVisible()
    assert not row(dialog).remove.isVisible()
    sample = dialog.rows[SAMPLE]
    assert sample.presence.text() == "Here"
    assert not sample.get.isVisible()
    assert not sample.remove.isVisible()
    assert facts_in_words(row(dialog).state).splitlines() == [
        DEFAULT_MODEL,
        "about 310 MB · Apache-2.0 · BLEU 49.4 on Tatoeba (OPUS-MT release 2019-12-18)",
    ]


def test_download_shows_how_far_it_is_and_then_that_the_model_is_here(
    qtbot: QtBot, dialog: ModelsDialog, manager: FakeManager
) -> None:
    click(qtbot, dialog, "get")
    qtbot.waitUntil(lambda: "155 MB of 310 MB" in row(dialog).far.text())
    assert row(dialog).bar.value() == 500
    assert "5.0 MB a second, 31 s left" in row(dialog).far.text()
    assert row(dialog).cancel.isVisible()
    assert not row(dialog).get.isVisible()
    manager.go_on.set()
    qtbot.waitUntil(lambda: row(dialog).presence.text() == "Here")
    assert row(dialog).outcome.text() == "OPUS-MT is here."
    assert not row(dialog).bar.isVisible()


def test_cancelled_download_is_no_failure_and_offers_the_rest(qtbot: QtBot, dialog: ModelsDialog) -> None:
    click(qtbot, dialog, "get")
    qtbot.waitUntil(lambda: offers(dialog, "cancel"))
    click(qtbot, dialog, "cancel")
    qtbot.waitUntil(lambda: row(dialog).presence.text() == "Partly here: 155 MB of 310 MB")
    assert row(dialog).get.text() == "Get the rest"
    assert "kept" in row(dialog).outcome.text()
    assert not row(dialog).has_failed


def test_failed_download_says_what_to_do(qtbot: QtBot, dialog: ModelsDialog, manager: FakeManager) -> None:
    manager.failure = DownloadError("The hub does not answer.", "Try again later.")
    manager.go_on.set()
    click(qtbot, dialog, "get")
    qtbot.waitUntil(lambda: row(dialog).outcome.text() == "The hub does not answer. Try again later.")
    assert row(dialog).has_failed
    assert row(dialog).get.isEnabled()


def test_verify_says_that_all_agrees_or_what_does_not(
    qtbot: QtBot, dialog: ModelsDialog, manager: FakeManager
) -> None:
    click(qtbot, dialog, "verify", SAMPLE)
    qtbot.waitUntil(lambda: "6 files agree" in dialog.rows[SAMPLE].outcome.text())
    manager.failure = ModelDamaged("vocab.json has changed.", "Get it again.")
    click(qtbot, dialog, "verify", SAMPLE)
    qtbot.waitUntil(lambda: "vocab.json has changed" in dialog.rows[SAMPLE].outcome.text())
    assert dialog.rows[SAMPLE].has_failed


@pytest.mark.parametrize("answer", ["Yes", "No"])
def test_remove_asks_first(
    qtbot: QtBot, dialog: ModelsDialog, manager: FakeManager, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    manager.go_on.set()
    click(qtbot, dialog, "get")
    qtbot.waitUntil(lambda: offers(dialog, "remove"))
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton[answer])
    click(qtbot, dialog, "remove")
    if answer == "Yes":
        qtbot.waitUntil(lambda: row(dialog).presence.text() == "Not here")
    assert manager.removed == ([DEFAULT_MODEL] if answer == "Yes" else [])


def test_folder_is_added_and_can_be_used(
    qtbot: QtBot, dialog: ModelsDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_, **__: str(tmp_path))
    qtbot.mouseClick(dialog.add_folder, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: str(tmp_path) in dialog.rows)
    with qtbot.waitSignal(dialog.use_wanted) as wanted:
        click(qtbot, dialog, "use", str(tmp_path))
    assert wanted.args == [str(tmp_path)]


def test_folder_that_is_no_model_is_told(
    qtbot: QtBot, dialog: ModelsDialog, manager: FakeManager, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_, **__: str(tmp_path))
    monkeypatch.setattr(QMessageBox, "warning", lambda *arguments: told.append(arguments[2]))
    manager.failure = ModelDamaged("config.json is missing.", "Choose another folder.")
    qtbot.mouseClick(dialog.add_folder, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: told == ["config.json is missing. Choose another folder."])


@pytest.mark.parametrize(
    ("size", "words"),
    [(999, "1 MB"), (4_500_000, "4 MB"), (310_000_000, "310 MB"), (1_500_000_000, "1.5 GB")],
)
def test_sizes_are_told_as_people_say_them(size: int, words: str) -> None:
    assert megabytes(size) == words


def test_progress_without_a_speed_tells_no_time() -> None:
    assert progress_in_words(Progress("a", 0, 310_000_000)) == "1 MB of 310 MB"
    assert progress_in_words(Progress("a", 10_000_000, 310_000_000, 1_000_000)).endswith("5 min 0 s left")


def test_damaged_model_says_so() -> None:
    state = ModelState("a/b", Presence.DAMAGED, Description("B"), 1, problem="vocab.json is cut short")
    assert presence_in_words(state) == "Damaged"
    assert "vocab.json is cut short" in facts_in_words(state)


def test_missing_model_leads_to_the_list_with_the_real_models(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    (tmp_path / "other.txt").write_text("جملة لا يعرفها النموذج.", encoding="utf-8")
    with qtbot.waitSignal(window.session.settled):
        window.open(tmp_path / "other.txt")
    assert window.session.article is not None
    window.session.select(window.session.article.sentence(1))
    qtbot.waitUntil(lambda: isinstance(window.session.state, Failed))
    qtbot.mouseClick(window.panel.pane.get_model, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: DEFAULT_MODEL in window.models.rows)
    assert window.models.isVisible()
    assert window.models.rows[DEFAULT_MODEL].get.isVisible()
    assert window.models.rows[SAMPLE].presence.text() == "Here"
