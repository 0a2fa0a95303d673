"""Looking names up: one question at a time, on a lane of its own, and only with the reader's permission."""

import threading
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from reader_app.core.errors import LookUpCancelled, ReaderError
from reader_app.gui.lanes import Lane
from reader_app.services.lookup import Answer, LookUp


@dataclass(frozen=True, slots=True)
class Asking:
    """The question is on its way, or waits for the one before it."""


@dataclass(frozen=True, slots=True)
class Unanswered:
    """It did not work: what happened and what to do, in words."""

    message: str


Outcome = Asking | Answer | Unanswered


class LookingUp(QObject):
    """Knows what came of each name that was asked for since the window was opened.

    What was kept from earlier is read on another lane than the network is waited for on. Both are made when
    first wanted. Of the names that wait while one is asked for, the newest is asked for next, the others are
    dropped.
    """

    changed = Signal(str)  # the name that something else is known of now; empty for all
    working = Signal(str)  # the name that the network is used for now; empty for none
    failed = Signal(str)  # something to notice that concerns no name

    def __init__(self, look_up: LookUp, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look_up = look_up
        self._network: Lane | None = None
        self._disk: Lane | None = None
        self._closed = threading.Event()
        self._is_allowed = False
        self._known: dict[str, Outcome] = {}
        self._asked_for = ""
        self._waiting = ""

    @property
    def busy(self) -> bool:
        """Whether anything is under way."""
        return any(lane is not None and lane.busy for lane in (self._network, self._disk))

    def outcome(self, name: str) -> Outcome | None:
        """What is known of a name, None where it was not asked for."""
        return self._known.get(name)

    def allow(self, allowed: bool) -> None:
        """Whether the reader permits the network to be used; not until this is called. Where the permission
        is taken back, a question on its way is the last."""
        self._is_allowed = allowed
        if not allowed and self._waiting:
            self._drop_waiting()

    def recall(self, name: str, *, then_ask: bool) -> None:
        """Bring up what was looked up earlier; where there is nothing, and with `then_ask`, ask now. A name
        that could not be looked up is not asked for again by itself."""
        if name in self._known:
            return
        if self._disk is None:
            self._disk = Lane("looked-up", self)
        self._disk.submit(
            lambda _: self._look_up.recall(name), lambda kept: self._recalled(name, kept, then_ask=then_ask)
        )

    def ask(self, name: str) -> None:
        """Ask over the network, where that is allowed."""
        if not self._is_allowed:
            return
        if self._asked_for:
            if name not in (self._asked_for, self._waiting):
                self._let_wait(name)
            return
        if self._network is None:
            self._network = Lane("look-up", self)
        self._asked_for = name
        self._set(name, Asking())
        self.working.emit(name)
        self._network.submit(
            lambda _: self._look_up.ask(name, self._closed.is_set),
            done=lambda answer: self._end(name, answer),
            failed=lambda error: self._fail(name, error),
        )

    def forget(self) -> None:
        """Forget all that was looked up, here and on the disk."""
        self._known = {name: what for name, what in self._known.items() if isinstance(what, Asking)}
        if self._disk is None:
            self._disk = Lane("looked-up", self)
        self._disk.submit(lambda _: self._look_up.forget(), failed=self._fail_to_forget)
        self.changed.emit("")

    def close(self) -> None:
        """Break off, and end the lanes."""
        self._closed.set()
        for lane in (self._network, self._disk):
            if lane is not None:
                lane.close()

    def _recalled(self, name: str, kept: Answer | None, *, then_ask: bool) -> None:
        if kept is not None:
            self._set(name, kept)
        elif then_ask and name not in self._known:
            self.ask(name)

    def _let_wait(self, name: str) -> None:
        if self._waiting:
            self._drop_waiting()
        self._waiting = name
        self._set(name, Asking())

    def _drop_waiting(self) -> None:
        dropped, self._waiting = self._waiting, ""
        del self._known[dropped]
        self.changed.emit(dropped)

    def _fail(self, name: str, error: Exception) -> None:
        if isinstance(error, LookUpCancelled):
            return  # the window is closing
        expected = isinstance(error, ReaderError)
        self._end(name, Unanswered(str(error) if expected else "The look-up failed."))
        if not expected:
            raise error

    def _end(self, name: str, outcome: Outcome) -> None:
        self._asked_for = ""
        self.working.emit("")
        self._set(name, outcome)
        following, self._waiting = self._waiting, ""
        if following:
            self.ask(following)

    def _set(self, name: str, outcome: Outcome) -> None:
        self._known[name] = outcome
        self.changed.emit(name)

    def _fail_to_forget(self, error: Exception) -> None:
        if not isinstance(error, ReaderError):
            raise error
        self.failed.emit(str(error))
