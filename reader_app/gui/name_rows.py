"""A name in short form, as it stands beside the translation."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from reader_app.core.names import Mention
from reader_app.gui.card import KIND_NAMES
from reader_app.gui.fonts import arabic_font
from reader_app.gui.text import ElidedLabel, arabic_label, label, scaled


class NameRow(QFrame):
    """English name, Arabic as written here, kind and the beginning of the definition; opens the card."""

    opened = Signal(object)  # Mention

    def __init__(self, mention: Mention, family: str | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("nameRow")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        entry = mention.entry
        self.mention = mention
        self.english = ElidedLabel(entry.english)
        scaled(self.english, 1.0, bold=True)
        self.arabic = arabic_label(selectable=False)
        self.arabic.setWordWrap(False)
        self.arabic.setFont(arabic_font(family, 17))
        self.arabic.setText(mention.text)
        self.kind = label(KIND_NAMES[entry.kind], "muted", wrap=False)
        scaled(self.kind, 0.88)
        self.definition = ElidedLabel(entry.definition, "muted")
        scaled(self.definition, 0.92)
        self.setAccessibleName(f"{entry.english}, {KIND_NAMES[entry.kind].lower()}")
        self.setAccessibleDescription(entry.definition)
        grid = QGridLayout(self)
        grid.setContentsMargins(8, 5, 8, 6)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(0)
        grid.addWidget(self.english, 0, 0)
        grid.addWidget(self.arabic, 0, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self.definition, 1, 0)
        grid.addWidget(self.kind, 1, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        grid.setColumnStretch(0, 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit(self.mention)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        event.accept()  # or the release would go to the parent

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self.mention)
        else:
            super().keyPressEvent(event)
