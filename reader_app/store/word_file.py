"""The words that the reader calls right, as a text file that a person can read and mend."""

from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from pathlib import Path

from reader_app.core.errors import StoreError
from reader_app.core.files import locked, write_atomically
from reader_app.services.proofreading import OwnWords, own_form

_PATIENCE_S = 2.0  # while another window writes; the lane that waits has clicks to answer
_BOM = b"\xef\xbb\xbf"


class WordFile:
    """`services.proofreading.OwnWordStore` over a UTF-8 file with one word a line.

    Each change reads the file, changes it and puts the new one in its place while no other thread or program
    does: two windows lose nothing of each other. A line that is not UTF-8 text is passed over, and written
    again byte for byte. May be used from any thread.
    """

    def __init__(self, path: Path) -> None:
        """Neither the file nor its folder need exist yet."""
        self._path = path
        self._lock = path.with_name(f".{path.name}.lock")
        self._known: tuple[object, OwnWords] | None = None  # with what told the file from others

    def load(self) -> OwnWords:
        """The words in the file. A file that cannot be read has none; its `problem` says so."""
        try:
            found = self._path.stat()
            signature = (found.st_ino, found.st_size, found.st_mtime_ns)
            known = self._known
            if known is None or known[0] != signature:
                known = self._known = (signature, self._words(self._lines()))
        except FileNotFoundError:
            return OwnWords()
        except OSError as error:
            return OwnWords(
                problem=f"The words that you called right cannot be read from {self._path}: "
                f"{error.strerror}. Nothing in there was changed."
            )
        return known[1]

    def add(self, words: Sequence[str]) -> None:
        """Keep these too, none twice. Raises StoreError; the file is then as it was."""
        with self._changing():
            lines = self._lines()
            present = self._words(lines).forms
            wanted = {own_form(word): word for word in words}
            new = [word.encode() for form, word in wanted.items() if form not in present]
            if new:
                self._write([*lines, *new])

    def remove(self, word: str) -> None:
        """Take away every line that has this word, in whatever way it is written. Raises StoreError; the file
        is then as it was."""
        with self._changing():
            lines = self._lines()
            kept = [line for line in lines if _form(line) != own_form(word)]
            if len(kept) < len(lines):
                self._write(kept)

    def _lines(self) -> list[bytes]:
        """The lines as they are written; none where there is no file. Raises OSError."""
        try:
            text = self._path.read_bytes().removeprefix(_BOM)
        except FileNotFoundError:
            return []
        return text.removesuffix(b"\n").split(b"\n") if text else []

    def _words(self, lines: Iterable[bytes]) -> OwnWords:
        forms = [_form(line) for line in lines]
        damaged = forms.count(None)
        problem = (
            f"{damaged} line{'s' * (damaged > 1)} in the list of the words that you called right, "
            f"{self._path}, {'are' if damaged > 1 else 'is'} damaged and passed over. "
            "Nothing in there was removed."
        )
        return OwnWords(frozenset(form for form in forms if form), problem if damaged else "")

    def _write(self, lines: Iterable[bytes]) -> None:
        write_atomically(self._path, b"".join(line + b"\n" for line in lines))

    @contextmanager
    def _changing(self) -> Generator[None]:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with locked(self._lock, _PATIENCE_S):
                yield
        except OSError as error:
            raise StoreError(
                f"The words that you call right could not be kept in {self._path}: {error.strerror}.",
                "Check that the disk is not full and that you may write to its folder.",
            ) from error


def _form(line: bytes) -> str | None:
    """The word in a line, as words are compared; empty for a blank line, None for one that is damaged."""
    try:
        word = line.decode().strip()
    except UnicodeDecodeError:
        return None
    return own_form(word) if word.isprintable() else None
