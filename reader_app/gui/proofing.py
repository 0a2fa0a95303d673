"""Spell check of the English that the reader writes."""

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QTextEdit

from reader_app.core.article import Span
from reader_app.core.errors import ReaderError
from reader_app.core.names import Mentions
from reader_app.core.offsets import Utf16Map
from reader_app.gui.lanes import Handle, Lane, Priority
from reader_app.gui.theme import Theme
from reader_app.services.proofreading import Proofreader, words_of

_PAUSE_MS = 300  # of typing


class Proofing(QObject):
    """Underlines misspelt words of an editor with waves, and offers others in its context menu.

    The words are looked up on a lane, after a pause of typing. The names in the article are right, and so is
    what the reader calls right, until the window closes. Without the list of words nothing is underlined.
    """

    def __init__(
        self, editor: QPlainTextEdit, lane: Lane, proofreader: Proofreader, theme: Theme, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self._lane = lane
        self._proofreader = proofreader
        self._theme = theme
        self._mentions = Mentions()
        self._names: frozenset[str] | None = None  # made of the mentions when first needed
        self._right: frozenset[str] = frozenset()
        self._text = ""  # that was checked
        self._misspelt: tuple[Span, ...] = ()
        self._job: Handle | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._check)
        editor.textChanged.connect(self._pause.start)
        editor.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        editor.customContextMenuRequested.connect(
            lambda point: self.menu_at(point).popup(editor.mapToGlobal(point))
        )

    @property
    def misspelt(self) -> tuple[str, ...]:
        """The words that are underlined."""
        return tuple(span.of(self._text) for span in self._misspelt)

    def use_mentions(self, mentions: Mentions) -> None:
        """These are the names in the article."""
        self._mentions, self._names = mentions, None

    def set_theme(self, theme: Theme) -> None:
        """Underline in another theme's colour."""
        self._theme = theme
        self._underline()

    def menu_at(self, point: QPoint) -> QMenu:
        """The editor's menu, and before it what is like the misspelt word at a point of its viewport."""
        menu = self._editor.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        place = self._editor.cursorForPosition(point).position()
        offset = Utf16Map(self._text).to_code_point(place) if self._is_current() else -1
        span = next((span for span in self._misspelt if span.start <= offset <= span.end), None)
        if span is not None:
            self._offer(menu, span)
        return menu

    def _offer(self, menu: QMenu, span: Span) -> None:
        first, text, word = menu.actions()[0], self._text, span.of(self._text)
        awaited = menu.addAction("Looking for similar words…")
        awaited.setEnabled(False)
        right = menu.addAction(f"“{word}” &Is Right")
        right.triggered.connect(lambda: self._call_right(word))
        for action in (awaited, right, menu.addSeparator()):
            menu.insertAction(first, action)

        def tell(suggestions: tuple[str, ...]) -> None:
            for one in suggestions:
                action = menu.addAction(one)
                action.triggered.connect(lambda _=False, one=one: self._replace(text, span, one))
                menu.insertAction(awaited, action)
            awaited.setText("No similar word is known")
            awaited.setVisible(not suggestions)

        job = self._lane.submit(
            lambda _: self._proofreader.suggestions(word), tell, self._fail, priority=Priority.CLICK
        )
        menu.destroyed.connect(job.cancel)

    def _check(self) -> None:
        if self._job is not None:
            self._job.cancel()
        text, mentions, right, names = self._editor.toPlainText(), self._mentions, self._right, self._names

        def work() -> tuple[frozenset[str], tuple[Span, ...]]:
            known = words_of(m.entry.english for m in mentions.all) if names is None else names
            return known, self._proofreader.misspelt(text, known | right)

        def done(found: tuple[frozenset[str], tuple[Span, ...]]) -> None:
            if mentions is self._mentions:
                self._names = found[0]
            self._text, self._misspelt = text, found[1]
            self._underline()

        self._job = self._lane.submit(lambda _: work(), done, self._fail)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, ReaderError):
            raise error

    def _is_current(self) -> bool:
        return self._text == self._editor.toPlainText()

    def _underline(self) -> None:
        if not self._is_current():
            return  # the pause of typing is not over
        form = QTextCharFormat()
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
        form.setUnderlineColor(QColor(self._theme.error))
        marks: list[QTextEdit.ExtraSelection] = []
        for span in self._misspelt:
            mark = QTextEdit.ExtraSelection()
            mark.cursor, mark.format = self._cursor(span), form  # pyright: ignore[reportAttributeAccessIssue]
            marks.append(mark)
        self._editor.setExtraSelections(marks)

    def _cursor(self, span: Span) -> QTextCursor:
        units = Utf16Map(self._text)
        cursor = QTextCursor(self._editor.document())
        cursor.setPosition(units.to_utf16(span.start))
        cursor.setPosition(units.to_utf16(span.end), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _replace(self, text: str, span: Span, word: str) -> None:
        if text == self._text and self._is_current():
            self._cursor(span).insertText(word)  # the editor's undo takes it back

    def _call_right(self, word: str) -> None:
        self._right |= {word.lower()}
        self._check()
