"""TBX with all that a term base tells of a term: every form in either language, kind, definition, dates.

`formats.tbx` reads the same files as pairs for the translation memory. Coordinates, country adjectives and
cues have no place in TBX and stay out.
"""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from lxml import etree

from reader_app.core.names import Kind
from reader_app.core.terms import GivenTerm, OwnTerm
from reader_app.core.units import SOURCE_LANGUAGE, TARGET_LANGUAGE, primary_language
from reader_app.formats.hardened import XML_LANG, clean, elements, local_name, segment_text, serialised
from reader_app.formats.tbx import begin, end

_SHORT = "shortForm"


def read(file: BinaryIO, name: str) -> Iterator[GivenTerm | None]:
    """The entries of `martif` (2008) and `tbx` (2019) files, None for one that lacks a language. Raises
    ExchangeError."""
    for element in elements(file, name, roots=("martif", "tbx"), wanted=("conceptEntry", "termEntry")):
        yield _term(element)


def write(file: BinaryIO, terms: Iterable[OwnTerm]) -> None:
    """Write a term base."""
    begin(file, "Arabic Reader: glossary")
    for term in terms:
        file.write(serialised(_element(term)) + b"\n")
    end(file)


def _term(entry: etree._Element) -> GivenTerm | None:
    forms: dict[str, list[str]] = {}
    short: list[str] = []
    for section in entry:
        if local_name(section) not in {"langSet", "langSec"}:
            continue
        language = primary_language(section.get(XML_LANG, ""))
        for term in section.iterdescendants():
            text = segment_text(term).strip() if local_name(term) == "term" else ""
            if not text:
                continue
            is_short = language == SOURCE_LANGUAGE and _note(term, "termType") == _SHORT
            (short if is_short else forms.setdefault(language, [])).append(text)
    arabic, english = forms.get(SOURCE_LANGUAGE), forms.get(TARGET_LANGUAGE)
    if not (arabic and english):
        return None
    field = _typed(entry, "subjectField").lower()
    notes = (segment_text(one).strip() for one in entry if local_name(one) == "note")
    return GivenTerm(
        arabic[0],
        english[0],
        id=entry.get("id", ""),
        kind=Kind(field) if field in set(Kind) else None,
        definition=_typed(entry, "definition") or "\n".join(filter(None, notes)) or None,
        accepted=tuple(english[1:]),
        spellings=tuple(arabic[1:]),
        short=tuple(short),
        created=_date(entry, "origination"),
        changed=_date(entry, "modification"),
        begun_from=_typed(entry, "source"),
    )


def _note(term: etree._Element, kind: str) -> str:
    """What a note beside the term says."""
    around = term.getparent()
    siblings = around if around is not None else ()
    return next((segment_text(one) for one in siblings if one.get("type") == kind), "")


def _typed(entry: etree._Element, kind: str) -> str:
    """What the first element of this type says, at any level."""
    found = (segment_text(one).strip() for one in entry.iterdescendants() if one.get("type") == kind)
    return next(filter(None, found), "")


def _date(entry: etree._Element, kind: str) -> str:
    for group in entry.iterdescendants():
        if local_name(group) == "transacGrp" and any(segment_text(one).strip() == kind for one in group):
            dates = (segment_text(one).strip() for one in group if local_name(one) == "date")
            return next(dates, "")
    return ""


def _element(term: OwnTerm) -> etree._Element:
    entry = etree.Element("termEntry", id=clean(term.id))
    _add(entry, "descrip", str(term.kind), type="subjectField")
    if term.definition:
        _add(entry, "descrip", term.definition, type="definition")
    if term.begun_from:
        _add(entry, "admin", term.begun_from, type="source")
    for kind, moment in (("origination", term.created), ("modification", term.changed)):
        if moment:
            group = etree.SubElement(entry, "transacGrp")
            _add(group, "transac", kind, type="transactionType")
            _add(group, "date", moment)
    for language, forms, short in (
        (SOURCE_LANGUAGE, term.full_forms, term.short),
        (TARGET_LANGUAGE, (term.english, *term.accepted), ()),
    ):
        section = etree.SubElement(entry, "langSet", {XML_LANG: language})
        for form in (*forms, *short):
            group = etree.SubElement(section, "tig")
            _add(group, "term", form)
            if form in short and form not in forms:
                _add(group, "termNote", _SHORT, type="termType")
    return entry


def _add(parent: etree._Element, name: str, text: str, **attributes: str) -> None:
    etree.SubElement(parent, name, attributes).text = clean(text)
