"""What the translation memory has for the selected sentence."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from reader_app.core.article import Sentence
from reader_app.core.errors import ReaderError
from reader_app.gui.lanes import Handle, Lane, Priority
from reader_app.services.memory import Match, Memory


class Matching(QObject):
    """Looks for exact and similar units, on a lane where nobody else waits: the first search after the start
    reads the whole memory. What comes back for a sentence that was left is dropped."""

    found = Signal(object)  # a sequence of Match; empty while nothing is known
    failed = Signal(object)  # ReaderError

    def __init__(self, lane: Lane, memory: Memory, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = lane
        self._memory = memory
        self._sentence: Sentence | None = None
        self._job: Handle | None = None
        self._matches: Sequence[Match] = ()

    @property
    def matches(self) -> Sequence[Match]:
        """What was found for the sentence; none while the search is under way."""
        return self._matches

    def warm(self) -> None:
        """Read the memory in the background, so that the first click need not wait for that."""
        self._lane.submit(lambda _: self._memory.prepare(), failed=self._fail, priority=Priority.BACKGROUND)

    def follow(self, sentence: Sentence | None) -> None:
        """Look for this sentence, or for none."""
        self._sentence = sentence
        self._tell(())
        self.ask_again()

    def ask_again(self) -> None:
        """The memory has changed: look again, and leave what is shown until the answer comes."""
        if self._job is not None:
            self._job.cancel()
        self._job = None
        sentence = self._sentence
        if sentence is not None:
            self._job = self._lane.submit(
                lambda _: self._memory.matches(sentence.text),
                done=self._tell,
                failed=self._fail,
                priority=Priority.CLICK,
            )

    def _tell(self, matches: Sequence[Match]) -> None:
        if matches or self._matches:
            self._matches = matches
            self.found.emit(matches)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, ReaderError):
            raise error
        self.failed.emit(error)
