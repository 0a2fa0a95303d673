"""What the reader does to the glossary: acts are done on the io lane, questions on the texts lane."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from reader_app.core.errors import ReaderError
from reader_app.core.names import GlossaryEntry, Kind
from reader_app.core.terms import Act, HiddenEntry, HiddenForm, History, OwnGlossary, OwnTerm
from reader_app.gui.lanes import Handle, Lane, Priority
from reader_app.gui.responsive import lasting
from reader_app.gui.terms_model import listed
from reader_app.services.owning import Owner, Suggestion


class Owning(QObject):
    """Belongs to the GUI thread. Acts are done in the order in which they are asked for."""

    changed = Signal(object)  # Act: the glossary is another one now
    failed = Signal(str)  # what happened and what to do; nothing was changed
    history_told = Signal(object)  # History
    glossary_told = Signal(object)  # what `terms_model.listed` gives
    suggested = Signal(object)  # Suggestion
    found = Signal(object)  # a sequence of GlossaryEntry

    def __init__(self, texts: Lane, io: Lane, owner: Owner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._io = io
        self._owner = owner
        self._asking: Handle | None = None
        self._searching: Handle | None = None
        self._listing: Handle | None = None

    def add(self, term: OwnTerm) -> None:
        """A new entry."""
        self._act(lambda: self._owner.add(term))

    def edit(self, entry: GlossaryEntry, term: OwnTerm) -> None:
        """Put a term in an entry's place."""
        self._act(lambda: self._owner.edit(entry, term))

    def merge(self, entry: GlossaryEntry, into: GlossaryEntry) -> None:
        """One entry is the same as another."""
        self._act(lambda: self._owner.merge(entry, into))

    def split(self, entry: GlossaryEntry, form: str, term: OwnTerm) -> None:
        """Take a spelling out of an entry."""
        self._act(lambda: self._owner.split(entry, form, term))

    def hide(self, entry: GlossaryEntry) -> None:
        """Not want an entry, or delete one of the reader's own."""
        self._act(lambda: self._owner.hide(entry))

    def delete(self, terms: Sequence[OwnTerm]) -> None:
        """Delete terms of the reader's own."""
        self._act(lambda: self._owner.delete(terms))

    def hide_form(self, form: str) -> None:
        """These words are no name."""
        self._act(lambda: self._owner.hide_form(form))

    def unhide(self, hidden: HiddenEntry | HiddenForm) -> None:
        """Have it back."""
        self._act(lambda: self._owner.unhide(hidden))

    def undo(self) -> None:
        """Take the last act back."""
        self._act(self._owner.undo)

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._act(self._owner.redo)

    def tell_changed(self, act: Act) -> None:
        """An act was done elsewhere: an import."""
        self._done(act)

    def ask_history(self) -> None:
        """Find out what undo and redo would concern."""
        self._io.submit(lambda _: self._owner.history(), self._tell_history, self._fail)

    def ask_glossary(self) -> None:
        """Read all of the reader's own glossary, after the acts that were asked for."""
        self._io.submit(lambda _: self._owner.glossary(), self._list, self._fail)

    def ask_suggestion(self, words: str, kind: Kind) -> None:
        """Find out what words name; a question before this one is dropped."""
        self.drop_suggestion()
        self._asking = self._texts.submit(
            lambda _: self._owner.suggest(words, kind),
            self._tell_suggestion,
            self._fail,
            None,
            Priority.CLICK,
        )

    def drop_suggestion(self) -> None:
        """Nobody waits for the suggestion any more."""
        if self._asking is not None:
            self._asking.cancel()

    def search(self, text: str) -> None:
        """Find entries of any source by their names; a search before this one is dropped."""
        if self._searching is not None:
            self._searching.cancel()
        self._searching = self._texts.submit(
            lambda _: self._owner.search(text), self.found.emit, self._fail, None, Priority.CLICK
        )

    def _act(self, work: Callable[[], Act | None]) -> None:
        self._io.submit(lambda _: work(), self._done, self._fail, None, Priority.CLICK)

    def _done(self, act: Act | None) -> None:
        if act is not None and act.changes:
            self.changed.emit(act)
            self.ask_history()

    def _tell_history(self, history: History) -> None:
        self.history_told.emit(history)

    def _list(self, glossary: OwnGlossary) -> None:
        def work(_: Handle) -> object:
            with lasting():
                return listed(glossary)

        if self._listing is not None:
            self._listing.cancel()
        self._listing = self._texts.submit(work, self.glossary_told.emit)

    def _tell_suggestion(self, suggestion: Suggestion) -> None:
        self.suggested.emit(suggestion)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, ReaderError):
            raise error
        self.failed.emit(str(error))
