"""Whether the translation that is shown names whom and what its sentence names."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from reader_app.core.article import Sentence
from reader_app.core.name_check import NameCheck
from reader_app.core.names import Mentions
from reader_app.core.translation import Translation
from reader_app.gui.lanes import Handle, Lane, Priority
from reader_app.services.aligning import AlignedPair
from reader_app.services.checking import Checker


@dataclass(frozen=True, slots=True)
class CheckedNames:
    """A sentence, a translation of it, and what that has for each name."""

    sentence: Sentence
    target: str
    checks: Sequence[NameCheck]


class NameChecking(QObject):
    """Follows the translation that is shown. It is looked through on the texts lane, and once more when its
    alignment is known, which tells what stands in the place of a name. What comes back late is dropped."""

    checked = Signal(object)  # CheckedNames; None until the translation shown was looked through

    def __init__(self, texts: Lane, checker: Checker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._checker = checker
        self._mentions = Mentions()
        self._shown: tuple[Sentence, Translation] | None = None
        self._pair: AlignedPair | None = None
        self._found: CheckedNames | None = None
        self._job: Handle | None = None

    @property
    def found(self) -> CheckedNames | None:
        """What the translation shown has, where that is known."""
        return self._found

    def follow(self, sentence: Sentence | None, translation: Translation | None) -> None:
        """This translation is shown now, or none."""
        self._shown = (sentence, translation) if sentence is not None and translation is not None else None
        self._tell(None)
        self._begin()

    def use_mentions(self, mentions: Mentions) -> None:
        """These are the names in the article."""
        self._mentions = mentions
        self._begin()

    def use_alignment(self, pair: AlignedPair | None) -> None:
        """This is the alignment of the translation shown, or it is not known."""
        self._pair = pair
        if pair is not None:
            self._begin()

    def stop(self) -> None:
        """Drop what is under way."""
        if self._job is not None:
            self._job.cancel()
        self._job = None

    def _begin(self) -> None:
        self.stop()
        if self._shown is None:
            return
        sentence, target, pair = self._shown[0], self._shown[1].text, self._pair
        mentions = tuple(self._mentions.in_sentence(sentence.id))
        if not mentions:
            self._tell(None)
            return
        is_of_this = pair is not None and (pair.source, pair.target) == (sentence.text, target)
        alignment = pair.alignment if pair is not None and is_of_this else None
        self._job = self._texts.submit(
            lambda _: self._checker.check_mentions(
                sentence.text, target, mentions, sentence.span.start, alignment
            ),
            done=lambda checks: self._tell(CheckedNames(sentence, target, checks)),
            priority=Priority.CLICK,
        )

    def _tell(self, found: CheckedNames | None) -> None:
        if found is not None or self._found is not None:
            self._found = found
            self.checked.emit(found)
