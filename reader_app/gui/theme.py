"""Themes: colours as data, turned into a palette and a style sheet."""

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from string import Template

from PySide6.QtGui import QColor, QPalette


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one theme, as `#RRGGBB`; see resources/themes."""

    name: str
    title: str
    dark: bool
    page: str
    text: str
    muted: str
    chrome: str
    panel: str
    border: str
    hover: str
    selected: str
    word: str
    highlight: str
    accent: str
    accent_text: str
    person: str
    place: str
    organisation: str
    demonym: str
    error: str


def load_themes(folder: Path) -> dict[str, Theme]:
    """Every theme in `folder` by name, light ones first. A theme lacking a colour raises KeyError."""
    names = [field.name for field in fields(Theme) if field.name != "name"]
    themes = []
    for file in sorted(folder.glob("*.json")):
        raw = json.loads(file.read_text(encoding="utf-8"))
        themes.append(Theme(name=file.stem, **{name: raw[name] for name in names}))
    order = {"light": 0, "sepia": 1, "dark": 2}
    themes.sort(key=lambda theme: order.get(theme.name, len(order)))
    return {theme.name: theme for theme in themes}


def palette(theme: Theme) -> QPalette:
    """The theme as Qt's palette, so that dialogs and menus follow it too."""
    result = QPalette()
    role = QPalette.ColorRole
    for group_role, colour in (
        (role.Window, theme.chrome),
        (role.WindowText, theme.text),
        (role.Base, theme.page),
        (role.AlternateBase, theme.panel),
        (role.Text, theme.text),
        (role.Button, theme.chrome),
        (role.ButtonText, theme.text),
        (role.BrightText, theme.error),
        (role.Highlight, theme.highlight),
        (role.HighlightedText, theme.text),
        (role.Link, theme.accent),
        (role.LinkVisited, theme.accent),
        (role.Accent, theme.accent),
        (role.PlaceholderText, theme.muted),
        (role.ToolTipBase, theme.panel),
        (role.ToolTipText, theme.text),
        (role.Mid, theme.border),
        (role.Light, theme.panel),
        (role.Midlight, theme.border),
        (role.Dark, theme.border),
        (role.Shadow, theme.border),
    ):
        result.setColor(group_role, QColor(colour))
    for faded in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, faded, QColor(theme.muted))
    return result


def style_sheet(theme: Theme, template: str, folder: Path) -> str:
    """The style sheet template with the theme's colours in it, and as `tick` the picture in `folder` of what
    stands in a checked box; KeyError for a colour no theme has."""
    tick = folder / ("tick-dark.svg" if theme.dark else "tick.svg")
    return Template(template).substitute(asdict(theme), tick=tick.as_posix())
