"""What goes wrong between here and a hub, in words for the user. Imports the hub's client."""

import re
from urllib.parse import urlsplit

import httpx2
from huggingface_hub import errors

from reader_app.core.errors import DownloadError

KEPT = "What has arrived is kept; the next attempt goes on from there."

PASSING = (httpx2.TimeoutException, httpx2.NetworkError, httpx2.RemoteProtocolError)
"""Failures of a connection that a new one may not have."""

EXPECTED = (
    httpx2.HTTPError,
    httpx2.InvalidURL,
    errors.OfflineModeIsEnabled,
    errors.FileMetadataError,
    OSError,
    ValueError,
)
"""Everything that the hub's client raises where the fault is not ours. ValueError: an answer that is no
JSON, or a name that the client refuses."""


class ConnectionBroken(DownloadError):
    """The connection failed in a way that trying again may mend."""


def explain(error: Exception, repository: str, endpoint: str) -> DownloadError:
    """The error to show for one of EXPECTED, met while asking `endpoint` for `repository`."""
    host = urlsplit(endpoint).netloc or endpoint
    if isinstance(error, errors.OfflineModeIsEnabled):
        what = "Nothing is downloaded, because HF_HUB_OFFLINE is set in the environment."
        return DownloadError(what, "Unset it and try again.")
    if isinstance(error, errors.HfHubHTTPError):
        return _refused(error, repository, host)
    if isinstance(error, httpx2.ProxyError):
        what = f"The proxy did not let the download through ({_words(error)})."
        return DownloadError(what, "Check HTTPS_PROXY and HTTP_PROXY in the environment.")
    if isinstance(error, PASSING):
        return ConnectionBroken(
            _broken(error, host), f"Check the connection to the internet and try again. {KEPT}"
        )
    return DownloadError(
        f"{host} does not answer as a model hub does ({_words(error)}).",
        "A network that asks for a login first may be in between, or HF_ENDPOINT names something else.",
    )


def _broken(error: Exception, host: str) -> str:
    if isinstance(error, httpx2.TimeoutException):
        return f"{host} does not answer."
    if isinstance(error, httpx2.ConnectError):
        return f"{host} cannot be reached ({_words(error)})."
    return f"The connection to {host} broke off."


def _refused(error: errors.HfHubHTTPError, repository: str, host: str) -> DownloadError:
    status = error.response.status_code
    if isinstance(error, errors.GatedRepoError) or status == 403:
        return DownloadError(
            f"{host} gives {repository} only to those who have been granted access ({status}).",
            "Ask for access on the model's page, then name your token in HF_TOKEN and try again.",
        )
    if isinstance(error, errors.RemoteEntryNotFoundError):
        return DownloadError(
            f"{host} announces a file of {repository} that it does not have.", "Try again later."
        )
    if status in (401, 404):
        # The hub answers 401 for names that do not exist, too.
        return DownloadError(
            f"{host} has no public model of the name {repository} ({status}).",
            "Check the spelling; for a private model, name your token in HF_TOKEN.",
        )
    if status == 429:
        return DownloadError(
            f"{host} has had too many requests from here (429).", f"Try again {_when(error)}. {KEPT}"
        )
    if status >= 500:
        return DownloadError(
            f"{host} has a fault of its own at the moment ({status}).", f"Try again later. {KEPT}"
        )
    return DownloadError(
        f"{host} refused the download of {repository} ({status}).", f"Try again later. {KEPT}"
    )


def _when(error: errors.HfHubHTTPError) -> str:
    headers = error.response.headers
    limit = re.search(r"\bt=(\d+)", headers.get("ratelimit", ""))
    seconds = limit.group(1) if limit else headers.get("retry-after", "")
    return f"in {seconds} seconds" if seconds.isdecimal() else "in some minutes"


def _words(error: Exception) -> str:
    """The first line of what the error says, without the address that some of them end with."""
    return (str(error).strip() or type(error).__name__).splitlines()[0].rstrip(".")[:200]
