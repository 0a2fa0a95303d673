"""The desk in the window: how far each sentence of the article has come, written down with each act."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from reader_app.core.article import Article, Sentence
from reader_app.core.bounds import BoundsEdit
from reader_app.core.errors import ReaderError, StoreError
from reader_app.core.translation import Origin, Translation
from reader_app.core.units import State
from reader_app.gui.lanes import Lane, Priority
from reader_app.services.reviewing import REVIEWED, Desk, Review, Reviewer
from reader_app.services.translating import Translator

Act = Callable[[Desk], Desk]
"""What is done on the desk, on the io lane."""

_NO_DESK = "The reviews of this article could not be read, so that nothing can be added to them."
_UNTOUCHED = frozenset({State.NEW, State.DRAFT})


@dataclass
class Bench:
    """An article under review. `desk` is as the last act left it, and belongs to the io lane; `shown` is
    what the window knows of it, with how many sentences have each text and how many are in each state."""

    desk: Desk
    shown: Desk
    copies: Counter[str] = field(default_factory=Counter)
    counts: Counter[State] = field(default_factory=Counter)

    @staticmethod
    def of(desk: Desk) -> "Bench":
        """A bench with its sentences counted. Takes a while for a long article."""
        return Bench(desk, desk, Counter(one.text for one in desk.article.sentences), desk.counts())

    def show(self, desk: Desk, source: str) -> None:
        """The review of one text is another now."""
        copies = self.copies[source]
        self.counts[self.shown.reviews.get(source, Review()).state] -= copies
        self.counts[desk.reviews.get(source, Review()).state] += copies
        self.shown = desk


class Reviewing(QObject):
    """Runs the reader's acts on the io lane, one after the other; each is in the database before it shows.

    Acts that wait when the window closes are done all the same. What was done for an article that is no
    longer open is kept and not told.
    """

    reviewed = Signal(str)  # the text whose review is another now
    counted = Signal()  # how many sentences are in each state may be another now
    next_found = Signal(object)  # the Sentence to go on with; None where all are reviewed
    failed = Signal(object)  # an exception of the database

    def __init__(
        self, io: Lane, reviewer: Reviewer, translator: Translator, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._io = io
        self._reviewer = reviewer
        self._translator = translator
        self._bench: Bench | None = None

    @property
    def desk(self) -> Desk | None:
        """The article that is open, with its reviews; None where the database failed."""
        return self._bench.shown if self._bench else None

    @property
    def counts(self) -> Counter[State]:
        """How many sentences are in each state."""
        return self._bench.counts if self._bench else Counter()

    def review(self, sentence: Sentence) -> Review:
        """What is known of a sentence."""
        return self._bench.shown.review(sentence) if self._bench else Review()

    def take_up(self, article: Article) -> Bench:
        """The article with the reader's bounds and reviews. On the io lane. Raises StoreError."""
        return Bench.of(self._reviewer.open(article))

    def use(self, bench: Bench | None) -> None:
        """This article is open now; None where it could not be taken up."""
        self._bench = bench
        self.counted.emit()

    def own(self, sentence: Sentence) -> Translation | None:
        """The translation that a person has worked on; None where nobody has, or there is none."""
        review = self.review(sentence)
        if review.state in _UNTOUCHED or not review.target:
            return None
        origin = Origin.MEMORY if review.state in REVIEWED else Origin.REVIEW
        return Translation(sentence.text, review.target, origin)

    def draft(self, translation: Translation) -> None:
        """A translation has come that nobody has looked at."""
        known = self._bench.shown.reviews.get(translation.source, Review()) if self._bench else None
        if (
            known is None
            or not translation.text
            or not known.awaits_draft
            or known.target == translation.text
        ):
            return
        self._act(
            translation.source,
            lambda desk: self._reviewer.draft(desk, translation.source, translation),
            Priority.BACKGROUND,
        )

    def edit(self, source: str, target: str) -> None:
        """The reader has written a translation. It is in the memory also where the article has no desk."""
        if self._bench is None:
            self._io.submit(
                lambda _: self._translator.correct(source, target),
                done=lambda _: self.reviewed.emit(source),
                failed=self._fail,
                must=True,
            )
            return
        self._act(source, lambda desk: self._reviewer.edit(desk, source, target))

    def approve(self, sentence: Sentence, shown: Translation | None, *, go_on: bool) -> None:
        """The reader signs off what is shown; with `go_on` the next sentence to look at is told."""
        source = sentence.text

        def sign(desk: Desk) -> Desk:
            drafted = self._reviewer.draft(desk, source, shown) if shown and shown.text else desk
            return self._reviewer.approve(drafted, source)

        self._act(source, sign, go_on_after=sentence if go_on else None)

    def reopen(self, source: str) -> None:
        """Take an approval or a flag back."""
        self._act(source, lambda desk: self._reviewer.reopen(desk, source))

    def flag(self, source: str) -> None:
        """The reader wants the sentence looked at again."""
        self._act(source, lambda desk: self._reviewer.flag(desk, source, _note(desk, source)))

    def note(self, source: str, note: str) -> None:
        """The reader has written, or cleared, a note."""
        self._act(source, lambda desk: self._reviewer.note(desk, source, note))

    def revert(self, source: str) -> None:
        """Back to the machine's draft; what the translation memory has for the sentence is declined."""

        def back(desk: Desk) -> Desk:
            self._translator.revert(source)
            return self._reviewer.revert(desk, source)

        self._act(source, back)

    def restore(self, source: str, version: Review) -> None:
        """Back to an earlier version."""
        self._act(source, lambda desk: self._reviewer.restore(desk, source, version))

    def find_next(self, after: int) -> None:
        """Tell the next sentence behind this id that is neither edited nor approved, round the end."""
        bench = self._bench
        if bench is not None:
            self._io.submit(
                lambda _: bench.desk.next_unreviewed(after),
                done=lambda found: self.next_found.emit(found) if bench is self._bench else None,
                priority=Priority.CLICK,
            )

    def ask_versions(self, source: str, done: Callable[[Sequence[Review]], None]) -> None:
        """Hand over what the sentence was before, the latest first."""
        bench = self._bench
        if bench is not None:
            self._io.submit(
                lambda _: self._reviewer.versions(bench.desk, source),
                done=lambda found: done(found) if bench is self._bench else None,
                failed=self._fail,
            )

    def move(self, edit: BoundsEdit | None, told: Callable[[Article], None]) -> None:
        """Split or merge sentences, or with None take the last time back; `told` gets the article as it then
        is, where it is still open and has changed."""
        bench = self._bench
        if bench is None:
            return

        def work() -> Bench | None:
            undone = self._reviewer.undo_bounds
            desk = self._reviewer.move_bounds(bench.desk, edit) if edit else undone(bench.desk)
            if desk is bench.desk:
                return None
            bench.desk = desk
            return Bench.of(desk)

        def done(counted: Bench | None) -> None:
            if counted is not None:
                bench.shown, bench.copies, bench.counts = counted.shown, counted.copies, counted.counts
                if bench is self._bench:
                    told(counted.shown.article)
                    self.counted.emit()

        self._io.submit(lambda _: work(), done, self._fail, must=True)

    def _act(
        self,
        source: str,
        act: Act,
        priority: Priority = Priority.CLICK,
        *,
        go_on_after: Sentence | None = None,
    ) -> None:
        bench = self._bench
        if bench is None:
            self.failed.emit(StoreError(_NO_DESK, "Open the article again."))
            return

        def work() -> tuple[Desk, Sentence | None]:
            bench.desk = act(bench.desk)
            following = bench.desk.next_unreviewed(go_on_after.id) if go_on_after else None
            return bench.desk, following

        def done(outcome: tuple[Desk, Sentence | None]) -> None:
            desk, following = outcome
            was = bench.shown.reviews.get(source)
            bench.show(desk, source)
            if bench is not self._bench:
                return
            if go_on_after is not None:
                self.next_found.emit(following)
            if desk.reviews.get(source) != was:
                self.reviewed.emit(source)
                self.counted.emit()

        must = priority is not Priority.BACKGROUND
        self._io.submit(lambda _: work(), done, self._fail, priority=priority, must=must)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, ReaderError):
            raise error
        self.failed.emit(error)


def _note(desk: Desk, source: str) -> str:
    return desk.reviews.get(source, Review()).note
