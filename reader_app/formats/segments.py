"""Reading the segments of a file with their translations, to check them: TSV, TMX, XLIFF 1.2 and 2.

Unlike an import this keeps what has no English yet: that is one of the things a check finds.
"""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

from lxml import etree

from reader_app.core.errors import ArticleError, ExchangeError
from reader_app.core.units import SOURCE_LANGUAGE, TARGET_LANGUAGE, primary_language
from reader_app.formats.hardened import XML_LANG, elements, local_name, segment_text
from reader_app.services.checking import Segment

SUFFIXES = {".tsv": "tsv", ".tab": "tsv", ".txt": "tsv", ".tmx": "tmx", ".xlf": "xliff", ".xliff": "xliff"}


def read_segments(path: Path, kind: str | None = None) -> tuple[Segment, ...]:
    """The segments of a file, in its order; the format is told by the suffix unless `kind` names it.

    Raises ArticleError where the file cannot be read, is damaged or of an unknown kind.
    """
    known = kind or SUFFIXES.get(path.suffix.lower())
    if known is None:
        raise ArticleError(
            f"{path.name} has no suffix of a format that is checked.",
            f"Name its format: {', '.join(READERS)}.",
        )
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise ArticleError(f"There is no file {path}.", "Check the name and the folder.") from None
    except OSError as error:
        raise ArticleError(f"{path} cannot be read: {error.strerror}.", "Check the name.") from None
    return parse_segments(data, known, path.name)


def parse_segments(data: bytes, kind: str, name: str) -> tuple[Segment, ...]:
    """The segments in the bytes of a file that messages call `name`. Raises ArticleError."""
    try:
        found = tuple(READERS[kind](data, name))
    except ExchangeError as error:
        advice = "Export or fetch the file again, or name its format."
        raise ArticleError(error.message, advice) from None
    if not found:
        raise ArticleError(f"{name} has no Arabic segment with English.", "Choose another file.")
    return found


def _lines(data: bytes, name: str) -> Iterator[Segment]:
    """Arabic, a tab, English; what follows a further tab is no part of them. Ids are line numbers.

    A line without a tab has no English: editors cut tabs off the end. A file that has none is no table.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ArticleError(f"Line {line} of {name} is not UTF-8.", "Save the file as UTF-8.") from None
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    rows = [
        (number, line)
        for number, line in enumerate(lines, 1)
        if line.strip() and ("\t" in line or not line.startswith("#"))
    ]
    if rows and not any("\t" in line for _, line in rows):
        raise ArticleError(f"Line {rows[0][0]} of {name} has no tab.", "Write: Arabic, a tab, English.")
    for number, line in rows:
        source, _, rest = line.partition("\t")
        yield Segment(str(number), source.strip(), rest.partition("\t")[0].strip())


def _tmx(data: bytes, name: str) -> Iterator[Segment]:
    units = elements(BytesIO(data), name, roots=("tmx",), wanted=("tu",))
    for number, unit in enumerate(units, 1):
        texts: dict[str, str] = {}
        for variant in _children(unit, "tuv"):
            language = primary_language(variant.get(XML_LANG) or variant.get("lang") or "")
            for segment in _children(variant, "seg"):
                texts.setdefault(language, segment_text(segment))
        if texts.get(SOURCE_LANGUAGE) and TARGET_LANGUAGE in texts:
            yield Segment(unit.get("tuid") or str(number), texts[SOURCE_LANGUAGE], texts[TARGET_LANGUAGE])


def _xliff(data: bytes, name: str) -> Iterator[Segment]:
    number = 0
    for element in elements(BytesIO(data), name, roots=("xliff",), wanted=("unit", "trans-unit")):
        is_single = local_name(element) == "trans-unit"
        parts = [element] if is_single else list(_children(element, "segment"))
        is_turned = _source_language(element) == TARGET_LANGUAGE
        for part in parts:
            number += 1
            texts = [_first_text(part, side) for side in ("source", "target")]
            source, target = reversed(texts) if is_turned else texts
            unit = element.get("id") or str(number)
            own = None if is_single else part.get("id")
            if source.strip():
                yield Segment(f"{unit}/{own}" if own and len(parts) > 1 else unit, source, target)


READERS: dict[str, Callable[[bytes, str], Iterator[Segment]]] = {"tsv": _lines, "tmx": _tmx, "xliff": _xliff}
"""Kind of file -> its reader. A new one is a function here and its suffixes above."""


def _source_language(element: etree._Element) -> str:
    """The language that a unit's nearest ancestor which tells it translates from; empty where none does."""
    for one in element.iterancestors():
        if said := one.get("source-language") or one.get("srcLang"):
            return primary_language(said)
    return ""


def _children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    return (child for child in element if local_name(child) == name)


def _first_text(element: etree._Element, name: str) -> str:
    return next((segment_text(child) for child in _children(element, name)), "")
