"""A strip above the article: what is being done with files, how far it is, and how it ended."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from reader_app.gui.file_tasks import Outcome
from reader_app.gui.text import button, reading_label, show

_PATIENCE_MS = 400  # what is done sooner shows no progress
_WHOLE = 1000
"""Of the bar, in thousandths: it counts in 32-bit integers, and files have more bytes than that holds."""


class TaskStrip(QFrame):
    """Shows one task, then its outcome until the reader puts that away."""

    cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._title = ""
        self.said = reading_label("Files")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.cancel = button("Cancel", accessible="Break off what is being done")
        self.cancel.clicked.connect(self._cancelled)
        self.dismiss = button("Dismiss")
        self.dismiss.clicked.connect(self.hide)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(self.said)
        column.addWidget(self.bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(12)
        row.addLayout(column, 1)
        for one in (self.cancel, self.dismiss):
            row.addWidget(one)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self.show)
        self.hide()

    def begin(self, title: str) -> None:
        """A task has begun; it shows when it has taken a moment."""
        self.hide()
        self._title = title
        self.bar.setRange(0, 0)
        self._say(f"{title}…", failed=False)
        self.cancel.setEnabled(True)
        for widget, wanted in ((self.bar, True), (self.cancel, True), (self.dismiss, False)):
            show(widget, wanted)
        self._patience.start()

    def progress(self, done: int, total: int) -> None:
        """How far the task is; 0 of 0 where that is not known."""
        if not total:
            self.bar.setRange(0, 0)
            return
        self.bar.setRange(0, _WHOLE)
        self.bar.setValue(min(_WHOLE, done * _WHOLE // total))
        if self.cancel.isEnabled():
            self._say(f"{self._title}… {done * 100 // total} %", failed=False)

    def end(self, outcome: Outcome) -> None:
        """Say how it ended."""
        self._patience.stop()
        for widget, wanted in ((self.bar, False), (self.cancel, False), (self.dismiss, True)):
            show(widget, wanted)
        self._say(outcome.text, failed=outcome.failed)
        self.setVisible(bool(outcome.text))

    def _cancelled(self) -> None:
        self.cancel.setEnabled(False)
        self._say(f"{self._title}: breaking off…", failed=False)
        self.cancel_wanted.emit()

    def _say(self, text: str, *, failed: bool) -> None:
        self.said.setText(text)
        self.said.setProperty("role", "error" if failed else "")
        self.said.style().unpolish(self.said)  # or the colour stays that of the text before
        self.said.style().polish(self.said)
