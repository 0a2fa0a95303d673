"""Carries reviews from the session to the margin, the panel and the strip, and what the reader does back."""

import math
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip, QWidget

from reader_app.core.article import Sentence
from reader_app.core.units import State
from reader_app.gui.article_view import ArticleView
from reader_app.gui.bounds_views import BoundsViews
from reader_app.gui.panel import SidePanel
from reader_app.gui.proofing import Proofing
from reader_app.gui.review_marks import STATE_NAMES
from reader_app.gui.review_strip import ReviewStrip
from reader_app.gui.session import Session
from reader_app.gui.states import Ready
from reader_app.gui.theme import Theme
from reader_app.gui.typesetting import margins
from reader_app.gui.versions_window import VersionsWindow
from reader_app.services.proofreading import Proofreader
from reader_app.services.reviewing import Review

_NO_ROOM = 300  # characters of a note that a tool tip shows


_COUNT_MS = 250  # between two counts


class ReviewViews(QObject):
    """The marks in the margin, the bar in the panel, the strip at the foot, the window of versions."""

    def __init__(
        self,
        session: Session,
        view: ArticleView,
        panel: SidePanel,
        proofreader: Proofreader,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._view = view
        self._pane = panel.pane
        self._bar = panel.pane.review
        self._noted: Sentence | None = None  # whose note is being written
        self._is_shown = False
        self._is_behind = False  # whether the strip has not been told the last counts yet
        self._counting = QTimer(self, singleShot=True, interval=_COUNT_MS)
        self._counting.timeout.connect(self._catch_up)
        self.strip = ReviewStrip(theme)
        self.versions = VersionsWindow(theme, parent)
        self.bounds = BoundsViews(session, view)
        editor = panel.pane.editor
        lanes = session.lane("io"), session.lane("texts")
        self.proofing = Proofing(editor, lanes, proofreader, theme, self)
        self.proofing.noticed.connect(session.noticed)
        session.names_found.connect(self.proofing.use_mentions)
        bar, reviewing = self._bar, session.reviewing
        reviewing.reviewed.connect(self._reviewed)
        reviewing.counted.connect(self._count)
        reviewing.next_found.connect(self._go_on)
        session.state_changed.connect(lambda _: self._tell())
        session.sentence_selected.connect(lambda sentence, _: self._select(sentence))
        session.article_opened.connect(lambda _: self._leave_article())
        bar.approve_wanted.connect(self.approve)
        bar.flag_wanted.connect(self.flag)
        bar.reopen_wanted.connect(self.reopen)
        bar.note_wanted.connect(self.note)
        bar.note_written.connect(self._note)
        panel.pane.versions_wanted.connect(self.show_versions)
        self.strip.next_wanted.connect(self.next_unreviewed)
        self.versions.restore_wanted.connect(
            lambda sentence, version: reviewing.restore(sentence.text, version)
        )
        view.viewport().installEventFilter(self)
        self._tell()

    def actions(self) -> dict[str, Callable[[], object]]:
        """What the menus can do here."""
        return {
            "approve": self.approve,
            "next_unreviewed": self.next_unreviewed,
            "flag": self.flag_or_unflag,
            "note": self.note,
            "write_source": self._write_source,
            "revert": self._pane.put_own_away,
            "versions": self.show_versions,
            **self.bounds.actions(),
        }

    def show_states(self, wanted: bool) -> None:
        """Whether the margin and the strip show how far the review is."""
        self._is_shown = wanted
        self._view.show_states(self._session.reviewing.review if wanted else None)
        self._tell_counts()

    def set_theme(self, theme: Theme) -> None:
        """Show in another theme's colours."""
        self.strip.set_theme(theme)
        self.proofing.set_theme(theme)
        self._bar.chip.set_theme(theme)
        self.versions.diff.set_theme(theme)

    def approve(self) -> None:
        """Sign off what is shown, or has just been written, and go on."""
        sentence, state = self._session.selected, self._session.state
        if sentence is None:
            self.next_unreviewed()
            return
        self._keep_writing()
        shown = state.translation if isinstance(state, Ready) else None
        self._session.reviewing.approve(sentence, shown, go_on=True)

    def next_unreviewed(self) -> None:
        """Go to the next sentence that is neither edited nor approved."""
        selected = self._session.selected
        self._session.reviewing.find_next(selected.id if selected else 0)

    def flag(self) -> None:
        """Flag the sentence, and let the reader say why."""
        sentence = self._session.selected
        if sentence is not None:
            self._keep_writing()
            self._session.reviewing.flag(sentence.text)
            self.note()

    def flag_or_unflag(self) -> None:
        """Flag the sentence, or take its flag back."""
        if self._review().state is State.FLAGGED:
            self.reopen()
        else:
            self.flag()

    def reopen(self) -> None:
        """Take the approval or the flag back."""
        sentence = self._session.selected
        if sentence is not None:
            self._session.reviewing.reopen(sentence.text)

    def note(self) -> None:
        """Let the reader write a note, also where there is no translation yet."""
        if self._session.selected is not None and self._bar.isVisible():
            self._noted = self._session.selected
            self._bar.edit_note()

    def show_versions(self) -> None:
        """Show what the selected sentence was before."""
        if self._session.selected is not None:
            self._ask_versions(self._session.selected)
            self.versions.open_list()

    def close(self) -> None:
        """The main window closes: what is being written is kept."""
        self._keep_writing()
        self._bar.finish_note(keep=self._bar.is_writing)
        self.versions.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Say in words what a mark in the margin means."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            mark = self._view.mark_at_point(event.pos())
            if mark is not None:
                review = self._session.reviewing.review(mark.sentence)
                note = f"\n{review.note[:_NO_ROOM]}" if review.note else ""
                text = f"Sentence {mark.sentence.id}: {STATE_NAMES[review.state].lower()}{note}"
                QToolTip.showText(event.globalPos(), text, self._view)
                return True
            QToolTip.hideText()
        return super().eventFilter(watched, event)

    def _keep_writing(self) -> None:
        if self._pane.is_edited:
            self._pane.finish_editing(keep=True)

    def _write_source(self) -> None:
        if self._session.selected is not None:
            self._pane.begin_with(self._session.selected.text)

    def _review(self) -> Review:
        selected = self._session.selected
        return self._session.reviewing.review(selected) if selected else Review()

    def _select(self, sentence: Sentence | None) -> None:
        if self._bar.is_writing and self._noted is not None:
            self._session.reviewing.note(self._noted.text, self._bar.editor.toPlainText().strip())
        self._noted = None
        self._bar.finish_note(keep=False)
        self._tell()
        if sentence is not None and self.versions.isVisible():
            self._ask_versions(sentence)

    def _note(self, text: str) -> None:
        if self._noted is not None:
            self._session.reviewing.note(self._noted.text, text)

    def _paint_margin(self) -> None:
        shown = self._view.viewport()
        side = math.ceil(margins(shown.width(), self._view.document().defaultFont()).side)
        shown.update(shown.width() - side, 0, side, shown.height())

    def _reviewed(self, source: str) -> None:
        self._paint_margin()
        selected = self._session.selected
        if selected is not None and selected.text == source:
            self._tell()
            if self.versions.isVisible():
                self._ask_versions(selected)

    def _tell(self) -> None:
        state = self._session.state
        has_text = isinstance(state, Ready) and bool(state.translation.text)
        self._bar.tell(self._review(), has_text=has_text)

    def _count(self) -> None:
        """Tell the counts, some times a second: a small model drafts dozens of sentences in one."""
        if not self._counting.isActive():
            self._tell_counts()
            self._counting.start()
        else:
            self._is_behind = True

    def _catch_up(self) -> None:
        if self._is_behind:
            self._tell_counts()
            self._counting.start()

    def _tell_counts(self) -> None:
        self._is_behind = False
        counts = self._session.reviewing.counts
        self.strip.setVisible(self._is_shown and counts.total() > 0)
        self.strip.tell(counts)
        self._paint_margin()

    def _go_on(self, following: Sentence | None) -> None:
        if following is None:
            self._session.noticed.emit("Every sentence of this article has been reviewed.")
        else:
            self._session.select(following, show=True)

    def _ask_versions(self, sentence: Sentence) -> None:
        self._session.reviewing.ask_versions(
            sentence.text,
            lambda found: self.versions.tell(sentence, self._session.reviewing.review(sentence), found),
        )

    def _leave_article(self) -> None:
        self.versions.close()
