"""The window that shows what `reader-app doctor` prints."""

import threading

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader_app.gui.main_window import MainWindow
from reader_app.services import Services


def test_menu_shows_the_report_that_the_command_prints_and_copies_it(
    window: MainWindow, services: Services, qtbot: QtBot
) -> None:
    window.actions_by_name["computer"].trigger()
    dialog = window.computer
    assert dialog.isVisible()
    qtbot.waitUntil(dialog.copy_button.isEnabled, timeout=20_000)
    shown = dialog.text.toPlainText()
    assert shown.startswith("Arabic Reader ")
    assert "Model sample" in shown
    dialog.copy_button.click()
    assert QApplication.clipboard().text() == shown
    dialog.close_button.click()
    assert not dialog.isVisible()


def test_report_is_gathered_off_the_windows_thread(window: MainWindow, qtbot: QtBot) -> None:
    asked = threading.Event()
    go_on = threading.Event()
    models = window.computer._doctor.models
    state = models.state

    def slow_state(reference: str):
        asked.set()
        assert go_on.wait(20)
        return state(reference)

    object.__setattr__(models, "state", slow_state)
    window.computer.open_report()
    qtbot.waitUntil(asked.is_set, timeout=20_000)
    assert not window.computer.copy_button.isEnabled()
    go_on.set()
    qtbot.waitUntil(window.computer.copy_button.isEnabled, timeout=20_000)
    object.__delattr__(models, "state")


def test_window_that_closes_takes_the_report_along(window: MainWindow, qtbot: QtBot) -> None:
    window.computer.open_report()
    window.close()
    assert not window.computer.isVisible()
