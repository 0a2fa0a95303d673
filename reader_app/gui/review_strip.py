"""How far the review of the article is, in a bar and in words."""

from collections import Counter

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from reader_app.core.units import State
from reader_app.gui.review_marks import STATE_NAMES, state_colour
from reader_app.gui.text import label
from reader_app.gui.theme import Theme

_ORDER = (State.APPROVED, State.EDITED, State.FLAGGED, State.DRAFT)
# The parts of the bar differ in height as well as in colour.
_HEIGHTS = {State.APPROVED: 1.0, State.EDITED: 0.75, State.FLAGGED: 0.5, State.DRAFT: 0.2}


def progress_text(counts: Counter[State]) -> str:
    """How many sentences are in each state, in a few words: "7 of 11 approved, 2 edited, 1 flagged"."""
    total = counts.total()
    others = (
        f"{counts[state]} {STATE_NAMES[state].lower()}{'s' * (state is State.DRAFT and counts[state] != 1)}"
        for state in _ORDER[1:]
        if counts[state] > 0
    )
    return ", ".join((f"{counts[State.APPROVED]} of {total} approved", *others))


class _Bar(QWidget):
    """The states as lengths, approved first."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.counts: Counter[State] = Counter()
        self.setFixedHeight(12)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(96, 12)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setPen(QColor(self.theme.muted))
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        inside, total = frame.adjusted(1, 1, -1, -1), self.counts.total()
        at = inside.left()
        for state in _ORDER:
            if total and self.counts[state] > 0:
                width = inside.width() * self.counts[state] / total
                height = inside.height() * _HEIGHTS[state]
                part = QRectF(at, inside.bottom() - height, max(1.0, width - 1), height)
                painter.fillRect(part, state_colour(state, self.theme))
                at += width
        painter.drawRoundedRect(frame, 2, 2)
        painter.end()


class ReviewStrip(QWidget):
    """A bar and its words at the window's foot; a click goes to the next sentence to look at."""

    next_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.bar = _Bar(theme)
        self.said = label("", "muted", wrap=False)
        self.setToolTip("Go to the next sentence that is not reviewed")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 0, 6, 0)
        row.setSpacing(8)
        row.addWidget(self.bar)
        row.addWidget(self.said)

    def tell(self, counts: Counter[State]) -> None:
        """Show how many sentences are in each state."""
        text = progress_text(counts)
        self.bar.counts = counts
        self.bar.update()
        self.said.setText(text)
        self.setAccessibleName(f"Review: {text}")

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme's colours."""
        self.bar.theme = theme
        self.bar.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self.next_wanted.emit()
