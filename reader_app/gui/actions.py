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
            ActionSpec("undo_term", "&Undo in the Glossary", ("Ctrl+Alt+Z",)),
            ActionSpec("redo_term", "&Redo in the Glossary", ("Ctrl+Alt+Y",)),
            SEPARATOR,
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
            ActionSpec("look_up", "Look Up Names in &Wikipedia"),
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
        "&Review",
        (
            ActionSpec("approve", "&Approve and Go On", ("Ctrl+Shift+Return",)),
            ActionSpec("next_unreviewed", "Next &Unreviewed Sentence", ("Ctrl+U",)),
            ActionSpec("flag", "&Flag, or Take the Flag Back", ("Ctrl+D",)),
            ActionSpec("note", "&Note…", ("Shift+F2",)),
            SEPARATOR,
            ActionSpec("write_source", "&Put the Arabic into the Translation", ("Ctrl+Shift+R",)),
            ActionSpec("revert", "&Back to the Model's", ("Ctrl+Shift+B",)),
            ActionSpec("versions", "&Versions…", ("Ctrl+H",)),
            SEPARATOR,
            ActionSpec("split", "&Split Before the Word Clicked", ("Ctrl+T",)),
            ActionSpec("merge", "&Merge with the Next Sentence", ("Ctrl+Shift+J",)),
            ActionSpec("undo_bounds", "Und&o the Last Split or Merge", ("Ctrl+Z",)),
            SEPARATOR,
            ActionSpec("states", "Marks and &Progress", checkable=True),
        ),
    ),
    (
        "&Glossary",
        (
            ActionSpec("add_person", "This Is a &Person…"),
            ActionSpec("add_place", "This Is a P&lace…"),
            ActionSpec("add_organisation", "This Is an &Organisation…"),
            ActionSpec("add_term", "Add a &Term…", ("Ctrl+Shift+T",)),
            ActionSpec("no_name", "This Is &Not a Name"),
            SEPARATOR,
            ActionSpec("own_terms", "&Your Glossary…", ("Ctrl+Shift+Y",)),
            SEPARATOR,
            ActionSpec("import_terms", "&Import…"),
            ActionSpec("export_terms", "&Export…"),
            SEPARATOR,
            ActionSpec("taggers", "Name Ta&ggers…"),
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
