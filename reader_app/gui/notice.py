"""A strip above the article for what the user should know: no font, a damaged database, a bad file."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from reader_app.gui.text import button, reading_label


class NoticeStrip(QFrame):
    """Shows messages one under the other until the user puts them away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._messages: list[str] = []
        self._label = reading_label("Notice")
        self._close = button("Dismiss")
        self._close.clicked.connect(self.clear)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 12, 8)
        layout.setSpacing(12)
        column = QVBoxLayout()
        column.addWidget(self._label)
        layout.addLayout(column, 1)
        layout.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    @property
    def text(self) -> str:
        """What is shown."""
        return "\n".join(self._messages)

    def add(self, message: str) -> None:
        """Show a message, once."""
        if message and message not in self._messages:
            self._messages.append(message)
            self._label.setText(self.text)
            self.show()

    def clear(self) -> None:
        """Put all messages away."""
        self._messages.clear()
        self.hide()
