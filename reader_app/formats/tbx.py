"""TBX: terms with their English, as term bases exchange them.

Read in both shapes: ISO 30042:2008 (`martif`) and ISO 30042:2019 (`tbx`). Written in the former, which
every translator's program imports.
"""

from collections.abc import Iterator
from typing import BinaryIO
from xml.sax.saxutils import escape

from lxml import etree

from reader_app.core.units import SOURCE_LANGUAGE, TARGET_LANGUAGE, Bitext, Findings, Unit, primary_language
from reader_app.formats.carrying import Ids, as_carried, carried_element
from reader_app.formats.hardened import XML_LANG, clean, elements, local_name, segment_text, serialised

_DOCTYPE = '<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">'


def read(file: BinaryIO, name: str, findings: Findings) -> Iterator[Unit]:
    """The entries that have both languages, each by its first term in either; the others are carried.

    Raises ExchangeError.
    """
    entries = ("conceptEntry", "termEntry")
    for element in elements(file, name, roots=("martif", "tbx"), wanted=entries):
        unit = _unit(element, findings)
        if unit is None:
            findings.passed_over += 1
        else:
            yield unit


def write(file: BinaryIO, bitext: Bitext) -> None:
    """Write a term base; ids are made unique."""
    ids = Ids()
    begin(file, bitext.title)
    for unit in bitext.units:
        file.write(serialised(_element(unit, ids)) + b"\n")
    end(file)


def begin(file: BinaryIO, title: str) -> None:
    """Write what stands before the entries."""
    title = escape(clean(title) or "Arabic Reader")
    file.write(
        f'<?xml version="1.0" encoding="UTF-8"?>\n{_DOCTYPE}\n'
        f'<martif type="TBX" xml:lang="{TARGET_LANGUAGE}">\n'
        f"<martifHeader><fileDesc><sourceDesc><p>{title}</p></sourceDesc></fileDesc></martifHeader>\n"
        "<text>\n<body>\n".encode()
    )


def end(file: BinaryIO) -> None:
    """Write what stands behind the entries."""
    file.write(b"</body>\n</text>\n</martif>\n")


def _unit(element: etree._Element, findings: Findings) -> Unit | None:
    terms: dict[str, str] = {}
    for section in element:
        if local_name(section) not in {"langSet", "langSec"}:
            continue
        language = primary_language(section.get(XML_LANG, ""))
        findings.languages.add(language)
        for term in section.iterdescendants():
            if local_name(term) == "term" and (text := segment_text(term).strip()):
                terms.setdefault(language, text)
    if SOURCE_LANGUAGE not in terms or TARGET_LANGUAGE not in terms:
        return None
    notes = (segment_text(one).strip() for one in element if local_name(one) == "note")
    return Unit(
        terms[SOURCE_LANGUAGE],
        terms[TARGET_LANGUAGE],
        id=element.get("id", ""),
        note="\n".join(filter(None, notes)),
        carried=as_carried(element),
    )


def _element(unit: Unit, ids: Ids) -> etree._Element:
    element = carried_element(unit, "termEntry", lambda one: _unit(one, Findings()))
    if element is not None:
        element.set("id", ids.free(unit.id))
        return element
    element = etree.Element("termEntry", id=ids.free(clean(unit.id)))
    if unit.note:
        etree.SubElement(element, "note").text = clean(unit.note)
    for language, text in ((SOURCE_LANGUAGE, unit.source), (TARGET_LANGUAGE, unit.target)):
        section = etree.SubElement(element, "langSet", {XML_LANG: language})
        etree.SubElement(etree.SubElement(section, "tig"), "term").text = clean(text)
    return element
