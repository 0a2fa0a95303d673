"""The hub, through its own client: what a repository offers, and the bytes of its files.

Everything about the connection is the client's: endpoint, token, proxies, offline mode and time-outs,
with the environment variables it honours. Only the bytes are read here, by plain HTTP: why, is told in
docs/decisions/0005-model-downloads.md. Imports the hub's client.
"""

import os
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass

import httpx2
from huggingface_hub import HfApi, constants, get_hf_file_metadata, get_session, hf_hub_url
from huggingface_hub.utils import build_hf_headers, hf_raise_for_status

from reader_app import __version__
from reader_app.core.errors import DownloadError
from reader_app.models.failures import EXPECTED, explain

# The client would tell, and first ask another address, what kind of program runs it.
constants.HF_HUB_DISABLE_TELEMETRY = True

_BRANCH = "main"
_PARTIAL, _UNSATISFIABLE = 206, 416


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file as the hub announces it: name, bytes, and the ETag that names it in the cache.

    The ETag is the SHA-256 of a large file, the git blob hash of a small one, both in hexadecimal.
    """

    name: str
    size: int
    etag: str


@dataclass(frozen=True, slots=True)
class Offer:
    """The files to fetch of a repository at a commit, the smallest first."""

    repository: str
    commit: str
    files: tuple[RemoteFile, ...]

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.size for file in self.files)


class Hub:
    """The hub that HF_ENDPOINT names, else the public one. Every method blocks on the network; use from
    one thread at a time."""

    def __init__(self) -> None:
        self._endpoint = (os.environ.get("HF_ENDPOINT") or constants.ENDPOINT).rstrip("/")

    def offer(self, repository: str, choose: Callable[[Sequence[str]], Sequence[str]]) -> Offer:
        """What the main branch offers of the files that `choose` takes from all their names.

        Raises DownloadError.
        """
        try:
            info = HfApi(
                endpoint=self._endpoint, library_name="reader-app", library_version=__version__
            ).model_info(repository, revision=_BRANCH, timeout=constants.HF_HUB_DOWNLOAD_TIMEOUT)
            if info.sha is None:
                raise ValueError("no commit")
            names = choose([sibling.rfilename for sibling in info.siblings or ()])
            files = [self._announced(repository, info.sha, name) for name in names]
        except (*EXPECTED, KeyError) as error:
            raise explain(error, repository, self._endpoint) from error
        return Offer(repository, info.sha, tuple(sorted(files, key=lambda file: file.size)))

    def read(self, offer: Offer, file: RemoteFile, start: int) -> Generator[int | bytes, None, None]:
        """First the place in the file, in bytes, where the rest begins: `start`, or 0 where the server
        gives no parts; then the bytes.

        Raises ConnectionBroken where another attempt may go on, other DownloadErrors.
        """
        try:
            yield from self._read(offer, file, start)
        except EXPECTED as error:
            raise explain(error, offer.repository, self._endpoint) from error

    def _announced(self, repository: str, commit: str, name: str) -> RemoteFile:
        found = get_hf_file_metadata(
            self._url(repository, commit, name), headers=self._headers(), endpoint=self._endpoint
        )
        if found.etag is None or found.size is None or not found.etag.isalnum():
            raise ValueError(f"{name} is announced without its size or its hash")
        return RemoteFile(name, found.size, found.etag)

    def _read(self, offer: Offer, file: RemoteFile, start: int) -> Generator[int | bytes, None, None]:
        headers = {**self._headers(), "Accept-Encoding": "identity"}
        if start:
            headers["Range"] = f"bytes={start}-"
        url = self._url(offer.repository, offer.commit, file.name)
        timeout = httpx2.Timeout(constants.HF_HUB_DOWNLOAD_TIMEOUT)
        with get_session().stream("GET", url, headers=headers, timeout=timeout) as response:
            refuses_parts = start > 0 and response.status_code == _UNSATISFIABLE
            if not refuses_parts:
                yield from self._body(response, file, start)
        if refuses_parts:
            yield from self._read(offer, file, 0)

    def _body(
        self, response: httpx2.Response, file: RemoteFile, start: int
    ) -> Generator[int | bytes, None, None]:
        hf_raise_for_status(response)
        partial = response.status_code == _PARTIAL
        announced = _length(response, partial=partial)
        if announced is not None and announced != file.size:
            raise DownloadError(
                f"The server sends {file.name} with {announced} bytes where {file.size} were announced.",
                "Nothing of it was used; try again later.",
            )
        yield start if partial else 0
        yield from response.iter_bytes()

    def _url(self, repository: str, commit: str, name: str) -> str:
        return hf_hub_url(repository, name, revision=commit, endpoint=self._endpoint)

    def _headers(self) -> dict[str, str]:
        return build_hf_headers(library_name="reader-app", library_version=__version__)


def _length(response: httpx2.Response, *, partial: bool) -> int | None:
    """The length of the whole file by this answer, in bytes; None where it does not say."""
    if "content-encoding" in response.headers:
        return None
    said = (
        response.headers.get("content-range", "").rpartition("/")[2]
        if partial
        else response.headers.get("content-length", "")
    )
    return int(said) if said.isdecimal() else None
