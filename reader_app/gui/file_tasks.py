"""Work with files that may take long: one at a time, off the GUI thread, with progress and a way to stop."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from reader_app.core.errors import ExchangeCancelled, ReaderError
from reader_app.gui.lanes import Lane

T = TypeVar("T")

_BETWEEN_REPORTS_S = 0.1

Report = Callable[[int, int], None]
"""Called by the work, in its thread: how much is done, of how much."""
Stopped = Callable[[], bool]
"""Asked by the work, in its thread: whether it should give up, by raising ExchangeCancelled."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a task ended, in words; `failed` where it did not do what it should."""

    text: str
    failed: bool = False


class FileTasks(QObject):
    """Runs tasks of one or several steps. A task goes from `begin` to `end`; each step runs on the lane that
    it names, and a failure in any of them ends the task."""

    begun = Signal(str)  # what is being done
    progressed = Signal(int, int)  # how much of how much; 0 of 0 where that is not known
    ended = Signal(object)  # Outcome

    def __init__(self, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = lane
        self._stop = threading.Event()
        self._is_busy = False

    @property
    def busy(self) -> bool:
        """Whether a task is under way."""
        return self._is_busy

    @property
    def stopped(self) -> bool:
        """Whether the reader wants no more of the task that is under way."""
        return self._stop.is_set()

    def begin(self, title: str) -> bool:
        """Begin a task; False where another is under way, which is left alone."""
        if self._is_busy:
            return False
        self._is_busy = True
        self._stop = threading.Event()
        self.begun.emit(title)
        return True

    def step(
        self,
        work: Callable[[Report, Stopped], T],
        done: Callable[[T], None],
        lane: Lane | None = None,
    ) -> None:
        """Run a step of the task that is under way, then `done` in the GUI thread."""
        stop = self._stop
        (lane or self._lane).submit(
            lambda handle: work(_rarely(handle.report), stop.is_set),
            done=done,
            failed=self._fail,
            progress=lambda far: self.progressed.emit(*far),
        )

    def end(self, outcome: Outcome) -> None:
        """The task is over."""
        self._is_busy = False
        self.ended.emit(outcome)

    def cancel(self) -> None:
        """Break off what is under way, as soon as it asks."""
        self._stop.set()

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, ReaderError):
            self.end(Outcome(f"{type(error).__name__}: {error}", failed=True))
            raise error
        self.end(Outcome(str(error), failed=not isinstance(error, ExchangeCancelled)))


def _rarely(report: Callable[[tuple[int, int]], None]) -> Report:
    """Hands on a report now and then: a window cannot draw a hundred thousand."""
    last = 0.0

    def tell(done: int, total: int) -> None:
        nonlocal last
        now = monotonic()
        if now - last >= _BETWEEN_REPORTS_S:
            last = now
            report((done, total))

    return tell
