"""What the machine's drafts were worth beside the approved text of the article."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from reader_app.core.errors import ReaderError
from reader_app.gui.text import button, label, reading_label, scaled, show
from reader_app.services.reviewing import Worth

CHRF = "chrF compares the two texts letter by letter: 100 means that nothing was changed."
TER = "TER counts the words that were changed, of each hundred: 0 means none."
NONE_YET = (
    "No sentence of this article is approved that a machine had drafted. Approve some, and what its drafts "
    "were worth can be measured."
)


class WorthDialog(QDialog):
    """Two figures, each with a sentence that says what it means. Non-modal."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("What the machine was worth")
        self.resize(460, 240)
        self.said = reading_label("Measured")
        self.chrf, self.ter = reading_label("chrF"), reading_label("TER")
        for figure in (self.chrf, self.ter):
            scaled(figure, 1.5, bold=True)
        self._meanings = [label(text, "muted") for text in (CHRF, TER)]
        self.close_button = button("Close")
        self.close_button.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(6)
        column.addWidget(self.said)
        column.addSpacing(6)
        for figure, meaning in zip((self.chrf, self.ter), self._meanings, strict=True):
            column.addWidget(figure)
            column.addWidget(meaning)
            column.addSpacing(6)
        column.addStretch(1)
        column.addLayout(foot)

    def wait(self) -> None:
        """Show the window; the figures are on their way."""
        self._tell("Measuring…", None)
        self.show()
        self.raise_()
        self.activateWindow()

    def tell(self, worth: Worth | None) -> None:
        """Show the figures; None where there is nothing to compare."""
        if worth is None:
            self._tell(NONE_YET, None)
        else:
            count = worth.count
            self._tell(
                f"The machine's drafts of {count} approved sentence{'s' * (count != 1)}, beside the text "
                f"{'that was' if count == 1 else 'as it was'} approved:",
                worth,
            )

    def fail(self, error: ReaderError) -> None:
        """There are no figures, and why."""
        self._tell(str(error), None)

    def _tell(self, text: str, worth: Worth | None) -> None:
        self.said.setText(text)
        if worth is not None:
            self.chrf.setText(f"chrF {worth.chrf:.1f}")
            self.ter.setText(f"TER {worth.ter:.1f}")
        for widget in (self.chrf, self.ter, *self._meanings):
            show(widget, worth is not None)
