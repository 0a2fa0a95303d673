"""Draw the README's pictures from the real window, without a display.

    python tools/screenshots.py docs/images

The window runs offscreen over the sample article with the sample model, with folders of its own.
Amiri or Noto Naskh Arabic should be installed, as on a reader's machine.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from reader_app.gui.app import make_window
from reader_app.gui.main_window import MainWindow
from reader_app.gui.names_window import NamesWindow
from reader_app.gui.session import Failed, Ready
from reader_app.paths import HOME_VARIABLE
from reader_app.services.naming import LIKELY_SPELLING
from reader_app.wiring import build

_SIZE = (1240, 800)
_PATIENCE_S = 60
_UNLISTED = (
    "قال مدير المكتبة الوطنية الدكتور نزار القرمزي إن ترميم المخطوطات القديمة بدأ في الشهر الماضي.\n\n"
    "وأضاف القرمزي أن العمل سيستمر حتى نهاية العام."
)


def main() -> int:
    """Write the pictures into the folder named on the command line."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/images")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        os.environ[HOME_VARIABLE] = home
        os.environ["HF_HOME"] = str(Path(home) / "hub")
        application = QApplication(sys.argv[:1])
        application.setStyle("Fusion")
        services = build()
        window = make_window(services)
        window.show()
        window.resize(*_SIZE)
        window.session.start()
        window.open(services.default_article)
        wait(lambda: bool(window.session.mentions.all) and not window.session.busy)
        for name, picture in PICTURES.items():
            shown = picture(window) or window
            run_for(400)  # the counts at the foot follow four times a second
            shown.grab().save(str(folder / f"{name}.png"))
            print(folder / f"{name}.png")
        window.close()
    return 0


def run_for(milliseconds: int) -> None:
    """Run the event loop; QTest's waiting would keep the interpreter from the lanes meanwhile."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def wait(condition: Callable[[], bool]) -> None:
    """Run the window until the condition holds."""
    end = time.monotonic() + _PATIENCE_S
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError("the window did not get there")
        run_for(20)


def _article(window: MainWindow) -> None:
    window.session.select(None)


def _sentence(window: MainWindow) -> None:
    article = window.session.article
    assert article is not None
    window.session.select(article.sentence(3), show=True)
    wait(lambda: isinstance(window.session.state, Ready | Failed))


def _card(window: MainWindow) -> None:
    mention = next(m for m in window.session.mentions.all if m.entry.english == "Sergei Shoigu")
    article = window.session.article
    assert article is not None
    window.session.select(article.sentence(mention.sentence), show=True)
    wait(lambda: isinstance(window.session.state, Ready | Failed))
    name = window.view.rects_on_screen(mention.span)[0].center()
    QTest.mouseClick(window.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(name))


def _open_card(window: MainWindow, english: str) -> None:
    mention = next(m for m in window.session.mentions.all if m.entry.english == english and m.is_name)
    window.names.jump(mention)
    wait(lambda: isinstance(window.session.state, Ready | Failed))
    window.names.open_card(mention, focus=False)


def _place(window: MainWindow) -> None:
    _open_card(window, "Hmeimim")
    wait(lambda: window.places.locator.is_drawn)


def _names(window: MainWindow) -> NamesWindow:
    window.cards.close()
    window.places.open_names()
    names = window.places.window
    wait(lambda: names.model.rowCount() > 0)
    return names


def _map(window: MainWindow) -> QWidget:
    names = _names(window)
    names.tabs.setCurrentWidget(names.map)
    wait(lambda: names.map.is_drawn)
    return names


def _likely(window: MainWindow) -> None:
    """A name that no glossary has, in an article of our own."""
    window.actions_by_name["theme:light"].trigger()
    with tempfile.TemporaryDirectory() as folder:
        article = Path(folder) / "مقال.txt"
        article.write_text(_UNLISTED, encoding="utf-8")
        window.open(article)
        wait(lambda: any(m.entry.source == LIKELY_SPELLING for m in window.session.mentions.all))
    mention = next(m for m in window.session.mentions.all if m.entry.source == LIKELY_SPELLING)
    _open_card(window, mention.entry.english)


def _dark(window: MainWindow) -> None:
    window.places.window.close()
    window.cards.close()
    window.actions_by_name["theme:dark"].trigger()
    _sentence(window)


def _review(window: MainWindow) -> None:
    """Some sentences approved, one edited, one flagged with a note."""
    window.cards.close()
    window.actions_by_name["theme:light"].trigger()
    article, reviewing = window.session.article, window.session.reviewing
    assert article is not None
    window.session.set_translating_ahead(True)
    wait(lambda: all(reviewing.review(one).target for one in article.sentences))
    for number in (1, 2):
        reviewing.approve(article.sentence(number), None, go_on=False)
    third = article.sentence(3)
    window.session.correct(third, reviewing.review(third).target.replace("called on", "urged"))
    window.session.select(article.sentence(4), show=True)
    window.view.verticalScrollBar().setValue(0)
    reviewing.flag(article.sentence(4).text)
    reviewing.note(article.sentence(4).text, "“Urgent” or “pressing”? Ask the editor.")
    wait(lambda: not window.session.busy)


def _review_dark(window: MainWindow) -> None:
    window.actions_by_name["theme:dark"].trigger()


PICTURES: dict[str, Callable[[MainWindow], QWidget | None]] = {
    "article": _article,
    "sentence": _sentence,
    "card": _card,
    "place": _place,
    "names": _names,
    "map": _map,
    "dark": _dark,
    "review": _review,
    "review-dark": _review_dark,
    "likely": _likely,
}

if __name__ == "__main__":
    sys.exit(main())
