"""The actions of `models`: list, get, import, use, verify, calibrate, remove.

Each takes the parsed options and returns the exit status. All but the last do with `--tagger` for models that
find names what they do without it for those that translate. Progress goes to standard error, and only
where that is a terminal.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from reader_app.core.errors import ModelDamaged
from reader_app.core.hub_cache import is_repository
from reader_app.core.translation import DEFAULT_MODEL
from reader_app.services import Services
from reader_app.services.calibrating import GOOD, Measurement
from reader_app.services.models import SHIPPED, ModelManager, ModelState, Presence, Progress, ReportProgress
from reader_app.wiring import build

EXIT_USAGE = 2


def show(options: argparse.Namespace) -> int:
    """Print every model with what is known of it and its state."""
    states = _manager(build(), options).list()
    if options.format == "json":
        rows = [_row(state) for state in states]
        sys.stdout.write(json.dumps({"models": rows}, ensure_ascii=False, indent=2) + "\n")
    else:
        print("\n".join(_lines(state) for state in states))
    return 0


def get(options: argparse.Namespace) -> int:
    """Download a model, with a bar on a terminal. Ctrl+C breaks it off and keeps what has arrived."""
    if options.tagger and not options.model:
        print(
            "reader-app: say which: models get --tagger MODEL; models list --tagger names one.",
            file=sys.stderr,
        )
        return EXIT_USAGE
    reference = options.model or DEFAULT_MODEL
    models = _manager(build(), options)
    try:
        with _bar() as progress:
            state = models.get(reference, progress)
    except KeyboardInterrupt:
        print("\nreader-app: broken off; what has arrived is kept.", file=sys.stderr)
        print(f"Go on with: {_command('get', options)} {reference}", file=sys.stderr)
        raise
    print(f"{state.reference} is here: {state.folder}")
    if not state.chosen:
        what = "Find names" if options.tagger else "Read"
        print(f"{what} with it: {_command('use', options)} {state.reference}")
    return 0


def import_(options: argparse.Namespace) -> int:
    """Check a folder, list it from now on, and choose it."""
    services = build()
    state = _manager(services, options).import_folder(Path(options.model))
    _choose(services, state, options)
    return 0


def use(options: argparse.Namespace) -> int:
    """Write the model into the settings; one that is not here yet may be chosen, and is said to be so."""
    services = build()
    state = _manager(services, options).state(options.model)
    if not is_repository(state.reference) and state.folder is None:
        print(f"reader-app: there is no folder {state.reference}. Check the spelling.", file=sys.stderr)
        return 1
    if state.presence is Presence.DAMAGED:
        raise ModelDamaged(state.problem, "Nothing was changed; choose another model.")
    _choose(services, state, options)
    if state.presence is not Presence.HERE:
        print(f"It is {state.presence}. Get it: {_command('get', options)} {state.reference}")
    return 0


def verify(options: argparse.Namespace) -> int:
    """Read one model, or all that are here; the status is 1 where one is damaged."""
    models = _manager(build(), options)
    here = (state.reference for state in models.list() if state.folder is not None)
    status = 0
    for reference in [options.model] if options.model else here:
        try:
            with _bar() as progress:
                done = models.verify(reference, progress)
        except ModelDamaged as error:
            print(f"reader-app: {error}", file=sys.stderr)
            status = 1
        else:
            how = f"{done.compared} files agree with their checksums" if done.compared else "can be read"
            print(f"{done.state.reference}: {how}")
    return status


def remove(options: argparse.Namespace) -> int:
    """Delete a model once the user has agreed, on a terminal or with --yes."""
    models = _manager(build(), options)
    state = models.state(options.model)
    if not options.yes:
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            print("reader-app: add --yes to remove a model without being asked.", file=sys.stderr)
            return EXIT_USAGE
        print(f"Remove {state.reference} ({_size(state)})? Other programs that use the", file=sys.stderr)
        print("Hugging Face cache will no longer find it there. [y/N] ", end="", file=sys.stderr, flush=True)
        if sys.stdin.readline().strip().lower() not in {"y", "yes"}:
            print("Nothing was removed.")
            return 1
    removed = models.remove(state.reference)
    if removed.kept is not None:
        print(f"{removed.reference} is no longer listed. Its files stay where they are.")
    else:
        print(f"{removed.reference} is removed; {_megabytes(removed.freed)} are free again.")
    if state.chosen:
        print(f"The settings still name it. Choose another: {_command('use', options)} MODEL")
    return 0


def calibrate(options: argparse.Namespace) -> int:
    """Translate pairs, print how the scores hold, and keep the calibration; 1 where they do not.

    Ctrl+C breaks it off and changes nothing.
    """
    from tqdm import tqdm

    model = build().models.state(options.model).reference if options.model else None
    services = build(model=model)
    pairs = services.read_pairs(Path(options.pairs) if options.pairs else None)
    try:
        hidden = not sys.stderr.isatty()
        with tqdm(total=len(pairs), unit="sentence", disable=hidden, leave=False) as bar:
            found = services.calibrator.calibrate(pairs, bar.set_description, lambda *_: bar.update())
    finally:
        services.close()
    print("\n".join(_findings(found)))
    return 0 if found.is_kept else 1


def _findings(found: Measurement) -> Iterator[str]:
    measured = found.reliability
    yield f"{found.model.name}, revision {found.model.revision[:12]}"
    yield (
        f"{measured.good} of {measured.count} translations are good (chrF2 of {GOOD:g} or more); "
        f"the mean chrF2 is {found.mean_chrf:.1f}."
    )
    yield "Predicted for sentences that were left out when fitting, and found:"
    yield "  probability   sentences   predicted   found good"
    for one in measured.bins:
        bounds = f"{one.low:.0%} to {one.high:.0%}"
        yield f"  {bounds:11}   {one.count:9}   {one.expected:9.0%}   {one.observed:10.0%}"
    yield (
        f"Brier score {measured.brier:.3f}; always predicting the share of good ones gives "
        f"{measured.constant_brier:.3f}. Less is better."
    )
    if found.is_kept:
        yield "The model is calibrated from now on."
    else:
        yield "The scores do not tell the good from the bad here: nothing was kept. Try harder or more pairs."


ACTIONS: dict[str, Callable[[argparse.Namespace], int]] = {
    "list": show,
    "get": get,
    "import": import_,
    "use": use,
    "verify": verify,
    "calibrate": calibrate,
    "remove": remove,
}


def _manager(services: Services, options: argparse.Namespace) -> ModelManager:
    return services.taggers if options.tagger else services.models


def _command(action: str, options: argparse.Namespace) -> str:
    return f"reader-app models {action}{' --tagger' if options.tagger else ''}"


def _choose(services: Services, state: ModelState, options: argparse.Namespace) -> None:
    settings = services.settings.load()
    if not options.tagger:
        services.settings.save(replace(settings, model=state.reference))
        print(f"Reading with {state.reference} from now on.")
        return
    services.settings.save(replace(settings, tagger=state.reference))
    print(f"Finding names with {state.reference} from now on.")
    if state.reference != SHIPPED and find_spec("torch") is None:
        print("It needs torch: pip install 'reader-app[torch]'")


def _row(state: ModelState) -> dict[str, Any]:
    about = state.description
    return {
        "reference": state.reference,
        "title": about.title,
        "remark": about.remark,
        "licence": about.licence or None,
        "recommended": about.recommended,
        "scores": [asdict(score) for score in about.scores],
        "state": state.presence,
        "problem": state.problem or None,
        "size": state.size,
        "size_is_estimate": state.size_is_estimate,
        "downloaded": state.done,
        "revision": state.revision or None,
        "folder": str(state.folder) if state.folder else None,
        "chosen": state.chosen,
    }


def _lines(state: ModelState) -> str:
    about = state.description
    how = str(state.presence)
    if state.presence is Presence.PARTLY:
        how += f" ({_megabytes(state.done)})"
    facts = [how, _size(state), about.licence or "licence not known"]
    lines = [f"{'*' if state.chosen else ' '} {state.reference}", f"    {', '.join(facts)}"]
    lines += [f"    {text}" for text in (about.remark, state.problem) if text]
    for source in dict.fromkeys((score.test_set, score.source) for score in about.scores):
        values = [f"{s.value:g} {s.metric}" for s in about.scores if (s.test_set, s.source) == source]
        lines.append(f"    {', '.join(values)} on {source[0]} ({source[1]})")
    return "\n".join(lines)


def _size(state: ModelState) -> str:
    if state.size is None:
        return "size not known"
    return f"about {_megabytes(state.size)}" if state.size_is_estimate else _megabytes(state.size)


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.0f} MB" if size >= 10_000_000 else f"{size / 1_000_000:.1f} MB"


@contextmanager
def _bar() -> Iterator[ReportProgress]:
    """A bar with bytes, speed and time left; nothing where standard error is no terminal."""
    from tqdm import tqdm

    bars: list[tqdm] = []

    def report(progress: Progress) -> None:
        if not bars:
            # Made only now: what was there before must not count as speed.
            hidden = not sys.stderr.isatty()
            done, total = progress.done_bytes, progress.total_bytes
            bars.append(
                tqdm(
                    initial=done,
                    total=total,
                    unit="B",
                    unit_scale=True,
                    miniters=1,
                    leave=False,
                    disable=hidden,
                )
            )
        bars[0].set_description(progress.file, refresh=False)
        bars[0].update(progress.done_bytes - bars[0].n)

    try:
        yield report
    finally:
        for bar in bars:
            bar.close()
