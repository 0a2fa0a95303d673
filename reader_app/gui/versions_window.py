"""What a sentence's translation was before, compared with what it is."""

from collections.abc import Sequence

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reader_app.core.article import Sentence
from reader_app.core.units import State
from reader_app.gui.review_marks import STATE_NAMES
from reader_app.gui.text import button, label
from reader_app.gui.theme import Theme
from reader_app.gui.word_diff import WordDiff
from reader_app.services.reviewing import Review

_ROLE = Qt.ItemDataRole.UserRole
_DRAFT = "Machine's draft"


class VersionsWindow(QDialog):
    """The machine's draft and the earlier versions; the one that the list stands on is compared with the
    present one. Non-modal."""

    restore_wanted = Signal(object, object)  # the Sentence, and the Review to bring back

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Versions of the translation")
        self.resize(640, 460)
        self._sentence: Sentence | None = None
        self._present = Review()
        self.said = label("", "heading")
        self.list = QTreeWidget()
        self.list.setAccessibleName("Versions")
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAllColumnsShowFocus(True)
        self.list.setHeaderLabels(["When", "State", "Model", "Translation"])
        for column in range(3):
            self.list.header().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.list.currentItemChanged.connect(lambda item, _: self._compare(item))
        self.key = label("", "muted")
        self.diff = WordDiff(theme, "From this version to the present one")
        self.restore = button("Restore this version", "primary")
        self.restore.clicked.connect(self._restore)
        self.close_button = button("Close")
        self.close_button.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.addWidget(self.restore)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.addWidget(self.said)
        column.addWidget(self.list, 2)
        column.addWidget(self.key)
        column.addWidget(self.diff, 3)
        column.addLayout(foot)

    def tell(self, sentence: Sentence, present: Review, versions: Sequence[Review]) -> None:
        """List the versions of a sentence, the latest first, and before them the machine's draft."""
        self._sentence, self._present = sentence, present
        self.said.setText(f"Sentence {sentence.id}: {STATE_NAMES[present.state].lower()} now")
        self.list.clear()
        if present.draft:
            draft = Review(target=present.draft, draft=present.draft, model=present.model)
            self._add(_DRAFT, draft, "")
        for version in versions:
            if version.target and not (version.state is State.DRAFT and version.target == present.draft):
                self._add(_when(version.changed), version, STATE_NAMES[version.state])
        first = self.list.topLevelItem(0)
        if first is not None:
            self.list.setCurrentItem(first)
        else:
            self._compare(None)

    def open_list(self) -> None:
        """Show the window, before the others."""
        self.show()
        self.raise_()
        self.activateWindow()
        self.list.setFocus()

    @property
    def sentence(self) -> Sentence | None:
        """Whose versions are shown."""
        return self._sentence

    def _add(self, when: str, version: Review, state: str) -> None:
        model = version.model.name.rpartition("/")[2] if version.model else ""
        item = QTreeWidgetItem([when, state, model, " ".join(version.target.split())])
        item.setToolTip(3, version.target)
        item.setData(0, _ROLE, version)
        self.list.addTopLevelItem(item)

    def _compare(self, item: QTreeWidgetItem | None) -> None:
        if item is None:
            self.key.setText("There is no earlier version to compare with.")
            self.diff.tell(self._present.target, self._present.target)
            self.restore.setEnabled(False)
            return
        version: Review = item.data(0, _ROLE)
        differs = version.target != self._present.target
        self.key.setText(
            "From this version to the present one: struck out is what went, underlined what came."
            if differs
            else "The same as the present one."
        )
        self.diff.tell(version.target, self._present.target)
        self.restore.setEnabled(differs)

    def _restore(self) -> None:
        item = self.list.currentItem()
        if item is not None and self._sentence is not None:
            self.restore_wanted.emit(self._sentence, item.data(0, _ROLE))


def _when(changed: str) -> str:
    """A moment in UTC as this computer's user writes it, in their own time."""
    moment = QDateTime.fromString(changed, Qt.DateFormat.ISODate).toLocalTime()
    return QLocale().toString(moment, QLocale.FormatType.ShortFormat)
