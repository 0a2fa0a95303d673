"""Reading sentence pairs, Arabic and English: tab-separated lines, and TMX 1.4b."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

from reader_app.core.errors import ArticleError
from reader_app.services.calibrating import Pair

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read_pairs(path: Path) -> tuple[Pair, ...]:
    """The pairs in a file, in order: TMX where the name ends in .tmx, else lines of Arabic, a tab, English.

    Empty lines and lines that begin with # are passed over, and so are translation units that lack a
    language. Raises ArticleError where the file cannot be read or a line has no tab.
    """
    try:
        text = path.read_bytes()
        found = _tmx(text) if path.suffix.lower() == ".tmx" else _lines(text.decode("utf-8-sig"), path)
        return tuple(found)
    except OSError as error:
        raise ArticleError(f"{path} cannot be read: {error.strerror}.", "Check the name.") from error
    except (UnicodeDecodeError, ET.ParseError) as error:
        raise ArticleError(
            f"{path.name} is not a file of sentence pairs ({error}).",
            "Give a TSV file in UTF-8 or a TMX file.",
        ) from error


def _lines(text: str, path: Path) -> Iterator[Pair]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        arabic, tab, english = line.partition("\t")
        if not tab:
            raise ArticleError(f"Line {number} of {path.name} has no tab.", "Write: Arabic, a tab, English.")
        yield Pair(arabic.strip(), english.strip())


def _tmx(data: bytes) -> Iterator[Pair]:
    for unit in ET.fromstring(data).iter("tu"):
        texts: dict[str, str] = {}
        for variant in unit.iter("tuv"):
            language = variant.get(_XML_LANG, "").lower().partition("-")[0]
            segment = variant.find("seg")
            if segment is not None:
                texts.setdefault(language, "".join(segment.itertext()).strip())
        if texts.get("ar") and texts.get("en"):
            yield Pair(texts["ar"], texts["en"])
