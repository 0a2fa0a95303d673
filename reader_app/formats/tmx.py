"""TMX 1.4b, read and written one unit at a time.

translate-toolkit holds the whole document in memory, seven times its size, so that files of any length are
read and written here. What this program has no place for (properties, notes, inline codes, attributes,
other languages) stays with the unit, in its own XML, and is written again.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import BinaryIO

from lxml import etree

from reader_app import __version__
from reader_app.core.translation import ModelIdentity
from reader_app.core.units import (
    SOURCE_LANGUAGE,
    TARGET_LANGUAGE,
    Bitext,
    Findings,
    State,
    Unit,
    primary_language,
)
from reader_app.formats.carrying import as_carried, carried_element
from reader_app.formats.hardened import XML_LANG, clean, elements, local_name, segment_text, serialised

_STATE, _MODEL, _REVISION, _ORIGIN, _DRAFT = (
    f"x-reader-app-{what}" for what in ("state", "model", "revision", "origin", "draft")
)
_DATE = "%Y%m%dT%H%M%SZ"


def read(file: BinaryIO, name: str, findings: Findings) -> Iterator[Unit]:
    """The units with both languages, in order; `carried` is the unit's own XML.

    A unit with several translations into a language gives its first; the others are carried. Raises
    ExchangeError.
    """
    for element in elements(file, name, roots=("tmx",), wanted=("header", "tu")):
        if local_name(element) == "header":
            findings.header = as_carried(element)
        elif unit := _unit(element, findings):
            yield unit
        else:
            findings.passed_over += 1


def write(file: BinaryIO, bitext: Bitext) -> None:
    """Write the units; one that came in TMX goes out as it came, unless its texts have changed since."""
    header = bitext.header or serialised(_own_header()).decode()
    file.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n{header}\n<body>\n'.encode())
    for unit in bitext.units:
        file.write(serialised(_element(unit)) + b"\n")
    file.write(b"</body>\n</tmx>\n")


def _unit(element: etree._Element, findings: Findings) -> Unit | None:
    texts: dict[str, str] = {}
    for variant in _children(element, "tuv"):
        language = primary_language(variant.get(XML_LANG) or variant.get("lang") or "")
        findings.languages.add(language)
        for segment in _children(variant, "seg"):
            texts.setdefault(language, segment_text(segment))
    source, target = texts.get(SOURCE_LANGUAGE), texts.get(TARGET_LANGUAGE)
    if not (source and source.strip() and target and target.strip()):
        return None
    properties = {one.get("type", ""): one.text or "" for one in _children(element, "prop")}
    model = properties.get(_MODEL)
    return Unit(
        source,
        target,
        id=element.get("tuid", ""),
        state=_state(properties.get(_STATE, "")),
        note="\n".join(segment_text(one).strip() for one in _children(element, "note")),
        origin=properties.get(_ORIGIN, ""),
        model=ModelIdentity(model, properties.get(_REVISION, "")) if model else None,
        changed=_from_tmx_date(element.get("changedate") or element.get("creationdate") or ""),
        carried=as_carried(element),
        draft=properties.get(_DRAFT, ""),
    )


def _element(unit: Unit) -> etree._Element:
    carried = carried_element(unit, "tu", lambda element: _unit(element, Findings()))
    if carried is not None:
        return carried
    element = etree.Element("tu")
    if unit.id:
        element.set("tuid", clean(unit.id))
    if unit.changed:
        element.set("changedate", _to_tmx_date(unit.changed))
    if unit.note:
        etree.SubElement(element, "note").text = clean(unit.note)
    properties = {
        _STATE: str(unit.state),
        _MODEL: unit.model.name if unit.model else "",
        _REVISION: unit.model.revision if unit.model else "",
        _ORIGIN: unit.origin,
        _DRAFT: unit.draft,
    }
    for kind, value in properties.items():
        if value:
            etree.SubElement(element, "prop", type=kind).text = clean(value)
    for language, text in ((SOURCE_LANGUAGE, unit.source), (TARGET_LANGUAGE, unit.target)):
        variant = etree.SubElement(element, "tuv", {XML_LANG: language})
        etree.SubElement(variant, "seg").text = clean(text)
    return element


def _own_header() -> etree._Element:
    attributes = {
        "creationtool": "reader-app",
        "creationtoolversion": __version__,
        "segtype": "sentence",
        "o-tmf": "reader-app",
        "adminlang": "en",
        "srclang": "*all*",  # units of several files may have come from either side
        "datatype": "plaintext",
    }
    return etree.Element("header", attributes)


def _children(element: etree._Element, name: str) -> Iterable[etree._Element]:
    return (child for child in element if local_name(child) == name)


def _state(text: str) -> State:
    return State(text) if text in set(State) else State.EDITED


def _from_tmx_date(text: str) -> str:
    try:
        return datetime.strptime(text, _DATE).replace(tzinfo=UTC).isoformat(timespec="seconds")
    except ValueError:
        return ""


def _to_tmx_date(iso: str) -> str:
    return datetime.fromisoformat(iso).astimezone(UTC).strftime(_DATE)
