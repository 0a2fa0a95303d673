"""How the window looks: its theme, the size of the text, and where the panel stands."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QSplitter

from reader_app.gui.article_view import ArticleView
from reader_app.gui.fonts import TextFace
from reader_app.gui.panel import SidePanel
from reader_app.gui.preferences import Preferences
from reader_app.gui.theme import Theme, palette, style_sheet
from reader_app.gui.typesetting import MAX_ZOOM, MIN_ZOOM

_NARROW = 720  # pixels
_PANEL = 380  # pixels


@dataclass(frozen=True, slots=True)
class Look:
    """What the window is drawn with: the themes by name, the style sheet's template, the folder of its
    pictures, the text face."""

    themes: dict[str, Theme]
    style_sheet: str
    pictures: Path
    face: TextFace

    def theme(self, name: str) -> Theme:
        """The theme of this name, or the first where there is none."""
        return self.themes.get(name) or next(iter(self.themes.values()))


class Appearance(QObject):
    """Changes the looks of the window and remembers them. `split` holds the article and the panel."""

    text_resized = Signal()
    themed = Signal(object)  # Theme

    def __init__(self, look: Look, preferences: Preferences, view: ArticleView, panel: SidePanel) -> None:
        super().__init__(preferences)
        self._look = look
        self._preferences = preferences
        self._view = view
        self._panel = panel
        self._menu: Mapping[str, QAction] = {}
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(view)
        self.split.addWidget(panel)
        self.split.setStretchFactor(0, 1)
        self.split.setCollapsible(0, False)
        self.split.setCollapsible(1, False)
        self.split.setSizes([860, _PANEL])
        self.split.setHandleWidth(1)
        view.zoom_wanted.connect(self._zoom_by)

    def actions(self) -> dict[str, Callable[[], object]]:
        """What the menus can do here."""
        themes = {f"theme:{name}": lambda name=name: self._set_theme(name) for name in self._look.themes}
        return {
            "panel": self._toggle_panel,
            "zoom_in": lambda: self._zoom_by(1),
            "zoom_out": lambda: self._zoom_by(-1),
            "zoom_reset": lambda: self._zoom_to(0),
            **themes,
        }

    def restore(self, menu: Mapping[str, QAction]) -> None:
        """As it was when the window was last closed; `menu` are the items that show it, by name."""
        settings = self._preferences.now
        self._menu = menu
        if settings.split:
            self.split.restoreState(QByteArray.fromBase64(settings.split.encode()))
        self._panel.setVisible(settings.panel)
        menu["panel"].setChecked(settings.panel)
        self._set_theme(self._look.theme(settings.theme).name)
        self._zoom_to(settings.zoom)

    def arrange(self, width: int) -> None:
        """The panel stands beside the article, or under it in a window too narrow for both."""
        wanted = Qt.Orientation.Vertical if width < _NARROW else Qt.Orientation.Horizontal
        if wanted != self.split.orientation():
            self.split.setOrientation(wanted)
            height = self.split.height()
            beside, below = [width - _PANEL, _PANEL], [round(height * 0.55), round(height * 0.45)]
            self.split.setSizes(below if wanted == Qt.Orientation.Vertical else beside)

    def remember_split(self) -> None:
        """Keep where the panel begins."""
        self._preferences.change(split=self.split.saveState().toBase64().toStdString())

    def _toggle_panel(self) -> None:
        shown = not self._panel.isVisibleTo(self.split)
        self._panel.setVisible(shown)
        self._menu["panel"].setChecked(shown)
        self._preferences.change(panel=shown)

    def _zoom_by(self, steps: int) -> None:
        self._zoom_to(self._preferences.now.zoom + steps)

    def _zoom_to(self, zoom: int) -> None:
        zoom = min(max(zoom, MIN_ZOOM), MAX_ZOOM)
        self.text_resized.emit()
        self._view.set_zoom(zoom)
        self._preferences.change(zoom=zoom)

    def _set_theme(self, name: str) -> None:
        theme = self._look.themes[name]
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.setPalette(palette(theme))
        application.setStyleSheet(style_sheet(theme, self._look.style_sheet, self._look.pictures))
        self._view.set_theme(theme)
        self._panel.pane.english.set_theme(theme)
        self.themed.emit(theme)
        self._menu[f"theme:{name}"].setChecked(True)
        self._preferences.change(theme=name)
