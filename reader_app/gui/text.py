"""Small text widgets that several views share. Everything shown is plain text, never markup."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QPushButton, QSizePolicy, QWidget


def label(text: str = "", role: str = "", *, wrap: bool = True) -> QLabel:
    """A label of plain text; `role` names its style in the theme's style sheet."""
    made = WrappedLabel(text) if wrap else QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    return made


def reading_label(accessible: str) -> QLabel:
    """A label whose text can be selected and copied with mouse and keyboard."""
    made = label()
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    made.setAccessibleName(accessible)
    return made


def arabic_label(accessible: str = "", *, selectable: bool = True) -> QLabel:
    """A label that reads from right to left, whatever its text begins with."""
    made = reading_label(accessible) if selectable else label()
    made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    made.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
    return made


def button(text: str, role: str = "", accessible: str = "") -> QPushButton:
    """A push button that the Tab key reaches."""
    made = QPushButton(text)
    made.setAutoDefault(False)
    if role:
        made.setProperty("role", role)
    if accessible:
        made.setAccessibleName(accessible)
    return made


def verbatim(text: str) -> str:
    """A text for a tool tip, which Qt would take for markup where it looks like it."""
    return f"<p>{escape(text)}</p>" if "<" in text or "&lt;" in text else text


def with_quotations(text: str) -> str:
    """A text in which what «…» quotes is ordered by itself: a dot at the end of Arabic stands at its left.

    For what is shown and cannot be copied: the text gets direction controls.
    """
    return re.sub("«([^»]*)»", "«\u2068\\1\u2069»", text)


def on_button(text: str) -> str:
    """A text for a button, on which Qt would underline the letter behind an ampersand."""
    return text.replace("&", "&&")


def rule() -> QFrame:
    """A thin line between parts."""
    made = QFrame()
    made.setProperty("role", "rule")
    return made


def show(widget: QWidget, wanted: bool) -> None:
    """Show or hide a widget. Where that changes nothing, Qt is not asked: it would lay out all the same."""
    if widget.isHidden() == wanted:
        widget.setVisible(wanted)


@contextmanager
def laid_out_once(holder: QWidget) -> Iterator[None]:
    """Inside, the widget's layout and those that hold it rest; what was asked of them is done at the end.
    Otherwise Qt lays all of them out anew with each widget that is shown."""
    resting: list[QLayout] = []
    widget: QWidget | None = holder
    while widget is not None and (layout := widget.layout()) is not None:
        if layout.isEnabled():
            layout.setEnabled(False)
            resting.append(layout)
        widget = widget.parentWidget()
    try:
        yield
    finally:
        for layout in resting:
            layout.setEnabled(True)
        for layout in resting:  # from the inside out, as each tells the next that its size has changed
            layout.activate()


def scaled(widget: QWidget, factor: float, *, bold: bool = False) -> None:
    """Set a widget's text relative to the platform's own size."""
    font = QFont(widget.font())
    size = font.pointSizeF()
    if size > 0:
        font.setPointSizeF(size * factor)
    else:
        font.setPixelSize(round(font.pixelSize() * factor))
    font.setBold(bold)
    widget.setFont(font)


class WrappedLabel(QLabel):
    """A text over several lines. Layouts ask for its height a dozen times for each change, and Qt sets the
    text each time; here it does so once for each width."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self._heights: dict[int, int] = {}

    def setText(self, text: str) -> None:  # noqa: N802
        self._heights.clear()
        super().setText(text)

    def clear(self) -> None:
        self._heights.clear()
        super().clear()

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        if width not in self._heights:
            self._heights[width] = super().heightForWidth(width)
        return self._heights[width]

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        self._heights.clear()
        super().changeEvent(event)


class ElidedLabel(QLabel):
    """One line of plain text that ends in … where it does not fit."""

    def __init__(self, role: str = "") -> None:
        super().__init__()
        self._full = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if role:
            self.setProperty("role", role)

    def set_full_text(self, text: str) -> None:
        """Show this text, or as much of it as fits."""
        self._full = text
        self._elide()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(24, super().minimumSizeHint().height())

    def resizeEvent(self, event) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._elide()

    def changeEvent(self, event) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() in (event.Type.FontChange, event.Type.StyleChange):
            self._elide()

    def _elide(self) -> None:
        self.setText(
            self.fontMetrics().elidedText(self._full, Qt.TextElideMode.ElideRight, max(24, self.width()))
        )
