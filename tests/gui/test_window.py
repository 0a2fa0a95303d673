"""The window around the page: zoom, themes, panel, what is remembered, what goes wrong."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from reader_app.core.article import Article
from reader_app.core.translation import Origin
from reader_app.data import resources
from reader_app.gui.app import make_window
from reader_app.gui.fonts import SAMPLE, TextFace, arabic_font, character_width
from reader_app.gui.main_window import MainWindow
from reader_app.gui.session import Failed, Ready
from reader_app.gui.theme import Theme, load_themes
from reader_app.gui.typesetting import font_pixels
from reader_app.services import Services
from reader_app.wiring import build

UNKNOWN = "هذه جملة لا يعرفها النموذج الصغير. وهذه جملة ثانية عن مدينة دمشق."


def text_size(window: MainWindow) -> int:
    return window.view.document().defaultFont().pixelSize()


def open_text(qtbot: QtBot, window: MainWindow, path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    with qtbot.waitSignal(window.session.settled, timeout=20_000):
        window.open(path)


def test_zoom_keys_and_wheel_change_the_text_size(qtbot: QtBot, window: MainWindow) -> None:
    normal = text_size(window)
    window.actions_by_name["zoom_in"].trigger()
    assert text_size(window) == round(normal * 1.1)
    middle = QPointF(window.view.viewport().rect().center())
    wheel = QWheelEvent(
        middle,
        window.view.viewport().mapToGlobal(middle),
        QPoint(0, 0),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(window.view.viewport(), wheel)
    assert text_size(window) == normal
    window.actions_by_name["zoom_out"].trigger()
    assert text_size(window) < normal
    window.actions_by_name["zoom_reset"].trigger()
    assert text_size(window) == normal


@pytest.mark.parametrize("change", ["zoom", "panel", "resize"])
def test_selected_sentence_stays_where_it_is_when_the_page_is_laid_out_anew(
    qtbot: QtBot, window: MainWindow, change: str
) -> None:
    assert window.session.article is not None
    wanted = window.session.article.sentence(7)
    window.session.select(wanted, show=True)
    before = window.view.rects_on_screen(wanted.span)[0].top()
    if change == "zoom":
        window.actions_by_name["zoom_in"].trigger()
    elif change == "panel":
        window.actions_by_name["panel"].trigger()
    else:
        window.resize(window.width() - 250, window.height())
    QApplication.processEvents()
    assert abs(window.view.rects_on_screen(wanted.span)[0].top() - before) <= 6


@pytest.mark.parametrize("width", [1000, 1400, 2400])
def test_lines_hold_45_to_75_characters(qtbot: QtBot, window: MainWindow, width: int) -> None:
    window.resize(width, 800)
    QApplication.processEvents()
    lengths = []
    block = window.view.document().begin()
    while block.isValid():
        lines = [block.layout().lineAt(i).textLength() for i in range(block.layout().lineCount())]
        lengths += lines[:-1]  # the last line of a paragraph is as long as it happens to be
        block = block.next()
    assert 45 <= sum(lengths) / len(lengths) <= 75


def test_every_theme_has_readable_contrast() -> None:
    """WCAG 2.2 contrast: 4.5 to 1 for text on every ground it stands on, 3 to 1 for marks."""
    for theme in load_themes(resources() / "themes").values():
        for text in (theme.text, theme.muted, theme.error, theme.accent):
            for ground in (theme.page, theme.panel, theme.chrome):
                assert contrast(text, ground) >= 4.5, (theme.name, text, ground)
        for ground in (theme.hover, theme.selected, theme.highlight, theme.word):
            assert contrast(theme.text, ground) >= 4.5, (theme.name, ground)
            for mark in (theme.person, theme.place, theme.organisation):
                assert contrast(mark, ground) >= 3, (theme.name, mark, ground)
        assert contrast(theme.accent_text, theme.accent) >= 4.5


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2, from relative luminance in sRGB."""

    def luminance(colour: str) -> float:
        channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("name", ["light", "sepia", "dark"])
def test_theme_colours_the_page(qtbot: QtBot, window: MainWindow, name: str) -> None:
    window.actions_by_name[f"theme:{name}"].trigger()
    theme: Theme = load_themes(resources() / "themes")[name]
    image = window.view.viewport().grab().toImage()
    assert image.pixelColor(3, 3).name().upper() == theme.page


def test_f9_hides_and_shows_the_panel(qtbot: QtBot, window: MainWindow) -> None:
    assert window.panel.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_F9)
    assert not window.panel.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_F9)
    assert window.panel.isVisible()


def test_window_comes_back_as_it_was_left(
    qtbot: QtBot, make_open_window: Callable[[], MainWindow], services: Services
) -> None:
    first = make_open_window()
    first.resize(700, 600)
    first.actions_by_name["theme:dark"].trigger()
    first.actions_by_name["zoom_in"].trigger()
    first.actions_by_name["panel"].trigger()
    assert first.session.article is not None
    first.session.select(first.session.article.sentence(8), show=True)
    qtbot.waitUntil(lambda: not first.session.busy, timeout=20_000)
    first.close()

    second = make_open_window()
    saved = services.settings.load()
    assert (saved.theme, saved.zoom, saved.panel) == ("dark", 1, False)
    assert second.session.selected is not None
    assert second.session.selected.id == 8
    assert text_size(second) == round(font_pixels(1))
    assert not second.panel.isVisible()
    assert second.actions_by_name["theme:dark"].isChecked()


def test_article_read_last_is_offered_as_long_as_it_is_there(
    qtbot: QtBot, make_open_window: Callable[[], MainWindow], services: Services, tmp_path: Path
) -> None:
    first = make_open_window()
    assert first.read_last == services.default_article
    open_text(qtbot, first, tmp_path / "other.txt", UNKNOWN)
    first.close()
    second = make_window(build())
    assert second.read_last == tmp_path / "other.txt"
    (tmp_path / "other.txt").unlink()
    assert second.read_last is None
    second.close()
    second.deleteLater()


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("missing.txt", None, "missing.txt"),
        ("empty.txt", b"  \n ", "empty.txt"),
        ("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "picture.png"),
    ],
)
def test_file_that_cannot_be_read_is_told_and_the_article_stays(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, name: str, content: bytes | None, expected: str
) -> None:
    before = window.session.article
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with qtbot.waitSignal(window.session.article_failed):
        window.open(tmp_path / name)
    assert window.notice.isVisible()
    assert expected in window.notice.text
    assert window.session.article is before


def test_sample_models_guess_is_never_shown_for_another_text(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    open_text(qtbot, window, tmp_path / "other.txt", UNKNOWN)
    assert window.session.article is not None
    window.session.select(window.session.article.sentence(1))
    qtbot.waitUntil(lambda: isinstance(window.session.state, Failed), timeout=20_000)
    assert "Helsinki-NLP/opus-mt-ar-en" in window.panel.pane.error.text()
    assert window.panel.pane.error.isVisible()
    assert window.panel.pane.choose_model.isVisible()
    assert not window.panel.pane.english.isVisible()


def test_choosing_a_model_folder_asks_it_at_once_and_remembers_it(
    qtbot: QtBot,
    window: MainWindow,
    services: Services,
    units: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = str(resources() / "models" / "sample")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_, **__: folder)
    assert window.session.article is not None
    window.session.select(window.session.article.sentence(1))
    window.actions_by_name["choose_model"].trigger()
    qtbot.waitUntil(lambda: isinstance(window.session.state, Ready), timeout=20_000)
    assert window.panel.pane.english.text() == units[window.session.article.sentence(1).text]
    qtbot.waitUntil(lambda: not window.session.busy)
    assert services.settings.load().model == folder


def test_folder_without_a_model_is_told_with_what_to_do(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "nothing").mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_, **__: str(tmp_path / "nothing"))
    assert window.session.article is not None
    window.session.select(window.session.article.sentence(1))
    window.actions_by_name["choose_model"].trigger()
    qtbot.waitUntil(lambda: isinstance(window.session.state, Failed), timeout=20_000)
    assert "config.json" in window.panel.pane.error.text() + window.panel.pane.advice.text()


def test_own_translation_is_kept_shown_and_given_back(
    qtbot: QtBot, window: MainWindow, units: dict[str, str]
) -> None:
    assert window.session.article is not None
    wanted = window.session.article.sentence(3)
    window.session.select(wanted)
    qtbot.waitUntil(lambda: isinstance(window.session.state, Ready), timeout=20_000)
    window.actions_by_name["correct"].trigger()
    assert window.panel.pane.editor.toPlainText() == units[wanted.text]
    window.panel.pane.editor.setPlainText("My own words.")
    qtbot.mouseClick(window.panel.pane.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.panel.pane.english.text() == "My own words.")
    assert "memory" in window.panel.pane.provenance.text()
    window.session.select(None)
    window.session.select(wanted)
    qtbot.waitUntil(lambda: isinstance(window.session.state, Ready))
    assert isinstance(window.session.state, Ready)
    assert window.session.state.translation.origin is Origin.MEMORY
    qtbot.mouseClick(window.panel.pane.revert, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.panel.pane.english.text() == units[wanted.text])
    qtbot.mouseClick(window.panel.pane.restore, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.panel.pane.english.text() == "My own words.")
    assert not window.panel.pane.restore.isVisible()
    window.session.select(window.session.article.sentence(4))
    window.session.select(wanted)
    qtbot.waitUntil(lambda: isinstance(window.session.state, Ready))
    assert not window.panel.pane.restore.isVisible()


def test_own_translation_being_written_is_not_lost_when_another_sentence_is_clicked(
    qtbot: QtBot, window: MainWindow
) -> None:
    assert window.session.article is not None
    one, other = window.session.article.sentence(3), window.session.article.sentence(4)
    window.session.select(one)
    qtbot.waitUntil(lambda: isinstance(window.session.state, Ready), timeout=20_000)
    window.actions_by_name["correct"].trigger()
    qtbot.keyClicks(window.panel.pane.editor, "Half a thought")
    window.session.select(other)
    qtbot.waitUntil(lambda: not window.session.busy, timeout=20_000)
    window.session.select(one)
    qtbot.waitUntil(lambda: window.panel.pane.english.text() == "Half a thought")


def test_dropped_file_is_opened(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "dropped.txt"
    path.write_text(UNKNOWN, encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(50, 50), copy, data, left, none)
    drop = QDropEvent(QPointF(50, 50), copy, data, left, none)
    with qtbot.waitSignal(window.session.article_opened):
        QApplication.sendEvent(window, enter)
        assert enter.isAccepted()
        QApplication.sendEvent(window, drop)
    assert window.session.article is not None
    assert window.session.article.text == UNKNOWN
    assert window.windowTitle().startswith(window.session.article.title)


def test_panel_goes_under_the_article_in_a_narrow_window(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(560, 800)
    QApplication.processEvents()
    assert window.panel.geometry().top() > window.view.geometry().top()
    assert window.view.width() > 500
    window.resize(1200, 800)
    QApplication.processEvents()
    assert window.panel.geometry().left() > window.view.geometry().left()


def test_opening_may_be_cancelled_and_the_article_stays(
    qtbot: QtBot, window: MainWindow, services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[object] = []
    before = window.session.article
    gate = threading.Event()
    real = services.open_article

    def slowly(path: Path) -> Article:
        gate.wait(20)
        return real(path)

    monkeypatch.setattr(window.session._opening, "_read", slowly)
    window.session.article_opened.connect(opened.append)
    (tmp_path / "long.txt").write_text(UNKNOWN, encoding="utf-8")
    window.open(tmp_path / "long.txt")
    cancel = next(b for b in window.statusBar().findChildren(QPushButton) if b.text() == "Cancel")
    qtbot.waitUntil(cancel.isVisible)
    qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
    gate.set()
    qtbot.waitUntil(lambda: not window.session.busy)
    assert opened == []
    assert window.session.article is before
    assert not cancel.isVisible()


def test_damaged_database_is_told_in_the_window(
    qtbot: QtBot, home, make_open_window: Callable[[], MainWindow]
) -> None:
    home.data.mkdir(parents=True)
    (home.data / "reader.sqlite").write_bytes(b"not a database" * 1000)
    window = make_open_window()
    assert window.notice.isVisible()
    assert "set aside" in window.notice.text


def test_missing_arabic_font_is_told_in_the_window(
    qtbot: QtBot, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "reader_app.gui.app.choose_text_face", lambda _: TextFace(None, "sudo apt install fonts-hosny-amiri")
    )
    window = make_window(services)
    window.show()
    assert window.notice.isVisible()
    assert "fonts-hosny-amiri" in window.notice.text
    window.close()
    window.deleteLater()


def test_every_key_in_the_help_and_menus_is_bound_once(window: MainWindow) -> None:
    keys = [key.toString() for action in window.actions_by_name.values() for key in action.shortcuts()]
    assert len(keys) == len(set(keys))
    assert {"Ctrl+O", "Ctrl+Q", "F1", "F9", "Ctrl+=", "Ctrl+-", "Ctrl+0", "Ctrl+Return"} <= set(keys)


def test_character_width_is_measured_with_the_face_that_is_used(qtbot: QtBot) -> None:
    assert QGuiApplication.instance() is not None
    narrow, wide = (character_width(arabic_font(None, pixels)) for pixels in (10, 20))
    assert 1.8 < wide / narrow < 2.2
    assert len(SAMPLE) > 60


def test_window_opens_with_a_store_that_cannot_be_written(
    qtbot: QtBot, home, make_open_window: Callable[[], MainWindow]
) -> None:
    home.data.parent.mkdir(parents=True, exist_ok=True)
    home.data.write_text("a file where the folder should be")
    window = make_open_window()
    assert "READER_APP_HOME" in window.notice.text
    assert window.session.article is not None
    home.data.unlink()
    assert build().settings.load() is not None
