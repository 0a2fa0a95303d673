"""The table of an article's names: rows that are made when Qt asks for them."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics

from reader_app.gui.card_texts import KIND_NAMES
from reader_app.gui.fonts import arabic_font
from reader_app.services.name_list import Column, ListedName

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole

COLUMNS = (
    (Column.ENGLISH, "English"),
    (Column.ARABIC, "Arabic"),
    (Column.KIND, "Kind"),
    (Column.COUNT, "Times"),
    (Column.FIRST, "First in"),
    (Column.SOURCE, "Source"),
)
_NUMBERS = (Column.COUNT, Column.FIRST)


class NamesModel(QAbstractTableModel):
    """The names that were chosen, in their order. Sorting is asked of whoever fills it."""

    sort_wanted = Signal(object, bool)  # Column, whether backwards

    def __init__(self, family: str | None, parent=None) -> None:
        super().__init__(parent)
        self.names: Sequence[ListedName] = ()
        self._arabic = arabic_font(family, 17)
        self._bold = QFont()
        self._bold.setBold(True)

    @property
    def row_height(self) -> int:
        """In pixels, with room for the Arabic face's marks above and below."""
        return QFontMetrics(self._arabic).height() + 4

    def fill(self, names: Sequence[ListedName]) -> None:
        """Show these names in this order."""
        self.beginResetModel()
        self.names = names
        self.endResetModel()

    def row_of(self, entry_id: str) -> int:
        """Where an entry is listed, -1 where it is not."""
        return next((row for row, name in enumerate(self.names) if name.entry.id == entry_id), -1)

    def rowCount(self, parent: _Index | None = None) -> int:  # noqa: N802
        return 0 if parent is not None and parent.isValid() else len(self.names)

    def columnCount(self, parent: _Index | None = None) -> int:  # noqa: N802
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:  # noqa: N802
        if orientation == Qt.Orientation.Horizontal and role == _Role.DisplayRole:
            return COLUMNS[section][1]
        if role == _Role.TextAlignmentRole:
            return _alignment(COLUMNS[section][0])
        return None

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:
        column, name = COLUMNS[index.column()][0], self.names[index.row()]
        if role == _Role.DisplayRole:
            return _text(name, column)
        if role == _Role.TextAlignmentRole:
            return _alignment(column)
        if role == _Role.FontRole:
            return {Column.ARABIC: self._arabic, Column.ENGLISH: self._bold}.get(column)
        if role == _Role.ToolTipRole:
            return name.entry.definition or None
        if role == _Role.AccessibleTextRole and column is Column.ENGLISH:
            return f"{_text(name, column)}, {KIND_NAMES[name.entry.kind].lower()}, {len(name.mentions)} times"
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if 0 <= column < len(COLUMNS):
            self.sort_wanted.emit(COLUMNS[column][0], order == Qt.SortOrder.DescendingOrder)


def _text(name: ListedName, column: Column) -> str:
    entry = name.entry
    if column is Column.ENGLISH:
        return entry.english or "not known"
    if column is Column.ARABIC:
        return entry.arabic
    if column is Column.KIND:
        return KIND_NAMES[entry.kind]
    if column is Column.COUNT:
        return str(len(name.mentions))
    if column is Column.FIRST:
        return str(name.mentions[0].sentence)
    return entry.source


def _alignment(column: Column) -> Qt.AlignmentFlag:
    is_right = column is Column.ARABIC or column in _NUMBERS
    side = Qt.AlignmentFlag.AlignRight if is_right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
