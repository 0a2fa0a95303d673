"""The interpreter's settings that keep the window answering while other threads work."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_SWITCH_S = 0.0005
"""How long a thread may keep the interpreter while another waits for it. Qt asks many small questions when
it lays out and paints: with Python's 5 ms each may wait that long for the thread that looks for names."""


def favour_the_window() -> None:
    """Share the interpreter in small slices, and let the collector pass over what was made so far: the
    modules, which stay. Once, when the window has been made."""
    sys.setswitchinterval(_SWITCH_S)
    gc.freeze()


@contextmanager
def lasting() -> Iterator[None]:
    """Inside, much is made that stays: an article, its mentions. The collector, which would stop all threads
    to go through it time and again, rests meanwhile and passes over it afterwards.

    For one thread at a time. What is made must hold no cycles, so that it goes when it is let go of.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()
