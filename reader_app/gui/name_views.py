"""Carries names from the session to the views, and opens the card that explains one."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from reader_app.core.names import Mention, Mentions
from reader_app.gui.article_view import ArticleView
from reader_app.gui.card_host import CardHost
from reader_app.gui.name_check_views import NameCheckViews
from reader_app.gui.panel import SidePanel
from reader_app.gui.session import Session
from reader_app.gui.spots import Spots


class NameViews(QObject):
    """The marks under names in the article, the rows beside the translation, and the card over them."""

    def __init__(
        self, session: Session, view: ArticleView, panel: SidePanel, whole: QWidget, family: str | None
    ) -> None:
        super().__init__(whole)
        self._session = session
        self._view = view
        self._panel = panel
        self._spots = Spots(view, panel, whole)
        self.cards = CardHost(whole, family, lambda mention: session.mentions.naming(mention.entry))
        session.article_opened.connect(lambda _: self.cards.close())
        session.names_found.connect(self._show_names)
        view.name_pointed.connect(self._point_at)
        view.name_opened.connect(lambda mention, focus: self.open_card(mention, focus=focus))
        view.verticalScrollBar().valueChanged.connect(self.cards.close_unless_pinned)
        panel.name_opened.connect(self._open_beside)
        self.cards.jump_wanted.connect(self.jump)
        self._checks = NameCheckViews(session, panel)

    def open_card(self, mention: Mention, *, focus: bool) -> None:
        """Explain a mention of the article beside it."""
        self.cards.open(mention, self._spots.at(mention, self._session.article), focus=focus)

    def jump(self, mention: Mention) -> None:
        """Go to a mention: its sentence is selected and the keyboard is on it."""
        article = self._session.article
        if article is None:
            return
        self.cards.close_unless_pinned()
        self._session.select(article.sentence(mention.sentence), show=True)
        self._view.setFocus()
        self._view.focus_mention(mention)

    def show_names_of_sentence(self) -> None:
        """List the names of the selected sentence in the panel."""
        selected = self._session.selected
        if selected is not None:
            self._panel.show_names(self._session.mentions.in_sentence(selected.id))

    def _show_names(self, mentions: Mentions) -> None:
        self._view.set_mentions(mentions)
        self.show_names_of_sentence()

    def _open_beside(self, mention: Mention, row: QWidget) -> None:
        self.cards.open(mention, self._spots.beside(row, self._session.selected), focus=True)

    def _point_at(self, mention: Mention | None) -> None:
        self.cards.point(mention, self._spots.at(mention, self._session.article) if mention else None)
