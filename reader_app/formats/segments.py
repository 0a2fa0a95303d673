"""Reading the segments of a file with their translations, to check them: TSV, TMX, XLIFF 1.2 and 2.

XML is read without entities, external files or network: a file that declares entities is refused.
"""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

from lxml import etree

from reader_app.core.errors import ArticleError
from reader_app.services.checking import Segment

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_ARABIC, _ENGLISH = "ar", "en"
_CODES = frozenset({"bpt", "ept", "ph", "it", "ut", "sc", "ec"})
"""Inline elements that hold another format's markup and no text of the segment."""

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
    found = tuple(READERS[kind](data, name))
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
    for number, unit in enumerate(_elements(data, name, "tmx", ("tu",)), 1):
        texts: dict[str, str] = {}
        for variant in _children(unit, "tuv"):
            language = _primary(variant.get(_LANGUAGE) or variant.get("lang") or "")
            for segment in _children(variant, "seg"):
                texts.setdefault(language, _text(segment))
        if texts.get(_ARABIC) and _ENGLISH in texts:
            yield Segment(unit.get("tuid") or str(number), texts[_ARABIC], texts[_ENGLISH])


def _xliff(data: bytes, name: str) -> Iterator[Segment]:
    number = 0
    swapped = False
    for element in _elements(
        data, name, "xliff", ("xliff", "file", "unit", "trans-unit"), starts=("xliff", "file")
    ):
        kind = _name(element)
        if kind in ("xliff", "file"):
            languages = element.get("source-language") or element.get("srcLang")
            if languages is not None:
                swapped = _primary(languages) == _ENGLISH
            continue
        parts = [element] if kind == "trans-unit" else list(_children(element, "segment"))
        for part in parts:
            number += 1
            texts = [_first_text(part, side) for side in ("source", "target")]
            source, target = reversed(texts) if swapped else texts
            unit = element.get("id") or str(number)
            own = part.get("id") if part is not element else None
            if source.strip():
                yield Segment(f"{unit}/{own}" if own and len(parts) > 1 else unit, source, target)


READERS: dict[str, Callable[[bytes, str], Iterator[Segment]]] = {"tsv": _lines, "tmx": _tmx, "xliff": _xliff}
"""Kind of file -> its reader. A new one is a function here and its suffixes above."""


def _elements(
    data: bytes, name: str, root: str, wanted: tuple[str, ...], starts: tuple[str, ...] = ()
) -> Iterator[etree._Element]:
    """The finished elements with one of these local names, those of `starts` as they begin."""
    try:
        events = etree.iterparse(
            BytesIO(data),
            events=("start", "end"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
        )
        is_first = True
        for event, element in events:
            if is_first:
                _check_document(element, name, root)
                is_first = False
            kind = _name(element)
            if kind not in wanted or (event == "start") != (kind in starts):
                continue
            yield element
            if event == "end":
                element.clear(keep_tail=True)
    except (etree.XMLSyntaxError, UnicodeError, LookupError) as error:
        reason = str(error).partition("\n")[0]
        raise ArticleError(
            f"{name} is damaged or is not XML: {reason}.", "Export or fetch the file again."
        ) from None


def _check_document(element: etree._Element, name: str, root: str) -> None:
    subset = element.getroottree().docinfo.internalDTD
    if subset is not None and next(iter(subset.iterentities()), None) is not None:
        raise ArticleError(
            f"{name} declares XML entities, which a file of translations has no use for.",
            "Export the file again from the program that it came from.",
        )
    if _name(element) != root:
        raise ArticleError(
            f"{name} is not what its name says: it begins with <{_name(element)}>, not <{root}>.",
            "Choose another file, or name its format.",
        )


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    return (child for child in element if _name(child) == name)


def _first_text(element: etree._Element, name: str) -> str:
    return next((_text(child) for child in _children(element, name)), "")


def _text(element: etree._Element) -> str:
    parts = [element.text or ""]
    for child in element:
        if _name(child) and _name(child) not in _CODES:
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _primary(language: str) -> str:
    return language.strip().lower().replace("_", "-").partition("-")[0]
