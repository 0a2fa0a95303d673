"""The actions of `glossary`: import, export, list.

Each takes the parsed options and returns the exit status. Progress goes to standard error, and only where
that is a terminal. Ctrl+C leaves the glossary as it was.
"""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from reader_app.command_parts import bar_of_bytes, pass_on, started_services
from reader_app.core.terms import OwnTerm


def import_(options: argparse.Namespace) -> int:
    """Enter a file's terms, all or none, and say what it came to."""
    path = Path(options.file)
    with started_services() as services, bar_of_bytes() as progress:
        imported = services.term_exchange.import_file(path, options.format, progress)
    print(f"{imported.new} new, {imported.changed} changed, {imported.unchanged} as they were.")
    if imported.skipped:
        print(f"{imported.skipped} entries lack Arabic or English and were skipped.")
    return 0


def export(options: argparse.Namespace) -> int:
    """Write all of the reader's own terms to a file, or to standard output."""
    out = options.output or options.file or "-"
    with started_services() as services:
        if out == "-":
            pass_on(lambda path: services.term_exchange.export_file(path, options.format or "csv"))
            return 0
        count = services.term_exchange.export_file(Path(out), options.format)
    print(f"{count} entries are in {out}.")
    return 0


def list_(options: argparse.Namespace) -> int:
    """Print the reader's own terms."""
    with started_services() as services:
        terms = services.term_exchange.terms()
    if options.format == "json":
        rows = [_row(term) for term in terms]
        sys.stdout.write(json.dumps({"entries": rows}, ensure_ascii=False, indent=2) + "\n")
    else:
        print("".join(f"{term.arabic}\t{term.english}\t{term.kind}\n" for term in terms), end="")
    return 0


ACTIONS: dict[str, Callable[[argparse.Namespace], int]] = {
    "import": import_,
    "export": export,
    "list": list_,
}


def _row(term: OwnTerm) -> dict[str, Any]:
    place = term.location
    return {
        "id": term.id,
        "kind": term.kind,
        "english": term.english,
        "accepted": term.accepted,
        "arabic": term.arabic,
        "spellings": term.spellings,
        "short": term.short,
        "definition": term.definition,
        "location": [place.latitude, place.longitude] if place else None,
        "created": term.created,
        "changed": term.changed,
        "begun_from": term.begun_from or None,
    }
