"""The numbers of an English text, in digits and in words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from reader_app.core.article import Span
from reader_app.core.checks.quantities import Numeral, Quantity, Strength, numerals, scaled, within_word


def listed(words: str) -> list[str]:
    """The words between the spaces, in their order."""
    return words.split()


_SMALL = listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TENS = listed("twenty thirty forty fifty sixty seventy eighty ninety")
_ORDINALS = listed(
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_ORDINAL_TENS = listed("twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth")

_UNITS = {word: value for value, word in enumerate(_SMALL)}
_ROUND = {word: 10 * value for value, word in enumerate(_TENS, 2)}
_UNIT_ORDINALS = {word: value for value, word in enumerate(_ORDINALS)}
_ROUND_ORDINALS = {word: 10 * value for value, word in enumerate(_ORDINAL_TENS, 2)}
SCALES = {
    "hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "hundredth": 100, "thousandth": 1_000, "millionth": 10**6,
    "k": 1_000, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12, "lakh": 10**5, "crore": 10**7,
}  # fmt: skip
_ABBREVIATED = frozenset({"k", "m", "mn", "bn", "tn"})
"""Scales only right behind digits."""

_SOFT = frozenset({"zero", "one", "first", "second"})
"""Numerals that English uses for much else."""

_HINTS: dict[str, tuple[Fraction, ...]] = {
    word: tuple(map(Fraction, values.split(",")))
    for word, values in {
        "a": "1", "an": "1", "single": "1", "once": "1", "alone": "1", "only": "1", "another": "1",
        "sole": "1",
        "someone": "1", "anyone": "1", "each": "1", "per": "1", "unique": "1", "main": "1", "early": "1",
        "initial": "1", "initially": "1", "primary": "1", "original": "1", "ones": "1", "former": "1",
        "firstly": "1", "secondly": "2", "thirdly": "3", "latter": "2", "no": "0", "none": "0", "nil": "0",
        "both": "2", "pair": "2", "pairs": "2", "couple": "2", "double": "2", "doubled": "2",
        "doubles": "2", "twin": "2",
        "twins": "2", "dual": "2", "twofold": "2", "bilateral": "2", "either": "2", "neither": "2",
        "secondary": "2",
        "seconds": "2", "binary": "2", "duo": "2", "twice": "2", "next": "2", "other": "2",
        "triple": "3", "tripled": "3", "trio": "3", "threefold": "3", "triangle": "3", "tertiary": "3",
        "thrice": "3",
        "quadruple": "4", "quartet": "4", "quarterly": "4", "trimester": "3", "quarter": "1/4,15,4",
        "quarters": "1/4,4,45,3",
        "half": "1/2,30", "halves": "1/2", "midnight": "12", "noon": "12", "thirds": "1/3,3",
        "decade": "10", "decades": "10", "dozen": "12", "dozens": "12", "score": "20", "century": "100",
        "hundreds": "100", "thousands": "1000", "millions": "1000000", "billions": "1000000000",
        "millennium": "1000", "fortnight": "14,2", "week": "7", "o'clock": "0",
    }.items()
}  # fmt: skip

_ROMAN = re.compile(
    r"(?<![\w.'’])(?=[IVXLC]{2,})C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?![\w'’])"
    r"|(?<=[a-z][ -])[IVX](?![\w.'’])"
)
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_HALVES = re.compile(
    r"\b(?P<share>half|quarter|third) (?:of )?(?:an? )?(?P<of>hundred|thousand|million|billion|trillion)\b"
    r"|(?P<whole>\w+) and a half (?P<scale>hundred|thousand|million|billion|trillion)\b"
    r"|\ban? (?P<alone>thousand|million|billion|trillion) and a half\b",
    re.IGNORECASE,
)
_SHARES = {"half": Fraction(1, 2), "quarter": Fraction(1, 4), "third": Fraction(1, 3)}
_GAP = re.compile(r"[\s\u00a0]+|[-‐‑–]")
_AND_GAP = re.compile(r"[\s\u00a0]+and[\s\u00a0]+", re.IGNORECASE)


@dataclass(slots=True)
class _Sum:
    """A number that is being read, word by word."""

    start: int
    end: int
    done: Fraction  # what thousands and millions have closed
    open: Fraction
    last: int  # the value of the last word: what a smaller one may follow
    soft: bool
    scaled: bool = False

    @property
    def value(self) -> Fraction:
        return self.done + self.open


def english_quantities(text: str) -> list[Quantity]:
    """Every number of the text in order of what it is written in, and words that imply one as hints."""
    found: list[Quantity] = []
    numerals_at = {numeral.span.start: numeral for numeral in numerals(text)}
    halves = {quantity.span.start: quantity for quantity in _halves(text)}
    taken = 0
    places = sorted({*numerals_at, *(match.start() for match in _WORD.finditer(text))})
    for place in places:
        if place < taken:
            continue
        numeral = numerals_at.get(place)
        quantity = halves.get(place) or (_from_digits(text, numeral) if numeral else _from_words(text, place))
        if quantity is not None:
            found.append(quantity)
            taken = quantity.span.end
    found += _romans(text)
    return _ranges(text, found)


def _halves(text: str) -> Iterator[Quantity]:
    """Half a million, two and a half million, a million and a half."""
    for match in _HALVES.finditer(text):
        scale = SCALES[(match["of"] or match["scale"] or match["alone"]).lower()]
        if match["share"]:
            values = {scale * _SHARES[match["share"].lower()]}
        elif match["alone"]:
            values = {Fraction(3 * scale, 2)}
        else:
            whole = _UNITS.get(match["whole"].lower()) or (
                int(match["whole"]) if match["whole"].isdecimal() else 0
            )
            values = {scale * (whole + Fraction(1, 2))}
        yield Quantity(Span(*match.span()), frozenset(values))


def _from_digits(text: str, numeral: Numeral) -> Quantity:
    end, values = numeral.span.end, numeral.values
    while (scale := _scale_after(text, end)) is not None:
        match, factor = scale
        values, end = scaled(values, factor), match.end()
    strength = Strength.SOFT if within_word(text, numeral.span) else Strength.FIRM
    return Quantity(Span(numeral.span.start, end), values, strength, True, numeral.is_attached)


def _scale_after(text: str, end: int) -> tuple[re.Match[str], int] | None:
    gap = _GAP.match(text, end)
    at = gap.end() if gap else end
    word = _WORD.match(text, at)
    if word is None:
        return None
    name = word[0].lower()
    if name in _ABBREVIATED and at > end and name in "km":
        return None  # 5 m are metres, and 5 k is rare
    return (word, SCALES[name]) if name in SCALES else None


def _from_words(text: str, place: int) -> Quantity | None:
    word = _WORD.match(text, place)
    assert word is not None
    name = word[0].lower()
    if name in ("a", "an", "half"):
        following = _next_word(text, word.end(), allow_and=False)
        if following is not None and name != "half" and following[0].lower() in SCALES:
            scale = following[0].lower()
            return _finish(
                text, _Sum(word.start(), following.end(), *_scaled(SCALES[scale]), SCALES[scale], False, True)
            )
    begun = _begin(word)
    if begun is None:
        hints = _HINTS.get(name)
        if hints is None:
            return None
        return Quantity(Span(*word.span()), frozenset(hints), Strength.HINT)
    return _finish(text, begun)


def _scaled(scale: int) -> tuple[Fraction, Fraction]:
    return (Fraction(0), Fraction(100)) if scale == 100 else (Fraction(scale), Fraction(0))


def _begin(word: re.Match[str]) -> _Sum | None:
    name = word[0].lower()
    for table in (_UNITS, _ROUND, _UNIT_ORDINALS, _ROUND_ORDINALS):
        if name in table:
            value = table[name]
            return _Sum(word.start(), word.end(), Fraction(0), Fraction(value), value, name in _SOFT)
    return None


def _finish(text: str, number: _Sum) -> Quantity:
    """Add the words that follow as long as they belong to the number."""
    while (word := _next_word(text, number.end, allow_and=number.scaled)) is not None:
        name = word[0].lower()
        if name in SCALES and name not in _ABBREVIATED:
            _scale(number, SCALES[name])
        elif not _add(number, name):
            break
        number.end = word.end()
        number.soft = False
    values = frozenset([number.value])
    strength = Strength.SOFT if number.soft else Strength.FIRM
    return Quantity(Span(number.start, number.end), values, strength)


def _scale(number: _Sum, scale: int) -> None:
    number.scaled = True
    if scale == 100:
        number.open *= 100
    else:
        number.done, number.open = number.done + number.open * scale, Fraction(0)
    number.last = scale


def _add(number: _Sum, name: str) -> bool:
    """Add a smaller word to the number; False where it begins another one."""
    unit = _UNITS.get(name, _UNIT_ORDINALS.get(name))
    tens = _ROUND.get(name, _ROUND_ORDINALS.get(name))
    value = unit if unit is not None else tens
    if value is None or value == 0:
        return False
    fits = number.last >= 100 or (20 <= number.last < 100 and value < 10)
    if fits:
        number.open += value
        number.last = value
    return fits


def _next_word(text: str, end: int, *, allow_and: bool) -> re.Match[str] | None:
    gap = (_AND_GAP.match(text, end) if allow_and else None) or _GAP.match(text, end)
    return _WORD.match(text, gap.end()) if gap else None


def _romans(text: str) -> Iterator[Quantity]:
    for match in _ROMAN.finditer(text):
        total, before = 0, 0
        for letter in reversed(match[0]):
            value = _ROMAN_VALUES[letter]
            total += -value if value < before else value
            before = max(before, value)
        if total:
            yield Quantity(Span(*match.span()), frozenset([Fraction(total)]), Strength.HINT)


_RANGE = re.compile(r"\s*(?:[-–—]|to|and|or|إلى|الى|و|أو)\s*", re.IGNORECASE)


def _ranges(text: str, found: list[Quantity]) -> list[Quantity]:
    """Give the first number of a range the scale of the second: 3 to 5 million."""
    return spread_scales(text, found, _RANGE)


def spread_scales(text: str, found: list[Quantity], between: re.Pattern[str]) -> list[Quantity]:
    """The quantities, where one goes on from the one before: "1.5 to 2 million", "1576–77"."""
    result = [*found]
    for at in range(len(found) - 1):
        first, second = found[at], found[at + 1]
        if first.span.end > second.span.start or not between.fullmatch(
            text, first.span.end, second.span.start
        ):
            continue
        century = [value for value in first.values if 1000 <= value < 3000]
        if century and second.in_digits and all(value < 100 for value in second.values):
            years = {value // 100 * 100 + last for value in century for last in second.values}  # 1576–77
            result[at + 1] = replace(second, values=second.values | years)
        factors = {10**power for power in (3, 6, 9, 12) if any(v >= 10**power for v in second.values)}
        if factors and all(value < 1000 for value in first.values):
            more = {value * factor for value in first.values for factor in factors}
            result[at] = replace(first, values=first.values | more)
    return result
