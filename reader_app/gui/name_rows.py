"""A name in short form, as it stands beside the translation."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from reader_app.core.name_check import NameCheck
from reader_app.core.names import Mention
from reader_app.gui import card_texts, name_standing
from reader_app.gui.fonts import arabic_font
from reader_app.gui.name_standing import FOUND, NameStanding
from reader_app.gui.text import ElidedLabel, arabic_label, label, scaled, show, verbatim


class NameRow(QFrame):
    """English name, Arabic as written here, kind and the beginning of the definition; opens the card.

    A sign tells whether the translation has the name; where it has not, a line tells what it has.
    """

    opened = Signal(object)  # Mention
    correction_wanted = Signal(object)  # NameCheck
    undo_wanted = Signal()

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
        self.sign = label("", wrap=False)
        scaled(self.sign, 0.92)
        self.sign.setFixedWidth(self.sign.fontMetrics().horizontalAdvance(FOUND) + 2)
        self.standing: NameStanding | None = None  # made when it is first needed: most rows never need one
        grid = self._grid = QGridLayout(self)
        grid.setContentsMargins(6, 5, 8, 6)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(0)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(self.sign, 0, 0)
        grid.addWidget(self.english, 0, 1)
        grid.addWidget(self.arabic, 0, 2, right)
        grid.addWidget(self.definition, 1, 1)
        grid.addWidget(self.kind, 1, 2, right)
        grid.setColumnStretch(1, 1)

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
        self.setAccessibleDescription(card_texts.summary(mention))

    def show_check(self, check: NameCheck | None, target: str = "", *, is_undoable: bool = False) -> None:
        """Tell what a translation has for the name, None where that is not known; `is_undoable` where the
        reader has just had it corrected."""
        sign, words = name_standing.sign(check), name_standing.words(check, target)
        if sign != self.sign.text():
            self.sign.setText(sign)
            self.sign.setProperty("role", name_standing.ROLES[sign])
            self.sign.style().unpolish(self.sign)  # or the colour stays that of the sign before
            self.sign.style().polish(self.sign)
        self.sign.setToolTip(verbatim(words))
        title = f"{card_texts.title(self.mention)}, {card_texts.kind(self.mention).lower()}"
        self.setAccessibleName(f"{title}: {words[:1].lower()}{words[1:]}" if words else title)
        has_line = check is not None and (is_undoable or check.found is None)
        if has_line and self.standing is None:
            self.standing = NameStanding()
            self.standing.use_wanted.connect(self.correction_wanted)
            self.standing.undo_wanted.connect(self.undo_wanted)
            self._grid.addWidget(self.standing, 2, 1, 1, 2)
        if self.standing is not None:
            if check is not None and has_line:
                self.standing.tell(check, target, is_undoable=is_undoable)
            show(self.standing, has_line)

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
    correction_wanted = Signal(object)  # NameCheck
    undo_wanted = Signal()

    def __init__(self, family: str | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._family = family
        self._rows: list[NameRow] = []
        self.shown: Sequence[NameRow] = ()
        self._checks: Mapping[str, NameCheck] = {}
        self._target = ""
        self._undoable: str | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    def tell(self, mentions: Sequence[Mention]) -> None:
        """List these mentions."""
        while len(self._rows) < len(mentions):
            row = NameRow(self._family)
            row.opened.connect(lambda mention, made=row: self.opened.emit(mention, made))
            row.correction_wanted.connect(self.correction_wanted)
            row.undo_wanted.connect(self.undo_wanted)
            self._rows.append(row)
            self._column.addWidget(row)
        for row, mention in zip(self._rows, mentions, strict=False):
            row.tell(mention)
            self._check(row)
        for number, row in enumerate(self._rows):
            show(row, number < len(mentions))
        self.shown = self._rows[: len(mentions)]
        show(self, bool(mentions))

    def show_checks(
        self,
        checks: Mapping[str, NameCheck],
        target: str,
        undoable: str | None,
        *,
        is_told_soon: bool = False,
    ) -> None:
        """Tell what a translation has for the names, by their entries' ids; `undoable` is the one that the
        reader has just had corrected. Names that are listed later are told, too; where others are about to
        be, with `is_told_soon`, those listed now are left as they are."""
        self._checks, self._target, self._undoable = checks, target, undoable
        if not is_told_soon:
            for row in self.shown:
                self._check(row)

    def _check(self, row: NameRow) -> None:
        entry = row.mention.entry.id
        row.show_check(self._checks.get(entry), self._target, is_undoable=entry == self._undoable)
