"""The numbers of an Arabic text, in digits and in words."""

import re
from dataclasses import dataclass, field, replace
from fractions import Fraction

from reader_app.core.article import Span
from reader_app.core.checks.english_numbers import spread_scales
from reader_app.core.checks.number_words import (
    AMBIGUOUS,
    AND,
    AND_HALF,
    DECADES,
    DUAL_SCALES,
    DUAL_TIMES,
    HINTS,
    HUNDREDS,
    ONE,
    ORDINALS,
    SCALES,
    SHARES,
    SOFT_UNITS,
    TENS,
    UNITS,
    WEEKDAY,
)
from reader_app.core.checks.pair import Word
from reader_app.core.checks.quantities import Numeral, Quantity, Strength, numerals, scaled

_PERCENT = re.compile(r"(?:في|ب)\s*ال(?:مئة|مائة|مية|مئه|مائه)")
_DUAL_ENDING = "ا"
"""مليونا is "two million" before its genitive, and "million" counted."""

_CENTURY = "القرن"
_SPACE = re.compile(r"[\s\u00a0\u200c-\u200f]*(?:و\s+)?")
_RANGE = re.compile(r"\s*(?:[-–—]|إلى|الى|و|أو|حتى)\s*(?:و)?")
_DUAL = re.compile(r"(?:ين|ان|تين|تان)$")


@dataclass(slots=True)
class _Part:
    """A word of a number: `conjoined` where و is attached, `definite` where ال is."""

    value: int
    role: str  # unit, ten, hundred, scale, dual, ordinal
    conjoined: bool
    definite: bool
    form: str


@dataclass(slots=True)
class _Sum:
    start: int
    end: int
    done: Fraction
    open: Fraction
    unit: int  # units read and not yet followed by عشر or a ten; 0 for none
    smallest: int
    words: int
    soft: bool
    digits: frozenset[Fraction] | None = None
    attached: bool = False
    group: int = 0  # where the words after the last scale begin, and where those before them end
    group_end: int = 0
    scale: int = 0  # the last scale that was read
    others: set[Fraction] = field(default_factory=set[Fraction])  # what it may be as well


def arabic_quantities(text: str, words: tuple[Word, ...]) -> list[Quantity]:
    """Every number of the text, and the words that imply one as hints. `words` are those of the text."""
    percents = [match.span() for match in _PERCENT.finditer(text)]
    items: list[tuple[Span, Word | Numeral]] = [(numeral.span, numeral) for numeral in numerals(text)]
    items += [
        (word.span, word)
        for word in words
        if not any(c.isdigit() for c in word.text)
        and not any(start <= word.span.start and word.span.end <= end + 1 for start, end in percents)
    ]
    items.sort(key=lambda item: item[0])
    reading = _Reading(text)
    for _, item in items:
        if isinstance(item, Word):
            reading.read(item)
        else:
            reading.begin(item)
    reading.close()
    found = _dated(reading.found, reading.decades)
    found.sort(key=lambda quantity: quantity.span)
    return spread_scales(text, found, _RANGE)


class _Reading:
    """A text that is read word by word."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._number: _Sum | None = None
        self._before = ""
        self._conjoined = False  # a و that stands alone goes with the next word
        self.found: list[Quantity] = []
        self.decades: set[int] = set()

    def begin(self, numeral: Numeral) -> None:
        """A number in digits."""
        self.close()
        span = numeral.span
        none = Fraction(0)
        self._number = _Sum(
            span.start, span.end, none, none, 0, 0, 1, False, numeral.values, numeral.is_attached
        )

    def read(self, word: Word) -> None:
        """A word, which may go on with the number before it, end it, and begin another."""
        if word.text == AND:
            self._conjoined = True
            return
        part = _part(word.text)
        if part is not None:
            is_and_one = word.text == ONE and "أ" in word.span.of(self._text)  # وأحد
            part.conjoined = part.conjoined or self._conjoined or is_and_one
        self._conjoined = False
        if self._number is not None:
            if self._goes_on(self._number, word, part):
                return
            self.close()
        if part is not None:
            self._number = self._started(part, word)
        self._before = word.text
        self.found += _hints(word)

    def close(self) -> None:
        """The end of a number."""
        if self._number is not None:
            self.found.append(_close(self._number))
        self._number = None

    def _goes_on(self, number: _Sum, word: Word, part: _Part | None) -> bool:
        """Whether the word belongs to the number, to which it is then added."""
        if _SPACE.fullmatch(self._text, number.end, word.span.start) is None:
            return False
        if word.text in AND_HALF:
            _add_half(number)
        if part is None:
            return False
        if _begins_another(number, part):
            first, number = _parted(number)
            self.found.append(_close(first))
            self._number = number
        return _add(number, part, word.span)

    def _started(self, part: _Part, word: Word) -> _Sum:
        number = _begin(part, word.span)
        if part.role in ("scale", "dual") and self._before in SHARES:
            number.done, number.soft = part.value * SHARES[self._before], False  # نصف مليون
        if part.form in WEEKDAY and part.definite:
            number.soft = True
        if part.role == "decade":
            self.decades.add(word.span.start)
        if part.value == 20 and self._before == _CENTURY:
            number.soft = True  # «سبعينيات القرن العشرين» are the 1970s
        return number


def _part(word: str) -> _Part | None:
    """What a word is in a number, with the clitics before it."""
    for conjoined, rest in _strippings(word):
        for definite, form in ((False, rest), (True, rest[2:] if rest.startswith("ال") else "")):
            if not form:
                continue
            for role, table in (
                ("unit", UNITS), ("ten", TENS), ("decade", DECADES), ("hundred", HUNDREDS),
                ("scale", SCALES),
                ("dual", DUAL_SCALES), ("ordinal", ORDINALS),
            ):  # fmt: skip
                if form in table:
                    return _Part(table[form], role, conjoined, definite, form)
    return None


def _strippings(word: str) -> list[tuple[bool, str]]:
    """The word without و or ف, and without a preposition ب ل ك; first as it stands."""
    found = [(False, word)]
    if word[:1] in ("و", "ف"):
        found.append((True, word[1:]))
    for conjoined, rest in tuple(found):
        if rest.startswith("لل"):
            found.append((conjoined, "ال" + rest[2:]))
        elif rest[:1] in ("ب", "ل", "ك"):
            found.append((conjoined, rest[1:]))
    return found


def _begin(part: _Part, span: Span) -> _Sum:
    value = Fraction(part.value)
    soft = (
        part.form in SOFT_UNITS
        or part.form in AMBIGUOUS
        or part.role == "decade"
        or (part.role == "ordinal" and part.value <= 2)
        or (part.role in ("scale", "hundred") and part.value in (100, *SCALES.values()))
    )
    if part.role in ("scale", "dual"):
        number = _Sum(span.start, span.end, value, Fraction(0), 0, part.value, 1, soft)
        if part.role == "scale" and part.form.endswith(_DUAL_ENDING):
            number.others.add(2 * value)
        return number
    unit = part.value if part.role in ("unit", "ordinal") else 0
    return _Sum(span.start, span.end, Fraction(0), value, unit, part.value, 1, soft)


def _add(number: _Sum, part: _Part, span: Span) -> bool:
    """Add a word to the number; False where it begins another one."""
    if number.digits is not None:
        if part.role != "scale" or part.conjoined:
            return False
        number.digits = scaled(number.digits, part.value)
        number.scale = part.value
    else:
        if part.conjoined and number.open == 0 and number.done > 0:
            number.group, number.group_end = span.start, number.end
        if not _add_word(number, part):
            return False
    number.end, number.words, number.soft = span.end, number.words + 1, False
    number.others.clear()
    return True


def _add_half(number: _Sum) -> None:
    """What the number may be with half of its scale more: «مليونان ونصف المليون»."""
    scale = number.scale or next((s for s in (10**12, 10**9, 10**6, 1_000) if number.done >= s), 0)
    wholes = number.digits or {number.done + number.open}
    number.others |= {whole + Fraction(scale, 2) for whole in wholes if scale}


def _begins_another(number: _Sum, part: _Part) -> bool:
    """Whether a scale shows that the words before it are a number of their own: «عشرة آلاف وخمسة عشر ألف»."""
    return (
        number.digits is None
        and part.role == "scale"
        and not part.conjoined
        and number.open > 0
        and 0 < number.scale <= part.value
        and number.group > 0
    )


def _parted(number: _Sum) -> tuple[_Sum, _Sum]:
    """The number without the words after its last scale, and these."""
    first = replace(number, end=number.group_end, open=Fraction(0))
    second = _Sum(
        number.group, number.end, Fraction(0), number.open, number.unit, number.smallest, 1, soft=False
    )
    return first, second


def _add_word(number: _Sum, part: _Part) -> bool:
    if part.role == "unit" and part.value == 10 and not part.conjoined and 0 < number.unit < 10:
        number.open += 10  # ثلاثة عشر
        number.unit, number.smallest = 0, 10
        return True
    if part.role == "ten" and part.conjoined and 0 < number.unit < 10:
        number.open += part.value  # خمسة وعشرون
        number.unit, number.smallest = 0, part.value
        return True
    if part.role == "hundred" and not part.conjoined and part.value == 100 and 3 <= number.unit <= 9:
        number.open += number.unit * 99  # ثلاث مئة
        number.unit, number.smallest = 0, 100
        return True
    if part.role == "scale" and not part.conjoined and number.open > 0 and part.value > number.smallest:
        number.done += number.open * part.value  # خمسة آلاف
        number.open, number.unit, number.smallest = Fraction(0), 0, part.value
        number.scale, number.group = part.value, 0
        return True
    if part.conjoined and part.value < number.smallest and number.smallest >= 100:
        if part.role in ("scale", "dual"):
            number.done += part.value
        else:
            number.open += part.value
            number.unit = part.value if part.role in ("unit", "ordinal") else 0
        number.smallest = part.value
        return True
    return False


def _close(number: _Sum) -> Quantity:
    span = Span(number.start, number.end)
    if number.digits is not None:
        return Quantity(span, number.digits | number.others, in_digits=True, is_attached=number.attached)
    strength = Strength.SOFT if number.soft else Strength.FIRM
    return Quantity(span, frozenset([number.done + number.open, *number.others]), strength)


def _hints(word: Word) -> list[Quantity]:
    found: list[Quantity] = []
    for _, rest in _strippings(word.text):
        form = rest.removeprefix("ال")
        values = HINTS.get(form) or HINTS.get(rest)
        if form in DUAL_TIMES:
            found.append(Quantity(word.span, frozenset([Fraction(2), *(values or ())]), Strength.SOFT))
            break
        if values:
            found.append(Quantity(word.span, frozenset(values), Strength.HINT))
    if not found and len(word.text) > 3 and (_DUAL.search(word.text) or _is_construct(word.text)):
        found.append(Quantity(word.span, frozenset([Fraction(2)]), Strength.HINT))
    return found


def _dated(found: list[Quantity], decades: set[int]) -> list[Quantity]:
    """The decades with the years that they may be: those of the centuries in the text, or of the last two."""
    centuries = {value for one in found for value in one.values if 10 <= value <= 21} | {
        Fraction(19),
        Fraction(20),
    }
    return [
        replace(one, values=one.values | {(c - 1) * 100 + v for c in centuries for v in one.values})
        if one.span.start in decades
        else one
        for one in found
    ]


def _is_construct(word: str) -> bool:
    """Whether a word may be a dual before its genitive or with a pronoun: رطلي، ابنا."""
    return not word.startswith("ال") and word.endswith(("ي", "ا", "يه", "يها", "يهم"))


def is_number_word(word: str) -> bool:
    """Whether a normalised word, clitics or not, may be a part of a number."""
    return _part(word) is not None
