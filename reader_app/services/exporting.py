"""Exporting an article's translation: what was reviewed as it stands, the rest as it is known."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from reader_app.core.article import Article, Sentence
from reader_app.core.errors import ExchangeCancelled, ExchangeError
from reader_app.core.translation import Origin, Translation, doubt_text
from reader_app.core.units import Bitext, State, Unit, watched
from reader_app.services.memory import Memory, Progress, UnitWriter
from reader_app.services.reviewing import Reviewer
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
    the sentences that have none yet."""

    title: str
    units: tuple[Unit, ...]
    missing: tuple[Sentence, ...]


class Exporter:
    """Gathers an article's translation and writes it. Callable from any thread but the GUI's."""

    def __init__(self, reviewer: Reviewer, translator: Translator, memory: Memory, write: UnitWriter) -> None:
        self._reviewer = reviewer
        self._translator = translator
        self._memory = memory
        self._write = write

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
        for done, sentence in enumerate(desk.article.sentences):
            if cancelled():
                raise ExchangeCancelled("The export was broken off.", "No file was written or changed.")
            if progress is not None:
                progress(done, len(desk.article.sentences))
            unit = reviewed.get(str(sentence.id)) or self._known(sentence)
            if unit is None:
                missing.append(sentence)
            else:
                units.append(unit)
        return Survey(article.title, tuple(units), tuple(missing))

    def write(
        self,
        survey: Survey,
        path: Path,
        format_name: str | None = None,
        *,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> int:
        """Write the units that are there; returns how many.

        Raises ExchangeError, ExchangeCancelled; no file is then written or changed.
        """
        if not survey.units:
            raise ExchangeError(
                "Nothing of the article is translated yet.", "Translate a sentence, or all of them, first."
            )
        units = watched(survey.units, len(survey.units), progress, cancelled)
        self._write(path, Bitext(survey.title, units), format_name)
        return len(survey.units)

    def _known(self, sentence: Sentence) -> Unit | None:
        known = self._translator.recall(sentence.text)
        if known is None or not known.text.strip():
            return None
        if known.origin is Origin.MEMORY:
            for unit in self._memory.exact(sentence.text):
                if unit.target == known.text:
                    return replace(unit, source=sentence.text, id=str(sentence.id), carried="")
        return unit_of(sentence, known)


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
