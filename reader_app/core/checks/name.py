"""Names that are missing, or that stand where another one should."""

from collections.abc import Iterable, Iterator

from reader_app.core.article import Span
from reader_app.core.checks.flags import Flag, FlagKind, Severity
from reader_app.core.checks.name_forms import TargetName, stands_for
from reader_app.core.checks.pair import CheckedPair, Named
from reader_app.core.checks.sounds import arabic_sounds, english_sounds, sounds_alike
from reader_app.core.names import GlossaryEntry


def check_names(pair: CheckedPair) -> Iterator[Flag]:
    """A name of the source that the target does not have in any form, and a known one that came in
    instead."""
    strangers = strange_names(pair)
    missing: list[Named] = []
    seen: set[str] = set()
    for named in pair.names:
        if named.is_name and named.entry.id not in seen:
            seen.add(named.entry.id)
            place = stands_for(named.entry, named.accepted, pair.target)
            if place is None or covering(place, strangers) is not None:
                missing.append(named)
    for named in missing:
        other = next((one for one in strangers if any(e.kind == named.entry.kind for e in one.entries)), None)
        expected = f"Expected “{named.entry.english}” for «{named.span.of(pair.source)}»"
        if other is not None:
            strangers.remove(other)
            message = f"{expected}, found “{other.span.of(pair.target)}”."
            yield Flag(FlagKind.NAME, Severity.ERROR, message, named.span, other.span)
        else:
            yield Flag(FlagKind.NAME, Severity.WARNING, f"{expected}, found no form of it.", named.span)
    for other in strangers:
        message = f"Found the name “{other.span.of(pair.target)}”, which the Arabic does not have."
        yield Flag(FlagKind.NAME, Severity.WARNING, message, None, other.span)


def strange_names(pair: CheckedPair) -> list[TargetName]:
    """The known names in the target that the source does not have."""
    return [name for name in pair.known_names.find(pair.target) if not _is_supported(pair, name)]


def covering(place: Span, names: Iterable[TargetName]) -> TargetName | None:
    """The name that a place in the target is a part of: where “Niger” was found, it may be “Nigeria”."""
    return next((one for one in names if place.start in one.span), None)


def _is_supported(pair: CheckedPair, name: TargetName) -> bool:
    """Whether the source has the name: as a mention, as its country's adjective, or spelled by its sounds
    in a word that is not another's mention."""
    if any(_is_akin(named.entry, entry) for named in pair.names for entry in name.entries):
        return True
    written = name.span.of(pair.target)
    words = [english_sounds(word) for word in written.split() if word[:1].isupper()]
    others = [named.span for named in pair.names]
    spoken = [
        word.text
        for word in pair.arabic
        if not any(word.span.start < s.end and s.start < word.span.end for s in others)
    ]
    sounds = [arabic_sounds(form) for word in spoken for form in (word, _without_clitics(word))]
    return any(len(word) > 1 and sounds_alike(sound, word) for word in words for sound in sounds)


def _is_akin(one: GlossaryEntry, other: GlossaryEntry) -> bool:
    """The same entry, or one whose name is a part of the other's (New York, New York City)."""
    ours, theirs = (f" {entry.english} " for entry in (one, other))
    return one.id == other.id or ours in theirs or theirs in ours


def _without_clitics(word: str) -> str:
    for start in ("وال", "بال", "لل", "ال", "و", "ب", "ل", "ف", "ك"):
        if word.startswith(start) and len(word) > len(start) + 2:
            return word.removeprefix(start)
    return word
