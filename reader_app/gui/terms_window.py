"""The window that lists the reader's own glossary."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QTableView, QVBoxLayout, QWidget

from reader_app.core.terms import HiddenEntry, HiddenForm, History, Item, OwnTerm
from reader_app.gui.terms_model import TermsModel
from reader_app.gui.text import button, label


class TermsWindow(QDialog):
    """A line for each term and for each thing that is hidden. Non-modal: reading goes on beside it."""

    edit_wanted = Signal(object)  # OwnTerm
    delete_wanted = Signal(object)  # a list of OwnTerm
    show_wanted = Signal(object)  # HiddenEntry or HiddenForm to have back
    add_wanted = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self, family: str | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Your glossary")
        self.resize(760, 480)
        self.model = TermsModel(family, self)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Filter, in English or Arabic")
        self.filter.setAccessibleName("Filter")
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._filter)
        self.said = label("", "muted")
        self.list = _table(self.model)
        self.list.activated.connect(lambda _: self._edit())
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._enable())
        self.model.modelReset.connect(self._enable)
        self.add = button("Add…")
        self.edit = button("Edit…")
        self.delete = button("Delete")
        self.show_again = button("Show again")
        self.undo = button("Undo")
        self.redo = button("Redo")
        self.close_button = button("Close")
        self.add.clicked.connect(self.add_wanted)
        self.edit.clicked.connect(self._edit)
        self.delete.clicked.connect(self._delete)
        self.show_again.clicked.connect(self._show_again)
        self.undo.clicked.connect(self.undo_wanted)
        self.redo.clicked.connect(self.redo_wanted)
        self.close_button.clicked.connect(self.close)
        foot = QHBoxLayout()
        for made in (self.add, self.edit, self.delete, self.show_again, self.undo, self.redo):
            foot.addWidget(made)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.addWidget(self.filter)
        column.addWidget(self.list, 1)
        column.addWidget(self.said)
        column.addLayout(foot)
        self.tell_history(History())
        self._enable()

    def open_list(self) -> None:
        """Show the window, before the others."""
        self.show()
        self.raise_()
        self.activateWindow()
        self.filter.setFocus()

    def tell(self, listed: tuple[list[Item], list[str]]) -> None:
        """List these, as `terms_model.listed` gives them. The line that the list stood on stays current."""
        row = self.list.currentIndex().row()
        self.model.use(*listed)
        if self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(min(max(row, 0), self.model.rowCount() - 1), 0))
        self._count()

    def tell_history(self, history: History) -> None:
        """Undo and redo concern these."""
        for made, title in ((self.undo, history.undo), (self.redo, history.redo)):
            made.setEnabled(title is not None)
            made.setToolTip(title or "")

    def selected(self) -> list[Item]:
        """What is selected, in the order of the list."""
        rows = sorted(index.row() for index in self.list.selectionModel().selectedRows())
        return [self.model.item(row) for row in rows]

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Delete and self.list.hasFocus():
            self._delete()
        else:
            super().keyPressEvent(event)

    def _filter(self, text: str) -> None:
        self.model.filter(text)
        self._count()

    def _count(self) -> None:
        shown, total = self.model.rowCount(), self.model.total
        lead = f"{shown:,} of {total:,}" if shown != total else f"{total:,}"
        empty = "Nothing here yet: select words in the article and press Ctrl+Shift+T."
        self.said.setText(f"{lead} {'entry' if total == 1 else 'entries'}" if total else empty)

    def _enable(self) -> None:
        chosen = self.selected()
        terms = [item for item in chosen if isinstance(item, OwnTerm)]
        self.edit.setEnabled(len(chosen) == 1 and len(terms) == 1)
        self.delete.setEnabled(bool(terms))
        self.show_again.setEnabled(len(chosen) == 1 and not terms)

    def _edit(self) -> None:
        chosen = self.selected()
        if len(chosen) == 1 and isinstance(chosen[0], OwnTerm):
            self.edit_wanted.emit(chosen[0])

    def _delete(self) -> None:
        terms = [item for item in self.selected() if isinstance(item, OwnTerm)]
        if terms:
            self.delete_wanted.emit(terms)

    def _show_again(self) -> None:
        for item in self.selected():
            if isinstance(item, HiddenEntry | HiddenForm):
                self.show_wanted.emit(item)


def _table(model: TermsModel) -> QTableView:
    """Rows to be chosen whole, as a list has them."""
    made = QTableView()
    made.setModel(model)
    made.setAccessibleName("Your glossary")
    made.setShowGrid(False)
    made.setTabKeyNavigation(False)
    made.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.verticalHeader().hide()
    # A height for all: a hundred thousand rows are not asked for theirs.
    made.verticalHeader().setDefaultSectionSize(model.row_height)
    made.horizontalHeader().setStretchLastSection(True)
    made.horizontalHeader().setHighlightSections(False)
    made.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
    for column, width in enumerate((230, 200, 130)):
        made.setColumnWidth(column, width)
    return made
