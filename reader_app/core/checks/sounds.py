"""Whether an Arabic word may be the spelling of an English name: their consonants, put into a few classes."""

import re
import unicodedata

_ARABIC = {
    **dict.fromkeys("بپ", "B"), **dict.fromkeys("تطدضذظ", "T"), **dict.fromkeys("غقكخگ", "K"),
    **dict.fromkeys("سصزشچژ", "S"), **dict.fromkeys("فڤ", "F"), "ج": "J",
    "ث": "X", "ل": "L", "م": "M", "ن": "N", "ر": "R",
}  # fmt: skip
_ENGLISH_PAIRS = (
    ("sch", "S"), ("tch", "S"), ("ch", "C"), ("sh", "S"), ("th", "X"), ("ph", "F"), ("gh", "K"), ("kh", "K"),
    ("ck", "K"), ("x", "KS"), ("qu", "K"), ("zh", "S"), ("ce", "S"), ("ci", "S"), ("cy", "S"), ("ge", "J"),
    ("gi", "J"), ("gy", "J"),
)  # fmt: skip
_ENGLISH = {
    **dict.fromkeys("bp", "B"), **dict.fromkeys("td", "T"), **dict.fromkeys("gkqc", "K"),
    **dict.fromkeys("sz", "S"),
    **dict.fromkeys("fv", "F"), "j": "J", "l": "L", "m": "M", "n": "N", "r": "R",
}  # fmt: skip
_TABLE = {ord(letter): code for letter, code in _ARABIC.items()}
_PAIRS = re.compile("|".join(pair for pair, _ in _ENGLISH_PAIRS))
_PAIR_CODES = dict(_ENGLISH_PAIRS)
_ALIKE = {frozenset(pair) for pair in ("JK", "JS", "XT", "XS", "CS", "CK", "CJ", "CT", "FB", "SK", "ST")}
_TWICE = re.compile(r"(.)\1+")
_NOT_CODES = re.compile(r"[^A-Z]")


def arabic_sounds(word: str) -> str:
    """The consonants of a normalised Arabic word, as codes."""
    return _TWICE.sub(r"\1", _NOT_CODES.sub("", word.translate(_TABLE)))


def english_sounds(name: str) -> str:
    """The consonants of an English name, as codes."""
    plain = unicodedata.normalize("NFKD", name).lower().replace("'", "").replace("’", "")
    coded = _PAIRS.sub(lambda match: _PAIR_CODES[match[0]], plain)
    return _TWICE.sub(r"\1", "".join(c if c.isupper() else _ENGLISH.get(c, "") for c in coded))


def distance(one: str, other: str) -> float:
    """How many codes differ; those that sound alike count half."""
    row = [float(j) for j in range(len(other) + 1)]
    for i, left in enumerate(one, 1):
        before, row[0] = row[0], float(i)
        for j, right in enumerate(other, 1):
            change = 0.0 if left == right else 0.3 if frozenset((left, right)) in _ALIKE else 1.0
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + change)
    return row[-1]


def sounds_alike(arabic: str, english: str, *, strictly: bool = False) -> bool:
    """Whether two strings of codes may be one name: at most a third of them differ, or strictly a fifth."""
    longest = max(len(arabic), len(english))
    return (
        longest > 0
        and abs(len(arabic) - len(english)) <= 2
        and distance(arabic, english) <= max(0.6, longest / (5 if strictly else 3))
    )
