"""The window in which models are got, chosen, verified and removed."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QMessageBox,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from reader_app.gui.model_row import ModelRow, megabytes
from reader_app.gui.shelf import Outcome, Shelf
from reader_app.gui.text import button, label, rule
from reader_app.services.models import ModelState, Progress


@dataclass(frozen=True, slots=True)
class Wording:
    """What the window says of its models: its title, what they are, what is asked with the folder dialog, and
    what stays when one is removed."""

    title: str
    introduction: str
    folder: str
    kept: str


TRANSLATION = Wording(
    "Translation models",
    "Models translate on this computer. Those that are not here come from the Hugging Face hub, "
    "when you ask for them and not before.",
    "Choose the folder of a MarianMT model",
    "Translations it has made are kept.",
)


class ModelsDialog(QDialog):
    """Lists the models with what can be done with each. Non-modal: reading goes on beside it."""

    use_wanted = Signal(str)  # reference

    def __init__(self, shelf: Shelf, parent: QWidget | None = None, wording: Wording = TRANSLATION) -> None:
        super().__init__(parent)
        self._wording = wording
        self.setWindowTitle(wording.title)
        self.resize(640, 560)
        self._shelf = shelf
        self.rows: dict[str, ModelRow] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        body = QWidget()
        body.setObjectName("panelBody")
        column = QVBoxLayout(body)
        column.setContentsMargins(16, 12, 16, 12)
        column.addLayout(self._list)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setObjectName("panel")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(body)
        self.add_folder = button("Add a folder…")
        self.add_folder.clicked.connect(self._ask_for_folder)
        self.close_button = button("Close")
        self.close_button.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.addWidget(self.add_folder)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        outer = QVBoxLayout(self)
        outer.addWidget(label(wording.introduction))
        outer.addWidget(scroll, 1)
        outer.addLayout(foot)
        shelf.listed.connect(self._show_models)
        shelf.begun.connect(self._begun)
        shelf.progressed.connect(self._progressed)
        shelf.ended.connect(self._ended)

    def open_list(self) -> None:
        """Show the window with the models as they are now."""
        self.show()
        self.raise_()
        self.activateWindow()
        self._shelf.refresh()

    def look_again(self) -> None:
        """List the models anew, where anybody sees it: which of them is chosen is read from the disk."""
        if self.isVisible():
            self._shelf.refresh()

    def _show_models(self, states: tuple[ModelState, ...]) -> None:
        said = {reference: row.outcome.text() for reference, row in self.rows.items()}
        failed = {reference for reference, row in self.rows.items() if row.has_failed}
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.rows.clear()
        for state in states:
            row = ModelRow(state)
            row.get_wanted.connect(self._shelf.get)
            row.cancel_wanted.connect(self._shelf.cancel)
            row.verify_wanted.connect(self._shelf.verify)
            row.remove_wanted.connect(self._ask_to_remove)
            row.use_wanted.connect(self._use)
            row.say(said.get(state.reference, ""), failed=state.reference in failed)
            self.rows[state.reference] = row
            self._list.addWidget(row)
            row.show()  # or the layout would do so, but only with the next event
            self._list.addWidget(rule())
        self._enable()

    def _use(self, reference: str) -> None:
        self.use_wanted.emit(reference)
        self._shelf.refresh()

    def _begun(self, reference: str) -> None:
        if reference in self.rows:
            self.rows[reference].say("")
            self.rows[reference].show_waiting()
        self._enable()

    def _progressed(self, reference: str, progress: Progress) -> None:
        if reference in self.rows:
            self.rows[reference].show_progress(progress)

    def _ended(self, outcome: Outcome) -> None:
        row = self.rows.get(outcome.reference)
        if row is not None:
            row.show_done()
            row.say(outcome.text, failed=outcome.failed)
        elif outcome.failed:
            QMessageBox.warning(self, self._wording.title, outcome.text)
        self._enable()

    def _enable(self) -> None:
        for reference, row in self.rows.items():
            row.set_busy(working=self._shelf.working_on == reference, others=bool(self._shelf.working_on))
        self.add_folder.setEnabled(not self._shelf.working_on)

    def _ask_for_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self._wording.folder)
        if chosen:
            self._shelf.add_folder(Path(chosen))

    def _ask_to_remove(self, reference: str) -> None:
        state = self.rows[reference].state
        size = f" It takes {megabytes(state.size)}." if state.size else ""
        answer = QMessageBox.question(
            self,
            "Remove a model",
            f"Remove {state.description.title}?{size} {self._wording.kept}".rstrip(),
        )
        if answer == QMessageBox.StandardButton.Yes:
            self._shelf.remove(reference)
