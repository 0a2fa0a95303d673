"""Brings the map in the card and the window over all names of the article together with the session."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from reader_app.core.errors import ReaderError
from reader_app.core.names import Mention, Mentions
from reader_app.gui.atlas_lane import AtlasLane
from reader_app.gui.lanes import Handle
from reader_app.gui.locator_map import LocatorMap
from reader_app.gui.name_views import NameViews
from reader_app.gui.names_window import NamesWindow
from reader_app.gui.places_map import PlacesMap
from reader_app.gui.session import Session
from reader_app.gui.theme import Theme
from reader_app.services import Services
from reader_app.services.name_list import ListedName, list_names


class PlaceMaps(QObject):
    """Lists names and draws maps on a lane of its own, and carries what is chosen there to the article."""

    def __init__(
        self,
        session: Session,
        services: Services,
        names: NameViews,
        look: tuple[Theme, str | None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        theme, family = look
        self._session = session
        self._services = services
        self._views = names
        self._listing: Handle | None = None
        self._is_listed = False
        self.lane = AtlasLane(services.atlas, self)
        self.locator = LocatorMap(self.lane, theme)
        names.cards.card.add_map(self.locator)
        self.window = NamesWindow(family, PlacesMap(self.lane, theme), parent)
        self.window.mention_wanted.connect(self._show)
        self.window.export_wanted.connect(self._ask_where_to_export)
        session.names_found.connect(self._found)

    def actions(self) -> dict[str, Callable[[], object]]:
        """What the menus can do here."""
        return {"names": self.open_names}

    def open_names(self) -> None:
        """Show the window over all names."""
        self.window.open_list()
        if not self._is_listed:
            self._list()

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme's colours."""
        self.locator.set_theme(theme)
        self.window.map.set_theme(theme)

    def export(self, path: Path, names: Sequence[ListedName]) -> None:
        """Write a table of names, off this thread; a failure is told beside the window."""
        self.lane.submit(lambda: self._services.write_names(path, names), failed=self._tell_failure)

    def close(self) -> None:
        """The main window closes."""
        self.window.close()
        self.lane.close()

    def _found(self, _: Mentions) -> None:
        self._is_listed = False
        if self._listing is not None:
            self._listing.cancel()
        if self.window.isVisible():
            self._list()
        else:
            self.window.list(())

    def _list(self) -> None:
        mentions = self._session.mentions
        self._is_listed = True
        self._listing = self.lane.submit(lambda: list_names(mentions), self.window.list)

    def _show(self, mention: Mention) -> None:
        """Go to a mention and explain it; the keyboard stays in the list, for the next one."""
        article = self._session.article
        if article is not None:
            self._session.select(article.sentence(mention.sentence), show=True)
            self._views.open_card(mention, focus=False)

    def _ask_where_to_export(self, names: Sequence[ListedName]) -> None:
        article = self._session.article
        name = f"{article.title if article else 'article'} – names.csv"
        chosen, _ = QFileDialog.getSaveFileName(self.window, "Export the names", name, "CSV (*.csv)")
        if chosen:
            self.export(Path(chosen), names)

    def _tell_failure(self, error: Exception) -> None:
        if not isinstance(error, ReaderError):
            raise error
        QMessageBox.warning(self.window, "Arabic Reader", str(error))
