"""The English alone, as plain text: a line a segment."""

from typing import BinaryIO

from reader_app.core.units import Bitext


def write(file: BinaryIO, bitext: Bitext) -> None:
    """Write UTF-8; line breaks inside a segment become spaces."""
    for unit in bitext.units:
        file.write(f"{' '.join(unit.target.split())}\n".encode())
