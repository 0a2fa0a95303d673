"""Arabic in a terminal: letters joined and lines reordered where the terminal does neither itself.

This is for what a person looks at in a terminal, and nothing else: text in the window, the clipboard,
a file or a pipe keeps its logical order.
"""

import os
import re
import shutil
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import IO

_ARABIC = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_INDENT = 2
_MAX_WIDTH = 100


class Shape(StrEnum):
    """Whether to shape and reorder: `auto` only on a terminal that is not known to do it itself."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


def has_own_bidi(environment: Mapping[str, str]) -> bool:
    """Whether this terminal is known to order right-to-left text by itself.

    VTE (GNOME Terminal and its kin) does since 0.58, announced as VTE_VERSION 5800; Konsole, mlterm and
    Apple's Terminal do. A multiplexer in between draws cells itself, so inside tmux or screen none does.
    """
    if environment.get("TMUX") or environment.get("TERM", "").startswith(("screen", "tmux")):
        return False
    version = environment.get("VTE_VERSION", "")
    return (
        (version.isdigit() and int(version) >= 5800)
        or "KONSOLE_VERSION" in environment
        or "MLTERM" in environment
        or environment.get("TERM_PROGRAM") == "Apple_Terminal"
    )


def shapes(shape: Shape, stream: IO[str], environment: Mapping[str, str] | None = None) -> bool:
    """Whether Arabic that goes to `stream` is to be shaped and reordered."""
    if shape is Shape.AUTO:
        return stream.isatty() and not has_own_bidi(os.environ if environment is None else environment)
    return shape is Shape.ALWAYS


def width_of(stream: IO[str]) -> int:
    """Columns to write in: the terminal's, but no more than is comfortable to read."""
    return min(_MAX_WIDTH, shutil.get_terminal_size((80, 24)).columns) if stream.isatty() else _MAX_WIDTH


def visual(text: str) -> str:
    """One line as a terminal without bidi support has to be given it: joined and left to right."""
    from arabic_reshaper import ArabicReshaper
    from bidi.algorithm import get_display

    reshaper = ArabicReshaper({"delete_harakat": False, "support_ligatures": False})
    return str(get_display(reshaper.reshape(text), base_dir="R"))


def arabic_lines(text: str, width: int, *, shaped: bool) -> list[str]:
    """An Arabic paragraph as lines for the terminal.

    Shaped lines are wrapped in logical order first, each reordered by itself and set flush right. A
    text that is not to be shaped stays one logical line: the terminal wraps it.
    """
    joined = " ".join(text.split())
    if not shaped:
        return [joined]
    return [visual(line).rjust(width) for line in wrap(joined, width)]


def wrap(text: str, width: int, measure: Callable[[str], int] | None = None) -> list[str]:
    """Break at spaces so that no line is wider than `width` columns, but for a word that is."""
    measure = measure or _columns
    lines: list[str] = []
    line = ""
    for word in text.split():
        candidate = f"{line} {word}" if line else word
        if line and measure(candidate) > width:
            lines.append(line)
            line = word
        else:
            line = candidate
    return [*lines, line] if line else lines


def inline(text: str, *, shaped: bool) -> str:
    """A short text, Arabic or not, inside a left-to-right line."""
    return visual(text) if shaped and _ARABIC.search(text) else text


def _columns(text: str) -> int:
    import unicodedata

    return sum(0 if unicodedata.combining(character) else 1 for character in text)
