"""From a model's attention to links between words, and between clitics and words.

1. The weights of pieces are summed to those of words: of a target word on a source word, the mean over
   its pieces of the sum over the other's pieces. What lies on punctuation and on end-of-sentence is left
   out.
2. Each target word goes to the source word that it attends to most, where that is enough.
3. A source word to which no target word went joins the neighbour whose target word attends to it too: both
   together stand for it.
4. An English function word stays with a source word only beside another target word of it. Attention says
   little of articles and auxiliaries, which Arabic mostly has no word for.
5. A source word parts with a clitic where one of the target words it got in step 2, or a free one beside
   them, is a common translation of the clitic (see `clitics`).
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from reader_app.core.alignment import Alignment, Link
from reader_app.core.arabic import words
from reader_app.core.article import Span
from reader_app.core.clitics import Clitic, readings
from reader_app.core.english import FUNCTION_WORDS, PROCLITICS, english_words
from reader_app.core.pieces import locate
from reader_app.core.translation import Examination

LEAST_SHARE = 0.2
"""How much of its attention a target word must give to a source word to be linked to it."""

LEAST_JOINT = 0.15
"""How much attention makes a source word without a partner join a neighbour's."""


def align(source: str, target: str, examination: Examination) -> Alignment:
    """The links between an Arabic sentence and its English, from what a model makes of the pair.

    The examination is of just these two texts. Spans are code points, whole words or whole clitics, and no
    two of one side overlap. Links are in the order of the source.
    """
    sources, targets = list(words(source)), english_words(target)
    shares = _word_shares(source, target, examination, sources, targets)
    groups = _groups(shares, len(sources))
    forms = [span.of(target).casefold() for span in targets]
    free = set(range(len(targets))).difference(*(group.targets for group in groups))
    found: list[tuple[tuple[Span, ...], set[int]]] = []
    for group in groups:
        spans = tuple(sources[index] for index in group.sources)
        loose = _loose(group, forms, shares)
        found += _split(source, spans, group.targets - loose, loose, forms, free)
    links = (Link(spans, tuple(targets[index] for index in sorted(partners))) for spans, partners in found)
    return Alignment(tuple(sorted(links, key=lambda link: link.source)))


Shares = list[list[float]]
"""For each target word, how much of its attention each source word has."""


def _word_shares(
    source: str, target: str, examination: Examination, sources: Sequence[Span], targets: Sequence[Span]
) -> Shares:
    columns = _words_of(locate(source, examination.source_pieces), sources)
    rows = _words_of(locate(target, examination.target_pieces), targets)
    shares = [[0.0] * len(sources) for _ in targets]
    pieces = [0] * len(targets)
    for row, weights in zip(rows, examination.attention, strict=False):
        if row is None:
            continue
        pieces[row] += 1
        for column, weight in zip(columns, weights, strict=False):
            if column is not None:
                shares[row][column] += weight
    return [
        [share / count for share in row] if count else row for row, count in zip(shares, pieces, strict=True)
    ]


def _words_of(pieces: Sequence[Span | None], among: Sequence[Span]) -> list[int | None]:
    """The word that each piece is a part of, None for punctuation. One over two words is of the first."""
    starts = [word.start for word in among]
    found: list[int | None] = []
    for piece in pieces:
        index = bisect_right(starts, piece.end - 1) - 1 if piece else -1
        while piece and index > 0 and among[index - 1].end > piece.start:
            index -= 1
        found.append(index if piece and index >= 0 and among[index].end > piece.start else None)
    return found


@dataclass(slots=True)
class _Group:
    """Source words, by number, and the target words they stand for together."""

    sources: list[int]
    targets: set[int]


def _groups(shares: Shares, sources: int) -> list[_Group]:
    groups: dict[int, _Group] = {}
    for row, weights in enumerate(shares):
        best = max(range(sources), key=weights.__getitem__, default=None)
        if best is not None and weights[best] >= LEAST_SHARE:
            groups.setdefault(best, _Group([best], set())).targets.add(row)
    for column in range(sources):
        if column in groups:
            continue
        beside = [groups[near] for near in (column - 1, column + 1) if near in groups]
        joint = [(max(shares[row][column] for row in group.targets), group) for group in beside]
        share, group = max(joint, key=lambda each: each[0], default=(0.0, None))
        if group is not None and share >= LEAST_JOINT:
            group.sources.append(column)
    return [_Group(sorted(group.sources), group.targets) for _, group in sorted(groups.items())]


def _loose(group: _Group, forms: Sequence[str], shares: Shares) -> set[int]:
    """The group's function words that stand beside none of its other words.

    Where it has function words only, those are loose that do not stand beside the one it is surest of.
    """

    def share(row: int) -> float:
        return max(shares[row][column] for column in group.sources)

    kept = {row for row in group.targets if forms[row] not in FUNCTION_WORDS}
    if not kept:
        kept = {max(sorted(group.targets), key=share)}
    for row in sorted(group.targets):
        if row - 1 in kept and forms[row] not in PROCLITICS:
            kept.add(row)
    for row in sorted(group.targets, reverse=True):
        if row + 1 in kept:
            kept.add(row)
    return group.targets - kept


def _split(
    source: str,
    spans: tuple[Span, ...],
    partners: set[int],
    loose: set[int],
    forms: Sequence[str],
    free: set[int],
) -> list[tuple[tuple[Span, ...], set[int]]]:
    """The group as one link, or several where a word of it parts with its clitics.

    What is loose is for clitics alone. Target words that a clitic takes leave `free`.
    """
    links: list[tuple[tuple[Span, ...], set[int]]] = []
    rest = set(partners)
    left: list[Span] = []
    for word in spans:
        taken, stem = _best_reading(source, word, rest, loose, forms, free)
        links += [((clitic.span,), indices) for clitic, indices in taken]
        rest = rest.difference(*(indices for _, indices in taken))
        free.difference_update(*(indices for _, indices in taken))
        left += stem
    return [*links, (tuple(left), rest)]


_Taken = list[tuple[Clitic, set[int]]]
"""Clitics and the target words that stand for each."""


def _best_reading(
    source: str, word: Span, partners: set[int], loose: set[int], forms: Sequence[str], free: set[int]
) -> tuple[_Taken, list[Span]]:
    """The clitics of the word that target words stand for, and what is left of it.

    Of the readings, that in which the most clitics are translated; of these, the one with the longest stem.
    """
    best: _Taken = []
    left = [word]
    most = (0, 0)
    for reading in readings(source, word):
        found = _translated(reading.clitics, partners, loose, forms, free)
        merit = (len(found), len(reading.stem))
        if found and merit > most:
            parted = {clitic.span for clitic, _ in found}
            parts = sorted([*(clitic.span for clitic in reading.clitics), reading.stem])
            best, most = found, merit
            left = _joined([part for part in parts if part not in parted])
    return best, left


def _translated(
    clitics: Sequence[Clitic], partners: set[int], loose: set[int], forms: Sequence[str], free: set[int]
) -> _Taken:
    """The clitics that have target words, which are partners of the whole word or free ones beside these.

    At least one partner is left for the stem. What stands before the stem stands before it in English
    too, in the same order.
    """
    taken: _Taken = []
    rest = set(partners)
    before = partners | loose | _free_beside(partners, free, -1)
    beside = before | _free_beside(partners, free, 1)
    for clitic in clitics:
        if clitic.is_pronoun:
            index = max((i for i in beside if forms[i] in clitic.meanings), default=None)
            if index is not None and rest - {index}:
                taken.append((clitic, {index}))
                rest.discard(index)
                before.discard(index)
    limit = max(rest)
    for clitic in reversed([clitic for clitic in clitics if not clitic.is_pronoun]):
        index = max((i for i in before if i < limit and forms[i] in clitic.meanings), default=None)
        if index is None:
            continue
        indices = {index}
        while (limit := min(indices)) - 1 in before and forms[limit - 1] in clitic.meanings:
            indices.add(limit - 1)  # "so as to", "in order to"
        taken.append((clitic, indices))
    return taken


def _free_beside(partners: set[int], free: set[int], step: int) -> set[int]:
    """The free target words next to a partner, and next to these, on one side."""
    found: set[int] = set()
    for index in partners:
        while (index := index + step) in free:
            found.add(index)
    return found


def _joined(spans: Sequence[Span]) -> list[Span]:
    """The spans in order, those that touch as one."""
    joined: list[Span] = []
    for span in spans:
        if joined and joined[-1].end == span.start:
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined
