"""Flags that the reader called no error, by the very texts that they stood in."""

import json
from datetime import UTC, datetime

from reader_app.core.article import Span
from reader_app.core.checks import FlagKind
from reader_app.services.checking import Dismissal
from reader_app.store.rows import Rows

_NO_PLACE = -1


class SqliteDismissals(Rows):
    """`services.checking.DismissalStore` over SQLite. Texts are compared exactly: spans count their code
    points."""

    def dismiss(self, dismissal: Dismissal) -> None:
        """Keep it; one that is kept already stays."""
        self._write(
            "INSERT OR IGNORE INTO dismissed_flag"
            " (source, target, kind, source_start, source_end, target_start, target_end, created)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            dismissal.source, dismissal.target, str(dismissal.kind), *_numbers(dismissal.source_span),
            *_numbers(dismissal.target_span), datetime.now(UTC).isoformat(timespec="seconds"),
        )  # fmt: skip

    def dismissed(self, source: str, target: str) -> frozenset[Dismissal]:
        """What was dismissed for this pair; a kind that is known no more is passed over."""
        row = self._one(
            "SELECT json_group_array(json_array(kind, source_start, source_end, target_start, target_end))"
            " FROM dismissed_flag WHERE source = ? AND target = ?",
            source, target,
        )  # fmt: skip
        assert row is not None  # an aggregate has a row always
        kinds = set(FlagKind)
        return frozenset(
            Dismissal(source, target, FlagKind(kind), _span(*numbers[:2]), _span(*numbers[2:]))
            for kind, *numbers in json.loads(row[0])
            if kind in kinds
        )

    def restore(self, source: str, target: str) -> None:
        """Forget all that was dismissed for this pair."""
        self._write("DELETE FROM dismissed_flag WHERE source = ? AND target = ?", source, target)


def _numbers(span: Span | None) -> tuple[int, int]:
    return (_NO_PLACE, _NO_PLACE) if span is None else (span.start, span.end)


def _span(start: int, end: int) -> Span | None:
    return None if start == _NO_PLACE else Span(start, end)
