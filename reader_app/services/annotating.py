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
  them is, the one that is named in full first. The mention tells the others.
- A country's adjective is found in its gender, number and article. Where it is spelled like the
  country itself («سورية», «روسيا»), see `_is_adjective`.
"""

import re
from collections.abc import Callable, Container
from dataclasses import dataclass
from functools import cached_property

from reader_app.core.arabic import (
    ARABIC_MARKS,
    Normalised,
    clitic_strippings,
    normalise,
    normalise_with_offsets,
)
from reader_app.core.article import Article, Sentence, Span
from reader_app.core.names import GlossaryEntry, Mention
from reader_app.services.name_index import ARTICLE, NISBA, WORD, NameIndex, Pattern, Words

SENTENCES_A_CHUNK = 64
"""How many sentences are scanned between two looks at `cancelled`."""

_FATHATAN = "\u064b"
_ALEF_MAKSURA = "\u0649"
_FINAL_YEH = re.compile(rf"\u064a(?![\w{ARABIC_MARKS}])")
_BEFORE_PLACES = frozenset(
    normalise("في من إلى على عن مع بين نحو داخل خارج ضد حول عبر بشأن شمال جنوب شرق غرب").split()
)


class _Scanned(Words):
    """A sentence with at least one word that may begin a name: the words numbered in `starts`."""

    def __init__(self, sentence: Sentence, folded: str, beginnings: Container[str]) -> None:
        super().__init__(folded)
        self.sentence = sentence
        self.starts = [i for i, word in enumerate(self.words) if word in beginnings]

    @cached_property
    def _normalised(self) -> Normalised:
        return normalise_with_offsets(self.sentence.text)

    def original(self, span: Span) -> Span:
        """Where a part of the normalised text stands in the sentence."""
        return self._normalised.original(span)

    def as_written(self, span: Span) -> str:
        """A part of the normalised text as the sentence has it."""
        return self.original(span).of(self.sentence.text)


@dataclass(slots=True)
class _Hit:
    """A pattern found in a sentence; `span` is in its normalised text. No entry: no name."""

    span: Span
    last_word: int
    entry: GlossaryEntry | None
    is_name: bool = True
    is_full: bool = False
    others: tuple[GlossaryEntry, ...] = ()


class _Annotator:
    """One run over one article. Not to be shared between threads."""

    def __init__(self, index: NameIndex) -> None:
        self._index = index
        self._beginnings: dict[str, tuple[tuple[int, list[Pattern]], ...]] = {}
        self._plain_words: set[str] = set()
        self._first_named: dict[str, int] = {}
        self._last_named: dict[str, int] = {}
        self._established: dict[str, int] = {}
        self._short_beginnings: set[str] = set()
        self._hits_so_far = 0

    def scan(self, sentence: Sentence) -> _Scanned | None:
        """The sentence's words, or None where no word can begin a name."""
        folded = normalise(sentence.text)
        # Most sentences end here: two set operations instead of a look at each word.
        unknown = {*WORD.findall(folded)} - self._plain_words
        for word in unknown.difference(self._beginnings):
            self._look_up(word)
        if unknown <= self._plain_words:
            return None
        return _Scanned(sentence, folded, self._beginnings)

    def _look_up(self, word: str) -> None:
        """Done once a word of the article."""
        if patterns := self._index.beginning_with(word):
            self._beginnings[word] = patterns
        else:
            self._plain_words.add(word)

    def find(self, scanned: _Scanned) -> list[_Hit]:
        """The hits of a sentence in order. Sentences have to be given in reading order."""
        hits: list[_Hit] = []
        free_from = 0
        for i in scanned.starts:
            hit = self._longest_at(scanned, i) if i >= free_from else None
            if hit is not None:
                free_from = hit.last_word + 1
                hits.append(hit)
                self._remember(hit)
        return hits

    def admit_short_forms(self) -> bool:
        """Let the entries named in full so far be named by their short forms from now on, and go
        back to the start of the article. False where there is no such form to look for."""
        self._established, self._first_named, self._last_named = self._first_named, {}, {}
        self._short_beginnings = {
            word
            for word, readings in self._beginnings.items()
            if any(e.id in self._established for _, patterns in readings for p in patterns for e in p.short)
        }
        return bool(self._short_beginnings)

    def find_short_forms(self, scanned: _Scanned, before: list[_Hit]) -> list[_Hit]:
        """The hits of a sentence once short forms count; `before` are those found without them."""
        if any(scanned.words[i] in self._short_beginnings for i in scanned.starts):
            return self.find(scanned)
        for hit in before:
            self._remember(hit)
        return before

    def _remember(self, hit: _Hit) -> None:
        self._hits_so_far += 1
        if hit.entry is not None and hit.is_full:
            self._first_named.setdefault(hit.entry.id, self._hits_so_far)
            self._last_named[hit.entry.id] = self._hits_so_far

    def _longest_at(self, scanned: _Scanned, i: int) -> _Hit | None:
        best: _Hit | None = None
        longest = 0
        for count, patterns in self._beginnings[scanned.words[i]]:
            for pattern in patterns:
                if len(pattern.words) <= longest:
                    break
                if scanned.has(pattern, i) and (hit := self._read(pattern, scanned, i, count)):
                    best, longest = hit, len(pattern.words)
                    break
        return best

    def _read(self, pattern: Pattern, scanned: _Scanned, i: int, clitics: int) -> _Hit | None:
        """What a pattern that stands at word i, after so many letters of clitics, means there; None
        if nothing after all."""
        last = i + len(pattern.words) - 1
        span = Span(scanned.start_of(i) + clitics, scanned.start_of(last) + len(scanned.words[last]))
        if pattern.is_no_name:
            return _Hit(span, last, None)
        before = scanned.before(i)
        if pattern.adjective is not None and _is_adjective(pattern, scanned, i, span, before):
            return _Hit(span, last, pattern.adjective, is_name=False)
        if _has_tanween(pattern, scanned, span):
            return None
        first_word = pattern.words[0] if len(pattern.words) > 1 else None
        named = sorted((e for e in pattern.short if e.id in self._established), key=self._distance)
        for entry in () if named and pattern.is_short_first else pattern.full:
            if self._index.is_cued(entry, first_word, before):
                return _Hit(span, last, entry, is_full=True)
        return _Hit(span, last, named[0], others=tuple(named[1:])) if named else None

    def _distance(self, entry: GlossaryEntry) -> tuple[int, int]:
        """Orders the entries that share a short form: the last one named in full comes first."""
        return -self._last_named.get(entry.id, 0), self._established[entry.id]


def _has_tanween(pattern: Pattern, scanned: _Scanned, span: Span) -> bool:
    """Whether a form in -ا or -ة is written with tanween, which no name of that ending takes."""
    return (
        pattern.words[-1].endswith(("ا", "ه"))
        and _FATHATAN in scanned.sentence.text
        and _FATHATAN in scanned.as_written(span)
    )


def _is_adjective(pattern: Pattern, scanned: _Scanned, i: int, span: Span, before: str | None) -> bool:
    """Whether a form that can be a country's adjective is one here.

    Spelled like the country's name, a form in -ا is the adjective only if its tanween is written
    («مواطنا روسياً»). One in -ة is the name after a preposition («في سورية»); else the adjective, if
    it has the article and follows a word that has it too («الحكومة السعودية», not «قالت السعودية»),
    or has no article and follows any word («قوات سورية»).

    A form in -ى is no adjective if the sentence tells ى from ي: «اليمنى» is then the right hand.
    """
    last = pattern.words[-1]
    if last.endswith(NISBA):
        text = scanned.sentence.text
        return (
            _ALEF_MAKSURA not in text
            or _ALEF_MAKSURA not in scanned.as_written(span)
            or not _FINAL_YEH.search(text)
        )
    if not pattern.full:
        return True
    if not last.endswith("ه"):
        return _has_tanween(pattern, scanned, span)
    clitics = scanned.words[i][: span.start - scanned.start_of(i)]
    if before is None or clitics.endswith(("ب", "ل")):
        return False
    words_before = [form for _, form in clitic_strippings(before)]
    if not _BEFORE_PLACES.isdisjoint(words_before):
        return False
    return not last.startswith(ARTICLE) or any(word.startswith(ARTICLE) for word in words_before)


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
        for number, words_of in enumerate(scanned):
            found[number] = annotator.find_short_forms(words_of, found[number])
            if number % SENTENCES_A_CHUNK == 0 and cancelled():
                return ()
    mentions: list[Mention] = []
    scanned.reverse()
    found.reverse()
    while scanned:
        # One by one: to let go of them all together would keep the other threads waiting.
        words_of, hits = scanned.pop(), found.pop()
        mentions += (m for hit in hits if (m := _mention(words_of, hit)) is not None)
    return tuple(mentions)


def _mention(scanned: _Scanned, hit: _Hit) -> Mention | None:
    """A hit as a span of the article."""
    if hit.entry is None:
        return None
    inside, sentence = scanned.original(hit.span), scanned.sentence
    span = Span(sentence.span.start + inside.start, sentence.span.start + inside.end)
    return Mention(sentence.id, span, inside.of(sentence.text), hit.entry, hit.is_name, others=hit.others)
