"""Runs of words that a model marks as names, handed over as the program has them: parts of the sentence as it
is written, without punctuation at their ends and without clitics before them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reader_app.core.article import Span
from reader_app.core.names import Kind, TaggedName
from reader_app.tagging.attached import clitics_before
from reader_app.tagging.letters import LetterModel
from reader_app.tagging.lexicon import Lexicon
from reader_app.tagging.words import Tokens


@dataclass(frozen=True, slots=True)
class Marked:
    """A name by the numbers of its first and its last word; `confidence` as in `TaggedName`."""

    first: int
    last: int
    kind: Kind | None
    confidence: float


def marked(
    words: Sequence[str], start: int, end: int, kind: Kind | None, chance: Callable[[int], float]
) -> Marked | None:
    """The name in the words from `start` to before `end`, or None where there is none in them. `chance` tells
    by its number how likely a word is a part of a name of this kind."""
    inside = [i for i in range(start, end) if words[i][0].isalnum()]
    if not inside or (kind is None and len(inside) == 1):  # one word of another kind is an adjective
        return None
    return Marked(inside[0], inside[-1], kind, min(map(chance, inside)))


def handed_over(
    article: Sequence[Tokens], seen: Sequence[Sequence[Marked]], lexicon: Lexicon, letters: LetterModel
) -> list[list[TaggedName]]:
    """The names seen in each sentence of an article, in its text."""
    alone = {word for tokens in article for word in tokens.words}
    firsts = [(t.words[n.first], n.kind) for t, names in zip(article, seen, strict=True) for n in names]
    cut = iter(clitics_before(firsts, alone, lexicon, letters))
    found: list[list[TaggedName]] = []
    for tokens, names in zip(article, seen, strict=True):
        spans = [Span(tokens.spans[n.first].start + next(cut), tokens.spans[n.last].end) for n in names]
        found.append(
            [
                TaggedName(span, name.kind, name.confidence)
                for span, name in zip(tokens.original(spans), names, strict=True)
            ]
        )
    return found
