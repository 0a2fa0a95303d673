"""The pane between two translations: no flicker, nothing stale, and laid out once."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from reader_app.core.translation import Origin, Translation
from reader_app.gui.states import Pending, Ready
from reader_app.gui.text import laid_out_once, show
from reader_app.gui.translation_pane import TranslationPane


def ready(text: str) -> Ready:
    return Ready(Translation("جملة", text, Origin.CACHE))


@pytest.fixture
def pane(pane: TranslationPane) -> TranslationPane:
    """A pane with a translation."""
    pane.show_state(ready("The first sentence, which is long enough that it takes two lines or more."))
    return pane


def test_the_next_translation_comes_without_a_page_in_between(qtbot: QtBot, pane: TranslationPane) -> None:
    english, height = pane.english, pane.english.height()
    QApplication.clipboard().setText("untouched")
    pane.show_state(Pending())
    assert english.isVisible()
    assert english.height() == height
    image = english.grab().toImage()
    colours = {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}
    assert len(colours) == 1, "the sentence before is still to be read"
    assert english.text() == ""
    pane.copy_translation()
    assert QApplication.clipboard().text() == "untouched"
    pane.show_state(ready("The second."))
    qtbot.wait(200)
    assert not pane.progress.isVisible()
    assert english.text() == "The second."


def test_what_takes_longer_says_what_is_being_done(qtbot: QtBot, pane: TranslationPane) -> None:
    pane.show_state(Pending())
    pane.show_state(Pending("Loading the model"))
    qtbot.waitUntil(pane.progress.isVisible)
    assert pane.step.text() == "Loading the model…"
    assert not pane.english.isVisible()
    pane.show_state(Pending("Translating"))
    assert pane.step.text() == "Translating…"


def test_waiting_does_not_close_the_editor(qtbot: QtBot, pane: TranslationPane) -> None:
    pane.show_state(Pending())
    pane.edit()
    qtbot.wait(200)
    assert pane.editor.isVisible()


class Counted(QVBoxLayout):
    """Counts how often it places its widgets."""

    placings = 0

    def setGeometry(self, rect: QRect) -> None:
        self.placings += 1
        super().setGeometry(rect)


@pytest.mark.parametrize(("once", "expected"), [(True, 1), (False, 3)])
def test_widgets_shown_together_are_laid_out_together(qtbot: QtBot, once: bool, expected: int) -> None:
    outer = QWidget()
    qtbot.addWidget(outer)
    outer_column = Counted(outer)
    inner = QWidget()
    inner_column = QVBoxLayout(inner)
    outer_column.addWidget(inner, 0, Qt.AlignmentFlag.AlignTop)
    labels = [QLabel("shown") for _ in range(3)]
    for label in labels:
        inner_column.addWidget(label)
        label.hide()
    outer.resize(200, 300)
    outer.show()
    qtbot.waitExposed(outer)
    QApplication.processEvents()
    outer_column.placings = 0

    def show_all() -> None:
        for label in labels:
            show(label, True)

    if once:
        with laid_out_once(inner):
            show_all()
    else:
        show_all()
    assert outer_column.placings == expected
    assert len({label.y() for label in labels}) == 3
