"""The menu of articles opened lately."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget


class RecentMenu(QMenu):
    """Lists articles by file name, the path in the tool tip; says so where there are none."""

    chosen = Signal(Path)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tell(())

    def tell(self, paths: Sequence[str]) -> None:
        """List these, the latest first."""
        self.clear()
        for path in paths:
            action = self.addAction(Path(path).name)
            action.setToolTip(path)
            action.triggered.connect(lambda _=False, p=path: self.chosen.emit(Path(p)))
        if not paths:
            self.addAction("No articles yet").setEnabled(False)
