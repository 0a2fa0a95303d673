"""The list of names beside the model: Arabic words with the English spellings that people have, and how many.

A gzipped table, UTF-8, a row a spelling: the Arabic word, the English spelling in small letters, a whole
number, with tabs between. Made by `tools/train_speller.py`.
"""

import gzip
import zlib
from collections.abc import Iterable
from pathlib import Path

from reader_app.core.arabic import normalise
from reader_app.core.errors import ModelDamaged

FILE = "names.tsv.gz"

Spellings = dict[str, int]
"""English spellings and how many people have each."""


def read_name_list(file: Path) -> "NameList":
    """Read the table. Raises ModelDamaged where it is missing or breaks the format."""
    try:
        rows = [line.split("\t") for line in gzip.decompress(file.read_bytes()).decode().splitlines()]
        return NameList((arabic, english, int(count)) for arabic, english, count in rows)
    except (OSError, ValueError, EOFError, zlib.error) as error:
        raise ModelDamaged(
            f"The list of names {file} cannot be read.", "Install the program again."
        ) from error


def write_name_list(file: Path, rows: Iterable[tuple[str, str, int]]) -> None:
    """Write the table; the same rows give the same bytes. Raises OSError."""
    text = "".join(f"{arabic}\t{english}\t{count}\n" for arabic, english, count in rows)
    file.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


class NameList:
    """Arabic words with their English spellings. Immutable."""

    def __init__(self, rows: Iterable[tuple[str, str, int]]) -> None:
        self._exact: dict[str, Spellings] = {}
        for arabic, english, count in rows:
            self._exact.setdefault(arabic, {})[english] = count
        self._folded: dict[str, list[str]] = {}
        for arabic in self._exact:
            self._folded.setdefault(normalise(arabic), []).append(arabic)

    def spellings(self, word: str) -> Spellings:
        """Those of the word, given as `arabic_letters` gives it; else those of the words that differ from it
        in hamzas, ى and ة only, added up. Empty where there are none."""
        if word in self._exact:
            return self._exact[word]
        found: Spellings = {}
        for like in self._folded.get(normalise(word), ()):
            for english, count in self._exact[like].items():
                found[english] = found.get(english, 0) + count
        return found

    def __len__(self) -> int:
        return len(self._exact)
