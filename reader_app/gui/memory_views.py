"""The translation memory in the window: what it has for the sentence, searching it, drafts' worth."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from reader_app.core.article import Sentence
from reader_app.core.errors import ReaderError
from reader_app.gui.article_view import ArticleView
from reader_app.gui.concordance_window import MOST, ConcordanceWindow
from reader_app.gui.exporting import Exporting
from reader_app.gui.lanes import Handle, Priority
from reader_app.gui.matching import Matching
from reader_app.gui.panel import SidePanel
from reader_app.gui.session import Ready, Session, State
from reader_app.gui.worth_dialog import WorthDialog
from reader_app.services import Services
from reader_app.services.memory import Match, Occurrence


class MemoryViews(QObject):
    """Joins the memory's lanes with the rows in the panel, the windows, and the files."""

    def __init__(
        self,
        services: Services,
        session: Session,
        view: ArticleView,
        panel: SidePanel,
        family: str | None,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._session = session
        self._view = view
        self._panel = panel
        self._lane = session.lane("memory")
        self._search: Handle | None = None
        self._measuring: Handle | None = None
        self.matching = Matching(self._lane, services.memory, self)
        self.concordance = ConcordanceWindow(family, parent)
        self.worth = WorthDialog(parent)
        self.files = Exporting(services, session, parent)
        self.matching.found.connect(lambda _: self._show_matches())
        self.matching.failed.connect(self._notice)
        panel.matches.use_wanted.connect(self.use)
        session.sentence_selected.connect(lambda sentence, _: self._follow(sentence))
        session.state_changed.connect(self._state_changed)
        session.article_opened.connect(lambda _: self._article_opened())
        self.files.memory_changed.connect(self.matching.ask_again)
        self.concordance.wanted.connect(self._look_for)

    def actions(self) -> dict[str, Callable[[], object]]:
        """What the menus offer."""
        return {
            "concordance": self._open_concordance,
            "use_match": self._use_first,
            "worth": self._measure,
            **self.files.actions(),
        }

    def close(self) -> None:
        """The main window closes."""
        self.files.close()
        self.concordance.close()
        self.worth.close()

    def use(self, match: Match) -> None:
        """Take a unit: the very sentence's as the reader's own translation, a similar one's to begin with.

        While the reader writes, it takes the place of what is being written, which can be undone.
        """
        pane, sentence = self._panel.pane, self._session.selected
        if sentence is None:
            return
        if match.is_exact and not pane.is_writing:
            self._session.correct(sentence, match.unit.target)
        else:
            pane.begin_with(match.unit.target)

    # Matches

    def _follow(self, sentence: Sentence | None) -> None:
        self.matching.follow(sentence)
        self._show_matches()

    def _state_changed(self, state: State) -> None:
        # What is shown as the translation is not offered once more; a new own one may be in the memory.
        if isinstance(state, Ready):
            self._show_matches()

    def _show_matches(self) -> None:
        sentence, state = self._session.selected, self._session.state
        translation = state.translation.text if isinstance(state, Ready) else ""
        matches: Sequence[Match] = self.matching.matches
        self._panel.matches.tell(matches, sentence.text if sentence else "", translation)

    def _use_first(self) -> None:
        if shown := self._panel.matches.shown:
            self.use(shown[0].match)

    def _article_opened(self) -> None:
        self.worth.close()
        self.matching.warm()

    # Windows

    def _open_concordance(self) -> None:
        english = self._panel.pane.english
        if english.hasFocus() and english.textCursor().hasSelection():
            text = english.textCursor().selectedText()
        else:
            text = self._view.selected_text() if self._view.textCursor().hasSelection() else ""
        self.concordance.open_on(" ".join(text.split()))

    def _look_for(self, text: str) -> None:
        if self._search is not None:
            self._search.cancel()
        self._search = None
        if not text:
            self.concordance.tell(())
            return
        memory = self._services.memory
        work: Callable[[Handle], Sequence[Occurrence]] = lambda _: memory.concordance(text, MOST)  # noqa: E731
        self._search = self._lane.submit(
            work,
            done=self.concordance.tell,
            failed=lambda error: self._tell_failure(error, self.concordance.fail),
            priority=Priority.CLICK,
        )

    def _measure(self) -> None:
        article = self._session.article
        if article is None:
            return
        if self._measuring is not None:
            self._measuring.cancel()
        self.worth.wait()
        reviewer = self._services.reviewer
        self._measuring = self._lane.submit(
            lambda _: reviewer.worth(reviewer.open(article)),
            done=self.worth.tell,
            failed=lambda error: self._tell_failure(error, self.worth.fail),
        )

    def _tell_failure(self, error: Exception, tell: Callable[[ReaderError], None]) -> None:
        if not isinstance(error, ReaderError):
            raise error
        tell(error)

    def _notice(self, error: ReaderError) -> None:
        self._session.noticed.emit(str(error))
