"""Sharing the processor with the window and with other programs."""

import os


def rest_while_waiting() -> None:
    """Let OpenMP's threads sleep while they wait, instead of spinning, as they do by default.

    Where others want the cores as well, spinning makes a translation ten times slower; sleeping costs a few
    microseconds a step. OpenMP reads the setting once, when a library that brings it is loaded: call this
    before. What the user has set in the environment stays.
    """
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")


def available_cores() -> int:
    """The processor cores this process may use, at least 1."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1
