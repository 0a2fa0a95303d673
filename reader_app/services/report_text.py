"""A diagnosis as people read it, and as programs do."""

from collections.abc import Iterator
from typing import Any

from reader_app.services.diagnosing import Choice, Findings, ModelReport, Report

_WIDTH = 19  # characters of the first column


def report_text(report: Report) -> str:
    """The report in lines, each with what it is about in front, a heading over each part."""
    return "\n".join(_lines(report)) + "\n"


def report_rows(report: Report) -> dict[str, Any]:
    """The report as JSON's own kinds of values."""
    computer = report.computer
    return {
        "program": report.program,
        "python": report.python,
        "packages": dict(report.packages),
        "computer": {
            "system": computer.system,
            "processor": computer.processor,
            "cores": computer.cores,
            "features": None if computer.features is None else list(computer.features),
            "memory": computer.memory,
        },
        "folders": {name: str(folder) for name, folder in report.folders.items()},
        "font": report.font,
        "engine": report.engine,
        "models": [_model_row(model) for model in report.models],
    }


def _model_row(model: ModelReport) -> dict[str, Any]:
    state, found, measured = model.state, model.findings, model.measured
    return {
        "reference": state.reference,
        "chosen": state.chosen,
        "state": str(state.presence),
        "problem": model.problem or None,
        "folder": str(state.folder) if state.folder else None,
        "revision": found.revision if found else state.revision or None,
        "tuning": _choice_row(found) if found else None,
        "searches": {
            "since": found.counts.since or None,
            "searched": found.counts.searched,
            "again": found.counts.again,
            "share": found.counts.share,
        }
        if found
        else None,
        "measured": {"load": measured.load, "sentence": measured.sentence} if measured else None,
    }


def _choice_row(found: Findings) -> dict[str, Any] | None:
    choice = found.choice
    if choice is None:
        return None
    return {
        "arithmetic": choice.arithmetic,
        "threads": choice.threads,
        "reason": choice.reason,
        "needed": found.needed,
        "tried": [
            {"arithmetic": trial.arithmetic, "correlation": trial.correlation, "accepted": trial.accepted}
            for trial in choice.trials
        ],
        "seconds": {str(threads): seconds for threads, seconds in choice.seconds.items()},
    }


def _lines(report: Report) -> Iterator[str]:
    yield f"Arabic Reader {report.program}"
    yield _row("engine", report.engine)
    yield _row("Arabic font", _font(report.font))
    for model in report.models:
        yield ""
        yield from _model_lines(model, report.engine)
    computer = report.computer
    yield ""
    yield "Computer"
    yield _row("system", computer.system)
    yield _row("processor", computer.processor)
    yield _row("cores", str(computer.cores))
    if computer.features is not None:
        yield _row("has", ", ".join(computer.features) or "none of the features that help here")
    if computer.memory is not None:
        yield _row("memory", f"{computer.memory / 2**30:.1f} GiB")
    yield ""
    yield "Versions"
    yield _row("Python", report.python)
    for name, version in report.packages.items():
        yield _row(name, version or "not installed")
    yield ""
    yield "Folders"
    for name, folder in report.folders.items():
        yield _row(name, str(folder))


def _model_lines(model: ModelReport, engine: str) -> Iterator[str]:
    state, found, measured = model.state, model.findings, model.measured
    yield f"Model {state.reference}{' (chosen)' if state.chosen else ''}"
    yield _row("state", str(state.presence))
    if model.problem:
        yield _row("problem", model.problem)
    if state.folder is not None:
        yield _row("folder", str(state.folder))
    if found is None:
        return
    yield _row("revision", found.revision)
    if engine == "onnxruntime":
        yield from _choice_lines(found)
    if measured is not None:
        yield _row(
            "measured now", f"loaded in {measured.load:.2f} s, a short sentence in {measured.sentence:.3f} s"
        )
    yield _row("searched", _counts(found))


def _choice_lines(found: Findings) -> Iterator[str]:
    choice = found.choice
    if choice is None:
        yield _row(
            "arithmetic", "not measured on this processor yet; the first sentence, or --measure, does it"
        )
        return
    yield _row("arithmetic", f"{choice.arithmetic}, {_threads(choice.threads)}")
    yield _row("", choice.reason)
    for trial in choice.trials:
        verdict = (
            "taken"
            if trial.arithmetic == choice.arithmetic
            else "good enough"
            if trial.accepted
            else "rejected"
        )
        yield _row(
            "tried",
            f"{trial.arithmetic}: correlation {trial.correlation:.4f}, {found.needed:g} needed: {verdict}",
        )
    if choice.seconds:
        yield _row("speed", _speeds(choice))


def _speeds(choice: Choice) -> str:
    return "; ".join(
        f"{_threads(count)} {seconds:.3f} s" for count, seconds in sorted(choice.seconds.items())
    )


def _counts(found: Findings) -> str:
    counts = found.counts
    if not counts.searched:
        return "no sentence yet"
    return (
        f"{counts.searched} sentences since {counts.since}; {counts.again} of them ({counts.share:.2%}) "
        "failed the check and were searched again with the whole vocabulary"
    )


def _font(font: str | None) -> str:
    if font is None:
        return "Qt could not be asked"
    return font or "none has Arabic letters"


def _threads(count: int) -> str:
    return f"{count} thread{'s' * (count != 1)}"


def _row(what: str, value: str) -> str:
    return f"  {what:{_WIDTH}} {value}"
