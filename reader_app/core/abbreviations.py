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
_DOTTED = re.compile(rf"(?:و?ال|[وبلفك])?{_LETTER}(?:\.{_LETTER})+")
_ERA = re.compile(r"[\d.,٫٬]+ق\.م")
_DOTTED_TITLES = frozenset(
    {"أ.د", "ا.د", "أ.م", "ا.م", "أ.م.د", "ا.م.د", "د.م", "م.م", "د.أ", "وأ.د", "وا.د"}
)
_ARABIC_JOINS = frozenset({"مج", "تح"})
_AND_SO_ON = frozenset({"إلخ", "الخ", "وإلخ", "والخ"})


def _words(spaced: str) -> frozenset[str]:
    return frozenset(spaced.split())


_NAMED_BY_LETTER = _words(
    "فيتامين فيتامينات المجموعة مجموعة الفئة فئة الفريق القسم البند الفقرة الحرف حرف الدرجة الصنف "
    "النوع الملحق الفصيلة النقطة الفرع فصيلة بروتين الصف الجزء الطابق المربع"
)
"""Nouns after which a single letter is a name (فيتامين ج.), not somebody's initial."""

_SPELT_INITIALS = _words("سي دي جي إم إن إس إل إف إيه آر تي كيه إتش دبليو يو آي أس أل أف أر أيه جيه زد إكس")
"""Latin letters by their names, which stand for initials (جون سي. ميسنجر) unless several do (إف بي آي)."""

_LAST_LATIN = "\u024f"
_LATIN_INITIAL = re.compile(f"[A-Za-zÀ-{_LAST_LATIN}]")
_LATIN_DOTTED = re.compile(r"[A-Za-z](?:\.[A-Za-z])+")
_LATIN_JOINS = _words(
    "Dr Mr Mrs Ms Mx Prof Gen Col Lt Sgt Capt Maj Cmdr Rev Hon Gov Sen Rep Messrs Mt Ft vs cf approx "
    "Mme Mlle dr prof"
)
_LATIN_MAY_END = _words("St etc Inc Ltd Co Corp Jr Sr al Bros Dept Univ Ave Blvd est")
_LATIN_BEFORE_NUMBER = _words(
    "No no Nos nos Vol vol Fig fig Art art Ch ch p pp Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec"
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
    if (len(word) == 1 or word in _SPELT_INITIALS) and _names_a_letter(previous):
        return Stop.ENDS
    if "A" <= word[:1] <= _LAST_LATIN:
        return _read_latin(word)
    return _read_arabic(word, previous)


def _names_a_letter(previous: str) -> bool:
    """Whether a letter after `previous` is a word of its own: a unit, or the name of a thing."""
    noun = previous[1:] if previous[:1] in ("و", "ب", "ل") else previous
    return previous[-1:].isdigit() or previous in _NAMED_BY_LETTER or noun in _NAMED_BY_LETTER


def _read_arabic(word: str, previous: str) -> Stop:
    if (
        _ONE_LETTER.fullmatch(word)
        or _TITLE_WITH_AND.fullmatch(word)
        or word in _DOTTED_TITLES
        or word in _ARABIC_JOINS
        or (word in _SPELT_INITIALS and previous not in _SPELT_INITIALS | {"بي"})
    ):
        return Stop.JOINS
    if word in _AND_SO_ON or _DOTTED.fullmatch(word) or _ERA.fullmatch(word):
        return Stop.MAY_END
    return Stop.ENDS


def _read_latin(word: str) -> Stop:
    if _LATIN_INITIAL.fullmatch(word) or word in _LATIN_JOINS:
        return Stop.JOINS
    if word in _LATIN_MAY_END or _LATIN_DOTTED.fullmatch(word):
        return Stop.MAY_END
    return Stop.ENDS_UNLESS_NUMBER if word in _LATIN_BEFORE_NUMBER else Stop.ENDS
