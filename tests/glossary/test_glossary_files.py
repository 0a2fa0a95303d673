"""Glossary files that break the format: the error names the file, the entry and the field."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reader_app.core.errors import GlossaryError
from reader_app.data import resources
from reader_app.glossary import load_index
from reader_app.glossary.bundled import BundledSource


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the glossary that a test may break."""
    return Path(shutil.copytree(resources() / "glossary", tmp_path / "glossary"))


def change(path: Path, edit: Callable[[Any], object]) -> None:
    content = json.loads(path.read_text(encoding="utf-8"))
    edit(content)
    path.write_text(json.dumps(content), encoding="utf-8")


def error_of(folder: Path) -> str:
    with pytest.raises(GlossaryError) as caught:
        list(BundledSource(folder).entries())
    assert caught.value.advice
    return caught.value.message


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (lambda c: c["entries"][1].pop("definition"), "entry 2 (bashar-al-assad): field 'definition'"),
        (lambda c: c["entries"][0].update(english="  "), "entry 1 (john-kerry): field 'english'"),
        (lambda c: c["entries"][0].update(english=7), "entry 1 (john-kerry): field 'english'"),
        (lambda c: c["entries"][0].update(short="كيري"), "entry 1 (john-kerry): field 'short'"),
        (lambda c: c["entries"][0].update(spellings=[""]), "entry 1 (john-kerry): field 'spellings'"),
        (lambda c: c["entries"][0].update(arabc="x"), "entry 1 (john-kerry): unknown field 'arabc'"),
        (lambda c: c["entries"][0].update(location=[1]), "entry 1 (john-kerry): field 'location'"),
        (lambda c: c["entries"][0].update(location=["1", 2]), "entry 1 (john-kerry): field 'location'"),
        (lambda c: c["entries"][0].update(accepted="x"), "entry 1 (john-kerry): field 'accepted'"),
        (lambda c: c["entries"][0].pop("id"), "entry 1 (no id): field 'id'"),
        (lambda c: c.update(entries=["x"]), "field 'entries' has to be a list of objects"),
        (lambda c: c.update(kind="animal"), "field 'kind' has to be one of person, place, organisation"),
        (lambda c: c.pop("licence"), "field 'licence'"),
        (lambda c: c.update(extra=1), "unknown field 'extra'"),
    ],
)
def test_broken_field_is_named(edit: Callable[[Any], object], expected: str, folder: Path) -> None:
    change(folder / "people.json", edit)
    message = error_of(folder)
    assert "people.json" in message
    assert expected in message


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"{", "people.json: "),
        (b"[]", "people.json: an object is expected"),
        (b'{"kind": "person", "kind": "place"}', "'kind' stands twice in one object"),
        (b"\xff\xfe", "people.json: "),
    ],
)
def test_file_that_is_no_glossary_is_named(content: bytes, expected: str, folder: Path) -> None:
    (folder / "people.json").write_bytes(content)
    assert expected in error_of(folder)


def test_missing_file_is_named(folder: Path) -> None:
    (folder / "places.json").unlink()
    assert "places.json: the file is missing" in error_of(folder)


@pytest.mark.parametrize("code", ["sy", "SYR", "S1"])
def test_country_without_a_two_letter_code_is_named(code: str, folder: Path) -> None:
    change(folder / "countries.json", lambda content: content.update({code: {}}))
    assert f"countries.json, {code!r}" in error_of(folder)


def test_misspelt_field_of_a_country_is_named(folder: Path) -> None:
    change(folder / "countries.json", lambda content: content["SY"].update(demonym=["سوري"]))
    assert "countries.json, SY: unknown field 'demonym'" in error_of(folder)


def test_misspelt_field_of_the_phrases_is_named(folder: Path) -> None:
    change(folder / "not_names.json", lambda content: content.update(phrase=[]))
    with pytest.raises(GlossaryError, match=r"not_names.json: unknown field 'phrase'"):
        load_index(folder)
