"""The English words that come with the program, looked up and compared by letters."""

import gzip
from collections.abc import Sequence
from functools import cached_property
from importlib import import_module
from pathlib import Path

from reader_app.core.errors import ReaderError

_FARTHEST = 2  # letters put in, left out, changed or swapped with their neighbours
_PORTION = 500  # words compared in one go, in which no other thread runs


class EnglishWords:
    """`services.proofreading.WordList` over `resources/english`. The list is read when it is first asked."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __contains__(self, word: object) -> bool:
        return word in self._known

    def similar(self, word: str) -> Sequence[str]:
        """The words that differ in a letter or two, the most similar first: those with the same letters, then
        those that begin alike."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        found: list[tuple[int, bool, int, int, str]] = []
        for start in range(0, len(self._list), _PORTION):
            portion = self._list[start : start + _PORTION]
            for other, distance, _ in process.extract(
                word, portion, scorer=OSA.distance, score_cutoff=_FARTHEST, limit=None
            ):
                alike = next((at for at, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), 99)
                is_anagram = sorted(word) == sorted(other)
                length = abs(len(other) - len(word))
                found.append((int(distance), not is_anagram, -alike, length, other))
        return [one[-1] for one in sorted(found)]

    @cached_property
    def _list(self) -> list[str]:
        # Read a moment before it is needed: the first word that is clicked should not wait for it.
        import_module("rapidfuzz.process")
        try:
            return gzip.decompress(self._path.read_bytes()).decode("utf-8").split("\n")
        except (OSError, EOFError, ValueError) as error:
            raise ReaderError(
                f"The list of English words {self._path} cannot be read: {error}.",
                "Install the program again to have the spelling checked.",
            ) from error

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self._list)
