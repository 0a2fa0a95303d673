"""Where on the window a card may go: beside a name in the text, or beside a row of the panel."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from reader_app.core.article import Article, Sentence, Span
from reader_app.core.names import Mention
from reader_app.gui.article_view import ArticleView
from reader_app.gui.card import NameCard
from reader_app.gui.card_host import Spot

_LOW = 360  # pixels


class Spots:
    """Keeps cards off what is being read: the line, the sentence where there is room, the translation."""

    def __init__(self, view: ArticleView, panel: QWidget, whole: QWidget) -> None:
        self._view = view
        self._panel = panel
        self._whole = whole

    def at(self, mention: Mention, article: Article | None) -> Spot:
        """The spot for a name in the article that is shown."""
        line = self._shown(mention.span)
        sentence = (self._shown(article.sentence(mention.sentence).span),) if article else ()
        return Spot(self._bounds(), (*sentence, line), line.center().x())

    def beside(self, row: QWidget, selected: Sentence | None) -> Spot:
        """The spot for a row of the panel, clear of the sentence it belongs to."""
        level = QRect(row.mapToGlobal(QPoint(0, 0)), row.size())
        sentence = (self._shown(selected.span),) if selected else ()
        centre = self._panel.mapToGlobal(QPoint(0, 0)).x() - NameCard.WIDTH // 2
        return Spot(self._bounds(), (*sentence, level), centre)

    def _bounds(self) -> QRect:
        """The article's part of the window, in global coordinates, so that the translation stays in sight;
        the whole window where that part is too small for a card."""
        too_small = self._view.width() < NameCard.WIDTH or self._view.height() < _LOW
        area = self._whole if too_small else self._view
        return QRect(area.mapToGlobal(QPoint(0, 0)), area.size())

    def _shown(self, span: Span) -> QRect:
        """The lines of a stretch of the article together, in global coordinates."""
        shown = QRect()
        for rect in self._view.rects_on_screen(span):
            shown = shown.united(rect)
        return shown.translated(self._view.viewport().mapToGlobal(QPoint(0, 0)))
