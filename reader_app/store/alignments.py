"""Alignments kept, so that a sentence shown again lights its words with no model."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime

from reader_app.core.alignment import Alignment, Link
from reader_app.core.article import Span
from reader_app.core.translation import ModelIdentity
from reader_app.services.aligning import AlignedPair
from reader_app.store.rows import Rows


class SqliteAlignments(Rows):
    """`services.aligning.AlignmentStore` over SQLite.

    Spans are kept as lists of numbers, start and end in turn; a link is two of these. Source and target
    are kept and compared exactly as they are, since the spans count their code points.
    """

    def alignment(self, model: ModelIdentity, version: int, source: str, target: str) -> AlignedPair | None:
        """The pair as this very model saw it by the rules of this version."""
        row = self._one(
            "SELECT links, doubted, score FROM alignment"
            " WHERE model = ? AND revision = ? AND source = ? AND target = ? AND version = ?",
            model.name, model.revision, source, target, version,
        )  # fmt: skip
        if row is None:
            return None
        links, doubted, score = row
        alignment = Alignment(tuple(Link(_spans(one), _spans(other)) for one, other in json.loads(links)))
        return AlignedPair(source, target, alignment, score, _spans(json.loads(doubted)))

    def keep_alignment(self, model: ModelIdentity, version: int, pair: AlignedPair) -> None:
        """Keep a pair, in place of what another version made of it."""
        links = [(_numbers(link.source), _numbers(link.target)) for link in pair.alignment.links]
        self._write(
            "INSERT OR REPLACE INTO alignment"
            " (model, revision, source, target, version, links, doubted, score, created)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            model.name, model.revision, pair.source, pair.target, version, _json(links),
            _json(_numbers(pair.doubted)), pair.score, datetime.now(UTC).isoformat(timespec="seconds"),
        )  # fmt: skip


def _numbers(spans: Iterable[Span]) -> list[int]:
    return [number for span in spans for number in (span.start, span.end)]


def _spans(numbers: list[int]) -> tuple[Span, ...]:
    return tuple(map(Span, numbers[::2], numbers[1::2]))


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))
