"""The English of the selected sentence: on its way, there, failed, or being written by the reader."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from reader_app.core.confidence import Confidence, Level
from reader_app.core.translation import Origin, Translation, doubt_text
from reader_app.gui.english import EnglishText
from reader_app.gui.flag_rows import FlagRows
from reader_app.gui.other_translations import OtherTranslations
from reader_app.gui.review_bar import ReviewBar
from reader_app.gui.session import Failed, Idle, Pending, Ready, State
from reader_app.gui.text import button, label, laid_out_once, scaled, show
from reader_app.gui.theme import Theme
from reader_app.services.aligning import AlignedPair

OWN = frozenset({Origin.MEMORY, Origin.REVIEW})
"""Where the translations come from that no model of ours made."""

_PATIENCE_MS = 120
"""How long a translation may be on its way before that is shown: one that is remembered comes sooner, and a
page that comes and goes at each click flickers and has all of the panel laid out twice."""


class TranslationPane(QWidget):
    """One page for each state, and one to write in; under it what the reader makes of the sentence, which
    does not wait for a translation. Emits what the reader asks for."""

    models_wanted = Signal()
    model_folder_wanted = Signal()
    retry_wanted = Signal()
    written = Signal(str)  # the reader's own translation
    revert_wanted = Signal()
    alternatives_wanted = Signal(object)  # the Translation shown
    versions_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.english = EnglishText(theme, "English translation")
        self.flags = FlagRows()
        self.others = OtherTranslations()
        self.others.wanted.connect(self.ask_for_others)
        self.others.chosen.connect(self.written)
        self.correct = button("Correct…", accessible="Write your own translation")
        self.correct.clicked.connect(self.edit)
        self.review = ReviewBar(theme, self.correct)
        self._state: State = Idle()
        self._put_away = ""  # the reader's own translation that gave way to the model's
        self._pages = (
            self._make_pending(),
            self._make_ready(),
            self._make_failed(),
            self._make_editor(),
        )
        self._pending_page, self._ready_page, self._failed_page, self._edit_page = self._pages
        self._foot = self._make_foot()
        self._parts = (*self._pages, self.review, self._foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in self._parts:
            column.addWidget(part)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self._tell_pending)
        self._show_page(None)

    @property
    def is_edited(self) -> bool:
        """Whether the reader has begun to write a translation and not kept it yet."""
        return self._edit_page.isVisibleTo(self) and self.editor.document().isModified()

    def begin_sentence(self) -> None:
        """Another sentence is selected: there is nothing to restore any more."""
        self._put_away = ""

    def show_state(self, state: State) -> None:
        """Show what is known of the translation. What the reader is writing is left alone."""
        self._state = state
        if self.is_edited:
            return
        if isinstance(state, Pending) and self._ready_page.isVisibleTo(self):
            self.english.blank()
            if not self._patience.isActive():
                self._patience.start()
            return
        self._patience.stop()
        with laid_out_once(self):
            self._show_page(self._page_for(state))

    def ask_for_others(self) -> None:
        """Ask for other translations, where there is one."""
        if isinstance(self._state, Ready) and not self.is_edited:
            self.alternatives_wanted.emit(self._state.translation)

    def show_awaited(self, step: str) -> None:
        """What is being done so that words can be lit; empty when it is over."""
        self.awaited.setText(f"{step}…" if step else "")
        show(self.awaited, bool(step))

    def show_doubted(self, pair: AlignedPair | None) -> None:
        """Mark the words of the model's own translation that it was least sure of."""
        ours = isinstance(self._state, Ready) and self._state.translation.origin not in OWN
        words = pair.doubted if pair is not None and ours else ()
        self.english.set_doubted(words)
        show(self.doubted, bool(words))
        if pair is not None and words:
            self.doubted.setAccessibleName(
                "The model was least sure of: " + ", ".join(word.of(pair.target) for word in words)
            )

    def edit(self) -> None:
        """Let the reader write a translation, beginning with the one that is there."""
        if isinstance(self._state, Idle):
            return
        text = self._state.translation.text if isinstance(self._state, Ready) else ""
        self.editor.setPlainText(text)
        self.editor.document().setModified(False)
        self._show_page(self._edit_page)
        self.editor.setFocus()
        self.editor.selectAll()

    @property
    def is_writing(self) -> bool:
        """Whether the editor is open."""
        return self._edit_page.isVisibleTo(self)

    def begin_with(self, text: str) -> None:
        """Put a text into the editor, in place of what stands there; the reader can undo that."""
        if not self.is_writing:
            self.edit()
        if not self.is_writing:
            return  # there is nothing to write yet
        cursor = self.editor.textCursor()
        cursor.select(cursor.SelectionType.Document)
        cursor.insertText(text)
        self.editor.setFocus()

    def finish_editing(self, *, keep: bool) -> None:
        """Back to the translation; with `keep`, what was written is emitted first."""
        text = self.editor.toPlainText().strip()
        self.editor.document().setModified(False)
        if keep and text:
            self.written.emit(text)
        self._show_page(self._page_for(self._state))

    def copy_translation(self) -> None:
        """Put the translation on the clipboard."""
        if isinstance(self._state, Ready):
            QApplication.clipboard().setText(self._state.translation.text)

    def put_own_away(self) -> None:
        """Ask for the machine's translation in place of the reader's own, which can be had back."""
        if isinstance(self._state, Ready):
            self._put_away = self._state.translation.text
            self.revert_wanted.emit()

    def _page_for(self, state: State) -> QWidget | None:
        if isinstance(state, Ready):
            self._fill(state.translation)
            return self._ready_page
        if isinstance(state, Failed):
            self.error.setText(state.message)
            self.advice.setText(state.advice)
            for one in (self.get_model, self.choose_model):
                show(one, state.model_would_help)
            return self._failed_page
        if isinstance(state, Pending):
            self.step.setText(f"{state.step}…" if state.step else "Translating…")
            return self._pending_page
        return None

    def _fill(self, translation: Translation) -> None:
        self.english.set_text(translation.text)
        self.others.clear()
        show(self.doubted, False)
        sure = translation.confidence
        self.confidence.setText(confidence_line(sure) if sure else "")
        meaning = confidence_meaning(sure) if sure else ""
        self.confidence.setToolTip(meaning)
        self.confidence.setAccessibleDescription(meaning)
        show(self.confidence, sure is not None)
        self.doubts.setText("\n".join(doubt_text(doubt) for doubt in sorted(translation.doubts)))
        show(self.doubts, bool(translation.doubts))
        self.provenance.setText(provenance(translation))
        self.note.setText(translation.note)
        show(self.note, bool(translation.note))
        own = translation.origin in OWN
        show(self.revert, own)
        show(self.restore, bool(self._put_away) and not own)

    def _show_page(self, page: QWidget | None) -> None:
        shown = {page}
        if page is not None and page is not self._edit_page:
            shown.add(self.review)
        if page is self._ready_page:
            shown.add(self._foot)
        focused = QApplication.focusWidget()
        if focused is not None and any(p.isAncestorOf(focused) for p in self._parts if p not in shown):
            self.setFocus()  # or hiding its page would send the focus anywhere
        for part in self._parts:
            show(part, part in shown)
        show(self.correct, page is not self._failed_page)  # which has a button for that

    def _tell_pending(self) -> None:
        if isinstance(self._state, Pending) and self._ready_page.isVisibleTo(self):
            self._show_page(self._page_for(self._state))

    def _make_pending(self) -> QWidget:
        self.step = label("", "muted")
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        return _column(self.step, self.progress)

    def _make_ready(self) -> QWidget:
        scaled(self.english, 1.2)
        self.doubts = label("", "note")
        self.confidence = label("", "muted")
        self.doubted = label("Dotted: what the model was least sure of", "muted")
        self.awaited = label("", "muted")
        for small in (self.confidence, self.doubted, self.awaited):
            scaled(small, 0.9)
        return _column(
            self.english,
            self.awaited,
            self.flags,
            self.doubts,
            self.confidence,
            self.doubted,
        )

    def _make_foot(self) -> QWidget:
        self.provenance = label("", "muted")
        scaled(self.provenance, 0.9)
        self.note = label("", "note")
        self.copy = button("Copy", "link", "Copy the translation")
        self.copy.clicked.connect(self.copy_translation)
        self.versions = button("Versions…", "link", "Compare with the machine's draft and earlier versions")
        self.versions.clicked.connect(self.versions_wanted)
        self.revert = button("Back to the model", "link", "Forget your own translation")
        self.revert.clicked.connect(self.put_own_away)
        self.restore = button("Restore yours", "link", "Bring your own translation back")
        self.restore.clicked.connect(lambda: self.written.emit(self._put_away))
        buttons = _row(self.copy, self.versions, self.revert, self.restore)
        return _column(buttons, self.others, self.provenance, self.note)

    def _make_failed(self) -> QWidget:
        self.error = label("", "error")
        self.advice = label("")
        self.get_model = button("Get a model…", "primary")
        self.get_model.clicked.connect(self.models_wanted)
        self.choose_model = button("Choose model folder…")
        self.choose_model.clicked.connect(self.model_folder_wanted)
        self.retry = button("Try again")
        self.retry.clicked.connect(self.retry_wanted)
        self.write = button("Write your own…")
        self.write.clicked.connect(self.edit)
        return _column(
            self.error, self.advice, _row(self.get_model, self.choose_model), _row(self.retry, self.write)
        )

    def _make_editor(self) -> QWidget:
        self.editor = QPlainTextEdit()
        self.editor.setAccessibleName("Your translation")
        self.editor.setTabChangesFocus(True)
        self.save = button("Save", "primary")
        self.save.clicked.connect(lambda: self.finish_editing(keep=True))
        self.cancel = button("Cancel")
        self.cancel.clicked.connect(lambda: self.finish_editing(keep=False))
        return _column(self.editor, _row(self.save, self.cancel))


def confidence_line(sure: Confidence) -> str:
    """How far the model's translation can be trusted, in a few words."""
    measured = f" ({sure.probability:.0%})" if sure.calibrated else ""
    advice = " — check against the Arabic" if sure.level is Level.LOW else ""
    return f"Model's confidence: {sure.level}{measured}{advice}"


def confidence_meaning(sure: Confidence) -> str:
    """What the level is worth."""
    if sure.calibrated:
        return f"Of translations this model scores like this one, about {sure.probability:.0%} were good."
    return (
        f"The model gave each piece of its translation {sure.probability:.0%} on average. How often it is "
        "right with such a score has not been measured on this computer."
    )


def provenance(translation: Translation) -> str:
    """Where a translation came from, in words."""
    if translation.origin is Origin.REVIEW:
        return "From your review of this article"
    if translation.origin is Origin.MEMORY or translation.model is None:
        return "From your translation memory"
    how = "From the cache, translated by" if translation.origin is Origin.CACHE else "Translated now by"
    return f"{how} {translation.model.name}, revision {translation.model.revision[:12]}"


def _column(*widgets: QWidget) -> QWidget:
    return _holder(QVBoxLayout(), 8, widgets)


def _row(*widgets: QWidget) -> QWidget:
    row = QHBoxLayout()
    holder = _holder(row, 6, widgets)
    row.addStretch(1)
    return holder


def _holder(layout: QBoxLayout, spacing: int, widgets: Sequence[QWidget]) -> QWidget:
    holder = QWidget()
    holder.setLayout(layout)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for widget in widgets:
        layout.addWidget(widget)
    return holder
