"""Files of translations from the menus, as a reader works with them."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from reader_app.core.units import Findings, State
from reader_app.formats.exchange import EXCHANGE, read_units
from reader_app.gui.exchange_dialogs import settled
from reader_app.gui.exporting import imported_in_words
from reader_app.gui.lanes import Lane
from reader_app.gui.main_window import MainWindow
from reader_app.services import Services
from reader_app.services.exporting import FileKind
from reader_app.services.memory import Added
from reader_app.wiring import build

DATA = Path(__file__).parents[1] / "data" / "units.tmx"


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch):
    """Answers the next file dialogs with this file and, for writing, the format chosen in the list."""

    def choose(path: Path | None, description: str = "") -> None:
        def chosen(_parent: object, _title: str, _start: str, filters: str) -> tuple[str, str]:
            wanted = next(one for one in filters.split(";;") if description in one)
            return (str(path) if path else "", wanted)

        monkeypatch.setattr(QFileDialog, "getOpenFileName", chosen)
        monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)

    return choose


def wait(qtbot: QtBot, window: MainWindow) -> str:
    """Until nothing is under way any more; what the strip says then."""
    qtbot.waitUntil(lambda: not window.session.busy and not window.memory.files.tasks.busy, timeout=20_000)
    return window.memory.files.strip.said.text()


def test_file_is_imported_and_its_numbers_are_told(qtbot: QtBot, window: MainWindow, answer) -> None:
    answer(DATA)
    window.actions_by_name["import_memory"].trigger()
    assert wait(qtbot, window) == "3 units came in from units.tmx; 1 without Arabic or English."
    assert window.memory.files.strip.isVisible()
    window.actions_by_name["import_memory"].trigger()
    assert "0 units came in from units.tmx; 3 known already" in wait(qtbot, window)
    qtbot.mouseClick(window.memory.files.strip.dismiss, Qt.MouseButton.LeftButton)
    assert not window.memory.files.strip.isVisible()


def test_damaged_file_changes_nothing_and_says_why(
    qtbot: QtBot, window: MainWindow, services: Services, answer, tmp_path: Path
) -> None:
    path = tmp_path / "cut.tmx"
    path.write_bytes(DATA.read_bytes()[:-40])
    answer(path)
    window.actions_by_name["import_memory"].trigger()
    assert "cut.tmx is damaged" in wait(qtbot, window)
    assert window.memory.files.strip.said.property("role") == "error"
    assert services.memory.count() == 0


def test_import_broken_off_changes_nothing(
    qtbot: QtBot, window: MainWindow, services: Services, tmp_path: Path
) -> None:
    path = tmp_path / "long.tsv"  # which takes longer than the click
    path.write_text("".join(f"الجملة رقم {number}\tSentence number {number}\n" for number in range(30_000)))
    files = window.memory.files
    files.import_file(path)
    files.strip.show()
    qtbot.mouseClick(files.strip.cancel, Qt.MouseButton.LeftButton)
    assert wait(qtbot, window) == "The import was broken off. Nothing was changed."
    assert files.strip.said.property("role") != "error"
    assert services.memory.count() == 0


def test_window_closed_during_an_import_leaves_the_memory_as_it_was(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "long.tsv"
    path.write_text("".join(f"كلمة {n}\tWord {n}\n" for n in range(50_000)), encoding="utf-8")
    files = window.memory.files
    with qtbot.waitSignal(files.tasks.progressed, timeout=20_000):
        files.import_file(path)
    window.close()
    again = build()
    assert again.memory.count() == 0
    again.close()


def test_second_task_waits_for_its_turn(qtbot: QtBot, window: MainWindow, services: Services) -> None:
    files = window.memory.files
    files.import_file(DATA)
    files.export_memory(DATA.with_name("never.tmx"), "tmx")
    wait(qtbot, window)
    assert services.memory.count() == 3
    assert not DATA.with_name("never.tmx").exists()


def test_memory_is_exported_in_the_chosen_format(
    qtbot: QtBot, window: MainWindow, services: Services, answer, tmp_path: Path
) -> None:
    answer(tmp_path / "out", "XLIFF 2.0")
    window.actions_by_name["export_memory"].trigger()
    assert "The translation memory is empty." in wait(qtbot, window)
    services.memory.import_file(DATA)
    window.actions_by_name["export_memory"].trigger()
    assert wait(qtbot, window) == "3 units are in out.xlf."
    assert 'version="2.0"' in (tmp_path / "out.xlf").read_text(encoding="utf-8")[:120]


def test_article_is_translated_first_where_the_reader_wants_that(
    qtbot: QtBot, window: MainWindow, answer, tmp_path: Path, units: dict[str, str]
) -> None:
    path = tmp_path / "out.tmx"
    answer(path, "TMX")
    window.actions_by_name["export_article"].trigger()
    question = ask(qtbot, window)
    assert question.text() == f"{len(units)} of {len(units)} sentences are not translated yet."
    assert not button_of(question, "Leave Them Out").isEnabled()
    qtbot.mouseClick(button_of(question, "Translate First"), Qt.MouseButton.LeftButton)
    assert wait(qtbot, window) == f"{len(units)} sentences are in out.tmx."
    found = list(read_units(path, Findings()))
    assert {unit.source: unit.target for unit in found} == units
    assert {unit.state for unit in found} == {State.DRAFT}
    assert {unit.model.name for unit in found if unit.model} == {"sample"}


def test_what_is_not_translated_is_left_out_where_the_reader_wants_that(
    qtbot: QtBot, window: MainWindow, services: Services, answer, tmp_path: Path
) -> None:
    article = window.session.article
    assert article is not None
    desk = services.reviewer.edit(services.reviewer.open(article), article.sentence(2).text, "Mine.")
    services.reviewer.approve(desk, article.sentence(2).text)
    path = tmp_path / "out.xlf"
    answer(path, "XLIFF 1.2")
    window.actions_by_name["export_article"].trigger()
    qtbot.mouseClick(button_of(ask(qtbot, window), "Leave Them Out"), Qt.MouseButton.LeftButton)
    left_out = len(article.sentences) - 1
    assert wait(qtbot, window) == f"1 sentence is in out.xlf. {left_out} not translated were left out."
    (unit,) = read_units(path, Findings())
    assert (unit.target, unit.state, unit.id) == ("Mine.", State.APPROVED, "2")


def test_export_given_up_at_the_question_writes_nothing(
    qtbot: QtBot, window: MainWindow, answer, tmp_path: Path
) -> None:
    path = tmp_path / "out.tmx"
    answer(path, "TMX")
    window.actions_by_name["export_article"].trigger()
    qtbot.mouseClick(button_of(ask(qtbot, window), "Cancel"), Qt.MouseButton.LeftButton)
    assert wait(qtbot, window) == ""
    assert not path.exists()
    assert not window.memory.files.strip.isVisible()


def test_translating_broken_off_writes_no_file(
    qtbot: QtBot, window: MainWindow, answer, tmp_path: Path
) -> None:
    path = tmp_path / "out.tmx"
    answer(path, "TMX")
    window.actions_by_name["export_article"].trigger()
    question = ask(qtbot, window)
    window.memory.files.tasks.progressed.connect(lambda *_: window.memory.files.tasks.cancel())
    qtbot.mouseClick(button_of(question, "Translate First"), Qt.MouseButton.LeftButton)
    assert wait(qtbot, window).startswith("The export was broken off.")
    assert not path.exists()


def ask(qtbot: QtBot, window: MainWindow) -> QMessageBox:
    files = window.memory.files
    qtbot.waitUntil(lambda: files.question is not None, timeout=20_000)
    assert files.question is not None
    return files.question


def button_of(question: QMessageBox, text: str):
    return next(one for one in question.buttons() if one.text().replace("&", "") == text)


KINDS = [
    FileKind(key, known.description, known.suffixes, known.read is not None, known.write is not None)
    for key, known in EXCHANGE.items()
]


@pytest.mark.parametrize(
    ("typed", "wanted", "path", "key"),
    [
        ("a.tmx", "tmx", "a.tmx", "tmx"),
        ("a", "docx", "a.docx", "docx"),
        ("a.xlf", "xliff2", "a.xlf", "xliff2"),
        ("a.csv", "tmx", "a.csv", "csv"),
        ("a.XLF", "xliff", "a.XLF", "xliff"),
        ("news 3.10", "tmx", "news 3.10.tmx", "tmx"),
    ],
)
def test_format_is_the_suffix_that_was_typed_else_the_one_chosen(
    typed: str, wanted: str, path: str, key: str
) -> None:
    kind = next(kind for kind in KINDS if kind.key == wanted)
    found, settled_on = settled(Path(typed), kind, KINDS)
    assert (str(found), settled_on.key) == (path, key)


def test_file_that_only_the_suffix_makes_another_is_asked_about(
    qtbot: QtBot, window: MainWindow, services: Services, answer, tmp_path: Path, monkeypatch
) -> None:
    services.memory.import_file(DATA)
    path = tmp_path / "out.tmx"
    path.write_text("old", encoding="utf-8")
    answer(tmp_path / "out", "TMX")
    replies = [QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes]
    monkeypatch.setattr(QMessageBox, "question", lambda *_: replies.pop(0))
    window.actions_by_name["export_memory"].trigger()
    qtbot.waitUntil(lambda: len(replies) == 1, timeout=20_000)
    wait(qtbot, window)
    assert path.read_text(encoding="utf-8") == "old"
    window.actions_by_name["export_memory"].trigger()
    qtbot.waitUntil(lambda: not replies, timeout=20_000)
    assert wait(qtbot, window) == "3 units are in out.tmx."


def test_numbers_of_an_import_are_said_in_words() -> None:
    assert imported_in_words("a.tmx", Added(3071, 12)) == "3,071 units came in from a.tmx; 12 known already."
    assert imported_in_words("a.tmx", Added(1, 0)) == "1 unit came in from a.tmx."


def test_lane_of_a_name_is_made_once_and_ends_with_the_session(window: MainWindow) -> None:
    session = window.session
    assert session.lane("files") is session.lane("files")
    assert session.lane("engine") is session._engine
    assert isinstance(session.lane("memory"), Lane)
