"""The names that the speller is trained and measured on: read, cleaned and split, the same way for both.

The two lists of many names are described in `resources/models/speller/README.md`. They were made by machines
out of other data, so that some rows pair two names of one person (رايس, "Janszoon"): `is_alike` leaves those
out. `common_names.tsv` was written by hand: these lists lack the usual form of many a common name.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from reader_app.core.arabic import normalise
from reader_app.core.spelling import arabic_letters, is_spellable

WIKIDATA, GOOGLE = "wikidata_en_ar_train.tsv", "google_ar2en.tsv"
COMMON = Path(__file__).with_name("common_names.tsv")
COUNTS = (300, 60, 20)
"""How many people the spellings in COMMON are taken to stand for, by their place."""

LATIN = frozenset("abcdefghijklmnopqrstuvwxyz'-")
"""What an English spelling is written with here; capitals are put back by rule."""

_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i", "ə": "a"}
)
_APOSTROPHES = str.maketrans(dict.fromkeys('ʿʻʼʾ’‘`′"', "'"))
_ELIDED = "odnm"
"""Letters that keep an apostrophe after them, at the beginning of a name: O'Neil, D'Angelo."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One Arabic word, one English spelling of it, in small letters without diacritics, and how many people
    were found to be written so."""

    arabic: str
    english: str
    count: int = 1


def english_letters(name: str) -> str | None:
    """The name in small letters without diacritics, or None where other characters are in it."""
    folded = unicodedata.normalize("NFKD", name.lower().translate(_PLAIN).translate(_APOSTROPHES))
    folded = "".join(c for c in folded if not unicodedata.combining(c)).strip(".'-")
    head, tail = (folded[:2], folded[2:]) if folded[:1] in _ELIDED and folded[1:2] == "'" else ("", folded)
    folded = head + tail.replace("'", "")
    return folded if folded and LATIN.issuperset(folded) else None


def read_pairs(folder: Path, names: Iterable[str] = (WIKIDATA, GOOGLE, str(COMMON))) -> list[Pair]:
    """The clean pairs of these files, each once with its counts added up, in the order of the Arabic."""
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for name in names:
        for pair in rows(folder / name):
            if name == str(COMMON) or is_alike(pair.arabic, pair.english):
                counts[pair.arabic, pair.english] += pair.count
    plain = set(counts)
    found: dict[tuple[str, str], int] = defaultdict(int)
    for (arabic, english), count in counts.items():
        found[arabic, with_article(arabic, english, plain)] += count
    return [Pair(arabic, english, count) for (arabic, english), count in sorted(found.items())]


def with_article(arabic: str, english: str, known: Container[tuple[str, str]]) -> str:
    """The English with the article set off by a hyphen where the Arabic word has it: الغربي, "gharbi" and
    "elgharbi", become "al-gharbi" and "el-gharbi"; الكسندر, "alexander", stays.

    `known` are Arabic words with English spellings, among them words without the article.
    """
    if not arabic.startswith("ال") or len(arabic) < 5 or "-" in english:
        return english
    bare = arabic.removeprefix("ال")
    if english[:2] in ("al", "el"):
        return f"{english[:2]}-{english[2:]}" if (bare, english[2:]) in known else english
    return f"al-{english}" if _difference(bare, english) < 1 else english


def rows(file: Path) -> Iterator[Pair]:
    """The rows of a list that are of Arabic and of Latin letters, whether or not they pair like with like."""
    for arabic, english, count in _fields(file):
        word, latin = arabic_letters(arabic), english_letters(english)
        if latin and is_spellable(word):
            yield Pair(word, latin, count)


def _fields(file: Path) -> Iterator[tuple[str, str, int]]:
    for line in file.read_text(encoding="utf-8").splitlines():
        first, _, rest = line.partition("\t")
        if file.name == WIKIDATA:
            letters, _, count = rest.partition("\t")
            yield letters.replace(" ", ""), first, int(count)
        elif file.name == COMMON.name:
            for english, count in zip(filter(None, rest.split(", ")), COUNTS, strict=False):
                yield first, english, count
        else:
            yield first, rest, 1


def share(arabic: str, parts: int) -> int:
    """Which of so many parts a word falls into. Spellings that differ in hamzas, ى, ة or the article alone
    fall into the same, so that nothing held out was seen under another spelling."""
    key = normalise(arabic).removeprefix("ال")
    return int.from_bytes(sha256(key.encode()).digest()[:8], "big") % parts


def is_held_out(arabic: str) -> bool:
    """Whether the word is in the tenth that the speller is measured on and never trained on."""
    return share(arabic, 10) == 0


# Sounds: which Latin letters an Arabic one may stand for.
_SOUNDS = {
    "ب": "bpv", "ت": "td", "ث": "tsch", "ج": "jgcdxzy", "ح": "hj", "خ": "khjxcg", "د": "dt", "ذ": "dtz",
    "ر": "rl", "ز": "zscx", "س": "scztx", "ش": "scjxzt", "ص": "scz", "ض": "dz", "ط": "td", "ظ": "zdt",
    "غ": "ghrjq", "ف": "fvwpbu", "ق": "qkcg", "ك": "kcqgxh", "ل": "lr", "م": "mn", "ن": "nmgl", "ه": "hjgae",
    "و": "wvouaeybg", "ي": "yiejaulghx", "ة": "ahte", "ا": "aeouiy", "أ": "aeouih", "إ": "ieayuh", "آ": "ao",
    "ى": "aiey", "ع": "aeoui", "ء": "aeoui", "ئ": "aeiouy", "ؤ": "uoew",
}  # fmt: skip
_SILENT_AT_END = frozenset("tsxd")
_ONE_SOUND = frozenset(("تش", "دج", "تز", "تس", "كس"))
"""Two letters for what English may write with one."""
_WEAK = frozenset("اوييىةهعءئؤأإآ")
_MUTE = frozenset("aeiouywh'-")


def is_alike(arabic: str, english: str) -> bool:
    """Whether the English may be a spelling of the Arabic: few consonants of either lack their like."""
    word = arabic.removeprefix("ال") if len(arabic) > 4 and not english.startswith(("al", "el")) else arabic
    consonants = sum(c not in _WEAK for c in word) + sum(c not in _MUTE for c in english)
    return _difference(word, english) <= max(1.0, 0.22 * consonants)


def _difference(arabic: str, english: str) -> float:
    """The least cost of writing one for the other, letter by letter; unlike consonants cost 1 each."""
    costs = [0.0]
    for letter in english:
        costs.append(costs[-1] + _skip_latin(letter))
    for a, following in zip(arabic, f"{arabic[1:]} ", strict=True):
        sounds, skip = _SOUNDS.get(a, ""), 0.25 if a in _WEAK or a + following in _ONE_SOUND else 1.0
        row = [costs[0] + skip]
        for index, letter in enumerate(english):
            like = 0.0 if letter in sounds else 1.6
            doubled = 0.1 if letter == english[index - 1 : index] else _skip_latin(letter)
            row.append(min(costs[index] + like, costs[index + 1] + skip, row[-1] + doubled))
        costs = row
    return costs[-1] if english[-1:] not in _SILENT_AT_END else min(costs[-1], costs[-2] + 0.4)


def _skip_latin(letter: str) -> float:
    return 0.1 if letter in _MUTE else 0.8
