"""What `reader-app doctor` prints, in a window: to be read, and copied into a message that asks for help."""

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from reader_app.core.errors import ReaderError
from reader_app.gui.lanes import Lane
from reader_app.gui.text import button, label
from reader_app.services.diagnosing import Doctor, Report
from reader_app.services.report_text import report_text

_INTRODUCTION = "What helps when something is slow or wrong. Nothing of it leaves this computer by itself."


class ComputerDialog(QDialog):
    """Non-modal. The report is gathered anew, off the GUI thread, each time the window is opened."""

    def __init__(self, doctor: Doctor, family: str | None, parent: QWidget | None = None) -> None:
        """`family` is the face that Arabic is set in, None where there is none."""
        super().__init__(parent)
        self.setWindowTitle("About this computer")
        self.resize(720, 560)
        self._doctor = doctor
        self._family = family or ""
        self._lane: Lane | None = None  # made when it is first wanted
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName("Report")
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.copy_button = button("Copy")
        self.copy_button.clicked.connect(lambda: QApplication.clipboard().setText(self.text.toPlainText()))
        self.close_button = button("Close")
        self.close_button.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.addWidget(self.copy_button)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        outer = QVBoxLayout(self)
        outer.addWidget(label(_INTRODUCTION))
        outer.addWidget(self.text, 1)
        outer.addLayout(foot)

    def open_report(self) -> None:
        """Show the window and gather the report."""
        self.show()
        self.raise_()
        self.activateWindow()
        self.copy_button.setEnabled(False)
        self.text.setPlainText("Looking…")
        if self._lane is None:
            self._lane = Lane("computer", self)
        self._lane.submit(lambda _: self._doctor.examine(self._family), self._show, self._failed)

    def end(self) -> None:
        """Close the window and its lane; it cannot be opened any more."""
        self.close()
        if self._lane is not None:
            self._lane.close()

    def _show(self, report: Report) -> None:
        self.text.setPlainText(report_text(report))
        self.copy_button.setEnabled(True)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, ReaderError):
            raise error
        self.text.setPlainText(str(error))
