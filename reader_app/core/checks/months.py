"""The months and days of the week of a text, the months by their Levantine, Egyptian, Maghrebi and English
names.

A month is a quantity whose value is below zero, so that it is no other number, a day of the week one far
below. A date in digits alone has none.
"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from reader_app.core.arabic import normalise
from reader_app.core.article import Span
from reader_app.core.checks.english_numbers import listed
from reader_app.core.checks.pair import Word
from reader_app.core.checks.quantities import Quantity, Strength
from reader_app.core.english import word_set

_ARABIC_NAMES = (
    "كانون_الثاني يناير جانفي", "شباط فبراير فيفري", "آذار مارس", "نيسان أبريل أفريل", "أيار مايو ماي",
    "حزيران يونيو يونيه جوان", "تموز يوليو يوليه جويلية", "آب أغسطس أوت", "أيلول سبتمبر شتنبر",
    "تشرين_الأول أكتوبر", "تشرين_الثاني نوفمبر نونبر", "كانون_الأول ديسمبر دجنبر",
)  # fmt: skip
_ENGLISH_NAMES = listed(
    "january february march april may june july august september october november december"
)
_SHORT = {"sept": 9} | {name[:3]: number for number, name in enumerate(_ENGLISH_NAMES, 1)}
_ARABIC = {normalise(name): number for number, names in enumerate(_ARABIC_NAMES, 1) for name in names.split()}
_ENGLISH = {name: number for number, name in enumerate(_ENGLISH_NAMES, 1)} | _SHORT

_AMBIGUOUS = frozenset(map(normalise, ("مارس", "ماي", "جوان", "آب", "أوت", "نيسان"))) | {
    "may",
    "march",
    "august",
    *_SHORT,
}
"""Names that are other words too: they are months beside a number, another month or a word of time."""

_ARABIC_DAYS = {
    normalise(name): number
    for number, name in enumerate(listed("الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت"), 1)
}
_ENGLISH_DAYS = {
    name: number
    for number, name in enumerate(listed("sunday monday tuesday wednesday thursday friday saturday"), 1)
}
ENGLISH_TIMES = (
    frozenset(_ENGLISH) | frozenset(_ENGLISH_DAYS) | word_set("mon tue wed thu fri sat sun gmt utc")
)
"""Months and days of the week, in small letters."""

_DAY = Fraction(-100)
_SURE_DAYS = frozenset(map(normalise, listed("الثلاثاء الأربعاء الخميس السبت")))
_DAY_WORDS = frozenset(map(normalise, listed("يوم أيام مساء صباح ليلة ظهر فجر عصر أمس اليوم غدا")))
_MONTH = normalise("شهر")
_ARABIC_TIMES = frozenset(
    map(normalise, listed("في خلال منذ حتى بحلول أوائل أواخر منتصف مطلع نهاية بداية من إلى"))
)
_TIMES = word_set("in of by since until till from late early mid last this next during before after")
_DAY_NAME = re.compile(r"\b((?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day)(?:s|['’]s)?\b")
_NAME = re.compile(r"\b[A-Z][a-z]{2,8}\b")
_NUMBER_BESIDE = re.compile(r"[\s,،./-]*[0-9٠-٩۰-۹]")
_NUMBER_BEFORE = re.compile(r"[0-9٠-٩۰-۹](?:st|nd|rd|th)?[\s/-]*(?:من )?(?:شهر )?$")


def arabic_months(text: str, words: Sequence[Word]) -> Iterator[Quantity]:
    """The months of an Arabic text, whose words are given."""
    before = False  # whether a month ended right before, as in «آذار/مارس»
    for at, word in enumerate(words):
        following = words[at + 1] if at + 1 < len(words) else word
        pair = f"{_bare(word.text)}_{following.text}"
        name, end = (pair, following.span.end) if pair in _ARABIC else (_bare(word.text), word.span.end)
        number = _ARABIC.get(name)
        if number is None:
            before = False
            continue
        is_sure = name not in _AMBIGUOUS or before or (at > 0 and _is_time(words[at - 1].text))
        yield _quantity(text, Span(word.span.start, end), number, is_sure=is_sure)
        before = True


def english_months(text: str) -> Iterator[Quantity]:
    """The months of an English text."""
    for match in _NAME.finditer(text):
        name = match[0].lower()
        number = _ENGLISH.get(name)
        if number is not None:
            words_before = text[max(0, match.start() - 12) : match.start()].lower().split()
            is_sure = name not in _AMBIGUOUS or (bool(words_before) and words_before[-1] in _TIMES)
            yield _quantity(text, Span(*match.span()), number, is_sure=is_sure)


def arabic_days(words: Sequence[Word]) -> Iterator[Quantity]:
    """The days of the week of an Arabic text. «الاثنين» is one surely behind a word such as "day"."""
    for at, word in enumerate(words):
        number = next((_ARABIC_DAYS[form] for form in _forms(word.text) if form in _ARABIC_DAYS), None)
        if number is not None:
            before = words[at - 1].text if at else ""
            is_sure = word.text in _SURE_DAYS or not _DAY_WORDS.isdisjoint(_forms(before))
            strength = Strength.FIRM if is_sure else Strength.HINT
            yield Quantity(word.span, frozenset([_DAY - number]), strength)


def _forms(word: str) -> tuple[str, ...]:
    return (word, word[1:]) if word[:1] in ("و", "ف", "ل") else (word,)


def english_days(text: str) -> Iterator[Quantity]:
    """The days of the week of an English text."""
    for match in _DAY_NAME.finditer(text):
        number = _ENGLISH_DAYS[match[1].lower()]
        yield Quantity(Span(*match.span(1)), frozenset([_DAY - number]), Strength.FIRM)


def _quantity(text: str, span: Span, number: int, *, is_sure: bool) -> Quantity:
    beside = _NUMBER_BESIDE.match(text, span.end) or _NUMBER_BEFORE.search(
        text, max(0, span.start - 16), span.start
    )
    strength = Strength.FIRM if is_sure or beside else Strength.HINT
    return Quantity(span, frozenset([Fraction(-number)]), strength)


def _is_time(word: str) -> bool:
    return _bare(word) == _MONTH or word in _ARABIC_TIMES


def _bare(word: str) -> str:
    """The word without a clitic before it, where it is then a month or the word for one."""
    for length in (0, 1, 2):
        rest = word[length:]
        if rest in _ARABIC or rest in (_MONTH, "كانون", "تشرين"):
            return rest
        if length < len(word) and word[length] not in "وفبلك":
            break
    return word
