"""Plain text, in UTF-8 or an older Arabic encoding."""

from reader_app.formats.decoding import decode


def read(data: bytes, name: str) -> str:
    """The text of a plain text file. Raises ArticleError (see `decoding.decode`)."""
    return decode(data, name)
