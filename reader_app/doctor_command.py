"""The command `doctor`: what there is on this computer, and how it does."""

import argparse
import json
import subprocess
import sys

from reader_app.core.translation import LoadProgress
from reader_app.services.report_text import report_rows, report_text
from reader_app.wiring import build

_PATIENCE_S = 30


def doctor(options: argparse.Namespace) -> int:
    """Print the report; with `--measure` the model is loaded first, with its steps on standard error.

    The status is 1 where something is wrong with the chosen model.
    """
    progress: LoadProgress | None = _tell if options.measure else None
    report = build().doctor.examine(_font(), progress)
    if options.format == "json":
        sys.stdout.write(json.dumps(report_rows(report), ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write(report_text(report))
    return 1 if report.models[0].problem else 0


def _font() -> str | None:
    """The face Arabic is set in, see `Report`. Asked in a process of its own: where Qt finds something that
    it needs is missing, it ends the process."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "reader_app.gui.font_probe"],
            capture_output=True,
            timeout=_PATIENCE_S,
            check=True,
        )
        return json.loads(done.stdout)["family"] or ""
    except (OSError, subprocess.SubprocessError, ValueError, KeyError):
        return None


def _tell(step: str) -> None:
    print(f"reader-app: {step} …", file=sys.stderr, flush=True)
