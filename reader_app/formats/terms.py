"""The formats that a reader's own glossary is exchanged in. A new one is a line in `TERM_FORMATS`."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from reader_app.core.errors import ExchangeError
from reader_app.core.files import writing_atomically
from reader_app.core.terms import GivenTerm, OwnTerm
from reader_app.formats import term_bases, term_tables
from reader_app.formats.exchange import Progress, reading


@dataclass(frozen=True, slots=True)
class TermFormat:
    """A kind of file: what people call it, its suffixes in lower case, its reader and its writer.

    `read(file, name)` gives the terms one after another, None for each entry without Arabic or English, and
    raises ExchangeError, whose message calls the file `name`.
    """

    description: str
    suffixes: tuple[str, ...]
    read: Callable[[BinaryIO, str], Iterator[GivenTerm | None]]
    write: Callable[[BinaryIO, Iterable[OwnTerm]], None]


TERM_FORMATS: dict[str, TermFormat] = {
    "csv": TermFormat("Table (CSV)", (".csv",), term_tables.read_csv, term_tables.write_csv),
    "tsv": TermFormat("Table (TSV)", (".tsv", ".tab", ".txt"), term_tables.read_tsv, term_tables.write_tsv),
    "tbx": TermFormat("Term base (TBX)", (".tbx", ".xml"), term_bases.read, term_bases.write),
}


def read_terms(
    path: Path,
    format_name: str | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[GivenTerm | None]:
    """The terms in a file, as they are read; the format is told by the suffix unless it is named.

    Raises ExchangeError where the file cannot be read, is damaged, or has no term with Arabic and English,
    and ExchangeCancelled once `cancelled` says so. Either may come after any number of terms.
    """
    known = _format(path, format_name)
    is_empty = True
    with reading(path, progress, cancelled) as file:
        for term in known.read(file, path.name):
            is_empty = is_empty and term is None
            yield term
    if is_empty:
        raise ExchangeError(f"{path.name} has no term in Arabic and English.", "Nothing was changed.")


def write_terms(path: Path, terms: Iterable[OwnTerm], format_name: str | None = None) -> None:
    """Write a file whole or not at all. Raises ExchangeError, and what reading the terms raises; the old file
    is then untouched."""
    known = _format(path, format_name)
    try:
        with writing_atomically(path) as file:
            known.write(file, terms)
    except OSError as error:
        raise ExchangeError(
            f"{path} could not be written: {error.strerror}.", "Nothing was changed; choose another place."
        ) from error


def _format(path: Path, name: str | None) -> TermFormat:
    if name is None:
        name = next((key for key, known in TERM_FORMATS.items() if path.suffix.lower() in known.suffixes), "")
        if not name:
            raise ExchangeError(
                f"{path.name} has no suffix of a format that terms are kept in.",
                f"Name its format: {', '.join(TERM_FORMATS)}.",
            )
    if name not in TERM_FORMATS:
        raise ExchangeError(f"There is no format {name}.", f"Choose one of {', '.join(TERM_FORMATS)}.")
    return TERM_FORMATS[name]
