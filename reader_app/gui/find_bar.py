"""The strip for finding words in the article."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from reader_app.gui.text import button, label

_TYPING_PAUSE_MS = 150


class FindBar(QFrame):
    """A field, how many places there are, and ways to the next and the one before."""

    wanted = Signal(str)  # what to find; empty for nothing
    step_wanted = Signal(int)  # 1 for the next place, -1 for the one before
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findBar")
        self.field = QLineEdit()
        self.field.setPlaceholderText("Find in the article")
        self.field.setAccessibleName("Find in the article")
        self.field.setClearButtonEnabled(True)
        self.field.setFixedWidth(300)
        self.count = label("", "muted", wrap=False)
        self.previous = button("Previous", accessible="Previous place")
        self.next = button("Next", accessible="Next place")
        self.close_button = button("Close", accessible="Close the find bar")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 6, 12, 6)
        layout.setSpacing(8)
        for widget in (self.field, self.previous, self.next, self.count):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addWidget(self.close_button)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.field.textChanged.connect(lambda _: self._pause.start())
        self.field.returnPressed.connect(lambda: self.step(1))
        self.next.clicked.connect(lambda: self.step(1))
        self.previous.clicked.connect(lambda: self.step(-1))
        self.close_button.clicked.connect(self.close_bar)
        self.show_count(0, 0)
        self.hide()

    def open_bar(self) -> None:
        """Show the bar, ready to type over what was looked for last."""
        self.show()
        self.field.setFocus()
        self.field.selectAll()
        if self.field.text():
            self.wanted.emit(self.field.text())

    def step(self, count: int) -> None:
        """Go to the next place or the one before, of what stands in the field now."""
        if self._pause.isActive():
            self._ask()
        self.step_wanted.emit(count)

    def close_bar(self) -> None:
        """Put the bar away; nothing is marked as found any more."""
        self._pause.stop()
        self.hide()
        self.wanted.emit("")
        self.closed.emit()

    def show_count(self, current: int, total: int) -> None:
        """Say which place of how many is shown; 0 of 0 where there is none."""
        if total:
            self.count.setText(f"{current} of {total}" if current else f"{total} found")
        else:
            self.count.setText("Not found" if self.field.text().strip() else "")
        for widget in (self.previous, self.next):
            widget.setEnabled(total > 0)

    def _ask(self) -> None:
        self._pause.stop()
        self.wanted.emit(self.field.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)
