"""Importing terms into a glossary that has some, over the real database and real files."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader_app.core.errors import ExchangeCancelled, ExchangeError
from reader_app.core.names import Kind
from reader_app.core.terms import OwnTerm
from reader_app.formats.terms import read_terms, write_terms
from reader_app.services.name_index import NameIndex
from reader_app.services.own_terms import blank_term
from reader_app.services.owning import Owner
from reader_app.services.term_exchange import TermExchange
from reader_app.spelling.speller import Speller
from reader_app.store.database import Database
from reader_app.store.own_terms import SqliteOwnTerms


def unused():
    raise AssertionError("no name is spelled here")


@pytest.fixture
def store(tmp_path: Path):
    database = Database(tmp_path / "home" / "reader.sqlite")
    yield SqliteOwnTerms(database)
    database.close()


@pytest.fixture
def owner(store: SqliteOwnTerms) -> Owner:
    return Owner(store, lambda: NameIndex([]), Speller(unused))


@pytest.fixture
def exchange(store: SqliteOwnTerms) -> TermExchange:
    return TermExchange(store, read_terms, write_terms, lambda: datetime(2026, 11, 24, tzinfo=UTC))


def file_with(folder: Path, *lines: str, name: str = "terms.tsv") -> Path:
    path = folder / name
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def add(owner: Owner, kind: Kind, english: str, arabic: str, **fields: object) -> None:
    owner.add(replace(blank_term(arabic, kind, english), **fields))  # type: ignore[arg-type]


def by_english(exchange: TermExchange) -> dict[str, OwnTerm]:
    return {term.english: term for term in exchange.terms()}


def test_import_counts_what_is_new_changed_as_it_was_and_skipped(
    exchange: TermExchange, owner: Owner, tmp_path: Path
) -> None:
    add(owner, Kind.TERM, "truce", "هدنة")
    add(owner, Kind.ORGANISATION, "The Front", "الجبهة الشعبية", definition="A party.")
    path = file_with(
        tmp_path, "هدنة\ttruce", "الجبهة الشعبية\tPopular Front", "ممر\tcorridor", "نص\t", "Latin\tonly"
    )
    imported = exchange.import_file(path)
    assert (imported.new, imported.changed, imported.unchanged, imported.skipped) == (1, 1, 1, 2)
    terms = by_english(exchange)
    assert set(terms) == {"truce", "Popular Front", "corridor"}
    front = terms["Popular Front"]
    assert (front.kind, front.definition) == (Kind.ORGANISATION, "A party.")  # what the file does not tell
    assert terms["corridor"].kind is Kind.TERM


def test_import_is_one_act_that_undo_takes_back(exchange: TermExchange, owner: Owner, tmp_path: Path) -> None:
    add(owner, Kind.TERM, "truce", "هدنة")
    before = exchange.terms()
    exchange.import_file(file_with(tmp_path, "هدنة\tarmistice", "ممر\tcorridor"))
    assert owner.history().undo == "import «terms.tsv»"
    owner.undo()
    assert exchange.terms() == before
    owner.redo()
    assert set(by_english(exchange)) == {"armistice", "corridor"}


def test_exported_glossary_comes_in_again_as_it_was(
    exchange: TermExchange, owner: Owner, tmp_path: Path
) -> None:
    add(owner, Kind.TERM, "truce", "هدنة", accepted=("armistice",))
    add(owner, Kind.PERSON, "Rabi", "ربيع", short=("الربيع",), definition="He.")
    before = by_english(exchange)
    for suffix in ("csv", "tsv", "tbx"):
        path = tmp_path / f"out.{suffix}"
        assert exchange.export_file(path) == 2
        imported = exchange.import_file(path)
        assert (imported.new, imported.changed, imported.unchanged) == (0, 0, 2)
        assert by_english(exchange) == before
        owner.delete(list(before.values()))
        assert exchange.import_file(path).new == 2
        assert by_english(exchange) == before
        owner.undo()
        owner.undo()


def test_two_rows_with_one_arabic_are_one_term_with_two_english_forms(
    exchange: TermExchange, tmp_path: Path
) -> None:
    imported = exchange.import_file(file_with(tmp_path, "هدنة\ttruce", "هُدنة\tarmistice", "هدنة\ttruce"))
    assert imported.new == 1
    (term,) = exchange.terms()
    assert (term.english, term.accepted) == ("truce", ("armistice",))


def test_namesakes_of_two_kinds_stay_two(exchange: TermExchange, tmp_path: Path) -> None:
    path = file_with(tmp_path, "arabic\tenglish\tkind", "ربيع\tRabi\tperson", "ربيع\tspring\tterm")
    assert exchange.import_file(path).new == 2
    assert {term.kind for term in exchange.terms()} == {Kind.PERSON, Kind.TERM}


def test_damaged_end_of_a_file_leaves_the_glossary_as_it_was(exchange: TermExchange, tmp_path: Path) -> None:
    path = file_with(tmp_path, "arabic\tenglish\tkind", "ربيع\tRabi\tperson", "ربيع\tspring\tseason")
    with pytest.raises(ExchangeError, match="Row 3"):
        exchange.import_file(path)
    assert exchange.terms() == []


def test_import_that_is_broken_off_leaves_the_glossary_as_it_was(
    exchange: TermExchange, tmp_path: Path
) -> None:
    path = file_with(tmp_path, *(f"هدنة {'ا' * n}\ttruce {n}" for n in range(1, 3000)))
    told: list[tuple[int, int]] = []
    with pytest.raises(ExchangeCancelled):
        exchange.import_file(path, progress=lambda *of: told.append(of), cancelled=lambda: len(told) > 2)
    assert exchange.terms() == []
    assert all(done <= of == path.stat().st_size for done, of in told)


def test_empty_glossary_is_not_exported(exchange: TermExchange, tmp_path: Path) -> None:
    with pytest.raises(ExchangeError, match="empty"):
        exchange.export_file(tmp_path / "out.csv")
    assert not (tmp_path / "out.csv").exists()
