"""One file from the hub onto the disk, in as many attempts as it takes. Imports the hub's client."""

from contextlib import closing
from pathlib import Path
from typing import BinaryIO

from reader_app.core.errors import DownloadError
from reader_app.models.abandoning import abandonable, pause, stop_if
from reader_app.models.client import Hub, Offer, RemoteFile
from reader_app.models.failures import KEPT, ConnectionBroken
from reader_app.models.hashing import BLOCK, Hashes
from reader_app.models.speed import Meter
from reader_app.services.models import Cancelled

PAUSES = (0.2, 1.0, 3.0, 6.0)
"""Seconds before each new attempt in a row that brings nothing new."""


class Transfer:
    """Appends what is missing to a partial file, hashing as it goes."""

    def __init__(
        self,
        hub: Hub,
        offer: Offer,
        meter: Meter,
        cancelled: Cancelled,
    ) -> None:
        self._hub = hub
        self._offer = offer
        self._meter = meter
        self._cancelled = cancelled

    def fetch(self, file: RemoteFile, partial: Path) -> str:
        """Complete `partial` and return its SHA-256, in hexadecimal.

        What `partial` has already, no more than the file has, must be counted by the meter. Raises
        DownloadError; the partial file is then kept as far as it came, but not where its hash is wrong.
        """
        self._meter.begin(file.name)
        with partial.open("a+b") as target:
            hashes = self._resumed(target, file)
            failures = 0
            while (start := target.tell()) < file.size:
                try:
                    hashes = self._append(file, target, hashes)
                except ConnectionBroken:
                    failures = 0 if target.tell() > start else failures + 1
                    if failures > len(PAUSES):
                        raise
                    pause(PAUSES[max(failures - 1, 0)], self._cancelled)
        if not hashes.agree(file.etag):
            partial.unlink()
            self._meter.add(-file.size, arrived=False)
            raise DownloadError(
                f"{file.name} arrived with other contents than the hub had announced, and was deleted.",
                "Try again; if it happens again, something between here and the hub changes what passes.",
            )
        return hashes.sha256

    def _resumed(self, target: BinaryIO, file: RemoteFile) -> Hashes:
        """The hashes over what is there already; leaves `target` at its end."""
        hashes = Hashes(file.size)
        target.seek(0)
        while block := target.read(BLOCK):
            stop_if(self._cancelled)
            hashes.update(block)
        return hashes

    def _append(self, file: RemoteFile, target: BinaryIO, hashes: Hashes) -> Hashes:
        """One attempt. Returns the hashes, which are new ones where the file had to begin anew."""
        start = target.tell()
        parts = abandonable(lambda: self._hub.read(self._offer, file, start), self._cancelled)
        with closing(parts):
            for part in parts:
                if isinstance(part, int):
                    if part != start:
                        self._restart(target)
                        hashes = Hashes(file.size)
                    continue
                if target.tell() + len(part) > file.size:
                    self._restart(target)
                    raise DownloadError(
                        f"The server sends more of {file.name} than the {file.size} bytes announced.",
                        "Nothing of it was used; try again later.",
                    )
                target.write(part)
                target.flush()  # so that a killed program loses nothing
                hashes.update(part)
                self._meter.add(len(part))
        if target.tell() < file.size:
            raise ConnectionBroken(f"The server sent only a part of {file.name}.", f"Try again. {KEPT}")
        return hashes

    def _restart(self, target: BinaryIO) -> None:
        self._meter.add(-target.tell(), arrived=False)
        target.seek(0)
        target.truncate()
