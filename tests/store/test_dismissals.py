"""Dismissed flags are kept for the very texts that they stood in."""

from pathlib import Path

import pytest

from reader_app.core.article import Span
from reader_app.core.checks import FlagKind
from reader_app.services.checking import Dismissal
from reader_app.store.database import Database
from reader_app.store.dismissals import SqliteDismissals

ONE = Dismissal("مصدر", "target", FlagKind.NUMBER, Span(0, 2), None)
OTHER = Dismissal("مصدر", "target", FlagKind.NAME, None, Span(1, 3))


@pytest.fixture
def dismissals(tmp_path: Path):
    database = Database(tmp_path / "reader.sqlite")
    yield SqliteDismissals(database)
    database.close()


def test_dismissals_come_back_as_they_were_kept(dismissals: SqliteDismissals) -> None:
    for dismissal in (ONE, OTHER, ONE):
        dismissals.dismiss(dismissal)
    assert dismissals.dismissed("مصدر", "target") == {ONE, OTHER}


def test_another_translation_has_no_dismissals(dismissals: SqliteDismissals) -> None:
    dismissals.dismiss(ONE)
    assert dismissals.dismissed("مصدر", "other") == frozenset()


def test_restored_pair_has_none_and_others_keep_theirs(dismissals: SqliteDismissals) -> None:
    elsewhere = Dismissal("آخر", "target", FlagKind.TERM, None, None)
    for dismissal in (ONE, elsewhere):
        dismissals.dismiss(dismissal)
    dismissals.restore("مصدر", "target")
    assert dismissals.dismissed("مصدر", "target") == frozenset()
    assert dismissals.dismissed("آخر", "target") == {elsewhere}
