"""Ticks beside the names of the sentence, what stands in a name's place, and correcting it at a click."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from reader_app.core.alignment import Alignment, Link
from reader_app.core.article import Sentence, Span
from reader_app.core.translation import Origin
from reader_app.gui.main_window import MainWindow
from reader_app.gui.name_rows import NameRow
from reader_app.gui.session import Ready
from reader_app.gui.text import on_button, verbatim
from reader_app.services.aligning import AlignedPair

RIGHT = "Yesterday US Secretary of State John Kerry said that Syrian President Bashar al-Assad must go."
WRONG = "Yesterday American minister John Kerry said that Syrian President Bachar al-Asd must go."


def sentence(window: MainWindow) -> Sentence:
    article = window.session.article
    assert article is not None
    return article.sentence(2)


def show(qtbot: QtBot, window: MainWindow, text: str) -> None:
    """Select the second sentence with this translation, the reader's own; its names are looked for."""
    window._services.translator.correct(sentence(window).text, text)
    window.session.select(None)
    window.session.select(sentence(window))
    wait_for(qtbot, window, text)


def wait_for(qtbot: QtBot, window: MainWindow, text: str) -> None:
    def is_checked() -> bool:
        found = window.session.name_checking.found
        return found is not None and found.target == text and not window.session.busy

    qtbot.waitUntil(is_checked, timeout=20_000)


def align(window: MainWindow, text: str, *links: tuple[str, str]) -> None:
    """Let the words be linked as an engine would: Arabic to English."""
    source = sentence(window).text

    def span(whole: str, part: str) -> Span:
        return Span(whole.index(part), whole.index(part) + len(part))

    made = Alignment(tuple(Link((span(source, ours),), (span(text, theirs),)) for ours, theirs in links))
    window.session.word_links.aligned.emit(AlignedPair(source, text, made, -0.1))


def row(window: MainWindow, english: str) -> NameRow:
    return next(one for one in window.panel.rows() if one.mention.entry.english == english)


def line(of: NameRow) -> str:
    """What stands under a name, empty where nothing does."""
    return "" if of.standing is None or of.standing.isHidden() else of.standing.words.toolTip()


def wrong(qtbot: QtBot, window: MainWindow) -> NameRow:
    """The row of a name that the translation spells otherwise, once the words are linked."""
    show(qtbot, window, WRONG)
    align(window, WRONG, ("بشار", "Bachar"), ("الأسد", "al-Asd"))
    assad = row(window, "Bashar al-Assad")
    qtbot.waitUntil(lambda: "al-Asd" in line(assad), timeout=20_000)
    return assad


def test_names_that_the_translation_has_are_ticked(qtbot: QtBot, window: MainWindow) -> None:
    show(qtbot, window, RIGHT)
    for one in window.panel.rows():
        assert one.sign.text() == "✓", one.mention
        assert one.accessibleName().endswith(": in the translation")
        assert line(one) == ""
    assert row(window, "Bashar al-Assad").accessibleName() == "Bashar al-Assad, person: in the translation"


def test_signs_go_while_another_translation_is_awaited(qtbot: QtBot, window: MainWindow) -> None:
    show(qtbot, window, RIGHT)
    window.session.select(None)
    window.session.select(sentence(window))
    assert window.session.name_checking.found is None
    assert {one.sign.text() for one in window.panel.rows()} == {""}


def test_name_that_is_not_there_says_so_and_offers_nothing_without_an_alignment(
    qtbot: QtBot, window: MainWindow
) -> None:
    text = "The president must go, said John Kerry."
    show(qtbot, window, text)
    window.session.word_links.aligned.emit(None)
    assad = row(window, "Bashar al-Assad")
    assert (assad.sign.text(), line(assad)) == ("▲", "Not found in the translation")
    assert assad.accessibleName().endswith(": not found in the translation")
    assert assad.standing is not None
    assert assad.standing.use.isHidden()
    assert row(window, "John Kerry").sign.text() == "✓"
    assert row(window, "Syria").sign.text() == "○", "an adjective may well be left out"


def test_what_stands_in_a_names_place_is_shown_with_the_form_to_use(qtbot: QtBot, window: MainWindow) -> None:
    assad = wrong(qtbot, window)
    assert line(assad) == "Translated “Bachar al-Asd”"
    assert assad.standing is not None
    assert assad.standing.use.text() == "Use “Bashar al-Assad”"
    assert assad.standing.use.accessibleName() == "Use “Bashar al-Assad” instead of “Bachar al-Asd”"


def test_correction_is_kept_as_the_readers_own_and_can_be_undone(qtbot: QtBot, window: MainWindow) -> None:
    assad = wrong(qtbot, window)
    assert assad.standing is not None
    qtbot.mouseClick(assad.standing.use, Qt.MouseButton.LeftButton)
    corrected = WRONG.replace("Bachar al-Asd", "Bashar al-Assad")
    wait_for(qtbot, window, corrected)
    kept = window._services.translator.recall(sentence(window).text)
    assert kept is not None
    assert (kept.text, kept.origin) == (corrected, Origin.MEMORY)
    assert window.panel.pane.english.toPlainText() == corrected
    assert assad.sign.text() == "✓"
    assert not window.cards.visible, "a click on the button opens no card"

    qtbot.mouseClick(assad.standing.undo, Qt.MouseButton.LeftButton)
    wait_for(qtbot, window, WRONG)
    assert assad.standing.undo.isHidden()


def test_correction_of_the_models_translation_is_undone_to_the_models(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.session.select(sentence(window))
    qtbot.waitUntil(lambda: isinstance(window.session.state, Ready), timeout=30_000)
    state = window.session.state
    assert isinstance(state, Ready)
    text = state.translation.text
    wait_for(qtbot, window, text)
    found = window.session.name_checking.found
    assert found is not None
    kerry = row(window, "John Kerry")
    # The model has the name right: take the place of it as if it had not.
    check = next(one for one in found.checks if one.mention.entry.english == "John Kerry")
    assert check.found is not None
    made = type(check)(check.mention, None, check.found, "Jean Kerry")
    window.session.name_checking._tell(type(found)(found.sentence, text, (made,)))
    assert kerry.standing is not None
    qtbot.mouseClick(kerry.standing.use, Qt.MouseButton.LeftButton)
    wait_for(qtbot, window, text.replace("John Kerry", "Jean Kerry"))
    qtbot.waitUntil(lambda: kerry.standing is not None and kerry.standing.undo.isVisible(), timeout=20_000)
    qtbot.mouseClick(kerry.standing.undo, Qt.MouseButton.LeftButton)
    wait_for(qtbot, window, text)
    assert isinstance(window.session.state, Ready)
    assert window.session.state.translation.origin is not Origin.MEMORY


def test_nothing_is_corrected_under_the_hands_of_a_reader_who_writes(
    qtbot: QtBot, window: MainWindow
) -> None:
    assad = wrong(qtbot, window)
    window.panel.pane.edit()
    qtbot.keyClicks(window.panel.pane.editor, "Mine")
    assert assad.standing is not None
    qtbot.mouseClick(assad.standing.use, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.session.busy, timeout=20_000)
    kept = window._services.translator.recall(sentence(window).text)
    assert kept is not None
    assert kept.text == WRONG
    assert "Save what you are writing" in window.notice.text
    window.panel.pane.finish_editing(keep=False)


def test_edited_translation_is_looked_through_again(qtbot: QtBot, window: MainWindow) -> None:
    show(qtbot, window, WRONG)
    window.panel.pane.edit()
    window.panel.pane.editor.setPlainText(RIGHT)
    window.panel.pane.finish_editing(keep=True)
    wait_for(qtbot, window, RIGHT)
    assert row(window, "Bashar al-Assad").sign.text() == "✓"


def test_translation_is_never_taken_for_markup(qtbot: QtBot, window: MainWindow) -> None:
    text = "Said <b>Bachar</b> & John Kerry."
    show(qtbot, window, text)
    align(window, text, ("الأسد", "b>Bachar</b"))
    assad = row(window, "Bashar al-Assad")
    qtbot.waitUntil(lambda: line(assad) == "<p>Translated “b&gt;Bachar&lt;/b”</p>", timeout=20_000)
    assert verbatim("&lt;b>") == "<p>&amp;lt;b&gt;</p>"
    assert verbatim("a & b") == "a & b"
    assert on_button("A & B") == "A && B"


@pytest.mark.parametrize("text", ["Syria", "X"])
def test_likely_spelling_is_offered_and_never_called_wrong(
    qtbot: QtBot, window: MainWindow, text: str
) -> None:
    from reader_app.core.name_check import NameCheck
    from reader_app.core.names import GlossaryEntry, Kind, Mention
    from reader_app.gui.name_standing import OPEN, sign, words
    from reader_app.services.naming import LIKELY_SPELLING

    guess = GlossaryEntry("g", Kind.PERSON, "Samir Khoury", "سمير خوري", "", LIKELY_SPELLING, "")
    check = NameCheck(Mention(1, Span(0, 4), "سمير", guess), None, Span(0, len(text)), "Samir Khoury")
    assert sign(check) == OPEN
    assert words(check, text) == f"A likely spelling only; translated “{text}”"
