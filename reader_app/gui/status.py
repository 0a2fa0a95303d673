"""The line at the window's foot: what is there, or what is under way and how to stop it."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QStatusBar

from reader_app.gui.text import button, label

_PATIENCE_MS = 400  # what is done sooner needs no progress bar
_COUNT_MS = 250  # between two counts: a small model does dozens of sentences a second


class StatusLine(QObject):
    """Says what the window has, and shows progress for what takes longer than a moment."""

    cancel_wanted = Signal()

    def __init__(self, bar: QStatusBar) -> None:
        super().__init__(bar)
        self._bar = bar
        self._cancellable = False
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setFixedWidth(120)
        self.progress.setTextVisible(False)
        self.cancel = button("Cancel")
        self.cancel.clicked.connect(self.cancel_wanted)
        self.translated = label("", "muted", wrap=False)
        bar.addPermanentWidget(self.translated)
        for widget in (self.progress, self.cancel):
            bar.addPermanentWidget(widget)
            widget.hide()
        self._count = ""
        self._counting = QTimer(self, singleShot=True, interval=_COUNT_MS)
        self._counting.timeout.connect(lambda: self.translated.setText(self._count))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PATIENCE_MS)
        self._timer.timeout.connect(self._show_progress)

    def say(self, text: str) -> None:
        """Show a text; nothing is under way any more."""
        self._timer.stop()
        self.progress.hide()
        self.cancel.hide()
        self._bar.showMessage(text)

    def count_translated(self, done: int, total: int) -> None:
        """How far the background translation is; 0 of 0 for nothing to tell."""
        self._count = f"{done} of {total} sentences translated" if total else ""
        if not self._counting.isActive():
            self.translated.setText(self._count)
            self._counting.start()

    def wait(self, text: str, *, cancellable: bool = True) -> None:
        """Something is under way, and may be cancelled or not."""
        self.say(f"{text}…")
        self._cancellable = cancellable
        self._timer.start()

    def _show_progress(self) -> None:
        self.progress.show()
        self.cancel.setVisible(self._cancellable)
