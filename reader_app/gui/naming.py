"""Looking for the names in the article that is open."""

from PySide6.QtCore import QObject, Signal

from reader_app.core.article import Article
from reader_app.core.names import Mentions
from reader_app.gui.lanes import Handle, Lane, Priority
from reader_app.gui.responsive import lasting
from reader_app.services import NameFinder


class FindingNames(QObject):
    """Looks for names on a lane, in the background; another article drops what is under way."""

    found = Signal(object)  # Mentions

    def __init__(self, lane: Lane, find: NameFinder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = lane
        self._find = find
        self._jobs: list[Handle] = []

    def start(self, article: Article, known: Mentions | None = None) -> None:
        """Find the names; those of the same text under other bounds that are `known` are told at once."""
        self.stop()
        if known is not None:
            self._jobs.append(
                self._lane.submit(
                    lambda _: known.rebound(article), done=self.found.emit, priority=Priority.CLICK
                )
            )
        self._jobs.append(
            self._lane.submit(
                lambda handle: self._look(article, handle), self.found.emit, priority=Priority.BACKGROUND
            )
        )

    def stop(self) -> None:
        """Drop what is under way."""
        for job in self._jobs:
            job.cancel()
        self._jobs.clear()

    def _look(self, article: Article, handle: Handle) -> Mentions:
        with lasting():
            return Mentions(self._find(article, handle.cancelled))
