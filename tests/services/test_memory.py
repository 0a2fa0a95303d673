"""The memory's service over a real database and real files."""

from pathlib import Path

import pytest

from reader_app.core.article import Span
from reader_app.core.differences import Change, differences
from reader_app.core.errors import ExchangeCancelled, ExchangeError
from reader_app.core.units import Bitext, State, Unit
from reader_app.formats.exchange import read_units, write_file
from reader_app.services.memory import Memory, occurrences
from reader_app.store.database import Database
from reader_app.store.memory import SqliteMemory

DATA = Path(__file__).parents[1] / "data" / "units.tmx"


@pytest.fixture
def store(tmp_path: Path):
    database = Database(tmp_path / "reader.sqlite")
    yield SqliteMemory(database)
    database.close()


@pytest.fixture
def memory(store: SqliteMemory) -> Memory:
    return Memory(store, read_units, write_file)


def test_import_says_what_was_entered_what_was_known_and_what_was_passed_over(memory: Memory) -> None:
    first, second = memory.import_file(DATA), memory.import_file(DATA)
    assert (first.entered, first.known, first.passed_over) == (3, 0, 1)
    assert (second.entered, second.known, second.passed_over) == (0, 3, 1)


def test_drafts_and_flagged_units_of_a_file_stay_out(memory: Memory, tmp_path: Path) -> None:
    path = tmp_path / "a.xlf"
    write_file(path, Bitext("t", [Unit("نعم", f"Yes {state}", state, state) for state in State]))
    added = memory.import_file(path)
    assert (added.entered, added.unfinished) == (2, 3)


def test_exported_memory_is_the_imported_file_again(memory: Memory, tmp_path: Path) -> None:
    memory.import_file(DATA)
    assert memory.export_file(tmp_path / "out.tmx") == 3
    written = (tmp_path / "out.tmx").read_text(encoding="utf-8")
    assert '<ph x="1">' in written
    assert 'creationid="ana"' in written


def test_empty_memory_is_not_exported_over_a_file(memory: Memory, tmp_path: Path) -> None:
    out = tmp_path / "out.tmx"
    out.write_text("old")
    with pytest.raises(ExchangeError, match="is empty"):
        memory.export_file(out)
    assert out.read_text() == "old"


def test_failed_and_cancelled_imports_change_nothing(memory: Memory, tmp_path: Path) -> None:
    cut = tmp_path / "cut.tmx"
    cut.write_bytes(DATA.read_bytes()[:-60])
    with pytest.raises(ExchangeError, match=r"cut\.tmx is damaged"):
        memory.import_file(cut)
    with pytest.raises(ExchangeCancelled):
        memory.import_file(DATA, cancelled=lambda: True)
    with pytest.raises(KeyboardInterrupt):
        memory.import_file(DATA, progress=_interrupt)
    assert memory.count() == 0


def _interrupt(_done: int, _total: int) -> None:
    raise KeyboardInterrupt


def test_very_sentence_comes_first_and_only_it_is_exact(memory: Memory, store: SqliteMemory) -> None:
    store.remember("سقط المطر على بيروت", "Rain")
    store.remember("سقط المطرُ على بيروت", "Rain, with a mark")
    store.remember("سقط المطر على دمشق", "Damascus")
    store.remember("خرج الناس", "People")
    found = memory.matches("سقط المطر على بيروت")
    assert [(match.unit.target, match.is_exact) for match in found] == [
        ("Rain", True),
        ("Rain, with a mark", False),
        ("Damascus", False),
    ]
    assert found[1].similarity == 0.99


def test_no_translation_is_offered_twice(memory: Memory, tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text("نعم سيدي\tYes\nنعم سيدي\tYes\nنعم سيدي\tSure\n", encoding="utf-8")
    memory.import_file(path)
    assert [match.unit.target for match in memory.matches("نعم سيدي")] == ["Sure", "Yes"]


def test_match_shows_which_words_its_translation_does_not_allow_for(
    memory: Memory, store: SqliteMemory
) -> None:
    store.remember("سقط المطر على بيروت أمس.", "Rain fell on Beirut yesterday.")
    asked = "سقط الثلج على بيروت."
    (match,) = memory.matches(asked, least=0.5)
    changes = [
        (one.change, one.old.of(match.unit.source), one.new.of(asked))
        for one in match.differences
        if one.change is not Change.SAME
    ]
    assert changes == [(Change.REPLACED, "المطر", "الثلج"), (Change.REMOVED, "أمس", "")]


def test_differences_cover_both_texts_and_do_not_mind_marks() -> None:
    old, new = "قال: «نَعَم» ثم مضى", "قال: «نعم»، ثم"
    found = differences(old, new)
    assert [(one.change, one.old.of(old), one.new.of(new)) for one in found] == [
        (Change.SAME, "قال: «نَعَم»", "قال: «نعم»"),
        (Change.ADDED, "", "،"),
        (Change.SAME, "ثم", "ثم"),
        (Change.REMOVED, "مضى", ""),
    ]
    assert differences("", "") == ()


@pytest.mark.parametrize(
    ("wanted", "text", "found"),
    [
        ("مدينة", "في المَدينَةِ وبالمدينة", ["مَدينَةِ", "مدينة"]),
        ("سما", "السماءُ صافية", ["سما"]),
        ("رؤس", "رأس و رؤس و روس", ["رؤس", "روس"]),
        ("WORD here", "a word\n  here, Word", ["word\n  here"]),
        ("", "a", []),
        ("a.c", "abc a.c", ["a.c"]),
    ],
)
def test_occurrences_are_where_the_text_stands(wanted: str, text: str, found: list[str]) -> None:
    spans = occurrences(wanted, text)
    assert [span.of(text) for span in spans] == found
    assert all(isinstance(span, Span) for span in spans)


def test_concordance_has_the_spans_of_both_sides(memory: Memory, store: SqliteMemory) -> None:
    store.remember("في بَيروت", "In Beirut")
    (one,) = memory.concordance("بيروت")
    assert ([span.of(one.unit.source) for span in one.in_source], one.in_target) == (["بَيروت"], ())
    (one,) = memory.concordance("beirut")
    assert (one.in_source, [span.of(one.unit.target) for span in one.in_target]) == ((), ["Beirut"])
