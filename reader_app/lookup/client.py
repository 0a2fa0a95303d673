"""One question to one server, by HTTP: polite, with bounds on time and size, and no way anywhere else."""

import json
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib import metadata
from typing import Any
from urllib.parse import urlsplit

import httpx2

from reader_app import __version__
from reader_app.core.abandoning import abandonable_call
from reader_app.core.errors import LookUpCancelled, LookUpError

LARGEST = 512 * 1024
"""Bytes of an answer; what is asked for takes some thousand."""

_LIMITED, _UNAVAILABLE = 429, 503
_LEAST_WAIT_S, _USUAL_WAIT_S, _LONGEST_WAIT_S = 1, 60, 3600


def user_agent() -> str:
    """What the program says of itself, as Wikimedia's policy asks: name, version, where its makers are found
    (the addresses in the package's own data), and the library that speaks HTTP."""
    try:
        about = metadata.metadata("reader-app")
        addresses = [line.partition(",")[2].strip() for line in about.get_all("Project-URL") or ()]
        addresses += [about["Author-email"]] if "Author-email" in about else []
    except metadata.PackageNotFoundError:
        addresses = []
    contact = "; ".join(addresses) or "Arabic Reader, a desktop program that looks up one name at a time"
    return f"reader-app/{__version__} ({contact}) httpx2/{httpx2.__version__}"


class Client:
    """Gets JSON. One thread at a time uses it.

    After a server has asked for patience nothing is sent before that is over. Redirects are not followed.
    """

    def __init__(self, timeout_s: float = 10.0, deadline_s: float = 20.0) -> None:
        """`timeout_s` is how long a server may be silent, `deadline_s` how long an answer may take in all."""
        self._timeout_s = timeout_s
        self._deadline_s = deadline_s
        self._not_before = 0.0  # on the monotonic clock
        self._agent = user_agent()

    def get(
        self, address: str, parameters: Mapping[str, str], cancelled: Callable[[], bool]
    ) -> Mapping[str, Any]:
        """The JSON object that the server gives. Raises LookUpError, LookUpCancelled."""
        host = urlsplit(address).hostname or address
        left = self._not_before - time.monotonic()
        if left > 0:
            raise _limited(host, left)
        end = time.monotonic() + self._deadline_s

        def check() -> None:
            if cancelled():
                raise LookUpCancelled("The name was not looked up.")
            if time.monotonic() > end:
                raise _silent(host)

        try:
            return abandonable_call(lambda: self._get(address, parameters, host, check), check)
        except httpx2.TimeoutException as error:
            raise _silent(host) from error
        except httpx2.ConnectError as error:
            raise LookUpError(
                f"{host} cannot be reached.", "Check the connection to the internet and try again."
            ) from error
        except (httpx2.HTTPError, httpx2.InvalidURL, OSError) as error:
            raise LookUpError(f"The connection to {host} broke off.", "Try again.") from error

    def _get(
        self, address: str, parameters: Mapping[str, str], host: str, check: Callable[[], None]
    ) -> Mapping[str, Any]:
        headers = {"User-Agent": self._agent, "Accept": "application/json", "Accept-Encoding": "identity"}
        with (
            httpx2.Client(follow_redirects=False, timeout=self._timeout_s, headers=headers) as client,
            client.stream("GET", address, params=dict(parameters)) as response,
        ):
            self._judge(response, host)
            body = bytearray()
            for part in response.iter_raw():
                check()
                body += part
                if len(body) > LARGEST:
                    raise _strange(host, "far more than was asked for")
        try:
            answer = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise _strange(host, "something else than JSON") from error
        if not isinstance(answer, dict):
            raise _strange(host, "another kind of JSON")
        problem = answer.get("error")
        if isinstance(problem, dict):
            if problem.get("code") in ("ratelimited", "maxlag"):
                raise self._wait(response, host)
            raise _strange(host, f"an error ({str(problem.get('code'))[:40]})")
        return answer

    def _judge(self, response: httpx2.Response, host: str) -> None:
        status = response.status_code
        if status == _LIMITED or (status == _UNAVAILABLE and "retry-after" in response.headers):
            raise self._wait(response, host)
        if response.is_redirect or response.is_informational:
            raise LookUpError(
                f"{host} is answered for by another address, which was not followed.",
                "A network that asks for a login first may be in between.",
            )
        if status >= 500:
            raise LookUpError(f"{host} has a fault of its own at the moment ({status}).", "Try again later.")
        if status != 200:
            raise _strange(host, f"status {status}")
        if "content-encoding" in response.headers:
            raise _strange(host, "a form that was not asked for")

    def _wait(self, response: httpx2.Response, host: str) -> LookUpError:
        """Sends nothing for as long as the server asks, within reason."""
        seconds = _seconds(response.headers.get("retry-after", ""))
        seconds = min(max(seconds, _LEAST_WAIT_S), _LONGEST_WAIT_S)
        self._not_before = time.monotonic() + seconds
        return _limited(host, seconds)


def _seconds(said: str) -> float:
    """What a Retry-After header says, a number of seconds or a date."""
    if said.strip().isdecimal():
        return float(said[:9])
    try:
        until = parsedate_to_datetime(said)
        return (until - datetime.now(UTC)).total_seconds() if until.tzinfo else _USUAL_WAIT_S
    except (TypeError, ValueError):
        return _USUAL_WAIT_S


def _limited(host: str, seconds: float) -> LookUpError:
    when = f"{round(seconds)} seconds" if seconds < 90 else f"{round(seconds / 60)} minutes"
    return LookUpError(
        f"{host} has had too many questions for the moment.", f"Try again in {when}; until then none is sent."
    )


def _silent(host: str) -> LookUpError:
    return LookUpError(f"{host} did not answer in time.", "Try again later.")


def _strange(host: str, what: str) -> LookUpError:
    return LookUpError(
        f"{host} does not answer as Wikipedia does: it sent {what}.",
        "A network that asks for a login first may be in between.",
    )
