"""The command that prints what the checks say of a file's segments: `check`."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from reader_app.core.article import Span
from reader_app.core.checks import Flag, Severity
from reader_app.core.errors import ArticleError
from reader_app.services.checking import CheckedSegment, Segment
from reader_app.wiring import build

EXIT_FLAGGED = 3
"""A flag as grave as `--fail-on` says was found."""


def check(options: argparse.Namespace) -> int:
    """Print the flags of every segment; the status is 0 whatever is found, unless `--fail-on` was given."""
    segments = _segments(options.file, options.source_format)
    services = build()
    try:
        checked = list(services.checker.check_segments(segments))
        if problem := services.own_problem():
            print(f"reader-app: without your own glossary: {problem}", file=sys.stderr)
        if problem := services.tagger_problem():
            print(f"reader-app: with the shipped tagger: {problem}", file=sys.stderr)
    finally:
        services.close()
    if options.format == "json":
        rows = [_row(one) for one in checked]
        sys.stdout.write(json.dumps({"segments": rows}, ensure_ascii=False, indent=2) + "\n")
    else:
        _print_text(checked)
    if options.fail_on is None:
        return 0
    least = Severity(options.fail_on).rank
    is_flagged = any(flag.severity.rank >= least for one in checked for flag in one.flags)
    return EXIT_FLAGGED if is_flagged else 0


def _segments(file: str, source_format: str | None) -> tuple[Segment, ...]:
    from reader_app.formats.segments import parse_segments, read_segments

    if file != "-":
        return read_segments(Path(file), source_format)
    if source_format is None:
        raise ArticleError("The format of standard input is not known.", "Name it: --from tsv, tmx or xliff.")
    return parse_segments(sys.stdin.buffer.read(), source_format, "standard input")


def _row(checked: CheckedSegment) -> dict[str, Any]:
    return {"id": checked.segment.id, "flags": [_flag_row(flag) for flag in checked.flags]}


def _flag_row(flag: Flag) -> dict[str, Any]:
    return {
        "kind": flag.kind,
        "span_source": _span(flag.source),
        "span_target": _span(flag.target),
        "message": flag.message,
        "severity": flag.severity,
    }


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _print_text(checked: list[CheckedSegment]) -> None:
    for one in checked:
        for flag in one.flags:
            message = " ".join(flag.message.split())
            print(f"{one.segment.id}\t{flag.severity}\t{flag.kind}\t{message}")
    flagged = sum(any(flag.severity.rank for flag in one.flags) for one in checked)
    print(f"reader-app: {flagged} of {len(checked)} segments have a warning", file=sys.stderr)
