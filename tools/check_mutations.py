"""Errors planted in good translations, to measure whether the checks find them."""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reader_app.core.arabic import words
from reader_app.core.checks import FlagKind
from reader_app.core.checks.english_numbers import listed
from reader_app.core.checks.name_forms import KnownNames
from reader_app.core.checks.pair import Named
from reader_app.core.names import GlossaryEntry

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_SMALL = listed("two three four five six seven eight nine ten eleven twelve")
_TENS = listed("twenty thirty forty fifty sixty seventy eighty ninety")
_MONTHS = listed("January February March April June July August September October November December")
_ORDINALS = listed("third fourth fifth sixth seventh eighth ninth tenth")
_SCALES = ["hundred", "thousand", "million", "billion"]
_NUMBER_WORD = re.compile(rf"\b(?:{'|'.join(_SMALL + _TENS + _ORDINALS + _SCALES)})\b", re.IGNORECASE)
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][a-zà-ÿ]{3,}(?: [A-Z][a-zà-ÿ]{2,})*")
_YEAR = 4  # digits
_PERCENT = re.compile(r"%| ?\bper ?cent\b")
_SCALE = re.compile(r"\b(?:thousand|million|billion)\b", re.IGNORECASE)
_DAYS = listed("Sunday Monday Tuesday Wednesday Thursday Friday Saturday")
_DAY = re.compile(rf"\b(?:{'|'.join(_DAYS)})\b")
_QUOTES = '"“”«»'
_STOP = re.compile(r"[.!?…]+[\])\"”»’']*$")
_SHORTEST_CUT = 4  # words

_NEGATIONS = (
    (re.compile(r"\b(do|does|did)(?:n['’]t| not)\b", re.IGNORECASE), r"\1"),
    (
        re.compile(
            r"\b(is|was|are|were|has|have|had|could|would|should|must|need|might|may|will|can)"
            r"(?:n['’]t| not)\b",
            re.IGNORECASE,
        ),
        r"\1",
    ),
    (re.compile(r"\bcan(?:not|['’]t)\b"), "can"),
    (re.compile(r"\bwon['’]t\b"), "will"),
    (re.compile(r"\bnever "), ""),
    (re.compile(r"\bnot (?!only|until|just)"), ""),
    (re.compile(r"\bwithout\b"), "with"),
    (re.compile(r"\bno (?!longer|more|one|doubt|matter|later|less)"), ""),
)


@dataclass(frozen=True, slots=True)
class Subject:
    """A pair to plant errors in, with the names that its source mentions."""

    arabic: str
    english: str
    names: Sequence[Named]


@dataclass(frozen=True)
class Material:
    """What errors are made of: the glossary, and names of people and places that stand in the corpora."""

    entries: Sequence[GlossaryEntry]
    known: KnownNames
    names: Sequence[str]


Mutate = Callable[[Subject, Material, random.Random], str | None]


@dataclass(frozen=True, slots=True)
class Mutation:
    """A kind of error, how it is planted (None where the pair has no place for it), and what should find
    it."""

    name: str
    plant: Mutate
    expected: frozenset[FlagKind]


def _change_digits(subject: Subject, _material: Material, chance: random.Random) -> str | None:
    found = list(_NUMBER.finditer(subject.english))
    if not found:
        return None
    match = chance.choice(found)
    written = match[0]
    places = [at for at, c in enumerate(written) if c.isdigit()]
    way = chance.choice(("digit", "digit", "swap", "more", "less"))
    changed = written
    if way == "swap" and len(places) > 1:
        first = chance.randrange(len(places) - 1)
        a, b = places[first], places[first + 1]
        changed = written[:a] + written[b] + written[a + 1 : b] + written[a] + written[b + 1 :]
    elif way == "more":
        changed = written + "0"
    elif way == "less" and len(places) > 1:
        changed = written[:-1].rstrip(".,")
    if _value(changed) == _value(written):
        at = chance.choice(places)
        other = chance.choice([d for d in "123456789" if d != written[at]])
        changed = written[:at] + other + written[at + 1 :]
    if any(_value(changed) == _value(other[0]) for other in found):
        return None
    return subject.english[: match.start()] + changed + subject.english[match.end() :]


def _value(written: str) -> str:
    return written.replace(",", "").lstrip("0")


def _change_number_word(subject: Subject, _material: Material, chance: random.Random) -> str | None:
    found = list(_NUMBER_WORD.finditer(subject.english))
    if not found:
        return None
    match = chance.choice(found)
    word = match[0].lower()
    family = next(words for words in (_SMALL, _TENS, _ORDINALS, _SCALES) if word in words)
    there = {other[0].lower() for other in found}
    other = chance.choice([one for one in family if one not in there])
    return subject.english[: match.start()] + _cased(other, match[0]) + subject.english[match.end() :]


def _change_month(subject: Subject, _material: Material, chance: random.Random) -> str | None:
    found = [match for match in re.finditer(r"[A-Z][a-z]+", subject.english) if match[0] in _MONTHS]
    if not found:
        return None
    match = chance.choice(found)
    other = chance.choice([month for month in _MONTHS if month not in subject.english])
    return subject.english[: match.start()] + other + subject.english[match.end() :]


def _swap_name(subject: Subject, material: Material, chance: random.Random) -> str | None:
    ours = [named.entry.id for named in subject.names if named.is_name]
    found = [
        name
        for name in material.known.find(subject.english)
        if any(entry.id in ours for entry in name.entries)
    ]
    if not found:
        return None
    name = chance.choice(found)
    written = name.span.of(subject.english)
    others = [
        entry.english
        for entry in material.entries
        if entry.kind == name.entries[0].kind
        and entry not in name.entries
        and entry.english not in subject.english
        and not any(word in written.split() for word in entry.english.split())
    ]
    return subject.english[: name.span.start] + chance.choice(others) + subject.english[name.span.end :]


def _swap_unknown_name(subject: Subject, material: Material, chance: random.Random) -> str | None:
    known = [name.span for name in material.known.find(subject.english)]
    found = [
        match
        for match in _NAME.finditer(subject.english)
        if match[0] in material.names and not any(match.start() in span for span in known)
    ]
    if not found:
        return None
    match = chance.choice(found)
    others = [
        name
        for name in material.names
        if name not in subject.english and len(name.split()) == len(match[0].split())
    ]
    if not others:
        return None
    return subject.english[: match.start()] + chance.choice(others) + subject.english[match.end() :]


def _cut(subject: Subject, _material: Material, chance: random.Random) -> str | None:
    words_of = subject.english.split()
    if len(words_of) < _SHORTEST_CUT:
        return None
    removed = max(1, round(len(words_of) * chance.uniform(0.2, 0.6)))
    return " ".join(words_of[:-removed])


def _cut_before_stop(subject: Subject, material: Material, chance: random.Random) -> str | None:
    stop = _STOP.search(subject.english)
    cut = _cut(subject, material, chance)
    if stop is None or cut is None:
        return None
    return cut.rstrip(".,;:") + stop[0]


def _repeat(subject: Subject, _material: Material, chance: random.Random) -> str | None:
    words_of = subject.english.split()
    length = chance.randint(2, 5)
    if len(words_of) < length:
        return None
    start = chance.randrange(len(words_of) - length + 1)
    phrase = words_of[start : start + length]
    return " ".join(words_of[:start] + phrase * chance.randint(2, 4) + words_of[start + length :])


def _leave_arabic(subject: Subject, _material: Material, chance: random.Random) -> str | None:
    arabic = [span.of(subject.arabic) for span in words(subject.arabic)]
    arabic = [word for word in arabic if len(word) > 2 and "\u0621" <= word[0] <= "\u064a"]
    english = list(re.finditer(r"[A-Za-z]{3,}", subject.english))
    if not arabic or not english:
        return None
    match = chance.choice(english)
    return subject.english[: match.start()] + chance.choice(arabic) + subject.english[match.end() :]


def _drop_negation(subject: Subject, _material: Material, chance: random.Random) -> str | None:
    ways = [(pattern, with_) for pattern, with_ in _NEGATIONS if pattern.search(subject.english)]
    if not ways:
        return None
    pattern, with_ = ways[0]
    match = chance.choice(list(pattern.finditer(subject.english)))
    changed = subject.english[: match.start()] + match.expand(with_) + subject.english[match.end() :]
    return changed[:1].upper() + changed[1:] if subject.english[:1].isupper() else changed


def _swap_numbers(subject: Subject, _material: Material, chance: random.Random) -> str | None:
    found = [match for match in _NUMBER.finditer(subject.english) if len(match[0]) < _YEAR or "," in match[0]]
    pairs = [(a, b) for a, b in pairwise(found) if _value(a[0]) != _value(b[0])]
    if not pairs:
        return None
    first, second = chance.choice(pairs)
    text = subject.english
    between = text[first.end() : second.start()]
    return text[: first.start()] + second[0] + between + first[0] + text[second.end() :]


def _transpose_digits(subject: Subject, _material: Material, chance: random.Random) -> str | None:
    found = [
        (match, at)
        for match in re.finditer(r"\d{2,}", subject.english)
        for at in range(len(match[0]) - 1)
        if match[0][at] != match[0][at + 1] and not (at == 0 and match[0][1] == "0")
    ]
    if not found:
        return None
    match, at = chance.choice(found)
    written = match[0]
    changed = written[:at] + written[at + 1] + written[at] + written[at + 2 :]
    return subject.english[: match.start()] + changed + subject.english[match.end() :]


def _lose_percent(subject: Subject, _material: Material, _chance: random.Random) -> str | None:
    changed = _PERCENT.sub("", subject.english)
    return changed if changed != subject.english else None


def _change_scale(subject: Subject, _material: Material, chance: random.Random) -> str | None:
    found = list(_SCALE.finditer(subject.english))
    if not found:
        return None
    match = chance.choice(found)
    other = chance.choice([scale for scale in _SCALES[1:] if scale != match[0].lower()])
    return subject.english[: match.start()] + other + subject.english[match.end() :]


def _change_day(subject: Subject, _material: Material, chance: random.Random) -> str | None:
    found = list(_DAY.finditer(subject.english))
    if not found:
        return None
    match = chance.choice(found)
    other = chance.choice([day for day in _DAYS if day not in subject.english])
    return subject.english[: match.start()] + other + subject.english[match.end() :]


def _lose_mark(marks: str) -> Mutate:
    def plant(subject: Subject, _material: Material, chance: random.Random) -> str | None:
        places = [at for at, c in enumerate(subject.english) if c in marks]
        if not places:
            return None
        at = chance.choice(places)
        return subject.english[:at] + subject.english[at + 1 :]

    return plant


def _lose_pairs(marks: str) -> Mutate:
    def plant(subject: Subject, _material: Material, _chance: random.Random) -> str | None:
        return "".join(c for c in subject.english if c not in marks)

    return plant


def _cased(word: str, like: str) -> str:
    return word.capitalize() if like[:1].isupper() else word


MUTATIONS = (
    Mutation("number changed, digits", _change_digits, frozenset({FlagKind.NUMBER})),
    Mutation("number changed, words", _change_number_word, frozenset({FlagKind.NUMBER})),
    Mutation("month changed", _change_month, frozenset({FlagKind.NUMBER})),
    Mutation("day of the week changed", _change_day, frozenset({FlagKind.NUMBER})),
    Mutation("two numbers swapped", _swap_numbers, frozenset({FlagKind.NUMBER})),
    Mutation("digits transposed", _transpose_digits, frozenset({FlagKind.NUMBER})),
    Mutation("percent lost", _lose_percent, frozenset({FlagKind.NUMBER})),
    Mutation("thousand, million changed", _change_scale, frozenset({FlagKind.NUMBER})),
    Mutation("name swapped, in glossary", _swap_name, frozenset({FlagKind.NAME})),
    Mutation("name swapped, not in glossary", _swap_unknown_name, frozenset({FlagKind.NAME})),
    Mutation("end cut", _cut, frozenset({FlagKind.TRUNCATED, FlagKind.LENGTH})),
    Mutation("end cut before full stop", _cut_before_stop, frozenset({FlagKind.TRUNCATED, FlagKind.LENGTH})),
    Mutation("phrase repeated", _repeat, frozenset({FlagKind.REPETITION})),
    Mutation("word left in Arabic", _leave_arabic, frozenset({FlagKind.UNTRANSLATED})),
    Mutation("negation dropped", _drop_negation, frozenset({FlagKind.NEGATION})),
    Mutation("quotation mark lost", _lose_mark(_QUOTES), frozenset({FlagKind.QUOTES})),
    Mutation("all quotation marks lost", _lose_pairs(_QUOTES), frozenset({FlagKind.QUOTES})),
    Mutation("bracket lost", _lose_mark("()[]"), frozenset({FlagKind.QUOTES})),
    Mutation("all brackets lost", _lose_pairs("()[]"), frozenset({FlagKind.QUOTES})),
)


def names_in(texts: Sequence[str]) -> list[str]:
    """Capitalised words inside the sentences that stand nowhere in small letters: names, for the most
    part."""
    small = {word for text in texts for word in re.findall(r"\b[a-z]+\b", text)}
    found = {match[0] for text in texts for match in _NAME.finditer(text)}
    return sorted(name for name in found if not any(part.lower() in small for part in name.split()))
