"""A name in short form, as it stands beside the translation."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from reader_app.core.names import Mention
from reader_app.gui import card_texts
from reader_app.gui.fonts import arabic_font
from reader_app.gui.text import ElidedLabel, arabic_label, label, scaled, show


class NameRow(QFrame):
    """English name, Arabic as written here, kind and the beginning of the definition; opens the card."""

    opened = Signal(object)  # Mention

    def __init__(self, family: str | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("nameRow")
        # As high as it is, also while the list around it is still as high as for the sentence before.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._mention: Mention | None = None
        self.english = ElidedLabel()
        scaled(self.english, 1.0, bold=True)
        self.arabic = arabic_label(selectable=False)
        self.arabic.setWordWrap(False)
        self.arabic.setFont(arabic_font(family, 17))
        self.kind = label("", "muted", wrap=False)
        scaled(self.kind, 0.88)
        self.definition = ElidedLabel("muted")
        scaled(self.definition, 0.92)
        grid = QGridLayout(self)
        grid.setContentsMargins(8, 5, 8, 6)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(0)
        grid.addWidget(self.english, 0, 0)
        grid.addWidget(self.arabic, 0, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self.definition, 1, 0)
        grid.addWidget(self.kind, 1, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        grid.setColumnStretch(0, 1)

    @property
    def mention(self) -> Mention:
        """What the row tells about; there is something once `tell` was called."""
        assert self._mention is not None
        return self._mention

    def tell(self, mention: Mention) -> None:
        """Fill the row with a mention and its entry."""
        entry = mention.entry
        self._mention = mention
        self.english.set_full_text(card_texts.title(mention))
        self.arabic.setText(mention.text)
        self.kind.setText(card_texts.KIND_NAMES[entry.kind])
        self.definition.set_full_text(card_texts.summary(mention))
        self.setAccessibleName(f"{card_texts.title(mention)}, {card_texts.kind(mention).lower()}")
        self.setAccessibleDescription(card_texts.summary(mention))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit(self.mention)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        event.accept()  # or the release would go to the parent

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self.mention)
        else:
            super().keyPressEvent(event)


class NameRows(QWidget):
    """A list of names. Rows are made once and told anew, since making one takes longer than a frame."""

    opened = Signal(object, object)  # Mention, the row

    def __init__(self, family: str | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._family = family
        self._rows: list[NameRow] = []
        self.shown: Sequence[NameRow] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    def tell(self, mentions: Sequence[Mention]) -> None:
        """List these mentions."""
        while len(self._rows) < len(mentions):
            row = NameRow(self._family)
            row.opened.connect(lambda mention, made=row: self.opened.emit(mention, made))
            self._rows.append(row)
            self._column.addWidget(row)
        for row, mention in zip(self._rows, mentions, strict=False):
            row.tell(mention)
        for number, row in enumerate(self._rows):
            show(row, number < len(mentions))
        self.shown = self._rows[: len(mentions)]
        show(self, bool(mentions))
