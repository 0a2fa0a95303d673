"""The reader's own glossary in the database: all of an act or none, whatever happens, and old databases."""

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from reader_app.core.errors import StoreError
from reader_app.core.names import Kind, Location
from reader_app.core.terms import OWN_SOURCE, Act, Change, HiddenEntry, HiddenForm, OwnTerm
from reader_app.store.database import Database
from reader_app.store.own_terms import SqliteOwnTerms
from reader_app.store.schema import MIGRATIONS

MOMENT = "2026-11-24T10:00:00+00:00"
TERM = OwnTerm(
    id="own-1",
    kind=Kind.PLACE,
    english="Tripoli",
    arabic="طرابلس",
    definition="A city.\nWith a port.",
    source=OWN_SOURCE,
    licence="",
    spellings=("طرابلس الشام", "طرابلس الشرق"),
    short=("الفيحاء",),
    demonyms=("طرابلسي",),
    cues=("مدينة",),
    accepted=("Tarabulus",),
    location=Location(34.43, 35.85, "LB", "North", 229_398, "city", "GeoNames"),
    created=MOMENT,
    changed=MOMENT,
    begun_from="GeoNames, CC BY 4.0",
)
PLAIN = OwnTerm("own-2", Kind.TERM, "truce", "هدنة", "", OWN_SOURCE, "", created=MOMENT, changed=MOMENT)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "reader.sqlite"


@pytest.fixture
def store(path: Path):
    database = Database(path)
    yield SqliteOwnTerms(database)
    database.close()


def added(*items: OwnTerm | HiddenEntry | HiddenForm) -> Act:
    return Act("add", tuple(Change(None, item) for item in items))


def test_everything_comes_back_as_it_was_kept(store: SqliteOwnTerms) -> None:
    entry, form = HiddenEntry("a", "A", "أ", MOMENT, "own-1"), HiddenForm("ا ب", "أ ب", MOMENT)
    store.apply(added(TERM, PLAIN, entry, form))
    own = store.glossary()
    assert [own.term(number) for number in range(2)] == [TERM, PLAIN]
    assert (list(own.hidden_entries), list(own.hidden_forms)) == ([entry], [form])
    assert store.term("own-1") == TERM
    assert store.term("own-3") is None


def test_forms_are_those_of_the_terms(store: SqliteOwnTerms) -> None:
    store.apply(added(PLAIN, TERM))
    own = store.glossary()
    assert list(zip(own.full.texts, own.full.numbers, strict=True)) == [
        ("هدنة", 0),
        ("طرابلس", 1),
        ("طرابلس الشام", 1),
        ("طرابلس الشرق", 1),
    ]
    assert (own.short.texts, own.short.numbers) == (["الفيحاء"], [1])
    assert "الطرابلسي" in own.adjectives.texts
    assert set(own.adjectives.numbers) == {1}
    assert own.cues == {1: ("مدينة",)}


def test_act_that_fails_half_way_changes_nothing(store: SqliteOwnTerms, path: Path) -> None:
    store.apply(added(PLAIN))
    with sqlite3.connect(path) as other:
        other.execute(
            "CREATE TRIGGER full BEFORE INSERT ON own_hidden_form BEGIN SELECT RAISE(ABORT, 'full'); END"
        )
    other.close()
    before = store.revision()
    with pytest.raises((StoreError, sqlite3.IntegrityError)):
        store.apply(added(TERM, HiddenForm("ا", "أ", MOMENT)))
    assert list(store.glossary().ids) == ["own-2"]
    assert (store.revision(), store.history().undo) == (before, "add")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal of this kind")
def test_program_killed_in_the_middle_of_an_import_leaves_all_or_nothing(
    store: SqliteOwnTerms, path: Path
) -> None:
    store.apply(added(PLAIN))
    program = """
        import os, signal, sys
        from dataclasses import replace
        from pathlib import Path
        from reader_app.core.terms import Act, Change
        from reader_app.store import own_terms
        from reader_app.store.database import Database
        kept = own_terms.SqliteOwnTerms(Database(Path(sys.argv[1])))
        term = kept.term("own-2")
        rows = 0
        def row(item):
            global rows
            rows += 1
            if rows == 1500:
                os.kill(os.getpid(), signal.SIGKILL)
            return item
        real = own_terms.json.loads
        own_terms.json.loads = lambda text: row(real(text))
        kept.apply(Act("import", tuple(Change(None, replace(term, id=f"own-x{n}")) for n in range(3000))))
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program), str(path)], check=False, timeout=60
    )
    assert done.returncode == -signal.SIGKILL
    database = Database(path)
    again = SqliteOwnTerms(database)
    assert list(again.glossary().ids) == ["own-2"]
    assert again.history().undo == "add"
    database.close()


def test_database_of_the_version_before_gets_an_empty_glossary(path: Path) -> None:
    with sqlite3.connect(path) as plain:
        plain.create_function("squeezed", 1, str)
        plain.create_function("searchable", 1, str)
        for migration in MIGRATIONS:
            if migration.version < 7:
                for statement in migration.statements:
                    plain.execute(statement)
        plain.execute("PRAGMA user_version = 6")
    plain.close()
    database = Database(path)
    store = SqliteOwnTerms(database)
    assert store.glossary().is_empty
    store.apply(added(TERM))
    assert store.glossary().term(0) == TERM
    database.close()


def test_another_process_sees_that_something_changed(store: SqliteOwnTerms, path: Path) -> None:
    store.apply(added(PLAIN))
    seen = store.revision()
    program = """
        import sys
        from pathlib import Path
        from reader_app.store.database import Database
        from reader_app.store.own_terms import SqliteOwnTerms
        SqliteOwnTerms(Database(Path(sys.argv[1]))).undo()
    """
    subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program), str(path)], check=True, timeout=60, env=os.environ
    )
    assert store.revision() != seen
    assert store.glossary().is_empty
