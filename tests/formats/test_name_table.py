"""The names of an article as a CSV table."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from reader_app.core.article import Span
from reader_app.core.errors import ExchangeError
from reader_app.core.names import GlossaryEntry, Kind, Location, Mention, Mentions
from reader_app.formats.name_table import COLUMNS, write_names
from reader_app.services.name_list import ListedName, list_names

HOMS = GlossaryEntry(
    "homs",
    Kind.PLACE,
    "Homs, the city",
    "حمص",
    "A city.",
    "GeoNames",
    "CC BY 4.0",
    location=Location(34.73, 36.71),
)
SOMEBODY = replace(HOMS, id="x", kind=Kind.PERSON, english="=SUM(A1)", location=None)


def listed(*entries: GlossaryEntry) -> tuple[ListedName, ...]:
    return list_names(
        Mentions(Mention(n, Span(n, n + 1), e.arabic, e) for n, e in enumerate(entries, start=1))
    )


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_table_has_what_is_known_of_each_name(tmp_path: Path) -> None:
    write_names(tmp_path / "names.csv", listed(HOMS, SOMEBODY, HOMS))
    homs, somebody = rows(tmp_path / "names.csv")
    assert tuple(homs) == COLUMNS
    assert homs["english"] == "Homs, the city"
    assert (homs["arabic"], homs["kind"], homs["count"], homs["sentences"]) == ("حمص", "place", "2", "1 3")
    assert (homs["latitude"], homs["longitude"]) == ("34.73", "36.71")
    assert (homs["source"], homs["licence"]) == ("GeoNames", "CC BY 4.0")
    assert (somebody["latitude"], somebody["longitude"]) == ("", "")


def test_text_that_a_spreadsheet_would_run_is_kept_from_it(tmp_path: Path) -> None:
    write_names(tmp_path / "names.csv", listed(SOMEBODY))
    assert rows(tmp_path / "names.csv")[0]["english"] == "'=SUM(A1)"


def test_failure_says_so_and_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(ExchangeError, match=r"names\.csv"):
        write_names(tmp_path / "nowhere" / "names.csv", listed(HOMS))
    (tmp_path / "names.csv").mkdir()
    with pytest.raises(ExchangeError):
        write_names(tmp_path / "names.csv", listed(HOMS))
    assert [one.name for one in tmp_path.iterdir()] == ["names.csv"]
