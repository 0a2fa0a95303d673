"""Waiting for the network without being held by it.

A read from a connection that has gone quiet cannot be interrupted, and looking up a host's name even
less. So the network is read in a thread of its own, which touches nothing else, and whoever waits may
leave it there: it ends by itself at its next byte or its time-out, and nothing it still reads counts.
"""

import queue
import threading
import time
from collections.abc import Callable, Generator
from contextlib import closing
from typing import TypeVar

Item = TypeVar("Item")

TICK = 0.1
"""Seconds between two looks at `check`."""

AHEAD = 16
"""How many items are read before they are asked for."""


class _End:
    """The last thing a thread says; `error` is what its work ended with."""

    def __init__(self, error: BaseException | None = None) -> None:
        self.error = error


Check = Callable[[], None]
"""Raises what ends the waiting, where it is to end."""


def pause(seconds: float, check: Check) -> None:
    """Wait. Raises what `check` raises."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        check()
        time.sleep(min(TICK, left))


def abandonable(
    produce: Callable[[], Generator[Item, None, None]], check: Check
) -> Generator[Item, None, None]:
    """The items of `produce`, which runs in a daemon thread; its errors are raised here.

    Raises what `check` raises, soon after it would. The thread is left to itself then, and also
    when the iterator is closed: close it (contextlib.closing) where not all items are taken.
    """
    items: queue.Queue[Item | _End] = queue.Queue(AHEAD)
    left = threading.Event()

    def put(item: Item | _End) -> bool:
        while not left.is_set():
            try:
                items.put(item, timeout=TICK)
            except queue.Full:
                continue
            return True
        return False

    def work() -> None:
        try:
            # Closing it here closes the connection in the thread that reads it.
            with closing(produce()) as produced:
                for item in produced:
                    if not put(item):
                        return
        except BaseException as error:
            put(_End(error))
        else:
            put(_End())

    threading.Thread(target=work, name="network", daemon=True).start()
    try:
        while True:
            check()
            try:
                item = items.get(timeout=TICK)
            except queue.Empty:
                continue
            if not isinstance(item, _End):
                yield item
            elif item.error is not None:
                raise item.error
            else:
                return
    finally:
        left.set()


def abandonable_call(call: Callable[[], Item], check: Check) -> Item:
    """The result of `call`, on the same terms."""

    def produce() -> Generator[Item, None, None]:
        yield call()

    with closing(abandonable(produce, check)) as results:
        return next(results)
