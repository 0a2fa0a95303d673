"""From the bytes of a text file to its text.

UTF-8 and, with a byte order mark, UTF-16 and UTF-32 are read as such. Other bytes are taken for one
of the older Arabic encodings when they read like Arabic in it: in the wrong one, letters that are
rare in Arabic stand where the frequent ones should. Nothing but the byte order mark is taken out of
the text; line endings and Unicode normalisation forms stay as they are.
"""

import codecs
from math import log

from reader_app.core.errors import ArticleError

LEGACY_ENCODINGS = ("cp1256", "iso8859_6")
"""The more usual first."""

_UNMARKED_UTF16 = ("utf-16-le", "utf-16-be")

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_KINDS = (
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0", "an old Microsoft Office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
)
_ZIP = b"PK\x03\x04"
_ZIP_KINDS = (
    (b"application/epub+zip", "an EPUB book"),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file"),
    (b"word/", "a Word document"),
)
_ZIP_LOOK_AHEAD = 8_192

_SAMPLE_BYTES = 200_000
_ADVICE = "Save it as plain text in UTF-8, then open it again."

# How often a letter occurs, in thousandths of the letters of Arabic prose.
_PER_THOUSAND = {
    "ا": 135, "ل": 115, "ي": 75, "م": 62, "و": 60, "ن": 60, "ر": 48, "ت": 48, "ب": 36, "ع": 36,
    "ة": 35, "د": 33, "ه": 32, "س": 28, "ف": 28, "أ": 23, "ق": 24, "ك": 22, "ح": 20, "ج": 14,
    "ش": 12, "ط": 12, "ص": 12, "خ": 10, "إ": 10, "ى": 9, "ذ": 9, "ض": 7, "ز": 7, "ث": 7,
    "غ": 5, "ء": 5, "ئ": 4, "ظ": 3, "ؤ": 2, "آ": 2,
}  # fmt: skip
_PUNCTUATION = "،؛؟«»–—…“”‘’•٪\u00a0\u0640\u200c\u200d\u200e\u200f"
_MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652"
_LOG_SHARE = {
    **{letter: log(count / 1000) for letter, count in _PER_THOUSAND.items()},
    **dict.fromkeys(_PUNCTUATION + _MARKS, log(10 / 1000)),
}
_LOG_ALIEN = log(0.01 / 1000)
_LEAST_PLAUSIBLE = -4.2
"""Mean logarithm of the share below which a text is not Arabic; prose has about -2.9."""

_PREFERENCE = 0.1
"""How much better the less usual of two encodings must read than the more usual one."""


def decode(data: bytes, name: str) -> str:
    """The text in `data`. `name` is what messages call it.

    Raises ArticleError where the bytes are those of another kind of file, or of no known encoding.
    """
    kind = _kind_of(data)
    if kind:
        raise ArticleError(f"{name} is {kind}, not a text file.", _ADVICE)
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_marked(data[len(mark) :], encoding, name)
    if b"\x00" in data:
        return _decode_guessed(data, _UNMARKED_UTF16, f"{name} is not a text file.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        damage = error
    if _is_nearly_utf8(data):
        line = data.count(b"\n", 0, damage.start) + 1
        raise ArticleError(
            f"{name} is damaged: line {line} (byte {damage.start}) is not valid UTF-8.",
            "Fetch or save the file again.",
        )
    return _decode_guessed(data, LEGACY_ENCODINGS, f"The encoding of {name} is not known.")


def _kind_of(data: bytes) -> str | None:
    """What the first bytes say the file is, None for what may be text."""
    if data.startswith(_ZIP):
        start = data[:_ZIP_LOOK_AHEAD]
        return next((kind for sign, kind in _ZIP_KINDS if sign in start), "a ZIP archive")
    return next((kind for sign, kind in _KINDS if data.startswith(sign)), None)


def _decode_marked(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        label = encoding.upper().removesuffix("-LE").removesuffix("-BE")
        raise ArticleError(
            f"{name} is damaged: byte {error.start} is not valid {label}.", "Fetch or save the file again."
        ) from None


def _decode_guessed(data: bytes, encodings: tuple[str, ...], failure: str) -> str:
    """The text in the encoding in which it reads most like Arabic; ArticleError if in none it does."""
    best, best_score = "", _LEAST_PLAUSIBLE
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        score = arabic_likeness(text[:_SAMPLE_BYTES])
        if score > best_score:
            best, best_score = text, score + _PREFERENCE
    if not best:
        raise ArticleError(failure, _ADVICE)
    return best


def arabic_likeness(text: str) -> float:
    """The mean logarithm of how frequent each non-ASCII character of `text` is in Arabic prose.

    Every article ال counts for it besides. Control characters other than white space are judged too,
    as strangers; a text with nothing to judge scores as one stranger.
    """
    judged = [c for c in text if c > "\x7f" or (c < " " and not c.isspace())]
    if not judged:
        return _LOG_ALIEN
    return (sum(_LOG_SHARE.get(c, _LOG_ALIEN) for c in judged) + text.count("ال")) / len(judged)


def _is_nearly_utf8(data: bytes) -> bool:
    """Whether the bytes are UTF-8 but for a few: at least nine in ten of the non-ASCII characters."""
    text = data[:_SAMPLE_BYTES].decode("utf-8", "replace")
    unreadable = text.count("\ufffd")
    readable = sum(c > "\x7f" for c in text) - unreadable
    return readable >= 9 * unreadable
