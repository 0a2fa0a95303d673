"""The index of all names follows the reader's own glossary, and does without it where it cannot be read."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest

from reader_app.core.errors import ModelDamaged
from reader_app.core.names import Kind, TaggedName
from reader_app.core.sentences import build_article
from reader_app.names import Names
from reader_app.services.name_index import NameIndex
from reader_app.services.own_terms import blank_term
from reader_app.services.owning import Owner
from reader_app.spelling.speller import Speller
from reader_app.store.database import Database
from reader_app.store.own_terms import SqliteOwnTerms


def unused():
    raise AssertionError("no name is spelled here")


@pytest.fixture
def store(tmp_path: Path):
    database = Database(tmp_path / "reader.sqlite")
    yield SqliteOwnTerms(database)
    database.close()


@pytest.fixture
def names(store: SqliteOwnTerms, name_index: NameIndex, monkeypatch: pytest.MonkeyPatch) -> Names:
    monkeypatch.setattr("reader_app.glossary.load_index", lambda _: name_index)
    return Names(store, Speller(unused))


def test_change_counts_at_the_next_article(names: Names, store: SqliteOwnTerms) -> None:
    article = build_article("بدأت هدنة أمس.")
    owner = Owner(store, names.index, Speller(unused))
    assert [m for m in names(article) if m.text == "هدنة"] == []
    owner.add(blank_term("هدنة", Kind.TERM, "truce"))
    assert [m.entry.english for m in names(article) if m.text == "هدنة"] == ["truce"]
    owner.undo()
    assert [m for m in names(article) if m.text == "هدنة"] == []


def test_index_is_the_same_until_something_changes(
    names: Names, store: SqliteOwnTerms, name_index: NameIndex
) -> None:
    owner = Owner(store, names.index, Speller(unused))
    assert names.index() is name_index  # no database: nothing to lay over it
    owner.add(blank_term("هدنة", Kind.TERM, "truce"))
    laid_over = names.index()
    assert laid_over is not name_index
    assert names.index() is laid_over


def test_hidden_entries_are_known_no_more_and_others_are_the_same_object(
    names: Names, store: SqliteOwnTerms, name_index: NameIndex
) -> None:
    owner = Owner(store, names.index, Speller(unused))
    before = names.known_entries()
    owner.add(blank_term("هدنة", Kind.TERM, "truce"))
    assert names.known_entries() is before
    damascus = name_index.named("دمشق")[0]
    owner.hide(damascus)
    assert damascus not in names.known_entries()
    assert len(names.known_entries()) == len(before) - 1


def test_names_are_found_where_the_database_cannot_be_read(
    names: Names, tmp_path: Path, name_index: NameIndex
) -> None:
    (tmp_path / "reader.sqlite").mkdir()
    found = names(build_article("زرنا دمشق."))
    assert [m.entry.english for m in found] == ["Damascus"]
    assert names.problem is not None
    assert "cannot be used" in str(names.problem)


class Broken:
    """A tagger that cannot be loaded."""

    def __init__(self) -> None:
        self.asked = 0

    def tag(
        self, sentences: Sequence[str], cancelled: Callable[[], bool] = lambda: False
    ) -> Sequence[Sequence[TaggedName]]:
        self.asked += 1
        raise ModelDamaged("It is broken.", "Mend it.")


class Nothing:
    """A tagger that sees no name."""

    def tag(
        self, sentences: Sequence[str], cancelled: Callable[[], bool] = lambda: False
    ) -> Sequence[Sequence[TaggedName]]:
        return [() for _ in sentences]


class NoSpeller:
    """Has no idea."""

    def likely(self, arabic: str, kind: Kind) -> Sequence[str]:
        return ()

    def likely_of_each(self, names: Iterable[tuple[str, Kind]]) -> Sequence[Sequence[str]]:
        return [() for _ in names]


def test_shipped_tagger_takes_over_for_good_from_one_that_cannot_be_used(
    store: SqliteOwnTerms, name_index: NameIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader_app.glossary.load_index", lambda _: name_index)
    broken = Broken()
    names = Names(store, NoSpeller(), lambda: broken)
    article = build_article("قال المحامي سامر النجار إنه باق.")
    for _ in range(2):
        assert [mention.text for mention in names(article)] == ["سامر النجار"]
        assert str(names.tagger_problem) == "It is broken. Mend it."
    assert broken.asked == 1
    names.use(Nothing)
    assert (list(names(article)), names.tagger_problem) == ([], None)
    names.use(None)
    assert [mention.text for mention in names(article)] == ["سامر النجار"]
