"""What becomes of the selected sentence: its state, its note, and the buttons that change them."""

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from reader_app.core.units import State
from reader_app.gui.review_marks import STATE_NAMES, paint_state
from reader_app.gui.text import button, label, scaled, show
from reader_app.gui.theme import Theme
from reader_app.services.reviewing import Review


class StateChip(QWidget):
    """A state's mark and its name."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._state = State.NEW
        self.said = label("", "muted", wrap=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 0, 0)
        row.addWidget(self.said)

    def tell(self, state: State) -> None:
        """Show a state."""
        self._state = state
        self.said.setText(STATE_NAMES[state])
        self.setAccessibleName(f"State: {STATE_NAMES[state]}")
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme's colours."""
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        paint_state(painter, QRectF(1, (self.height() - 14) / 2, 14, 14), self._state, self._theme)
        painter.end()


class ReviewBar(QWidget):
    """One row of buttons, the note under it, and a page to write the note in. Emits what is asked for.

    `correct` is the button that lets the translation be written: it stands beside the one that approves it.
    """

    approve_wanted = Signal()
    flag_wanted = Signal()
    reopen_wanted = Signal()
    note_wanted = Signal()  # to write one
    note_written = Signal(str)

    def __init__(self, theme: Theme, correct: QPushButton) -> None:
        super().__init__()
        self.chip = StateChip(theme)
        self._review = Review()
        self.approve = button("Approve", "primary", "Approve and go on")
        self.approve.setToolTip("Sign the translation off and go on to the next sentence (Ctrl+Shift+Return)")
        self.approve.clicked.connect(self.approve_wanted)
        self.reopen = button("Reopen")
        self.reopen.clicked.connect(self.reopen_wanted)
        self.flag = button("Flag", accessible="Flag the sentence: to be looked at again")
        self.flag.clicked.connect(self.flag_wanted)
        self.write = button("Note…")
        self.write.clicked.connect(self.note_wanted)
        self.note = label("", "note")
        self.editor = QPlainTextEdit()
        self.editor.setAccessibleName("Note on the sentence")
        self.editor.setPlaceholderText("A note on this sentence")
        self.editor.setTabChangesFocus(True)
        self.editor.setFixedHeight(self.editor.fontMetrics().lineSpacing() * 4 + 14)
        self.keep = button("Keep note", "primary")
        self.keep.clicked.connect(lambda: self.finish_note(keep=True))
        self.cancel = button("Cancel")
        self.cancel.clicked.connect(lambda: self.finish_note(keep=False))
        self._buttons, self._page = QWidget(), QWidget()
        _fill_row(self._buttons, self.approve, correct, self.flag, self.reopen, self.write)
        foot = QWidget()
        _fill_row(foot, self.keep, self.cancel)
        page = QVBoxLayout(self._page)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self.editor)
        page.addWidget(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self._buttons, self.note, self._page):
            column.addWidget(widget)
        scaled(self.note, 0.95)
        show(self._page, False)
        self.tell(Review(), has_text=False)

    @property
    def is_writing(self) -> bool:
        """Whether a note is being written that is not kept yet."""
        return not self._page.isHidden() and self.editor.document().isModified()

    def tell(self, review: Review, *, has_text: bool) -> None:
        """Show a review; `has_text` is whether there is a translation to approve."""
        self._review = review
        signed = review.state is State.APPROVED
        flagged = review.state is State.FLAGGED
        self.chip.tell(review.state)
        self.approve.setEnabled(has_text)
        show(self.approve, not signed)
        show(self.reopen, signed or flagged)
        self.reopen.setText("Reopen" if signed else "Unflag")
        self.reopen.setAccessibleName("Take the approval back" if signed else "Take the flag back")
        show(self.flag, not flagged)
        self.note.setText(f"Note: {review.note}")
        show(self.note, bool(review.note) and self._page.isHidden())

    def edit_note(self) -> None:
        """Let the reader write a note, beginning with the one that is there."""
        self.editor.setPlainText(self._review.note)
        self.editor.document().setModified(False)
        show(self._page, True)
        show(self.note, False)
        self.editor.setFocus()

    def finish_note(self, *, keep: bool) -> None:
        """Back to the buttons; with `keep`, what was written is emitted first."""
        was_open = not self._page.isHidden()
        if self._page.isAncestorOf(self.focusWidget() or self):
            self.write.setFocus()  # or hiding the page would send the focus anywhere
        show(self._page, False)
        show(self.note, bool(self._review.note))
        if keep and was_open:
            self.note_written.emit(self.editor.toPlainText().strip())


def _fill_row(holder: QWidget, *widgets: QWidget) -> None:
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
