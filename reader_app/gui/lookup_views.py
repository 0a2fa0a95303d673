"""Looking names up from their cards: the permission, the menu that changes it, the network's mark."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QActionGroup, QDesktopServices
from PySide6.QtWidgets import QMenu, QStatusBar, QWidget

from reader_app.core.names import Mention
from reader_app.gui.card_host import CardHost
from reader_app.gui.looking_up import LookingUp
from reader_app.gui.network_mark import NetworkMark
from reader_app.gui.preferences import Preferences
from reader_app.services.lookup import LookUp, Permission, permission
from reader_app.services.naming import GUESSES

CHOICES = {
    Permission.NEVER: "&Never",
    Permission.CLICK: "When I &Ask",
    Permission.AUTOMATIC: "A&utomatically for Names without an Entry",
}


class LookUpMenu(QMenu):
    """When names may be looked up, and forgetting what was."""

    chosen = Signal(object)  # Permission
    forget_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        group = QActionGroup(self)
        self.choices = {}
        for one, text in CHOICES.items():
            action = self.addAction(text)
            action.setCheckable(True)
            action.triggered.connect(lambda _=False, permission=one: self.chosen.emit(permission))
            group.addAction(action)
            self.choices[one] = action
        self.addSeparator()
        self.forget = self.addAction("&Forget What Was Looked Up")
        self.forget.triggered.connect(lambda _=False: self.forget_wanted.emit())

    def tell(self, given: Permission) -> None:
        """Show which permission is given."""
        self.choices[given if given.is_given else Permission.NEVER].setChecked(True)


class LookUpViews(QObject):
    """Carries what the reader wants looked up from the card to `LookingUp`, and the outcome back.

    Without permission, which a new reader has not given, nothing is recalled and nothing asked.
    """

    def __init__(
        self,
        look_up: LookUp,
        cards: CardHost,
        preferences: Preferences,
        bar: QStatusBar,
        notice: Callable[[str], None],
    ) -> None:
        super().__init__(cards)
        self._preferences = preferences
        self._cards = cards
        self._part = cards.card.look_up
        self.looking = LookingUp(look_up, self)
        self.looking.allow(self._given.is_given)
        self.menu = LookUpMenu(bar)
        self.menu.tell(self._given)
        self.mark = NetworkMark()
        bar.insertPermanentWidget(0, self.mark)
        self.open_page: Callable[[str], object] = lambda address: QDesktopServices.openUrl(QUrl(address))
        self.menu.chosen.connect(self._permit)
        self.menu.forget_wanted.connect(self.looking.forget)
        self.looking.changed.connect(self._changed)
        self.looking.working.connect(self.mark.tell)
        self.looking.failed.connect(notice)
        cards.card.explained.connect(self._explain)
        self._part.wanted.connect(self._ask)
        self._part.permission_wanted.connect(self._decide)
        self._part.page_wanted.connect(self._open_page)
        self._part.resized.connect(lambda is_followed: cards.refit(show_look_up=is_followed))

    def close(self) -> None:
        """The window closes: a question under way is broken off."""
        self.looking.close()

    @property
    def _given(self) -> Permission:
        return permission(self._preferences.now.look_up)

    def _open_page(self, address: str) -> None:
        self.open_page(address)

    def _explain(self, mention: Mention) -> None:
        self._part.begin()
        if self._given.is_given:
            is_automatic = self._given is Permission.AUTOMATIC and mention.entry.source in GUESSES
            self.looking.recall(mention.entry.arabic, then_ask=is_automatic)
        self._show()

    def _changed(self, name: str) -> None:
        mention = self._cards.card.mention
        if mention is not None and name in ("", mention.entry.arabic):
            self._show()

    def _show(self) -> None:
        mention = self._cards.card.mention
        if mention is not None:
            name = mention.entry.arabic
            outcome = self.looking.outcome(name) if self._given.is_given else None
            self._part.show_outcome(name, self._given, outcome)

    def _ask(self) -> None:
        mention = self._cards.card.mention
        if mention is not None and self._given.is_given:
            self._cards.hold()
            self._part.follow()
            self.looking.ask(mention.entry.arabic)

    def _decide(self, given: Permission) -> None:
        self._permit(given)
        if given.is_given:
            self._ask()

    def _permit(self, given: Permission) -> None:
        self._preferences.change(look_up=str(given))
        self.looking.allow(given.is_given)
        self.menu.tell(given)
        mention = self._cards.card.mention
        if mention is not None:
            self._explain(mention)
