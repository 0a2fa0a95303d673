"""Progress with a speed, at a rate that eyes can follow."""

import time
from collections import deque

from reader_app.services.models import Progress, ReportProgress

INTERVAL = 0.1
"""Seconds between two reports, at least."""

WINDOW = 5.0
"""Seconds that the speed is taken over."""


class Meter:
    """Counts bytes towards a total and reports them. One thread uses a meter."""

    def __init__(self, total: int, done: int, report: ReportProgress) -> None:
        """`done` bytes of `total` were there before; they say nothing about the speed."""
        self._total = total
        self._done = done
        self._report = report
        self._file = ""
        self._arrived = 0
        self._marks: deque[tuple[float, int]] = deque([(time.monotonic(), 0)])
        self._told = 0.0

    def begin(self, file: str) -> None:
        """From now on it is this file."""
        self._file = file
        self._tell(time.monotonic())

    def add(self, count: int, *, arrived: bool = True) -> None:
        """So many bytes more are done, or fewer where it is negative; `arrived`: just now."""
        self._done += count
        now = time.monotonic()
        if arrived:
            self._arrived += count
        if now - self._told >= INTERVAL:
            self._tell(now)

    def end(self) -> None:
        """Report where it stands now."""
        self._tell(time.monotonic())

    def _tell(self, now: float) -> None:
        self._told = now
        self._marks.append((now, self._arrived))
        while len(self._marks) > 2 and now - self._marks[0][0] > WINDOW:
            self._marks.popleft()
        since, before = self._marks[0]
        speed = max(0.0, (self._arrived - before) / (now - since)) if now > since else 0.0
        self._report(Progress(self._file, self._done, self._total, speed))
