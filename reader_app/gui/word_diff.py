"""A text with what was put in and what was taken out, told by lines as well as by colour."""

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from reader_app.core.differences import Change, differences
from reader_app.gui.page import as_shown
from reader_app.gui.theme import Theme


class WordDiff(QTextEdit):
    """Shows how one text became another: words that went are struck out, those that came are underlined."""

    def __init__(self, theme: Theme, accessible: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._texts = ("", "")
        self.setReadOnly(True)
        self.setAccessibleName(accessible)
        self.setTabChangesFocus(True)
        self.document().setUndoRedoEnabled(False)

    def set_theme(self, theme: Theme) -> None:
        """Show in another theme's colours."""
        self._theme = theme
        self.tell(*self._texts)

    def tell(self, old: str, new: str) -> None:
        """Show the way from the old text to the new one. Only plain text is shown."""
        self._texts = (old, new)
        self.clear()
        cursor = QTextCursor(self.document())
        same, gone, come = QTextCharFormat(), QTextCharFormat(), QTextCharFormat()
        gone.setFontStrikeOut(True)
        gone.setForeground(QColor(self._theme.error))
        come.setFontUnderline(True)
        come.setBackground(QColor(self._theme.selected))
        end, found = 0, differences(old, new)
        for one in found:
            if one.change is Change.SAME:
                cursor.insertText(_shown(new[end : one.new.end]), same)
                end = one.new.end
                continue
            if one.old:
                lead = " " if end and not new[end : one.new.start] else new[end : one.new.start]
                cursor.insertText(_shown(lead), same)
                cursor.insertText(_shown(one.old.of(old)), gone)
                end = max(end, one.new.start)
            if one.new:
                lead = " " if one.old else new[end : one.new.start]
                cursor.insertText(_shown(lead), same)
                cursor.insertText(_shown(one.new.of(new)), come)
                end = one.new.end
        cursor.insertText(_shown(new[end:]), same)
        counted = dict.fromkeys(Change, 0)
        for one in found:
            counted[one.change] += 1
        del counted[Change.SAME]
        told = ", ".join(f"{count} {change}" for change, count in counted.items() if count)
        self.setAccessibleDescription(told or "No difference")


def _shown(text: str) -> str:
    return "\n".join(map(as_shown, text.split("\n")))
