"""Lanes: single worker threads that run plain functions and bring the outcome back to the GUI thread."""

import heapq
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

T = TypeVar("T")


class Priority(IntEnum):
    """What runs first among the jobs that wait: a click goes before everything."""

    CLICK = 0
    NORMAL = 1
    BACKGROUND = 2


class Handle:
    """The caller's hold on a job. `cancel` may be called from any thread, more than once."""

    def __init__(self, deliver: Callable[[Any], None]) -> None:
        self._cancelled = threading.Event()
        self._deliver = deliver

    def cancel(self) -> None:
        """Not run the job if it waits; no callback will be called, also if it is running already."""
        self._cancelled.set()

    def cancelled(self) -> bool:
        """Whether the result is no longer wanted; long work asks now and then and returns early."""
        return self._cancelled.is_set()

    def report(self, value: Any) -> None:
        """Called by the work, in its thread: hands `value` to `progress` in the GUI thread."""
        self._deliver(value)


@dataclass(order=True)
class _Job:
    priority: int
    number: int
    work: Callable[[Handle], Any] = field(compare=False)
    done: Callable[[Any], None] | None = field(compare=False)
    failed: Callable[[Exception], None] | None = field(compare=False)
    handle: Handle = field(compare=False)
    must: bool = field(compare=False)


class Lane(QObject):
    """One worker thread with a queue ordered by priority, then by age.

    `submit` and the callbacks belong to the GUI thread; the work runs in the lane's. Work gets its
    `Handle` and returns plain data: it must touch no Qt object but what it makes and hands over.
    """

    idle = Signal()
    _delivered = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._condition = threading.Condition()
        self._queue: list[_Job] = []
        self._count = 0
        self._unfinished = 0
        self._closing = False
        self._delivered.connect(self._call, Qt.ConnectionType.QueuedConnection)
        # A daemon, so that a model that is loading cannot keep the program from ending.
        self._thread = threading.Thread(target=self._run, name=f"lane-{name}", daemon=True)
        self._thread.start()

    @property
    def busy(self) -> bool:
        """Whether a job waits, runs, or has an outcome that was not delivered yet."""
        return self._unfinished > 0

    def submit(
        self,
        work: Callable[[Handle], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        progress: Callable[[Any], None] | None = None,
        priority: Priority = Priority.NORMAL,
        *,
        must: bool = False,
    ) -> Handle:
        """Queue `work`. Without `failed`, an exception surfaces in the GUI thread as the bug it is.

        What the reader has done and `must` be kept is done also where the lane closes first.
        """

        def deliver(value: Any) -> None:
            if progress is not None:
                self._deliver(lambda call=progress: None if handle.cancelled() else call(value))

        handle = Handle(deliver)
        with self._condition:
            self._count += 1
            self._unfinished += 1
            heapq.heappush(self._queue, _Job(priority, self._count, work, done, failed, handle, must))
            self._condition.notify()
        return handle

    def close(self, timeout_s: float = 5.0) -> bool:
        """Drop what waits and need not be done, let the rest end, and say whether it did in `timeout_s`."""
        with self._condition:
            self._closing = True
            for job in self._queue:
                if not job.must:
                    job.handle.cancel()
            self._condition.notify()
        self._unfinished = 0
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while True:
            with self._condition:
                self._condition.wait_for(lambda: self._queue or self._closing)
                if not self._queue:
                    return
                job = heapq.heappop(self._queue)
            outcome: Any = None
            error: Exception | None = None
            if not job.handle.cancelled():
                try:
                    outcome = job.work(job.handle)
                except Exception as caught:
                    error = caught
            self._deliver(lambda j=job, o=outcome, e=error: self._finish(j, o, e))
            del job, outcome, error

    def _deliver(self, call: Callable[[], None]) -> None:
        if not self._closing:
            self._delivered.emit(call)

    def _call(self, call: Callable[[], None]) -> None:
        if not self._closing:  # what was under way to this thread when the lane closed
            call()

    def _finish(self, job: _Job, outcome: Any, error: Exception | None) -> None:
        self._unfinished -= 1
        try:
            if job.handle.cancelled():
                return
            if error is None:
                if job.done is not None:
                    job.done(outcome)
            elif job.failed is not None:
                job.failed(error)
            else:
                raise error
        finally:
            if not self._unfinished:
                self.idle.emit()
