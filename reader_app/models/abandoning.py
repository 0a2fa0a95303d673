"""Waiting for a hub without being held by it; see `core.abandoning`."""

from collections.abc import Callable, Generator
from functools import partial
from typing import TypeVar

from reader_app.core import abandoning
from reader_app.core.errors import DownloadCancelled
from reader_app.services.models import Cancelled

Item = TypeVar("Item")


def stop_if(cancelled: Cancelled) -> None:
    """Raise DownloadCancelled where `cancelled` is true."""
    if cancelled():
        raise DownloadCancelled(
            "The download was broken off.", "What has arrived is kept; the next attempt goes on from there."
        )


def pause(seconds: float, cancelled: Cancelled) -> None:
    """Wait. Raises DownloadCancelled."""
    abandoning.pause(seconds, partial(stop_if, cancelled))


def abandonable(
    produce: Callable[[], Generator[Item, None, None]], cancelled: Cancelled
) -> Generator[Item, None, None]:
    """`core.abandoning.abandonable`; raises DownloadCancelled soon after `cancelled` is true."""
    return abandoning.abandonable(produce, partial(stop_if, cancelled))


def abandonable_call(call: Callable[[], Item], cancelled: Cancelled) -> Item:
    """The result of `call`, on the same terms."""
    return abandoning.abandonable_call(call, partial(stop_if, cancelled))
