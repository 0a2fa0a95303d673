"""Finding the names in the article, for the first time and whenever a glossary has changed."""

from PySide6.QtCore import QObject, Signal

from reader_app.core.article import Article
from reader_app.core.names import Mentions
from reader_app.gui.lanes import Handle, Lane, Priority
from reader_app.gui.responsive import lasting
from reader_app.services import NameFinder


class NameFinding(QObject):
    """Works on the texts lane. What comes back late is dropped."""

    found = Signal(object)  # Mentions

    def __init__(self, texts: Lane, find_names: NameFinder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
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
        """A glossary has changed. The names that are known stay until the others are found."""
        if self._article is not None:
            self.stop()
            self._look(self._article, Priority.NORMAL)

    def stop(self) -> None:
        """Drop what is under way."""
        for job in self._jobs:
            job.cancel()
        self._jobs.clear()

    def _look(self, article: Article, priority: Priority) -> None:
        def look(handle: Handle) -> Mentions:
            with lasting():
                return Mentions(self._find_names(article, handle.cancelled))

        self._jobs.append(self._texts.submit(look, done=self.found.emit, priority=priority))
