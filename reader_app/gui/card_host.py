"""When and where the name card is shown: on hover, on a click, by the keyboard; never over the line."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, QRect, QSize, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from reader_app.core.names import Mention
from reader_app.gui.card import NameCard

_SHOW_AFTER_MS = 350
_HIDE_AFTER_MS = 450  # time to move the pointer from the name onto the card
_GAP = 6


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a card is wanted, in global coordinates: inside `bounds`, near `centre_x`, clear of the first
    of the `avoid` rectangles that leaves room, and never over the last."""

    bounds: QRect
    avoid: tuple[QRect, ...]
    centre_x: int


class CardHost(QObject):
    """One card inside the window, placed beside what it explains.

    By WCAG 1.4.13 the pointer may move onto the card without closing it, Esc closes it, and it stays
    until it is dismissed or no longer pointed at. A click, the keyboard or Pin hold it open.
    """

    jump_wanted = Signal(object)  # Mention
    closed = Signal()

    def __init__(
        self, area: QWidget, family: str | None, occurrences: Callable[[Mention], Sequence[Mention]]
    ) -> None:
        super().__init__(area)
        self._area = area
        self._occurrences = occurrences
        self.card = NameCard(family, area)
        self.card.hide()
        self._held = False
        self._return_focus: QWidget | None = None
        self._pending: tuple[Mention, Spot] | None = None
        self._line, self._room = QRect(), QRect()  # what the card must not cover, and where it may be
        self._show_timer = self._timer(_SHOW_AFTER_MS, self._show_pending)
        self._hide_timer = self._timer(_HIDE_AFTER_MS, self.close)
        self.card.pointer_entered.connect(self._hide_timer.stop)
        self.card.pointer_left.connect(self._leave)
        self.card.pin_toggled.connect(self._pin)
        self.card.closed.connect(self.close)
        self.card.jump_wanted.connect(self.jump_wanted)

    @property
    def visible(self) -> bool:
        """Whether a card is open."""
        return self.card.isVisible()

    @property
    def shown_mention(self) -> Mention | None:
        """What the open card explains, None where none is open."""
        return self.card.mention if self.visible else None

    @property
    def held(self) -> bool:
        """Whether the open card stays when the pointer leaves."""
        return self._held

    def point(self, mention: Mention | None, spot: Spot | None = None) -> None:
        """The pointer came to rest over a name, or (None) left it."""
        if mention is None or spot is None:
            self._show_timer.stop()
            self._leave()
            return
        if self._held:
            return
        self._hide_timer.stop()
        if self.visible and self.card.mention == mention:
            return
        self._pending = (mention, spot)
        self._show_timer.start()

    def open(self, mention: Mention, spot: Spot, *, focus: bool) -> None:
        """Open the card and hold it open; `focus` moves the keyboard into it."""
        self._show(mention, spot)
        self._held = True
        if focus:
            self._return_focus = QApplication.focusWidget()
            self.card.close_button.setFocus()

    def close(self) -> None:
        """Close the card; the keyboard goes back to where it came from."""
        self._show_timer.stop()
        self._hide_timer.stop()
        had_focus = self.card.isAncestorOf(QApplication.focusWidget() or self._area)
        was_visible = self.visible
        self._held = False
        self.card.pin.setChecked(False)
        self.card.hide()
        back, self._return_focus = self._return_focus, None
        if had_focus and back is not None:
            back.setFocus()
        if was_visible:
            self.closed.emit()

    def close_unless_pinned(self) -> None:
        """The article moved on or moved away: a card that was not pinned goes."""
        if not self.card.pin.isChecked():
            self.close()

    def hold(self) -> None:
        """Keep the open card when the pointer leaves: the reader has asked it something."""
        self._hide_timer.stop()
        self._held = True

    def refit(self, *, show_look_up: bool) -> None:
        """The open card has other contents: make it as high as they need, away from the line beside it."""
        if not self.visible:
            return
        room = self._room.intersected(self._area.rect())
        self.card.setGeometry(grown(self.card.geometry(), self.card.wanted_size(), self._line, room))
        if show_look_up:
            QTimer.singleShot(0, self.card.show_look_up)

    def _show_pending(self) -> None:
        if self._pending is not None:
            self._show(*self._pending)

    def _show(self, mention: Mention, spot: Spot) -> None:
        self._show_timer.stop()
        self._hide_timer.stop()
        self._held = False
        self.card.pin.setChecked(False)
        self.card.explain(mention, self._occurrences(mention))
        origin = self._area.mapFromGlobal(QPoint(0, 0))
        avoid = [rect.translated(origin) for rect in spot.avoid]
        area, centre = spot.bounds.translated(origin), spot.centre_x + origin.x()
        self._line, self._room = avoid[-1], area
        self.card.setGeometry(place(self.card.wanted_size(), avoid, area, centre))
        self.card.show()
        # The style's paddings count only now that the card has been shown.
        self.card.setGeometry(place(self.card.wanted_size(), avoid, area, centre))
        self.card.raise_()

    def _leave(self) -> None:
        if self.visible and not self._held:
            self._hide_timer.start()

    def _pin(self, pinned: bool) -> None:
        self._held = pinned or self._held

    def _timer(self, milliseconds: int, call: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(call)
        return timer


def grown(card: QRect, size: QSize, line: QRect, area: QRect) -> QRect:
    """A card that was placed beside a line, with another height: its edge towards the line stays."""
    inside = area.adjusted(_GAP, _GAP, -_GAP, -_GAP)
    if card.top() > line.center().y():
        return QRect(
            card.left(), card.top(), card.width(), min(size.height(), inside.bottom() + 1 - card.top())
        )
    height = min(size.height(), card.bottom() + 1 - inside.top())
    return QRect(card.left(), card.bottom() + 1 - height, card.width(), height)


def place(size: QSize, avoid: Sequence[QRect], area: QRect, centre_x: int) -> QRect:
    """Where a card of this size goes: inside `area`, below or above the first of the `avoid` rectangles
    that leaves room for it.

    They go from what should rather not be covered (the sentence) to what must not be (the line being
    read); what lies outside the area does not count. Where none leaves room, the card takes the larger
    side of the last one and becomes as low as that is; it scrolls then.
    """
    inside = area.adjusted(_GAP, _GAP, -_GAP, -_GAP)
    width = min(size.width(), inside.width())
    x = max(inside.left(), min(centre_x - width // 2, inside.right() + 1 - width))
    top, bottom = inside.top(), inside.bottom() + 1
    for kept in avoid:
        if not kept.intersects(area):
            continue
        below, above = kept.bottom() + 1 + _GAP, kept.top() - _GAP
        if below + size.height() <= inside.bottom() + 1:
            return QRect(x, below, width, size.height())
        if above - size.height() >= inside.top():
            return QRect(x, above - size.height(), width, size.height())
        if inside.bottom() + 1 - below >= above - inside.top():
            top, bottom = below, inside.bottom() + 1
        else:
            top, bottom = inside.top(), above
    return QRect(x, top, width, min(size.height(), bottom - top))
