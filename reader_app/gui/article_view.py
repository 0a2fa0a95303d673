"""The reading column: shows the article, lights and selects sentences, marks names, emits intent."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QTextEdit, QWidget

from reader_app.core.article import Article, Sentence, Span
from reader_app.core.names import Mention, Mentions
from reader_app.gui.fonts import arabic_font
from reader_app.gui.marks import Lit, paint_under_text
from reader_app.gui.navigation import ENDS, KEYS, by_key
from reader_app.gui.page import Page, typeset
from reader_app.gui.review_marks import MarginMark, ReviewOf, mark_at, paint_margin
from reader_app.gui.steady import Steady
from reader_app.gui.theme import Theme
from reader_app.gui.typesetting import font_pixels

_OVERHANG = 8  # pixels by which marks may stand out of a sentence's lines
_SCREEN = 0.85  # of the window's height: what PgDn moves on by


class ArticleView(QTextEdit):
    """A read-only page of Arabic.

    Sentences and names are painted under the text by this widget, from the geometry of whole
    paragraphs; the document itself carries no marking, so the letters' shapes never change.
    """

    sentence_wanted = Signal(object)  # Sentence, or None to clear the selection
    name_pointed = Signal(object)  # Mention under the pointer, or None
    letter_pointed = Signal(object)  # offset of the letter under the pointer, or None
    name_opened = Signal(object, bool)  # Mention clicked or entered; True where by keyboard
    escape_pressed = Signal()
    zoom_wanted = Signal(int)  # steps, from Ctrl+wheel

    def __init__(self, theme: Theme, family: str | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("article")
        self.setAccessibleName("Article")
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.viewport().setMouseTracking(True)
        self.setMinimumSize(280, 160)
        self.setAcceptDrops(False)  # the window takes dropped files
        self._theme, self._family, self._zoom = theme, family, 0
        self._page: Page | None = None
        self._lit = Lit()
        self._letter: int | None = None  # under the pointer
        self._pressed_at: QPoint | None = None
        self._double_clicked = False
        self._review_of: ReviewOf | None = None  # what the margin shows
        self._steady = Steady(self)

    # What the window tells the view

    def show_article(self, article: Article, document: QTextDocument | None = None) -> None:
        """Show an article from its beginning, with nothing marked; `document` is from `typeset`."""
        # A document of its own each time: emptying a long one block by block takes far longer.
        previous, document = self._page, document or typeset(article)
        document.setParent(self)
        self._page = Page(article, document, self._font())
        self._lit = Lit()
        self._page.fit(self.viewport().width())
        self.setDocument(document)
        if previous is not None:
            previous.document.deleteLater()
        self._steady.use(self._page)
        self.setAccessibleName(f"Article: {article.title}")

    def set_sentences(self, article: Article) -> None:
        """The article shown has other bounds between its sentences; nothing is marked or selected."""
        if self._page is not None:
            self._page.rebound(article)
            self._lit = Lit(found=self._lit.found, place=self._lit.place)
            self.viewport().update()

    def show_states(self, review_of: ReviewOf | None) -> None:
        """Show in the margin how far each sentence has come, as it is now; nothing for None."""
        self._review_of = review_of
        self.viewport().update()

    def set_mentions(self, mentions: Mentions) -> None:
        """Mark these mentions; they belong to the article shown."""
        self._lit.mentions = mentions
        self._lit.pointed = self._lit.focused = None
        self.viewport().update()

    def set_found(self, places: Sequence[Span]) -> None:
        """Light these places, in reading order; none of them is the one shown yet."""
        self._lit.found = places
        self._lit.place = None
        self.viewport().update()

    def show_place(self, place: Span) -> None:
        """Bring one of the places into view and make it stand out."""
        self._lit.place = place
        self._steady.bring_into_view(place)
        self.viewport().update()

    def set_selected(self, sentence: Sentence | None) -> None:
        """Show this sentence as the selected one. The page does not move."""
        before = self._lit.selected
        if sentence != before:
            self._lit.focused = None
            self._lit.words = ()
        self._lit.selected = sentence
        self._paint_again(before, sentence)

    def set_words(self, words: Sequence[Span], *, show: bool) -> None:
        """Light these words, or parts of words, alone; with `show`, bring the first into view."""
        self._lit.words = words
        if words and show:
            self._steady.bring_into_view(words[0])
        self.viewport().update()

    def bring_into_view(self, sentence: Sentence) -> None:
        """Scroll just enough that the sentence shows; not at all where it does already."""
        self._steady.bring_into_view(sentence.span)

    @property
    def reading_at(self) -> int:
        """The offset where the eye is: the selected sentence where there is one, else what shows first."""
        if self._lit.selected is not None:
            return self._lit.selected.span.start
        return self._first_visible().span.start if self._page and self._page.article.sentences else 0

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme's colours."""
        self._theme = theme
        self.viewport().update()

    def set_zoom(self, zoom: int) -> None:
        """Set the text size; what is read stays where it is on the screen."""
        if zoom == self._zoom:
            return
        self._zoom = zoom
        with self._steady.kept(self._anchor()):
            self.document().setDefaultFont(self._font())
            if self._page is not None:
                self._page.fit(self.viewport().width())

    def focus_mention(self, mention: Mention) -> None:
        """Give a name the keyboard's focus ring."""
        self._lit.focused = mention
        self.viewport().update()

    # What others may ask

    def rects_on_screen(self, span: Span) -> list[QRect]:
        """The lines of a stretch of text, in viewport coordinates; none where no article is shown."""
        return [rect.translated(-self._scrolled()).toAlignedRect() for rect in self._rects_of(span)]

    def mark_at_point(self, point: QPoint) -> MarginMark | None:
        """The mark in the margin at a point of the viewport, and a little around it."""
        if self._page is None or self._review_of is None:
            return None
        return mark_at(self._page, QPointF(point) + self._scrolled())

    def letter_at_point(self, point: QPoint) -> int | None:
        """The offset of the letter drawn at a point of the viewport."""
        return self._page.letter_at(QPointF(point) + self._scrolled()) if self._page else None

    def sentence_at_point(self, point: QPoint) -> Sentence | None:
        """The sentence drawn at a point of the viewport."""
        return self._page.sentence_at(QPointF(point) + self._scrolled()) if self._page else None

    def mention_at_point(self, point: QPoint) -> Mention | None:
        """The mention drawn at a point of the viewport."""
        sentence = self.sentence_at_point(point)
        if self._page is None or sentence is None:
            return None
        place = QPointF(point) + self._scrolled()
        return next(
            (m for m in self._lit.mentions.in_sentence(sentence.id) if self._page.covers(m.span, place)), None
        )

    # Events

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.position().toPoint()
            self._double_clicked = False
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self._double_clicked = True  # selects the word; its release is no click on the sentence
        super().mouseDoubleClickEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        super().mouseReleaseEvent(event)
        pressed, self._pressed_at = self._pressed_at, None
        if event.button() != Qt.MouseButton.LeftButton or pressed is None or self._double_clicked:
            return
        point = event.position().toPoint()
        dragged = (point - pressed).manhattanLength() >= QApplication.startDragDistance()
        if dragged or self.textCursor().hasSelection():
            return
        sentence = self.sentence_at_point(point)
        mention = self.mention_at_point(point)
        self.sentence_wanted.emit(sentence)
        if mention is not None:
            self.name_opened.emit(mention, False)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        super().mouseMoveEvent(event)
        if event.buttons() == Qt.MouseButton.NoButton:
            self._point(event.position().toPoint())

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        super().leaveEvent(event)
        self._set_pointed(None, None, None)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            steps = event.angleDelta().y()
            if steps:
                self.zoom_wanted.emit(1 if steps > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802
        super().scrollContentsBy(dx, dy)
        self._steady.settle()
        # What lies under a resting pointer has changed. Later, since scrolling may be half way done.
        QTimer.singleShot(0, self, self._point_again)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        key = Qt.Key(event.key())
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif plain and key in KEYS:
            self._go(key)
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._lit.focused:
            self.name_opened.emit(self._lit.focused, True)
        elif plain and key == Qt.Key.Key_Escape:
            self.escape_pressed.emit()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802
        """Tab walks through the names of the selected sentence before it leaves the page."""
        names = self._lit.mentions.in_sentence(self._lit.selected.id) if self._lit.selected else ()
        if names:
            focused, outside = self._lit.focused, -1 if forward else len(names)
            index = names.index(focused) if focused in names else outside
            index += 1 if forward else -1
            if 0 <= index < len(names):
                self.focus_mention(names[index])
                return True
        self._lit.focused = None
        self.viewport().update()
        return super().focusNextPrevChild(forward)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        with self._steady.kept(self._anchor()):
            super().resizeEvent(event)
            if self._page is not None:
                self._page.fit(self.viewport().width())

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802
        """The article's own text, in logical order, as it stands in the file."""
        data = QMimeData()
        data.setText(self.selected_text())
        return data

    def copy(self) -> None:
        """Copy the selection, or the selected sentence where no text is selected."""
        text = self.selected_text()
        if text:
            QApplication.clipboard().setText(text)

    def selected_span(self) -> Span | None:
        """The text that is selected, None where none is."""
        return self._page.selected(self.textCursor()) if self._page else None

    def selected_text(self) -> str:
        """What copying would copy."""
        if self._page and (span := self.selected_span()):
            return span.of(self._page.article.text)
        return self._lit.selected.text if self._lit.selected else ""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        if self._page is not None:
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(-self._scrolled())
            wanted = event.rect().translated(self._scrolled().toPoint())
            top, bottom = wanted.top(), wanted.bottom()
            is_text = wanted.left() <= self._page.column().right() + _OVERHANG
            if is_text:
                shown = list(self._page.sentences_between(top, bottom))
                paint_under_text(painter, self._page, shown, self._lit, self._theme, ring=self.hasFocus())
            if self._review_of is not None:
                paint_margin(painter, self._page, top, bottom, self._review_of, self._theme)
            painter.end()
            if not is_text:  # the margin alone: a mark changes with every sentence translated
                return
        super().paintEvent(event)

    # Inside

    def _paint_again(self, *sentences: Sentence | None) -> None:
        """Paint these sentences anew where they show, and nothing else."""
        if self._page is None:
            return
        top = self._scrolled().y()
        region = QRegion()
        for sentence in sentences:
            if sentence is not None and self._page.shows(sentence, top, top + self.viewport().height()):
                for rect in self.rects_on_screen(sentence.span):
                    region += rect.adjusted(-_OVERHANG, -_OVERHANG, _OVERHANG, _OVERHANG)
        self.viewport().update(region)

    def _rects_of(self, span: Span) -> list[QRectF]:
        return self._page.rects(span) if self._page is not None else []

    def _scrolled(self) -> QPointF:
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _font(self):
        return arabic_font(self._family, font_pixels(self._zoom))

    def _anchor(self) -> int:
        """The position of the selected sentence's beginning where it shows, else of the first line shown."""
        if self._page is None:
            return 0
        if self._lit.selected is not None:
            position = self._page.position(self._lit.selected.span.start)
            rects = self.rects_on_screen(self._lit.selected.span)
            if rects and 0 <= rects[0].top() < self.viewport().height():
                return position
        return self._page.position_at_height(self._scrolled().y() + 1)

    def _go(self, key: Qt.Key) -> None:
        if self._page is None or not self._page.article.sentences:
            return
        if self._lit.selected is None and key not in ENDS:
            wanted = self._first_visible()  # the first key enters the text where the eye is
        else:
            current, screen = self._lit.selected or self._first_visible(), _SCREEN * self.viewport().height()
            wanted = by_key(
                self._page.article, current, key, screen, lambda s: self._rects_of(s.span)[0].top()
            )
        self.sentence_wanted.emit(wanted)
        self.bring_into_view(wanted)

    def _first_visible(self) -> Sentence:
        assert self._page is not None
        return self._page.sentence_from_height(self._scrolled().y() + 1)

    def _point(self, point: QPoint) -> None:
        sentence = self.sentence_at_point(point)
        letter = self.letter_at_point(point) if sentence else None
        self._set_pointed(sentence, self.mention_at_point(point), letter)

    def _point_again(self) -> None:
        point = self.viewport().mapFromGlobal(self.cursor().pos())
        if self.viewport().underMouse() and self.viewport().rect().contains(point):
            self._point(point)

    def _set_pointed(self, sentence: Sentence | None, mention: Mention | None, letter: int | None) -> None:
        if sentence != self._lit.hovered:
            before, self._lit.hovered = self._lit.hovered, sentence
            self._paint_again(before, sentence)
        if letter != self._letter:
            self._letter = letter
            self.letter_pointed.emit(letter)
        if mention is not self._lit.pointed:
            self._lit.pointed = mention
            shape = Qt.CursorShape.PointingHandCursor if mention else Qt.CursorShape.IBeamCursor
            self.viewport().setCursor(shape)
            self.viewport().update()
            self.name_pointed.emit(mention)
