"""Looking a name up from its card in the real window, and that no call is made without permission."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QRect, QSize, Qt
from pytestqt.qtbot import QtBot

from reader_app.core.names import Mention
from reader_app.gui.app import make_window
from reader_app.gui.card_host import grown
from reader_app.gui.card_lookup import CardLookUp
from reader_app.gui.main_window import MainWindow
from reader_app.lookup.answers import AnswerFiles
from reader_app.lookup.client import Client
from reader_app.lookup.wikimedia import Wikimedia
from reader_app.paths import Folders
from reader_app.services.lookup import LookUp, Permission
from reader_app.services.name_index import NameIndex
from reader_app.services.naming import LIKELY_SPELLING
from reader_app.services.settings import Settings
from reader_app.wiring import build

from .conftest import ASSAD, FakeWikimedia, arabic, sites

Open = Callable[[str], MainWindow]

LEFT_BUTTON = Qt.MouseButton.LeftButton


@pytest.fixture
def open_window(
    qtbot: QtBot, home: Folders, monkeypatch: pytest.MonkeyPatch, name_index: NameIndex, wiki: FakeWikimedia
) -> Iterator[Open]:
    """Opens the window on the sample article with a permission; what it looks up, it asks of the server."""
    monkeypatch.setattr("reader_app.glossary.load_index", lambda _: name_index)
    windows: list[MainWindow] = []

    def make(permission: str = "unasked") -> MainWindow:
        services = build()
        services.settings.save(Settings(ahead=False, look_up=permission))
        asks = LookUp(lambda: Wikimedia(sites(wiki), Client()), AnswerFiles(home.cache / "look-up"))
        window = make_window(replace(services, look_up=asks))
        windows.append(window)
        window.resize(1200, 800)
        window.show()
        window.session.start()
        with qtbot.waitSignal(window.session.settled, timeout=20_000):
            window.open(services.default_article)
        return window

    yield make
    wiki.go_on.set()
    for window in windows:
        qtbot.waitUntil(lambda w=window: not w.session.busy, timeout=20_000)
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def part(window: MainWindow) -> CardLookUp:
    return window.cards.card.look_up


def open_card(window: MainWindow, arabic_name: str, **changes: str) -> Mention:
    mention = next(one for one in window.session.mentions.all if one.entry.arabic == arabic_name)
    if changes:
        mention = replace(mention, entry=replace(mention.entry, **changes))
    window.names.open_card(mention, focus=False)
    return mention


def settle(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.look_up.looking.busy, timeout=20_000)


@pytest.mark.parametrize("permission", ["unasked", "never"])
def test_without_permission_no_call_leaves_the_program(
    qtbot: QtBot, open_window: Open, wiki: FakeWikimedia, monkeypatch: pytest.MonkeyPatch, permission: str
) -> None:
    calls: list[str] = []
    is_watched = [True]

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if is_watched[0] and event in (
            "socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname", "urllib.Request",
        ):  # fmt: skip
            calls.append(f"{event} {arguments}")

    sys.addaudithook(watch)  # sees every socket of the interpreter, whichever library opens it
    monkeypatch.setattr("PySide6.QtGui.QDesktopServices.openUrl", lambda url: calls.append(f"open {url}"))
    window = open_window(permission)
    for mention in window.session.mentions.all:
        window.names.open_card(mention, focus=False)
        assert part(window).offer.isHidden() == (permission == "never")
        if permission == "unasked":
            qtbot.mouseClick(part(window).offer, LEFT_BUTTON)
            assert part(window).question.isVisibleTo(window)
            qtbot.mouseClick(part(window).later, LEFT_BUTTON)
    article = window.session.article
    assert article is not None
    for sentence in article.sentences[:3]:
        window.session.select(sentence, show=True)
        qtbot.waitUntil(lambda: not window.session.busy, timeout=30_000)
    window.look_up.looking.ask(ASSAD)
    settle(qtbot, window)
    window.close()
    is_watched[0] = False
    assert calls == []
    assert wiki.asked == []
    assert "PySide6.QtNetwork" not in sys.modules
    assert window.look_up.mark.isHidden()


def test_watch_on_sockets_does_see_a_look_up(encyclopedia, wiki: FakeWikimedia) -> None:
    calls: list[str] = []
    is_watched = [True]
    sys.addaudithook(lambda event, _: calls.append(event) if is_watched[0] else None)
    encyclopedia().ask(ASSAD, lambda: False)
    is_watched[0] = False
    assert "socket.connect" in calls


def test_first_click_asks_and_says_what_is_sent_to_whom(
    qtbot: QtBot, open_window: Open, wiki: FakeWikimedia
) -> None:
    window = open_window("unasked")
    open_card(window, ASSAD)
    look = part(window)
    assert look.offer.text() == "Look up in Wikipedia…"
    qtbot.mouseClick(look.offer, LEFT_BUTTON)
    for said in (f"«{ASSAD}»", "ar.wikipedia.org, en.wikipedia.org and www.wikidata.org", "nothing else"):
        assert said in look.question.text()
    assert wiki.asked == []
    qtbot.mouseClick(look.agree, LEFT_BUTTON)
    qtbot.waitUntil(lambda: look.title.text() == "Bashar al-Assad", timeout=20_000)
    assert window._preferences.now.look_up == "click"
    assert window.look_up.menu.choices[Permission.CLICK].isChecked()
    settle(qtbot, window)
    open_card(window, "جون كيري")
    assert look.offer.text() == "Look up in Wikipedia", "the question is asked once"


def test_never_puts_the_offer_away(qtbot: QtBot, open_window: Open) -> None:
    window = open_window("unasked")
    open_card(window, ASSAD)
    qtbot.mouseClick(part(window).offer, LEFT_BUTTON)
    qtbot.mouseClick(part(window).never, LEFT_BUTTON)
    assert part(window).isHidden()
    assert window._preferences.now.look_up == "never"
    window.look_up.menu.choices[Permission.CLICK].trigger()
    assert part(window).offer.isVisibleTo(window), "the menu brings it back"


def test_answer_stands_in_the_card_as_plain_text_with_its_source(
    qtbot: QtBot, open_window: Open, wiki: FakeWikimedia
) -> None:
    wiki.english["Bashar al-Assad"]["description"] = "<b>president</b> of <img src='http://198.51.100.7/x'>"
    window = open_window("click")
    opened: list[str] = []
    window.look_up.open_page = opened.append
    open_card(window, ASSAD)
    look = part(window)
    qtbot.mouseClick(look.offer, LEFT_BUTTON)
    qtbot.waitUntil(lambda: not look.origin.isHidden(), timeout=20_000)
    assert look.description.text() == "<b>president</b> of <img src='http://198.51.100.7/x'>"
    for shown in (look.title, look.description, look.extract, look.origin):
        assert shown.textFormat() == Qt.TextFormat.PlainText
        assert shown.isVisibleTo(window)
    assert look.extract.text().endswith("2024.")
    assert look.origin.text().startswith("From Wikipedia, fetched ")
    assert look.origin.text().endswith(", CC BY-SA 4.0")
    assert window.cards.held
    assert opened == []
    assert look.page.text().endswith("/en/wiki/Bashar_al-Assad")
    qtbot.mouseClick(look.page, LEFT_BUTTON)
    assert opened == [f"{sites(wiki).english}/wiki/Bashar_al-Assad"]
    assert opened[0] in look.page.toolTip()


def test_place_shows_its_coordinates_and_the_next_card_nothing_of_it(
    qtbot: QtBot, open_window: Open, wiki: FakeWikimedia
) -> None:
    wiki.arabic["موسكو"] = arabic("موسكو", english="Damascus")
    window = open_window("click")
    open_card(window, "موسكو")
    qtbot.mouseClick(part(window).offer, LEFT_BUTTON)
    qtbot.waitUntil(lambda: part(window).place.text() == "33.51° N, 36.29° E", timeout=20_000)
    open_card(window, ASSAD)
    assert part(window).place.isHidden()
    assert part(window).title.text() == ""


def test_mark_shows_the_network_in_use_and_afterwards_that_it_was(
    qtbot: QtBot, open_window: Open, wiki: FakeWikimedia
) -> None:
    wiki.hold = True
    window = open_window("click")
    mark = window.look_up.mark
    open_card(window, ASSAD)
    qtbot.mouseClick(part(window).offer, LEFT_BUTTON)
    assert mark.isVisible()
    assert mark.words.text() == "Asking Wikipedia…"
    assert ASSAD in mark.accessibleName()
    assert part(window).asking.isVisibleTo(window)
    wiki.go_on.set()
    qtbot.waitUntil(lambda: mark.words.text() == "Wikipedia was asked once", timeout=20_000)


def test_answer_of_an_earlier_day_is_there_at_once_without_the_network(
    qtbot: QtBot, open_window: Open, wiki: FakeWikimedia
) -> None:
    window = open_window("click")
    open_card(window, ASSAD)
    qtbot.mouseClick(part(window).offer, LEFT_BUTTON)
    qtbot.waitUntil(lambda: not part(window).origin.isHidden(), timeout=20_000)
    settle(qtbot, window)
    window.close()
    count = len(wiki.asked)
    again = open_window("click")
    open_card(again, ASSAD)
    qtbot.waitUntil(lambda: part(again).title.text() == "Bashar al-Assad", timeout=20_000)
    assert len(wiki.asked) == count
    assert again.look_up.mark.isHidden()
    again.look_up.menu.forget.trigger()
    assert part(again).title.isHidden()
    assert part(again).offer.isVisibleTo(again)
    settle(qtbot, again)
    again.cards.close()
    open_card(again, ASSAD)
    settle(qtbot, again)
    assert part(again).title.isHidden()


def test_automatic_look_up_is_for_names_without_an_entry_alone(
    qtbot: QtBot, open_window: Open, wiki: FakeWikimedia
) -> None:
    window = open_window("automatic")
    open_card(window, "جون كيري")
    settle(qtbot, window)
    assert wiki.asked == []
    open_card(window, ASSAD, source=LIKELY_SPELLING)
    qtbot.waitUntil(lambda: part(window).title.text() == "Bashar al-Assad", timeout=20_000)


def test_failure_is_shown_can_be_tried_again_and_is_not_repeated_by_itself(
    qtbot: QtBot, open_window: Open, wiki: FakeWikimedia
) -> None:
    wiki.status = 500
    window = open_window("automatic")
    open_card(window, ASSAD, source=LIKELY_SPELLING)
    look = part(window)
    qtbot.waitUntil(lambda: look.again.isVisibleTo(window), timeout=20_000)
    assert "a fault of its own at the moment (500)" in look.error.text()
    window.cards.close()
    open_card(window, ASSAD, source=LIKELY_SPELLING)
    settle(qtbot, window)
    assert len(wiki.asked) == 1
    wiki.status = 200
    qtbot.mouseClick(look.again, LEFT_BUTTON)
    qtbot.waitUntil(lambda: look.title.text() == "Bashar al-Assad", timeout=20_000)
    assert look.error.isHidden()


@pytest.mark.parametrize(("shared", "said"), [(False, "has nothing under"), (True, "knows several")])
def test_nothing_found_says_so(
    qtbot: QtBot, open_window: Open, wiki: FakeWikimedia, shared: bool, said: str
) -> None:
    wiki.arabic = {ASSAD: arabic(ASSAD, shared=True)} if shared else {}
    window = open_window("click")
    open_card(window, ASSAD)
    qtbot.mouseClick(part(window).offer, LEFT_BUTTON)
    qtbot.waitUntil(lambda: said in part(window).nothing.text(), timeout=20_000)
    assert part(window).page.isHidden()


def test_answer_for_a_name_left_meanwhile_is_kept_and_not_shown_in_anothers_card(
    qtbot: QtBot, open_window: Open, wiki: FakeWikimedia
) -> None:
    wiki.hold = True
    window = open_window("click")
    open_card(window, ASSAD)
    qtbot.mouseClick(part(window).offer, LEFT_BUTTON)
    open_card(window, "جون كيري")
    wiki.go_on.set()
    settle(qtbot, window)
    assert part(window).title.isHidden()
    open_card(window, ASSAD)
    assert part(window).title.text() == "Bashar al-Assad"


def test_permission_taken_back_stops_what_waits(qtbot: QtBot, open_window: Open, wiki: FakeWikimedia) -> None:
    wiki.hold = True
    window = open_window("click")
    open_card(window, ASSAD)
    qtbot.mouseClick(part(window).offer, LEFT_BUTTON)
    qtbot.waitUntil(wiki.held.is_set, timeout=20_000)
    open_card(window, "جون كيري")
    qtbot.mouseClick(part(window).offer, LEFT_BUTTON)
    window.look_up.menu.choices[Permission.NEVER].trigger()
    wiki.go_on.set()
    settle(qtbot, window)
    assert {asked["titles"] for _, asked, _ in wiki.asked} == {ASSAD, "Bashar al-Assad"}
    assert part(window).isHidden()


def test_window_closes_while_a_question_is_on_its_way(
    qtbot: QtBot, open_window: Open, wiki: FakeWikimedia
) -> None:
    wiki.hold = True
    window = open_window("click")
    open_card(window, ASSAD)
    qtbot.mouseClick(part(window).offer, LEFT_BUTTON)
    qtbot.waitUntil(wiki.held.is_set, timeout=20_000)
    window.close()
    network = window.look_up.looking._network
    assert network is not None
    assert not network._thread.is_alive(), "it did not wait for the server"


@pytest.mark.parametrize("card", [QRect(100, 200, 380, 100), QRect(100, 40, 380, 100)])
def test_card_grows_away_from_the_line(card: QRect) -> None:
    line, area = QRect(80, 150, 400, 40), QRect(0, 0, 800, 400)
    for height in (60, 180, 900):
        made = grown(card, QSize(380, height), line, area)
        assert area.contains(made)
        assert not made.intersects(line)
        assert made.height() <= height
