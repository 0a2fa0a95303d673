"""The command that measures what the machine's drafts were worth: `worth`."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from reader_app.core.errors import ExchangeError
from reader_app.core.units import Findings
from reader_app.services import Services
from reader_app.services.comparing import Pair, drafts_beside, drafts_in
from reader_app.services.reviewing import Worth
from reader_app.wiring import build

_CHRF = "how much of the letters is the same; 100 where nothing was changed"
_TER = "words changed of each hundred; 0 where nothing was changed"


def worth(options: argparse.Namespace) -> int:
    """Print how many sentences were compared, chrF and TER; 1 where there is nothing to compare."""
    path = Path(options.file)
    services = build()
    try:
        services.start()
        if options.approved is None and not _is_of_units(path):
            article = services.open_article(path)
            found = services.reviewer.worth(services.reviewer.open(article))
            lacking = "has no approved sentence that a machine had drafted"
        else:
            found, lacking = _of_files(services, path, options.approved)
    finally:
        services.close()
    if found is None:
        raise ExchangeError(f"{path.name} {lacking}.", "There is nothing to compare.")
    _print(found, as_json=options.format == "json")
    return 0


def _of_files(services: Services, path: Path, approved: str | None) -> tuple[Worth | None, str]:
    from reader_app.formats.exchange import read_units

    if approved is None:
        pairs = drafts_in(read_units(path, Findings()))
        return services.reviewer.measured(pairs), "tells no draft beside a text that was edited or approved"
    finals = Path(approved)
    if _is_of_units(path) and _is_of_units(finals):
        pairs = drafts_beside(read_units(path, Findings()), read_units(finals, Findings()))
    else:
        pairs = _lines_of_both(path, finals)
    return services.reviewer.measured(pairs), f"has no sentence that {finals.name} has, too"


def _is_of_units(path: Path) -> bool:
    from reader_app.formats.exchange import EXCHANGE

    suffixes = {suffix for known in EXCHANGE.values() if known.read for suffix in known.suffixes}
    return path.suffix.lower() in suffixes


def _lines_of_both(drafts: Path, finals: Path) -> Sequence[Pair]:
    sides = [_lines(path) for path in (drafts, finals)]
    if len(sides[0]) != len(sides[1]):
        raise ExchangeError(
            f"{drafts.name} has {len(sides[0])} lines, {finals.name} {len(sides[1])}.",
            "Give files with the same sentences, one a line.",
        )
    return list(zip(*sides, strict=True))


def _lines(path: Path) -> list[str]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ExchangeError(f"{path.name} is not UTF-8.", "Save the file as UTF-8.") from None
    except OSError as error:
        raise ExchangeError(f"{path} cannot be read: {error.strerror}.", "Check the name.") from None
    return [line.strip() for line in text.rstrip("\n").split("\n")]


def _print(found: Worth, *, as_json: bool) -> None:
    if as_json:
        sys.stdout.write(json.dumps(asdict(found), indent=2) + "\n")
        return
    print(f"sentences\t{found.count}")
    print(f"chrF\t{found.chrf:.1f}\t{_CHRF}")
    print(f"TER\t{found.ter:.1f}\t{_TER}")
