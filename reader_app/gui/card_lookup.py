"""What Wikipedia says of a name, in its card: the offer, the question for permission, the answer."""

from urllib.parse import unquote

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from reader_app.gui.card_texts import coordinates
from reader_app.gui.looking_up import Asking, Outcome, Unanswered
from reader_app.gui.network_mark import Globe
from reader_app.gui.text import button, label, on_button, reading_label, rule, scaled, show
from reader_app.services.lookup import HOSTS, KEPT, Answer, Permission

_ADDRESS = 46
"""How many letters of a page's address fit into the card."""

_QUESTION = (
    "To look it up, the name «{name}» is sent over the internet to {hosts}, and nothing else of what you "
    "read. As every website does, they see your computer’s address. What they answer is kept on this "
    "computer for {days} days. This holds for every name that you look up from now on; "
    "View › Look Up Names in Wikipedia changes it."
)


class CardLookUp(QWidget):
    """The lower part of a card. It shows what it is told and emits what the reader wants."""

    wanted = Signal()  # look this name up; permission was given
    permission_wanted = Signal(object)  # Permission that the reader chose when asked
    page_wanted = Signal(str)  # address of the page to open in the browser
    resized = Signal(bool)  # True where the reader asked for what is to be seen now

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        self._permission = Permission.UNASKED
        self._address = ""
        self._is_followed = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Wikipedia")
        self.offer = button("Look up in Wikipedia", "link")
        self.offer.clicked.connect(self._offered)
        self.question = label("")
        self.agree = button("Look it up", "primary")
        self.later = button("Not now")
        self.never = button("Never", accessible="Never look names up in Wikipedia")
        self.agree.clicked.connect(lambda: self.permission_wanted.emit(Permission.CLICK))
        self.later.clicked.connect(self._put_off)
        self.never.clicked.connect(lambda: self.permission_wanted.emit(Permission.NEVER))
        self.globe = Globe()
        self.asking = label("Asking Wikipedia…", "muted", wrap=False)
        self.error = label("", "error")
        self.again = button("Try again")
        self.again.clicked.connect(self.wanted)
        self.title = reading_label("Title in Wikipedia")
        scaled(self.title, 1.05, bold=True)
        self.description = reading_label("Description in Wikidata")
        self.extract = reading_label("Beginning of the article in Wikipedia")
        self.place = label("", "muted")
        self.nothing = label("", "muted")
        self.origin = label("", "muted")
        scaled(self.origin, 0.88)
        self.page = button("", "link")
        scaled(self.page, 0.88)
        self.page.clicked.connect(lambda: self.page_wanted.emit(self._address))
        self._lay_out()
        self.show_outcome("", Permission.NEVER, None)

    def begin(self) -> None:
        """The card was opened anew: what comes up now was not asked for by the reader."""
        self._is_followed = False

    def follow(self) -> None:
        """The reader has asked, and wants to see what comes of it."""
        self._is_followed = True

    def show_outcome(self, name: str, permission: Permission, outcome: Outcome | None) -> None:
        """What came of looking a name up, None where it was not. An empty name has no look-up."""
        self._name, self._permission = name, permission
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            self.setFocus()  # or hiding a button would send the focus anywhere
        answer = outcome if isinstance(outcome, Answer) else None
        is_offered = bool(name) and outcome is None and permission is not Permission.NEVER
        self.offer.setText("Look up in Wikipedia" + ("…" if permission is Permission.UNASKED else ""))
        show(self.offer, is_offered)
        show(self._question, False)
        show(self.asking, isinstance(outcome, Asking))
        show(self.globe, isinstance(outcome, Asking) or answer is not None)
        self.globe.set_active(isinstance(outcome, Asking))
        failed = isinstance(outcome, Unanswered)
        self.error.setText(outcome.message if isinstance(outcome, Unanswered) else "")
        show(self.error, failed)
        show(self.again, failed and permission.is_given)
        self._fill(answer)
        show(self._source, isinstance(outcome, Asking) or answer is not None)
        show(self, is_offered or outcome is not None)
        self.resized.emit(self._is_followed)

    def _fill(self, answer: Answer | None) -> None:
        found = answer.found if answer is not None else None
        where = coordinates(found.location) if found is not None and found.location is not None else ""
        nothing = ""
        if answer is not None and found is None:
            shared = (
                f"Wikipedia knows several by the name «{answer.name}»; which one is meant it cannot tell."
            )
            nothing = shared if answer.is_shared else f"Wikipedia has nothing under «{answer.name}»."
        for widget, text in (
            (self.title, found.title if found is not None else ""),
            (self.description, found.description if found is not None else ""),
            (self.extract, found.extract if found is not None else ""),
            (self.place, where),
            (self.nothing, nothing),
            (self.origin, origin(answer) if answer is not None else ""),
        ):
            widget.setText(text)
            show(widget, bool(text))
        self._address = found.address if found is not None else ""
        shown = unquote(self._address.partition("://")[2])
        self.page.setText(on_button(shown if len(shown) <= _ADDRESS else f"{shown[:_ADDRESS]}…"))
        self.page.setToolTip(f"Open {self._address} in the browser")
        self.page.setAccessibleName(f"Open the page in the browser: {self._address}")
        show(self.page, found is not None)

    def _offered(self) -> None:
        if self._permission.is_given:
            self.wanted.emit()
            return
        hosts = f"{', '.join(HOSTS[:-1])} and {HOSTS[-1]}"
        self.question.setText(_QUESTION.format(name=self._name, hosts=hosts, days=KEPT.days))
        show(self.offer, False)
        show(self._question, True)
        self.later.setFocus()
        self.resized.emit(True)

    def _put_off(self) -> None:
        show(self._question, False)
        show(self.offer, True)
        self.offer.setFocus()
        self.resized.emit(True)

    def _lay_out(self) -> None:
        self._question = QWidget()
        asked = QVBoxLayout(self._question)
        asked.setContentsMargins(0, 2, 0, 0)
        asked.setSpacing(8)
        asked.addWidget(self.question)
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        for one in (self.agree, self.later, self.never):
            buttons.addWidget(one)
        buttons.addStretch(1)
        asked.addLayout(buttons)
        self._source = QWidget()
        source = QHBoxLayout(self._source)
        source.setContentsMargins(0, 0, 0, 0)
        source.setSpacing(6)
        source.addWidget(self.globe, 0, Qt.AlignmentFlag.AlignTop)
        source.addWidget(self.asking)
        source.addWidget(self.origin, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(4)
        column.addWidget(rule())
        left = Qt.AlignmentFlag.AlignLeft
        column.addWidget(self.offer, 0, left)
        column.addWidget(self._question)
        column.addWidget(self.error)
        column.addWidget(self.again, 0, left)
        for widget in (self.title, self.description, self.extract, self.place, self.nothing, self._source):
            column.addWidget(widget)
        column.addWidget(self.page, 0, left)


def origin(answer: Answer) -> str:
    """Whose words these are, when they were fetched, and under which licence."""
    day = answer.asked.astimezone()
    when = f"{day.day} {day:%b %Y}"
    if answer.found is None:
        return f"Asked {when}"
    return f"From {answer.found.site}, fetched {when}, {answer.found.licence}"
