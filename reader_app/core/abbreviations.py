"""What a single full stop after a word means: the end of a sentence, or part of the word.

The lists are short on purpose. Most abbreviations are recognised by their shape: one letter (د.),
letters with dots between (ق.م. , U.S.), a letter after a number (1950م.).
"""

import re
from enum import Enum, auto

from reader_app.core.arabic import ARABIC_MARKS, INVISIBLES, TATWEEL
from reader_app.core.punctuation import DASHES, OPENERS


class Stop(Enum):
    """How a full stop reads, as far as the words before it tell."""

    ENDS = auto()
    """An ordinary full stop."""
    JOINS = auto()
    """Part of a title or an initial: something always follows."""
    MAY_END = auto()
    """Part of an abbreviation that can be a sentence's last word: what follows decides."""
    ENDS_UNLESS_NUMBER = auto()
    """Part of an abbreviation only when a number follows (No. 5)."""


LOOK_BACK = 40
"""How many characters before the full stop are enough for `read_stop`."""

_LETTER = "[\u0620-\u064a\u0671-\u06d3]"
_ONE_LETTER = re.compile(_LETTER)
_TITLE_WITH_AND = re.compile("و[دمأا]")
_UNIT_AFTER_NUMBER = re.compile(rf"[\d.,٫٬]+{_LETTER}")
_DOTTED = re.compile(rf"(?:و?ال|[وبلفك])?{_LETTER}(?:\.{_LETTER})+")
_ERA = re.compile(r"[\d.,٫٬]+ق\.م")
_DOTTED_TITLES = frozenset({"أ.د", "ا.د", "أ.م", "ا.م", "أ.م.د", "ا.م.د", "د.م", "م.م", "د.أ", "وأ.د", "وا.د"})
_ARABIC_JOINS = frozenset({"مج", "تح"})
_AND_SO_ON = frozenset({"إلخ", "الخ", "وإلخ", "والخ"})

_NAMED_BY_LETTER = frozenset(
    "فيتامين فيتامينات المجموعة مجموعة الفئة فئة الفريق القسم البند الفقرة الحرف حرف الدرجة الصنف "
    "النوع الملحق الفصيلة النقطة الفرع فصيلة".split()
)
"""Nouns after which a single letter is a name (فيتامين ج.), not somebody's initial."""

_LATIN_INITIAL = re.compile(r"[A-Za-zÀ-ž]")
_LATIN_DOTTED = re.compile(r"[A-Za-z](?:\.[A-Za-z])+")
_LATIN_JOINS = frozenset(
    "Dr Mr Mrs Ms Mx Prof Gen Col Lt Sgt Capt Maj Cmdr Rev Hon Gov Sen Rep Messrs Mt Ft vs cf approx "
    "Mme Mlle dr prof".split()
)
_LATIN_MAY_END = frozenset("St etc Inc Ltd Co Corp Jr Sr al Bros Dept Univ Ave Blvd est".split())
_LATIN_BEFORE_NUMBER = frozenset(
    "No no Nos nos Vol vol Fig fig Art art Ch ch p pp Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec".split()
)

_LEADING = OPENERS + DASHES + "/،؛:"
_OPTIONAL = re.compile(f"[{ARABIC_MARKS}{TATWEEL}{INVISIBLES}]+")
_LONGEST_LISTED = max(map(len, _AND_SO_ON | _ARABIC_JOINS))


def read_stop(before: str) -> Stop:
    """How a full stop reads after `before`, the sentence so far or its last `LOOK_BACK` characters."""
    if not before or before[-1].isspace():
        return Stop.ENDS
    *earlier, last = before.split()
    word = _OPTIONAL.sub("", last).lstrip(_LEADING)
    if len(word) > _LONGEST_LISTED and word.isalpha() and not word.isascii():
        return Stop.ENDS
    previous = _OPTIONAL.sub("", earlier[-1]).lstrip(_LEADING) if earlier else ""
    if word[:1].isascii() and word[:1].isalpha():
        return _read_latin(word, previous)
    return _read_arabic(word, previous)


def _read_arabic(word: str, previous: str) -> Stop:
    after_number = previous[-1:].isdigit()
    if _ONE_LETTER.fullmatch(word):
        return Stop.ENDS if after_number or previous in _NAMED_BY_LETTER else Stop.JOINS
    if _UNIT_AFTER_NUMBER.fullmatch(word):
        return Stop.ENDS
    if word in _DOTTED_TITLES or word in _ARABIC_JOINS or _TITLE_WITH_AND.fullmatch(word):
        return Stop.JOINS
    if word in _AND_SO_ON or _DOTTED.fullmatch(word) or _ERA.fullmatch(word):
        return Stop.MAY_END
    return Stop.ENDS


def _read_latin(word: str, previous: str) -> Stop:
    if _LATIN_INITIAL.fullmatch(word):
        named = previous in _NAMED_BY_LETTER or previous[-1:].isdigit()
        return Stop.ENDS if named else Stop.JOINS
    if word in _LATIN_JOINS:
        return Stop.JOINS
    if word in _LATIN_MAY_END or _LATIN_DOTTED.fullmatch(word):
        return Stop.MAY_END
    return Stop.ENDS_UNLESS_NUMBER if word in _LATIN_BEFORE_NUMBER else Stop.ENDS
