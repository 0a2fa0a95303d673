"""The names of an article as a table."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from reader_app.core.errors import ExchangeError
from reader_app.core.files import writing_atomically
from reader_app.services.name_list import ListedName

COLUMNS = (
    *("english", "arabic", "kind", "count", "sentences"),
    *("latitude", "longitude", "source", "licence"),
)


def write_names(path: Path, names: Sequence[ListedName]) -> None:
    """CSV (RFC 4180) in UTF-8, with the columns in the first row; sentences are numbers parted by spaces.

    A text that a spreadsheet would take for a formula gets an apostrophe before it. Raises ExchangeError;
    the file that was there is then as it was.
    """
    try:
        with writing_atomically(path) as file:
            text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
            writer = csv.writer(text)
            writer.writerow(COLUMNS)
            writer.writerows(map(_row, names))
            text.detach()
    except OSError as error:
        raise ExchangeError(
            f"{path.name} could not be written: {error.strerror}.",
            "Nothing was changed; choose another place.",
        ) from error


def _row(name: ListedName) -> tuple[object, ...]:
    entry, place = name.entry, name.entry.location
    sentences = dict.fromkeys(mention.sentence for mention in name.mentions)
    point = (place.latitude, place.longitude) if place else ("", "")
    texts = (_harmless(text) for text in (entry.english, entry.arabic))
    return (
        *texts,
        entry.kind,
        len(name.mentions),
        " ".join(map(str, sentences)),
        *point,
        _harmless(entry.source),
        entry.licence,
    )


def _harmless(text: str) -> str:
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
