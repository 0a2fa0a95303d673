"""The actions of `memory`: import, export, search.

Each takes the parsed options and returns the exit status. Progress goes to standard error, and only where
that is a terminal. Ctrl+C leaves the memory as it was.
"""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from reader_app.command_parts import bar_of_bytes, pass_on, started_services
from reader_app.core.article import Span
from reader_app.core.differences import Change
from reader_app.core.units import Unit
from reader_app.services.memory import Match, Occurrence


def import_(options: argparse.Namespace) -> int:
    """Enter a file's units, all or none, and say what it came to."""
    path = Path(options.file)
    with started_services() as services, bar_of_bytes() as progress:
        added = services.memory.import_file(path, format_name=options.format, progress=progress)
    print(f"{added.entered} units from {path.name} are in the translation memory.")
    for count, what in (
        (added.known, "were there already"),
        (added.passed_over, "lack Arabic or English"),
        (added.unfinished, "are drafts, or flagged"),
    ):
        if count:
            print(f"{count} units {what} and were passed over.")
    return 0


def export(options: argparse.Namespace) -> int:
    """Write the whole memory to a file, or to standard output."""
    out = options.output or options.file or "-"
    with started_services() as services:
        if out == "-":
            pass_on(lambda path: services.memory.export_file(path, options.format or "tmx"))
            return 0
        count = services.memory.export_file(Path(out), options.format)
    print(f"{count} units are in {out}.")
    return 0


def search(options: argparse.Namespace) -> int:
    """Print the units a text occurs in or, with --fuzzy, those whose Arabic is similar; 1 for none."""
    with started_services() as services:
        if options.fuzzy:
            matches = services.memory.matches(options.text, count=options.count)
            rows = [_match_row(match) for match in matches]
            lines = [f"{match.similarity:.0%}\t{_pair(match.unit)}" for match in matches]
        else:
            found = services.memory.concordance(options.text, count=options.count)
            rows = [_occurrence_row(one) for one in found]
            lines = [_pair(one.unit) for one in found]
    if options.format == "json":
        sys.stdout.write(json.dumps({"units": rows}, ensure_ascii=False, indent=2) + "\n")
    else:
        print("".join(f"{line}\n" for line in lines), end="")
    return 0 if rows else 1


ACTIONS: dict[str, Callable[[argparse.Namespace], int]] = {
    "import": import_,
    "export": export,
    "search": search,
}


def _match_row(match: Match) -> dict[str, Any]:
    changes = [
        {
            "change": difference.change,
            "unit": difference.old.of(match.unit.source),
            "text": [difference.new.start, difference.new.end],
        }
        for difference in match.differences
        if difference.change is not Change.SAME
    ]
    return {**_unit_row(match.unit), "similarity": round(match.similarity, 4), "differences": changes}


def _occurrence_row(found: Occurrence) -> dict[str, Any]:
    return {
        **_unit_row(found.unit),
        "spans_source": _spans(found.in_source),
        "spans_target": _spans(found.in_target),
    }


def _unit_row(unit: Unit) -> dict[str, Any]:
    return {
        "id": unit.id,
        "source": unit.source,
        "target": unit.target,
        "state": unit.state,
        "note": unit.note,
        "origin": unit.origin or None,
        "model": unit.model.name if unit.model else None,
        "revision": unit.model.revision if unit.model else None,
        "changed": unit.changed or None,
    }


def _spans(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _pair(unit: Unit) -> str:
    return "\t".join(" ".join(text.split()) for text in (unit.source, unit.target))
