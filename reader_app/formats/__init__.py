"""Reading articles from files and from standard input."""

import re
from pathlib import Path
from typing import BinaryIO

from reader_app.core.arabic import INVISIBLES
from reader_app.core.article import Article
from reader_app.core.errors import ArticleError
from reader_app.core.paragraphs import opening_heading
from reader_app.core.sentences import build_article
from reader_app.formats.registry import FORMATS, Format, format_for

__all__ = [
    "FORMATS",
    "LARGEST_BYTES",
    "Format",
    "format_for",
    "read_article",
    "read_stream",
    "read_text_bytes",
]

LARGEST_BYTES = 64 * 1024 * 1024


def read_article(path: Path) -> Article:
    """The article in the file at `path`, titled by the heading it opens with or else by its name.

    Offsets count in the file's decoded text, of which only a byte order mark is left out. Raises
    ArticleError when there is no such file, or no text in it.
    """
    data = _read_bytes(path)
    text = _checked(format_for(path.suffix).read(data, path.name), path.name)
    return build_article(text, opening_heading(text) or path.stem, path)


def read_stream(stream: BinaryIO, name: str) -> Article:
    """The article that a binary stream such as standard input holds, as plain text.

    `name` is what messages call it, and the title where the text opens with no heading. Raises
    ArticleError as `read_article` does.
    """
    text = read_text_bytes(stream.read(LARGEST_BYTES + 1), name)
    return build_article(text, opening_heading(text) or name)


def read_text_bytes(data: bytes, name: str) -> str:
    """The plain text in `data`, such as standard input, which messages call `name`.

    Raises ArticleError for what is no text, is too long or holds nothing but white space.
    """
    if len(data) > LARGEST_BYTES:
        raise _too_large(name)
    return _checked(FORMATS["text"].read(data, name), name)


def _read_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_BYTES + 1)
    except FileNotFoundError:
        raise ArticleError(f"There is no file {path}.", "Check the name and the folder.") from None
    except IsADirectoryError:
        raise ArticleError(f"{path} is a folder.", "Open a text file in it.") from None
    except PermissionError:
        if path.is_dir():
            raise ArticleError(f"{path} is a folder.", "Open a text file in it.") from None
        raise ArticleError(
            f"You are not allowed to read {path}.", "Ask its owner, or copy it to your own folder."
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ArticleError(f"{path} cannot be read: {reason}.", "Check the name and the disk.") from None
    if len(data) > LARGEST_BYTES:
        raise _too_large(path.name)
    return data


def _too_large(name: str) -> ArticleError:
    limit = LARGEST_BYTES // (1024 * 1024)
    return ArticleError(f"{name} is larger than {limit} MB.", "Split it and open one part at a time.")


def _checked(text: str, name: str) -> str:
    if not re.search(rf"[^\s{INVISIBLES}]", text):
        raise ArticleError(f"{name} is empty.", "Open a file with text in it.")
    return text
