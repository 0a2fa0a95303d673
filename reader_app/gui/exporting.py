"""Files of translations from the menus: the article's translation and the memory out, others' units in."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from reader_app.core.article import Article, Sentence
from reader_app.core.errors import ExchangeCancelled
from reader_app.gui.exchange_dialogs import ask_what_to_read, ask_where_to_write
from reader_app.gui.file_tasks import FileTasks, Outcome, Report, Stopped
from reader_app.gui.session import Session
from reader_app.gui.task_strip import TaskStrip
from reader_app.services import Services
from reader_app.services.exporting import FileKind, Survey
from reader_app.services.memory import Added

_NOT_FOR_ARTICLES = {"tbx"}
"""A term base has terms in it, not sentences."""


class Exporting(QObject):
    """Asks where to and where from, runs it, and tells in the strip how it went."""

    memory_changed = Signal()

    def __init__(self, services: Services, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._services = services
        self._session = session
        self._window = parent
        self._folder = Path.home()
        self.strip = TaskStrip()
        self.question: QMessageBox | None = None  # about sentences that are not translated yet
        self.tasks = FileTasks(session.lane("files"), self)
        self.tasks.begun.connect(self.strip.begin)
        self.tasks.progressed.connect(self.strip.progress)
        self.tasks.ended.connect(self.strip.end)
        self.strip.cancel_wanted.connect(self.tasks.cancel)

    def actions(self) -> dict[str, Callable[[], object]]:
        """What the menus offer."""
        return {
            "export_article": partial(self._with_kinds, self._ask_about_article),
            "import_memory": partial(self._with_kinds, self._ask_about_import),
            "export_memory": partial(self._with_kinds, self._ask_about_memory),
        }

    def close(self) -> None:
        """The main window closes: nothing goes on."""
        self.tasks.cancel()

    # Asking

    def _with_kinds(self, ask: Callable[[Sequence[FileKind]], None]) -> None:
        # Finding out which formats there are imports what reads them.
        if self.tasks.busy:
            self.strip.show()  # that is what the reader has to wait for, or to break off
        else:
            self._session.lane("files").submit(lambda _: self._services.file_kinds(), done=ask)

    def _ask_about_article(self, kinds: Sequence[FileKind]) -> None:
        article = self._session.article
        if article is None:
            return
        name = article.path.stem if article.path else article.title
        able = [kind for kind in kinds if kind.key not in _NOT_FOR_ARTICLES]
        chosen = self._ask_where("Export the translation", name, able)
        if chosen is not None:
            self.export_article(article, *chosen)

    def _ask_about_memory(self, kinds: Sequence[FileKind]) -> None:
        chosen = self._ask_where("Export the translation memory", "memory", kinds)
        if chosen is not None:
            self.export_memory(*chosen)

    def _ask_about_import(self, kinds: Sequence[FileKind]) -> None:
        path = ask_what_to_read(self._window, "Import into the translation memory", self._folder, kinds)
        if path is not None:
            self._folder = path.parent
            self.import_file(path)

    def _ask_where(self, title: str, name: str, kinds: Sequence[FileKind]) -> tuple[Path, str] | None:
        chosen = ask_where_to_write(self._window, title, self._folder / name, kinds)
        if chosen is None:
            return None
        path, kind = chosen
        self._folder = path.parent
        return path, kind.key

    # The memory

    def import_file(self, path: Path) -> None:
        """Enter a file's units into the memory, all or none."""
        if self.tasks.begin(f"Importing {path.name}"):
            memory = self._services.memory
            self.tasks.step(
                lambda report, stopped: memory.import_file(path, progress=report, cancelled=stopped),
                lambda added: self._imported(path, added),
            )

    def export_memory(self, path: Path, format_name: str) -> None:
        """Write the whole memory to a file."""
        if self.tasks.begin(f"Writing {path.name}"):
            memory = self._services.memory
            self.tasks.step(
                lambda report, stopped: memory.export_file(
                    path, format_name, progress=report, cancelled=stopped
                ),
                lambda count: self.tasks.end(Outcome(f"{_units(count)} are in {path.name}.")),
            )

    def _imported(self, path: Path, added: Added) -> None:
        self.tasks.end(Outcome(imported_in_words(path.name, added)))
        self.memory_changed.emit()

    # The article

    def export_article(self, article: Article, path: Path, format_name: str) -> None:
        """Write the article's translation; where sentences lack one, the reader is asked what to do."""
        if not self.tasks.begin(f"Writing {path.name}"):
            return

        def surveyed(survey: Survey) -> None:
            if survey.missing:
                self._ask_about_missing(article, survey, path, format_name)
            else:
                self._write(survey, path, format_name)

        self._survey(article, surveyed)

    def _survey(self, article: Article, done: Callable[[Survey], None]) -> None:
        exporter = self._services.exporter

        def look(_: object) -> None:
            self.tasks.step(
                lambda report, stopped: exporter.survey(article, progress=report, cancelled=stopped), done
            )

        # What the reader has just approved is written on the io lane: behind it, it is there.
        self.tasks.step(lambda report, stopped: None, look, self._session.lane("io"))

    def _ask_about_missing(self, article: Article, survey: Survey, path: Path, format_name: str) -> None:
        lacking, total = len(survey.missing), len(survey.missing) + len(survey.units)
        self.question = box = QMessageBox(self._window)
        box.setWindowTitle("Export the translation")
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(
            f"{lacking} of {total} sentences are not translated yet."
            if lacking > 1 or total > 1
            else "The sentence is not translated yet."
        )
        box.setInformativeText("They can be translated first, which may take a while, or be left out.")
        first = box.addButton("Translate First", QMessageBox.ButtonRole.AcceptRole)
        out = box.addButton("Leave Them Out", QMessageBox.ButtonRole.ActionRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        out.setEnabled(bool(survey.units or survey.noted))
        box.setDefaultButton(first)

        def answered() -> None:
            self.question = None
            if box.clickedButton() is first:
                self._translate(survey.missing, lambda: self._translated(article, path, format_name))
            elif box.clickedButton() is out:
                self._write(survey, path, format_name)
            else:
                self.tasks.end(Outcome(""))
            box.deleteLater()

        box.finished.connect(answered)
        box.open()

    def _translate(self, sentences: Sequence[Sentence], done: Callable[[], None]) -> None:
        """One sentence a job, so that a click waits for one at most."""

        def go_on(number: int) -> None:
            self.tasks.progressed.emit(number, len(sentences))
            if number == len(sentences):
                done()
                return
            text = sentences[number].text

            def work(_report: Report, stopped: Stopped) -> None:
                if stopped():
                    raise ExchangeCancelled(
                        "The export was broken off.", "What was translated is kept; no file was written."
                    )
                self._services.translator.translate(text, lambda _: None)

            self.tasks.step(work, lambda _: go_on(number + 1), self._session.lane("engine"))

        go_on(0)

    def _translated(self, article: Article, path: Path, format_name: str) -> None:
        self._survey(article, lambda survey: self._write(survey, path, format_name))

    def _write(self, survey: Survey, path: Path, format_name: str) -> None:
        exporter = self._services.exporter

        def written(count: int) -> None:
            noted = count - len(survey.units)
            lacking = len(survey.missing) - noted
            for_notes = f", {noted} of them not translated but noted or flagged" if noted else ""
            left_out = f" {lacking} not translated were left out." if lacking else ""
            sentences = f"{count:,} sentence{'s' * (count != 1)}"
            verb = "is" if count == 1 else "are"
            self.tasks.end(Outcome(f"{sentences} {verb} in {path.name}{for_notes}.{left_out}"))

        self.tasks.step(
            lambda report, stopped: exporter.write(
                survey, path, format_name, progress=report, cancelled=stopped
            ),
            written,
        )


def imported_in_words(name: str, added: Added) -> str:
    """What an import came to, in a sentence or two."""
    entered = f"{_units(added.entered)} came in from {name}"
    parts = [
        f"{count:,} {what}"
        for count, what in (
            (added.known, "known already"),
            (added.unfinished, "left out as drafts or flagged"),
            (added.passed_over, "without Arabic or English"),
        )
        if count
    ]
    return f"{entered}; {', '.join(parts)}." if parts else f"{entered}."


def _units(count: int) -> str:
    return f"{count:,} unit{'s' * (count != 1)}"
