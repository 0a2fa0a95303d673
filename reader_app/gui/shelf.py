"""What is being done with models: one thing at a time, on a lane of its own."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from reader_app.core.errors import DownloadCancelled, ReaderError
from reader_app.gui.lanes import Handle, Lane
from reader_app.services.models import ModelManager, ModelState, Removed, Verified


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an operation on a model ended, in words; `failed` where it did not do what it should."""

    reference: str
    text: str
    failed: bool = False


class Shelf(QObject):
    """Lists, gets, verifies and removes models off the GUI thread, which it belongs to itself.

    Downloads have a lane of their own, so that reading and translating go on beside them.
    """

    listed = Signal(object)  # tuple of ModelState
    begun = Signal(str)  # reference
    progressed = Signal(str, object)  # reference, Progress
    ended = Signal(object)  # Outcome
    arrived = Signal(str)  # reference of a model that can be used now

    def __init__(self, manager: ModelManager, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._manager = manager
        self._lane = Lane("models", self)
        self._stop = threading.Event()
        self._working_on = ""

    @property
    def busy(self) -> bool:
        """Whether an operation or a listing is under way."""
        return self._lane.busy

    @property
    def working_on(self) -> str:
        """The reference of the model being got or verified, empty for none."""
        return self._working_on

    def refresh(self) -> None:
        """List the models again."""
        self._lane.submit(lambda _: self._manager.list(), done=self.listed.emit, failed=self._listing_failed)

    def get(self, reference: str) -> None:
        """Download a model, or the rest of it."""
        self._start(
            reference,
            lambda handle: self._manager.get(reference, handle.report, self._stop.is_set),
            self._got,
        )

    def verify(self, reference: str) -> None:
        """Read a model from beginning to end and compare it with its checksums."""
        self._start(
            reference,
            lambda handle: self._manager.verify(reference, handle.report, self._stop.is_set),
            lambda result: self._end(Outcome(reference, _said_of(result))),
        )

    def remove(self, reference: str) -> None:
        """Delete a downloaded model, or forget a folder."""
        self._start(
            reference,
            lambda _: self._manager.remove(reference),
            lambda removed: self._end(Outcome(reference, _said_of_removal(removed))),
        )

    def add_folder(self, folder: Path) -> None:
        """Check a folder and list it from now on."""
        self._start(str(folder), lambda _: self._manager.import_folder(folder), self._got)

    def cancel(self) -> None:
        """Break off what is under way; what a download has fetched is kept."""
        self._stop.set()

    def close(self) -> None:
        """Break off and end the lane."""
        self._stop.set()
        self._lane.close()

    def _start(self, reference: str, work: Callable[[Handle], object], done: Callable) -> None:
        if self._working_on:
            return
        self._stop = threading.Event()
        self._working_on = reference
        self.begun.emit(reference)
        self._lane.submit(
            work,
            done=done,
            failed=lambda error: self._failed(reference, error),
            progress=lambda progress: self.progressed.emit(reference, progress),
        )

    def _got(self, state: ModelState) -> None:
        self._end(Outcome(state.reference, f"{state.description.title} is here."))
        self.arrived.emit(state.reference)

    def _failed(self, reference: str, error: Exception) -> None:
        if not isinstance(error, ReaderError):
            self._end(Outcome(reference, f"{type(error).__name__}: {error}", failed=True))
            raise error
        self._end(Outcome(reference, str(error), failed=not isinstance(error, DownloadCancelled)))

    def _end(self, outcome: Outcome) -> None:
        self._working_on = ""
        self.ended.emit(outcome)
        self.refresh()

    def _listing_failed(self, error: Exception) -> None:
        if not isinstance(error, ReaderError):
            raise error
        self.ended.emit(Outcome("", str(error), failed=True))


def _said_of(result: Verified) -> str:
    if result.compared:
        return f"Whole: {result.compared} files agree with their checksums."
    return "It can be read from beginning to end; there are no checksums to compare it with."


def _said_of_removal(removed: Removed) -> str:
    if removed.kept is not None:
        return f"No longer listed. The folder {removed.kept} was left alone."
    return f"Removed; {removed.freed / 1e6:.0f} MB are free again."
