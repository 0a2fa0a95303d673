"""Clitics: the small words that Arabic writes together with the next or the last word.

Which of them a word has cannot be told from its letters: والد is "father" and وقال is "and he said". Here
they are found with the help of a translation, where English has a word for each. So the tables give, for
every clitic, the English words that it is commonly translated by.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from reader_app.core.arabic import normalise_with_offsets
from reader_app.core.article import Span
from reader_app.core.english import word_set

Meanings = frozenset[str]
"""English words in small letters."""


CONJUNCTIONS = {"و": word_set("and while as"), "ف": word_set("so then and for thus therefore")}
PREPOSITIONS = {
    "ب": word_set("in by with at on to of for about from through into as"),
    "ل": word_set("to for of so that in order as by"),
    "ك": word_set("as like such"),
}
FUTURE = {"س": word_set("will shall would ll")}
ARTICLE = "ال"
ARTICLE_MEANINGS = word_set("the")

_IT = "it its itself which whom whose"
PRONOUNS = {
    "ه": word_set(f"he him his himself {_IT}"),
    "ها": word_set(f"she her hers herself they them their themselves {_IT}"),
    "هما": word_set("they them their themselves both which whom whose"),
    "هم": word_set("they them their themselves which whom whose"),
    "هن": word_set("they them their themselves which whom whose"),
    "ي": word_set("i me my mine myself"),
    "ني": word_set("i me my myself"),
    "نا": word_set("we us our ours ourselves"),
    "ك": word_set("you your yours yourself"),
    "كما": word_set("you your yours yourselves"),
    "كم": word_set("you your yours yourselves"),
    "كن": word_set("you your yours yourselves"),
}

SHORTEST_STEM = 2
"""Letters of the shortest word that a clitic is cut from; after ب and ل a pronoun may follow at once."""

_IMPERFECT = "اينت"
"""The letters that a verb of the future begins with."""


@dataclass(frozen=True, slots=True)
class Clitic:
    """A part of an Arabic word and the English words it commonly stands for."""

    span: Span
    meanings: Meanings
    is_pronoun: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a word: clitics in their order, and the stem that they are attached to."""

    clitics: tuple[Clitic, ...]
    stem: Span


_Prefix = tuple[tuple[int, Meanings], ...]
"""Clitics before a stem: how many letters each has, and what it stands for."""


def readings(text: str, word: Span) -> Iterator[Reading]:
    """Every way to read the word at this span of `text` with at least one clitic. Spans are in `text`.

    Marks and tatweel belong to the letter before them. The order is و ف, then ب ل ك or س, then ال; in لل the
    second letter is the article. A word with the article has no pronoun. Never cuts a ligature.
    """
    normalised = normalise_with_offsets(word.of(text))
    letters, offsets = normalised.text, normalised.offsets
    written = word.of(text)
    if not letters:  # tatweel alone
        return

    def clitic(start: int, length: int, meanings: Meanings, is_pronoun: bool = False) -> Clitic:
        return Clitic(span(start, start + length), meanings, is_pronoun)

    def span(start: int, end: int) -> Span:
        inside = normalised.original(Span(start, end))
        return Span(word.start + inside.start, word.start + inside.end)

    def is_cut(place: int) -> bool:
        return 0 < place < len(letters) and offsets[place] == offsets[place - 1]

    for prefix in _prefixes(letters):
        ends = list(accumulate((length for length, _ in prefix), initial=0))
        stem = ends[-1]
        has_article = bool(prefix) and prefix[-1][1] is ARTICLE_MEANINGS
        # Normalising makes آ and ا the same, ة and ه, ى and ي; only the latter of each is meant here.
        if has_article and written[offsets[ends[-2]]] in "أإآ":
            continue
        if any(is_cut(end) for end in ends):
            continue
        before = tuple(clitic(at, *each) for at, each in zip(ends, prefix, strict=False))
        if before and len(letters) - stem >= SHORTEST_STEM:
            yield Reading(before, span(stem, len(letters)))
        if has_article or written[offsets[len(letters) - 1]] in "ةى":
            continue
        for pronoun, meanings in PRONOUNS.items():
            end = len(letters) - len(pronoun)
            # به, لكم: the preposition is all there is to attach to.
            is_long = end - stem >= SHORTEST_STEM or letters[stem:end] in ("ب", "ل")
            if letters.endswith(pronoun) and is_long and not is_cut(end):
                yield Reading((*before, clitic(end, len(pronoun), meanings, True)), span(stem, end))


def _prefixes(letters: str) -> Iterator[_Prefix]:
    """The ways to read the first letters as clitics, none of them included."""
    for conjunction in _first(letters, CONJUNCTIONS):
        at = len(conjunction)
        for preposition in _first(letters[at:], PREPOSITIONS):
            before = conjunction + preposition
            rest = letters[len(before) :]
            yield before
            after_l = bool(preposition) and letters[at] == "ل"
            if rest.startswith("ل") if after_l else rest.startswith(ARTICLE):
                yield (*before, (1 if after_l else len(ARTICLE), ARTICLE_MEANINGS))
        for future in _first(letters[at:], FUTURE):
            if future and letters[at + 1 : at + 2] in _IMPERFECT:
                yield conjunction + future


def _first(letters: str, clitics: dict[str, Meanings]) -> Iterator[_Prefix]:
    """Nothing, and the first letter where it is one of the clitics."""
    yield ()
    if letters and letters[0] in clitics:
        yield ((1, clitics[letters[0]]),)
