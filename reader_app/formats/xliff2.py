"""XLIFF 2.0 and later: the same as XLIFF 1.2 in another shape; and reading either.

The standard has four states; `subState` tells ours apart. The model and the date stand in attributes of our
own namespace on `<unit>`, which the standard admits.
"""

from collections.abc import Iterator
from typing import BinaryIO
from xml.sax.saxutils import quoteattr

from lxml import etree

from reader_app.core.units import (
    SOURCE_LANGUAGE,
    TARGET_LANGUAGE,
    Bitext,
    Findings,
    State,
    Unit,
    primary_language,
)
from reader_app.formats import xliff
from reader_app.formats.carrying import Ids, as_carried, carried_element
from reader_app.formats.hardened import XML_SPACE, clean, elements, local_name, segment_text, serialised
from reader_app.formats.xliff import OWN, own_attributes, provenance

_NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
_DECLARED = f' xmlns="{_NAMESPACE}" xmlns:reader="{OWN}"'
_SUBSTATE = "reader-app:"
_DRAFT = f"{{{OWN}}}draft"
_STATES = {
    State.NEW: "initial",
    State.DRAFT: "initial",
    State.EDITED: "translated",
    State.APPROVED: "final",
    State.FLAGGED: "translated",
}
_STATES_OF_OTHERS = {
    "initial": State.NEW,
    "translated": State.EDITED,
    "reviewed": State.APPROVED,
    "final": State.APPROVED,
}


def read(file: BinaryIO, name: str, findings: Findings) -> Iterator[Unit]:
    """The segments of an XLIFF file of any version with both texts, in order.

    A file that translates the other way round is turned. A unit's notes belong to each of its segments.
    Raises ExchangeError.
    """
    for element in elements(file, name, roots=("xliff",), wanted=("trans-unit", "unit")):
        if local_name(element) == "unit":
            yield from _units(element, findings)
        elif unit := xliff.read_unit(element, findings):
            yield unit
        else:
            findings.passed_over += 1


def write(file: BinaryIO, bitext: Bitext) -> None:
    """Write the units as one `<file>`, a segment each; ids are made unique."""
    ids = Ids()
    title = quoteattr(clean(bitext.title) or "article")
    file.write(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="2.0" srcLang="{SOURCE_LANGUAGE}"'
        f' trgLang="{TARGET_LANGUAGE}"{_DECLARED}>\n<file id="f1" original={title}>\n'.encode()
    )
    for unit in bitext.units:
        file.write(serialised(_element(unit, ids), _DECLARED) + b"\n")
    file.write(b"</file>\n</xliff>\n")


def _units(element: etree._Element, findings: Findings) -> Iterator[Unit]:
    root = element.getroottree().getroot()
    is_alone = root is element  # carried on its own
    languages = (
        (SOURCE_LANGUAGE, TARGET_LANGUAGE)
        if is_alone
        else (primary_language(root.get("srcLang", "")), primary_language(root.get("trgLang", "")))
    )
    findings.languages.update(languages)
    segments = [child for child in element if local_name(child) == "segment"]
    if set(languages) != {SOURCE_LANGUAGE, TARGET_LANGUAGE}:
        findings.passed_over += len(segments)
        return
    is_turned = languages[0] == TARGET_LANGUAGE
    notes = [segment_text(one).strip() for one in element.iterdescendants() if local_name(one) == "note"]
    for number, segment in enumerate(segments, 1):
        parts = {local_name(child): segment_text(child) for child in segment if local_name(child)}
        texts = [parts.get("source", ""), parts.get("target", "")]
        if not all(text.strip() for text in texts):
            findings.passed_over += 1
            continue
        own_id = element.get("id", "")
        is_only = len(segments) == 1
        yield Unit(
            *(reversed(texts) if is_turned else texts),
            id=own_id if is_only else f"{own_id}-{segment.get('id') or number}",
            state=_state(segment),
            note="\n".join(filter(None, notes)),
            **provenance(element),
            carried=as_carried(element) if is_only and not is_turned else "",
            draft=element.get(_DRAFT, "") if is_only else "",
        )


def _state(segment: etree._Element) -> State:
    ours = segment.get("subState", "").removeprefix(_SUBSTATE)
    if ours in set(State):
        return State(ours)
    return _STATES_OF_OTHERS.get(segment.get("state", ""), State.EDITED)


def _element(unit: Unit, ids: Ids) -> etree._Element:
    element = carried_element(unit, "unit", lambda one: next(_units(one, Findings()), None))
    if element is not None:
        element.set("id", ids.free(unit.id))
        return element
    element = etree.Element(f"{{{_NAMESPACE}}}unit", nsmap={None: _NAMESPACE, "reader": OWN})
    element.set("id", ids.free("".join(clean(unit.id).split())))  # a name token
    for name, value in own_attributes(unit).items():
        element.set(name, value)
    if unit.draft:
        element.set(_DRAFT, clean(unit.draft))
    if unit.note:
        notes = etree.SubElement(element, f"{{{_NAMESPACE}}}notes")
        etree.SubElement(notes, f"{{{_NAMESPACE}}}note").text = clean(unit.note)
    segment = etree.SubElement(element, f"{{{_NAMESPACE}}}segment")
    segment.set("state", _STATES[unit.state] if unit.target else "initial")
    segment.set("subState", f"{_SUBSTATE}{unit.state}")
    for name, text in (("source", unit.source), ("target", unit.target)):
        if not text:
            continue  # not translated yet
        side = etree.SubElement(segment, f"{{{_NAMESPACE}}}{name}")
        side.set(XML_SPACE, "preserve")
        side.text = clean(text)
    return element
