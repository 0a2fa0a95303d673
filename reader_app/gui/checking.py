"""What the checks say of the translation that is shown, and of all of the article."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from reader_app.core.article import Article, Sentence
from reader_app.core.checks import Flag
from reader_app.core.errors import ReaderError
from reader_app.core.names import Mentions
from reader_app.core.translation import Translation
from reader_app.gui.lanes import Handle, Lane, Priority
from reader_app.services.checking import Checker
from reader_app.services.translating import Translator

_CHUNK = 16
"""How many sentences are checked in one job: a click waits for one job at most."""


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """A sentence with a translation, the flags that stand, and how many the reader has put away."""

    sentence: Sentence
    target: str
    flags: tuple[Flag, ...]
    put_away: int = 0


class Checking(QObject):
    """Follows the translation that is shown. It is checked on the texts lane; what was put away is asked of
    the database on the io lane. What comes back late is dropped."""

    checked = Signal(object)  # CheckedSentence; None until the translation shown is checked
    failed = Signal(object)  # an exception of the database

    def __init__(self, texts: Lane, io: Lane, checker: Checker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._io = io
        self._checker = checker
        self._mentions = Mentions()
        self._shown: tuple[Sentence, Translation] | None = None
        self._found: CheckedSentence | None = None
        self._job: Handle | None = None

    @property
    def found(self) -> CheckedSentence | None:
        """What the checks say of the translation shown, where it is known."""
        return self._found

    def follow(self, sentence: Sentence | None, translation: Translation | None) -> None:
        """This translation is shown now, or none."""
        self._shown = (sentence, translation) if sentence is not None and translation is not None else None
        self._begin()

    def use_mentions(self, mentions: Mentions) -> None:
        """These are the names in the article: a translation that was checked without them is checked
        again."""
        self._mentions = mentions
        if self._shown is not None:
            self._begin()

    def dismiss(self, flag: Flag) -> None:
        """The reader says that a flag of the translation shown is no error."""
        found = self._found
        if found is None or flag not in found.flags:
            return
        source, target = found.sentence.text, found.target
        flags = tuple(one for one in found.flags if one != flag)
        self._tell(CheckedSentence(found.sentence, target, flags, found.put_away + 1))
        self._io.submit(lambda _: self._checker.dismiss(source, target, flag), failed=self.failed.emit)

    def restore(self) -> None:
        """Show again what was put away for the translation shown."""
        found = self._found
        if found is not None:
            source, target = found.sentence.text, found.target
            self._io.submit(
                lambda _: self._checker.restore(source, target),
                done=lambda _: self._begin(),
                failed=self.failed.emit,
            )

    def stop(self) -> None:
        """Drop what is under way."""
        if self._job is not None:
            self._job.cancel()
        self._job = None

    def _begin(self) -> None:
        self.stop()
        self._tell(None)
        if self._shown is None:
            return
        sentence, translation = self._shown
        mentions = tuple(self._mentions.in_sentence(sentence.id))
        self._job = self._texts.submit(
            lambda _: self._checker.check(sentence.text, translation.text, mentions, sentence.span.start),
            done=lambda flags: self._ask(sentence, translation.text, flags),
            priority=Priority.CLICK,
        )

    def _ask(self, sentence: Sentence, target: str, flags: tuple[Flag, ...]) -> None:
        if not flags:
            self._tell(CheckedSentence(sentence, target, ()))
            return
        self._job = self._io.submit(
            lambda _: self._checker.standing(sentence.text, target, flags),
            done=lambda standing: self._tell(
                CheckedSentence(sentence, target, standing, len(flags) - len(standing))
            ),
            failed=self.failed.emit,
        )

    def _tell(self, found: CheckedSentence | None) -> None:
        if found is not None or self._found is not None:
            self._found = found
            self.checked.emit(found)


class CheckingArticle(QObject):
    """Goes through the article's translations that are known, a few sentences a job, so that clicks come
    between."""

    begun = Signal()
    found = Signal(object)  # a sequence of CheckedSentence, those with flags, in reading order
    progressed = Signal(int, int, int)  # sentences done, those of them without a translation, of how many
    failed = Signal(object)  # an exception; the pass is over

    def __init__(
        self, texts: Lane, io: Lane, translator: Translator, checker: Checker, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._texts = texts
        self._io = io
        self._translator = translator
        self._checker = checker
        self._job: Handle | None = None

    def start(self, article: Article, mentions: Mentions) -> None:
        """Check the article from its beginning; a pass that is under way ends."""
        self.stop()
        self.begun.emit()
        self.progressed.emit(0, 0, len(article.sentences))
        self._job = self._texts.submit(  # where the glossary is read, which takes a while
            lambda _: self._checker.prepare(),
            done=lambda _: self._go_on(article, mentions, 0, 0),
            failed=self._fail,
        )

    def stop(self) -> None:
        """End after the sentences that are being checked."""
        if self._job is not None:
            self._job.cancel()
        self._job = None

    def _go_on(self, article: Article, mentions: Mentions, done: int, untranslated: int) -> None:
        chunk = article.sentences[done : done + _CHUNK]
        if not chunk:
            self._job = None
            return

        def tell(outcome: tuple[Sequence[CheckedSentence], int]) -> None:
            checked, lacking = outcome
            self.found.emit(checked)
            self.progressed.emit(done + len(chunk), untranslated + lacking, len(article.sentences))
            self._go_on(article, mentions, done + len(chunk), untranslated + lacking)

        self._job = self._io.submit(
            lambda _: self._check(chunk, mentions), tell, self._fail, priority=Priority.BACKGROUND
        )

    def _check(
        self, sentences: Sequence[Sentence], mentions: Mentions
    ) -> tuple[Sequence[CheckedSentence], int]:
        """Those with flags, and how many have no translation yet. On the io lane."""
        checked: list[CheckedSentence] = []
        untranslated = 0
        for sentence in sentences:
            known = self._translator.recall(sentence.text)
            if known is None:
                untranslated += 1
                continue
            named = mentions.in_sentence(sentence.id)
            flags = self._checker.check(sentence.text, known.text, named, sentence.span.start)
            standing = self._checker.standing(sentence.text, known.text, flags) if flags else ()
            if standing:
                checked.append(CheckedSentence(sentence, known.text, standing))
        return checked, untranslated

    def _fail(self, error: Exception) -> None:
        self._job = None
        if not isinstance(error, ReaderError):
            raise error
        self.failed.emit(error)
