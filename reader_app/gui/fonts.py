"""Choosing the Arabic text face, and knowing when there is none."""

import json
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

SAMPLE = "وقد كان في المدينة القديمة رجل يقرأ كل صباح صفحة من كتاب لا يعرف أحد من أين جاء به"
"""Ordinary prose for measuring how wide a character of running text is, spaces included."""


@dataclass(frozen=True, slots=True)
class TextFace:
    """`family` is the face to set Arabic in; None where this machine has no Arabic font at all.

    `advice` says how to get one, empty where `family` is known.
    """

    family: str | None
    advice: str = ""


def choose_text_face(list_file: Path) -> TextFace:
    """The first face of the fallback list that is installed, else any that covers Arabic."""
    wanted = json.loads(list_file.read_text(encoding="utf-8"))
    covering = QFontDatabase.families(QFontDatabase.WritingSystem.Arabic)
    by_name = {name.casefold(): name for name in covering}
    for name in wanted["text"]:
        if name.casefold() in by_name:
            return TextFace(by_name[name.casefold()])
    usable = [name for name in covering if not QFontDatabase.isPrivateFamily(name)]
    if usable:
        return TextFace(usable[0])
    ways = "; ".join(f"{system}: {command}" for system, command in wanted["install"].items())
    return TextFace(None, ways)


def arabic_font(family: str | None, pixels: float) -> QFont:
    """The text face at this size. Qt picks a substitute glyph by glyph where the face lacks one."""
    font = QFont()
    if family:
        font.setFamilies([family, *QFont().families()])
    font.setPixelSize(max(1, round(pixels)))
    return font


def character_width(font: QFont) -> float:
    """Mean advance of one character of running Arabic prose, in pixels."""
    return QFontMetricsF(font).horizontalAdvance(SAMPLE) / len(SAMPLE)
