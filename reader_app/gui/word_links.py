"""Which words of the translation shown stand for which of the sentence, and which of them are lit."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from reader_app.core.alignment import Alignment, Link
from reader_app.core.errors import ReaderError
from reader_app.core.translation import Translation
from reader_app.gui.lanes import Handle, Lane, Priority
from reader_app.services.aligning import AlignedPair, Aligner

_DWELL_MS = 250  # a pointer that rests this long on a word asks for its partner

Chooser = Callable[[Alignment], Link | None]
"""Chooses the link to light, None for none."""


class WordLinks(QObject):
    """Follows the translation that is shown and lights one of its links at a time.

    A link is lit while it is pointed at; one that was placed, by a key or the caret, is lit when none is
    pointed at. The alignment is recalled once the translation is there. Where it is not known it is found on
    the engine lane: at once if the model is loaded, else when the reader asks for a word, since a sentence
    shown from the cache is no reason to load a model. What cannot be aligned lights nothing.
    """

    aligned = Signal(object)  # AlignedPair of the translation shown; None until it is known
    lit = Signal(object, bool)  # Link or None; True where it was placed, and so should be brought into view
    awaited = Signal(str)  # what the reader waits for, in words; empty when it is over

    def __init__(self, io: Lane, engine: Lane, aligner: Aligner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._io = io
        self._engine = engine
        self._aligner = aligner
        self._translation: Translation | None = None
        self._pair: AlignedPair | None = None
        self._pointed: Link | None = None
        self._placed: Link | None = None
        self._pointing: Chooser | None = None  # what the pointer is on
        self._placing: Chooser | None = None  # a place asked for before the pair was known
        self._job: Handle | None = None  # recalling or aligning; the last one, where it has ended
        self._is_wanted = False  # the reader has asked for a word of this translation
        self._dwell = QTimer(self)
        self._dwell.setSingleShot(True)
        self._dwell.setInterval(_DWELL_MS)
        self._dwell.timeout.connect(self._want)

    @property
    def pair(self) -> AlignedPair | None:
        """The alignment of the translation shown, where it is known."""
        return self._pair

    @property
    def link(self) -> Link | None:
        """The link that is lit."""
        return self._pointed or self._placed

    def follow(self, translation: Translation | None) -> None:
        """This translation is shown now, or none; what was asked of the one before is dropped."""
        self.stop()
        self._translation, self._pair = translation, None
        self._pointing = self._placing = None
        self._is_wanted = False
        self._light(None, None, show=False)
        self.aligned.emit(None)
        self.awaited.emit("")
        if translation is not None:
            source, target = translation.source, translation.text
            self._job = self._io.submit(
                lambda _: (self._aligner.recall(source, target), self._aligner.is_ready(source)),
                done=lambda found: self._recalled(translation, *found),
                failed=self._give_up,
            )

    def stop(self) -> None:
        """Drop what is under way."""
        self._dwell.stop()
        if self._job is not None:
            self._job.cancel()
        self._job = None

    def point_source(self, offset: int | None) -> None:
        """The pointer is on this letter of the sentence, or (None) on none."""
        self._point(None if offset is None else lambda pair: pair.of_source(offset))

    def point_target(self, offset: int | None) -> None:
        """The pointer is on this letter of the translation, or (None) on none."""
        self._point(None if offset is None else lambda pair: pair.of_target(offset))

    def place_target(self, offset: int) -> None:
        """The caret is before this letter of the translation."""
        self._place(lambda pair: pair.of_target(offset) or pair.of_target(offset - 1))

    def step(self, count: int) -> None:
        """Go on by this many links, in the order of the sentence, and stay at the ends."""
        self._place(lambda pair: _stepped(pair.links, self._placed, count))

    def let_go(self) -> bool:
        """Light nothing until asked again; whether a placed link was lit."""
        was_placed = self._placed is not None
        self._light(None, None, show=False)
        return was_placed

    def _point(self, choose: Chooser | None) -> None:
        self._pointing = choose
        if self._pair is not None:
            self._light(choose(self._pair.alignment) if choose else None, self._placed, show=False)
        elif choose is not None and self._translation is not None:
            self._dwell.start()
        else:
            self._dwell.stop()

    def _place(self, choose: Chooser) -> None:
        if self._pair is not None:
            self._light(None, choose(self._pair.alignment), show=True)
        else:
            self._placing = choose
            self._want()

    def _light(self, pointed: Link | None, placed: Link | None, *, show: bool) -> None:
        before = self.link
        self._pointed, self._placed = pointed, placed
        if self.link != before:
            self.lit.emit(self.link, show)

    def _want(self) -> None:
        if self._translation is None or self._pair is not None:
            return
        self._is_wanted = True
        self._report("")
        if self._job is None:
            self._align(self._translation)

    def _recalled(self, translation: Translation, pair: AlignedPair | None, is_ready: bool) -> None:
        self._job = None
        if pair is not None:
            self._show(pair)
        elif is_ready or self._is_wanted:
            self._align(translation)

    def _align(self, translation: Translation) -> None:
        self._job = self._engine.submit(
            lambda handle: self._aligner.align(translation.source, translation.text, handle.report),
            self._show,
            self._give_up,
            self._report,
            Priority.CLICK,
        )

    def _report(self, step: str) -> None:
        if self._is_wanted:
            self.awaited.emit(step or "Matching the words")

    def _show(self, pair: AlignedPair) -> None:
        self._pair = pair
        self.awaited.emit("")
        self.aligned.emit(pair)
        if self._placing is not None:
            choose, self._placing = self._placing, None
            self._place(choose)
        if self._pointing is not None:
            self._point(self._pointing)

    def _give_up(self, error: Exception) -> None:
        """There is nothing to light; that is no fault of the translation's, and not worth a word."""
        self._translation = None
        self._dwell.stop()
        self.awaited.emit("")
        if not isinstance(error, ReaderError):
            raise error


def _stepped(links: Sequence[Link], placed: Link | None, count: int) -> Link | None:
    if not links:
        return None
    if placed not in links:
        return links[0] if count > 0 else links[-1]
    return links[min(max(links.index(placed) + count, 0), len(links) - 1)]
