"""Every person and place in an article: what the glossary lists, and what a tagger sees besides.

The glossary goes first (`services.annotating`). A tagged name that it does not cover

- is the entry with exactly this form and kind, where that needed evidence: the tagger's word is evidence;
- else, a person's, is whoever the glossary knows by this surname («بوتين»), where nobody in the article has
  it: a text that names somebody else so has introduced them with their full name;
- else is an entry of its own, `unlisted-...`, the same for every mention of the person or place in the
  article (`services.people`), whose English a speller guesses.

A tagged name takes the place of glossary mentions that are only a part of it: the surname in «أسماء
الأسد», the country's adjective in «علي السوداني». With middle names it is the glossary's person of its
first and last. Where the two meet at the same words, `services.meeting` decides. A
town that is found behind clitics needs the tagger's word: «وجده» is mostly "and found him", seldom "and
Jeddah". What the reader says goes before the tagger: an entry of their own stays what it is, and words that
they called no name are none. The list of what is no name only says that «جورج واشنطن» is not the town: he
is somebody where the tagger sees them.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from reader_app.core.arabic import normalise, normalise_with_offsets
from reader_app.core.article import Article, Sentence, Span
from reader_app.core.names import GlossaryEntry, Kind, Mention, NameSpeller, NameTagger, TaggedName
from reader_app.core.terms import OwnTerm
from reader_app.services.annotating import annotate
from reader_app.services.meeting import LIKELY, met
from reader_app.services.name_index import NameIndex, Pattern, Words, form_key
from reader_app.services.namesakes import tell_namesakes
from reader_app.services.people import Key, Naming, People, Person

LIKELY_SPELLING = "Likely spelling"
"""The source of an unlisted name's English where a speller guessed it."""

NO_SOURCE = "Not in the glossary"
"""The source of an unlisted name that has no English but, in Latin letters, itself."""

_ARABIC = re.compile(r"[\u0620-\u06ff\u0750-\u077f\u08a0-\u08c9\ufb50-\ufdff\ufe70-\ufefc]")

_TITLES = ("وزير", "رئيس", "مدير", "قائد", "نائب", "أمير", "ملك", "سفير", "مبعوث", "ممثل", "مندوب", "زعيم")
_OFFICES = frozenset(normalise(title + ending) for title in _TITLES for ending in ("ي", "ا", "ان", "ين"))
"""Two holders of an office («وزيري الخارجية»): spelled like a surname, which a tagger may take it for."""

GUESSES = frozenset({LIKELY_SPELLING, NO_SOURCE})
"""The sources of entries that no glossary vouches for."""

SENTENCES_AT_ONCE = 400
"""How much of a long text a tagger sees at once, and takes evidence from: far more than an article."""


def find_names(
    article: Article,
    index: NameIndex,
    tagger: NameTagger | None = None,
    speller: NameSpeller | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Mention, ...]:
    """Every mention in the article, in reading order, none overlapping another.

    Without a tagger only what the glossary lists; without a speller unlisted names have no English.
    Threads, callbacks and spans as in `annotate`.
    """
    listed = annotate(article, index, cancelled, progress)
    if tagger is None or cancelled():
        return tell_namesakes(listed, index)
    joined = _Joined(index, listed)
    for start in range(0, len(article.sentences), SENTENCES_AT_ONCE):
        sentences = article.sentences[start : start + SENTENCES_AT_ONCE]
        tagged = tagger.tag([sentence.text for sentence in sentences], cancelled)
        if cancelled():
            return ()
        for sentence, names in zip(sentences, tagged, strict=True):
            joined.add(sentence, names)
    return tell_namesakes(joined.mentions(speller, cancelled), index)


@dataclass(frozen=True, slots=True)
class _Unlisted:
    """A tagged name that is no mention of an entry."""

    sentence: int
    span: Span
    text: str
    kind: Kind
    key: Key


class _Joined:
    """Glossary mentions and tagged names of one article, on their way to become one list."""

    def __init__(self, index: NameIndex, listed: Sequence[Mention]) -> None:
        self._index = index
        self._listed: dict[int, list[Mention]] = {}
        for mention in listed:
            self._listed.setdefault(mention.sentence, []).append(mention)
        self._unlisted: list[_Unlisted] = []
        self._phrases_of: dict[str, list[tuple[int, Pattern]]] = {}

    def add(self, sentence: Sentence, names: Sequence[TaggedName]) -> None:
        """The tagged names of a sentence. Sentences have to be given in reading order."""
        self._drop_unlikely(sentence, names)
        phrases = self._phrases(sentence) if names else ()
        for name in names:
            text = name.span.of(sentence.text)
            span = Span(sentence.span.start + name.span.start, sentence.span.start + name.span.end)
            key = form_key(text)
            is_somebody = name.kind is Kind.PERSON and len(key) > 1 and name.confidence >= LIKELY
            if not key or (self._is_no_name(key) and not is_somebody) or self._index.is_hidden(key):
                continue
            if any(_is_part(name.span, phrase) for phrase in phrases):
                continue
            listed = self._listed.setdefault(sentence.id, [])
            under = [m for m in listed if m.span.start < span.end and span.start < m.span.end]
            left = [_seen(m, name) for mention in under if (m := met(mention, name, span)) is not None]
            if len(left) < len(under) and left:
                continue
            listed[:] = [m for m in listed if m not in under] + left
            if left or name.kind is None:
                continue
            entry = self._exact(key, name.kind)
            if entry is None and name.kind is Kind.PERSON and len(key) > 2:
                entry = self._exact((key[0], key[-1]), name.kind)
            if entry is None and (name.kind is Kind.ORGANISATION or (len(key) == 1 and key[0] in _OFFICES)):
                continue
            if entry is not None:
                listed.append(Mention(sentence.id, span, text, entry, seen=True))
            else:
                self._unlisted.append(_Unlisted(sentence.id, span, text, name.kind, key))

    def _drop_unlikely(self, sentence: Sentence, names: Sequence[TaggedName]) -> None:
        """Without the towns that only clitics make of another word («وجده»), where no name is seen."""
        kept: list[Mention] = []
        for mention in self._listed.get(sentence.id, ()):
            start, end = mention.span.start - sentence.span.start, mention.span.end - sentence.span.start
            is_attached = start > 0 and sentence.text[start - 1].isalpha()
            is_town = mention.entry.kind is Kind.PLACE and not mention.entry.demonyms
            is_seen = any(n.kind and n.span.start < end and start < n.span.end for n in names)
            is_sure = isinstance(mention.entry, OwnTerm) or not (is_attached and is_town)
            if is_seen or is_sure or len(form_key(mention.text)) > 1:
                kept.append(mention)
        self._listed[sentence.id] = kept

    def mentions(self, speller: NameSpeller | None, cancelled: Callable[[], bool]) -> tuple[Mention, ...]:
        """All of them, each with its entry; nothing where no longer wanted."""
        found = [mention for mentions in self._listed.values() for mention in mentions]
        people = _People(found, self._unlisted, self._index)
        meant = [people.entries(n) if n.kind is Kind.PERSON else [_place(n)] for n in self._unlisted]
        unlisted = {e.id: e for entries in meant for e in entries if e.source == NO_SOURCE}
        if cancelled():
            return ()
        spelled = _spelled(unlisted, speller)
        for name, entries in zip(self._unlisted, meant, strict=True):
            first, *others = (spelled.get(entry.id, entry) for entry in entries)
            found.append(
                Mention(
                    name.sentence,
                    name.span,
                    name.text,
                    first,
                    others=tuple(others),
                    is_presumed=people.is_presumed(name),
                    seen=True,
                )
            )
        return tuple(sorted(found, key=lambda mention: mention.span))

    def _is_no_name(self, key: Key) -> bool:
        """Whether the list of what is no name has exactly these words («كورونا»)."""
        return any(
            pattern.is_no_name and pattern.words == key
            for clitics, patterns in self._index.beginning_with(key[0])
            if clitics == 0
            for pattern in patterns
        )

    def _phrases(self, sentence: Sentence) -> list[Span]:
        """Where phrases stand in a sentence in which no word is a name: «حصة الأسد» is no president's."""
        folded = normalise_with_offsets(sentence.text)
        words = Words(folded.text)
        found: list[Span] = []
        for i, word in enumerate(words.words):
            for clitics, patterns in self._index.beginning_with(word):
                for pattern in patterns:
                    if pattern.is_no_name and len(pattern.words) > 1 and words.has(pattern, i):
                        last = i + len(pattern.words) - 1
                        span = Span(
                            words.start_of(i) + clitics, words.start_of(last) + len(words.words[last])
                        )
                        found.append(folded.original(span))
        return found

    def _exact(self, key: Key, kind: Kind) -> GlossaryEntry | None:
        """The entry of this kind with exactly this full form."""
        for clitics, patterns in self._index.beginning_with(key[0]):
            for pattern in patterns:
                if clitics == 0 and pattern.words == key:
                    return next((entry for entry in pattern.full if entry.kind is kind), None)
        return None


def _is_part(span: Span, of: Span) -> bool:
    return of.start <= span.start and span.end <= of.end and len(span) < len(of)


def _seen(mention: Mention, name: TaggedName) -> Mention:
    return replace(mention, seen=mention.seen or mention.entry.kind is name.kind)


class _People:
    """The people of an article whom no full form of the glossary names, each with an entry."""

    def __init__(self, listed: Sequence[Mention], names: Sequence[_Unlisted], index: NameIndex) -> None:
        self._people = People()
        for mention in listed:
            if mention.entry.kind is Kind.PERSON:
                keys = map(form_key, mention.entry.full_forms)
                self._people.add_listed(mention.entry, keys, mention.sentence, mention.span.start)
        self._meant: dict[Span, tuple[Person, ...]] = {}
        self._presumed: dict[Span, tuple[GlossaryEntry, ...]] = {}
        single: list[_Unlisted] = []
        for name in names:
            if name.kind is not Kind.PERSON:
                continue
            if len(name.key) == 1:
                single.append(name)
            elif known := index.known_by(name.key):
                self._presumed[name.span] = known
            else:
                self._meant[name.span] = (self._people.add_full(_naming(name)),)
        self._short: dict[int, list[str]] = {}
        strangers = {key for key in {n.key for n in single} if not self._people.has(key[0])}
        known_by = {key: known for key in strangers if (known := index.known_by(key))}
        for name in single:
            if name.key in known_by:
                self._presumed[name.span] = known_by[name.key]
                continue
            meant = self._meant[name.span] = self._people.meant_by(_naming(name))
            self._short.setdefault(id(meant[0]), []).append(name.text)

    def entries(self, name: _Unlisted) -> list[GlossaryEntry]:
        """Whom a name means, the likeliest first."""
        if name.span in self._presumed:
            return list(self._presumed[name.span])
        return [self._entry(person) for person in self._meant[name.span]]

    def is_presumed(self, name: _Unlisted) -> bool:
        """Whether a name means whom it does because the glossary knows them by it."""
        return name.span in self._presumed

    def _entry(self, person: Person) -> GlossaryEntry:
        if person.entry is not None:
            return person.entry
        short = tuple(dict.fromkeys(self._short.get(id(person), ())))
        forms = person.forms or [short[0]]
        return _unlisted(Kind.PERSON, forms, tuple(s for s in short if s not in forms))


def _naming(name: _Unlisted) -> Naming:
    return Naming(name.key, name.text, name.sentence, name.span.start)


def _place(name: _Unlisted) -> GlossaryEntry:
    return _unlisted(Kind.PLACE, [name.text])


def _unlisted(kind: Kind, forms: Sequence[str], short: tuple[str, ...] = ()) -> GlossaryEntry:
    """An entry for this article. Its id is of the first form, so that it is the same at every opening."""
    arabic, *spellings = (" ".join(form.split()) for form in forms)
    return GlossaryEntry(
        id="-".join(("unlisted", kind, *form_key(arabic))),
        kind=kind,
        english="" if _ARABIC.search(arabic) else arabic,  # «Albert Einstein» says it itself
        arabic=arabic,
        definition="",
        source=NO_SOURCE,
        licence="",
        spellings=tuple(dict.fromkeys(spellings)),
        short=short,
    )


def _spelled(entries: dict[str, GlossaryEntry], speller: NameSpeller | None) -> dict[str, GlossaryEntry]:
    """The entries with the English that is likely, and what else it may be as accepted forms."""
    if speller is None:
        return entries
    guesses = speller.likely_of_each([(entry.arabic, entry.kind) for entry in entries.values()])
    return {
        entry.id: replace(entry, english=likely[0], accepted=tuple(likely[1:]), source=LIKELY_SPELLING)
        if likely
        else entry
        for entry, likely in zip(entries.values(), guesses, strict=True)
    }
