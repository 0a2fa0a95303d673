"""The side panel: the selected sentence, its English, where that came from, and the names in it."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from reader_app.core.article import Article, Sentence, Span
from reader_app.core.name_check import NameCheck
from reader_app.core.names import Mention
from reader_app.gui.fonts import arabic_font
from reader_app.gui.match_rows import MatchRows
from reader_app.gui.name_rows import NameRow, NameRows
from reader_app.gui.session import Idle
from reader_app.gui.text import arabic_label, label, laid_out_once, rule, show
from reader_app.gui.theme import Theme
from reader_app.gui.translation_pane import TranslationPane

_HINT = (
    "Click a sentence to read it in English.\n\n"
    "Left and Right move from sentence to sentence, Tab goes through its names, Enter explains one, "
    "Esc lets go."
)


class SidePanel(QScrollArea):
    """The selected sentence, its translation in a pane of its own, and the names in it."""

    correction_made = Signal(object, str)  # Sentence, the reader's own translation
    name_opened = Signal(object, object)  # Mention, the row it was opened from
    name_correction_wanted = Signal(object)  # NameCheck
    name_undo_wanted = Signal()

    def __init__(self, theme: Theme, family: str | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAccessibleName("Translation panel")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._sentence: Sentence | None = None

        self.heading = label("", "heading")
        self.hint = label(_HINT, "muted")
        self.arabic = arabic_label("Arabic sentence")
        self.arabic.setFont(arabic_font(family, 19))
        self.english_heading = label("English", "heading")
        self._rule = rule()
        self.pane = TranslationPane(theme, self)
        self.matches = MatchRows(family)
        self.names_heading = label("People and places", "heading")
        self.countries_heading = label("Countries, by their adjectives", "heading")
        self._name_rows = NameRows(family)
        self._country_rows = NameRows(family)
        for rows in (self._name_rows, self._country_rows):
            rows.opened.connect(self.name_opened)
            rows.correction_wanted.connect(self.name_correction_wanted)
            rows.undo_wanted.connect(self.name_undo_wanted)
        self.pane.english.cursorPositionChanged.connect(self._follow_caret)
        self.pane.written.connect(lambda text: self.correction_made.emit(self._sentence, text))
        # The list of names comes a moment after the sentence: together they take longer than a frame.
        self._names: Sequence[Mention] = ()
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._list_names)
        self._build()
        self.show_sentence(None, None)

    def show_sentence(self, sentence: Sentence | None, article: Article | None) -> None:
        """Show the Arabic of the selected sentence, or the hint where there is none.

        A translation that was being written for the sentence before is kept, as on Save.
        """
        if self.pane.is_edited:
            self.pane.finish_editing(keep=True)
        if sentence != self._sentence:
            self.pane.begin_sentence()
        self._sentence = sentence
        chosen = sentence is not None
        if sentence is not None and article is not None:
            self.heading.setText(f"Sentence {sentence.id} of {len(article.sentences)}")
            self.arabic.setText(sentence.text)
        else:
            self.heading.setText("No sentence selected")
            self.arabic.clear()
        show(self.hint, not chosen)
        for widget in (self.arabic, self._rule, self.english_heading, self.pane.review.chip):
            show(widget, chosen)
        self.verticalScrollBar().setValue(0)
        if not chosen:
            self.pane.show_state(Idle())
            self.show_names(())

    def show_names(self, mentions: Sequence[Mention]) -> None:
        """List the people and places of the sentence, each entry once, and apart from them the
        countries that only their adjectives point to; when what else is to be painted is."""
        self._names = mentions
        self._later.start()

    def show_name_checks(self, checks: Sequence[NameCheck], target: str, undoable: str | None = None) -> None:
        """Tell beside the names what this translation has for them, as `NameRows.show_checks`."""
        by_entry = {check.mention.entry.id: check for check in checks}
        for rows in (self._name_rows, self._country_rows):
            rows.show_checks(by_entry, target, undoable, is_told_soon=self._later.isActive())

    def _list_names(self) -> None:
        self._later.stop()
        mentions = self._names
        names = _first_of_each([m for m in mentions if m.is_name])
        named = {m.entry.id for m in names}
        adjectives = [m for m in mentions if not (m.is_name or m.inside)]
        countries = _first_of_each([m for m in adjectives if m.entry.id not in named])
        with laid_out_once(self._body):
            for rows, heading, shown in (
                (self._name_rows, self.names_heading, names),
                (self._country_rows, self.countries_heading, countries),
            ):
                show(heading, bool(shown))
                rows.tell(shown)

    def show_in_english(self, word: Span) -> None:
        """Scroll just enough that a word of the translation shows."""
        for rect in self.pane.english.rects(word)[:1]:
            self._show_place(rect.toAlignedRect())

    def rows(self) -> list[NameRow]:
        """The name rows shown, names first."""
        if self._later.isActive():
            self._list_names()
        return [*self._name_rows.shown, *self._country_rows.shown]

    def _follow_caret(self) -> None:
        if self.pane.english.hasFocus():
            self._show_place(self.pane.english.cursorRect())

    def _show_place(self, place: QRect) -> None:
        """Scroll a part of the translation into view."""
        centre = self.pane.english.mapTo(self._body, place.center())
        self.ensureVisible(centre.x(), centre.y(), 0, place.height() * 2)

    def _build(self) -> None:
        self._body = QWidget()
        self._body.setObjectName("panelBody")
        column = QVBoxLayout(self._body)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(10)
        top = QHBoxLayout()
        top.addWidget(self.heading, 1)
        top.addWidget(self.pane.review.chip)
        column.addLayout(top)
        for widget in (
            self.hint,
            self.arabic,
            self._rule,
            self.english_heading,
            self.pane,
            self.matches,
            self.names_heading,
        ):
            column.addWidget(widget)
        column.addWidget(self._name_rows)
        column.addWidget(self.countries_heading)
        column.addWidget(self._country_rows)
        column.addStretch(1)
        self.setWidget(self._body)
        self.setMinimumWidth(280)


def _first_of_each(mentions: Sequence[Mention]) -> list[Mention]:
    first: dict[str, Mention] = {}
    for mention in mentions:
        first.setdefault(mention.entry.id, mention)
    return list(first.values())
