"""Reading the lexicon of the checks: an Arabic stem, a tab, English stems with spaces between them."""

from pathlib import Path

from reader_app.core.checks.pair import Lexicon


def read_lexicon(path: Path) -> Lexicon:
    """English stems by Arabic stem, both as `core.checks.stems` cuts them."""
    lexicon: dict[str, frozenset[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        stem, _, meanings = line.partition("\t")
        lexicon[stem] = frozenset(meanings.split())
    return lexicon
