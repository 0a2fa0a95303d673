"""Whether a translation names whom and what its sentence names, and what stands there instead.

A translation has a name where it has any of its accepted forms, an adjective of a country included. Of a
person a part will do that is more than the first name, unless the words that stand for the mention go on to
spell the rest otherwise: "Bachar al-Assad" is not "Bashar al-Assad".

What stands instead is told by the alignment: the words linked with the mention, without function words. A
link that covers more of the sentence than the mention counts only for those of its words that sound like it.
Without an alignment, a part of a name with a slip in it is found by its letters.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reader_app.core.alignment import Alignment, Link
from reader_app.core.arabic import normalise, words
from reader_app.core.article import Span
from reader_app.core.checks.name_forms import Form, FoundForm, covering, find_form, name_parts, plain
from reader_app.core.checks.pair import CheckedPair
from reader_app.core.checks.sounds import arabic_sounds, english_sounds, sounds_alike
from reader_app.core.english import FUNCTION_WORDS, english_words
from reader_app.core.names import GlossaryEntry, Kind, Mention

_ARTICLES = frozenset({"the", "a", "an"})
_POSSESSIVES = ("'s", "’s")


@dataclass(frozen=True, slots=True)
class NameCheck:
    """What a translation has for a mention. Spans are code points into the translation.

    `found` is where it is named. Else `instead` is what stands there, None where that is not known, and
    `suggested` the form to put in its place, empty where none can be told.
    """

    mention: Mention
    found: Span | None = None
    instead: Span | None = None
    suggested: str = ""

    def corrected(self, target: str) -> str:
        """The translation with the suggested form in place of what stands there."""
        if self.instead is None or not self.suggested:
            return target
        return target[: self.instead.start] + self.suggested + target[self.instead.end :]


def check_mentions(
    pair: CheckedPair, mentions: Iterable[Mention], start: int, alignment: Alignment | None = None
) -> tuple[NameCheck, ...]:
    """What the translation has for each mention that has an English name, in their order.

    `start` is where the sentence begins in the text that the mentions' spans count. Entries named twice are
    looked at once; places inside the names of organisations are left out.
    """
    first: dict[str, Mention] = {}
    for mention in mentions:
        if mention.entry.english and not mention.inside:
            first.setdefault(mention.entry.id, mention)
    looking = _Looking(pair, alignment or Alignment())
    found = {mention.entry.id: looking.find(mention, start) for mention in first.values()}
    taken = [place for place in found.values() if place is not None]
    checks: list[NameCheck] = []
    for mention in first.values():
        place = found[mention.entry.id]
        check = NameCheck(mention, place) if place is not None else looking.instead(mention, start, taken)
        if check.instead is not None:
            taken.append(check.instead)
        checks.append(check)
    return tuple(checks)


class _Looking:
    """One translation, to be looked through for names."""

    def __init__(self, pair: CheckedPair, alignment: Alignment) -> None:
        from reader_app.core.checks.name import strange_names  # what it compiles would cost every start

        self._pair = pair
        self._target = pair.target
        self._words = english_words(pair.target)
        self._alignment = alignment
        self._strangers = strange_names(pair)

    def find(self, mention: Mention, start: int) -> Span | None:
        """Where the translation names what the mention names."""
        for entry in (mention.entry, *mention.others):
            form = find_form(entry, entry.accepted, self._target)
            if form is None or form.form is Form.SLIP or covering(form.span, self._strangers) is not None:
                continue
            if form.form is Form.WHOLE or entry.kind is not Kind.PERSON:
                return form.span
            place = self._person(entry, form)
            if place is not None and not self._is_spelled_otherwise(mention, entry, start, place):
                return place
        return None

    def instead(self, mention: Mention, start: int, taken: Sequence[Span]) -> NameCheck:
        """What stands where the mention should be named; `taken` is where other names are."""
        suggested = _suggested(mention) if mention.is_name and not mention.others else ""
        place = self._aligned(mention, start, taken)
        if place is None:
            slip = self._slip(mention.entry, taken)
            if slip is not None:
                return NameCheck(mention, None, slip[0], slip[1] if suggested else "")
            place = self._stranger(mention.entry.kind, taken) if mention.is_name else None
        if place is None:
            return NameCheck(mention)
        place = self._widened(self._trimmed(place, mention.entry.kind), suggested)
        if place.start == 0 and suggested[:1].islower():
            suggested = suggested[0].upper() + suggested[1:]
        return NameCheck(mention, None, place, suggested)

    def _person(self, entry: GlossaryEntry, form: FoundForm) -> Span | None:
        """Where a part of a person's name stands that is not the first name alone."""
        parts = [plain(part) for part in name_parts(entry.english)]
        known = parts[1:] or parts
        for word in self._words:
            if any(plain(piece) in known for piece in _pieces(word.of(self._target))):
                return word
        return form.span if not parts else None

    def _is_spelled_otherwise(self, mention: Mention, entry: GlossaryEntry, start: int, place: Span) -> bool:
        """Whether the words that stand for the mention go on from this place with one that no form has."""
        forms = {plain(p) for form in (entry.english, *entry.accepted) for p in _pieces(form)}
        return any(
            word != place
            and self._is_beside(word, place)
            and word.of(self._target)[:1].isupper()
            and not forms.issuperset(plain(piece) for piece in _pieces(word.of(self._target)))
            for word in self._linked(mention, start)
        )

    def _aligned(self, mention: Mention, start: int, taken: Sequence[Span]) -> Span | None:
        """The words linked with the mention, together: of several groups the one most like a name."""
        linked = [word for word in self._linked(mention, start) if not any(_touch(word, t) for t in taken)]
        runs: list[list[Span]] = []
        for word in linked:
            if runs and self._is_beside(runs[-1][-1], word):
                runs[-1].append(word)
            else:
                runs.append([word])
        if not runs:
            return None
        best = max(runs, key=lambda run: (sum(w.of(self._target)[:1].isupper() for w in run), len(run)))
        return Span(best[0].start, best[-1].end)

    def _linked(self, mention: Mention, start: int) -> list[Span]:
        """The words linked with the mention, in the order of the translation, without function words."""
        span = Span(mention.span.start - start, mention.span.end - start)
        sounds = [arabic_sounds(normalise(word.of(mention.text))) for word in words(mention.text)]
        found: list[Span] = []
        for link in self._alignment.links:
            if any(_touch(part, span) for part in link.source):
                found += self._of_link(link, span, sounds)
        return sorted(w for w in set(found) if w.of(self._target).casefold() not in FUNCTION_WORDS)

    def _of_link(self, link: Link, span: Span, sounds: Sequence[str]) -> Iterable[Span]:
        if all(_touch(part, span) for part in link.source):
            return link.target
        heard = [(word, english_sounds(word.of(self._target))) for word in link.target]
        return [word for word, heard_as in heard if any(sounds_alike(one, heard_as) for one in sounds)]

    def _slip(self, entry: GlossaryEntry, taken: Sequence[Span]) -> tuple[Span, str] | None:
        """Where a part of the name stands with a slip in it, and that part: what stands around it is not
        known to belong to it."""
        form = find_form(entry, entry.accepted, self._target)
        if form is None or form.form is not Form.SLIP or any(_touch(form.span, t) for t in taken):
            return None
        bare = _pieces(form.span.of(self._target).rstrip("."))[0]
        return Span(form.span.start, form.span.start + len(bare)), form.meant

    def _stranger(self, kind: Kind, taken: Sequence[Span]) -> Span | None:
        """A known name of this kind that the sentence does not have."""
        for one in self._strangers:
            if any(e.kind is kind for e in one.entries) and not any(_touch(one.span, t) for t in taken):
                return one.span
        return None

    def _widened(self, place: Span, name: str) -> Span:
        """The place with the words beside it that are parts of the name already."""
        parts = {plain(piece) for piece in _pieces(name)}
        for word in (*self._words, *reversed(self._words)):
            is_part = parts.issuperset(plain(piece) for piece in _pieces(word.of(self._target)))
            if is_part and not _touch(word, place) and self._is_beside(word, place):
                place = Span(min(word.start, place.start), max(word.end, place.end))
        return place

    def _is_beside(self, one: Span, other: Span) -> bool:
        """Whether nothing but a space or a hyphen is between two words."""
        first, second = sorted((one, other))
        return self._target[first.end : second.start] in ("", " ", "-", "\u00a0", "\u2011")

    def _trimmed(self, place: Span, kind: Kind) -> Span:
        """The place without a possessive ending; with the article before it, which a name replaces too."""
        text = place.of(self._target)
        for ending in _POSSESSIVES:
            if text.endswith(ending):
                place = Span(place.start, place.end - len(ending))
        if kind is Kind.PERSON or not text[:1].isupper():
            before = [word for word in self._words if word.end <= place.start]
            if before and before[-1].of(self._target).casefold() in _ARTICLES:
                place = Span(before[-1].start, place.end)
        return place


def _suggested(mention: Mention) -> str:
    """The form of the glossary for a mention: of a person named by the surname, that."""
    entry = mention.entry
    full = {normalise(form) for form in entry.full_forms}
    if entry.kind is not Kind.PERSON or normalise(mention.text) in full or len(list(words(mention.text))) > 1:
        return entry.english
    return next((form for form in entry.accepted if " " not in form), entry.english.split()[-1])


def _pieces(text: str) -> list[str]:
    """The words of an English name, hyphens parting them, without possessive endings."""
    bare = text
    for ending in _POSSESSIVES:
        bare = bare.removesuffix(ending)
    return [piece for piece in bare.replace("\u2011", "-").replace("-", " ").split() if piece]


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
