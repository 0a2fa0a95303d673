"""Which words of a translation stand for which words of the sentence."""

from dataclasses import dataclass

from reader_app.core.article import Span


@dataclass(frozen=True, slots=True)
class Link:
    """Spans of the source text and of the target text that stand for each other.

    A word of the source may be linked in parts: its clitics are spans of their own. Several spans on one
    side stand for the other side together. Neither side is empty.
    """

    source: tuple[Span, ...]
    target: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """The links between a sentence and its translation, in the order of the source.

    A span is in one link at most; what is in none has no partner on the other side.
    """

    links: tuple[Link, ...] = ()

    def of_source(self, offset: int) -> Link | None:
        """The link of the span of the source that holds this offset."""
        return next((link for link in self.links if _holds(link.source, offset)), None)

    def of_target(self, offset: int) -> Link | None:
        """The link of the span of the target that holds this offset."""
        return next((link for link in self.links if _holds(link.target, offset)), None)


def _holds(spans: tuple[Span, ...], offset: int) -> bool:
    return any(offset in span for span in spans)
