"""The reader's own glossary in the window: from a card, from selected words, from the list, and back."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from reader_app.core.checks import FlagKind
from reader_app.core.names import Kind, Location, Mention
from reader_app.core.terms import OwnTerm
from reader_app.gui.main_window import MainWindow
from reader_app.services import Services
from reader_app.services.own_terms import blank_term


def mention(window: MainWindow, text: str) -> Mention:
    return next(m for m in window.session.mentions.all if m.text == text)


def named(window: MainWindow, text: str) -> set[str]:
    """The English names of the mentions with these words."""
    return {m.entry.english for m in window.session.mentions.all if m.text == text}


def explain(window: MainWindow, text: str) -> Mention:
    wanted = mention(window, text)
    window.names.open_card(wanted, focus=False)
    return wanted


def select(window: MainWindow, text: str) -> None:
    """Select the first place in the article where this stands."""
    article, page = window.session.article, window.view._page
    assert article is not None
    assert page is not None
    start = article.text.index(text)
    cursor = QTextCursor(window.view.document())
    cursor.setPosition(page.position(start))
    cursor.setPosition(page.position(start + len(text)), QTextCursor.MoveMode.KeepAnchor)
    window.view.setTextCursor(cursor)


def settle(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.session.busy and not window.term_files.busy, timeout=20_000)


def click(qtbot: QtBot, widget) -> None:
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def test_edit_from_the_card_shows_at_once_as_ones_own(qtbot: QtBot, window: MainWindow) -> None:
    explain(window, "جون كيري")
    card, editor = window.cards.card, window.own.editor
    assert card.source.text().startswith("Source: Arabic Reader glossary")
    click(qtbot, card.actions_row.edit)
    assert editor.isVisible()
    assert (editor.english.text(), editor.arabic.text(), editor.kind.currentData()) == (
        "John Kerry",
        "جون كيري",
        Kind.PERSON,
    )
    editor.english.setText("J. F. Kerry")
    editor.definition.setPlainText("A senator once.")
    click(qtbot, editor.save)
    qtbot.waitUntil(lambda: named(window, "كيري") == {"J. F. Kerry"}, timeout=20_000)
    assert (card.english.text(), card.definition.text()) == ("J. F. Kerry", "A senator once.")
    assert card.source.text().startswith("Your own entry, ")
    assert "begun from Arabic Reader glossary" in card.source.text()


def test_hidden_entry_is_not_marked_and_its_card_closes_until_undo(qtbot: QtBot, window: MainWindow) -> None:
    explain(window, "موسكو")
    click(qtbot, window.cards.card.actions_row.hide_button)
    qtbot.waitUntil(lambda: not named(window, "موسكو") & {"Moscow"}, timeout=20_000)
    undo = window.actions_by_name["undo_term"]
    qtbot.waitUntil(lambda: undo.text() == "&Undo: hide «Moscow»", timeout=20_000)
    undo.trigger()
    qtbot.waitUntil(lambda: named(window, "موسكو") == {"Moscow"}, timeout=20_000)
    qtbot.waitUntil(lambda: not undo.isEnabled(), timeout=20_000)
    assert window.actions_by_name["redo_term"].text() == "&Redo: hide «Moscow»"


def test_merge_from_the_card_with_an_entry_that_is_looked_for(qtbot: QtBot, window: MainWindow) -> None:
    explain(window, "موسكو")
    click(qtbot, window.cards.card.actions_row.merge)
    chooser = window.own.chooser
    offered = chooser.list.topLevelItem(0)
    assert offered is not None
    assert offered.text(2) == "Place"  # those of the article, of the same kind first
    qtbot.keyClicks(chooser.field, "berl")
    qtbot.waitUntil(
        lambda: (item := chooser.list.topLevelItem(0)) is not None and item.text(0) == "Berlin",
        timeout=20_000,
    )
    click(qtbot, chooser.merge)
    qtbot.waitUntil(lambda: named(window, "موسكو") == {"Berlin"}, timeout=20_000)


def test_spelling_is_split_off_into_another_entry(qtbot: QtBot, window: MainWindow) -> None:
    explain(window, "سوريا")
    assert window.cards.card.actions_row.split.isVisible()
    click(qtbot, window.cards.card.actions_row.split)
    editor = window.own.editor
    assert editor.arabic.text() == "سوريا"
    editor.english.setText("Souria, a newspaper")
    editor.kind.setCurrentIndex(editor.kind.findText("Organisation"))
    click(qtbot, editor.save)
    qtbot.waitUntil(lambda: named(window, "سوريا") == {"Souria, a newspaper"}, timeout=20_000)
    settle(qtbot, window)
    adjective = next(m for m in window.session.mentions.all if m.text.startswith("السوري"))
    assert adjective.entry.english == "Syria"


def test_selected_words_become_an_entry_with_a_likely_spelling(qtbot: QtBot, window: MainWindow) -> None:
    select(window, "المرونة")
    window.actions_by_name["add_person"].trigger()
    editor = window.own.editor
    assert editor.arabic.text() == "المرونة"
    qtbot.waitUntil(editor.guesses.isVisible, timeout=60_000)
    guess = editor.guesses.buttons[0].text()
    assert guess
    assert editor.english.text() == guess
    assert editor.guesses.said.text() == "Likely:"
    click(qtbot, editor.guesses.buttons[1])
    other = editor.english.text()
    assert other != guess
    click(qtbot, editor.save)
    qtbot.waitUntil(lambda: other in named(window, "المرونة"), timeout=20_000)


def test_selection_with_a_clitic_proposes_the_name_without_it(qtbot: QtBot, window: MainWindow) -> None:
    select(window, "وروسيا")
    window.own.name_selection(Kind.PLACE)
    assert window.own.editor.arabic.text() == "روسيا"
    qtbot.waitUntil(lambda: window.own.editor.english.text() == "Russia", timeout=60_000)
    assert window.own.editor.guesses.said.text().startswith("In the glossary")
    window.own.editor.reject()


def test_what_is_typed_is_not_written_over_by_a_suggestion(qtbot: QtBot, window: MainWindow) -> None:
    select(window, "المرونة")
    window.own.name_selection(Kind.PERSON)
    editor = window.own.editor
    editor.english.clear()
    qtbot.keyClicks(editor.english, "My own")
    qtbot.waitUntil(editor.guesses.isVisible, timeout=60_000)
    assert editor.english.text() == "My own"
    editor.reject()


def test_entry_that_makes_no_sense_is_told_and_the_dialog_stays(qtbot: QtBot, window: MainWindow) -> None:
    window.own.name_selection(Kind.PERSON)  # with nothing selected: an empty one
    editor = window.own.editor
    editor.english.setText("Somebody")
    click(qtbot, editor.save)
    assert editor.isVisible()
    assert "no spelling in Arabic letters" in editor.problem.text()
    editor.reject()


def test_location_is_written_for_places_alone(qtbot: QtBot, window: MainWindow) -> None:
    explain(window, "موسكو")
    click(qtbot, window.cards.card.actions_row.edit)
    editor = window.own.editor
    assert editor.point.isVisible()
    before = mention(window, "موسكو").entry.location
    assert before is not None
    editor.definition.setPlainText("The city.")
    editor.point.setText("95, x")
    click(qtbot, editor.save)
    assert "no place on earth" in editor.problem.text()
    editor.point.setText("55.5, 37.5")
    click(qtbot, editor.save)
    qtbot.waitUntil(lambda: mention(window, "موسكو").entry.definition == "The city.", timeout=20_000)
    assert mention(window, "موسكو").entry.location == Location(55.5, 37.5)
    settle(qtbot, window)
    click(qtbot, window.cards.card.actions_row.edit)
    editor.kind.setCurrentIndex(editor.kind.findText("Organisation"))
    assert not editor.point.isVisible()
    editor.reject()


def test_term_is_marked_and_checked_in_the_translation(qtbot: QtBot, window: MainWindow) -> None:
    article = window.session.article
    assert article is not None
    sentence = article.sentence(2)
    window._services.translator.correct(sentence.text, "The American stance came in statements.")
    window.session.select(sentence)
    select(window, "المرونة")
    window.actions_by_name["add_term"].trigger()
    window.own.editor.english.setText("flexibility")
    click(qtbot, window.own.editor.save)

    def is_flagged() -> bool:
        found = window.session.checking.found
        return found is not None and any(
            flag.kind is FlagKind.TERM and "flexibility" in flag.message for flag in found.flags
        )

    qtbot.waitUntil(is_flagged, timeout=20_000)
    assert mention(window, "المرونة").entry.kind is Kind.TERM


def test_words_called_no_name_lose_their_mark(qtbot: QtBot, window: MainWindow) -> None:
    assert named(window, "جون كيري")
    select(window, "جون كيري")
    window.actions_by_name["no_name"].trigger()
    qtbot.waitUntil(lambda: not named(window, "جون كيري"), timeout=20_000)


def test_calling_nothing_no_name_says_what_to_do(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.session.noticed) as said:
        window.actions_by_name["no_name"].trigger()
    assert said.args is not None
    assert "Select the words" in said.args[0]


def test_menu_of_selected_words_and_of_a_name(qtbot: QtBot, window: MainWindow) -> None:
    article = window.session.article
    assert article is not None
    wanted = mention(window, "جون كيري")
    window.view.bring_into_view(article.sentence(wanted.sentence))
    point = window.view.rects_on_screen(wanted.span)[0].center()
    texts = [action.text() for action in window.own.menu_at(QPoint(point)).actions()]
    assert "&Edit…" in texts
    assert "&Hide" in texts
    select(window, "المرونة")
    menu = window.own.menu_at(QPoint(point))
    enabled = {action.text() for action in menu.actions() if action.isEnabled()}
    assert {"&Copy", "This Is a &Person…", "This Is an &Organisation…", "This Is &Not a Name"} <= enabled


@pytest.fixture
def listed(qtbot: QtBot, window: MainWindow) -> MainWindow:
    """The window with two terms and a hidden entry, and the list of them open."""
    owning = window.session.owning
    for english, arabic in (("truce", "هدنة"), ("corridor", "ممر")):
        owning.add(blank_term(arabic, Kind.TERM, english))
    owning.hide(mention(window, "موسكو").entry)
    window.actions_by_name["own_terms"].trigger()
    qtbot.waitUntil(lambda: window.own.window.model.rowCount() == 3, timeout=20_000)
    settle(qtbot, window)
    return window


def texts(window: MainWindow) -> set[tuple[str, str]]:
    model = window.own.window.model
    return {(model.index(row, 0).data(), model.index(row, 2).data()) for row in range(model.rowCount())}


def choose(window: MainWindow, english: str) -> None:
    own = window.own.window
    row = next(r for r in range(own.model.rowCount()) if own.model.index(r, 0).data() == english)
    own.list.setCurrentIndex(own.model.index(row, 0))


def test_list_shows_terms_and_what_is_hidden_and_filters_them(qtbot: QtBot, listed: MainWindow) -> None:
    assert texts(listed) == {("truce", "Term"), ("corridor", "Term"), ("Moscow", "Hidden")}
    own = listed.own.window
    assert own.said.text() == "3 entries"
    own.filter.setText("هُد")
    assert texts(listed) == {("truce", "Term")}
    assert own.said.text() == "1 of 3 entries"


def test_term_is_deleted_with_the_keyboard_and_comes_back_with_undo(qtbot: QtBot, listed: MainWindow) -> None:
    own = listed.own.window
    choose(listed, "truce")
    own.list.setFocus()
    qtbot.keyClick(own.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: own.model.rowCount() == 2, timeout=20_000)
    qtbot.waitUntil(lambda: own.undo.toolTip() == "delete «truce»", timeout=20_000)
    click(qtbot, own.undo)
    qtbot.waitUntil(lambda: own.model.rowCount() == 3, timeout=20_000)
    qtbot.waitUntil(own.redo.isEnabled, timeout=20_000)


def test_hidden_entry_is_shown_again_from_the_list(qtbot: QtBot, listed: MainWindow) -> None:
    choose(listed, "Moscow")
    own = listed.own.window
    assert (own.edit.isEnabled(), own.delete.isEnabled()) == (False, False)
    click(qtbot, own.show_again)
    qtbot.waitUntil(lambda: named(listed, "موسكو") == {"Moscow"}, timeout=20_000)


def test_term_is_edited_from_the_list(qtbot: QtBot, listed: MainWindow) -> None:
    choose(listed, "corridor")
    click(qtbot, listed.own.window.edit)
    listed.own.editor.english.setText("passage")
    click(qtbot, listed.own.editor.save)
    qtbot.waitUntil(lambda: ("passage", "Term") in texts(listed), timeout=20_000)


def test_terms_are_imported_and_exported_with_a_message(
    qtbot: QtBot, window: MainWindow, services: Services, tmp_path: Path
) -> None:
    path = tmp_path / "terms.tsv"
    path.write_text("المرونة\tflexibility\nنص\t\n", encoding="utf-8")
    files = window.term_files
    files.import_file(path)
    qtbot.waitUntil(files.message.isVisible, timeout=20_000)
    assert files.message.text() == (
        "terms.tsv: 1 new, 0 changed, 0 as they were, 1 skipped, which lack Arabic or English."
    )
    qtbot.waitUntil(lambda: named(window, "المرونة") == {"flexibility"}, timeout=20_000)
    out = tmp_path / "out.csv"
    files.export_file(out)
    qtbot.waitUntil(lambda: files.message.text() == "1 entry in out.csv.", timeout=20_000)
    assert "flexibility" in out.read_text(encoding="utf-8")
    settle(qtbot, window)


def test_bad_file_is_told_and_changes_nothing(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "terms.tbx"
    path.write_text("no XML", encoding="utf-8")
    window.term_files.import_file(path)
    qtbot.waitUntil(window.term_files.message.isVisible, timeout=20_000)
    assert "is damaged or is not XML" in window.term_files.message.text()
    assert not window.actions_by_name["undo_term"].isEnabled()
    settle(qtbot, window)


def test_import_that_is_cancelled_changes_nothing(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "terms.tsv"
    path.write_text(
        "".join(f"المرونة {'ا' * n}\tflexibility {n}\n" for n in range(1, 3000)), encoding="utf-8"
    )
    files = window.term_files
    files.import_file(path)
    assert files._progress is not None
    files._progress.canceled.emit()
    settle(qtbot, window)
    assert files._progress is None
    assert not files.message.isVisible()
    assert window._services.term_exchange.terms() == []


def test_undo_reaches_back_to_an_earlier_start_of_the_program(qtbot: QtBot, make_open_window) -> None:
    first = make_open_window()
    first.session.owning.add(blank_term("المرونة", Kind.TERM, "flexibility"))
    qtbot.waitUntil(lambda: bool(named(first, "المرونة")), timeout=20_000)
    second = make_open_window()
    assert named(second, "المرونة") == {"flexibility"}
    assert isinstance(mention(second, "المرونة").entry, OwnTerm)
    assert second.actions_by_name["undo_term"].text() == "&Undo: add «flexibility»"
