"""The numbers of an Arabic text, in digits and in words."""

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from reader_app.core.arabic import normalise
from reader_app.core.article import Span
from reader_app.core.checks.english_numbers import listed, spread_scales
from reader_app.core.checks.pair import Word
from reader_app.core.checks.quantities import Quantity, Strength, numerals, scaled


def _forms(table: dict[str, int]) -> dict[str, int]:
    return {normalise(form): value for forms, value in table.items() for form in forms.split()}


_UNITS = _forms(
    {
        "واحد واحدة واحدا": 1, "احد احدى": 1,
        "اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي إثنان إثنين": 2,
        "ثلاث ثلاثة ثلاثا": 3, "أربع أربعة أربعا": 4, "خمس خمسة خمسا": 5, "ست ستة ستا": 6, "سبع سبعة سبعا": 7,
        "ثمان ثماني ثمانية ثمانيا": 8, "تسع تسعة تسعا": 9, "عشر عشرة عشرا": 10,
    }
)  # fmt: skip
_TENS = _forms(
    {
        "عشرون عشرين عشرينا": 20, "ثلاثون ثلاثين": 30, "أربعون أربعين": 40, "خمسون خمسين": 50,
        "ستون ستين": 60,
        "سبعون سبعين": 70, "ثمانون ثمانين": 80, "تسعون تسعين": 90,
    }
)  # fmt: skip
_DECADES = _forms(
    {
        "عشرينيات عشرينات": 20, "ثلاثينيات ثلاثينات": 30, "أربعينيات أربعينات": 40, "خمسينيات خمسينات": 50,
        "ستينيات ستينات": 60, "سبعينيات سبعينات": 70, "ثمانينيات ثمانينات": 80, "تسعينيات تسعينات": 90,
    }
)  # fmt: skip
_HUNDREDS = _forms({"مئة مائة مية": 100, "مئتان مئتين مئتا مئتي مائتان مائتين مائتا مائتي": 200}) | {
    normalise(unit + hundred): 100 * value
    for unit, value in {
        "ثلاث": 3, "أربع": 4, "خمس": 5, "ست": 6, "سبع": 7, "ثمان": 8, "ثماني": 8, "تسع": 9,
    }.items()
    for hundred in ("مئة", "مائة", "مية")
}  # fmt: skip
_SCALES = _forms(
    {
        "ألف آلاف ألفا": 1_000, "مليون ملايين مليونا": 10**6,
        "مليار مليارات مليارا بليون بليونا بلايين": 10**9,
        "تريليون تريليونات ترليون": 10**12,
    }
)  # fmt: skip
_DUAL_SCALES = _forms(
    {
        "ألفان ألفين ألفي ألفا": 2_000, "مليونان مليونين مليوني مليونا": 2 * 10**6,
        "ملياران مليارين ملياري بليونين بليوني": 2 * 10**9, "تريليونان تريليونين تريليوني": 2 * 10**12,
    }
)  # fmt: skip
_ORDINALS = _forms(
    {
        "أول أولى أولا": 1, "ثاني ثانية ثانيا": 2, "ثالث ثالثة ثالثا": 3, "رابع رابعة رابعا": 4,
        "خامس خامسة خامسا": 5, "سادس سادسة": 6, "سابع سابعة": 7, "ثامن ثامنة": 8, "تاسع تاسعة": 9,
        "عاشر عاشرة": 10, "حادي حادية": 1,
    }
)  # fmt: skip
_HINTS = {
    normalise(form): tuple(map(Fraction, values.split(",")))
    for forms, values in {
        "نصف": "1/2,30", "ونصف": "1/2,30", "ثلث": "1/3,20,3,1",
        "ثلثي ثلثا ثلثين ثلثان ثلثيها ثلثيهم ثلثيه": "2/3,2,3", "ربع": "1/4,15,4,25",
        "أرباع": "3/4,3", "خمس أخماس": "1/5", "عقد": "10", "عقود": "10", "عقدين عقدان": "20,2", "قرن": "100",
        "قرنين قرنان": "200,2", "قرون": "100", "كلا كلتا كلي كلتي كليهما كلاهما كلتاهما": "2",
        "ضعف ضعفي ضعفين أضعاف": "2",
        "مرة مرتين مزدوج مزدوجة ثنائي ثنائية مضاعف مضاعفة زوج زوجا تضاعف يضاعف ضاعف مثنى": "1,2",
        "ثلاثي ثلاثية مثلث تثليث ثلاثا ثلاثين": "3", "رباعي رباعية مربع": "4", "خماسي خماسية": "5",
        "سداسي سداسية": "6",
        "دزينة": "12", "أسبوعين أسبوعان": "14,2", "أسبوع": "7", "منتصف": "12", "ظهرا": "12", "ألفية": "1000",
        "آحاد وحيد وحيدة فقط مفرد إحدى أحدى بداية أوائل أولية منفرد فرد منفردة": "1", "صفر": "0",
        "قرني": "200",
        "مئات": "100", "آلاف ألوف": "1000", "عشرات": "10", "نصفي نصفين": "2,1/2", "بعضهما بعضهم": "2,1",
        "بعض": "1",
        "آخر أخرى": "1,2", "ثان ثواني ثوان": "2", "الزوجان الزوجين": "2",
    }.items()
    for form in forms.split()
}  # fmt: skip
_DUAL_TIMES = frozenset(
    map(
        normalise,
        listed(
            "عامين سنتين شهرين أسبوعين يومين ساعتين دقيقتين مرتين عقدين قرنين عامان سنتان شهران "
            "أسبوعان يومان ساعتان دقيقتان ثانيتين"
        ),
    )
)
_PERCENT = re.compile(r"(?:في|ب)\s*ال(?:مئة|مائة|مية|مئه|مائه)")
_SOFT_UNITS = frozenset(_forms({"واحد واحدة واحدا احد احدى": 1}))
_AMBIGUOUS = frozenset(
    map(normalise, ("ست", "سبع", "تسع", "ألف", "ثمان", "عشر", "ألفا", "ستا", "أربعا", "ثلاثا"))
)
"""Words that mean something else too (lady, lion, author ...)."""

AND = "و"
_WEEKDAY = frozenset(_forms({"اثنين إثنين احد": 2}))
"""With the article these are Monday and Sunday."""

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


def arabic_quantities(text: str, words: tuple[Word, ...]) -> list[Quantity]:
    """Every number of the text, and the words that imply one as hints. `words` are those of the text."""
    percents = [match.span() for match in _PERCENT.finditer(text)]
    numerals_at = {numeral.span.start: numeral for numeral in numerals(text)}
    items: list[tuple[Span, Word | None]] = [(numeral.span, None) for numeral in numerals_at.values()]
    items += [
        (word.span, word)
        for word in words
        if not any(c.isdigit() for c in word.text)
        and not any(start <= word.span.start and word.span.end <= end + 1 for start, end in percents)
    ]
    items.sort(key=lambda item: item[0])
    found: list[Quantity] = []
    number: _Sum | None = None
    before = ""
    decades: set[int] = set()
    conjoined = False  # a و that stands alone goes with the next word
    for span, word in items:
        if word is None:
            if number is not None:
                found.append(_close(number))
            numeral = numerals_at[span.start]
            number = _Sum(
                span.start,
                span.end,
                Fraction(0),
                Fraction(0),
                0,
                0,
                1,
                False,
                numeral.values,
                numeral.is_attached,
            )
            continue
        if word.text == AND:
            conjoined = True
            continue
        part = _part(word.text)
        if part is not None and conjoined:
            part.conjoined = True
        conjoined = False
        near = number is not None and _SPACE.fullmatch(text, number.end, span.start) is not None
        if number is not None and (part is None or not near or not _add(number, part, span)):
            found.append(_close(number))
            number = None
        elif number is not None:
            continue
        if part is not None:
            number = _begin(part, span)
            if part.form in _WEEKDAY and part.definite:
                number.soft = True
            if part.role == "decade":
                decades.add(span.start)
            if part.value == 20 and before == _CENTURY:
                number.soft = True  # «سبعينيات القرن العشرين» are the 1970s
        before = word.text
        found += _hints(word)
    if number is not None:
        found.append(_close(number))
    found = _dated(found, decades)
    found.sort(key=lambda quantity: quantity.span)
    return spread_scales(text, found, _RANGE)


def _part(word: str) -> _Part | None:
    """What a word is in a number, with the clitics before it."""
    for conjoined, rest in _strippings(word):
        for definite, form in ((False, rest), (True, rest[2:] if rest.startswith("ال") else "")):
            if not form:
                continue
            for role, table in (
                ("unit", _UNITS), ("ten", _TENS), ("decade", _DECADES), ("hundred", _HUNDREDS),
                ("scale", _SCALES),
                ("dual", _DUAL_SCALES), ("ordinal", _ORDINALS),
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
        part.form in _SOFT_UNITS
        or part.form in _AMBIGUOUS
        or part.role == "decade"
        or (part.role == "ordinal" and part.value <= 2)
        or (part.role in ("scale", "hundred") and part.value in (100, *_SCALES.values()))
    )
    if part.role in ("scale", "dual"):
        return _Sum(span.start, span.end, value, Fraction(0), 0, part.value, 1, soft)
    unit = part.value if part.role in ("unit", "ordinal") else 0
    return _Sum(span.start, span.end, Fraction(0), value, unit, part.value, 1, soft)


def _add(number: _Sum, part: _Part, span: Span) -> bool:
    """Add a word to the number; False where it begins another one."""
    if number.digits is not None:
        if part.role != "scale" or part.conjoined:
            return False
        number.digits = scaled(number.digits, part.value)
    elif not _add_word(number, part):
        return False
    number.end, number.words, number.soft = span.end, number.words + 1, False
    return True


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
        return Quantity(span, number.digits, in_digits=True, is_attached=number.attached)
    strength = Strength.SOFT if number.soft else Strength.FIRM
    return Quantity(span, frozenset([number.done + number.open]), strength)


def _hints(word: Word) -> list[Quantity]:
    found: list[Quantity] = []
    for _, rest in _strippings(word.text):
        form = rest.removeprefix("ال")
        if form in _DUAL_TIMES:
            found.append(Quantity(word.span, frozenset([Fraction(2)]), Strength.SOFT))
            break
        values = _HINTS.get(form) or _HINTS.get(rest)
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


def percent_signs(text: str) -> bool:
    """Whether the text speaks of a percentage."""
    return "%" in text or "٪" in text or _PERCENT.search(text) is not None
