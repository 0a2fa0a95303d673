"""The list of all flags in the article, to go through beside it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reader_app.core.checks import Flag, Severity
from reader_app.core.errors import ReaderError
from reader_app.gui.checking import CheckedSentence
from reader_app.gui.flag_rows import SIGNS
from reader_app.gui.text import button, label, with_quotations

_WIDTH, _HEIGHT = 110, 24
"""Of the window as it opens, in characters and lines: messages are read whole at every size of text."""

_ROLE = Qt.ItemDataRole.UserRole


class ChecksWindow(QDialog):
    """A line for each flag; the one that the list stands on is shown in the article. Non-modal."""

    wanted = Signal(object, object)  # Sentence and Flag to show

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Checks of the article")
        metrics = self.fontMetrics()
        self.resize(metrics.averageCharWidth() * _WIDTH, metrics.lineSpacing() * _HEIGHT)
        self.said = label("", "muted")
        self.remarks = QCheckBox("Show remarks (○) too")
        self.remarks.toggled.connect(self._filter)
        self.list = QTreeWidget()
        self.list.setAccessibleName("Flags")
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAllColumnsShowFocus(True)
        self.list.setHeaderLabels(["Sentence", "Kind", "What was expected, and what was found"])
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.list.currentItemChanged.connect(lambda item, _: self._go_to(item))
        self.list.itemClicked.connect(lambda item, _: self._go_to(item))
        self.close_button = button("Close")
        self.close_button.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.addWidget(self.remarks)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.addWidget(self.said)
        column.addWidget(self.list, 1)
        column.addLayout(foot)

    def open_list(self) -> None:
        """Show the window, before the others."""
        self.show()
        self.raise_()
        self.activateWindow()
        self.list.setFocus()

    def clear(self) -> None:
        """Empty the list: another pass begins, or another article."""
        self.list.clear()
        self.said.setText("")

    def add(self, found: Sequence[CheckedSentence]) -> None:
        """List the flags of more sentences."""
        for one in found:
            for flag in one.flags:
                sign = SIGNS[flag.severity]
                said = with_quotations(flag.message)
                item = QTreeWidgetItem([f"{sign} {one.sentence.id}", str(flag.kind), said])
                item.setToolTip(2, said)
                item.setData(2, Qt.ItemDataRole.AccessibleTextRole, flag.message)
                item.setData(0, _ROLE, (one.sentence, flag))
                item.setData(
                    0, Qt.ItemDataRole.AccessibleTextRole, f"{flag.severity}, sentence {one.sentence.id}"
                )
                self.list.addTopLevelItem(item)
                item.setHidden(self._is_hidden(flag))

    def tell_progress(self, done: int, untranslated: int, total: int) -> None:
        """How far the pass is, and what it found."""
        flags = [item.data(0, _ROLE)[1] for item in self.items()]
        grave = sum(flag.severity.rank > 0 for flag in flags)
        if done < total:
            self.said.setText(f"Checking: {done} of {total} sentences…")
            return
        of_how_many = f" of {total}" if untranslated else ""
        remarks = len(flags) - grave
        self.said.setText(
            f"{total - untranslated}{of_how_many} translations checked; "
            f"{grave} warning{'s' * (grave != 1)}, {remarks} remark{'s' * (remarks != 1)}"
            + (f"; {untranslated} not translated yet." if untranslated else ".")
        )

    def fail(self, error: ReaderError) -> None:
        """The pass is over before its end."""
        self.said.setText(str(error))

    def items(self) -> list[QTreeWidgetItem]:
        """The lines, in reading order, hidden ones among them."""
        found = (self.list.topLevelItem(at) for at in range(self.list.topLevelItemCount()))
        return [item for item in found if item is not None]

    def _filter(self) -> None:
        for item in self.items():
            item.setHidden(self._is_hidden(item.data(0, _ROLE)[1]))

    def _is_hidden(self, flag: Flag) -> bool:
        return flag.severity is Severity.INFO and not self.remarks.isChecked()

    def _go_to(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.wanted.emit(*item.data(0, _ROLE))
