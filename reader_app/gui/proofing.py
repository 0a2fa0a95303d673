"""Spell check of the English that the reader writes."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QTextEdit

from reader_app.core.article import Span
from reader_app.core.errors import ReaderError
from reader_app.core.names import Mentions
from reader_app.core.offsets import Utf16Map
from reader_app.gui.lanes import Handle, Lane, Priority
from reader_app.gui.theme import Theme
from reader_app.services.proofreading import Proof, Proofreader, words_of

_PAUSE_MS = 300  # of typing


class Proofing(QObject):
    """Underlines misspelt words of an editor with waves, and offers others in its context menu.

    What the reader calls right is kept on the first of two lanes. Words are looked up on the second, after
    a pause of typing, and when the editor gets the focus, as another window may have called one right. The
    names in the article are right. Without the list of words nothing is underlined.
    """

    noticed = Signal(str)  # something the user should know about the words called right

    def __init__(
        self,
        editor: QPlainTextEdit,
        lanes: tuple[Lane, Lane],
        proofreader: Proofreader,
        theme: Theme,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self._keeping, self._lane = lanes
        self._proofreader = proofreader
        self._theme = theme
        self._mentions = Mentions()
        self._names: frozenset[str] | None = None  # made of the mentions when first needed
        self._text = ""  # that was checked
        self._proof = Proof()
        self._job: Handle | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._check)
        editor.textChanged.connect(self._pause.start)
        editor.installEventFilter(self)
        editor.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        editor.customContextMenuRequested.connect(
            lambda point: self.menu_at(point).popup(editor.mapToGlobal(point))
        )

    @property
    def misspelt(self) -> tuple[str, ...]:
        """The words that are underlined."""
        return tuple(span.of(self._text) for span in self._proof.misspelt)

    def use_mentions(self, mentions: Mentions) -> None:
        """These are the names in the article."""
        self._mentions, self._names = mentions, None

    def set_theme(self, theme: Theme) -> None:
        """Underline in another theme's colour."""
        self._theme = theme
        self._underline()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """See the editor get the focus."""
        if event.type() == QEvent.Type.FocusIn:
            self._pause.start()
        return super().eventFilter(watched, event)

    def menu_at(self, point: QPoint) -> QMenu:
        """The editor's menu, and before it what is like the misspelt word at a point of its viewport, or what
        takes the reader's word for it back."""
        menu = self._editor.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        place = self._editor.cursorForPosition(point).position()
        offset = Utf16Map(self._text).to_code_point(place) if self._is_current() else -1
        misspelt, own = (
            next((span for span in spans if span.start <= offset <= span.end), None)
            for spans in (self._proof.misspelt, self._proof.own)
        )
        if misspelt is not None:
            self._offer(menu, misspelt)
        elif own is not None:
            word, first = own.of(self._text), menu.actions()[0]
            wrong = menu.addAction(f"“{word}” &Is Wrong After All")
            wrong.triggered.connect(lambda: self._judge(lambda: self._proofreader.call_wrong(word)))
            for action in (wrong, menu.addSeparator()):
                menu.insertAction(first, action)
        return menu

    def _offer(self, menu: QMenu, span: Span) -> None:
        first, text, word = menu.actions()[0], self._text, span.of(self._text)
        awaited = menu.addAction("Looking for similar words…")
        awaited.setEnabled(False)
        right = menu.addAction(f"“{word}” &Is Right")
        right.triggered.connect(lambda: self._judge(lambda: self._proofreader.call_right(word)))
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
        text, mentions, names = self._editor.toPlainText(), self._mentions, self._names

        def work() -> tuple[frozenset[str], Proof]:
            known = words_of(m.entry.english for m in mentions.all) if names is None else names
            return known, self._proofreader.proofread(text, known)

        def done(found: tuple[frozenset[str], Proof]) -> None:
            if mentions is self._mentions:
                self._names = found[0]
            told = self._proof.problem
            self._text, self._proof = text, found[1]
            if (problem := self._proof.problem) and problem != told:
                self.noticed.emit(problem)
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
        for span in self._proof.misspelt:
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

    def _judge(self, judge: Callable[[], None]) -> None:
        """Keep what the reader says of a word, also where the window closes first, and look again."""

        def fail(error: Exception) -> None:
            self._check()  # what could not be kept holds in this window all the same
            if not isinstance(error, ReaderError):
                raise error
            self.noticed.emit(str(error))

        self._keeping.submit(
            lambda _: judge(), lambda _: self._check(), fail, priority=Priority.CLICK, must=True
        )
