"""What the reader did to the glossary is undone and redone, over the real database and across restarts."""

from dataclasses import replace
from pathlib import Path

import pytest

from reader_app.core.names import GlossaryEntry, Kind
from reader_app.services.name_index import NameIndex
from reader_app.services.own_terms import as_own, blank_term
from reader_app.services.owning import Owner
from reader_app.spelling.speller import Speller
from reader_app.store.database import Database
from reader_app.store.own_terms import ACTS_KEPT, SqliteOwnTerms

KERRY = GlossaryEntry("kerry", Kind.PERSON, "John Kerry", "جون كيري", "", "Book", "CC0")
ALEPPO = GlossaryEntry("aleppo", Kind.PLACE, "Aleppo", "حلب", "", "Book", "CC0", ("مدينة حلب",))
SYRIA = GlossaryEntry("syria", Kind.PLACE, "Syria", "سوريا", "", "Book", "CC0", ("سورية",))
JEDDAH = GlossaryEntry("jeddah", Kind.PLACE, "Jeddah", "جدة", "", "Book", "CC0")
RABI = replace(blank_term("ربيع", Kind.PERSON, "Rabi"), definition="A\nB", accepted=("Rabie",))


def unused():
    raise AssertionError("no name is spelled here")


@pytest.fixture
def owner(store: SqliteOwnTerms) -> Owner:
    index = NameIndex((KERRY, ALEPPO, SYRIA, JEDDAH))
    return Owner(store, lambda: index, Speller(unused))


def everything(store: SqliteOwnTerms) -> tuple:
    own = store.glossary()
    terms = {own.ids[number]: own.term(number) for number in range(len(own.ids))}
    return terms, set(own.hidden_entries), set(own.hidden_forms)


def test_undo_and_redo_lead_back_and_forth_through_every_act(owner: Owner, store: SqliteOwnTerms) -> None:
    states = [everything(store)]
    acts = [
        lambda: owner.hide_form("ربيع"),
        lambda: owner.add(RABI),
        lambda: owner.edit(ALEPPO, replace(as_own(ALEPPO), english="Halab")),
        lambda: owner.hide(KERRY),
        lambda: owner.merge(JEDDAH, ALEPPO),
        lambda: owner.split(SYRIA, "سورية", blank_term("سورية", Kind.TERM, "Souria")),
        lambda: owner.delete([store.glossary().term(n) for n in range(len(store.glossary().ids))]),
    ]
    for act in acts:
        act()
        states.append(everything(store))
    for state in reversed(states[:-1]):
        assert owner.undo() is not None
        assert everything(store) == state
    assert owner.undo() is None
    assert owner.history().redo == "call «ربيع» no name"
    for state in states[1:]:
        assert owner.redo() is not None
        assert everything(store) == state
    assert owner.redo() is None


def test_new_act_forgets_what_could_be_redone(owner: Owner) -> None:
    owner.hide(KERRY)
    owner.undo()
    owner.hide(ALEPPO)
    assert (owner.history().undo, owner.history().redo) == ("hide «Aleppo»", None)


def test_acts_outlive_the_program(owner: Owner, store: SqliteOwnTerms, tmp_path: Path) -> None:
    owner.hide(KERRY)
    database = Database(tmp_path / "reader.sqlite")
    again = SqliteOwnTerms(database)
    assert again.history().undo == "hide «John Kerry»"
    again.undo()
    database.close()
    assert store.glossary().is_empty


def test_journal_keeps_the_last_acts_only(owner: Owner, store: SqliteOwnTerms) -> None:
    for number in range(ACTS_KEPT + 5):
        owner.hide_form("ا" * (number + 2))
    undone = 0
    while owner.undo() is not None:
        undone += 1
    assert undone == ACTS_KEPT
    assert len(store.glossary().hidden_forms) == 5


def test_revision_tells_every_change(owner: Owner, store: SqliteOwnTerms) -> None:
    seen = [store.revision()]
    for act in (lambda: owner.hide(KERRY), owner.undo, owner.redo):
        act()
        seen.append(store.revision())
    assert len(set(seen)) == 4


def test_nothing_is_written_where_nothing_is_kept(store: SqliteOwnTerms, tmp_path: Path) -> None:
    assert store.glossary().is_empty
    assert (store.revision(), store.history().undo) == (0, None)
    assert list(tmp_path.iterdir()) == []
