"""The dialog in which an entry is looked for and chosen: the one that another is merged with."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reader_app.core.names import GlossaryEntry
from reader_app.gui.card_texts import KIND_NAMES
from reader_app.gui.fonts import arabic_font
from reader_app.gui.text import button, label

_ROLE = Qt.ItemDataRole.UserRole
_SEARCH_AFTER_MS = 150


class EntryChooser(QDialog):
    """A field to type in and the entries that are called so. Before anything is typed, those of the article.
    Modal to its window, but nothing waits for it."""

    wanted = Signal(str)  # what to look for
    chosen = Signal(object)  # GlossaryEntry

    def __init__(self, family: str | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._face = arabic_font(family, 17)
        self.setModal(True)
        self.resize(620, 440)
        self._offered: Sequence[GlossaryEntry] = ()
        self._asked_of: GlossaryEntry | None = None
        self.said = label("")
        self.field = QLineEdit()
        self.field.setPlaceholderText("A name, in English or Arabic")
        self.field.setAccessibleName("Name to look for")
        self.field.setClearButtonEnabled(True)
        self.list = QTreeWidget()
        self.list.setAccessibleName("Entries")
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAllColumnsShowFocus(True)
        self.list.setHeaderLabels(["English", "Arabic", "Kind", "Source"])
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for column, width in enumerate((190, 150, 95)):
            self.list.setColumnWidth(column, width)
        self.list.itemActivated.connect(lambda item, _: self._choose(item))
        self.list.currentItemChanged.connect(lambda item, _: self.merge.setEnabled(item is not None))
        self.merge = button("Merge", "primary")
        self.merge.setDefault(True)
        self.merge.clicked.connect(lambda: self._choose(self.list.currentItem()))
        self.cancel = button("Cancel")
        self.cancel.clicked.connect(self.reject)
        self._later = QTimer(self, singleShot=True, interval=_SEARCH_AFTER_MS)
        self._later.timeout.connect(self._search)
        self.field.textChanged.connect(lambda _: self._later.start())
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.merge)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        for widget in (self.said, self.field, self.list):
            column.addWidget(widget)
        column.addLayout(foot)

    def choose(self, entry: GlossaryEntry, offered: Sequence[GlossaryEntry]) -> None:
        """Ask what the entry is the same as; `offered` is listed at first."""
        self._offered, self._asked_of = offered, entry
        name = entry.english or entry.arabic
        self.setWindowTitle(f"Merge «{name}»")
        self.said.setText(f"«{name}» is the same as the entry chosen here, which gets its spellings.")
        self.field.clear()
        self.tell(offered)
        self.field.setFocus()
        self.open()

    def tell(self, entries: Sequence[GlossaryEntry]) -> None:
        """List these, those of the same kind first."""
        asked = self._asked_of
        assert asked is not None
        self.list.clear()
        for entry in sorted(entries, key=lambda entry: entry.kind is not asked.kind):
            if entry.id != asked.id:
                row = [entry.english or "?", entry.arabic, KIND_NAMES[entry.kind], entry.source]
                item = QTreeWidgetItem(row)
                item.setData(0, _ROLE, entry)
                item.setToolTip(0, entry.definition)
                item.setFont(1, self._face)
                self.list.addTopLevelItem(item)
        first = self.list.topLevelItem(0)
        self.merge.setEnabled(first is not None)
        if first is not None:
            self.list.setCurrentItem(first)

    def _search(self) -> None:
        if self.field.text().strip():
            self.wanted.emit(self.field.text())
        else:
            self.tell(self._offered)

    def _choose(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.accept()
            self.chosen.emit(item.data(0, _ROLE))
