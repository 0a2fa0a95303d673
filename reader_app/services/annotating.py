"""Finding the people, places and organisations that an article mentions.

Names are compared word by word in the normalised form of `core.arabic`, so spelling habits and
vowel marks make no difference, and a name never matches inside a longer word. The rules:

- The scan goes from left to right in reading order; at each word the longest phrase wins, then the
  one with the fewest clitics before it, and the next scan begins after it: mentions never overlap.
- Between the words of a name stands white space only, or also a hyphen where the entry has one.
- A phrase from the list of what is no name ("the lion's share") takes its words out of the scan.
- An entry with cues is named only right after one of them, or by a form that begins with one.
- A short form counts only where a full form of the same entry occurs anywhere in the article. Shared
  by several such entries, it means the one named in full most recently before it; before any of
  them is, the one that is named in full first.
- A country's adjective is found in its gender, number and article. Where it is spelled like the
  country itself («سورية», «روسيا»), see `_is_adjective`.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from reader_app.core.arabic import INVISIBLES, clitic_strippings, normalise, normalise_with_offsets, words
from reader_app.core.article import Article, Sentence, Span
from reader_app.core.names import GlossaryEntry, Mention

SENTENCES_A_CHUNK = 64
"""How many sentences are scanned between two looks at `cancelled`."""

_SPACE = re.compile(rf"[\s{INVISIBLES}]+")
_HYPHEN = re.compile(rf"[\s{INVISIBLES}]*[-\u2010-\u2015][\s{INVISIBLES}]*")

_FATHATAN = "\u064b"
_ARTICLE = "ال"
_NISBA = "ي"
_DEFINITE_ENDINGS = ("", "ه", "ان", "ين", "ون", "ات", "تان", "تين")
_INDEFINITE_ENDINGS = (*_DEFINITE_ENDINGS, "ا")
_BEFORE_PLACES = frozenset(
    map(normalise, ("في", "من", "إلى", "على", "عن", "نحو", "داخل", "خارج", "ضد", "حول", "عبر", "بشأن"))
)

def form_key(form: str) -> tuple[str, ...]:
    """The normalised words of a form: two forms are the same name if their keys are equal."""
    folded = normalise(form)
    return tuple(span.of(folded) for span in words(folded))


def adjective_forms(adjective: str) -> Iterator[tuple[str, ...]]:
    """The keys under which a country's adjective, given masculine singular, occurs in a text.

    One in -ي takes every gender and number, with and without the article; each word in -ي of a
    longer one agrees («الكورية الجنوبية»), another word stays as it is («جنوب أفريقية»). Anything
    else is a broken plural and counts with the article only («الروس»), for too many foreign
    surnames are spelled like the bare one.
    """
    key = form_key(adjective)
    if not key[-1].endswith(_NISBA):
        yield (_ARTICLE + key[0], *key[1:])
        return
    for ending in _INDEFINITE_ENDINGS:
        yield tuple(word + ending if word.endswith(_NISBA) else word for word in key)
    for ending in _DEFINITE_ENDINGS:
        agreeing = [_ARTICLE + word + ending if word.endswith(_NISBA) else word for word in key]
        if not key[0].endswith(_NISBA):
            agreeing = [_ARTICLE + key[0], *(w.removeprefix(_ARTICLE) for w in agreeing[1:])]
        yield tuple(agreeing)


@dataclass(slots=True)
class _Pattern:
    """All that one sequence of normalised words can mean; entries in rank order.

    `hyphens[i]` tells whether a hyphen may stand before word i.
    """

    words: tuple[str, ...]
    hyphens: list[bool]
    full: list[GlossaryEntry] = field(default_factory=list[GlossaryEntry])
    short: list[GlossaryEntry] = field(default_factory=list[GlossaryEntry])
    adjective: GlossaryEntry | None = None
    is_no_name: bool = False


class NameIndex:
    """Every form of a glossary, ready for `annotate`. Immutable once built: threads may share it.

    `entries` come in rank order, with unique ids; of two entries that claim a form, the first gets
    it. `not_names` are phrases in which a name's words name something else.
    """

    def __init__(self, entries: Iterable[GlossaryEntry], not_names: Iterable[str] = ()) -> None:
        self.entries = tuple(entries)
        self._by_key: dict[tuple[str, ...], _Pattern] = {}
        self._by_first_word: dict[str, list[_Pattern]] = {}
        self._cues = {e.id: frozenset(map(normalise, e.cues)) for e in self.entries if e.cues}
        for entry in self.entries:
            for form in entry.full_forms:
                self._pattern(form).full.append(entry)
            for form in entry.short:
                self._pattern(form).short.append(entry)
            for adjective in entry.demonyms:
                for key in adjective_forms(adjective):
                    pattern = self._pattern_of(key, [False] * len(key))
                    pattern.adjective = pattern.adjective or entry
        for phrase in not_names:
            self._pattern(phrase).is_no_name = True
        for patterns in self._by_first_word.values():
            patterns.sort(key=lambda pattern: -len(pattern.words))

    def _pattern(self, form: str) -> _Pattern:
        folded = normalise(form)
        spans = list(words(folded))
        hyphens = [False] + [
            _HYPHEN.fullmatch(folded, a.end, b.start) is not None
            for a, b in zip(spans, spans[1:], strict=False)
        ]
        return self._pattern_of(tuple(span.of(folded) for span in spans), hyphens)

    def _pattern_of(self, key: tuple[str, ...], hyphens: list[bool]) -> _Pattern:
        pattern = self._by_key.get(key)
        if pattern is None:
            pattern = self._by_key[key] = _Pattern(key, hyphens)
            self._by_first_word.setdefault(key[0], []).append(pattern)
        else:
            pattern.hyphens = [a or b for a, b in zip(pattern.hyphens, hyphens, strict=True)]
        return pattern

    def beginning_with(self, word: str) -> tuple[tuple[int, list[_Pattern]], ...]:
        """The patterns that a normalised word may begin, longest first, under the number of its
        leading characters that are clitics, fewest first."""
        return tuple(
            (count, self._by_first_word[form])
            for count, form in clitic_strippings(word)
            if form in self._by_first_word
        )

    def is_cued(self, entry: GlossaryEntry, first_word: str | None, before: str | None) -> bool:
        """Whether the entry may be named here: it has no cues, or one stands `before` (the word
        right before the name, None where there is none), or begins the name's longer form."""
        cues = self._cues.get(entry.id)
        if cues is None or first_word in cues:
            return True
        return before is not None and any(form in cues for _, form in clitic_strippings(before))


@dataclass(frozen=True, slots=True)
class _Hit:
    """A pattern found in a sentence; `span` is in its normalised text. No entry: no name."""

    span: Span
    last_word: int
    entry: GlossaryEntry | None
    is_name: bool = True
    is_full: bool = False


@dataclass(frozen=True, slots=True)
class _Scanned:
    """A sentence with at least one word that may begin a name."""

    sentence: Sentence
    folded: str
    spans: list[Span]
    starts: list[int]


class _Annotator:
    """One run over one article. Not to be shared between threads."""

    def __init__(self, index: NameIndex) -> None:
        self._index = index
        self._candidates: dict[str, tuple[tuple[int, list[_Pattern]], ...]] = {}
        self._first_named: dict[str, int] = {}
        self._last_named: dict[str, int] = {}
        self._established: dict[str, int] = {}
        self._hits_so_far = 0

    def scan(self, sentence: Sentence) -> _Scanned | None:
        """The sentence's words, or None where no word can begin a name."""
        folded = normalise(sentence.text)
        spans = list(words(folded))
        known = self._candidates
        starts: list[int] = []
        for i, span in enumerate(spans):
            word = folded[span.start : span.end]
            candidates = known.get(word)
            if candidates is None:
                candidates = known[word] = self._index.beginning_with(word)
            if candidates:
                starts.append(i)
        return _Scanned(sentence, folded, spans, starts) if starts else None

    def find(self, scanned: _Scanned) -> list[_Hit]:
        """The hits of a sentence in order. Sentences have to be given in reading order."""
        hits: list[_Hit] = []
        free_from = 0
        for i in scanned.starts:
            if i < free_from:
                continue
            hit = self._longest_at(scanned, i)
            if hit is None:
                continue
            free_from = hit.last_word + 1
            if hit.entry is not None:
                hits.append(hit)
                self._remember(hit.entry, hit.is_full)
        return hits

    def admit_short_forms(self) -> bool:
        """Let the entries named in full so far be named by their short forms from now on, and go
        back to the start of the article. False where there is no such form to look for."""
        self._established, self._first_named, self._last_named = self._first_named, {}, {}
        return any(entry.short and entry.id in self._established for entry in self._index.entries)

    def _remember(self, entry: GlossaryEntry, is_full: bool) -> None:
        self._hits_so_far += 1
        if is_full:
            self._first_named.setdefault(entry.id, self._hits_so_far)
            self._last_named[entry.id] = self._hits_so_far

    def _longest_at(self, scanned: _Scanned, i: int) -> _Hit | None:
        best: _Hit | None = None
        longest = 0
        start = scanned.spans[i].start
        for count, patterns in self._candidates[scanned.spans[i].of(scanned.folded)]:
            for pattern in patterns:
                if len(pattern.words) <= longest:
                    break
                if not _stands_at(pattern, scanned, i):
                    continue
                last = i + len(pattern.words) - 1
                hit = self._read(pattern, scanned, i, Span(start + count, scanned.spans[last].end))
                if hit is not None:
                    best, longest = hit, len(pattern.words)
                    break
        return best

    def _read(self, pattern: _Pattern, scanned: _Scanned, i: int, span: Span) -> _Hit | None:
        """What a pattern that stands at word i means there, None if nothing after all."""
        last = i + len(pattern.words) - 1
        if pattern.is_no_name:
            return _Hit(span, last, None)
        before = _word_before(scanned, i)
        if pattern.adjective and _is_adjective(pattern, scanned, i, span, before):
            return _Hit(span, last, pattern.adjective, is_name=False)
        first_word = pattern.words[0] if len(pattern.words) > 1 else None
        for entry in pattern.full:
            if self._index.is_cued(entry, first_word, before):
                return _Hit(span, last, entry, is_full=True)
        named = [entry for entry in pattern.short if entry.id in self._established]
        return _Hit(span, last, min(named, key=self._distance)) if named else None

    def _distance(self, entry: GlossaryEntry) -> tuple[int, int]:
        """Orders the entries that share a short form: the last one named in full comes first."""
        return -self._last_named.get(entry.id, 0), self._established[entry.id]


def _stands_at(pattern: _Pattern, scanned: _Scanned, i: int) -> bool:
    """Whether the words after the first follow word i, with nothing but space or an allowed hyphen."""
    spans, folded = scanned.spans, scanned.folded
    if i + len(pattern.words) > len(spans):
        return False
    for k in range(1, len(pattern.words)):
        a, b = spans[i + k - 1], spans[i + k]
        if folded[b.start : b.end] != pattern.words[k]:
            return False
        if not _SPACE.fullmatch(folded, a.end, b.start) and not (
            pattern.hyphens[k] and _HYPHEN.fullmatch(folded, a.end, b.start)
        ):
            return False
    return True


def _word_before(scanned: _Scanned, i: int) -> str | None:
    """The word before word i where only space parts the two."""
    if i == 0 or not _SPACE.fullmatch(scanned.folded, scanned.spans[i - 1].end, scanned.spans[i].start):
        return None
    return scanned.spans[i - 1].of(scanned.folded)


def _is_adjective(pattern: _Pattern, scanned: _Scanned, i: int, span: Span, before: str | None) -> bool:
    """Whether a form that can be an adjective is one here, rather than the country's name.

    Spelled like the name, a form in -ا is the adjective only if its tanween is written («مواطنا
    روسياً»), and one in -ة («قوات سورية») unless a preposition stands before it («في سورية»).
    """
    if not pattern.full:
        return True
    if pattern.words[-1].endswith("ه"):
        clitics = scanned.folded[scanned.spans[i].start : span.start]
        return not clitics.endswith(("ب", "ل")) and not (
            before is not None and any(form in _BEFORE_PLACES for _, form in clitic_strippings(before))
        )
    original = normalise_with_offsets(scanned.sentence.text).original(span)
    return _FATHATAN in original.of(scanned.sentence.text)


def annotate(
    article: Article,
    index: NameIndex,
    cancelled: Callable[[], bool] = lambda: False,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Mention, ...]:
    """Every mention in the article, in reading order, none overlapping another.

    Spans are code points into `article.text`. May run in any thread; both callbacks are called from
    it, once a chunk of sentences: `progress` with (sentences done, sentences in all), `cancelled` to
    ask whether the answer is still wanted. If it is not, the result is empty.
    """
    annotator = _Annotator(index)
    scanned: list[_Scanned] = []
    found: list[list[_Hit]] = []
    total = len(article.sentences)
    for done, sentence in enumerate(article.sentences, start=1):
        if (words_of := annotator.scan(sentence)) is not None:
            scanned.append(words_of)
            found.append(annotator.find(words_of))
        if done % SENTENCES_A_CHUNK == 0 or done == total:
            if cancelled():
                return ()
            if progress is not None:
                progress(done, total)
    if annotator.admit_short_forms():
        found = []
        for done, words_of in enumerate(scanned, start=1):
            found.append(annotator.find(words_of))
            if done % SENTENCES_A_CHUNK == 0 and cancelled():
                return ()
    return tuple(
        mention
        for words_of, hits in zip(scanned, found, strict=True)
        for mention in _mentions(words_of.sentence, hits)
    )


def _mentions(sentence: Sentence, hits: list[_Hit]) -> Iterator[Mention]:
    """The hits of one sentence as spans of the article."""
    if not hits:
        return
    folded = normalise_with_offsets(sentence.text)
    for hit in hits:
        if hit.entry is None:
            continue
        inside = folded.original(hit.span)
        span = Span(sentence.span.start + inside.start, sentence.span.start + inside.end)
        yield Mention(sentence.id, span, inside.of(sentence.text), hit.entry, hit.is_name)
