"""The menus as a table: what can be done, by which keys, in which menu."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One menu item. `keys` are portable key names; the first is shown in the menu.

    Items with a `group` exclude each other; a `checkable` one shows whether it is on.
    """

    name: str
    text: str
    keys: tuple[str, ...] = ()
    checkable: bool = False
    group: str = ""


SEPARATOR = None

MENUS: tuple[tuple[str, tuple[ActionSpec | None, ...]], ...] = (
    (
        "&File",
        (
            ActionSpec("open", "&Open…", ("Ctrl+O",)),
            ActionSpec("open_recent", "Open &Recent"),
            ActionSpec("open_sample", "Open the &Sample Article"),
            SEPARATOR,
            ActionSpec("export_article", "&Export the Translation…"),
            ActionSpec("import_memory", "&Import into the Translation Memory…"),
            ActionSpec("export_memory", "Export the Translation &Memory…"),
            SEPARATOR,
            ActionSpec("quit", "&Quit", ("Ctrl+Q",)),
        ),
    ),
    (
        "&Edit",
        (
            ActionSpec("copy", "&Copy", ("Ctrl+C",)),
            ActionSpec("copy_translation", "Copy &Translation", ("Ctrl+Shift+C",)),
            SEPARATOR,
            ActionSpec("find", "&Find…", ("Ctrl+F",)),
            ActionSpec("find_next", "Find &Next", ("Ctrl+G", "F3")),
            ActionSpec("find_previous", "Find &Previous", ("Ctrl+Shift+G", "Shift+F3")),
        ),
    ),
    (
        "&View",
        (
            ActionSpec("panel", "Side &Panel", ("F9",), checkable=True),
            ActionSpec("names", "N&ames of the Article", ("Ctrl+Shift+N",)),
            SEPARATOR,
            ActionSpec("zoom_in", "Zoom &In", ("Ctrl+=", "Ctrl++")),
            ActionSpec("zoom_out", "Zoom &Out", ("Ctrl+-",)),
            ActionSpec("zoom_reset", "&Normal Size", ("Ctrl+0",)),
            SEPARATOR,
            ActionSpec("theme:light", "&Light", checkable=True, group="theme"),
            ActionSpec("theme:sepia", "&Sepia", checkable=True, group="theme"),
            ActionSpec("theme:dark", "&Dark", checkable=True, group="theme"),
        ),
    ),
    (
        "&Translation",
        (
            ActionSpec("translate", "&Translate the Sentence", ("Ctrl+Return",)),
            ActionSpec("correct", "&Write Your Own…", ("Ctrl+E",)),
            ActionSpec("others", "&Other Translations", ("Ctrl+Shift+A",)),
            SEPARATOR,
            ActionSpec("use_match", "&Use the Best Match", ("Ctrl+R",)),
            ActionSpec("concordance", "&Search the Translation Memory…", ("Ctrl+K",)),
            ActionSpec("worth", "What the Machine &Was Worth…"),
            SEPARATOR,
            ActionSpec("check", "&Check the Article", ("Ctrl+Shift+V",)),
            SEPARATOR,
            ActionSpec("next_word", "&Next Word and Its English", ("Alt+Left",)),
            ActionSpec("previous_word", "&Previous Word and Its English", ("Alt+Right",)),
            SEPARATOR,
            ActionSpec("ahead", "Translate in the &Background", checkable=True),
            SEPARATOR,
            ActionSpec("models", "&Models…", ("Ctrl+M",)),
            ActionSpec("choose_model", "Choose Model &Folder…"),
        ),
    ),
    (
        "&Help",
        (
            ActionSpec("keys", "&Keyboard and Mouse", ("F1",)),
            ActionSpec("computer", "About This &Computer…"),
            ActionSpec("about", "&About Arabic Reader"),
        ),
    ),
)


def build_menus(
    bar: QMenuBar, owner: QWidget, handlers: Mapping[str, Callable[[], object]], submenus: Mapping[str, QMenu]
) -> dict[str, QAction]:
    """Fill the menu bar from the table; every item must have a handler or a submenu (KeyError)."""
    actions: dict[str, QAction] = {}
    groups: dict[str, QActionGroup] = {}
    for title, items in MENUS:
        menu = bar.addMenu(title)
        for spec in items:
            if spec is None:
                menu.addSeparator()
            elif spec.name in submenus:
                submenu = submenus[spec.name]
                submenu.setTitle(spec.text)
                menu.addMenu(submenu)
            else:
                action = QAction(spec.text, owner)
                action.setShortcuts([QKeySequence(key) for key in spec.keys])
                action.setCheckable(spec.checkable)
                if spec.group:
                    groups.setdefault(spec.group, QActionGroup(owner)).addAction(action)
                action.triggered.connect(lambda _=False, call=handlers[spec.name]: call())
                menu.addAction(action)
                actions[spec.name] = action
    return actions
