"""The settings while the window is open."""

from dataclasses import replace

from PySide6.QtCore import QObject

from reader_app.gui.session import Session
from reader_app.services.settings import Settings


class Preferences(QObject):
    """Holds the settings as they are now; each change is kept at once, off the GUI thread."""

    def __init__(self, settings: Settings, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.now = settings

    def change(self, **changes: object) -> None:
        """Change settings by their names."""
        changed = replace(self.now, **changes)
        if changed != self.now:
            self.now = changed
            self._session.keep_settings(changed)
