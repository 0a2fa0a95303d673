"""Spelling Arabic names in English: the rules, around guesses for single words.

A word's guesses come from a list or a model, in small letters without diacritics, the article set off by
a hyphen (`al-sudairi`). What newsrooms do with whole names is regular and is done here: «عبد الرحمن» is one
name, بن and أبو have fixed forms, the article stays small.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reader_app.core.arabic import ARABIC_MARKS, INVISIBLES, TATWEEL, words
from reader_app.core.names import Kind

LONGEST_WORD = 24
"""Letters of the longest word that is spelled; nobody's name has more."""

MOST_WORDS = 12
"""Words of the longest name that is spelled."""

_DROPPED = re.compile(f"[{ARABIC_MARKS}{INVISIBLES}{TATWEEL}]")
_LETTERS = frozenset("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي")
# Letters of Persian and of the Maghreb, by those that most Arabic writers use in their place.
_LIKE = str.maketrans(
    {
        **dict(zip("یکہھەٱڤپگڨژڭ", "يكههةافبغقجغ", strict=True)),
        "چ": "تش",
    }
)


def arabic_letters(word: str) -> str:
    """The word as spellings are guessed from it: without vowel marks, in the letters of Arabic proper.

    Hamzas and ة stay, unlike in `core.arabic.normalise`: they tell إ from أ.
    """
    plain = _DROPPED.sub("", unicodedata.normalize("NFKC", word))
    return plain.translate(_LIKE)


def is_spellable(word: str) -> bool:
    """Whether a word, as `arabic_letters` gives it, is made of Arabic letters only, and not of too many."""
    return 0 < len(word) <= LONGEST_WORD and _LETTERS.issuperset(word)


@dataclass(frozen=True, slots=True)
class Guess:
    """An English spelling of a word, in small letters, and how likely it is, from 0 to 1."""

    text: str
    probability: float


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a name. `forms` are its English forms, the likeliest first.

    Where `word` is not empty, each form has a place for the guesses of that word: `{title}` with capitals,
    `{small}` without, `{bare}` and `{smallbare}` the same without the article. `joint` stands before it.
    """

    forms: tuple[str, ...]
    word: str = ""
    joint: str = " "


_WEIGHTS = (0.7, 0.2, 0.1)
"""What the forms of a part count, by rank, where it has several."""

_AS_GUESSED = ("{title}",)
_OF_PLACES = ("{title}", "{bare}")

# With another word after them, and by the letters of `arabic_letters`.
_BEFORE_NAMES = {
    **dict.fromkeys(("أبو", "ابو"), ("Abu", "Abou")),
    **dict.fromkeys(("أبي", "ابي"), ("Abi",)),
    **dict.fromkeys(("أم", "ام"), ("Umm", "Um")),
    "آل": ("Al",),
    "دي": ("de", "di"),
    "دا": ("da",),
    "دوس": ("dos",),
    "ديل": ("del",),
    "فان": ("van",),
    "فون": ("von",),
}
_BETWEEN_NAMES = {
    "بن": ("bin", "ben", "ibn"),
    **dict.fromkeys(("ابن", "إبن"), ("ibn", "bin")),
    "بنت": ("bint",),
    "ولد": ("Ould",),
}
_AT_THE_BEGINNING = {"بن": ("Bin", "Ben"), "ولد": ("Ould",), **dict.fromkeys(("ابن", "إبن"), ("Ibn",))}
_DER = frozenset(("فان", "فون"))

_BEFORE_PLACES = {
    "باب": ("Bab",),
    "بيت": ("Beit", "Bayt"),
    "تل": ("Tal", "Tell"),
    "جبل": ("Jabal",),
    "جسر": ("Jisr",),
    "خان": ("Khan",),
    "خربة": ("Khirbet",),
    "دير": ("Deir", "Dayr"),
    **dict.fromkeys(("رأس", "راس"), ("Ras",)),
    "عين": ("Ain", "Ayn"),
    "كفر": ("Kafr",),
    "مرج": ("Marj",),
    "وادي": ("Wadi",),
}

_LETTERS_OF_NAMES = dict(zip("أإآابتجدرزسشفكلمنهوي", "AEAABTJDRZSSFKLMNHWY", strict=True))
_LETTERS_BY_NAME = dict(
    zip(
        ["دبليو", "إتش", "إف", "إس", "إم", "إل", "بي", "جيه", "كيه"],
        ["W", "H", "F", "S", "M", "L", "B", "J", "K"],
        strict=True,
    )
)
"""English letters as Arabic writes them out: جورج دبليو بوش."""


def name_parts(name: str, kind: Kind) -> tuple[Part, ...]:
    """The parts of a name as an article has it; none where there is nothing to spell.

    That is: no Arabic word, or one that no name has (digits within, far too long), or an organisation, whose
    name is translated, not spelled.
    """
    tokens = list(_tokens(name))
    spelled = [token for token, _ in tokens if not token.isascii()]
    if kind is Kind.ORGANISATION or not spelled or len(tokens) > MOST_WORDS:
        return ()
    if not all(map(is_spellable, spelled)):
        return ()
    return tuple(_parts(tokens, kind))


def _tokens(name: str) -> Iterator[tuple[str, str]]:
    """Each word as `arabic_letters` gives it, and what joins it to the one before: a space or a hyphen."""
    end = 0
    for span in words(name):
        yield arabic_letters(span.of(name)), "-" if name[end : span.start] in ("-", "‐", "‑", "–") else " "
        end = span.end


def _parts(tokens: Sequence[tuple[str, str]], kind: Kind) -> Iterator[Part]:
    at = 0
    while at < len(tokens):
        word, joint = tokens[at]
        following = tokens[at + 1][0] if at + 1 < len(tokens) else ""
        part, taken = _compound(word, following, joint)
        if part is None:
            before = tokens[at - 1][0] if at else ""
            part, taken = _single(word, before, following, joint, kind), 1
        yield part
        at += taken


def _compound(word: str, following: str, joint: str) -> tuple[Part | None, int]:
    """A name that is written as two words, or as one with عبد in it, and how many words it takes."""
    if word == "عبد" and following.startswith("ال"):
        return _servant(following, joint), 2
    if word.startswith("عبدال") and len(word) > 6:
        return _servant(word.removeprefix("عبد"), joint), 1
    if following == "الله" and word != "عبد":
        # ة is heard before the article: Rahmatullah.
        heard = f"{word.removesuffix('ة')}ت" if word.endswith("ة") else word
        forms = ("{bare}ullah", "{bare}allah") if word.endswith("ة") else ("{bare}allah", "{bare}ullah")
        return Part(forms, heard, joint), 2
    return None, 0


def _servant(of: str, joint: str) -> Part:
    if of == "الله":
        return Part(("Abdullah", "Abdallah"), joint=joint)
    return Part(("Abdul{smallbare}", "Abdel {bare}", "Abdul {bare}"), of, joint)


def _single(word: str, before: str, following: str, joint: str, kind: Kind) -> Part:
    if word.isascii():
        return Part((word.replace("{", "").replace("}", ""),), joint=joint)
    if following:
        if before in _DER and word == "دير":
            return Part(("der",), joint=joint)
        tables = [_BEFORE_NAMES, _BETWEEN_NAMES if before else _AT_THE_BEGINNING]
        if kind is Kind.PLACE and not before:
            tables.insert(0, _BEFORE_PLACES)
        for table in tables:
            if word in table:
                return Part(table[word], joint=joint)
    initial = _LETTERS_OF_NAMES.get(word) or (_LETTERS_BY_NAME.get(word) if before else None)
    if following and initial:
        return Part((f"{initial}.",), joint=joint)
    if word == "الدين" and before:
        return Part(("al-Din", "el-Din"), joint=joint)
    return Part(_OF_PLACES if kind is Kind.PLACE else _AS_GUESSED, word, joint)


def spell(parts: Sequence[Part], guesses: Mapping[str, Sequence[Guess]], count: int) -> tuple[str, ...]:
    """Up to `count` different spellings of the name that `parts` make up, the likeliest first.

    `guesses` has the guesses for the word of each part; where it has none for one, there is no spelling.
    """
    best: dict[str, float] = {"": 1.0}
    for part in parts:
        options = list(_options(part, guesses))
        joined: dict[str, float] = {}
        for beginning, weight in best.items():
            joint = part.joint if beginning else ""
            for text, probability in options:
                whole = f"{beginning}{joint}{text}"
                joined[whole] = joined.get(whole, 0.0) + weight * probability
        # A few more than wanted: what is behind now may be ahead later only by ties.
        ranked = sorted(joined.items(), key=lambda item: -item[1])
        best = dict(ranked[: 4 * count])
    return tuple(list(best)[:count]) if parts else ()


def _options(part: Part, guesses: Mapping[str, Sequence[Guess]]) -> Iterator[tuple[str, float]]:
    weights: Iterable[float] = (1.0,) if len(part.forms) == 1 else _WEIGHTS
    for form, weight in zip(part.forms, weights, strict=False):
        if not part.word:
            yield form, weight
            continue
        for guess in guesses.get(part.word, ()):
            bare = re.sub("^[ae]l-", "", guess.text)
            text = form.format(
                title=capitalised(guess.text), small=guess.text, bare=capitalised(bare), smallbare=bare
            )
            yield text.replace("aallah", "allah"), weight * guess.probability


_CAPITAL = re.compile(r"(?:^|(?<=-)|(?<=^[a-z]'))[a-z]|(?<=^mc)[a-z](?=[a-z]{2})")


def capitalised(text: str) -> str:
    """A spelling in small letters with the capitals of a name: al-Sudairi, O'Neil, McDonald, Jean-Claude."""
    article = re.match("[ae]l-", text)
    start = article.end() if article else 0
    return text[:start] + _CAPITAL.sub(lambda match: match[0].upper(), text[start:])
