"""Finding the names in the article, for the first time and whenever a glossary or the tagger has changed."""

from collections.abc import Callable
from contextlib import nullcontext

from PySide6.QtCore import QObject, Signal

from reader_app.core.article import Article
from reader_app.core.names import Mentions
from reader_app.gui.lanes import Handle, Lane, Priority
from reader_app.gui.responsive import lasting
from reader_app.services import NameFinder


class NameFinding(QObject):
    """Works on the texts lane or, where it takes seconds, on one that nothing else waits for. What comes
    back late is dropped."""

    found = Signal(object)  # Mentions

    def __init__(
        self,
        texts: Lane,
        own: Callable[[], Lane | None],
        find_names: NameFinder,
        parent: QObject | None = None,
    ) -> None:
        """`own` gives the lane for what takes seconds, None where finding names does not."""
        super().__init__(parent)
        self._texts = texts
        self._own = own
        self._find_names = find_names
        self._article: Article | None = None
        self._jobs: list[Handle] = []

    def find(self, article: Article, known: Mentions | None) -> None:
        """Look for names in the background; meanwhile those that are known are told to their sentences."""
        self.stop()
        self._article = article
        if known is not None:
            self._jobs.append(
                self._texts.submit(
                    lambda _: known.rebound(article), done=self.found.emit, priority=Priority.CLICK
                )
            )
        self._look(article, Priority.BACKGROUND)

    def again(self) -> None:
        """A glossary has changed, or the tagger. The names that are known stay until the others are found."""
        if self._article is not None:
            self.stop()
            self._look(self._article, Priority.NORMAL)

    def stop(self) -> None:
        """Drop what is under way."""
        for job in self._jobs:
            job.cancel()
        self._jobs.clear()

    def _look(self, article: Article, priority: Priority) -> None:
        own = self._own()

        def look(handle: Handle) -> Mentions:
            # The collector is not to rest for seconds, in which other threads make what does not last.
            with lasting() if own is None else nullcontext():
                return Mentions(self._find_names(article, handle.cancelled))

        lane = self._texts if own is None else own
        self._jobs.append(lane.submit(look, done=self.found.emit, priority=priority))
