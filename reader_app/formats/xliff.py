"""XLIFF 1.2: a file's segments with their translations, each with a state.

How far a translation has come is told by `state` and `approved`; that it is a machine's draft, by
`state-qualifier`. The model and the date stand in attributes of our own namespace, which the standard
admits.
"""

from typing import Any, BinaryIO
from xml.sax.saxutils import quoteattr

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
from reader_app.formats.carrying import Ids, as_carried, carried_element
from reader_app.formats.hardened import XML_SPACE, clean, local_name, segment_text, serialised

_NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
OWN = "urn:reader-app:provenance"
"""The namespace of our own attributes."""

_DECLARED = f' xmlns="{_NAMESPACE}" xmlns:reader="{OWN}"'

_STATES = {
    State.NEW: ("new", None),
    State.DRAFT: ("needs-review-translation", "leveraged-mt"),
    State.EDITED: ("translated", None),
    State.APPROVED: ("final", None),
    State.FLAGGED: ("needs-review-translation", None),
}
_MACHINE = {"leveraged-mt", "mt-suggestion"}


def write(file: BinaryIO, bitext: Bitext) -> None:
    """Write the units as one `<file>`; ids are made unique."""
    ids = Ids()
    title = quoteattr(clean(bitext.title) or "article")
    file.write(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="1.2"{_DECLARED}>\n'
        f'<file original={title} source-language="{SOURCE_LANGUAGE}" target-language="{TARGET_LANGUAGE}"'
        ' datatype="plaintext" tool-id="reader-app">\n<header>'
        f'<tool tool-id="reader-app" tool-name="Arabic Reader" tool-version="{__version__}"/>'
        "</header>\n<body>\n".encode()
    )
    for unit in bitext.units:
        file.write(serialised(_element(unit, ids), _DECLARED) + b"\n")
    file.write(b"</body>\n</file>\n</xliff>\n")


def read_unit(element: etree._Element, findings: Findings) -> Unit | None:
    """What a `<trans-unit>` says; None where it lacks a text or is in other languages. A file that translates
    the other way round is turned."""
    languages = _languages(element)
    findings.languages.update(languages)
    parts = {local_name(child): child for child in reversed(element) if local_name(child)}
    if set(languages) != {SOURCE_LANGUAGE, TARGET_LANGUAGE} or "source" not in parts:
        return None
    target = parts.get("target")
    texts = [segment_text(parts["source"]), segment_text(target) if target is not None else ""]
    if not all(text.strip() for text in texts):
        return None
    is_turned = languages[0] == TARGET_LANGUAGE
    notes = [segment_text(child).strip() for child in element if local_name(child) == "note"]
    return Unit(
        *(reversed(texts) if is_turned else texts),
        id=element.get("id", ""),
        state=_state(element, target),
        note="\n".join(filter(None, notes)),
        **provenance(element),
        carried="" if is_turned else as_carried(element),
        draft="" if is_turned else _proposal(element),
    )


def _languages(element: etree._Element) -> tuple[str, str]:
    """From which language to which; a unit that is carried on its own has them from us."""
    file = next((one for one in element.iterancestors() if local_name(one) == "file"), None)
    if file is None:
        return SOURCE_LANGUAGE, TARGET_LANGUAGE
    return primary_language(file.get("source-language", "")), primary_language(
        file.get("target-language", "")
    )


def _proposal(element: etree._Element) -> str:
    """The first translation that was proposed and is not the unit's own."""
    for other in element:
        if local_name(other) == "alt-trans" and other.get("alttranstype", "proposal") == "proposal":
            for child in other:
                if local_name(child) == "target":
                    return segment_text(child)
    return ""


def _state(element: etree._Element, target: etree._Element | None) -> State:
    said = target.get("state", "") if target is not None else ""
    if element.get("approved") == "yes" or said in {"final", "signed-off"}:
        return State.APPROVED
    if said in {"new", "needs-translation"}:
        return State.NEW
    if said.startswith("needs-"):
        is_machine = target is not None and target.get("state-qualifier") in _MACHINE
        return State.DRAFT if is_machine else State.FLAGGED
    return State.EDITED


def provenance(element: etree._Element) -> dict[str, Any]:
    """What our own attributes say, as keywords for a Unit."""
    model = element.get(f"{{{OWN}}}model")
    return {
        "model": ModelIdentity(model, element.get(f"{{{OWN}}}revision", "")) if model else None,
        "changed": element.get(f"{{{OWN}}}changed", ""),
        "origin": element.get(f"{{{OWN}}}origin", ""),
    }


def own_attributes(unit: Unit) -> dict[str, str]:
    """The attributes that `provenance` reads."""
    values = {
        "model": unit.model.name if unit.model else "",
        "revision": unit.model.revision if unit.model else "",
        "changed": unit.changed,
        "origin": unit.origin,
    }
    return {f"{{{OWN}}}{name}": clean(value) for name, value in values.items() if value}


def _element(unit: Unit, ids: Ids) -> etree._Element:
    element = carried_element(unit, "trans-unit", lambda one: read_unit(one, Findings()))
    if element is not None:
        element.set("id", ids.free(unit.id))
        return element
    element = etree.Element(f"{{{_NAMESPACE}}}trans-unit", nsmap={None: _NAMESPACE, "reader": OWN})
    element.set("id", ids.free(clean(unit.id)))
    element.set(XML_SPACE, "preserve")
    if unit.state is State.APPROVED:
        element.set("approved", "yes")
    for name, value in own_attributes(unit).items():
        element.set(name, value)
    etree.SubElement(element, f"{{{_NAMESPACE}}}source").text = clean(unit.source)
    target = etree.SubElement(element, f"{{{_NAMESPACE}}}target")
    target.text = clean(unit.target)
    state, qualifier = _STATES[unit.state] if unit.target else ("needs-translation", None)
    target.set("state", state)
    if qualifier:
        target.set("state-qualifier", qualifier)
    if unit.note:
        etree.SubElement(element, f"{{{_NAMESPACE}}}note").text = clean(unit.note)
    if unit.draft:
        other = etree.SubElement(element, f"{{{_NAMESPACE}}}alt-trans")
        if unit.model:
            other.set("origin", clean(unit.model.name))
        etree.SubElement(other, f"{{{_NAMESPACE}}}target").text = clean(unit.draft)
    return element
