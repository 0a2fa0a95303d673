"""Exact and similar units of the translation memory as quiet rows under the translation."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from reader_app.core.merging import merged
from reader_app.core.units import Unit
from reader_app.gui.fonts import arabic_font
from reader_app.gui.marked_text import MarkedText, Marks
from reader_app.gui.text import ElidedLabel, button, label, reading_label, rule, scaled, show
from reader_app.services.memory import Match

_AT_FIRST = 3
"""How many rows show before the reader asks for the others."""


class MatchRow(QFrame):
    """One unit: how similar it is, where it came from, what differs in the Arabic, its English."""

    use_wanted = Signal(object)  # Match

    def __init__(self, family: str | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("matchRow")
        self._match: Match | None = None
        self.similarity = label("", wrap=False)
        scaled(self.similarity, 0.92, bold=True)
        self.origin = ElidedLabel("muted")
        scaled(self.origin, 0.88)
        self.use = button("Use", "link")
        scaled(self.use, 0.92)
        self.use.clicked.connect(lambda: self.use_wanted.emit(self.match))
        self.arabic = MarkedText("Arabic", arabic_font(family, 16), arabic=True)
        self.english = reading_label("English")
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.similarity)
        top.addWidget(self.origin, 1)
        top.addWidget(self.use)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 6)
        column.setSpacing(3)
        column.addWidget(rule())
        column.addLayout(top)
        column.addWidget(self.arabic)
        column.addWidget(self.english)

    @property
    def match(self) -> Match:
        """What the row tells about; there is something once `tell` was called."""
        assert self._match is not None
        return self._match

    def tell(self, match: Match, sentence: str) -> None:
        """Fill the row with a unit and what it lacks of the sentence."""
        self._match = match
        unit = match.unit
        how = "Exact" if match.is_exact else f"{match.similarity:.0%}"
        self.similarity.setText(how)
        self.origin.set_full_text(origin_in_words(unit))
        self.origin.setToolTip(origin_in_words(unit))
        self.english.setText(unit.target)
        show(self.arabic, not match.is_exact)
        if not match.is_exact:
            both = merged(unit.source, sentence, match.differences)
            only_there = "، ".join(span.of(both.text) for span in both.removed)
            only_here = "، ".join(span.of(both.text) for span in both.added)
            spoken = "; ".join(
                f"{what}: {words}"
                for what, words in (("only there", only_there), ("only in this sentence", only_here))
                if words
            )
            self.arabic.tell(both.text, Marks(lit=both.added, struck=both.removed), spoken)
        self.use.setText("Use" if match.is_exact else "Use…")
        self.use.setToolTip(
            "Take it as your own translation" if match.is_exact else "Begin your own translation with it"
        )
        self.use.setAccessibleName(f"Use, {how}: {unit.target}")


class MatchRows(QWidget):
    """The units under a heading, exact ones first; nothing at all where there is none."""

    use_wanted = Signal(object)  # Match

    def __init__(self, family: str | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._family = family
        self._rows: list[MatchRow] = []
        self.shown: Sequence[MatchRow] = ()
        self._offered: Sequence[Match] = ()
        self._sentence = ""
        self.heading = label("From the translation memory", "heading")
        self.above = label("", "muted")
        self.legend = label("Struck out: only there. Lit: only in this sentence.", "muted")
        for small in (self.above, self.legend):
            scaled(small, 0.9)
        self.more = button("", "link")
        scaled(self.more, 0.92)
        self.more.clicked.connect(lambda: self._show(len(self._offered)))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        for widget in (self.heading, self.above, self.legend):
            self._column.addWidget(widget)
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.tell((), "", "")

    def tell(self, matches: Sequence[Match], sentence: str, translation: str) -> None:
        """Offer what was found for a sentence, but for what already stands above as its translation."""
        self._sentence = sentence
        same = [one.unit for one in matches if one.is_exact and one.unit.target == translation]
        self._offered = [one for one in matches if not (one.is_exact and one.unit.target == translation)]
        above = next((unit for unit in same if unit.origin), None)
        self.above.setText(f"What stands above is there too: {origin_in_words(above)}" if above else "")
        show(self.above, above is not None)
        self._show(_AT_FIRST)
        show(self, bool(self._offered) or above is not None)

    def _show(self, count: int) -> None:
        matches = self._offered[:count]
        while len(self._rows) < len(matches):
            row = MatchRow(self._family)
            row.use_wanted.connect(self.use_wanted)
            self._rows.append(row)
            self._column.insertWidget(self._column.count() - 1, row)
        for row, match in zip(self._rows, matches, strict=False):
            row.tell(match, self._sentence)
        for number, row in enumerate(self._rows):
            show(row, number < len(matches))
        self.shown = self._rows[: len(matches)]
        show(self.legend, any(not match.is_exact for match in matches))
        hidden = len(self._offered) - len(matches)
        self.more.setText(f"{hidden} more")
        self.more.setAccessibleName(f"Show {hidden} more from the translation memory")
        show(self.more, hidden > 0)


def origin_in_words(unit: Unit) -> str:
    """Where a unit came from, how far it had come, and when."""
    parts = [unit.origin or "Your own", str(unit.state)]
    if unit.changed:
        changed = datetime.fromisoformat(unit.changed).astimezone()
        parts.append(f"{changed.day} {changed:%b %Y}")
    return " · ".join(parts)
