"""An article on its way from its file to the window: read, typeset, and taken to the desk."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QTextDocument

from reader_app.core.article import Article
from reader_app.core.errors import ReaderError
from reader_app.gui.lanes import Handle, Lane, Priority
from reader_app.gui.page import blank_document, typeset
from reader_app.gui.responsive import lasting
from reader_app.gui.reviewing import Bench, Reviewing


class Opening(QObject):
    """Opens one article at a time. A newer one drops the one before it.

    The document is made here, in the GUI thread, and only filled in the lane: a lane that handed over one
    of its own would hold the interpreter while it waits for Qt's locks, and so might wait for ever.
    """

    opened = Signal(object, object)  # Article, and its Bench or None where its reviews cannot be read
    failed = Signal(object)  # ReaderError: the article cannot be read
    reviews_failed = Signal(object)  # ReaderError: it can, but not what was reviewed of it

    def __init__(
        self,
        read: Callable[[Path], Article],
        reviewing: Reviewing,
        texts: Lane,
        io: Lane,
        parent: QObject | None = None,
    ) -> None:
        """`read` runs in the lane `texts`."""
        super().__init__(parent)
        self._read, self._reviewing, self._texts, self._io = read, reviewing, texts, io
        self._document: QTextDocument | None = None
        self._handle: Handle | None = None

    def open(self, path: Path) -> None:
        """Read the article; `opened` or `failed` tells when that is done."""
        self.cancel()
        document = blank_document(self)
        self._handle = self._texts.submit(
            lambda handle: self._fill(handle, path, document),
            done=lambda article: self._take_up(article, document),
            failed=self._fail,
        )

    def cancel(self) -> bool:
        """Open nothing any more; whether there was anything to stop."""
        under_way, self._handle = self._handle, None
        if under_way is not None:
            under_way.cancel()
        return under_way is not None

    def take_document(self) -> QTextDocument | None:
        """The document typeset of the article that has just been opened. It is given once."""
        document, self._document = self._document, None
        return document

    def _fill(self, handle: Handle, path: Path, document: QTextDocument) -> Article:
        with lasting():
            article = self._read(path)
        if not handle.cancelled():
            typeset(article, document)
        return article

    def _take_up(self, article: Article, document: QTextDocument) -> None:
        self._drop_documents(document)

        def failed(error: Exception) -> None:
            self.reviews_failed.emit(error)
            self._finish(article, document, None)

        self._handle = self._io.submit(
            lambda _: self._reviewing.take_up(article),
            lambda bench: self._finish(bench.desk.article, document, bench),
            failed,
            priority=Priority.CLICK,
        )

    def _finish(self, article: Article, document: QTextDocument, bench: Bench | None) -> None:
        self._handle = None
        self._document = document
        self.opened.emit(article, bench)

    def _fail(self, error: Exception) -> None:
        self._drop_documents()
        self._handle = None
        if not isinstance(error, ReaderError):
            raise error
        self.failed.emit(error)

    def _drop_documents(self, kept: QTextDocument | None = None) -> None:
        """Drop what was typeset in vain. The lane fills one document after the other, so it is done with
        those that came before the newest, and only the newest article's outcome comes here."""
        for document in self.findChildren(QTextDocument, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if document is not kept:
                document.deleteLater()
