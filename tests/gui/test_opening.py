"""Opening articles: only the newest arrives, nothing that was typeset in vain stays, nothing hangs."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QTextDocument
from pytestqt.qtbot import QtBot

from reader_app.gui.main_window import MainWindow
from reader_app.gui.opening import Opening

# Objects that listen to one made in Python are deleted by Qt, which holds a lock of its own while it asks
# Python whether it minds; meanwhile a lane typesets. Where the lane wanted such a lock while it had the
# interpreter, both waited for ever, within a second of this.
_BOTH_AT_ONCE = """
import sys
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from reader_app.core.sentences import build_article
from reader_app.gui.lanes import Lane
from reader_app.gui.page import blank_document, typeset

class Speaker(QObject): pass

app = QGuiApplication([])
sys.setswitchinterval(0.0005)
article = build_article("قال أحمد إن الكتاب جديد.\\n" * 3)
lane = Lane("texts")
kept, filled = [], []

def fill():
    document = blank_document(lane)
    lane.submit(lambda _: typeset(article, document), done)

def done(document):
    document.deleteLater()
    filled.append(None)
    fill()

def delete():
    for _ in range(50):
        speaker = Speaker()
        listener = QObject(speaker)
        speaker.objectNameChanged.connect(listener.deleteLater)
        listener.deleteLater()
        kept.append(speaker)
    del kept[:-500]

timer = QTimer()
timer.timeout.connect(delete)
timer.start(0)
for _ in range(4):
    fill()
QTimer.singleShot(3000, app.quit)
app.exec()
assert len(filled) > 100, len(filled)
lane.close()
"""


def test_a_lane_that_typesets_never_waits_for_the_window_that_waits_for_it() -> None:
    run = subprocess.run([sys.executable, "-c", _BOTH_AT_ONCE], check=False, timeout=60)
    assert run.returncode == 0


@pytest.fixture
def texts(tmp_path: Path) -> list[Path]:
    paths = []
    for number in range(3):
        path = tmp_path / f"{number}.txt"
        path.write_text(f"عنوان {number}\n\nقال أحمد إن الكتاب رقم {number}.\n", encoding="utf-8")
        paths.append(path)
    return paths


def test_only_the_newest_article_arrives_and_what_was_typeset_in_vain_is_dropped(
    qtbot: QtBot, window: MainWindow, texts: list[Path]
) -> None:
    opened = []
    window.session.article_opened.connect(opened.append)
    for path in texts:
        window.open(path)
    qtbot.waitUntil(lambda: not window.session.busy, timeout=20_000)
    assert [article.title for article in opened] == ["عنوان 2"]
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    opening = window.session.findChild(Opening)
    assert opening is not None
    assert opening.findChildren(QTextDocument) == []
    assert "الكتاب رقم 2" in window.view.toPlainText()


def test_cancelling_keeps_the_article_and_says_so_only_while_one_opens(
    qtbot: QtBot, window: MainWindow, texts: list[Path]
) -> None:
    before, session = window.session.article, window.session
    cancelled, opened = [], []
    session.opening_cancelled.connect(lambda: cancelled.append(True))
    session.article_opened.connect(opened.append)
    window.open(texts[0])
    session.cancel_opening()
    qtbot.waitUntil(lambda: not session.busy, timeout=20_000)
    assert session.article is before
    session.cancel_opening()
    assert (cancelled, opened) == ([True], [])
    window.open(texts[1])
    qtbot.waitUntil(lambda: bool(opened), timeout=20_000)
    assert opened[0].title == "عنوان 1"
