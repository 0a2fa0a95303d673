"""Choosing what finds the names that no glossary has: the shipped tagger, or a reader's own model."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from reader_app.core.names import Mentions
from reader_app.gui.models_dialog import ModelsDialog, Wording
from reader_app.gui.preferences import Preferences
from reader_app.gui.session import Session
from reader_app.gui.shelf import Shelf
from reader_app.services import Services

_WORDING = Wording(
    "Name taggers",
    "Taggers find people and places that no glossary lists. Any but the shipped one is a large model, needs "
    "the package torch (pip install 'reader-app[torch]') and takes seconds for an article. Those that are "
    "not here come from the Hugging Face hub, when you ask for them and not before.",
    "Choose the folder of a model that labels names (config.json, vocab.txt, …)",
    "",
)


class TaggerViews(QObject):
    """The taggers' window, made when it is first opened, and the notice where the chosen one is of no use."""

    def __init__(
        self,
        services: Services,
        session: Session,
        preferences: Preferences,
        notice: Callable[[str], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._session = session
        self._preferences = preferences
        self._notice = notice
        self._window = parent
        self._told: Exception | None = None
        self.shelf: Shelf | None = None
        self.dialog: ModelsDialog | None = None
        session.names_found.connect(self._tell)

    def open(self) -> None:
        """Show the taggers as they are now."""
        if self.dialog is None:
            self.shelf = Shelf(self._services.taggers, self)
            self.dialog = ModelsDialog(self.shelf, self._window, _WORDING)
            self.dialog.use_wanted.connect(self._use)
            self._session.settings_kept.connect(self.dialog.look_again)
            self.shelf.arrived.connect(lambda _: self._session.use_tagger(self._preferences.now.tagger))
        self.dialog.open_list()

    def close(self) -> None:
        """Break off what is under way and end the lane."""
        if self.dialog is not None and self.shelf is not None:
            self.dialog.close()
            self.shelf.close()

    def _use(self, reference: str) -> None:
        self._preferences.change(tagger=reference)
        self._session.use_tagger(reference)

    def _tell(self, _found: Mentions) -> None:
        problem = self._services.tagger_problem()
        if problem is not None and problem is not self._told:
            self._notice(f"The shipped tagger finds the names. {problem}")
        self._told = problem
