"""A model from the hub into the hub's cache, file by file. Imports the hub's client."""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from reader_app.core.errors import DownloadError
from reader_app.core.manifests import FileRecord, Manifest, write_manifest
from reader_app.models.abandoning import abandonable_call, stop_if
from reader_app.models.cache import RepositoryCache
from reader_app.models.client import Hub, Offer, RemoteFile
from reader_app.models.failures import KEPT
from reader_app.models.hashing import hash_file
from reader_app.models.records import Records
from reader_app.models.speed import Meter
from reader_app.models.transfer import Transfer
from reader_app.services.models import Cancelled, ReportProgress

MARGIN = 16_000_000
"""Bytes to be left free on the disk."""

MAX_README = 1_000_000
"""Bytes above which a README is not fetched."""


class Download:
    """One download of one repository; make a new one for the next. One thread uses it."""

    def __init__(
        self,
        hub: Hub,
        repository: str,
        cache: Path,
        records: Records,
        cancelled: Cancelled,
    ) -> None:
        self._hub = hub
        self._repository = repository
        self._cache = RepositoryCache(cache, repository)
        self._records = records
        self._cancelled = cancelled

    def run(self, choose: Callable[[Sequence[str]], Sequence[str]], progress: ReportProgress) -> Path:
        """Fetch what is missing of the files that `choose` takes; returns the snapshot's folder.

        Raises DownloadError.
        """
        offered = abandonable_call(lambda: self._hub.offer(self._repository, choose), self._cancelled)
        files = tuple(file for file in offered.files if file.size <= MAX_README or file.name != "README.md")
        offer = Offer(offered.repository, offered.commit, files)
        try:
            return self._fill(offer, progress)
        except OSError as error:
            raise DownloadError(
                f"The model could not be written to {self._cache.root} ({error.strerror or error}).",
                f"Free some space there, or name another folder in HF_HUB_CACHE. {KEPT}",
            ) from error

    def _fill(self, offer: Offer, progress: ReportProgress) -> Path:
        self._sweep(offer)
        checked = {file.name: self._checked(offer, file) for file in offer.files}
        done = sum(file.size if checked[file.name] else self._arrived(file) for file in offer.files)
        self._make_room(offer.size - done)
        self._cache.prepare()
        if done < offer.size:
            self._records.write_plan(
                self._repository, offer.commit, {file.etag: file.size for file in offer.files}
            )
        meter = Meter(offer.size, done, progress)
        transfer = Transfer(self._hub, offer, meter, self._cancelled)
        records = [
            FileRecord(file.name, file.size, checked[file.name] or self._fetched(transfer, file))
            for file in offer.files
        ]
        snapshot = self._cache.expose(offer.commit, {file.name: file.etag for file in offer.files})
        write_manifest(self._records.root, Manifest(self._repository, offer.commit, tuple(records)))
        self._records.drop_plan(self._repository)
        meter.end()
        return snapshot

    def _fetched(self, transfer: Transfer, file: RemoteFile) -> str:
        partial, blob = self._cache.partial(file.etag), self._cache.blob(file.etag)
        with self._cache.locked(file.etag):
            digest = transfer.fetch(file, partial)
            partial.replace(blob)
        return digest

    def _checked(self, offer: Offer, file: RemoteFile) -> str:
        """The SHA-256 of the file where it is here and whole. One that is not is deleted: then it is ''."""
        found = self._cache.find(offer.commit, file.name, file.etag)
        if found is None:
            return ""
        if found.stat().st_size == file.size:
            hashes = hash_file(found, lambda _: stop_if(self._cancelled))
            if hashes.agree(file.etag):
                return hashes.sha256
        found.unlink()
        return ""

    def _arrived(self, file: RemoteFile) -> int:
        """Bytes of the file that an earlier download has left."""
        partial = self._cache.partial(file.etag)
        if not partial.is_file():
            return 0
        size = partial.stat().st_size
        if size > file.size:
            partial.unlink()
            return 0
        return size

    def _make_room(self, needed: int) -> None:
        if needed <= 0:
            return
        existing = next(folder for folder in (self._cache.root, *self._cache.root.parents) if folder.exists())
        free = shutil.disk_usage(existing).free
        if free < needed + MARGIN:
            raise DownloadError(
                f"{self._repository} needs {_megabytes(needed)} more on the disk, and {existing} has "
                f"{_megabytes(free)} free.",
                "Free some space there, or name another folder in HF_HUB_CACHE.",
            )

    def _sweep(self, offer: Offer) -> None:
        """Delete what an earlier download has left of files that the repository no longer offers."""
        current = {file.etag for file in offer.files}
        for etag in self._records.plan(self._repository) or ():
            if etag not in current and etag.isalnum():
                self._cache.partial(etag).unlink(missing_ok=True)


def _megabytes(size: int) -> str:
    return f"{max(1, round(size / 1_000_000))} MB"
