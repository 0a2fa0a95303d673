"""The reader's own glossary as a table: terms, and what is hidden. Rows are made when they are looked at."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFontMetrics

from reader_app.core.arabic import normalise
from reader_app.core.terms import HiddenEntry, HiddenForm, Item, OwnGlossary, OwnTerm
from reader_app.gui.card_texts import KIND_NAMES, day
from reader_app.gui.fonts import arabic_font

HEADERS = ("English", "Arabic", "What", "Changed")
_ARABIC = HEADERS.index("Arabic")
_Index = QModelIndex | QPersistentModelIndex


class TermsModel(QAbstractTableModel):
    """The items that a filter leaves, the terms changed last first."""

    def __init__(self, family: str | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._face = arabic_font(family, 17)
        self._items: list[Item] = []
        self._names: list[str] = []
        self._shown: list[int] = []
        self._filter = ""

    @property
    def row_height(self) -> int:
        """Pixels that a row needs."""
        return QFontMetrics(self._face).height() + 6

    @property
    def total(self) -> int:
        """How many items there are, shown or not."""
        return len(self._items)

    def use(self, items: list[Item], names: list[str]) -> None:
        """Show these; `names` as `listed` gives them."""
        self._items, self._names = items, names
        self.filter(self._filter)

    def filter(self, text: str) -> None:
        """Show only those that have the text in a name."""
        self._filter = text
        wanted = " ".join(normalise(text).casefold().split())
        self.beginResetModel()
        self._shown = [number for number, name in enumerate(self._names) if wanted in name]
        self.endResetModel()

    def item(self, row: int) -> Item:
        """What stands in a row."""
        return self._items[self._shown[row]]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(HEADERS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:  # noqa: N802
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADERS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return None

    def data(self, index: _Index, role: int = 0) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return _cells(self.item(index.row()))[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        if role == Qt.ItemDataRole.FontRole and index.column() == _ARABIC:
            return self._face
        if role == Qt.ItemDataRole.ToolTipRole:
            item = self.item(index.row())
            return item.definition or None if isinstance(item, OwnTerm) else None
        return None


def listed(glossary: OwnGlossary) -> tuple[list[Item], list[str]]:
    """The items in the order in which they are shown, each with its names as the filter compares them. Takes
    a second for a hundred thousand: off the GUI thread."""
    terms: list[Item] = [glossary.term(number) for number in range(len(glossary.ids))]
    items = [*terms, *glossary.hidden_entries, *glossary.hidden_forms]
    items.sort(key=lambda item: item.changed, reverse=True)
    return items, [normalise(" ".join(_cells(item)[:2] + _more(item))).casefold() for item in items]


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column == _ARABIC else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _cells(item: Item) -> list[str]:
    if isinstance(item, OwnTerm):
        return [item.english, item.arabic, KIND_NAMES[item.kind], day(item.changed)]
    if isinstance(item, HiddenEntry):
        what = "Merged into another" if item.merged_into else "Hidden"
        return [item.english, item.arabic, what, day(item.changed)]
    return ["", item.form, "Not a name", day(item.changed)]


def _more(item: Item | HiddenForm) -> list[str]:
    return [*item.accepted, *item.spellings, *item.short] if isinstance(item, OwnTerm) else []
