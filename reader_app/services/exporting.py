"""Exporting an article's translation: what was reviewed as it stands, the rest as it is known."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from reader_app.core.article import Article, Sentence
from reader_app.core.errors import ExchangeCancelled, ExchangeError
from reader_app.core.translation import Origin, Translation, doubt_text
from reader_app.core.units import Bitext, State, Unit, watched
from reader_app.services.memory import Memory, Progress, UnitWriter
from reader_app.services.reviewing import Review, Reviewer
from reader_app.services.translating import Translator


@dataclass(frozen=True, slots=True)
class FileKind:
    """A format that translations are exchanged in: its key, what people call it, its suffixes in lower case,
    and whether it can be read and written here."""

    key: str
    description: str
    suffixes: tuple[str, ...]
    can_read: bool
    can_write: bool


@dataclass(frozen=True, slots=True)
class Survey:
    """What an article's file would hold: the sentences with a translation, as units in reading order, and
    the sentences that have none yet. Those of them that the reader noted or flagged are units without a
    translation, too, in `noted`."""

    title: str
    units: tuple[Unit, ...]
    missing: tuple[Sentence, ...]
    noted: tuple[Unit, ...] = ()


class Exporter:
    """Gathers an article's translation and writes it. Callable from any thread but the GUI's."""

    def __init__(
        self,
        reviewer: Reviewer,
        translator: Translator,
        memory: Memory,
        write: UnitWriter,
        takes_untranslated: Callable[[Path, str | None], bool],
    ) -> None:
        """`takes_untranslated` is whether a file, in the format of this name or else of its suffix, has a
        place for what is said of a sentence without a translation; it raises ExchangeError."""
        self._reviewer = reviewer
        self._translator = translator
        self._memory = memory
        self._write = write
        self._takes_untranslated = takes_untranslated

    def survey(
        self,
        article: Article,
        *,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Survey:
        """What is there of the article's translation, in the reader's own sentence bounds; no model is asked.

        Raises ExchangeCancelled, StoreError, ModelDamaged.
        """
        desk = self._reviewer.open(article)
        reviewed = {unit.id: unit for unit in desk.units()}
        units: list[Unit] = []
        missing: list[Sentence] = []
        noted: list[Unit] = []
        for done, sentence in enumerate(desk.article.sentences):
            if cancelled():
                raise ExchangeCancelled("The export was broken off.", "No file was written or changed.")
            if progress is not None:
                progress(done, len(desk.article.sentences))
            review = desk.review(sentence)
            unit = reviewed.get(str(sentence.id)) or self._known(sentence, review)
            if unit is not None:
                units.append(unit)
                continue
            missing.append(sentence)
            if review.note or review.state is State.FLAGGED:
                said = Unit(sentence.text, "", state=review.state, note=review.note, changed=review.changed)
                noted.append(replace(said, id=str(sentence.id)))
        return Survey(article.title, tuple(units), tuple(missing), tuple(noted))

    def write(
        self,
        survey: Survey,
        path: Path,
        format_name: str | None = None,
        *,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> int:
        """Write the units that are there, with those that are noted where the format has a place for them;
        returns how many.

        Raises ExchangeError, ExchangeCancelled; no file is then written or changed.
        """
        units = survey.units
        if survey.noted and self._takes_untranslated(path, format_name):
            units = sorted((*units, *survey.noted), key=lambda unit: int(unit.id))
        if not units:
            raise ExchangeError(
                "Nothing of the article is translated yet.", "Translate a sentence, or all of them, first."
            )
        watching = watched(units, len(units), progress, cancelled)
        self._write(path, Bitext(survey.title, watching), format_name)
        return len(units)

    def _known(self, sentence: Sentence, review: Review) -> Unit | None:
        """A translation that the review does not have yet, with what the review says of the sentence."""
        known = self._translator.recall(sentence.text)
        if known is None or not known.text.strip():
            return None
        unit = unit_of(sentence, known)
        if known.origin is Origin.MEMORY:
            for other in self._memory.exact(sentence.text):
                if other.target == known.text:
                    unit = replace(other, source=sentence.text, id=str(sentence.id), carried="")
                    break
        flagged = State.FLAGGED if review.state is State.FLAGGED else unit.state
        return replace(unit, state=flagged, note=review.note or unit.note)


def unit_of(sentence: Sentence, translation: Translation) -> Unit:
    """A sentence with a translation that nobody has reviewed; what is to be doubted about it as a note."""
    is_own = translation.origin is Origin.MEMORY
    return Unit(
        sentence.text,
        translation.text,
        id=str(sentence.id),
        state=State.EDITED if is_own else State.DRAFT,
        note=" ".join(doubt_text(doubt) for doubt in sorted(translation.doubts)),
        model=translation.model,
    )
