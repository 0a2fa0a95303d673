"""Fixtures every test may use: folders of its own, no network, the sample article."""

import os
import socket
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["HF_HUB_OFFLINE"] = "1"

from reader_app.core.article import Article
from reader_app.data import resources, seed_article
from reader_app.formats import read_article
from reader_app.glossary import load_index
from reader_app.paths import HOME_VARIABLE, Folders, folders
from reader_app.services.name_index import NameIndex


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folders:
    """The program's folders, empty, for this test alone; no model in the hub's cache."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hub"))
    monkeypatch.delenv("HF_HUB_CACHE", raising=False)
    return folders()


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any attempt to reach another machine fails the test."""
    connect = socket.socket.connect

    def local_only(self: socket.socket, address: object) -> None:
        if self.family != socket.AF_UNIX:
            raise AssertionError(f"network call to {address!r}")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", local_only)


@pytest.fixture(scope="session")
def name_index() -> NameIndex:
    """The index of all bundled names."""
    return load_index(resources() / "glossary")


@pytest.fixture(scope="session")
def article() -> Article:
    """The sample article."""
    return read_article(seed_article())


@pytest.fixture(scope="session")
def units() -> dict[str, str]:
    """The sample article's translation units: Arabic sentence to English, as a person wrote them."""
    from xml.etree import ElementTree

    tree = ElementTree.parse(resources() / "memory" / "sample.tmx")
    pairs = {}
    for unit in tree.iter("tu"):
        arabic, english = (segment.text or "" for segment in unit.iter("seg"))
        pairs[arabic] = english
    return pairs
