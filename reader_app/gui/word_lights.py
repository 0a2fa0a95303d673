"""Lighting words and their partners on both sides: in the article, and in the translation."""

from collections.abc import Iterable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from reader_app.core.alignment import Link
from reader_app.core.article import Span
from reader_app.gui.article_view import ArticleView
from reader_app.gui.panel import SidePanel
from reader_app.gui.session import Session
from reader_app.services.aligning import AlignedPair


class WordLights(QObject):
    """Carries what is pointed at from the views to the session's word links, and what is lit back."""

    def __init__(self, session: Session, view: ArticleView, panel: SidePanel) -> None:
        super().__init__(view)
        self._session = session
        self._view = view
        self._panel = panel
        links, pane = session.word_links, panel.pane
        view.letter_pointed.connect(self._point_source)
        pane.english.letter_pointed.connect(links.point_target)
        pane.english.caret_placed.connect(links.place_target)
        links.lit.connect(self._light)
        links.aligned.connect(self._tell_doubted)
        links.awaited.connect(pane.show_awaited)

    def _point_source(self, offset: int | None) -> None:
        """An offset into the article becomes one into the selected sentence."""
        selected = self._session.selected
        if offset is None or selected is None or offset not in selected.span:
            self._session.word_links.point_source(None)
        else:
            self._session.word_links.point_source(offset - selected.span.start)

    def _light(self, link: Link | None, show: bool) -> None:
        selected, pair = self._session.selected, self._session.word_links.pair
        english = self._panel.pane.english
        if link is None or selected is None or pair is None:
            self._view.set_words((), show=False)
            english.set_words(())
            english.setAccessibleDescription("")
            return
        start = selected.span.start
        arabic = [Span(one.start + start, one.end + start) for one in joined(link.source, pair.source)]
        words = joined(link.target, pair.target)
        self._view.set_words(arabic, show=show)
        english.set_words(words)
        description = described(pair, link)
        english.setAccessibleDescription(description)
        if show:
            # A description that changes is not read out by itself.
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(english, description))
            self._panel.show_in_english(words[0])

    def _tell_doubted(self, pair: AlignedPair | None) -> None:
        self._panel.pane.show_doubted(pair)


def described(pair: AlignedPair, link: Link) -> str:
    """A link in words: «the Arabic» and its English."""
    arabic, english = (
        " … ".join(span.of(text) for span in joined(spans, text))
        for spans, text in ((link.source, pair.source), (link.target, pair.target))
    )
    return f"«{arabic}» — {english}"


def joined(spans: Iterable[Span], text: str) -> list[Span]:
    """The spans in order, neighbours with no more than white space between them made one."""
    phrases: list[Span] = []
    for span in sorted(spans):
        if phrases and not text[phrases[-1].end : span.start].strip():
            phrases[-1] = Span(phrases[-1].start, span.end)
        else:
            phrases.append(span)
    return phrases
