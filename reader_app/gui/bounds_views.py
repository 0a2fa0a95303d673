"""Splitting and merging sentences in the article, by its context menu and by keys."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QMenu

from reader_app.core.arabic import words
from reader_app.core.article import Article, Sentence
from reader_app.core.bounds import Split, merge_with_next, split_at
from reader_app.gui.article_view import ArticleView
from reader_app.gui.session import Session

_NO_WORD = (
    "Click a word that is not the sentence's first, or go to one with Alt+Left: it is split before that."
)
_NO_NEXT = "Only sentences of the same paragraph can be merged, and this is the last of its paragraph."
_OPENING = frozenset("«“‘\"'([{")  # what stands before a word and goes with it


class BoundsViews(QObject):
    """Finds the word that is meant, and has the session move the bounds."""

    def __init__(self, session: Session, view: ArticleView) -> None:
        super().__init__(view)
        self._session = session
        self._view = view
        self._clicked: int | None = None  # the letter that was last clicked
        view.viewport().installEventFilter(self)
        session.word_links.lit.connect(lambda link, placed: self._forget() if link and placed else None)
        session.article_opened.connect(lambda _: self._forget())
        session.sentences_changed.connect(self._follow)

    def actions(self) -> dict[str, Callable[[], object]]:
        """What the menus can do here."""
        return {
            "split": self._split,
            "merge": lambda: self._merge(self._session.selected),
            "undo_bounds": lambda: self._session.move_bounds(None),
        }

    def add_to(self, menu: QMenu, point: QPoint) -> None:
        """Add to the article's menu what can be done at a point of its viewport."""
        menu.addSeparator()
        letter = self._view.letter_at_point(point)
        sentence = self._view.sentence_at_point(point)
        split = self._split_before(sentence, letter)
        word = f"“{_first_word(split)}”" if split else "This Word"
        splitting = menu.addAction(f"S&plit the Sentence Before {word}")
        splitting.setEnabled(split is not None)
        splitting.triggered.connect(lambda: self._session.move_bounds(split) if split else None)
        article = self._session.article
        merging = menu.addAction("Merge with the &Next Sentence")
        merging.setEnabled(
            article is not None and sentence is not None and merge_with_next(article, sentence) is not None
        )
        merging.triggered.connect(lambda: self._merge(sentence))
        undoing = menu.addAction("&Undo the Last Split or Merge")
        desk = self._session.reviewing.desk
        undoing.setEnabled(desk is not None and bool(desk.moves))
        undoing.triggered.connect(lambda: self._session.move_bounds(None))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Remember which letter was clicked."""
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            self._clicked = self._view.letter_at_point(event.position().toPoint())
        return super().eventFilter(watched, event)

    def _forget(self) -> None:
        self._clicked = None

    def _follow(self, article: Article) -> None:
        self._clicked = None
        self._view.set_sentences(article)

    def _split(self) -> None:
        sentence, link = self._session.selected, self._session.word_links.link
        split = self._split_before(sentence, self._clicked)
        if split is None and sentence is not None and link is not None:
            split = self._split_before(sentence, sentence.span.start + link.source[0].start)
        if split is None:
            self._session.noticed.emit(_NO_WORD)
        else:
            self._session.move_bounds(split)

    def _split_before(self, sentence: Sentence | None, letter: int | None) -> Split | None:
        """The split before the word that has this letter of the article."""
        if sentence is None or letter is None or letter not in sentence.span:
            return None
        inside = letter - sentence.span.start
        word = next((word for word in words(sentence.text) if inside < word.end), None)
        if word is None:
            return None
        start = word.start
        while start and sentence.text[start - 1] in _OPENING:
            start -= 1
        return split_at(sentence, start)

    def _merge(self, sentence: Sentence | None) -> None:
        article = self._session.article
        if article is None or sentence is None:
            return
        merge = merge_with_next(article, sentence)
        if merge is None:
            self._session.noticed.emit(_NO_NEXT)
        else:
            self._session.move_bounds(merge)


def _first_word(split: Split) -> str:
    word = next(word for word in words(split.text) if word.start >= split.offset)
    return word.of(split.text)
