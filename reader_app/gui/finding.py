"""What was looked for in the article, where it was found, and which place is shown."""

from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from reader_app.core.article import Article, Span
from reader_app.gui.lanes import Handle, Lane, Priority
from reader_app.services.finding import Finder


class Finding(QObject):
    """Searches on a lane and keeps the place. A newer search drops the one before it."""

    found = Signal(object)  # the places, a tuple of Span
    stepped = Signal(int, int)  # which place is shown (from 1; 0 for none), of how many
    place_shown = Signal(object)  # Span

    def __init__(self, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = lane
        self._finder: Finder | None = None
        self._places: Sequence[Span] = ()
        self._current = -1
        self._search: Handle | None = None  # under way
        self._step_after: tuple[int, int] | None = None

    def use(self, article: Article) -> None:
        """Search this article from now on."""
        self._finder = Finder(article.text)
        self._finish(())

    def find(self, wanted: str) -> None:
        """Look for `wanted`; an empty text finds nothing."""
        if self._search is not None:
            self._search.cancel()
        self._step_after = None
        finder = self._finder
        if finder is None or not wanted.strip():
            self._finish(())
            return
        self._search = self._lane.submit(
            lambda _: finder.find(wanted), done=self._finish, priority=Priority.CLICK
        )

    def step(self, count: int, reading_at: int) -> None:
        """Go to the next place or the one before, round the ends; the first time, to the first place
        from the offset `reading_at` on. During a search, as soon as it ends."""
        if self._search is not None:
            self._step_after = (count, reading_at)
            return
        if not self._places:
            return
        if self._current < 0:
            first = bisect_left(self._places, reading_at, key=lambda place: place.start)
            self._current = first if count > 0 else first - 1
        else:
            self._current += count
        self._current %= len(self._places)
        self.stepped.emit(self._current + 1, len(self._places))
        self.place_shown.emit(self._places[self._current])

    def _finish(self, places: Sequence[Span]) -> None:
        self._search = None
        self._places = places
        self._current = -1
        self.found.emit(places)
        self.stepped.emit(0, len(places))
        if self._step_after is not None:
            step, self._step_after = self._step_after, None
            self.step(*step)
