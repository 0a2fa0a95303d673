"""Reading what the checks know of words.

The lexicon has an Arabic stem, a tab and English stems with spaces between them on each line; the list of
common English words is words between white space.
"""

from pathlib import Path

from reader_app.core.checks.pair import Lexicon


def read_lexicon(path: Path) -> Lexicon:
    """English stems by Arabic stem, both as `core.checks.stems` cuts them."""
    lexicon: dict[str, frozenset[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        stem, _, meanings = line.partition("\t")
        lexicon[stem] = frozenset(meanings.split())
    return lexicon


def read_english_words(path: Path) -> frozenset[str]:
    """English words, in small letters, that are no names."""
    return frozenset(path.read_text(encoding="utf-8").split())
