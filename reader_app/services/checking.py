"""Checking translations: one sentence as it is shown, or all segments of a file."""

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from reader_app.core.alignment import Alignment
from reader_app.core.article import Article, Sentence, Span
from reader_app.core.checks import Flag, FlagKind
from reader_app.core.checks.name_forms import KnownNames
from reader_app.core.checks.pair import CheckedPair, Lexicon, Named, Term
from reader_app.core.name_check import NameCheck, check_mentions
from reader_app.core.names import GlossaryEntry, Kind, Mention
from reader_app.core.terms import OwnTerm
from reader_app.services.naming import GUESSES

_LARGE_SOURCE = "GeoNames"
"""Its towns are so many that one is easily another word, even to a tagger."""

SEGMENTS_A_CHUNK = 64
"""How many segments are checked between two looks at `cancelled`."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A pair from a file, under the name that it has there."""

    id: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class CheckedSegment:
    """A segment and what the checks say of it."""

    segment: Segment
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True)
class Dismissal:
    """A flag that the reader called no error: its kind and places, in this pair of texts."""

    source: str
    target: str
    kind: FlagKind
    source_span: Span | None
    target_span: Span | None


class DismissalStore(Protocol):
    """Where dismissals are kept. Callable from any thread; every method raises StoreError."""

    def dismiss(self, dismissal: Dismissal) -> None: ...
    def dismissed(self, source: str, target: str) -> frozenset[Dismissal]: ...
    def restore(self, source: str, target: str) -> None: ...


FindNames = Callable[[Article, Callable[[], bool]], Sequence[Mention]]
"""Finds the mentions in an article; asks now and then whether the answer is still wanted."""


class Checker:
    """Runs the checks. May be used from any thread; what it needs is loaded at the first question."""

    def __init__(
        self,
        lexicon: Callable[[], Lexicon],
        entries: Callable[[], Iterable[GlossaryEntry]],
        find_names: FindNames,
        dismissals: DismissalStore,
        common_words: Callable[[], frozenset[str]] = frozenset,
    ) -> None:
        """`entries` are the glossary's, whose English names would be strange in a translation without being
        in the source. They are asked for at every check; other entries come as another object.
        `common_words` are English words that are no names."""
        self._read_lexicon = lexicon
        self._read_entries = entries
        self._read_common = common_words
        self._find_names = find_names
        self._dismissals = dismissals
        self._loading = threading.Lock()
        self._words: tuple[Lexicon, frozenset[str]] | None = None
        self._known: tuple[Iterable[GlossaryEntry], KnownNames] | None = None

    def check(
        self,
        source: str,
        target: str,
        mentions: Iterable[Mention] = (),
        start: int = 0,
        terms: Sequence[Term] = (),
    ) -> tuple[Flag, ...]:
        """What is to be looked at in one translation, the gravest first.

        `mentions` are those of the source, `start` is where it begins in the text that their spans count.
        `terms` are to be used besides those of the reader's own glossary that the source mentions. The first
        call reads the lexicon and the glossary; raises GlossaryError where these break their format.
        """
        from reader_app.core.checks.running import run_checks  # what it compiles would cost every start

        lexicon, common, known = self._load()
        mentions = tuple(mentions)
        own = (_term(mention) for mention in mentions if _is_own_term(mention))
        terms = (*dict.fromkeys(own), *terms)
        names = as_named(mentions, start)
        return run_checks(CheckedPair(source, target, names, terms, known, lexicon, common))

    def check_mentions(
        self,
        source: str,
        target: str,
        mentions: Sequence[Mention],
        start: int = 0,
        alignment: Alignment | None = None,
    ) -> tuple[NameCheck, ...]:
        """What the translation has for each of the names, guesses included, as `core.name_check` tells it.

        Raises as `check`.
        """
        _, _, known = self._load()
        pair = CheckedPair(source, target, as_named(mentions, start), known_names=known)
        return check_mentions(pair, mentions, start, alignment)

    def check_segments(
        self,
        segments: Sequence[Segment],
        terms: Sequence[Term] = (),
        cancelled: Callable[[], bool] = lambda: False,
        progress: Callable[[int, int], object] = lambda _done, _of: None,
    ) -> Iterator[CheckedSegment]:
        """The segments in their order with their flags; the names are found in all of them as in one article.

        Ends early once `cancelled` says so. `progress` is told how many are done, of how many.
        """
        article = _as_article([segment.source for segment in segments])
        mentions: dict[int, list[Mention]] = {}
        for mention in self._find_names(article, cancelled):
            mentions.setdefault(mention.sentence, []).append(mention)
        for done, (segment, sentence) in enumerate(zip(segments, article.sentences, strict=True), 1):
            if done % SEGMENTS_A_CHUNK == 0 and cancelled():
                return
            named = mentions.get(sentence.id, ())
            flags = self.check(segment.source, segment.target, named, sentence.span.start, terms)
            yield CheckedSegment(segment, flags)
            progress(done, len(segments))

    def prepare(self) -> None:
        """Read what the checks need, if that was not done yet: off the GUI thread. Raises GlossaryError."""
        self._load()

    def standing(self, source: str, target: str, flags: Iterable[Flag]) -> tuple[Flag, ...]:
        """The flags that the reader has not dismissed. Raises StoreError."""
        dismissed = self._dismissals.dismissed(source, target)
        return tuple(flag for flag in flags if _dismissal(source, target, flag) not in dismissed)

    def dismiss(self, source: str, target: str, flag: Flag) -> None:
        """Remember that a flag is no error, for this very pair of texts. Raises StoreError."""
        self._dismissals.dismiss(_dismissal(source, target, flag))

    def restore(self, source: str, target: str) -> None:
        """Forget what was dismissed for a pair. Raises StoreError."""
        self._dismissals.restore(source, target)

    def _load(self) -> tuple[Lexicon, frozenset[str], KnownNames]:
        with self._loading:
            if self._words is None:
                self._words = self._read_lexicon(), self._read_common()
            entries = self._read_entries()
            if self._known is None or self._known[0] is not entries:
                self._known = entries, KnownNames(entries)
            return *self._words, self._known[1]


def as_named(mentions: Iterable[Mention], start: int) -> tuple[Named, ...]:
    """The mentions as the checks take them; `start` is where the sentence begins in the text of their spans.
    Whoever else a shared surname may mean will do, but is not asked for."""
    names: list[Named] = []
    for mention in mentions:
        span, entry = Span(mention.span.start - start, mention.span.end - start), mention.entry
        is_name = mention.is_name and not _is_own_term(mention)  # which the check of terms looks after
        is_town = entry.kind is Kind.PLACE and not entry.demonyms and len(mention.text.split()) == 1
        is_listed = entry.source not in GUESSES
        is_seen = mention.seen and not entry.source.startswith(_LARGE_SOURCE)
        is_sure = not mention.is_presumed and (is_seen or not is_town)
        names.append(Named(span, entry, is_name, entry.accepted, is_listed, is_sure))
        names += (Named(span, other, False) for other in mention.others if other.source not in GUESSES)
    return tuple(names)


def _is_own_term(mention: Mention) -> bool:
    """Whether one of the reader's forms is to be used to the word. People are not: after the first time, a
    surname will do, which the check of names knows."""
    return isinstance(mention.entry, OwnTerm) and mention.is_name and mention.entry.kind is not Kind.PERSON


def _term(mention: Mention) -> Term:
    return Term(mention.text, (mention.entry.english, *mention.entry.accepted))


def _dismissal(source: str, target: str, flag: Flag) -> Dismissal:
    return Dismissal(source, target, flag.kind, flag.source, flag.target)


def _as_article(sources: Iterable[str]) -> Article:
    """An article in which each source is one sentence and one paragraph."""
    sentences: list[Sentence] = []
    start = 0
    for number, source in enumerate(sources):
        sentences.append(Sentence(number + 1, number, Span(start, start + len(source)), source))
        start += len(source) + 1
    text = "\n".join(sentence.text for sentence in sentences)
    return Article("", text, tuple(sentence.span for sentence in sentences), tuple(sentences))
