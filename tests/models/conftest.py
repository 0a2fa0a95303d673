"""A hub on this computer, and the manager that is sent to it.

The hub speaks what the real one's clients rely on: the list of a repository's files, HEAD and GET of a
file with its hash, redirects to a store at another address for large files, parts of files, refusals.
Each request is recorded, and each way in which a hub or a line can fail can be asked for.
"""

import hashlib
import json
import socket
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from huggingface_hub import constants
from huggingface_hub.utils import close_session

from reader_app.data import resources
from reader_app.services.models import ModelManager
from reader_app.wiring import build

REPOSITORY = "Somebody/ar-en"
COMMIT = "c" * 40
LARGE = 100_000
"""Bytes from which on a file lies in the store and is known by its SHA-256."""

SERVED = (
    "README.md",
    "config.json",
    "generation_config.json",
    "model.safetensors",
    "source.spm",
    "target.spm",
    "tokenizer_config.json",
    "vocab.json",
)


@dataclass
class Asked:
    """A request and what it got: `sent` bytes of a body."""

    method: str
    path: str
    part: str | None
    authorised: bool
    sent: int = 0


@dataclass
class FakeHub:
    """What the hub has and how it fails. Change it only between requests.

    `refusals`: status and headers by a part of the path. `cuts`: by name, after so many bytes of
    the file the connection is closed, once for each entry. `hold_at`: after so many bytes of the first
    file that has more, `held` is set and nothing more comes until `go_on` is. `lengths`: wrong lengths of
    bodies by name. `corrupt`: names of files with a byte changed on the way. `whole_only`: parts are
    not to be had.
    """

    files: dict[str, bytes]
    endpoint: str = ""
    store: str = ""
    asked: list[Asked] = field(default_factory=list)
    refusals: dict[str, tuple[int, dict[str, str]]] = field(default_factory=dict)
    cuts: dict[str, list[int]] = field(default_factory=dict)
    hold_at: int | None = None
    held: threading.Event = field(default_factory=threading.Event)
    go_on: threading.Event = field(default_factory=threading.Event)
    lengths: dict[str, int] = field(default_factory=dict)
    corrupt: set[str] = field(default_factory=set)
    whole_only: bool = False
    commit: str = COMMIT

    def etag(self, name: str) -> str:
        data = self.files[name]
        if len(data) >= LARGE:
            return hashlib.sha256(data).hexdigest()
        return hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()

    def bodies(self, name: str = "") -> list[Asked]:
        """The GETs of files, or of this one."""
        wanted = ("/resolve/", "/store/")
        return [
            one
            for one in self.asked
            if one.method == "GET"
            and one.path.endswith(name)
            and any(w in one.path for w in wanted)
            and one.sent
        ]


class QuietServer(ThreadingHTTPServer):
    """Says nothing when a client goes away, which is what some tests are about."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def _handler(hub: FakeHub) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
            """Nothing on standard error."""

        def do_HEAD(self) -> None:
            self._answer()

        def do_GET(self) -> None:
            self._answer()

        def _answer(self) -> None:
            path = urlsplit(self.path).path  # as a proxy, it is asked for whole addresses
            self.asked = Asked(self.command, path, self.headers.get("Range"), "authorization" in self.headers)
            hub.asked.append(self.asked)
            for part, (status, headers) in hub.refusals.items():
                if part in path:
                    self._send(status, {**headers, "Content-Length": "0"})
                    return
            if path.startswith(f"/api/models/{REPOSITORY}"):
                names = [{"rfilename": name} for name in hub.files]
                body = json.dumps({"id": REPOSITORY, "sha": hub.commit, "siblings": names}).encode()
                self._send(200, {"Content-Length": str(len(body)), "Content-Type": "application/json"})
                self.wfile.write(body)
            elif path.startswith((f"/{REPOSITORY}/resolve/{hub.commit}/", "/store/")):
                self._file(path.rpartition("/")[2], in_store=path.startswith("/store/"))
            else:
                self._send(404, {"X-Error-Code": "RepoNotFound", "Content-Length": "0"})

        def _file(self, name: str, *, in_store: bool) -> None:
            if name not in hub.files:
                self._send(404, {"X-Error-Code": "EntryNotFound", "Content-Length": "0"})
                return
            data = hub.files[name]
            if not in_store:
                about = {"X-Repo-Commit": hub.commit, "ETag": f'"{hub.etag(name)}"'}
                if len(data) >= LARGE:
                    linked = {"X-Linked-Size": str(len(data)), "X-Linked-Etag": f'"{hub.etag(name)}"'}
                    where = f"{hub.store}/store/{name}?signature=1"
                    self._send(302, {**about, **linked, "Location": where, "Content-Length": "0"})
                    return
            else:
                about = {"ETag": '"of-the-store"'}
            self._body(name, data, about)

        def _body(self, name: str, data: bytes, headers: dict[str, str]) -> None:
            start, total = 0, hub.lengths.get(name, len(data))
            if self.asked.part and not hub.whole_only:
                start = int(self.asked.part.removeprefix("bytes=").removesuffix("-"))
                if start >= total:
                    self._send(416, {"Content-Range": f"bytes */{total}", "Content-Length": "0"})
                    return
                headers = {**headers, "Content-Range": f"bytes {start}-{total - 1}/{total}"}
            status = HTTPStatus.PARTIAL_CONTENT if "Content-Range" in headers else HTTPStatus.OK
            self._send(status, {**headers, "Content-Length": str(total - start)})
            if self.command == "GET":
                if name in hub.corrupt:
                    data = data[:-1] + bytes([data[-1] ^ 1])
                self._write(data[start:total].ljust(total - start, b"\0"), name)

        def _write(self, body: bytes, name: str) -> None:
            stop = hub.cuts[name].pop(0) if hub.cuts.get(name) else None
            if hub.hold_at is not None and len(body) > hub.hold_at:
                self._put(body[: hub.hold_at])
                body, hub.hold_at = body[hub.hold_at :], None
                hub.held.set()
                hub.go_on.wait(20)
            self._put(body[:stop])
            if stop is not None:
                self.close_connection = True
                self.connection.shutdown(socket.SHUT_RDWR)

        def _put(self, data: bytes) -> None:
            try:
                self.wfile.write(data)
                self.asked.sent += len(data)
            except OSError:
                self.close_connection = True  # who asked is gone

        def _send(self, status: int, headers: dict[str, str]) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()

    return Handler


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeHub]:
    """A hub that offers the sample checkpoint as REPOSITORY; HF_ENDPOINT names it."""
    sample = resources() / "models" / "sample"
    hub = FakeHub({name: (sample / name).read_bytes() for name in SERVED})
    servers = [QuietServer(("127.0.0.1", 0), _handler(hub)) for _ in range(2)]
    for server in servers:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    hub.endpoint, hub.store = (f"http://127.0.0.1:{server.server_address[1]}" for server in servers)
    monkeypatch.setenv("HF_ENDPOINT", hub.endpoint)
    monkeypatch.setenv("HF_HUB_OFFLINE", "0")
    for proxy in ("HTTP_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(proxy, raising=False)
        monkeypatch.delenv(proxy.lower(), raising=False)
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)  # the client reads the variable once
    yield hub
    hub.go_on.set()
    close_session()
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The addresses that are connected to; any but this computer's own fails the test."""
    connect = socket.socket.connect
    addresses: list[object] = []

    def local_only(self: socket.socket, address: object) -> None:
        if self.family != socket.AF_UNIX:
            addresses.append(address)
            if not (isinstance(address, tuple) and address[0] == "127.0.0.1"):
                raise AssertionError(f"network call to {address!r}")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", local_only)
    return addresses


@pytest.fixture(autouse=True)
def _only_here(no_network: list[object]) -> None:
    """Every test here may reach this computer alone."""


@pytest.fixture
def manager() -> ModelManager:
    """The real manager, as the program makes it."""
    return build().models


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Where REPOSITORY lies in the hub's cache, once it does."""
    return tmp_path / "hub" / "hub" / "models--Somebody--ar-en"
