"""Reviewing: how far each sentence of an article has come, what was said of it, and what it was before."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Protocol

from reader_app.core.article import Article, Sentence
from reader_app.core.bounds import BoundsEdit, rebound
from reader_app.core.translation import ModelIdentity, Translation
from reader_app.core.units import State, Unit

REVIEWED = frozenset({State.EDITED, State.APPROVED})
"""States a person's work led to, whose translations enter the memory."""


@dataclass(frozen=True, slots=True)
class Review:
    """A sentence's translation as it stands. `draft` is the machine's, empty where there was none, `model`
    whose it is. `changed` is UTC in ISO 8601, empty for a sentence that nobody has touched."""

    state: State = State.NEW
    target: str = ""
    draft: str = ""
    note: str = ""
    model: ModelIdentity | None = None
    changed: str = ""

    @property
    def awaits_draft(self) -> bool:
        """Whether a translation that comes may become the sentence's: no person has worked on one. A sentence
        may be flagged, or have a note, before there is any."""
        return self.state in {State.NEW, State.DRAFT} or not self.target


@dataclass(frozen=True, slots=True)
class Desk:
    """An article under review: its key in the store, its sentences with the reader's bounds, and the reviews
    by the sentences' texts. Sentences with the same text share a review. `unmoved` has the bounds that the
    program found, `moves` what the reader did to them."""

    key: int
    article: Article
    reviews: Mapping[str, Review]
    unmoved: Article
    moves: tuple[BoundsEdit, ...] = ()

    def review(self, sentence: Sentence) -> Review:
        """The review of a sentence; an empty one where nobody has touched it."""
        return self.reviews.get(sentence.text, Review())

    def with_review(self, source: str, review: Review) -> "Desk":
        """The same with another review of one text."""
        return replace(self, reviews={**self.reviews, source: review})

    def counts(self) -> Counter[State]:
        """How many sentences are in each state."""
        return Counter(self.review(sentence).state for sentence in self.article.sentences)

    def next_unreviewed(self, after: int) -> Sentence | None:
        """The first sentence behind the one with this id, or from the beginning on, that is neither edited
        nor approved; flagged ones are among them."""
        sentences = self.article.sentences
        order = (*sentences[after:], *sentences[:after])
        return next((one for one in order if self.review(one).state not in REVIEWED), None)

    def units(self) -> Iterable[Unit]:
        """The sentences with their translations, for export; without those that have none."""
        for sentence in self.article.sentences:
            review = self.review(sentence)
            if review.target:
                yield Unit(
                    sentence.text,
                    review.target,
                    id=str(sentence.id),
                    state=review.state,
                    note=review.note,
                    model=review.model,
                    changed=review.changed,
                    draft=review.draft,
                )


@dataclass(frozen=True, slots=True)
class Worth:
    """What the machine's drafts were worth beside the approved texts of `count` sentences: chrF2 (100 where
    nothing was changed) and TER (0 there), as sacrebleu has them."""

    count: int
    chrf: float
    ter: float


Measure = Callable[[Sequence[str], Sequence[str]], tuple[float, float]]
"""chrF2 and TER of translations against what they should be."""


class ReviewStore(Protocol):
    """Where reviews are kept. Callable from any thread; every method raises StoreError."""

    def article_key(self, path: str | None, fingerprint: str) -> int:
        """The key of the article that was last at this path, else of one with this text, else a new one."""
        ...

    def reviews(self, article: int) -> dict[str, Review]: ...

    def keep_review(self, article: int, source: str, review: Review) -> None:
        """Keep a review in place of the one before it, which becomes a version."""
        ...

    def versions(self, article: int, source: str) -> list[Review]:
        """What a review was before, the latest first."""
        ...

    def bounds(self, article: int) -> list[BoundsEdit]: ...
    def add_bounds(self, article: int, edit: BoundsEdit) -> None: ...
    def drop_last_bounds(self, article: int) -> None: ...


class OwnUnits(Protocol):
    """The reader's own part of the translation memory. Raises StoreError."""

    def remember(
        self, source: str, target: str, state: State = ..., model: ModelIdentity | None = ...
    ) -> None: ...
    def forget(self, source: str) -> None: ...


class Reviewer:
    """Opens articles for review and keeps what is done there.

    Callable from any thread but the GUI's. Each act returns the desk as it then is; where one raises
    StoreError, the desk that was given stands. What a person has edited or approved is in the translation
    memory.
    """

    def __init__(self, store: ReviewStore, memory: OwnUnits, measure: Measure) -> None:
        self._store = store
        self._memory = memory
        self._measure = measure

    def open(self, article: Article) -> Desk:
        """The article with the reader's bounds and reviews; a changed file keeps those of its unchanged
        sentences."""
        path = str(article.path.resolve()) if article.path else None
        key = self._store.article_key(path, sha256(article.text.encode()).hexdigest())
        moves = tuple(self._store.bounds(key))
        return Desk(key, rebound(article, moves), self._store.reviews(key), article, moves)

    def draft(self, desk: Desk, source: str, translation: Translation) -> Desk:
        """Take a translation that nobody has looked at, the machine's or one from the memory; a sentence that
        a person has worked on keeps theirs. One that was flagged without a translation stays flagged."""
        known = desk.reviews.get(source, Review())
        if not known.awaits_draft or known.target == translation.text:
            return desk
        drafted = translation.text if translation.model else ""
        state = State.FLAGGED if known.state is State.FLAGGED else State.DRAFT
        review = Review(state, translation.text, drafted, known.note, translation.model, _now())
        return self._keep(desk, source, review)

    def edit(self, desk: Desk, source: str, target: str) -> Desk:
        """The reader has written the translation."""
        return self._change(desk, source, state=State.EDITED, target=target)

    def approve(self, desk: Desk, source: str) -> Desk:
        """The reader has signed the translation off. Nothing happens where there is none."""
        return self._change(desk, source, state=State.APPROVED) if self._has_text(desk, source) else desk

    def flag(self, desk: Desk, source: str, note: str) -> Desk:
        """The reader wants it looked at again, also where there is no translation yet; one that there is
        leaves the memory."""
        return self._change(desk, source, state=State.FLAGGED, note=note)

    def reopen(self, desk: Desk, source: str) -> Desk:
        """Take an approval or a flag back: a draft again where the translation is the machine's, else
        edited."""
        known = desk.reviews.get(source, Review())
        if known.state not in {State.APPROVED, State.FLAGGED}:
            return desk
        return self._change(desk, source, state=_unsigned(known))

    def note(self, desk: Desk, source: str, note: str) -> Desk:
        """The reader has written, or cleared, a note. The state stays: new where there is no translation."""
        return self._change(desk, source, note=note)

    def revert(self, desk: Desk, source: str) -> Desk:
        """Back to the machine's draft, which also goes from the memory; new where there never was one."""
        draft = desk.reviews.get(source, Review()).draft
        return self._change(desk, source, state=State.DRAFT if draft else State.NEW, target=draft)

    def restore(self, desk: Desk, source: str, version: Review) -> Desk:
        """Back to an earlier version; what stands now becomes one. A draft that a person chose counts as
        edited, unless it is the machine's present one."""
        present = desk.reviews.get(source, Review())
        review = replace(version, draft=present.draft or version.draft, changed=_now())
        if version.state in {State.NEW, State.DRAFT}:
            review = replace(review, state=_unsigned(review))
        return self._keep(desk, source, review)

    def versions(self, desk: Desk, source: str) -> list[Review]:
        """What the sentence was before, the latest first."""
        return self._store.versions(desk.key, source)

    def move_bounds(self, desk: Desk, edit: BoundsEdit) -> Desk:
        """Split or merge sentences; remembered for this article. The reviews of all others stay."""
        self._store.add_bounds(desk.key, edit)
        return replace(desk, article=rebound(desk.article, [edit]), moves=(*desk.moves, edit))

    def undo_bounds(self, desk: Desk) -> Desk:
        """Take back the last split or merge; nothing happens where there is none."""
        if not desk.moves:
            return desk
        self._store.drop_last_bounds(desk.key)
        moves = desk.moves[:-1]
        return replace(desk, article=rebound(desk.unmoved, moves), moves=moves)

    def worth(self, desk: Desk) -> Worth | None:
        """What the drafts of the approved sentences were worth; None where there is none to compare."""
        done = [desk.review(sentence) for sentence in desk.article.sentences]
        return self.measured([(one.draft, one.target) for one in done if one.state is State.APPROVED])

    def measured(self, pairs: Sequence[tuple[str, str]]) -> Worth | None:
        """What drafts were worth, each given with what it should be; those that are empty do not count, and
        there is None where none is left."""
        pairs = [pair for pair in pairs if all(pair)]
        if not pairs:
            return None
        drafts, finals = zip(*pairs, strict=True)
        chrf, ter = self._measure(drafts, finals)
        return Worth(len(pairs), chrf, ter)

    def _has_text(self, desk: Desk, source: str) -> bool:
        return bool(desk.reviews.get(source, Review()).target)

    def _change(
        self,
        desk: Desk,
        source: str,
        *,
        state: State | None = None,
        target: str | None = None,
        note: str | None = None,
    ) -> Desk:
        known = desk.reviews.get(source, Review())
        review = replace(
            known,
            state=known.state if state is None else state,
            target=known.target if target is None else target,
            note=known.note if note is None else note,
        )
        return desk if review == known else self._keep(desk, source, replace(review, changed=_now()))

    def _keep(self, desk: Desk, source: str, review: Review) -> Desk:
        before = desk.reviews.get(source, Review())
        self._store.keep_review(desk.key, source, review)
        if review.state in REVIEWED:
            self._memory.remember(source, review.target, review.state, review.model)
        elif before.state in REVIEWED:
            self._memory.forget(source)
        return desk.with_review(source, review)


def _unsigned(review: Review) -> State:
    """The state of a translation that nobody has signed off or flagged."""
    if not review.target:
        return State.NEW
    return State.DRAFT if review.target == review.draft else State.EDITED


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
