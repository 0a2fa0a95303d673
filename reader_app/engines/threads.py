"""Sharing the processor with the window and with other programs."""

import os

_SPINS = 10_000  # some microseconds: longer than a step's hand-over, shorter than a scheduler's time slice
_SMALL_BYTES = 32 * 1024 * 1024


def spin_briefly() -> None:
    """Let OpenMP's threads sleep soon when they wait for each other.

    As GNU OpenMP comes, they spin for milliseconds, which makes a translation several times slower where
    others want the cores as well; sleeping at once (OMP_WAIT_POLICY=PASSIVE) costs as much on idle ones.
    The library reads the setting once, when it is loaded: call this before. What the user has set in the
    environment stays.
    """
    if "OMP_WAIT_POLICY" not in os.environ:
        os.environ.setdefault("GOMP_SPINCOUNT", str(_SPINS))


def threads_for(weights_bytes: int) -> int:
    """How many threads serve a model best whose weights take so many bytes.

    A step of a small model is shorter than handing its parts to other threads and waiting for them.
    """
    return 1 if is_small(weights_bytes) else available_cores()


def is_small(weights_bytes: int) -> bool:
    """Whether weights of so many bytes are soon read, so that there is nothing to gain with any of them."""
    return weights_bytes < _SMALL_BYTES


def available_cores() -> int:
    """The processor cores this process may use, at least 1."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1
