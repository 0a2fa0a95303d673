"""The formats an article can be read from. A new one is a module here and a line in `FORMATS`."""

from collections.abc import Callable
from dataclasses import dataclass

from reader_app.formats import plain_text


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: what people call it, its suffixes in lower case, and its reader.

    `read(data, name)` returns the article's text and raises ArticleError, whose message calls the
    file `name`, where the bytes hold none.
    """

    description: str
    suffixes: tuple[str, ...]
    read: Callable[[bytes, str], str]


FORMATS: dict[str, Format] = {
    "text": Format("Plain text", (".txt", ".text", ".md"), plain_text.read),
}


def format_for(suffix: str) -> Format:
    """The format of files with this suffix; plain text for a suffix nobody claims."""
    wanted = suffix.lower()
    return next((f for f in FORMATS.values() if wanted in f.suffixes), FORMATS["text"])
