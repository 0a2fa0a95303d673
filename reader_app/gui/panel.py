"""The side panel: the selected sentence, its English, where that came from, and the names in it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from reader_app.core.article import Article, Sentence
from reader_app.core.names import Mention
from reader_app.core.translation import Origin, Translation
from reader_app.gui.fonts import arabic_font
from reader_app.gui.name_rows import NameRow
from reader_app.gui.session import Failed, Idle, Pending, Ready, State
from reader_app.gui.text import arabic_label, button, label, reading_label, rule, scaled

_HINT = (
    "Click a sentence to read it in English.\n\n"
    "Left and Right move from sentence to sentence, Tab goes through its names, Enter explains one, "
    "Esc lets go."
)


class SidePanel(QScrollArea):
    """Draws the session's state for the selected sentence and emits what the user asks for."""

    model_wanted = Signal()
    retry_wanted = Signal()
    correction_made = Signal(object, str)  # Sentence, the reader's own translation
    revert_wanted = Signal()
    name_opened = Signal(object, object)  # Mention, the row it was opened from

    def __init__(self, family: str | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAccessibleName("Translation panel")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._family = family
        self._state: State = Idle()
        self._sentence: Sentence | None = None

        self.heading = label("", "heading")
        self.hint = label(_HINT, "muted")
        self.arabic = arabic_label("Arabic sentence")
        self.arabic.setFont(arabic_font(family, 19))
        self.english_heading = label("English", "heading")
        self.step = label("", "muted")
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.english = reading_label("English translation")
        scaled(self.english, 1.2)
        self.provenance = label("", "muted")
        scaled(self.provenance, 0.9)
        self.note = label("", "note")
        self.copy = button("Copy", accessible="Copy the translation")
        self.copy.clicked.connect(self._copy)
        self.correct = button("Correct…", accessible="Write your own translation")
        self.correct.clicked.connect(self._edit)
        self.revert = button("Back to the model", accessible="Forget your own translation")
        self.revert.clicked.connect(self.revert_wanted)
        self.error = label("", "error")
        self.advice = label("")
        self.choose_model = button("Choose model folder…", "primary")
        self.choose_model.clicked.connect(self.model_wanted)
        self.retry = button("Try again")
        self.retry.clicked.connect(self.retry_wanted)
        self.editor = QPlainTextEdit()
        self.editor.setAccessibleName("Your translation")
        self.editor.setTabChangesFocus(True)
        self.save = button("Save", "primary")
        self.save.clicked.connect(self._save)
        self.save.clicked.connect(self._stop_editing)
        self.cancel = button("Cancel")
        self.cancel.clicked.connect(self._stop_editing)
        self.names_heading = label("People and places", "heading")
        self.countries_heading = label("Countries, by their adjectives", "heading")
        self._names = QVBoxLayout()
        self._countries = QVBoxLayout()
        self._build()
        self.show_sentence(None, None)

    def show_sentence(self, sentence: Sentence | None, article: Article | None) -> None:
        """Show the Arabic of the selected sentence, or the hint where there is none.

        A translation that was being written for the sentence before is kept, as on Save.
        """
        if self._edit_page.isVisibleTo(self) and self.editor.document().isModified():
            self._save()
        self._sentence = sentence
        chosen = sentence is not None
        if sentence is not None and article is not None:
            self.heading.setText(f"Sentence {sentence.id} of {len(article.sentences)}")
            self.arabic.setText(sentence.text)
        else:
            self.heading.setText("No sentence selected")
            self.arabic.clear()
        self.hint.setVisible(not chosen)
        for widget in (self.arabic, self.english_heading):
            widget.setVisible(chosen)
        self.verticalScrollBar().setValue(0)
        if not chosen:
            self._show_page(None)
            self.show_names(())

    def show_state(self, state: State) -> None:
        """Show what is known of the translation."""
        self._state = state
        if isinstance(state, Ready):
            self._show_translation(state.translation)
        elif isinstance(state, Failed):
            self.error.setText(state.message)
            self.advice.setText(state.advice)
            self.choose_model.setVisible(state.model_would_help)
            self._show_page(self._failed_page)
        elif isinstance(state, Pending):
            self.step.setText(f"{state.step}…" if state.step else "Translating…")
            self._show_page(self._pending_page)

    def show_names(self, mentions: Sequence[Mention]) -> None:
        """List the people and places of the sentence, each entry once, and apart from them the
        countries that only their adjectives point to."""
        names = _first_of_each([m for m in mentions if m.is_name])
        named = {m.entry.id for m in names}
        countries = _first_of_each([m for m in mentions if not m.is_name and m.entry.id not in named])
        for layout, heading, rows in (
            (self._names, self.names_heading, names),
            (self._countries, self.countries_heading, countries),
        ):
            while (item := layout.takeAt(0)) is not None:
                if (widget := item.widget()) is not None:
                    widget.hide()
                    widget.deleteLater()
            heading.setVisible(bool(rows))
            for mention in rows:
                row = NameRow(mention, self._family)
                row.opened.connect(lambda m, r=row: self.name_opened.emit(m, r))
                layout.addWidget(row)

    def rows(self) -> list[NameRow]:
        """The name rows shown, names first."""
        return [
            row
            for layout in (self._names, self._countries)
            for index in range(layout.count())
            if (item := layout.itemAt(index)) is not None and isinstance(row := item.widget(), NameRow)
        ]

    def _show_translation(self, translation: Translation) -> None:
        self.english.setText(translation.text)
        self.provenance.setText(provenance(translation))
        self.note.setText(translation.note)
        self.note.setVisible(bool(translation.note))
        self.revert.setVisible(translation.origin is Origin.MEMORY)
        self._show_page(self._ready_page)

    def _show_page(self, page: QWidget | None) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and any(p.isAncestorOf(focused) for p in self._pages if p is not page):
            self.setFocus()  # or hiding its page would send the focus anywhere
        for other in self._pages:
            other.setVisible(other is page)

    def _copy(self) -> None:
        if isinstance(self._state, Ready):
            QApplication.clipboard().setText(self._state.translation.text)

    def _edit(self) -> None:
        if isinstance(self._state, Ready):
            self.editor.setPlainText(self._state.translation.text)
            self.editor.document().setModified(False)
            self._show_page(self._edit_page)
            self.editor.setFocus()
            self.editor.selectAll()

    def _stop_editing(self) -> None:
        self.editor.document().setModified(False)
        self.show_state(self._state)
        self.correct.setFocus()

    def _save(self) -> None:
        text = self.editor.toPlainText().strip()
        self.editor.document().setModified(False)
        if text and self._sentence is not None:
            self.correction_made.emit(self._sentence, text)

    def _build(self) -> None:
        self._pending_page = _column(self.step, self.progress)
        self._ready_page = _column(
            self.english, _row(self.copy, self.correct, self.revert), self.provenance, self.note
        )
        self._failed_page = _column(self.error, self.advice, _row(self.choose_model, self.retry))
        self._edit_page = _column(self.editor, _row(self.save, self.cancel))
        self._pages = (self._pending_page, self._ready_page, self._failed_page, self._edit_page)
        body = QWidget()
        body.setObjectName("panelBody")
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(10)
        for widget in (
            self.heading,
            self.hint,
            self.arabic,
            rule(),
            self.english_heading,
            *self._pages,
            self.names_heading,
        ):
            column.addWidget(widget)
        for layout in (self._names, self._countries):
            layout.setSpacing(2)
        column.addLayout(self._names)
        column.addWidget(self.countries_heading)
        column.addLayout(self._countries)
        column.addStretch(1)
        self.setWidget(body)
        self.setMinimumWidth(280)


def provenance(translation: Translation) -> str:
    """Where a translation came from, in words."""
    if translation.origin is Origin.MEMORY or translation.model is None:
        return "From your translation memory"
    model = f"{translation.model.name}, revision {translation.model.revision[:12]}"
    how = "Kept from an earlier translation by" if translation.origin is Origin.CACHE else "Translated now by"
    return f"{how} {model}"


def _first_of_each(mentions: Sequence[Mention]) -> list[Mention]:
    first: dict[str, Mention] = {}
    for mention in mentions:
        first.setdefault(mention.entry.id, mention)
    return list(first.values())


def _column(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    for widget in widgets:
        layout.addWidget(widget)
    return holder


def _row(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    layout = QHBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(6)
    for widget in widgets:
        layout.addWidget(widget)
    layout.addStretch(1)
    return holder
