"""Words cut down to what their inflections share, for looking them up in the lexicon of the checks.

Light and deterministic: a fixed list of beginnings and ends is cut off while enough letters remain, whether
or not they are affixes. Both the lexicon's making and its use go through here, so that what is cut wrongly
is cut alike.
"""

_ARTICLES = ("وال", "بال", "كال", "فال", "ولل", "ال", "لل")
_ENDS = (
    "تها",
    "هما",
    "ها",
    "ان",
    "ات",
    "ون",
    "ين",
    "هم",
    "هن",
    "نا",
    "كم",
    "ية",
    "يه",
    "وا",
    "تي",
    "ه",
    "ي",
    "ا",
)
_SHORTEST = 3
_VERB_BEGINNINGS = ("سي", "ست", "سن")


def arabic_stem(word: str) -> str:
    """The stem of a normalised Arabic word."""
    if word.startswith("و") and len(word) > _SHORTEST:
        word = word[1:]
    for article in _ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= _SHORTEST - 1:
            word = word.removeprefix(article)
            break
    else:
        if word[:1] in ("ب", "ل", "ف", "ك") and len(word) > _SHORTEST + 2:
            word = word[1:]
        if word.startswith(_VERB_BEGINNINGS) and len(word) > _SHORTEST + 1:
            word = word[1:]
    for _ in range(2):
        for end in _ENDS:
            if word.endswith(end) and len(word) - len(end) >= _SHORTEST:
                word = word.removesuffix(end)
                break
    if word[:1] in ("ي", "ت") and len(word) > _SHORTEST:
        word = word[1:]
    return word


def english_stem(word: str) -> str:
    """The stem of an English word in small letters."""
    word = word.removesuffix("'s").removesuffix("'")
    for end, instead in (
        ("ies", "y"),
        ("ied", "y"),
        ("sses", "ss"),
        ("ing", ""),
        ("ed", ""),
        ("es", ""),
        ("s", ""),
        ("ly", ""),
    ):
        if (
            word.endswith(end)
            and len(word) - len(end) >= _SHORTEST
            and not word.endswith("ss" if end == "s" else " ")
        ):
            word = word.removesuffix(end) + instead
            break
    return word.removesuffix("e") if len(word) > _SHORTEST else word
