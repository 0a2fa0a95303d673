"""A reader without a model gets one in the window and reads on."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from pytestqt.qtbot import QtBot

from reader_app.core.translation import Origin
from reader_app.gui.app import make_window
from reader_app.gui.session import Failed, Ready
from reader_app.services.settings import Settings
from reader_app.wiring import build

from .conftest import COMMIT, REPOSITORY, FakeHub


def test_missing_model_is_got_and_the_sentence_is_translated_at_once(
    qtbot: QtBot, hub: FakeHub, tmp_path: Path
) -> None:
    article = tmp_path / "article.txt"
    article.write_text("جملة لا يعرفها نموذج المثال.", encoding="utf-8")
    services = build()
    services.settings.save(Settings(model=REPOSITORY, ahead=False))
    services = build()
    window = make_window(services)
    window.show()
    window.session.start()
    with qtbot.waitSignal(window.session.settled, timeout=20_000):
        window.open(article)
    assert window.session.article is not None
    window.session.select(window.session.article.sentence(1))
    qtbot.waitUntil(lambda: isinstance(window.session.state, Failed), timeout=20_000)
    assert hub.asked == [], "nothing is asked of the hub before the reader asks for it"

    qtbot.mouseClick(window.panel.pane.get_model, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: REPOSITORY in window.models.rows, timeout=20_000)
    qtbot.mouseClick(window.models.rows[REPOSITORY].get, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(window.session.state, Ready), timeout=30_000)
    state = window.session.state
    assert isinstance(state, Ready)
    assert state.translation.origin is Origin.MODEL
    assert state.translation.model is not None
    assert (state.translation.model.name, state.translation.model.revision) == (REPOSITORY, COMMIT)
    assert COMMIT[:12] in window.panel.pane.provenance.text()

    qtbot.waitUntil(lambda: not window.session.busy and not window.shelf.busy, timeout=20_000)
    assert window.models.rows[REPOSITORY].presence.text() == "Here"
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
