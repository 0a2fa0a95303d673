"""Names that are missing, or that stand where another one should."""

from collections.abc import Iterator
from dataclasses import dataclass

from reader_app.core.article import Span
from reader_app.core.checks.flags import Flag, FlagKind, Severity
from reader_app.core.checks.heard import Heard, is_known_word, is_named_in_source, sounds_like
from reader_app.core.checks.name_forms import TargetName, acronym_of, covering, find_form
from reader_app.core.checks.pair import CheckedPair, Named, Word
from reader_app.core.names import GlossaryEntry, Kind

_LONG = 8
"""Words of a sentence from which on a word with a capital that nothing sounds like is only remarked."""


@dataclass(frozen=True, slots=True)
class _Other:
    """A name in the target that the source does not have. Of the glossary, or a word with a capital that
    nothing in the source sounds like; `is_sure` where it can hardly be anything else."""

    span: Span
    kinds: frozenset[Kind]
    is_sure: bool


def check_names(pair: CheckedPair) -> Iterator[Flag]:
    """A name of the source that the target does not have in any form, and one that came in instead.

    Names of the glossary are looked for by their forms, others by what they sound like. A form that no tagger
    takes for a name, and a word that may be something else with a capital, are only remarks, unless one
    stands for the other.
    """
    strangers = strange_names(pair)
    heard = Heard(pair)
    others = [_known(pair, name) for name in strangers]
    is_short = len(pair.arabic) < _LONG
    unknown = [_Other(word.span, frozenset(Kind), is_sure=is_short) for word in heard.foreign(strangers)]
    missing = _missing(pair, strangers, heard)
    for named in missing:
        other = next((one for one in others if named.entry.kind in one.kinds), None)
        if other is not None:
            others.remove(other)
            sure = named.is_sure and other.is_sure
            yield _replaced(pair, named, other, Severity.ERROR if sure else Severity.WARNING)
        elif unknown and named.is_sure:
            yield _replaced(pair, named, unknown.pop(0), Severity.WARNING)
        else:
            is_sure = named.is_sure and acronym_of(named.entry, pair.target) is None
            message = f"{_expected(pair, named)}, found no form of it."
            yield Flag(FlagKind.NAME, Severity.WARNING if is_sure else Severity.INFO, message, named.span)
    for named in heard.unspelled:
        other = next((one for one in (*unknown, *others) if named.entry.kind in one.kinds), None)
        if other is not None:
            (unknown if other in unknown else others).remove(other)
            yield _replaced(pair, named, other, Severity.WARNING)
    for other in (*others, *unknown):
        severity = Severity.WARNING if other.is_sure else Severity.INFO
        message = f"Found the name “{other.span.of(pair.target)}”, which the Arabic does not have."
        yield Flag(FlagKind.NAME, severity, message, None, other.span)


def _expected(pair: CheckedPair, named: Named) -> str:
    english = f"“{named.entry.english}”" if named.entry.english else "the name"
    guess = "" if named.is_listed else "perhaps "
    return f"Expected {guess}{english} for «{named.span.of(pair.source)}»"


def _replaced(pair: CheckedPair, named: Named, other: _Other, severity: Severity) -> Flag:
    message = f"{_expected(pair, named)}, found “{other.span.of(pair.target)}”."
    return Flag(FlagKind.NAME, severity, message, named.span, other.span)


def _missing(pair: CheckedPair, strangers: list[TargetName], heard: Heard) -> list[Named]:
    """The listed names of the source that the target does not have, the sure ones first."""
    missing: list[Named] = []
    seen: set[str] = set()
    for named in pair.names:
        if named.is_name and named.is_listed and named.entry.id not in seen:
            seen.add(named.entry.id)
            form = find_form(named.entry, named.accepted, pair.target)
            if (form is None or covering(form.span, strangers) is not None) and not heard.spells(named):
                missing.append(named)
    return sorted(missing, key=lambda named: not named.is_sure)


def strange_names(pair: CheckedPair) -> list[TargetName]:
    """The known names in the target that the source does not have."""
    own = [
        form.span
        for named in pair.names
        if named.is_listed and (form := find_form(named.entry, named.accepted, pair.target)) is not None
        if form.is_own
    ]
    return [
        name
        for name in pair.known_names.find(pair.target)
        if name.span not in own and not _is_supported(pair, name)
    ]


def _known(pair: CheckedPair, name: TargetName) -> _Other:
    return _Other(name.span, frozenset(entry.kind for entry in name.entries), not _may_be_no_name(pair, name))


def _may_be_no_name(pair: CheckedPair, name: TargetName) -> bool:
    """Whether a known name may be something else here: a common word, an acronym, a part of a longer name
    (Virginia Woolf, the Spring Festival)."""
    text = name.span.of(pair.target)
    if " " in text:
        return False
    if text.isupper() or text.lower() in pair.common:
        return True
    before, after = pair.target[: name.span.start].split(" "), pair.target[name.span.end :].split(" ")
    word_before = before[-2] if len(before) > 2 and not before[-1] else ""
    word_after = after[1] if len(after) > 1 and not after[0] else ""
    return word_before[:1].isupper() or word_after[:1].isupper()


def _is_supported(pair: CheckedPair, name: TargetName) -> bool:
    """Whether the source has the name: as a mention, as its country's adjective, written in either script, by
    a word that it commonly translates, or by its sounds in a word that is not another's mention."""
    if any(_is_akin(named.entry, entry) for named in pair.names for entry in name.entries if named.is_listed):
        return True
    written = name.span.of(pair.target)
    if written in pair.source or any(is_named_in_source(pair, entry) for entry in name.entries):
        return True
    words = [Word(word.lower(), name.span) for word in written.split() if word[:1].isupper()]
    if any(is_known_word(pair, word) for word in words):
        return True
    return all(any(_is_spoken(pair, word, english) for word in pair.arabic) for english in words)


def _is_spoken(pair: CheckedPair, word: Word, english: Word) -> bool:
    """Whether a word of the source, which is not a listed name's, sounds like the English one."""
    named = next(
        (n for n in pair.names if word.span.start < n.span.end and n.span.start < word.span.end), None
    )
    if named is not None and named.is_listed:
        return False
    return sounds_like(word.text, english, strictly=named is None)


def _is_akin(one: GlossaryEntry, other: GlossaryEntry) -> bool:
    """The same entry, or one whose name is a part of the other's (New York, New York City)."""
    ours, theirs = (f" {entry.english} " for entry in (one, other))
    return one.id == other.id or ours in theirs or theirs in ours
