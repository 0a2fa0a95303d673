"""Searching the translation memory for words: both sides beside each other, with what was found lit."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from reader_app.core.errors import ReaderError
from reader_app.gui.fonts import arabic_font
from reader_app.gui.marked_text import MarkedParagraph, Marks
from reader_app.gui.match_rows import origin_in_words
from reader_app.gui.text import button, label
from reader_app.services.memory import Occurrence

MOST = 200
"""How many units are listed at most, the newest."""

_TYPING_PAUSE_MS = 200
_ROLE = Qt.ItemDataRole.UserRole
_PADDING, _GUTTER = 10, 24
_AT_A_TIME = 8
"""How many rows are laid out at once: a few milliseconds' work."""

_ARABIC_PIXELS = 18

_Index = QModelIndex | QPersistentModelIndex


class Occurrences(QAbstractListModel):
    """The units found, a row each. The view fetches some at a time, as they are scrolled to, since it lays
    out all that it has."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: Sequence[Occurrence] = ()
        self._count = 0

    def tell(self, found: Sequence[Occurrence]) -> None:
        """List these."""
        self.beginResetModel()
        self._found = found
        self._count = min(_AT_A_TIME, len(found))
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else self._count

    def canFetchMore(self, parent: _Index) -> bool:  # noqa: N802
        return not parent.isValid() and self._count < len(self._found)

    def fetchMore(self, parent: _Index) -> None:  # noqa: N802
        more = min(_AT_A_TIME, len(self._found) - self._count)
        self.beginInsertRows(parent, self._count, self._count + more - 1)
        self._count += more
        self.endInsertRows()

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        found = self._found[index.row()]
        if role == _ROLE:
            return found
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{found.unit.source}\n{found.unit.target}"
        return None


class _Painter(QStyledItemDelegate):
    """Paints a unit: the Arabic at the right, the English at the left, under them where it came from."""

    def __init__(self, view: QListView, family: str | None) -> None:
        super().__init__(view)
        self._view = view
        self._arabic_font = arabic_font(family, _ARABIC_PIXELS)
        self._laid: dict[int, tuple[MarkedParagraph, MarkedParagraph]] = {}

    def forget(self) -> None:
        """Other units are listed now."""
        self._laid.clear()

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802
        arabic, english = self._paragraphs(index)
        side = self._side()
        height = max(arabic.height_for(side), english.height_for(side))
        return QSize(self._view.viewport().width(), height + self._small_height() + 2 * _PADDING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        arabic, english = self._paragraphs(index)
        side, palette = self._side(), QApplication.palette()  # a style sheet pales the view's own
        rect: QRect = option.rect  # type: ignore[attr-defined]  # the stubs lack it
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, palette.color(QPalette.ColorRole.AlternateBase))
            bar = QRect(rect.left(), rect.top(), 4, rect.height())
            painter.fillRect(bar, palette.color(QPalette.ColorRole.Accent))
        painter.setPen(QPen(palette.color(QPalette.ColorRole.Mid)))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        for paragraph, left in ((english, _PADDING), (arabic, _PADDING + side + _GUTTER)):
            paragraph.height_for(side)
            painter.save()
            painter.translate(rect.left() + left, rect.top() + _PADDING)
            paragraph.paint(painter, palette)
            painter.restore()
        painter.setFont(self._small_font())
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        foot = rect.adjusted(_PADDING, 0, -_PADDING, -_PADDING // 2)
        found: Occurrence = index.data(_ROLE)
        painter.drawText(
            foot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, origin_in_words(found.unit)
        )
        painter.restore()

    def _paragraphs(self, index: _Index) -> tuple[MarkedParagraph, MarkedParagraph]:
        row = index.row()
        if row not in self._laid:
            found: Occurrence = index.data(_ROLE)
            self._laid[row] = (
                MarkedParagraph(
                    found.unit.source, Marks(lit=found.in_source), self._arabic_font, arabic=True
                ),
                MarkedParagraph(
                    found.unit.target, Marks(lit=found.in_target), self._view.font(), arabic=False
                ),
            )
        return self._laid[row]

    def _side(self) -> int:
        return max(80, (self._view.viewport().width() - 2 * _PADDING - _GUTTER) // 2)

    def _small_font(self) -> QFont:
        font = QFont(self._view.font())
        font.setPointSizeF(font.pointSizeF() * 0.85)
        return font

    def _small_height(self) -> int:
        return QFontMetrics(self._small_font()).height() + 2


class ConcordanceWindow(QDialog):
    """A field, and the units in which what stands there occurs. Non-modal: reading goes on beside it."""

    wanted = Signal(str)  # what to look for; empty for nothing

    def __init__(self, family: str | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Search the translation memory")
        self.resize(860, 520)
        self.field = QLineEdit()
        self.field.setPlaceholderText("Arabic or English, with or without vowel marks")
        self.field.setAccessibleName("Search the translation memory")
        self.field.setClearButtonEnabled(True)
        self.said = label("", "muted")
        self.found = Occurrences(self)
        self.list = QListView()
        self.list.setObjectName("occurrences")
        self.list.setAccessibleName("Units found")
        self.list.setModel(self.found)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._painter = _Painter(self.list, family)
        self.list.setItemDelegate(self._painter)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._enable())
        self.copy_english = button("Copy English", accessible="Copy the unit's English")
        self.copy_both = button("Copy Both", accessible="Copy the unit's Arabic and English")
        self.copy_english.clicked.connect(self.copy)
        self.copy_both.clicked.connect(lambda: self._copy(both=True))
        self.close_button = button("Close")
        self.close_button.clicked.connect(self.close)
        foot = QHBoxLayout()
        for widget in (self.copy_english, self.copy_both):
            foot.addWidget(widget)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.addWidget(self.field)
        column.addWidget(self.said)
        column.addWidget(self.list, 1)
        column.addLayout(foot)
        self._pause = QTimer(self, singleShot=True, interval=_TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.field.textChanged.connect(lambda _: self._pause.start())
        self.field.returnPressed.connect(self._ask)
        self._enable()

    def open_on(self, text: str) -> None:
        """Show the window, looking for this; for what was looked for last where it is empty."""
        self.show()
        self.raise_()
        self.activateWindow()
        if text:
            self.field.setText(text)
        self.field.setFocus()
        self.field.selectAll()
        self._ask()

    def tell(self, found: Sequence[Occurrence]) -> None:
        """List what was found."""
        self._painter.forget()
        self.found.tell(found)
        self.list.scrollToTop()
        if not self.field.text().strip():
            self.said.setText("")
        elif not found:
            self.said.setText("Not in the translation memory.")
        elif len(found) == MOST:
            self.said.setText(f"The newest {MOST} units; there may be more.")
        else:
            self.said.setText(f"{len(found)} unit{'s' * (len(found) != 1)}")
        self._enable()

    def fail(self, error: ReaderError) -> None:
        """There is no answer, and why."""
        self.tell(())
        self.said.setText(str(error))

    def copy(self) -> None:
        """Copy the English of the unit that the list stands on."""
        self._copy(both=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.matches(QKeySequence.StandardKey.Copy) and not self.field.hasFocus():
            self.copy()
        elif event.key() == Qt.Key.Key_Down and self.field.hasFocus() and self.found.rowCount():
            self.list.setFocus()
            if not self.list.currentIndex().isValid():
                self.list.setCurrentIndex(self.found.index(0))
        else:
            super().keyPressEvent(event)

    def _ask(self) -> None:
        self._pause.stop()
        self.wanted.emit(self.field.text().strip())

    def _copy(self, *, both: bool) -> None:
        found = self.list.currentIndex().data(_ROLE)
        if found is not None:
            unit = found.unit
            QApplication.clipboard().setText(f"{unit.source}\n{unit.target}" if both else unit.target)

    def _enable(self) -> None:
        for one in (self.copy_english, self.copy_both):
            one.setEnabled(self.list.currentIndex().isValid())
