"""Keeping what is read where it is on the screen, whatever is laid out above it."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QTextEdit

from reader_app.core.article import Span
from reader_app.gui.page import Page

_SCROLL_MARGIN = 24  # pixels kept between what is brought into view and the window's edge


class Steady:
    """Has the page laid out where it shows, and scrolls by what that changes. Belongs to the GUI thread."""

    def __init__(self, view: QTextEdit) -> None:
        self._view = view
        self._bar = view.verticalScrollBar()
        self._page: Page | None = None
        self._is_settling = False

    def use(self, page: Page) -> None:
        """This page is shown from now on, from its beginning."""
        self._page = page
        page.layout.grown.connect(self._make_room)
        self._bar.setValue(0)
        self.settle()

    def settle(self) -> None:
        """Lay out what shows, and a screen above and below, so that scrolling finds it done."""
        if self._page is None or self._is_settling:
            return
        screen = self._view.viewport().height()
        with self._undisturbed(self._page):
            self._page.layout.lay_out_around(self._first_laid_out(self._page), screen, 2 * screen)

    def lay_out(self, span: Span) -> None:
        """Lay out a stretch of text, and a screen above and below, so that its place is sure."""
        if self._page is not None:
            screen = self._view.viewport().height()
            with self._undisturbed(self._page):
                self._page.lay_out_around(span, screen, screen)

    def bring_into_view(self, span: Span) -> None:
        """Scroll just enough that a stretch of text shows; not at all where it does already."""
        self.lay_out(span)
        rects = self._page.rects(span) if self._page is not None else []
        if not rects:
            return
        top, bottom, height = rects[0].top(), rects[-1].bottom(), self._view.viewport().height()
        if top >= self._bar.value() and bottom <= self._bar.value() + height:
            return
        if top < self._bar.value() or bottom - top > height - 2 * _SCROLL_MARGIN:
            self._bar.setValue(round(top - _SCROLL_MARGIN))
        else:
            self._bar.setValue(round(bottom - height + _SCROLL_MARGIN))

    @contextmanager
    def kept(self, position: int) -> Iterator[None]:
        """Whatever lays the page out anew inside, this position of the document stays at its height."""
        if self._page is None:
            yield
            return
        cursor = self._view.textCursor()
        cursor.setPosition(position)
        before = self._view.cursorRect(cursor).top()
        yield
        self._page.forget_places()
        after = self._view.cursorRect(cursor).top()  # may make room: the bar's value comes later
        self._bar.setValue(self._bar.value() + after - before)
        self.settle()
        self._view.viewport().update()

    @contextmanager
    def _undisturbed(self, page: Page) -> Iterator[None]:
        number = self._first_laid_out(page)
        shown_at = page.layout.top(number) - self._bar.value()
        was, self._is_settling = self._is_settling, True
        with page.layout.gathering():
            yield
        self._bar.setValue(round(page.layout.top(number) - shown_at))
        self._is_settling = was

    def _first_laid_out(self, page: Page) -> int:
        """The first paragraph that shows and has its lines already, else the first that shows."""
        top, height = self._bar.value(), self._view.viewport().height()
        shown = range(page.layout.number_at(top), page.layout.number_at(top + height) + 1)
        return next((number for number in shown if page.layout.is_laid_out(number)), shown[0])

    def _make_room(self, below: float, growth: float) -> None:
        if below <= self._bar.value():
            self._bar.setValue(round(self._bar.value() + growth))
