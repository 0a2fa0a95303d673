"""The translation memory over a real database."""

import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reader_app.core.errors import ExchangeError
from reader_app.core.translation import ModelIdentity
from reader_app.core.units import Findings, State, Unit
from reader_app.store.database import Database
from reader_app.store.memory import SqliteMemory
from reader_app.store.schema import MIGRATIONS

MODEL = ModelIdentity("a/model", "0123")
RAIN = Unit("سقط المطر على بيروت.", "Rain fell on Beirut.", "1", note="radio", carried="<tu/>")
GONE = Unit(
    "خرج الناس إلى الشرفات!", "People went out.", "2", State.APPROVED, model=MODEL, changed="2026-01-01"
)


@pytest.fixture
def database(tmp_path: Path):
    made = Database(tmp_path / "reader.sqlite")
    yield made
    made.close()


@pytest.fixture
def memory(database: Database) -> SqliteMemory:
    return SqliteMemory(database)


def test_units_come_back_in_order_with_the_file_they_came_in(memory: SqliteMemory) -> None:
    memory.add([RAIN, GONE], "a.tmx", Findings("<header/>"))
    assert list(memory.units()) == [replace(RAIN, origin="a.tmx"), replace(GONE, origin="a.tmx")]
    assert memory.count() == 2


def test_unit_that_says_which_file_it_is_from_keeps_that(memory: SqliteMemory) -> None:
    memory.add([replace(RAIN, origin="first.tmx")], "second.tmx", Findings())
    assert [unit.origin for unit in memory.units()] == ["first.tmx"]


def test_same_file_entered_twice_adds_nothing_and_a_changed_one_what_is_new(memory: SqliteMemory) -> None:
    memory.add([RAIN, GONE], "a.tmx", Findings("<header/>"))
    again = memory.add([RAIN, GONE, replace(GONE, target="They left.")], "a.tmx", Findings("<header/>"))
    assert (again.entered, again.known) == (1, 2)
    assert memory.count() == 3


def test_units_alike_within_a_file_are_all_entered(memory: SqliteMemory) -> None:
    added = memory.add([RAIN, RAIN], "a.tmx", Findings())
    assert (added.entered, memory.count()) == (2, 2)


def test_failure_midway_leaves_the_memory_as_it_was_and_usable(
    memory: SqliteMemory, database: Database
) -> None:
    def broken() -> Iterator[Unit]:
        yield RAIN
        raise ExchangeError("damaged")

    memory.add([GONE], "a.tmx", Findings())
    with pytest.raises(ExchangeError):
        memory.add(broken(), "b.tmx", Findings())
    assert [unit.target for unit in memory.units()] == [GONE.target]
    assert database.connection().execute("SELECT name FROM memory_document").fetchall() == [("a.tmx",)]
    assert memory.add([RAIN], "b.tmx", Findings()).entered == 1


def test_others_can_write_while_a_long_file_is_read(memory: SqliteMemory) -> None:
    def slow() -> Iterator[Unit]:
        yield RAIN
        writer = threading.Thread(target=lambda: memory.remember("نعم", "Yes"))
        writer.start()
        writer.join(20)
        assert not writer.is_alive()
        yield GONE

    memory.add(slow(), "a.tmx", Findings())
    assert {unit.target for unit in memory.units()} == {"Yes", RAIN.target, GONE.target}


def test_own_translation_goes_before_an_imported_one_and_the_newest_import_before_older(
    memory: SqliteMemory,
) -> None:
    memory.add([RAIN], "a.tmx", Findings())
    memory.add([replace(RAIN, target="It rained.")], "b.tmx", Findings())
    assert memory.remembered(RAIN.source) == "It rained."
    memory.remember(RAIN.source, "Mine.")
    assert memory.remembered(RAIN.source) == "Mine."
    assert [unit.target for unit in memory.exact(RAIN.source)] == ["Mine.", "It rained.", RAIN.target]


def test_sentence_is_known_in_another_normal_form_and_across_line_breaks(memory: SqliteMemory) -> None:
    memory.remember("\u0627\u0653\u062e\u0631 كلمة", "Last word")
    assert memory.remembered("\u0622\u062e\u0631\n كلمة") == "Last word"


def test_forgetting_declines_imported_translations_and_keeps_them_in_the_memory(memory: SqliteMemory) -> None:
    memory.add([RAIN], "a.tmx", Findings())
    memory.remember(RAIN.source, "Mine.")
    memory.forget(RAIN.source)
    assert memory.remembered(RAIN.source) is None
    assert [unit.target for unit in memory.exact(RAIN.source)] == [RAIN.target]
    memory.remember(RAIN.source, "Mine again.")
    assert memory.remembered(RAIN.source) == "Mine again."


def test_own_translation_has_state_model_and_date(memory: SqliteMemory) -> None:
    memory.remember("نعم", "Yes", State.APPROVED, MODEL)
    (unit,) = memory.units()
    assert (unit.state, unit.model, unit.origin) == (State.APPROVED, MODEL, "")
    assert unit.changed.endswith("+00:00")


def test_header_is_that_of_the_only_file(memory: SqliteMemory) -> None:
    memory.add([RAIN], "a.tmx", Findings("<header/>"))
    assert memory.header() == "<header/>"
    memory.remember("نعم", "Yes")
    assert memory.header() == ""


@pytest.mark.parametrize("wanted", ["بيروت", "بَيْرُوت", "اﻟﻤﻄﺮ", "BEIRUT", "  fell   on ", "rain"])
def test_concordance_finds_either_side_whatever_the_marks_and_case(memory: SqliteMemory, wanted: str) -> None:
    memory.add([RAIN, GONE], "a.tmx", Findings())
    assert [unit.target for unit in memory.concordance(wanted, 10)] == [RAIN.target]


@pytest.mark.parametrize("wanted", ["رأس", "راس", "رؤوس", "رووس", "مساء", "مسا"])
def test_concordance_does_not_mind_hamzas(memory: SqliteMemory, wanted: str) -> None:
    memory.add([Unit("رأس ورؤوس مساءً", "heads in the evening")], "a.tmx", Findings())
    assert len(memory.concordance(wanted, 10)) == 1


@pytest.mark.parametrize("wanted", ["", "  ", "%", "_", "نصر"])
def test_concordance_of_nothing_or_of_a_pattern_finds_nothing(memory: SqliteMemory, wanted: str) -> None:
    memory.add([RAIN], "a.tmx", Findings())
    assert memory.concordance(wanted, 10) == []


def test_similar_finds_what_has_been_added_since_and_not_what_is_gone(memory: SqliteMemory) -> None:
    memory.add([GONE], "a.tmx", Findings())
    assert memory.similar("سقط المطر على دمشق.", 5, 0.6) == []
    memory.add([RAIN], "b.tmx", Findings())
    memory.remember("سقط المطر على حلب.", "Aleppo")
    found = {unit.target for unit, _ in memory.similar("سقط المطر على دمشق.", 5, 0.6)}
    assert found == {RAIN.target, "Aleppo"}
    memory.forget("سقط المطر على حلب.")
    assert [unit.target for unit, _ in memory.similar("سقط المطر على دمشق.", 5, 0.6)] == [RAIN.target]


def test_own_translations_of_an_older_database_are_in_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    with sqlite3.connect(path) as plain:
        for migration in MIGRATIONS[:3]:
            for statement in migration.statements:
                plain.execute(statement)
        plain.execute("PRAGMA user_version = 3")
        plain.execute("INSERT INTO memory VALUES ('سَقَط  المطر', 'Rain fell', '2026-01-01T00:00:00+00:00')")
    plain.close()
    database = Database(path)
    memory = SqliteMemory(database)
    assert memory.remembered("سَقَط المطر") == "Rain fell"
    assert [unit.changed for unit in memory.concordance("سقط", 1)] == ["2026-01-01T00:00:00+00:00"]
    database.close()
