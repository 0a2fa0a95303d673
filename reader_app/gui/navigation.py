"""Which sentence a key leads to."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from reader_app.core.article import Article, Sentence

STEPS = {
    # Arabic runs to the left, so Left is forward.
    Qt.Key.Key_Left: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Right: -1,
    Qt.Key.Key_Up: -1,
}
SCREENS = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
ENDS = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}
KEYS = frozenset((*STEPS, *SCREENS, *ENDS))


def by_key(
    article: Article, current: Sentence, key: Qt.Key, screen: float, top_of: Callable[[Sentence], float]
) -> Sentence:
    """Where one of the KEYS leads; `screen` is how far a screen is, in the unit of `top_of`."""
    if key in ENDS:
        return article.sentences[ENDS[key]]
    if key in STEPS:
        return by_step(article, current, STEPS[key])
    return by_distance(article, current, SCREENS[key] * screen, top_of)


def by_step(article: Article, current: Sentence, count: int) -> Sentence:
    """The sentence `count` further on, or the last there is in that direction."""
    return article.sentence(min(max(current.id + count, 1), len(article.sentences)))


def by_distance(
    article: Article, current: Sentence, distance: float, top_of: Callable[[Sentence], float]
) -> Sentence:
    """The last sentence that begins within `distance` (in the unit of `top_of`, negative for back), but
    always at least the next one, unless there is none."""
    direction = 1 if distance > 0 else -1
    goal = top_of(current) + distance
    wanted = by_step(article, current, direction)
    while (further := by_step(article, wanted, direction)) is not wanted:
        if (top_of(further) - goal) * direction > 0:
            break
        wanted = further
    return wanted
