"""The three Wikimedia sites on this computer, as one server that speaks the Action API's JSON."""

import json
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from reader_app.lookup.client import Client
from reader_app.lookup.wikimedia import Sites, Wikimedia

ASSAD = "بشار الأسد"
KHOURY = "سمير خوري"
EXTRACT = (
    "Bashar al-Assad (born 11 September 1965; Arabic: بشار الأسد) is a Syrian former politician. "
    "He was president, gen. secretary and commander-in-chief from 2000 to 2024. He then left for Moscow."
)


def arabic(title: str, *, english: str = "", item: str = "", shared: bool = False) -> dict[str, Any]:
    """A page of the Arabic Wikipedia."""
    page: dict[str, Any] = {"pageid": 7, "ns": 0, "title": title}
    if english:
        page["langlinks"] = [{"lang": "en", "title": english}]
    if item or shared:
        page["pageprops"] = {
            **({"wikibase_item": item} if item else {}),
            **({"disambiguation": ""} if shared else {}),
        }
    return page


@dataclass
class FakeWikimedia:
    """What the sites have, how they fail, and what they were asked. Change it only between requests.

    `status` and `headers` refuse every request; `body` is sent in place of every answer; `hold` keeps each
    answer back until `go_on` is set.
    """

    origin: str = ""
    arabic: dict[str, dict[str, Any]] = field(default_factory=dict)
    english: dict[str, dict[str, Any]] = field(default_factory=dict)
    search: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    items: dict[str, dict[str, Any]] = field(default_factory=dict)
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None
    hold: bool = False
    drip: bool = False
    held: threading.Event = field(default_factory=threading.Event)
    go_on: threading.Event = field(default_factory=threading.Event)
    asked: list[tuple[str, dict[str, str], str]] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0

    def answer(self, site: str, asked: dict[str, str]) -> dict[str, Any]:
        if asked["action"] == "query":
            pages = self.arabic if site == "ar" else self.english
            missing = {"ns": 0, "title": asked["titles"], "missing": True}
            return {"batchcomplete": True, "query": {"pages": [pages.get(asked["titles"], missing)]}}
        if asked["action"] == "wbsearchentities":
            return {
                "searchinfo": {"search": asked["search"]},
                "search": self.search.get(asked["search"], []),
                "success": 1,
            }
        missing = {"id": asked["ids"], "missing": ""}
        return {"entities": {asked["ids"]: self.items.get(asked["ids"], missing)}, "success": 1}


class QuietServer(ThreadingHTTPServer):
    """Says nothing when a client goes away, which is what some tests are about."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def _handler(wiki: FakeWikimedia) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
            """Nothing on standard error."""

        def do_GET(self) -> None:
            address = urlsplit(self.path)
            asked = {key: values[0] for key, values in parse_qs(address.query).items()}
            wiki.asked.append((address.path, asked, self.headers["User-Agent"]))
            wiki.at_once += 1
            wiki.most_at_once = max(wiki.most_at_once, wiki.at_once)
            try:
                if wiki.hold:
                    wiki.held.set()
                    wiki.go_on.wait(20)
                self._send(address.path, asked)
            finally:
                wiki.at_once -= 1

        def _send(self, path: str, asked: dict[str, str]) -> None:
            body = wiki.body
            if body is None:
                body = json.dumps(wiki.answer(path.split("/")[1], asked)).encode()
            self.send_response(wiki.status)
            for name, value in wiki.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Type", "application/json; charset=utf-8")
            self.end_headers()
            for start in range(0, len(body), 1 if wiki.drip else 1 << 16):
                self.wfile.write(body[start : start + (1 if wiki.drip else 1 << 16)])
                if wiki.drip:
                    time.sleep(0.05)

    return Handler


@pytest.fixture
def wiki(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeWikimedia]:
    """The sites, with one person and one place."""
    made = FakeWikimedia()
    made.arabic[ASSAD] = arabic(ASSAD, english="Bashar al-Assad", item="Q44329")
    made.english["Bashar al-Assad"] = {
        "pageid": 8,
        "ns": 0,
        "title": "Bashar al-Assad",
        "extract": EXTRACT,
        "description": "President of Syria from 2000 to 2024",
        "descriptionsource": "central",
    }
    made.arabic["دمشق"] = arabic("دمشق", english="Damascus", item="Q3766")
    made.english["Damascus"] = {
        "pageid": 9,
        "ns": 0,
        "title": "Damascus",
        "extract": "Damascus is the capital of Syria.",
        "description": "capital and largest city of Syria",
        "coordinates": [{"lat": 33.513, "lon": 36.292, "primary": True, "globe": "earth"}],
    }
    server = QuietServer(("127.0.0.1", 0), _handler(made))
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    made.origin = f"http://127.0.0.1:{server.server_address[1]}"
    for proxy in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(proxy, raising=False)
        monkeypatch.delenv(proxy.lower(), raising=False)
    yield made
    made.go_on.set()
    server.shutdown()
    server.server_close()


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test here may reach this computer alone."""
    import socket

    connect = socket.socket.connect

    def local_only(self: socket.socket, address: object) -> None:
        if self.family != socket.AF_UNIX and not (isinstance(address, tuple) and address[0] == "127.0.0.1"):
            raise AssertionError(f"network call to {address!r}")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", local_only)


@pytest.fixture(autouse=True)
def _only_here(no_network: None) -> None:
    """As said there."""


def sites(wiki: FakeWikimedia) -> Sites:
    """The three sites, told apart by their paths."""
    return Sites(f"{wiki.origin}/ar", f"{wiki.origin}/en", f"{wiki.origin}/data")


@pytest.fixture
def encyclopedia(wiki: FakeWikimedia) -> Callable[..., Wikimedia]:
    """Makes encyclopedias that ask the server."""
    return lambda **bounds: Wikimedia(sites(wiki), Client(**bounds))
