"""What the reader can do to the entry that a card explains."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from reader_app.core.names import Mention
from reader_app.core.terms import OwnTerm
from reader_app.gui.text import button, show
from reader_app.services.naming import GUESSES
from reader_app.services.own_terms import has_own_id


class CardActions(QWidget):
    """A row of buttons, told anew for each mention."""

    edit_wanted = Signal(object)  # Mention, as of the others
    hide_wanted = Signal(object)
    merge_wanted = Signal(object)
    split_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mention: Mention | None = None
        self.edit = button("Edit…", "link")
        self.hide_button = button("Hide", "link")
        self.merge = button("Merge with…", "link", "This is the same as another entry")
        self.merge.setToolTip("This is the same as another entry")
        self.split = button("Split off…", "link", "This spelling is somebody or something else")
        self.split.setToolTip("This spelling is somebody or something else")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for made, wanted in (
            (self.edit, self.edit_wanted),
            (self.hide_button, self.hide_wanted),
            (self.merge, self.merge_wanted),
            (self.split, self.split_wanted),
        ):
            made.clicked.connect(lambda _=False, wanted=wanted: wanted.emit(self._mention))
            row.addWidget(made)
        row.addStretch(1)

    def tell(self, mention: Mention) -> None:
        """These are about this mention from now on."""
        self._mention = mention
        entry = mention.entry
        self.edit.setText("Make an entry…" if entry.source in GUESSES else "Edit…")
        if not isinstance(entry, OwnTerm):
            hide, what = "Hide", "Not mark this entry any more"
        elif has_own_id(entry):
            hide, what = "Delete", "Delete your entry"
        else:
            hide, what = "Delete", "Delete your entry; the glossary's own is back then"
        self.hide_button.setText(hide)
        self.hide_button.setToolTip(what)
        self.hide_button.setAccessibleName(what)
        show(self.split, len({*entry.full_forms, *entry.short}) > 1 and mention.is_name)
