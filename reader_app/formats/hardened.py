"""Reading XML that anybody may have written: no entities, no external files, no network.

lxml expands nothing of the document's own here and loads no DTD; a document that declares entities at all
is refused, since no exchange format needs them and expanding them is how small files become gigabytes.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import BinaryIO

from lxml import etree

from reader_app.core.errors import ExchangeError

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_NATIVE_CODES = {"bpt", "ept", "ph", "it", "ut", "sc", "ec"}
"""Inline elements of TMX and XLIFF that hold another format's markup and no text of the segment."""


def elements(
    file: BinaryIO, name: str, *, roots: tuple[str, ...], wanted: tuple[str, ...]
) -> Iterator[etree._Element]:
    """Every finished element with one of these local names, each forgotten once the next is asked for.

    Memory is that of the largest element. Raises ExchangeError, whose message calls the file `name`, for
    what is not XML, has another root, or declares entities.
    """
    with xml_failures(name):
        events = etree.iterparse(
            file,
            events=("start", "end"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
        )
        is_checked = False
        for event, element in events:
            if not is_checked:
                _check_document(element, name, roots)
                is_checked = True
            if event == "end" and local_name(element) in wanted:
                yield element
                _forget(element)


def parse(data: bytes, name: str, *, root: str) -> etree._Element:
    """The root of a whole document. Raises what `elements` raises."""
    for element in elements(BytesIO(data), name, roots=(root,), wanted=(root,)):
        return element
    raise ExchangeError(f"{name} holds nothing.", "Choose another file.")


@contextmanager
def xml_failures(name: str) -> Iterator[None]:
    """Turn what a parser says of a damaged file into an ExchangeError."""
    try:
        yield
    except (etree.XMLSyntaxError, UnicodeError, LookupError) as error:
        reason = str(getattr(error, "msg", None) or error).partition("\n")[0]
        raise ExchangeError(
            f"{name} is damaged or is not XML: {reason}.",
            "Nothing was changed. Export or fetch the file again.",
        ) from None


def local_name(element: etree._Element) -> str:
    """The element's name without its namespace; empty for comments and the like."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def segment_text(element: etree._Element) -> str:
    """The text of a segment, as it stands; what other formats' codes say is left out."""
    parts = [element.text or ""]
    for child in element:
        if local_name(child) and local_name(child) not in _NATIVE_CODES:
            parts.append(segment_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def serialised(element: etree._Element, declared: str = "") -> bytes:
    """The element in UTF-8, for a place where the namespaces of `declared`, as XML, are declared already."""
    text = etree.tostring(element, encoding="unicode", with_tail=False)
    start, close, rest = text.partition(">")
    return f"{start.replace(declared, '', 1) if declared else start}{close}{rest}".encode()


def clean(text: str) -> str:
    """`text` with the characters that XML cannot hold, controls mostly, as spaces."""
    return text.translate(_NOT_XML) if any(code in _NOT_XML for code in map(ord, text)) else text


_NOT_XML = dict.fromkeys(
    (*(code for code in range(0x20) if code not in (0x9, 0xA, 0xD)), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF),
    " ",
)


def _check_document(element: etree._Element, name: str, roots: tuple[str, ...]) -> None:
    document = element.getroottree().docinfo
    subset = document.internalDTD
    if subset is not None and next(iter(subset.iterentities()), None) is not None:
        raise ExchangeError(
            f"{name} declares XML entities, which a file of translations has no use for and an attack has.",
            "Nothing was changed. Export the file again from the program that it came from.",
        )
    if local_name(element) not in roots:
        raise ExchangeError(
            f"{name} is not what its name says: it begins with <{local_name(element)}>, not <{roots[0]}>.",
            "Choose another file, or name its format.",
        )


def _forget(element: etree._Element) -> None:
    parent = element.getparent()
    element.clear(keep_tail=True)
    while parent is not None and element.getprevious() is not None:
        del parent[0]
