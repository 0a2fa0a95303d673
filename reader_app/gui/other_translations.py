"""What else the model would say: asked for, waited for, and taken as the reader's own."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from reader_app.core.errors import ReaderError
from reader_app.core.translation import Translation
from reader_app.gui.lanes import Handle, Lane, Priority
from reader_app.gui.text import button, label, show
from reader_app.services.translating import Translator

_MOST = 4


class Alternatives(QObject):
    """Asks the model on the engine lane. A new question, or none, drops the one before it."""

    awaited = Signal(str)  # the step that is being done
    found = Signal(object)  # a tuple of str, none of them the translation that is shown
    failed = Signal(str)  # what happened and what to do

    def __init__(self, lane: Lane, translator: Translator, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = lane
        self._translator = translator
        self._job: Handle | None = None

    def ask(self, translation: Translation) -> None:
        """Find other translations of the sentence than this one."""
        self.drop()
        self.awaited.emit("Looking for other translations")
        self._job = self._lane.submit(
            lambda handle: self._translator.alternatives(translation.source, handle.report),
            done=lambda texts: self.found.emit(
                tuple(text for text in texts if text != translation.text)[:_MOST]
            ),
            failed=self._fail,
            progress=self.awaited.emit,
            priority=Priority.CLICK,
        )

    def drop(self) -> None:
        """Nobody waits for the answer any more."""
        if self._job is not None:
            self._job.cancel()
        self._job = None

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, ReaderError):
            raise error
        self.failed.emit(str(error))


class OtherTranslations(QWidget):
    """A button that asks, a line that says how it stands, and the answers, each a button that takes it."""

    wanted = Signal()
    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ask = button("Other translations", "link", "Show other translations of this sentence")
        self.ask.clicked.connect(self.wanted)
        self.said = label("", "muted")
        self._choices: list[_Choice] = []
        self.shown: Sequence[QPushButton] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self.said)
        self.clear()

    def clear(self) -> None:
        """Back to the button alone."""
        self._tell("", ())

    def wait(self, step: str) -> None:
        """The answer is on its way."""
        self._tell(f"{step}…", ())
        self.ask.setEnabled(False)

    def tell(self, texts: Sequence[str]) -> None:
        """Offer these."""
        self._tell("Take one as your own:" if texts else "The model has no other translation.", texts)

    def fail(self, message: str) -> None:
        """There is no answer, and why."""
        self._tell(message, ())

    def _tell(self, said: str, texts: Sequence[str]) -> None:
        self.ask.setEnabled(True)
        self.said.setText(said)
        show(self.said, bool(said))
        while len(self._choices) < len(texts):
            choice = _Choice()
            choice.clicked.connect(lambda _=False, made=choice: self.chosen.emit(made.said))
            self._choices.append(choice)
            self._column.addWidget(choice)
        for number, choice in enumerate(self._choices):
            if number < len(texts):
                choice.say(texts[number])
            show(choice, number < len(texts))
        self.shown = self._choices[: len(texts)]


class _Choice(QPushButton):
    """A push button with a text of several lines."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "choice")
        self.setAutoDefault(False)
        self._label = label()
        self._label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(10, 6, 10, 6)
        self._inside.addWidget(self._label)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def said(self) -> str:
        """The text."""
        return self._label.text()

    def say(self, text: str) -> None:
        """Show a text."""
        self._label.setText(text)
        self.setAccessibleName(text)
        self.setAccessibleDescription("Take this translation as your own")

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        return self._inside.heightForWidth(width)

    def sizeHint(self) -> QSize:  # noqa: N802
        return self._inside.sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self._inside.minimumSize()
