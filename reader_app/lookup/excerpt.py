"""Texts of others made fit to be shown: without controls, and no longer than wanted."""

import re
import unicodedata

from reader_app.core.english import word_set

_ABBREVIATIONS = word_set(
    "mr mrs ms dr st gen lt col maj capt sgt hon rev sen rep gov prof jr sr no vs etc ca c b d r fl lit "
    "approx jan feb mar apr jun jul aug sep sept oct nov dec inc ltd co corp dept est"
)
_END = re.compile(r"[.!?]+[\"”’)\]]*(?=\s+[\"“‘(\[]*[A-Z0-9])|\n")


def clean(value: object, limit: int) -> str:
    """A text as one line, without control and direction characters; empty where it is no text.

    One longer than `limit` characters ends in … at a word.
    """
    if not isinstance(value, str):
        return ""
    kept = "".join(c for c in value[: limit * 4] if c.isspace() or not _is_control(c))
    line = " ".join(kept.split())
    return line if len(line) <= limit else line[:limit].rsplit(" ", 1)[0] + "…"


def _is_control(character: str) -> bool:
    """Whether a character is not shown itself but may change how others are. A joiner is part of its word."""
    return unicodedata.category(character) in ("Cc", "Cf", "Cs") and character not in "\u200c\u200d"


def first_sentences(text: str, count: int) -> str:
    """The first sentences of an English text, or all where it has fewer.

    A full stop behind an initial or an abbreviation, or inside parentheses, ends none; a new line does.
    """
    text = text.strip()
    left = count
    for match in _END.finditer(text):
        before = text[: match.start()]
        if match[0] != "\n":
            if before.count("(") > before.count(")"):
                continue
            word = re.split(r"[\s(]", before)[-1]
            if match[0].startswith(".") and (
                word.lower() in _ABBREVIATIONS or len(word) == 1 or re.fullmatch(r"(?:\w\.)+\w", word)
            ):
                continue
        left -= 1
        if left == 0:
            return " ".join(text[: match.end()].split())
    return " ".join(text.split())
