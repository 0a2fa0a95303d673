import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import pytest

from reader_app.core.errors import StoreError
from reader_app.core.translation import Decoding, Doubt, Kept, ModelIdentity
from reader_app.store.database import Database
from reader_app.store.schema import CURRENT_VERSION, MIGRATIONS
from reader_app.store.translations import SqliteStore

MODEL = ModelIdentity("a/model", "0123456789abcdef")
GREEDY, BEAM = Decoding(beam_size=1), Decoding(beam_size=4)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "reader.sqlite"


@pytest.fixture
def store(path: Path):
    made = SqliteStore(Database(path))
    yield made
    made.close()


def test_cached_answers_only_for_the_same_model_revision_and_settings(store: SqliteStore) -> None:
    store.keep(MODEL, BEAM, "جملة", Kept("A sentence", -0.1))
    assert store.cached(MODEL, BEAM, "جملة") == Kept("A sentence", -0.1)
    assert store.cached(MODEL, GREEDY, "جملة") is None
    assert store.cached(ModelIdentity("a/model", "other"), BEAM, "جملة") is None
    assert store.cached(ModelIdentity("b/model", MODEL.revision), BEAM, "جملة") is None


def test_cached_finds_a_source_written_in_another_normal_form(store: SqliteStore) -> None:
    composed, decomposed = "\u0622\u062e\u0631", "\u0627\u0653\u062e\u0631"  # آخر
    store.keep(MODEL, BEAM, decomposed, Kept("Last", -0.1))
    assert store.cached(MODEL, BEAM, composed) == Kept("Last", -0.1)


def test_cached_has_the_score_and_the_doubts_that_were_kept(store: SqliteStore) -> None:
    kept = Kept("Again and again and again", -0.2, frozenset({Doubt.REPEATS, Doubt.IN_PARTS}))
    store.keep(MODEL, BEAM, "جملة", kept)
    assert store.cached(MODEL, BEAM, "جملة") == kept


def test_translation_kept_before_there_were_doubts_has_none(path: Path) -> None:
    path.parent.mkdir()
    with sqlite3.connect(path) as plain:
        for statement in MIGRATIONS[0].statements:
            plain.execute(statement)
        plain.execute("PRAGMA user_version = 1")
        plain.execute(
            "INSERT INTO translation VALUES (?, ?, ?, ?, ?, ?, ?)",
            (MODEL.name, MODEL.revision, BEAM.key, "جملة", "A sentence", -0.1, "2020-01-01T00:00:00+00:00"),
        )
    plain.close()
    store = SqliteStore(Database(path))
    assert store.cached(MODEL, BEAM, "جملة") == Kept("A sentence", -0.1)
    store.close()


def test_remember_replaces_and_forget_drops_the_readers_own_translation(store: SqliteStore) -> None:
    store.remember("جملة", "One")
    store.remember("جملة", "Two")
    assert store.remembered("جملة") == "Two"
    store.forget("جملة")
    assert store.remembered("جملة") is None


def test_store_keeps_everything_when_opened_again(path: Path, store: SqliteStore) -> None:
    store.keep(MODEL, BEAM, "جملة", Kept("A sentence", -0.1))
    store.set_position("key", 7)
    store.close()
    again = SqliteStore(Database(path))
    assert (again.cached(MODEL, BEAM, "جملة"), again.position("key")) == (Kept("A sentence", -0.1), 7)
    again.close()


def test_database_is_in_wal_mode_and_at_the_current_schema(path: Path, store: SqliteStore) -> None:
    store.open()
    with sqlite3.connect(path) as plain:
        assert plain.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert plain.execute("PRAGMA user_version").fetchone() == (CURRENT_VERSION,)
    plain.close()


def test_migrations_count_up_by_one() -> None:
    assert [m.version for m in MIGRATIONS] == list(range(1, len(MIGRATIONS) + 1))


def test_each_thread_gets_a_connection_of_its_own(path: Path) -> None:
    database = Database(path)
    found: list[object] = [database.connection()]
    threads = [threading.Thread(target=lambda: found.append(database.connection())) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(connection) for connection in found}) == 4
    assert database.connection() is found[0]
    database.close()


@pytest.mark.parametrize("damage", ["garbage", "header", "middle"])
def test_damaged_file_is_set_aside_and_rebuilt_and_the_user_told(path: Path, damage: str) -> None:
    store = SqliteStore(Database(path))
    for number in range(500):
        store.keep(MODEL, BEAM, f"جملة {number}", Kept("A sentence " * 20, -0.1))
    store.close()
    whole = path.read_bytes()
    spoilt = {
        "garbage": b"this is not a database at all" * 100,
        "header": b"\0" * 100 + whole[100:],
        "middle": whole[:4096] + os.urandom(len(whole) - 4096),
    }[damage]
    path.write_bytes(spoilt)

    again = SqliteStore(Database(path))
    again.open()
    assert again.cached(MODEL, BEAM, "جملة 1") is None
    again.keep(MODEL, BEAM, "جملة", Kept("Works again", -0.1))
    aside = list(path.parent.glob("reader.damaged-*.sqlite"))
    assert [file.read_bytes() for file in aside] == [spoilt]
    assert again.notice is not None
    assert aside[0].name in again.notice
    again.close()


def test_database_of_a_newer_version_is_refused_and_left_alone(path: Path) -> None:
    SqliteStore(Database(path)).open()
    with sqlite3.connect(path) as plain:
        plain.execute(f"PRAGMA user_version = {CURRENT_VERSION + 1}")
    plain.close()
    with pytest.raises(StoreError, match="newer version"):
        SqliteStore(Database(path)).open()
    assert list(path.parent.glob("*damaged*")) == []


def test_folder_that_cannot_be_made_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    with pytest.raises(StoreError, match="READER_APP_HOME"):
        SqliteStore(Database(tmp_path / "data" / "reader.sqlite")).open()


def test_database_survives_kill_at_any_point(path: Path) -> None:
    """Whatever was said to be kept before the kill is there afterwards, and the file is whole."""
    script = textwrap.dedent(
        """
        import sys
        from pathlib import Path
        from reader_app.core.translation import Decoding, Kept, ModelIdentity
        from reader_app.store.database import Database
        from reader_app.store.translations import SqliteStore
        store = SqliteStore(Database(Path(sys.argv[1])))
        model = ModelIdentity("a/model", "0")
        for number in range(1_000_000):
            store.keep(model, Decoding(), f"source {number}", Kept("target " * 50, 0.0))
            print(number, flush=True)
        """
    )
    for stop_after in (0, 3, 40, 150):
        path.unlink(missing_ok=True)
        with subprocess.Popen(
            [sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            last = -1
            for line in process.stdout:
                last = int(line)
                if last >= stop_after:
                    break
            process.send_signal(signal.SIGKILL)
        store = SqliteStore(Database(path))
        for number in range(last + 1):
            assert store.cached(ModelIdentity("a/model", "0"), Decoding(), f"source {number}") is not None
        assert store.notice is None
        store.close()
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
