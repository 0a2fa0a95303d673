"""Starting the window. Importing this imports Qt."""

import signal
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from reader_app import __version__
from reader_app.data import resources
from reader_app.gui.appearance import Look
from reader_app.gui.fonts import choose_text_face
from reader_app.gui.main_window import MainWindow
from reader_app.gui.responsive import favour_the_window
from reader_app.gui.theme import load_themes
from reader_app.services import Services


def make_window(services: Services) -> MainWindow:
    """The main window, not shown yet; a QApplication must exist."""
    folder = resources() / "themes"
    look = Look(
        themes=load_themes(folder),
        pictures=folder,
        style_sheet=(folder / "window.qss").read_text(encoding="utf-8"),
        face=choose_text_face(resources() / "fonts" / "arabic.json"),
    )
    return MainWindow(services, look)


def run(build: Callable[[], Services], path: Path | None) -> int:
    """Show the window on an article and run until it is closed; returns the exit status."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("reader-app")
    application.setApplicationDisplayName("Arabic Reader")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("org.arabicreader.ArabicReader")
    application.setStyle("Fusion")  # the one style that follows a palette on every platform
    services = build()
    window = make_window(services)
    favour_the_window()
    window.show()
    window.session.start()
    window.open(path or window.read_last or services.default_article)
    # Ctrl+C in the terminal closes the window as its button does: Python runs the handler when the
    # timer hands control back to it.
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, lambda *_: window.close())
    ticking = QTimer()
    ticking.start(200)
    ticking.timeout.connect(lambda: None)
    return application.exec()
