"""An article and its parts. All offsets are code points into `Article.text`, half-open."""

from bisect import bisect_right
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The half-open range of code points [start, end)."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def __contains__(self, offset: int) -> bool:
        return self.start <= offset < self.end

    def of(self, text: str) -> str:
        """The part of `text` this span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One segment of the article: what a click selects and what the engine translates.

    `id` counts from 1 in reading order, `paragraph` from 0. `text` is exactly `span.of(article.text)`.
    """

    id: int
    paragraph: int
    span: Span
    text: str


@dataclass(frozen=True)
class Article:
    """A text with its paragraph and sentence bounds; the text itself is never altered."""

    title: str
    text: str
    paragraphs: tuple[Span, ...]
    sentences: tuple[Sentence, ...]
    path: Path | None = None
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple(s.span.start for s in self.sentences))

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that covers the code point `offset`, None in the gaps between sentences."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0:
            return None
        sentence = self.sentences[index]
        return sentence if offset in sentence.span else None

    def sentence(self, sentence_id: int) -> Sentence:
        """The sentence with this id (from 1); IndexError outside the article."""
        if sentence_id < 1:
            raise IndexError(sentence_id)
        return self.sentences[sentence_id - 1]
