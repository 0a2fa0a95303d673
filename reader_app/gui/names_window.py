"""The window over all names of the article: a table of them, and a map of the places."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from reader_app.core.names import GlossaryEntry, Kind, Mention
from reader_app.gui.names_model import COLUMNS, NamesModel
from reader_app.gui.places_map import PlacesMap
from reader_app.gui.text import button, label
from reader_app.services.name_list import Column, ListedName, choose_names

_WIDTHS = (30, 25, 16, 11, 14, 26)
"""Of the columns as the window opens, in characters: names are read whole at every size of text."""
_LINES = 33
_KINDS = (
    (None, "All"),
    (Kind.PERSON, "People"),
    (Kind.PLACE, "Places"),
    (Kind.ORGANISATION, "Organisations"),
)


class NamesTable(QTableView):
    """The rows. Enter goes to the next mention of the current one, Shift+Enter to the one before."""

    step_wanted = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            is_back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.step_wanted.emit(-1 if is_back else 1)
        else:
            super().keyPressEvent(event)


class NamesWindow(QDialog):
    """Everyone and everywhere, sorted, filtered, counted. Non-modal: the article answers beside it."""

    mention_wanted = Signal(object)  # Mention to go to and explain
    export_wanted = Signal(object)  # the names listed, in their order

    def __init__(self, family: str | None, places: PlacesMap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Names of the article")
        metrics = self.fontMetrics()
        self._character = metrics.averageCharWidth()
        self.resize((sum(_WIDTHS) + 6) * self._character, _LINES * metrics.lineSpacing())
        self.map = places
        self._all: Sequence[ListedName] = ()
        self._by, self._backwards = Column.FIRST, False
        self._at: dict[str, int] = {}  # which mention of an entry was gone to last
        self.search = QLineEdit()
        self.search.setPlaceholderText("Find a name, in English or Arabic")
        self.search.setAccessibleName("Find a name")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._choose)
        self.search.returnPressed.connect(self._enter_table)
        self.kinds = {kind: self._kind_button(text) for kind, text in _KINDS}
        self._group = QButtonGroup(self)
        for made in self.kinds.values():
            self._group.addButton(made)
        self.kinds[None].setChecked(True)
        self._group.buttonClicked.connect(self._choose)
        self.unexplained = QCheckBox("Not explained only")
        self.unexplained.toggled.connect(self._choose)
        self.model = NamesModel(family, self)
        self.model.sort_wanted.connect(self._sort)
        self.table = NamesTable()
        self.previous = button("Previous", accessible="Previous mention")
        self.next = button("Next", accessible="Next mention")
        self.previous.setToolTip("Shift+Enter")
        self.next.setToolTip("Enter")
        self.previous.clicked.connect(lambda: self._step(-1))
        self.next.clicked.connect(lambda: self._step(1))
        self.said = label("", "muted")
        self.export = button("Export…")
        self.export.setToolTip("Write the names listed here as a CSV table")
        self.export.clicked.connect(lambda: self.export_wanted.emit(self.model.names))
        self.close_button = button("Close")
        self.close_button.clicked.connect(self.close)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.map.chosen.connect(self.choose)
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self._enter_search)
        self._set_up_table()
        self._build()
        self.list([])

    @property
    def current(self) -> ListedName | None:
        """The name that the table stands on."""
        row = self.table.currentIndex().row()
        return self.model.names[row] if 0 <= row < len(self.model.names) else None

    def open_list(self) -> None:
        """Show the window, before the others."""
        self.show()
        self.raise_()
        self.activateWindow()
        self.table.setFocus()

    def list(self, names: Sequence[ListedName]) -> None:
        """List the names of an article, in its order."""
        self._all = names
        self._at.clear()
        for kind, made in self.kinds.items():
            count = sum(kind is None or name.entry.kind is kind for name in names)
            made.setText(f"{dict(_KINDS)[kind]} {count}")
        self.map.tell([name for name in names if name.entry.location is not None])
        self._choose()

    def choose(self, entry: GlossaryEntry) -> None:
        """Stand on an entry, which was chosen on the map, and go to its first or next mention."""
        row = self.model.row_of(entry.id)
        if row < 0:
            self.search.clear()
            self.unexplained.setChecked(False)
            self.kinds[None].setChecked(True)
            self._choose()
            row = self.model.row_of(entry.id)
        self.table.selectRow(row)
        self._step(1)

    def _sort(self, by: Column, backwards: bool) -> None:
        self._by, self._backwards = by, backwards
        self._choose()

    def _choose(self, *_: object) -> None:
        current = self.current
        kind = next(kind for kind, made in self.kinds.items() if made.isChecked())
        chosen = choose_names(
            self._all,
            self.search.text(),
            kind,
            only_unexplained=self.unexplained.isChecked(),
            by=self._by,
            backwards=self._backwards,
        )
        self.model.fill(chosen)
        row = self.model.row_of(current.entry.id) if current else -1
        if chosen:
            self.table.selectRow(max(row, 0))
        self._tell()

    def _step(self, steps: int) -> None:
        """Go to the first mention of the current name, or on from the one gone to last."""
        if (name := self.current) is None:
            return
        last = self._at.get(name.entry.id)
        if last is None:
            at = 0 if steps > 0 else len(name.mentions) - 1
        else:
            at = (last + steps) % len(name.mentions)
        self._at[name.entry.id] = at
        self._tell()
        mention: Mention = name.mentions[at]
        self.mention_wanted.emit(mention)

    def _tell(self) -> None:
        name, shown, total = self.current, len(self.model.names), len(self._all)
        for one in (self.previous, self.next):
            one.setEnabled(name is not None)
        self.export.setEnabled(shown > 0)
        count = f"{total} names" if shown == total else f"{shown} of {total} names"
        if name is None:
            self.said.setText("No names found." if not total else f"{count}.")
            self.map.choose(None)
            return
        self.map.choose(name.entry)
        times, at = len(name.mentions), self._at.get(name.entry.id)
        where = f"named {times} time{'s' * (times != 1)}" if at is None else f"mention {at + 1} of {times}"
        self.said.setText(f"{count}. {name.entry.english or name.entry.arabic}: {where}.")

    def _enter_table(self) -> None:
        self.table.setFocus()
        self._step(1)

    def _enter_search(self) -> None:
        self.tabs.setCurrentIndex(0)
        self.search.setFocus()
        self.search.selectAll()

    def _kind_button(self, text: str) -> QPushButton:
        made = button(text)
        made.setCheckable(True)
        return made

    def _set_up_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName("Names")
        table.setItemDelegate(_Cells(table))
        table.setItemDelegateForColumn(1, _ArabicCells(table))
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)  # Tab leaves the table instead of going through its cells
        table.setWordWrap(False)
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(self.model.row_height)
        head = table.horizontalHeader()
        head.setHighlightSections(False)
        for section, width in enumerate(_WIDTHS):
            table.setColumnWidth(section, width * self._character)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.setSortingEnabled(True)
        table.sortByColumn([c for c, _ in COLUMNS].index(Column.FIRST), Qt.SortOrder.AscendingOrder)
        table.step_wanted.connect(self._step)
        table.clicked.connect(lambda _: self._step(1))
        table.selectionModel().currentRowChanged.connect(lambda *_: QTimer.singleShot(0, self._tell))

    def _build(self) -> None:
        filters = QHBoxLayout()
        filters.addWidget(self.search, 1)
        for made in self.kinds.values():
            filters.addWidget(made)
        filters.addWidget(self.unexplained)
        listing = QWidget()
        column = QVBoxLayout(listing)
        column.setContentsMargins(0, 8, 0, 0)
        column.addLayout(filters)
        column.addWidget(self.table, 1)
        self.tabs.addTab(listing, "&Names")
        self.tabs.addTab(self.map, "&Map of the places")
        foot = QHBoxLayout()
        foot.addWidget(self.said, 1)
        for made in (self.previous, self.next, self.export, self.close_button):
            foot.addWidget(made)
        outer = QVBoxLayout(self)
        outer.addWidget(self.tabs, 1)
        outer.addLayout(foot)


class _Cells(QStyledItemDelegate):
    """Cells without a frame of their own: the row is what is current."""

    def initStyleOption(self, option: QStyleOptionViewItem, index) -> None:  # noqa: N802
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus


class _ArabicCells(_Cells):
    """Cells that read from right to left, whatever their text begins with."""

    def initStyleOption(self, option: QStyleOptionViewItem, index) -> None:  # noqa: N802
        super().initStyleOption(option, index)
        # Qt mirrors alignment with the direction: leading is right here.
        option.direction = Qt.LayoutDirection.RightToLeft
        option.displayAlignment = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
