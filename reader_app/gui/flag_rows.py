"""The flags of a translation as quiet lines under it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from reader_app.core.checks import Flag, Severity
from reader_app.gui.checking import CheckedSentence
from reader_app.gui.text import button, label, scaled, show, with_quotations

SIGNS = {Severity.ERROR: "■", Severity.WARNING: "▲", Severity.INFO: "○"}
"""How grave a flag is, told by the sign's form as well as by its colour."""


class FlagRow(QFrame):
    """One flag: its sign, its message, and a button that puts it away. Pointed at by the mouse or the
    focus."""

    pointed = Signal(object)  # Flag, or None where the row is left
    placed = Signal(object)  # Flag that was clicked, or chosen with Enter
    dismissed = Signal(object)  # Flag

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("flagRow")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._flag: Flag | None = None
        self.sign = label("", "info", wrap=False)
        self.message = label("", "flag")
        self.away = button("Not an error", "link")
        self.away.clicked.connect(lambda: self.dismissed.emit(self.flag))
        for small in (self.sign, self.message, self.away):
            scaled(small, 0.92)
        self.sign.setFixedWidth(self.sign.fontMetrics().horizontalAdvance(SIGNS[Severity.ERROR]) + 4)
        self.sign.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 3, 4, 3)
        row.setSpacing(6)
        row.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.message, 1)
        row.addWidget(self.away, 0, Qt.AlignmentFlag.AlignTop)

    @property
    def flag(self) -> Flag:
        """What the row tells; there is something once `tell` was called."""
        assert self._flag is not None
        return self._flag

    def tell(self, flag: Flag) -> None:
        """Fill the row with a flag."""
        self._flag = flag
        self.sign.setText(SIGNS[flag.severity])
        self.sign.setProperty("role", f"flag-{flag.severity}")
        self.sign.style().unpolish(self.sign)  # or the colour stays that of the flag before
        self.sign.style().polish(self.sign)
        self.message.setText(with_quotations(flag.message))
        self.setToolTip(f"{flag.severity.capitalize()}: {flag.kind}")
        self.setAccessibleName(f"{flag.severity.capitalize()}, {flag.kind}: {flag.message}")
        self.away.setAccessibleName(f"Not an error: {flag.message}")

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802
        super().enterEvent(event)
        self.pointed.emit(self.flag)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        super().leaveEvent(event)
        self.pointed.emit(self.flag if self.hasFocus() else None)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        self.pointed.emit(self.flag)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        self.pointed.emit(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self.placed.emit(self.flag)
            event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.placed.emit(self.flag)
        elif event.key() == Qt.Key.Key_Delete:
            self.dismissed.emit(self.flag)
        else:
            super().keyPressEvent(event)


class FlagRows(QWidget):
    """A list of flags, and how many were put away. Rows are made once and told anew."""

    pointed = Signal(object)  # Flag or None
    placed = Signal(object)  # Flag
    dismissed = Signal(object)  # Flag
    restore_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[FlagRow] = []
        self.shown: Sequence[FlagRow] = ()
        self.again = button("", "link")
        self.again.clicked.connect(self.restore_wanted)
        scaled(self.again, 0.92)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(1)
        self._column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        self.tell(None)

    def tell(self, found: CheckedSentence | None) -> None:
        """Show the flags that stand, the gravest first; none for a translation not checked yet."""
        flags = found.flags if found else ()
        while len(self._rows) < len(flags):
            row = FlagRow()
            row.pointed.connect(self.pointed)
            row.placed.connect(self.placed)
            row.dismissed.connect(self.dismissed)
            self._rows.append(row)
            self._column.insertWidget(len(self._rows) - 1, row)
        for row, flag in zip(self._rows, flags, strict=False):
            row.tell(flag)
        for number, row in enumerate(self._rows):
            show(row, number < len(flags))
        self.shown = self._rows[: len(flags)]
        put_away = found.put_away if found else 0
        self.again.setText(f"{put_away} put away: show again")
        show(self.again, put_away > 0)
        show(self, bool(flags) or put_away > 0)
