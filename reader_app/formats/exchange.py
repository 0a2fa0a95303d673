"""The formats that translations are exchanged in. A new one is a module here and a line in `EXCHANGE`."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader, FileIO
from pathlib import Path
from typing import BinaryIO

from reader_app.core.errors import ExchangeCancelled, ExchangeError
from reader_app.core.files import writing_atomically
from reader_app.core.units import SOURCE_LANGUAGE, TARGET_LANGUAGE, Bitext, Findings, Unit
from reader_app.formats import (
    bilingual_html,
    docx,
    english_text,
    pdf,
    tables,
    tbx,
    tmx,
    xliff,
    xliff2,
)

Read = Callable[[BinaryIO, str, Findings], Iterator[Unit]]
Write = Callable[[BinaryIO, Bitext], None]
Progress = Callable[[int, int], object]
"""Called while a file is read: how many bytes are read, of how many."""


@dataclass(frozen=True, slots=True)
class ExchangeFormat:
    """A kind of file: what people call it, its suffixes in lower case, its reader and its writer.

    `read(file, name, findings)` gives the units one after another and raises ExchangeError, whose message
    calls the file `name`. `write(file, bitext)` reads the units once. Either is None where the format only
    goes the other way. `is_text` is whether the file is UTF-8 that a terminal can show, `takes_untranslated`
    whether it has a place for the state and the note of a unit without a translation.
    """

    description: str
    suffixes: tuple[str, ...]
    read: Read | None
    write: Write | None
    is_text: bool = True
    takes_untranslated: bool = False


EXCHANGE: dict[str, ExchangeFormat] = {
    "tmx": ExchangeFormat("Translation memory (TMX 1.4b)", (".tmx",), tmx.read, tmx.write),
    "xliff": ExchangeFormat(
        "XLIFF 1.2", (".xlf", ".xliff"), xliff2.read, xliff.write, takes_untranslated=True
    ),
    "xliff2": ExchangeFormat(
        "XLIFF 2.0", (".xlf", ".xliff"), xliff2.read, xliff2.write, takes_untranslated=True
    ),
    "tbx": ExchangeFormat("Term base (TBX)", (".tbx",), tbx.read, tbx.write),
    "html": ExchangeFormat(
        "Bilingual web page (HTML)", (".html", ".htm"), None, bilingual_html.write, takes_untranslated=True
    ),
    "docx": ExchangeFormat(
        "Bilingual Word document", (".docx",), docx.read, docx.write, is_text=False, takes_untranslated=True
    ),
    "pdf": ExchangeFormat("Facing pages (PDF)", (".pdf",), None, pdf.write, is_text=False),
    "csv": ExchangeFormat(
        "Table (CSV)", (".csv",), tables.read_csv, tables.write_csv, takes_untranslated=True
    ),
    "tsv": ExchangeFormat("Pairs, tab-separated (TSV)", (".tsv", ".tab"), tables.read_tsv, tables.write_tsv),
    "text": ExchangeFormat("English text", (".txt",), None, english_text.write),
}


def format_named(name: str) -> ExchangeFormat:
    """The format with this key. Raises ExchangeError."""
    if name not in EXCHANGE:
        raise ExchangeError(f"There is no format {name}.", f"Choose one of {', '.join(EXCHANGE)}.")
    return EXCHANGE[name]


def format_of(path: Path, *, reading: bool) -> str:
    """The key of the format that a file's suffix tells. Raises ExchangeError for one that cannot be read (or
    written) here."""
    for key, known in EXCHANGE.items():
        can = known.read if reading else known.write
        if path.suffix.lower() in known.suffixes and can is not None:
            return key
    able = (key for key, known in EXCHANGE.items() if (known.read if reading else known.write) is not None)
    verb = "read" if reading else "written"
    raise ExchangeError(
        f"{path.name} has no suffix of a format that translations are {verb} in.",
        f"Name its format: {', '.join(able)}.",
    )


def read_units(
    path: Path,
    findings: Findings,
    *,
    format_name: str | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[Unit]:
    """The units in a file, as they are read; the format is told by the suffix unless it is named.

    Raises ExchangeError where the file cannot be read, is damaged, or has no pair of Arabic and English, and
    ExchangeCancelled once `cancelled` says so. Either may come after any number of units.
    """
    known = format_named(format_name or format_of(path, reading=True))
    if known.read is None:
        raise ExchangeError(f"{known.description} cannot be read here.", "Give another format.")
    count = 0
    with reading(path, progress, cancelled) as file:
        for unit in known.read(file, path.name, findings):
            count += 1
            yield unit
    if not count:
        raise _without_pairs(path.name, findings)


@contextmanager
def reading(
    path: Path, progress: Progress | None = None, cancelled: Callable[[], bool] = lambda: False
) -> Iterator[BinaryIO]:
    """A file to be read, watched; raises ExchangeError where it cannot be, ExchangeCancelled once `cancelled`
    says so."""
    try:
        with _Watched(path, progress, cancelled) as file:
            yield file
    except FileNotFoundError:
        raise ExchangeError(f"There is no file {path}.", "Check the name and the folder.") from None
    except IsADirectoryError:
        raise ExchangeError(f"{path} is a folder.", "Give a file.") from None
    except OSError as error:
        raise ExchangeError(
            f"{path} cannot be read: {error.strerror}.", "Check the name and the disk."
        ) from None


def write_file(path: Path, bitext: Bitext, format_name: str | None = None) -> None:
    """Write a file whole or not at all; the format is told by the suffix unless it is named.

    Raises ExchangeError, and what reading the units raises; the old file is then untouched.
    """
    write = format_named(format_name or format_of(path, reading=False)).write
    if write is None:
        raise ExchangeError(f"{format_name} cannot be written here.", "Choose another format.")
    try:
        with writing_atomically(path) as file:
            write(file, bitext)
    except OSError as error:
        raise ExchangeError(
            f"{path} could not be written: {error.strerror}.", "Nothing was changed; choose another place."
        ) from error


def _without_pairs(name: str, findings: Findings) -> ExchangeError:
    met = sorted(filter(None, findings.languages))
    if met and not {SOURCE_LANGUAGE, TARGET_LANGUAGE} <= findings.languages:
        return ExchangeError(
            f"{name} is not a file of Arabic and English: its languages are {', '.join(met)}.",
            "Nothing was changed. Choose a file with both.",
        )
    return ExchangeError(f"{name} has no pair of Arabic and English.", "Nothing was changed.")


class _Watched(BufferedReader):
    """A file being read that tells how far it is, and stops when it is told to."""

    def __init__(self, path: Path, progress: Progress | None, cancelled: Callable[[], bool]) -> None:
        super().__init__(FileIO(path))
        self._size = path.stat().st_size
        self._furthest = 0
        self._progress, self._cancelled = progress, cancelled

    def read(self, size: int | None = -1) -> bytes:
        self._watch()
        return super().read(size)

    def read1(self, size: int = -1) -> bytes:
        self._watch()
        return super().read1(size)

    def _watch(self) -> None:
        if self._cancelled():
            raise ExchangeCancelled("The import was broken off.", "Nothing was changed.")
        if self._progress is not None and self.seekable():
            self._furthest = max(self._furthest, self.tell())  # an archive is read from its end first
            self._progress(self._furthest, self._size)
