"""The English of the selected sentence: on its way, there, failed, or being written by the reader."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from reader_app.core.translation import Origin, Translation
from reader_app.gui.session import Failed, Idle, Pending, Ready, State
from reader_app.gui.text import button, label, reading_label, scaled, show


class TranslationPane(QWidget):
    """One page for each state, and one to write in. Emits what the reader asks for."""

    models_wanted = Signal()
    model_folder_wanted = Signal()
    retry_wanted = Signal()
    written = Signal(str)  # the reader's own translation
    revert_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: State = Idle()
        self._put_away = ""  # the reader's own translation that gave way to the model's
        self._pages = (
            self._make_pending(),
            self._make_ready(),
            self._make_failed(),
            self._make_editor(),
        )
        self._pending_page, self._ready_page, self._failed_page, self._edit_page = self._pages
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for page in self._pages:
            column.addWidget(page)
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
        if not self.is_edited:
            self._show_page(self._page_for(state))

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

    def _put_own_away(self) -> None:
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
        self.english.setText(translation.text)
        self.provenance.setText(provenance(translation))
        self.note.setText(translation.note)
        show(self.note, bool(translation.note))
        own = translation.origin is Origin.MEMORY
        show(self.revert, own)
        show(self.restore, bool(self._put_away) and not own)

    def _show_page(self, page: QWidget | None) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and any(p.isAncestorOf(focused) for p in self._pages if p is not page):
            self.setFocus()  # or hiding its page would send the focus anywhere
        for other in self._pages:
            show(other, other is page)

    def _make_pending(self) -> QWidget:
        self.step = label("", "muted")
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        return _column(self.step, self.progress)

    def _make_ready(self) -> QWidget:
        self.english = reading_label("English translation")
        scaled(self.english, 1.2)
        self.provenance = label("", "muted")
        scaled(self.provenance, 0.9)
        self.note = label("", "note")
        self.copy = button("Copy", accessible="Copy the translation")
        self.copy.clicked.connect(self.copy_translation)
        self.correct = button("Correct…", accessible="Write your own translation")
        self.correct.clicked.connect(self.edit)
        self.revert = button("Back to the model", accessible="Forget your own translation")
        self.revert.clicked.connect(self._put_own_away)
        self.restore = button("Restore yours", accessible="Bring your own translation back")
        self.restore.clicked.connect(lambda: self.written.emit(self._put_away))
        buttons = _row(self.copy, self.correct, self.revert, self.restore)
        return _column(self.english, buttons, self.provenance, self.note)

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


def provenance(translation: Translation) -> str:
    """Where a translation came from, in words."""
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
