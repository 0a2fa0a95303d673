"""Translating the article in the background, so that a click finds its sentence done, its words aligned."""

from PySide6.QtCore import QObject, Signal

from reader_app.core.article import Article
from reader_app.core.errors import ReaderError, SentenceTooLong
from reader_app.core.translation import Translation
from reader_app.gui.lanes import Handle, Lane, Priority
from reader_app.services.aligning import Aligner
from reader_app.services.translating import Translator


class TranslatingAhead(QObject):
    """Goes through an article on the engine lane in reading order from where the reader is, and round to
    the beginning. Translating a sentence is one job and aligning it another: a clicked sentence waits for
    one of these at most.

    What is done is kept by the translator and the aligner. What was in the cache is aligned only where the
    model is loaded anyway. A sentence that is too long for the model is passed over; any other failure ends
    the pass without a word, since it is told when a sentence is asked for.
    """

    progressed = Signal(int, int)  # sentences done, of how many
    translated = Signal(object)  # Translation, as it comes

    def __init__(
        self, lane: Lane, translator: Translator, aligner: Aligner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._lane = lane
        self._translator = translator
        self._aligner = aligner
        self._article: Article | None = None
        self._todo: set[int] = set()
        self._at = 1
        self._job: Handle | None = None

    def start(self, article: Article, at: int = 1) -> None:
        """Begin at the sentence with this id; a pass over another article ends."""
        self.stop()
        self._article = article
        self._todo = {sentence.id for sentence in article.sentences}
        self._at = at
        self._next()

    def move_to(self, sentence_id: int) -> None:
        """The reader is here now: go on from there."""
        self._at = sentence_id

    def rebound(self, article: Article) -> None:
        """The article has other sentences now: those of them that are done are not done again."""
        if self._article is None:
            return
        done = {one.text for one in self._article.sentences if one.id not in self._todo}
        is_idle = self._job is None
        self._article = article
        self._todo = {one.id for one in article.sentences if one.text not in done}
        self._at = min(self._at, len(article.sentences))
        if is_idle:
            self._next()

    def stop(self) -> None:
        """End after the sentence that is being translated."""
        if self._job is not None:
            self._job.cancel()
        self._job = None
        self._article = None
        self._todo.clear()

    def _next(self) -> None:
        if self._article is None or not self._todo:
            self._job = None
            return
        total = len(self._article.sentences)
        while self._at not in self._todo:
            self._at = self._at % total + 1
        text = self._article.sentence(self._at).text
        self._todo.remove(self._at)
        self._job = self._lane.submit(
            lambda _: self._translator.translate(text, _say_nothing),
            done=self._translated,
            failed=self._failed,
            priority=Priority.BACKGROUND,
        )

    def _translated(self, translation: Translation) -> None:
        assert self._article is not None
        self._job = self._lane.submit(
            lambda _: self._align(translation),
            done=lambda _: self._next(),
            failed=self._not_aligned,
            priority=Priority.BACKGROUND,
        )
        total = len(self._article.sentences)
        self.translated.emit(translation)
        self.progressed.emit(total - len(self._todo), total)

    def _align(self, translation: Translation) -> None:
        if self._aligner.is_ready(translation.source):
            self._aligner.align(translation.source, translation.text, _say_nothing)

    def _not_aligned(self, error: Exception) -> None:
        if not isinstance(error, ReaderError):
            raise error
        self._next()  # it is translated all the same

    def _failed(self, error: Exception) -> None:
        if isinstance(error, SentenceTooLong):
            self._next()
        elif isinstance(error, ReaderError):
            self.stop()
        else:
            raise error


def _say_nothing(_step: str) -> None:
    """Nobody waits for this."""
