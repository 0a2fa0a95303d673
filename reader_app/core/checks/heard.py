"""Names compared by their letters and sounds: what a name that no glossary lists became in the translation.

A word of the source is compared with the capitalised words of the target: by how the speller would write it,
and by its consonants (`core.checks.sounds`).
"""

import re
from collections.abc import Iterator, Sequence

from reader_app.core.arabic import clitic_strippings, normalise
from reader_app.core.article import Span
from reader_app.core.checks.english_numbers import listed
from reader_app.core.checks.months import ENGLISH_TIMES
from reader_app.core.checks.name_forms import TargetName, find_form, plain, slips
from reader_app.core.checks.pair import CheckedPair, Named, Word
from reader_app.core.checks.sounds import arabic_sounds, english_sounds, sounds_alike
from reader_app.core.checks.stems import arabic_stem, english_stem
from reader_app.core.english import FUNCTION_WORDS, word_set
from reader_app.core.names import GlossaryEntry

_CAPITALISED = re.compile(r"(?<![\w'’])[^\W\d_a-z](?:[^\W\d_]|['’](?=[^\W\d_]{2}))*")
_PIECES = re.compile(r"[^\W\d_]{2,}")
_SENTENCE_START = re.compile(r"(?:^|[.!?…:]\W*)\W*$")
_SMALL_PARTS = frozenset(map(normalise, listed("بن ابن بنت ولد أبو أبي أم آل عبد دي دا فان فون ذا لا")))
"""Parts of names that tell nobody from another."""

_ENGLISH_SMALL_PARTS = word_set("al el bin ben ibn abu abd abdul abdel von van de di da the")
_CLOSE = 0.4
"""The share of letters that may differ between a guess and what is written."""

_LEAST_LETTERS = 3
_DERIVED = re.compile(r".{3,}(?:is[mt]s?|ians?|ity|ese|inae|idae|ales)$|(?:north|south)(?:east|west)")
"""Words that have a capital and name no one: Hungarians, Islamism, Southwest."""


class Heard:
    """What of a pair's names was written as it sounds."""

    def __init__(self, pair: CheckedPair) -> None:
        self._pair = pair
        self._words = _capitalised(pair.target)
        self._taken: set[Span] = set()
        self.unspelled: list[Named] = []
        """The names that no glossary lists of which no word is spelled in the target."""
        for named in pair.names:
            if not named.is_listed and (parts := list(_parts(pair, named))):
                guesses = list(_guesses(named))
                found = {w.span for w in self._words for part in parts if _is_spelled(part, guesses, w)}
                self._taken |= found
                if not found and not any(
                    is_known_word(pair, w, part) for part in parts for w in pair.english
                ):
                    self.unspelled.append(named)

    def spells(self, named: Named) -> bool:
        """Whether the target has a capitalised word, no known name, like the word that the name stands in:
        «بروسيا» may be Prussia as well as "in Russia"."""
        known = [name.span for name in self._pair.known_names.find(self._pair.target)]
        words = [w for w in self._words if not any(w.span.start in span for span in known)]
        parts = _parts(self._pair, named)
        return any(
            len(heard := english_sounds(word.text)) > 1 and heard == arabic_sounds(part.text)
            for part in parts
            for word in words
        )

    def foreign(self, strangers: Sequence[TargetName]) -> list[Word]:
        """The capitalised words that are no common English ones and that nothing in the source has or sounds
        like; without those of `strangers`."""
        pair = self._pair
        used = [name.span for name in strangers]
        for named in pair.names:
            form = find_form(named.entry, named.accepted, pair.target) if named.is_listed else None
            if form is not None:
                used.append(form.span)
        used += [name.span for name in pair.known_names.find(pair.target)]
        return [
            word
            for word in self._words
            if word.span not in self._taken
            and _may_be_name(pair, word)
            and not any(word.span.start in span or span.start in word.span for span in used)
            and word.span.of(pair.target) not in pair.source
            and not is_known_word(pair, word)
            and not any(sounds_like(one.text, word) for one in pair.arabic)
        ]


def _capitalised(target: str) -> tuple[Word, ...]:
    """The words that begin with a capital, in their order; hyphens part them."""
    found = (Span(*match.span()) for match in _CAPITALISED.finditer(target))
    return tuple(Word(_bare(plain(span.of(target))), span) for span in found)


def _bare(word: str) -> str:
    return word.removesuffix("'s")


def _may_be_name(pair: CheckedPair, word: Word) -> bool:
    written = word.span.of(pair.target)
    return (
        len(word.text) >= _LEAST_LETTERS
        and len(english_sounds(word.text)) > 1
        and not written[1:2].isupper()
        and "'" not in word.text
        and word.text not in pair.common
        and word.text.removesuffix("s") not in pair.common
        and _DERIVED.match(word.text) is None
        and word.text not in FUNCTION_WORDS
        and word.text not in ENGLISH_TIMES
        and _SENTENCE_START.search(pair.target[: word.span.start]) is None
    )


def _parts(pair: CheckedPair, named: Named) -> Iterator[Word]:
    """The words of a name in the source by which it can be told, with what is attached before them."""
    for word in pair.arabic:
        inside = Span(max(word.span.start, named.span.start), min(word.span.end, named.span.end))
        part = normalise(inside.of(pair.source)) if inside.start < inside.end else ""
        if len(part) >= _LEAST_LETTERS and part not in _SMALL_PARTS:
            yield word


def _is_spelled(part: Word, guesses: Sequence[str], english: Word) -> bool:
    """Whether a word of a name may be what this English word spells."""
    return any(_is_close(guess, english.text) for guess in guesses) or sounds_like(part.text, english)


def sounds_like(arabic: str, english: Word, *, strictly: bool = False) -> bool:
    """Whether a normalised Arabic word, with or without clitics, sounds like an English one. Strictly is for
    words that need be no names: in a long sentence something always sounds a little like it."""
    heard = english_sounds(english.text)
    if len(heard) < 2:
        return False
    forms = {_without_article(form) for _, form in clitic_strippings(arabic)}
    return any(sounds_alike(arabic_sounds(form), heard, strictly=strictly) for form in forms)


def is_known_word(pair: CheckedPair, english: Word, arabic: Word | None = None) -> bool:
    """Whether a word of the source, or this one, is commonly translated by the English one."""
    stem = english_stem(english.text)
    words = pair.arabic if arabic is None else (arabic,)
    return any(stem in pair.lexicon.get(arabic_stem(word.text), ()) for word in words)


def is_named_in_source(pair: CheckedPair, entry: GlossaryEntry) -> bool:
    """Whether the source has a form of the entry, whatever else the words may mean there («البندقية»)."""
    texts = [{form for _, form in clitic_strippings(word.text)} for word in pair.arabic]
    for form in (*entry.full_forms, *entry.short):
        parts = normalise(form).split()
        for at in range(len(texts) - len(parts) + 1):
            if all(part in texts[at + i] for i, part in enumerate(parts)):
                return True
    return False


def _guesses(named: Named) -> Iterator[str]:
    for form in (named.entry.english, *named.entry.accepted):
        yield from (m[0] for m in _PIECES.finditer(plain(form)) if m[0] not in _ENGLISH_SMALL_PARTS)


def _is_close(guess: str, written: str) -> bool:
    return slips(guess, written) <= _CLOSE * max(len(guess), len(written))


def _without_article(word: str) -> str:
    return word.removeprefix("ال") if len(word) > 4 else word
