"""A mark that shows when the network is used, and that it was."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from reader_app.gui.text import label, scaled, verbatim


class Globe(QWidget):
    """A globe as high as a letter: in the accent's colour while the network is used, else in the text's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._active = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_active(self, active: bool) -> None:
        """Whether the network is used now."""
        self._active = active
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        side = self.fontMetrics().height() - 2
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        painter.setPen(
            QPen(palette.link().color() if self._active else palette.placeholderText().color(), 1.2)
        )
        circle = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        painter.drawEllipse(circle)
        narrow = circle.width() * 0.28
        painter.drawEllipse(circle.adjusted(narrow, 0, -narrow, 0))
        middle = circle.center()
        painter.drawLine(QPointF(circle.left(), middle.y()), QPointF(circle.right(), middle.y()))
        painter.end()


class NetworkMark(QWidget):
    """In the status line: what the network is used for, and afterwards that it was. Hidden before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = 0
        self.globe = Globe()
        self.words = label("", "muted", wrap=False)
        scaled(self.words, 0.95)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 8, 0)
        row.setSpacing(5)
        row.addWidget(self.globe, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.words)
        self.hide()

    def tell(self, name: str) -> None:
        """A name is being looked up; empty when that is over."""
        if name:
            self._count += 1
        elif not self._count:
            return
        times = "once" if self._count == 1 else f"{self._count} times"
        said = "Asking Wikipedia…" if name else f"Wikipedia was asked {times}"
        self.words.setText(said)
        about = f"The network is in use: Wikipedia is asked for «{name}»." if name else said
        self.setToolTip(verbatim(about))
        self.setAccessibleName(about)
        self.globe.set_active(bool(name))
        self.show()
