"""Shows beside each name of the sentence whether the translation has it, and corrects it at a click."""

from dataclasses import dataclass

from PySide6.QtCore import QObject

from reader_app.core.article import Sentence
from reader_app.core.name_check import NameCheck
from reader_app.core.translation import Origin, Translation
from reader_app.gui.name_checking import CheckedNames
from reader_app.gui.panel import SidePanel
from reader_app.gui.session import Ready, Session


@dataclass(frozen=True, slots=True)
class Correction:
    """A name that was corrected at a click: what the translation was, and what it then was."""

    sentence: Sentence
    before: Translation
    after: str
    entry: str


class NameCheckViews(QObject):
    """Carries checks from the session to the panel's rows. A correction is kept as the reader's own
    translation; the last one can be undone as long as its translation is shown."""

    def __init__(self, session: Session, panel: SidePanel) -> None:
        super().__init__(panel)
        self._session = session
        self._panel = panel
        self._last: Correction | None = None
        session.name_checking.checked.connect(self._tell)
        panel.name_correction_wanted.connect(self._correct)
        panel.name_undo_wanted.connect(self._undo)

    def _tell(self, found: CheckedNames | None) -> None:
        if found is None:
            self._panel.show_name_checks((), "")
            return
        last = self._last
        is_here = last is not None and (last.sentence, last.after) == (found.sentence, found.target)
        self._panel.show_name_checks(found.checks, found.target, last.entry if last and is_here else None)

    def _correct(self, check: NameCheck) -> None:
        shown, found = self._shown(), self._session.name_checking.found
        if shown is None or found is None or found.target != shown.text or check not in found.checks:
            return  # the translation has changed since the button was shown
        after = check.corrected(shown.text)
        self._last = Correction(found.sentence, shown, after, check.mention.entry.id)
        self._session.correct(found.sentence, after)

    def _undo(self) -> None:
        shown, last = self._shown(), self._last
        if shown is None or last is None or shown.text != last.after:
            return
        self._last = None
        if last.before.origin is Origin.MEMORY:
            self._session.correct(last.sentence, last.before.text)
        else:
            self._session.revert()

    def _shown(self) -> Translation | None:
        """The translation shown; None also while the reader writes another one."""
        if self._panel.pane.is_edited:
            self._session.noticed.emit("Save what you are writing, or cancel it, before a name is corrected.")
            return None
        state = self._session.state
        return state.translation if isinstance(state, Ready) else None
