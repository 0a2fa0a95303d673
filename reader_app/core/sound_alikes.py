"""Telling that two Arabic spellings are of one foreign name.

Arabic has no letter for some sounds of other languages, and no habit that all writers share: the g of
Guterres is غ, ج, ق or ك, the s at its end س or ش, and each vowel may be written or left out. Two spellings
are alike where nothing is left of the difference once such letters are taken for one another, and close where
one letter of a long name is. That is a sign, not a proof: `services.people` asks for more.
"""

_FOLDS = str.maketrans(
    {
        **dict.fromkeys("جغقگ", "ك"),
        **dict.fromkeys("صثش", "س"),
        **dict.fromkeys("ذظض", "ز"),
        **dict.fromkeys("طد", "ت"),
        "ح": "ه",
        "خ": "ه",
        "پ": "ب",
        "ڤ": "ف",
        "ئ": "ي",
        "ؤ": "و",
        "ء": "",
    }
)
_VOWELS = "اويه"
_LONG = 5
"""Letters of a word in which one letter more, less or other may stand for the same name."""

_BONES = 4
"""Consonants that tell a name without its vowels. With three, حسن and حسين would be one."""


def folded(word: str) -> str:
    """A normalised word with one letter for all that writers take for one another."""
    return word.replace("تش", "ش").translate(_FOLDS)


def skeleton(word: str) -> str:
    """The consonants of a normalised word, folded, each run of the same one once; a vowel at the
    beginning stays, as ا."""
    letters = folded(word)
    kept = ["ا"] if letters[:1] and letters[0] in _VOWELS else []
    for letter in letters:
        if letter not in _VOWELS and (not kept or kept[-1] != letter):
            kept.append(letter)
    return "".join(kept)


def likeness(word: str) -> tuple[str, ...]:
    """What a normalised word has in common with every word that it is alike, the letters or the bones."""
    bones = skeleton(word)
    letters = f"letters {folded(word)}"
    return (letters, f"bones {bones}") if len(bones) >= _BONES else (letters,)


def are_alike(one: str, other: str) -> bool:
    """Whether two normalised words are most likely spellings of one name."""
    return not set(likeness(one)).isdisjoint(likeness(other))


def are_close(one: str, other: str) -> bool:
    """Whether two normalised words may be spellings of one name, if something else says so too."""
    first, second = folded(one), folded(other)
    long = min(len(first), len(second)) >= _LONG
    return are_alike(one, other) or (long and _differ_by_one(first, second))


def _differ_by_one(one: str, other: str) -> bool:
    """Whether one letter is added, left out or another, and not the first one."""
    if abs(len(one) - len(other)) > 1 or one[:1] != other[:1]:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest_of_one, rest_of_other = one[start:], other[start:]
    return (
        rest_of_one[1:] == rest_of_other[1:]
        or rest_of_one[1:] == rest_of_other
        or rest_of_one == rest_of_other[1:]
    )
