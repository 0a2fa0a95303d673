"""What the tagger looks at: for a word itself, for a neighbour, and for the classes of a few words together.

A feature is a short string; training and use make the same ones. Words are normalised (`core.arabic`), a
mark of punctuation is a word of its own, and a word that may begin with clitics is looked at with and
without them.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reader_app.core.arabic import clitic_strippings
from reader_app.tagging.letters import LetterModel
from reader_app.tagging.lexicon import NOTHING, Known, Lexicon, Lists

COMMON, MEDIUM = 5, 3
"""Frequencies from which a word counts as common, and as not rare."""

NEIGHBOURS = (-2, -1, 1, 2)
WIDTH = 2
"""How many words on each side are looked at."""

OUTSIDE = "~"
"""The class of what is before the first word of a sentence and after its last one."""

_FUTURES = frozenset(["سي", "ست", "سن", "سا"])
"""What the future of a verb begins with."""

_PUNCTUATION = frozenset('.,،:()"-؛؟!«»')
# Plain numbers from here on: the operators of a flag take most of a second in an article.
_GROUPS = (
    ("C", int(Lists.COUNTRY | Lists.KNOWN_PLACE)),
    ("O", int(Lists.KNOWN_ORGANISATION)),
    ("K", int(Lists.CITY)),
    ("G", int(Lists.VILLAGE | Lists.TOWN)),
    ("S", int(Lists.SURNAME | Lists.KNOWN_PERSON)),
    ("A", int(Lists.GIVEN_NAME)),
    ("P", int(Lists.RARE_NAME | Lists.NAME | Lists.COMMON_NAME)),
)
"""Lists that tell the same, the surest first."""

_ROLES = (
    ("TI", int(Lists.TITLE)),
    ("SP", int(Lists.SPEECH)),
    ("PW", int(Lists.PLACE_WORD)),
    ("BP", int(Lists.BEFORE_PLACE)),
    ("OW", int(Lists.ORGANISATION_WORD)),
    ("EW", int(Lists.EVENT_WORD)),
)
_DEMONYM, _NAME_PART, _PHRASE_START, _SPORT_WORD = map(
    int, (Lists.DEMONYM, Lists.NAME_PART, Lists.PHRASE_START, Lists.SPORT_WORD)
)
_VERB, _NOUN = int(Lists.VERB), int(Lists.NOUN)
_LISTS = tuple((int(flag), flag.name or "") for flag in Lists if flag < Lists.DEMONYM)


@dataclass(frozen=True, slots=True)
class WordFeatures:
    """The features of one word: for its own tag, for the tag of the word beside it, for that of the next
    but one. `kind` is its class; `begins_phrase` whether a listed phrase may begin with it; `of_sport`
    whether it speaks of sport."""

    own: tuple[str, ...]
    near: tuple[str, ...]
    far: tuple[str, ...]
    kind: str
    begins_phrase: bool
    of_sport: bool


@dataclass(frozen=True, slots=True)
class _Form:
    """A word read with so many leading letters as clitics."""

    clitics: str
    word: str
    known: Known
    letters: tuple[float, float, float]

    @property
    def part(self) -> str:
        """What the word may be by the dictionary, a verb or a noun; common words that are neither are
        mostly names."""
        lists = self.known.lists
        return ("v" if lists & _VERB else "") + ("n" if lists & _NOUN else "")

    @property
    def commonness(self) -> str:
        frequency = self.known.frequency
        return "c" if frequency >= COMMON else "m" if frequency >= MEDIUM else "r"


def word_features(words: Sequence[str], lexicon: Lexicon, letters: LetterModel) -> list[WordFeatures]:
    """The features of each word. Many at once take a fraction of the time."""
    strippings = [clitic_strippings(word) if _is_arabic(word) else ((0, word),) for word in words]
    forms = list(dict.fromkeys(form for found in strippings for _, form in found))
    known = _known(forms, lexicon)
    spelled = [form for form in forms if _is_arabic(form)]
    chances = dict(zip(spelled, map(tuple, letters.probabilities(spelled).tolist()), strict=True))
    return [
        _features(
            [
                _Form(word[:count], form, known.get(form, NOTHING), chances.get(form, (0.0, 0.0, 1.0)))
                for count, form in found
            ]
        )
        for word, found in zip(words, strippings, strict=True)
    ]


def _known(forms: Sequence[str], lexicon: Lexicon) -> dict[str, Known]:
    """What is known of each form. One with the س of the future is a verb where it is one without."""
    known = dict(zip(forms, lexicon.know(forms), strict=True))
    future = [form for form in forms if form[:2] in _FUTURES and not known[form].lists]
    for form, present in zip(future, lexicon.know([form[1:] for form in future]), strict=True):
        known[form] = Known(present.lists & _VERB, known[form].frequency)
    return known


CLASS_PATTERNS = (
    ("K-", (-1, 0)),
    ("K+", (0, 1)),
    ("KK", (-2, -1)),
    ("K<", (-2, -1, 0)),
    ("K0", (-1, 0, 1)),
    ("K>", (0, 1, 2)),
)
"""Which words' classes are looked at together, by their distance from the word that is tagged."""


def class_feature(name: str, kinds: Iterable[str]) -> str:
    """The feature of the classes of the words in a pattern of `CLASS_PATTERNS`."""
    return name + "|".join(kinds)


def phrase_feature(tag: str) -> str:
    """The feature of a word in a listed phrase."""
    return f"g{tag}"


def topic_feature(level: int, kind: str) -> str:
    """The feature of a word of a class where the text speaks of sport (see `topic`)."""
    return f"T{level}{kind}"


def neighbour_feature(distance: int, feature: str) -> str:
    """A feature of the word at this distance, as a feature for the tag here."""
    return f"{distance}{feature}"


def _is_arabic(word: str) -> bool:
    return "\u0621" <= word[0] <= "\u064a"


def _features(forms: Sequence[_Form]) -> WordFeatures:
    whole = forms[0]
    word = whole.word
    kind = _kind(forms)
    if word.isdigit():
        return WordFeatures(("num", f"len{len(word)}"), ("num",), ("num",), kind, False, False)
    if not word[0].isalnum():
        return WordFeatures((f"p={word}",), (f"p={word}",), (f"p={word}",), kind, False, False)
    near = (
        f"w={word}",
        *_ends(word, (2, 3)),
        *_shape(whole),
        *(f"r={f.word}" for f in forms[1:]),
        f"k={kind}",
        f"d{_part(forms)}",
    )
    far = (f"w={word}", f"k={kind}", f"s2={word[-2:]}", f"d{_part(forms)}")
    begins_phrase = any(form.known.lists & _PHRASE_START for form in forms)
    of_sport = any(form.known.lists & _SPORT_WORD for form in forms)
    return WordFeatures(tuple(_own(forms, kind)), near, far, kind, begins_phrase, of_sport)


def _own(forms: Sequence[_Form], kind: str) -> Iterable[str]:
    whole = forms[0]
    word, common = whole.word, whole.commonness
    yield f"w={word}"
    yield f"k={kind}"
    for length in range(1, 5):
        if len(word) > length:
            yield f"p{length}={word[:length]}"
            yield f"s{length}={word[-length:]}"
    yield f"len{min(len(word), 9)}"
    yield f"z{whole.known.frequency}"
    yield f"d{whole.part}"
    yield f"d{whole.part}{whole.known.frequency}"
    if word.startswith("ال"):
        yield "al"
    for name, chance in zip(("cp", "cl", "cc"), whole.letters, strict=True):
        yield f"{name}{_bucket(chance)}"
    yield from _of_lists(whole.known.lists, common)
    for form in forms[1:]:
        yield from _stripped(form, whole)


# A text has a few hundred combinations of these: most words take what an earlier one made.
@lru_cache(maxsize=4096)
def _names(lists: int) -> Sequence[str]:
    return tuple(name for flag, name in _LISTS if lists & flag)


@lru_cache(maxsize=4096)
def _of_lists(lists: int, common: str) -> Sequence[str]:
    """The features of a word that is on these lists."""
    found: list[str] = []
    for name in _names(lists):
        found += (f"L{name}", f"L{name}{common}")
    found += (f"G{name}{common}" for name, flags in _GROUPS if lists & flags)
    return tuple(found) if _names(lists) else (*found, f"Lno{common}")


@lru_cache(maxsize=4096)
def _of_lists_after(clitics: str, lists: int, common: str) -> Sequence[str]:
    """The features of a word that is on these lists without the clitics."""
    return tuple(
        feature for name in _names(lists) for feature in (f"R{clitics}{name}{common}", f"R{name}{common}")
    )


def _stripped(form: _Form, whole: _Form) -> Iterable[str]:
    clitics, common = form.clitics, form.commonness
    yield f"c{clitics}"
    yield f"R{clitics}d{form.part}"
    yield f"r={form.word}"
    yield from _of_lists_after(clitics, form.known.lists, common)
    if form.known.frequency > whole.known.frequency:
        yield f"Rmore{clitics}"
    yield f"Rcp{clitics}{_bucket(form.letters[0])}"
    yield f"Rcl{clitics}{_bucket(form.letters[1])}"


def _shape(form: _Form) -> Iterable[str]:
    yield f"z{form.known.frequency}"
    for name in _names(form.known.lists):
        yield f"L{name}{form.commonness}"
    yield f"cp{int(form.letters[0] * 3.99)}"
    yield f"cc{int(form.letters[2] * 3.99)}"


def _ends(word: str, lengths: Iterable[int]) -> Iterable[str]:
    for length in lengths:
        if len(word) > length:
            yield f"s{length}={word[-length:]}"
    if len(word) > 2:
        yield f"p2={word[:2]}"


def _bucket(chance: float) -> int:
    """A probability as one of a few steps of its log-odds."""
    return int(min(3.0, max(-3.0, math.log(chance / (1 - chance + 1e-9) + 1e-9))) * 1.5)


def _kind(forms: Sequence[_Form]) -> str:
    """The class of a word, by lists first, by its letters else."""
    whole = forms[0]
    word = whole.word
    if not _is_arabic(word):
        if word[0].isalnum():
            return "NUM" if word.isdigit() else "LAT"
        return word if word in _PUNCTUATION else "PU"
    joined = 0
    for form in forms:
        joined |= form.known.lists
    if joined & _DEMONYM:
        return "DEM"
    if whole.known.lists & _NAME_PART:
        return "NB"
    for name, flag in _ROLES:
        if joined & flag:
            return name
    return _listed_kind(forms) or _spelled_kind(forms)


def _listed_kind(forms: Sequence[_Form]) -> str:
    best = ""
    for form in forms:
        attached = "c" if form.clitics else ""
        for name, flags in _GROUPS:
            if form.known.lists & flags:
                if name == "C":
                    return f"{attached}C"
                if form.commonness != "c":
                    best = best or f"{attached}{name}{form.commonness}"
                break
    return best


def _part(forms: Sequence[_Form]) -> str:
    """Whether a word may be a verb, with or without «و» or «ف» before it. What else it may be is left to its
    own features: told apart for neighbours too, there are too many classes for the corpus."""
    may_be = any(form.known.lists & _VERB for form in forms if form.clitics in ("", "و", "ف"))
    return "v" if may_be else ""


def _spelled_kind(forms: Sequence[_Form]) -> str:
    form = forms[0]
    foreign = "n" if form.letters[2] < 0.3 else ""
    return f"U{form.commonness}{foreign}{'al' if form.word.startswith('ال') else ''}{_part(forms)}"
