"""What the translation has for a name, in words and signs, and the button that corrects it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from reader_app.core.name_check import NameCheck
from reader_app.gui.text import ElidedLabel, button, on_button, scaled, show, verbatim
from reader_app.services.naming import GUESSES

FOUND, WRONG, OPEN, NONE = "✓", "▲", "○", ""
"""Signs beside a name: it is in the translation; it is not, or otherwise; not, which need not be wrong."""

ROLES = {FOUND: "name-found", WRONG: "flag-warning", OPEN: "flag-info", NONE: ""}
"""Each sign's style in the theme's style sheet."""


def is_guess(check: NameCheck) -> bool:
    """Whether nothing but a guess says how the name is written."""
    return check.mention.entry.source in GUESSES


def sign(check: NameCheck | None) -> str:
    """The sign for a check."""
    if check is None:
        return NONE
    if check.found is not None:
        return FOUND
    return OPEN if is_guess(check) or not check.mention.is_name else WRONG


def words(check: NameCheck | None, target: str) -> str:
    """The check in words, empty where there is none."""
    if check is None:
        return ""
    if check.found is not None:
        return "In the translation"
    if check.instead is None:
        return "Not found in the translation"
    lead = "A likely spelling only; translated" if is_guess(check) else "Translated"
    return f"{lead} “{check.instead.of(target)}”"


class NameStanding(QWidget):
    """A line under a name that the translation does not have, or that has just been corrected."""

    use_wanted = Signal(object)  # NameCheck
    undo_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._check: NameCheck | None = None
        self.words = ElidedLabel("muted")
        self.use = button("")
        self.undo = button("Undo", accessible="Undo the correction")
        self.use.clicked.connect(lambda: self.use_wanted.emit(self._check))
        self.undo.clicked.connect(self.undo_wanted)
        for small in (self.words, self.use, self.undo):
            scaled(small, 0.92)
        for one in (self.use, self.undo):
            one.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            one.setCursor(Qt.CursorShape.ArrowCursor)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 3, 0, 2)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(3)
        grid.addWidget(self.words, 0, 0, 1, 2)
        grid.addWidget(self.use, 1, 0)
        grid.addWidget(self.undo, 1, 0)
        grid.setColumnStretch(1, 1)

    def tell(self, check: NameCheck, target: str, *, is_undoable: bool) -> None:
        """Fill the line; `is_undoable` where the reader has just had the name corrected."""
        self._check = check
        said = "Corrected by you" if is_undoable else words(check, target)
        self.words.set_full_text(said)
        self.words.setToolTip(verbatim(said))
        show(self.undo, is_undoable)
        offered = "" if is_undoable or check.found is not None else check.suggested
        show(self.use, bool(offered))
        if offered and check.instead is not None:
            self.use.setText(on_button(f"Use “{offered}”"))
            self.use.setAccessibleName(f"Use “{offered}” instead of “{check.instead.of(target)}”")
