"""What is kept of what was looked up, how long, and how it is forgotten."""

import json
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reader_app.core.errors import LookUpError, StoreError
from reader_app.core.names import Location
from reader_app.lookup.answers import AnswerFiles
from reader_app.lookup.excerpt import clean, first_sentences
from reader_app.services.lookup import KEPT, KEPT_NOTHING, Answer, Found, LookUp, Permission, permission

from .conftest import EXTRACT

NOW = datetime.now(UTC).replace(microsecond=0)  # at collection: the tests may run long after
FOUND = Found("Damascus", "A city", "It is old.", Location(33.5, 36.3), "https://x/wiki/y", "Wikipedia", "CC")


class Once:
    """An encyclopedia that answers each name once."""

    def __init__(self, error: Exception | None = None) -> None:
        self.asked: list[str] = []
        self.error = error

    def ask(self, name: str, cancelled: Callable[[], bool]) -> Answer:
        self.asked.append(name)
        if self.error is not None:
            raise self.error
        return Answer(name, NOW, FOUND)


@pytest.fixture
def files(tmp_path: Path) -> AnswerFiles:
    return AnswerFiles(tmp_path / "cache" / "look-up")


@pytest.mark.parametrize(
    "answer",
    [
        Answer("دمشق", NOW, FOUND),
        Answer("دمشق", NOW),
        Answer("دمشق", NOW, is_shared=True),
        Answer("a/../\ud800", NOW),
    ],
)
def test_answer_is_kept_whole(files: AnswerFiles, answer: Answer) -> None:
    files.keep(answer)
    assert files.answer(answer.name) == (answer if answer.name == "دمشق" else None)


def test_second_question_uses_no_network(files: AnswerFiles) -> None:
    once = Once()
    look_up = LookUp(lambda: once, files)
    assert look_up.ask("دمشق", lambda: False) == look_up.ask("دمشق", lambda: False)
    assert once.asked == ["دمشق"]


def test_failure_is_not_kept(files: AnswerFiles) -> None:
    look_up = LookUp(lambda: Once(LookUpError("No.")), files)
    with pytest.raises(LookUpError):
        look_up.ask("دمشق", lambda: False)
    assert look_up.recall("دمشق") is None


@pytest.mark.parametrize(("found", "kept"), [(FOUND, KEPT), (None, KEPT_NOTHING)])
def test_answer_grows_old(files: AnswerFiles, found: Found | None, kept: timedelta) -> None:
    look_up = LookUp(Once, files)
    files.keep(Answer("دمشق", NOW - kept + timedelta(hours=2), found))
    assert look_up.recall("دمشق") is not None
    files.keep(Answer("دمشق", NOW - kept - timedelta(hours=2), found))
    assert look_up.recall("دمشق") is None
    files.keep(Answer("دمشق", NOW + timedelta(days=1), found))
    assert look_up.recall("دمشق") is None, "a time that has not come yet is no time to trust"


def test_files_too_old_are_deleted_when_another_is_kept(files: AnswerFiles, tmp_path: Path) -> None:
    files.keep(Answer("دمشق", NOW, FOUND))
    (old,) = (tmp_path / "cache" / "look-up").iterdir()
    long_ago = (NOW - KEPT - timedelta(days=1)).timestamp()
    os.utime(old, (long_ago, long_ago))
    files.keep(Answer("حلب", NOW, FOUND))
    assert not old.exists()


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"version": 1}', '{"version": 9}'],
)
def test_damaged_file_is_as_none(files: AnswerFiles, tmp_path: Path, text: str) -> None:
    files.keep(Answer("دمشق", NOW, FOUND))
    (file,) = (tmp_path / "cache" / "look-up").iterdir()
    file.write_text(text, encoding="utf-8")
    assert files.answer("دمشق") is None


@pytest.mark.parametrize("change", [{"asked": "2026-11-24"}, {"found": {"title": 7}}, {"name": "حلب"}])
def test_file_with_other_values_is_as_none(
    files: AnswerFiles, tmp_path: Path, change: dict[str, object]
) -> None:
    files.keep(Answer("دمشق", NOW, FOUND))
    (file,) = (tmp_path / "cache" / "look-up").iterdir()
    file.write_text(json.dumps({**json.loads(file.read_text(encoding="utf-8")), **change}), encoding="utf-8")
    assert files.answer("دمشق") is None


def test_all_is_forgotten_when_asked(files: AnswerFiles, tmp_path: Path) -> None:
    look_up = LookUp(Once, files)
    look_up.forget()  # where there is nothing yet
    look_up.ask("دمشق", lambda: False)
    look_up.forget()
    assert list((tmp_path / "cache" / "look-up").iterdir()) == []
    assert look_up.recall("دمشق") is None


def test_folder_that_cannot_be_made_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(StoreError, match="could not be kept"):
        AnswerFiles(tmp_path / "file" / "look-up").keep(Answer("دمشق", NOW))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (EXTRACT, EXTRACT.removesuffix(" He then left for Moscow.")),
        ("One only.", "One only."),
        ("J. K. Smith met Dr. Jones. He left. Then more.", "J. K. Smith met Dr. Jones. He left."),
        ("The U.S. Navy came. It went. Gone.", "The U.S. Navy came. It went."),
        ("A heading\nA sentence.\nAnother.", "A heading A sentence."),
        ("(Born. Here) He is. Two! Three?", "(Born. Here) He is. Two!"),
        ("", ""),
    ],
)
def test_first_two_sentences(text: str, expected: str) -> None:
    assert first_sentences(text, 2) == expected


def test_text_too_long_ends_at_a_word() -> None:
    assert clean("one two three", 9) == "one two…"
    assert clean(None, 9) == ""


@pytest.mark.parametrize("setting", ["", "yes", "AUTOMATIC", "unasked"])
def test_setting_that_is_unknown_permits_nothing(setting: str) -> None:
    assert permission(setting) is Permission.UNASKED
    assert not permission(setting).is_given
