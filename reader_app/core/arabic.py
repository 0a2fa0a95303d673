"""Arabic words and the forms in which names are compared.

Normalisation is for matching only: what people read is never altered. It folds the spellings that
Arabic writers use for one another and drops what is optional:

- أ إ آ ٱ become ا, ى (and the Persian ی) becomes ي, ة becomes ه, the Persian ک becomes ك;
- vowel marks, Quranic marks, the superscript alef and tatweel are dropped;
- presentation forms (U+FB50-U+FDFF, U+FE70-U+FEFC) become the letters they show;
- invisible controls inside a word (a joiner, a direction mark) are dropped, elsewhere they stay;
- ؤ, ئ and ء stay: they are seldom left out in names, and folding them would join unlike words
  (رؤى and روى). A و or ي with a combining hamza above is the same as ؤ or ئ.

Arabic in NFC and in NFD normalises alike. Letters of other scripts, digits and punctuation stay.
"""

import re
import unicodedata
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reader_app.core.article import Span

TATWEEL = "\u0640"

ARABIC_MARKS = (
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    "\u0897-\u089f\u08ca-\u08e1\u08e3-\u08ff"
)
"""Vowel and Quranic marks: the inside of a character class of a regular expression."""

INVISIBLES = "\u00ad\u061c\u200c-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
"""Joiners and direction controls: the inside of a character class of a regular expression."""

_OTHER_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
_ALNUM = r"[^\W_]"
_MARKS = ARABIC_MARKS + _OTHER_MARKS

_WORD = re.compile(rf"{_ALNUM}(?:{_ALNUM}++|[{_MARKS}{INVISIBLES}]{{1,16}}+(?={_ALNUM})|[{_MARKS}]++)*+")
_INNER_INVISIBLES = rf"(?<={_ALNUM})[{ARABIC_MARKS}{INVISIBLES}]++(?={_ALNUM})"
_INVISIBLE_IN_WORD = re.compile(_INNER_INVISIBLES)  # with the marks among them, which are dropped too

_HAMZA_ABOVE = "\u0654"
_HAMZA_ON_SEAT = re.compile(f"([وي])([{ARABIC_MARKS}]*?){_HAMZA_ABOVE}")
_SEATS = {"و": "ؤ", "ي": "ئ"}

_LETTER_FOLDS = {
    **dict.fromkeys("أإآٱ\u0672\u0673", "ا"),
    **dict.fromkeys("ى\u06cc", "ي"),
    **dict.fromkeys("ة\u06c0\u06c1\u06c2\u06c3\u06d5", "ه"),
    "\u06a9": "ك",
    "\u06d3": "\u06d2",
}


def _expand_class(inside: str) -> Iterator[str]:
    """The characters that the inside of a character class (single ones and ranges) stands for."""
    for first, last in re.findall(r"(.)(?:-(.))?", inside):
        yield from map(chr, range(ord(first), ord(last or first) + 1))


def _fold_table() -> dict[int, str]:
    """What each code point that does not stand for itself becomes; "" for the dropped ones."""
    dropped = dict.fromkeys((*_expand_class(ARABIC_MARKS), TATWEEL), "")
    plain = str.maketrans({**_LETTER_FOLDS, **dropped})
    shown = dict(plain)
    for code in (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD)):
        letters = unicodedata.normalize("NFKC", chr(code))
        if letters != chr(code):
            folded = letters.translate(plain)
            shown[code] = folded if folded.strip() else ""  # a mark shown alone, on a space
    return shown


_FOLDS = _fold_table()
_UNEVEN = re.compile(
    "(?P<dropped>{}|[{}]++)|[{}]".format(
        _INNER_INVISIBLES,
        "".join(chr(code) for code, folded in _FOLDS.items() if not folded),
        "".join(chr(code) for code, folded in _FOLDS.items() if len(folded) > 1),
    )
)


@dataclass(frozen=True, slots=True)
class Normalised:
    """A normalised text that remembers where each of its characters came from.

    `offsets[i]` is the code point in the original at which `text[i]` begins; one more entry holds
    the length of the original.
    """

    text: str
    offsets: Sequence[int]

    def original(self, span: Span) -> Span:
        """Where a non-empty range of the normalised text stands in the original.

        The marks dropped after its last letter belong to it, and a ligature is never cut in two.
        """
        start, end = self.offsets[span.start], span.end
        while self.offsets[end] == self.offsets[span.end - 1]:
            end += 1
        return Span(start, self.offsets[end])


def normalise(text: str) -> str:
    """The form of `text` in which names are compared. Normalising twice changes nothing more."""
    return _INVISIBLE_IN_WORD.sub("", _seat_hamzas(text)).translate(_FOLDS)


def normalise_with_offsets(text: str) -> Normalised:
    """`normalise(text)` with the way back from each of its characters to `text`."""
    folded = normalise(text)
    seated = _seat_hamzas(text)
    offsets = array("q")
    copied = 0
    for uneven in _UNEVEN.finditer(seated):
        start, end = uneven.span()
        offsets.extend(range(copied, start))
        if uneven["dropped"] is None:
            offsets.extend([start] * len(_FOLDS[ord(uneven[0])]))
        copied = end
    if copied == 0 and not offsets:
        return Normalised(folded, range(len(text) + 1))
    offsets.extend(range(copied, len(text) + 1))
    return Normalised(folded, offsets)


_SEARCH_FOLDS = str.maketrans({"ؤ": "و", "ئ": "ي", "ء": ""})


def searchable(text: str) -> str:
    """The form in which text is looked for: normalised, without any hamza, in lower case, white space as
    single spaces."""
    return " ".join(normalise(text).translate(_SEARCH_FOLDS).casefold().split())


def _seat_hamzas(text: str) -> str:
    """`text`, as long as before, with each و and ي that carries a hamza above as one letter."""
    if _HAMZA_ABOVE not in text:
        return text
    return _HAMZA_ON_SEAT.sub(lambda m: _SEATS[m[1]] + m[2] + _HAMZA_ABOVE, text)


def words(text: str) -> Iterator[Span]:
    """The words of `text` in order: letters and digits with the marks and joiners inside them.

    Works on raw and on normalised text. Underscores and punctuation are no part of a word.
    """
    for word in _WORD.finditer(text):
        yield Span(*word.span())


_CONJUNCTIONS = "وف"
_PREPOSITIONS = "بكل"
_SHORTEST_ASKED_NAME = 5

MAY_BE_CLITIC = frozenset(_CONJUNCTIONS + _PREPOSITIONS + "ا")
"""The letters that `clitic_strippings` may take off: a word that begins with another has none."""


def clitic_strippings(word: str) -> tuple[tuple[int, str], ...]:
    """Every way to read leading letters of a normalised word as words of their own.

    Each item is (how many leading characters are clitics, the form that remains), fewest first and
    beginning with (0, word). The clitics are و ف, then ب ك ل; the article ال stays with the name.
    No remainder is shorter than two letters.

    ل before the article is written لل, so there the remainder is also given with the article put
    back: «للاسد» gives (1, "الاسد"), «للاذقيه» (1, "اللاذقيه"), while «للبنان» gives (1, "لبنان").
    The count still tells where in the word the name begins: at the second ل.

    The interrogative أ looks like any other ا once normalised (أسعد is no question about سعد), so
    it is read only before five letters or more that do not begin with ل.
    """
    if word[:1] not in MAY_BE_CLITIC:
        return ((0, word),)
    found = _after_conjunction(word, 0)
    if word.startswith("ا"):
        found += [
            (count, rest)
            for count, rest in _after_conjunction(word, 1)
            if len(rest) >= _SHORTEST_ASKED_NAME and not rest.startswith("ل")
        ]
    return tuple(sorted(found, key=_count))


def _count(stripping: tuple[int, str]) -> int:
    return stripping[0]


def _after_conjunction(word: str, start: int) -> list[tuple[int, str]]:
    found = _after_preposition(word, start)
    if word[start : start + 1] and word[start] in _CONJUNCTIONS:
        found += _after_preposition(word, start + 1)
    return found


def _after_preposition(word: str, start: int) -> list[tuple[int, str]]:
    rest = word[start:]
    found = [(start, rest)]
    if rest and rest[0] in _PREPOSITIONS:
        inner = rest[1:]
        if rest.startswith("لل"):
            found += [(start + 1, "ا" + inner), (start + 1, "ال" + inner)]
        found.append((start + 1, inner))
    return [(count, form) for count, form in found if count == 0 or len(word) - count > 1]
