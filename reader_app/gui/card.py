"""The card that explains a name."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from reader_app.core.names import Mention
from reader_app.gui import card_texts
from reader_app.gui.card_actions import CardActions
from reader_app.gui.card_lookup import CardLookUp
from reader_app.gui.fonts import arabic_font
from reader_app.gui.locator_map import LocatorMap
from reader_app.gui.text import arabic_label, button, label, reading_label, rule, scaled

_MAX_HEIGHT = 500
_MAX_LINKS = 24


class NameCard(QFrame):
    """Who or where a name is: English, Arabic, kind, definition, spellings, occurrences, source.

    It shows what it is given and emits what the user does; `gui.card_host` decides when and where it
    is shown.
    """

    WIDTH = 380

    pointer_entered = Signal()
    pointer_left = Signal()
    pin_toggled = Signal(bool)
    closed = Signal()
    jump_wanted = Signal(object)  # Mention
    explained = Signal(object)  # Mention that the card is about now

    def __init__(self, family: str | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._family = family
        self._mention: Mention | None = None
        self._map: LocatorMap | None = None

        self.english = reading_label("English name")
        scaled(self.english, 1.3, bold=True)
        self.kind = label(role="muted", wrap=False)
        self.arabic = arabic_label("Arabic name")
        self.arabic.setFont(arabic_font(family, 22))
        self.ambiguity = label("")
        self.definition = reading_label("Definition")
        self.forms = reading_label("Other English forms")
        self.facts = label("", "muted")
        self.spellings = arabic_label("Other spellings")
        self.spellings.setFont(arabic_font(family, 17))
        self.spellings_heading = label("Also written", "heading")
        self.places_heading = label("", "heading")
        self.source = label(role="muted")
        scaled(self.source, 0.88)
        self.actions_row = CardActions()

        self.look_up = CardLookUp()
        self.pin = button("Pin", accessible="Keep this card open")
        self.pin.setCheckable(True)
        self.pin.setToolTip("Keep this card open until it is closed")
        self.pin.toggled.connect(self.pin_toggled)
        self.close_button = button("Close", accessible="Close the card")
        self.close_button.setToolTip("Close (Esc)")
        self.close_button.clicked.connect(self.closed)

        self._links = QGridLayout()
        self._links.setContentsMargins(0, 0, 0, 0)
        self._links.setSpacing(2)
        self._build()

    @property
    def mention(self) -> Mention | None:
        """What the card explains."""
        return self._mention

    def add_map(self, drawn: LocatorMap) -> None:
        """Show the map of a place in the card, from the next name on."""
        self._map = drawn
        drawn.hide()
        self._inner.insertWidget(self._inner.indexOf(self.facts), drawn)

    def explain(self, mention: Mention, occurrences: Sequence[Mention]) -> None:
        """Fill the card with a mention's entry; `occurrences` are its namings in the article."""
        self._mention = mention
        entry = mention.entry
        self.setAccessibleName(f"{card_texts.title(mention)}, {card_texts.kind(mention).lower()}")
        self.english.setText(card_texts.title(mention))
        self.kind.setText(card_texts.kind(mention))
        self.arabic.setText(entry.arabic)
        for widget, text in (
            (self.ambiguity, card_texts.ambiguity(mention)),
            (self.definition, entry.definition),
            (self.forms, card_texts.other_english(mention)),
            (self.facts, card_texts.facts(mention)),
        ):
            widget.setText(text)
            widget.setVisible(bool(text))
        if self._map is not None:
            self._map.tell(entry)
        others = dict.fromkeys((*entry.spellings, *entry.short))
        self.spellings.setText("، ".join(others))
        for widget in (self.spellings, self.spellings_heading):
            widget.setVisible(bool(others))
        self._fill_links(mention, occurrences)
        self.source.setText(card_texts.source(mention))
        self.actions_row.tell(mention)
        self.explained.emit(mention)

    def wanted_size(self) -> QSize:
        """As high as the text needs, up to a limit; beyond it, or in less space, the card scrolls."""
        for layout in (self._inner, self._top):
            layout.invalidate()
            layout.activate()
        text = max(self._inner.totalHeightForWidth(self.WIDTH - 2), self._inner.totalMinimumSize().height())
        return QSize(self.WIDTH, min(_MAX_HEIGHT, text + self._head.sizeHint().height() + 16))

    def show_look_up(self) -> None:
        """Scroll to what was looked up."""
        self._scroll.ensureWidgetVisible(self.look_up, 0, 16)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802
        super().enterEvent(event)
        self.pointer_entered.emit()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        super().leaveEvent(event)
        self.pointer_left.emit()

    def _build(self) -> None:
        top = self._top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(self.kind)
        top.addStretch(1)
        top.addWidget(self.pin)
        top.addWidget(self.close_button)
        body = QWidget()
        inner = self._inner = QVBoxLayout(body)
        inner.setContentsMargins(16, 4, 16, 14)
        inner.setSpacing(6)
        inner.addWidget(self.english)
        inner.addWidget(self.arabic)
        inner.addWidget(self.ambiguity)
        inner.addWidget(self.definition)
        inner.addWidget(self.forms)
        inner.addWidget(self.facts)
        inner.addSpacing(2)
        inner.addWidget(self.spellings_heading)
        inner.addWidget(self.spellings)
        inner.addWidget(self.places_heading)
        inner.addLayout(self._links)
        inner.addWidget(rule())
        inner.addWidget(self.source)
        inner.addWidget(self.look_up)
        inner.addWidget(self.actions_row)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(body)
        self._scroll.setStyleSheet(
            "QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; }"
        )
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 8, 1, 1)
        outer.setSpacing(2)
        self._head = QWidget()
        top.setContentsMargins(15, 0, 9, 0)
        self._head.setLayout(top)
        outer.addWidget(self._head)
        outer.addWidget(self._scroll, 1)

    def _fill_links(self, mention: Mention, occurrences: Sequence[Mention]) -> None:
        while (item := self._links.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        count = len(occurrences)
        times = "once" if count == 1 else f"{count} times"
        self.places_heading.setText(
            f"Named {times} in this article" if count else "Not named in this article"
        )
        by_sentence: dict[int, Mention] = {}
        for occurrence in occurrences:
            by_sentence.setdefault(occurrence.sentence, occurrence)
        for index, (sentence, occurrence) in enumerate(list(by_sentence.items())[:_MAX_LINKS]):
            here = sentence == mention.sentence
            link = button(f"Sentence {sentence}", "link")
            link.setEnabled(not here)
            link.setToolTip("This sentence" if here else "Go to this sentence")
            link.clicked.connect(lambda _=False, m=occurrence: self.jump_wanted.emit(m))
            self._links.addWidget(link, index // 4, index % 4, Qt.AlignmentFlag.AlignLeft)
            link.show()  # or the layout would do so, but only after the card's height was asked for
        if len(by_sentence) > _MAX_LINKS:
            more = label(f"and {len(by_sentence) - _MAX_LINKS} more sentences", "muted")
            self._links.addWidget(more, _MAX_LINKS // 4, 0, 1, 4)
