"""Lets the reader change the glossary: from a card, from words of the article, from the list of their own."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from reader_app.core.article import Span
from reader_app.core.names import GlossaryEntry, Kind, Mention, Mentions
from reader_app.core.terms import Act, History, OwnTerm
from reader_app.gui.article_view import ArticleView
from reader_app.gui.card_texts import KIND_NAMES
from reader_app.gui.entry_chooser import EntryChooser
from reader_app.gui.name_views import NameViews
from reader_app.gui.session import Session
from reader_app.gui.term_editor import TermEditor
from reader_app.gui.terms_window import TermsWindow
from reader_app.services.naming import GUESSES
from reader_app.services.own_terms import as_own, blank_term

_OFFERED = 100
"""Entries of the article, at most, before anything is looked for."""

_LONGEST_NAME = 120
"""Letters; what is longer was not selected for its name."""

_CLITICS = 3
"""Letters before a name that a selection of whole words may have besides it."""


class OwnViews(QObject):
    """The editor, the chooser, the list of the reader's own glossary, and what leads to them."""

    menu_opening = Signal(object, object)  # QMenu, and the point of the article that it is for

    def __init__(self, session: Session, view: ArticleView, names: NameViews, family: str | None) -> None:
        super().__init__(names)
        self._session = session
        self._owning = session.owning
        self._view = view
        self._names = names
        window = view.window()
        self.editor = TermEditor(family, window)
        self.chooser = EntryChooser(family, window)
        self.window = TermsWindow(family, window)
        self._save: Callable[[OwnTerm], object] = self._owning.add
        self._merged: GlossaryEntry | None = None
        self._explained: Span | None = None  # its card is open while the glossary changes
        self._menu: Mapping[str, QAction] = {}
        self._words = ""
        self._connect()

    def actions(self) -> dict[str, Callable[[], object]]:
        """What the menus can do here."""
        return {
            "add_term": lambda: self.name_selection(Kind.TERM),
            "add_person": lambda: self.name_selection(Kind.PERSON),
            "add_place": lambda: self.name_selection(Kind.PLACE),
            "add_organisation": lambda: self.name_selection(Kind.ORGANISATION),
            "no_name": self.call_no_name,
            "own_terms": self.open_list,
            "undo_term": self._owning.undo,
            "redo_term": self._owning.redo,
        }

    def use_menu(self, menu: Mapping[str, QAction]) -> None:
        """These are the menu's items; two of them say what they would undo and redo."""
        self._menu = menu
        self._tell_history(History())

    def name_selection(self, kind: Kind) -> None:
        """Write an entry for the words that are selected, or the name whose card is open."""
        words = self._chosen_words()
        if not words:
            self._save, self._words = self._owning.add, ""
            self.editor.write("Add an entry", blank_term("", kind))
            return
        self._write_new(words, kind, f"Add «{words}»", self._owning.add)

    def call_no_name(self) -> None:
        """The words that are selected are no name."""
        words = self._chosen_words()
        if words:
            self._owning.hide_form(words)
        else:
            self._session.noticed.emit("Select the words that are no name first.")

    def open_list(self) -> None:
        """Show the list of the reader's own glossary."""
        self.window.open_list()
        self._owning.ask_glossary()

    def close(self) -> None:
        """The main window closes."""
        for dialog in (self.editor, self.chooser, self.window):
            dialog.close()

    def _connect(self) -> None:
        owning, row, editor = self._owning, self._names.cards.card.actions_row, self.editor
        row.edit_wanted.connect(lambda mention: self._edit(mention.entry))
        row.hide_wanted.connect(lambda mention: owning.hide(mention.entry))
        row.merge_wanted.connect(lambda mention: self._merge(mention.entry))
        row.split_wanted.connect(self._split)
        editor.saved.connect(self._keep)
        editor.kind_changed.connect(self._suggest_again)
        editor.finished.connect(lambda _: owning.drop_suggestion())
        self.chooser.wanted.connect(owning.search)
        self.chooser.chosen.connect(self._merge_into)
        listed = self.window
        listed.edit_wanted.connect(self._edit)
        listed.delete_wanted.connect(owning.delete)
        listed.show_wanted.connect(owning.unhide)
        listed.add_wanted.connect(lambda: self.name_selection(Kind.PERSON))
        listed.undo_wanted.connect(owning.undo)
        listed.redo_wanted.connect(owning.redo)
        owning.changed.connect(self._tell_changed)
        owning.failed.connect(self._session.noticed)
        owning.history_told.connect(self._tell_history)
        owning.glossary_told.connect(listed.tell)
        owning.suggested.connect(editor.suggest)
        owning.found.connect(self.chooser.tell)
        self._session.names_found.connect(self._explain_again)
        self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._view.customContextMenuRequested.connect(self._open_menu)

    # Acts

    def _edit(self, entry: GlossaryEntry) -> None:
        self._words = entry.arabic if entry.source in GUESSES else ""
        self._save = lambda term: self._owning.edit(entry, term)
        self.editor.write(f"Edit «{entry.english or entry.arabic}»", as_own(entry))
        self._suggest_again(entry.kind)

    def _split(self, mention: Mention) -> None:
        entry, form = mention.entry, " ".join(mention.text.split())
        self._write_new(
            form, entry.kind, f"Split off «{form}»", lambda term: self._owning.split(entry, form, term)
        )

    def _write_new(self, words: str, kind: Kind, title: str, save: Callable[[OwnTerm], object]) -> None:
        self._save, self._words = save, words
        self.editor.write(title, blank_term(words, kind))
        self._owning.ask_suggestion(words, kind)

    def _suggest_again(self, kind: Kind) -> None:
        if self._words:
            self._owning.ask_suggestion(self._words, kind)

    def _keep(self, term: OwnTerm) -> None:
        self._save(term)

    def _merge(self, entry: GlossaryEntry) -> None:
        self._merged = entry
        named = {m.entry.id: m.entry for m in self._session.mentions.all if m.is_name}
        alike = sorted(named.values(), key=lambda other: (other.kind is not entry.kind, other.english))
        self.chooser.choose(entry, alike[:_OFFERED])

    def _merge_into(self, into: GlossaryEntry) -> None:
        assert self._merged is not None
        self._owning.merge(self._merged, into)

    # What comes of them

    def _tell_changed(self, _: Act) -> None:
        mention = self._names.cards.card.mention if self._names.cards.visible else None
        self._explained = mention.span if mention is not None else None
        if self.window.isVisible():
            self._owning.ask_glossary()

    def _explain_again(self, mentions: Mentions) -> None:
        """The card that is open explains what its words are now, or goes where they are no name any more."""
        span, self._explained = self._explained, None
        if span is None or not self._names.cards.visible:
            return
        mention = next((m for m in mentions.all if m.span.start < span.end and span.start < m.span.end), None)
        if mention is None:
            self._names.cards.close()
        else:
            self._names.open_card(mention, focus=False)

    def _tell_history(self, history: History) -> None:
        self.window.tell_history(history)
        for name, verb, title in (("undo_term", "Undo", history.undo), ("redo_term", "Redo", history.redo)):
            if (action := self._menu.get(name)) is not None:
                what = f": {title.replace('&', '&&')}" if title else " in the Glossary"
                action.setText(f"&{verb}{what}")
                action.setEnabled(title is not None)

    # The words that are meant

    def _chosen_words(self) -> str:
        """The words that are selected, else the name whose card is open; without the
        clitics before a name that was found there."""
        span, article = self._view.selected_span(), self._session.article
        if article is None:
            return ""
        if span is None:
            mention = self._names.cards.shown_mention
            return " ".join(mention.text.split()) if mention else ""
        words = " ".join(span.of(article.text)[:_LONGEST_NAME].split())
        for mention in self._session.mentions.all:
            ahead = mention.span.start - span.start
            if 0 <= ahead <= _CLITICS and mention.span.end == span.end:
                return " ".join(mention.text.split())
        return words

    def _open_menu(self, point: QPoint) -> None:
        menu = self.menu_at(point)
        self.menu_opening.emit(menu, point)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._view.viewport().mapToGlobal(point))

    def menu_at(self, point: QPoint) -> QMenu:
        """What can be done with the words that are selected, or the name at a point of the view."""
        menu = QMenu(self._view)
        menu.addAction("&Copy", self._view.copy).setEnabled(bool(self._view.selected_text()))
        menu.addSeparator()
        mention = self._view.mention_at_point(point)
        if self._view.selected_span() is None and mention is not None:
            entry = mention.entry
            menu.addAction("&Explain", lambda: self._names.open_card(mention, focus=True))
            menu.addAction("&Edit…", lambda: self._edit(entry))
            hide = "&Delete" if isinstance(entry, OwnTerm) else "&Hide"
            menu.addAction(hide, lambda: self._owning.hide(entry))
            menu.addAction("&Merge with…", lambda: self._merge(entry))
            return menu
        has_words = self._view.selected_span() is not None
        for kind, name in KIND_NAMES.items():
            article = "an" if name[0] in "AEIO" else "a"
            item = menu.addAction(f"This Is {article} &{name}…", lambda kind=kind: self.name_selection(kind))
            item.setEnabled(has_words)
        menu.addAction("This Is &Not a Name", self.call_no_name).setEnabled(has_words)
        return menu
