"""The dialog in which an entry of the reader's own is written."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from reader_app.core.errors import TermError
from reader_app.core.names import Kind, Location
from reader_app.core.terms import OwnTerm
from reader_app.gui.card_texts import KIND_NAMES
from reader_app.gui.fonts import arabic_font
from reader_app.gui.text import button, label, show
from reader_app.services.own_terms import cleaned
from reader_app.services.owning import Suggestion

_BETWEEN_ENGLISH = re.compile(r"[;\n]")
_BETWEEN_ARABIC = re.compile(r"[;؛،,\n]")
_MOST_GUESSES = 4
_Field = TypeVar("_Field", QLineEdit, QPlainTextEdit)


class TermEditor(QDialog):
    """English, Arabic, kind and definition of one entry. Modal to its window, but nothing waits for it."""

    saved = Signal(object)  # OwnTerm, without spaces to spare
    kind_changed = Signal(object)  # Kind

    def __init__(self, family: str | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModal(True)
        self.setMinimumWidth(460)
        self._term: OwnTerm | None = None
        self._wanted_english = ""
        face = arabic_font(family, 19)
        self.kind = QComboBox()
        for kind, name in KIND_NAMES.items():
            self.kind.addItem(name, kind)
        self.kind.currentIndexChanged.connect(lambda _: self._tell_kind())
        self.english = QLineEdit()
        self.english_also = QLineEdit()
        self.english_also.setPlaceholderText("other right forms, parted by ;")
        self.arabic = _arabic(QLineEdit())
        self.spellings = _arabic(QPlainTextEdit())
        self.short = _arabic(QLineEdit())
        for field in (self.arabic, self.spellings, self.short):
            field.setFont(face)
        self.definition = QPlainTextEdit()
        for text, lines in ((self.spellings, 2), (self.definition, 4)):
            text.setTabChangesFocus(True)
            text.setFixedHeight(text.fontMetrics().lineSpacing() * lines + 14)
        self.point = QLineEdit()
        self.point.setPlaceholderText("latitude, longitude: 33.51, 36.29")
        self.guesses = _Guesses()
        self.guesses.chosen.connect(self._take)
        self.problem = label("", "error")
        self.save = button("Save", "primary")
        self.save.setDefault(True)
        self.save.clicked.connect(self._save)
        self.cancel = button("Cancel")
        self.cancel.clicked.connect(self.reject)
        self._build()

    def write(self, title: str, term: OwnTerm) -> None:
        """Show the dialog over a term, to be changed. Its first words wait for the keyboard."""
        self._term = term
        self._wanted_english = term.english
        self.setWindowTitle(title)
        blocked = self.kind.blockSignals(True)
        self.kind.setCurrentIndex(list(KIND_NAMES).index(term.kind))
        self.kind.blockSignals(blocked)
        self.english.setText(term.english)
        self.english_also.setText("; ".join(term.accepted))
        self.arabic.setText(term.arabic)
        self.spellings.setPlainText("، ".join(term.spellings))
        self.short.setText("، ".join(term.short))
        self.definition.setPlainText(term.definition)
        self.point.setText(_point_text(term.location))
        self._form.setRowVisible(self.point, term.kind is Kind.PLACE)
        self.guesses.tell((), is_known=False)
        self._say("")
        self._fit()
        self.english.setFocus()
        self.english.selectAll()
        self.open()

    def suggest(self, suggestion: Suggestion) -> None:
        """Offer what the words most likely name. What was typed meanwhile stays."""
        if self._term is None or not self.isVisible():
            return
        if self.arabic.text() == self._term.arabic:
            self.arabic.setText(suggestion.arabic)
        self.guesses.tell(suggestion.english[:_MOST_GUESSES], is_known=suggestion.entry is not None)
        if not self._term.english and self.english.text() == self._wanted_english and suggestion.english:
            self._wanted_english = suggestion.english[0]
            self.english.setText(self._wanted_english)
            self.english.selectAll()
        self._fit()

    def _fit(self) -> None:
        """As high as what is shown needs."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        width = max(self.width(), layout.totalSizeHint().width())
        self.resize(width, max(layout.totalHeightForWidth(width), layout.totalMinimumSize().height()))

    def _build(self) -> None:
        form = self._form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.setVerticalSpacing(8)
        for text, field in (
            ("&Kind", self.kind),
            ("&English", self.english),
            ("", self.guesses),
            ("E&nglish also", self.english_also),
            ("&Arabic", self.arabic),
            ("&Other spellings", self.spellings),
            ("Sho&rt forms", self.short),
            ("&Definition", self.definition),
            ("&Location", self.point),
        ):
            form.addRow(text, field)
            field.setAccessibleName(text.replace("&", ""))
        hint = label(
            "Spellings are parted by ، or ؛. A short form (a surname) needs a full one in the article.",
            "muted",
        )
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(12)
        column.addLayout(form)
        column.addWidget(hint)
        column.addWidget(self.problem)
        column.addLayout(foot)

    def _chosen_kind(self) -> Kind:
        return self.kind.currentData()

    def _tell_kind(self) -> None:
        kind = Kind(self._chosen_kind())
        self._form.setRowVisible(self.point, kind is Kind.PLACE)
        self._fit()
        self.kind_changed.emit(kind)

    def _take(self, english: str) -> None:
        self.english.setText(english)
        self.english.setFocus()

    def _save(self) -> None:
        assert self._term is not None
        try:
            term = cleaned(self._written(self._term))
        except TermError as error:
            self._say(str(error))
            return
        self.accept()
        self.saved.emit(term)

    def _written(self, term: OwnTerm) -> OwnTerm:
        """The term as the fields have it. Raises TermError for a location that is none."""
        return replace(
            term,
            kind=Kind(self._chosen_kind()),
            english=self.english.text(),
            accepted=tuple(_BETWEEN_ENGLISH.split(self.english_also.text())),
            arabic=self.arabic.text(),
            spellings=tuple(_BETWEEN_ARABIC.split(self.spellings.toPlainText())),
            short=tuple(_BETWEEN_ARABIC.split(self.short.text())),
            definition=self.definition.toPlainText(),
            location=_location(self.point.text(), term.location),
        )

    def _say(self, problem: str) -> None:
        self.problem.setText(problem)
        show(self.problem, bool(problem))
        self._fit()


class _Guesses(QWidget):
    """English spellings to take with a click, told as what they are."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.said = label("", "muted", wrap=False)
        self.buttons = [button("", "link") for _ in range(_MOST_GUESSES)]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.said)
        for made in self.buttons:
            made.clicked.connect(lambda _=False, made=made: self.chosen.emit(made.text()))
            row.addWidget(made)
        row.addStretch(1)
        self.tell((), is_known=False)

    def tell(self, texts: Sequence[str], *, is_known: bool) -> None:
        """Offer these; `is_known` is whether the first is a glossary's."""
        self.said.setText(("In the glossary, then likely:" if is_known else "Likely:") if texts else "")
        for number, made in enumerate(self.buttons):
            made.setText(texts[number] if number < len(texts) else "")
            made.setAccessibleName(f"Take {made.text()}")
            show(made, number < len(texts))
        show(self, bool(texts))


def _point_text(location: Location | None) -> str:
    return f"{location.latitude:g}, {location.longitude:g}" if location is not None else ""


def _location(text: str, before: Location | None) -> Location | None:
    """The place that is written; where nothing else is written than before, that with all its facts."""
    if text.strip() == _point_text(before):
        return before
    if not text.strip():
        return None
    try:
        north, east = map(float, text.replace("°", "").split(","))
    except ValueError:
        north = east = 1000.0
    if abs(north) > 90 or abs(east) > 180:
        raise TermError(f"“{text.strip()}” is no place on earth.", "Write latitude, longitude: 33.51, 36.29.")
    return Location(north, east)


def _arabic(field: _Field) -> _Field:
    """A field that reads from right to left, whatever is in it."""
    field.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    if isinstance(field, QLineEdit):
        field.setAlignment(Qt.AlignmentFlag.AlignLeading)
    else:
        option = QTextOption(Qt.AlignmentFlag.AlignRight)  # which is absolute, unlike a line edit's
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        field.document().setDefaultTextOption(option)
    return field
