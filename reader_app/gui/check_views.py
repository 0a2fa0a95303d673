"""Carries flags from the session's checks to the views, and what the reader does with them back."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from reader_app.core.article import Sentence, Span
from reader_app.core.checks import Flag
from reader_app.core.errors import ReaderError
from reader_app.gui.article_view import ArticleView
from reader_app.gui.checking import CheckedSentence
from reader_app.gui.checks_window import ChecksWindow
from reader_app.gui.panel import SidePanel
from reader_app.gui.session import Session


class CheckViews(QObject):
    """The lines under the translation, the places lit for them, and the window over all of the article."""

    def __init__(self, session: Session, view: ArticleView, panel: SidePanel, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._view = view
        self._panel = panel
        self._awaited: tuple[int, Flag] | None = None  # to be lit once its sentence is checked
        self.window = ChecksWindow(parent)
        rows, checking, whole = panel.pane.flags, session.checking, session.checking_article
        checking.checked.connect(self._tell)
        checking.failed.connect(self._fail)
        rows.pointed.connect(lambda flag: self._light(flag, show=False))
        rows.placed.connect(lambda flag: self._light(flag, show=True))
        rows.dismissed.connect(checking.dismiss)
        rows.restore_wanted.connect(checking.restore)
        whole.begun.connect(self.window.clear)
        whole.found.connect(self.window.add)
        whole.progressed.connect(self.window.tell_progress)
        whole.failed.connect(self.window.fail)
        self.window.wanted.connect(self._show)
        session.article_opened.connect(lambda _: self._forget())
        session.sentences_changed.connect(lambda _: self._forget())

    def actions(self) -> dict[str, Callable[[], object]]:
        """What the menus can do here."""
        return {"check": self.check_article}

    def check_article(self) -> None:
        """Check all of the article, and show the window that lists what is found."""
        article = self._session.article
        if article is not None:
            self.window.open_list()
            self._session.checking_article.start(article, self._session.mentions)

    def close(self) -> None:
        """The main window closes."""
        self.window.close()

    def _forget(self) -> None:
        self._session.checking_article.stop()
        self._awaited = None
        self.window.clear()
        self.window.close()

    def _show(self, sentence: Sentence, flag: Flag) -> None:
        self._awaited = (sentence.id, flag)
        self._session.select(sentence, show=True)
        found = self._session.checking.found
        if found is not None:
            self._tell(found)

    def _tell(self, found: CheckedSentence | None) -> None:
        self._panel.pane.flags.tell(found)
        if found is None:
            self._light(None, show=False)
        elif self._awaited is not None and self._awaited[0] == found.sentence.id:
            flag, self._awaited = self._awaited[1], None
            if flag in found.flags:
                self._light(flag, show=True)

    def _light(self, flag: Flag | None, *, show: bool) -> None:
        """Light a flag's places on both sides, or none; `show` brings them into view."""
        selected, english = self._session.selected, self._panel.pane.english
        source = _places(flag.source) if flag and selected else []
        target = _places(flag.target) if flag else []
        start = selected.span.start if selected else 0
        self._view.set_words([Span(one.start + start, one.end + start) for one in source], show=show)
        english.set_words(target)
        if show and target:
            self._panel.show_in_english(target[0])

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, ReaderError):
            raise error
        self._session.noticed.emit(str(error))


def _places(span: Span | None) -> list[Span]:
    return [span] if span is not None and len(span) else []
