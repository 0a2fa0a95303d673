"""Importing and exporting the reader's own glossary from the window, on a lane of its own."""

import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QProgressDialog, QWidget

from reader_app.core.errors import ExchangeCancelled, ReaderError
from reader_app.gui.lanes import Lane
from reader_app.gui.session import Session
from reader_app.services.term_exchange import Imported, TermExchange

_READ = "Terms (*.csv *.tsv *.tab *.txt *.tbx *.xml);;All files (*)"
_WRITTEN = "Table, CSV (*.csv);;Table, TSV (*.tsv);;Term base, TBX (*.tbx)"
_SUFFIXES = {"CSV": ".csv", "TSV": ".tsv", "TBX": ".tbx"}
_SHOW_AFTER_MS = 400


class TermFiles(QObject):
    """One file at a time. A message says what an import came to, or why there was none."""

    def __init__(self, exchange: TermExchange, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._exchange = exchange
        self._session = session
        self._window = window
        self._lane = Lane("terms", self)
        self._stop = threading.Event()
        self._progress: QProgressDialog | None = None
        self.message = QMessageBox(window)
        self.message.setModal(False)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setWindowTitle("Your glossary")

    @property
    def busy(self) -> bool:
        """Whether a file is being read or written."""
        return self._lane.busy

    def actions(self) -> dict[str, Callable[[], object]]:
        """What the menus can do here."""
        return {"import_terms": self._ask_for_import, "export_terms": self._ask_for_export}

    def import_file(self, path: Path) -> None:
        """Enter a file's terms, all or none."""
        if self._lane.busy:
            return
        self._stop = stop = threading.Event()
        self._wait(f"Importing {path.name}", stop.set)

        self._lane.submit(
            lambda handle: self._exchange.import_file(
                path, progress=lambda done, of: handle.report((done, of)), cancelled=stop.is_set
            ),
            done=lambda imported: self._imported(path, imported),
            failed=self._fail,
            progress=self._tell_progress,
        )

    def export_file(self, path: Path) -> None:
        """Write all terms to a file."""
        if not self._lane.busy:
            self._lane.submit(
                lambda _: self._exchange.export_file(path),
                done=lambda count: self._say(f"{_counted(count, 'entry', 'entries')} in {path.name}."),
                failed=self._fail,
            )

    def close(self) -> None:
        """Break off, which changes nothing, and end the lane."""
        self._stop.set()
        self._end_waiting()
        self.message.close()
        self._lane.close()

    def _ask_for_import(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self._window, "Import terms", str(Path.home()), _READ)
        if chosen:
            self.import_file(Path(chosen))

    def _ask_for_export(self) -> None:
        start = str(Path.home() / "glossary.csv")
        chosen, kind = QFileDialog.getSaveFileName(self._window, "Export your glossary", start, _WRITTEN)
        if chosen:
            path = Path(chosen)
            suffix = next((suffix for name, suffix in _SUFFIXES.items() if name in kind), ".csv")
            self.export_file(path if path.suffix else path.with_suffix(suffix))

    def _wait(self, text: str, cancel: Callable[[], None]) -> None:
        self._progress = QProgressDialog(text, "Cancel", 0, 0, self._window)
        self._progress.setMinimumDuration(_SHOW_AFTER_MS)
        self._progress.setAutoClose(False)
        self._progress.setAutoReset(False)
        self._progress.canceled.connect(cancel)

    def _tell_progress(self, progress: tuple[int, int]) -> None:
        if self._progress is not None:
            done, total = progress
            self._progress.setMaximum(1000)
            self._progress.setValue(1000 * done // max(total, 1))

    def _end_waiting(self) -> None:
        dialog, self._progress = self._progress, None
        if dialog is not None:
            dialog.hide()
            dialog.deleteLater()

    def _imported(self, path: Path, imported: Imported) -> None:
        self._end_waiting()
        self._session.owning.tell_changed(imported.act)
        self._say(f"{path.name}: {told(imported)}.")

    def _fail(self, error: Exception) -> None:
        self._end_waiting()
        if not isinstance(error, ReaderError):
            raise error
        if not isinstance(error, ExchangeCancelled):
            self._say(str(error), icon=QMessageBox.Icon.Warning)

    def _say(self, text: str, icon: QMessageBox.Icon = QMessageBox.Icon.NoIcon) -> None:
        self.message.setIcon(icon)
        self.message.setText(text)
        self.message.open()


def told(imported: Imported) -> str:
    """What an import came to, in words."""
    parts = [f"{imported.new} new, {imported.changed} changed, {imported.unchanged} as they were"]
    if imported.skipped:
        parts.append(f"{imported.skipped} skipped, which lack Arabic or English")
    return ", ".join(parts)


def _counted(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"
