"""How long until the window is there, until its first translation is, and until a click is answered.

    python benchmarks/launch.py [--runs 7]

Each run is a process of its own over the same folders, so that all but the first are warm starts. Times
count from the start of the process: to the first paint of the window, to the article's first paint, to the
first translation of a sentence that is selected as soon as the article is there; for the click, from
selecting a sentence to the panel having its translation. The first translation is made by the sample model,
and by one of opus-mt-ar-en's shape with random weights: an Arabic sentence of 32 pieces, an output of 32,
beam 4. That output repeats itself, so that it is searched for twice, which no good model's is.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import textwrap
import time
from pathlib import Path

import shapes

_FIRST = textwrap.dedent(
    """
    import json, sys, time
    from pathlib import Path
    from PySide6.QtCore import QTimer
    import reader_app.gui.app as app
    from reader_app.core.translation import Decoding
    from reader_app.gui.session import Failed, Ready
    from reader_app.wiring import build

    begun, model, file = float(sys.argv[1]), sys.argv[2], sys.argv[3]
    report = {}
    make_window = app.make_window

    def watched(services):
        global window
        window = make_window(services)

        def changed(now):
            if isinstance(now, Ready | Failed):
                report["ms"] = 1000 * (time.time() - begun)
                report["failure"] = now.message if isinstance(now, Failed) else ""
                window.close()

        def opened(article):
            window.session.state_changed.connect(changed)
            QTimer.singleShot(0, lambda: window.session.select(article.sentence(1)))

        window.session.article_opened.connect(opened)
        return window

    app.make_window = watched
    decoding = Decoding() if model == "sample" else Decoding(max_length=32)
    app.run(lambda: build(model=model, decoding=decoding), Path(file))
    print(json.dumps(report))
    """
)

_RUN = textwrap.dedent(
    """
    import json, sys, time
    from PySide6.QtCore import QEvent, QObject
    import reader_app.gui.app as app
    from reader_app.gui.session import Ready
    from reader_app.wiring import build

    begun = float(sys.argv[1])
    report, clicks = {}, []
    make_window = app.make_window

    class Watch(QObject):
        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.Paint:
                report.setdefault("window_ms", 1000 * (time.time() - begun))
                if window.session.article is not None:
                    report.setdefault("article_ms", 1000 * (time.time() - begun))
            return False

    def watched(services):
        global window, watch
        window = make_window(services)
        watch = Watch()
        window.view.viewport().installEventFilter(watch)
        state = {"next": 0, "at": 0.0}

        def click():
            state["next"] += 1
            if state["next"] > len(window.session.article.sentences):
                window.close()
                return
            state["at"] = time.perf_counter()
            window.session.select(window.session.article.sentence(state["next"]))

        def changed(now):
            if isinstance(now, Ready) and state["at"]:
                clicks.append(1000 * (time.perf_counter() - state["at"]))
                state["at"] = 0.0

        def settled():
            if not state["next"]:
                window.session.select(None)
            click()

        window.session.state_changed.connect(changed)
        window.session.settled.connect(settled)
        return window

    app.make_window = watched
    app.run(build, None)
    print(json.dumps({**report, "clicks_ms": clicks}))
    """
)


def main() -> None:
    """Run and print minimum, median and maximum of each figure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    print(f"{'figure':58}{'min':>9}{'median':>9}{'max':>9}   milliseconds, {runs} warm starts")
    with tempfile.TemporaryDirectory() as scratch:
        reports = [_run(Path(scratch), _RUN) for _ in range(runs + 1)][1:]
        _tell("start to window painted", [report["window_ms"] for report in reports])
        _tell("start to article painted", [report["article_ms"] for report in reports])
        clicks = [click for report in reports for click in report["clicks_ms"]]
        _tell("cached click to translation shown", clicks)
        seed = min((Path(__file__).parent.parent / "seeds").glob("*.txt"))
        _first(Path(scratch), "sample", seed, runs)
    with tempfile.TemporaryDirectory() as scratch:
        model, article = Path(scratch, "model"), Path(scratch, "article.txt")
        shapes.build(model)
        lines = [shapes.sentence(31, number) for number in range(40)]
        article.write_text("\n".join(lines), encoding="utf-8")
        _first(Path(scratch), str(model), article, runs)


def _first(home: Path, model: str, file: Path, runs: int) -> None:
    """Start to the first translation: at the very first start, then made by the model, then kept."""
    name = "sample model" if model == "sample" else "opus-mt-ar-en's shape"
    made: list[float] = []
    kept: list[float] = []
    very_first = _run(home, _FIRST, model, str(file))
    for _ in range(runs):
        shutil.rmtree(home / "data", ignore_errors=True)  # the translations; what was derived stays
        for values in (made, kept):
            report = _run(home, _FIRST, model, str(file))
            if report["failure"]:
                raise SystemExit(report["failure"])
            values.append(report["ms"])
    title = f"start to first translation, {name}"
    _tell(f"{title}, being prepared", [very_first["ms"]])
    _tell(f"{title}, not cached", made)
    _tell(f"{title}, cached", kept)


def _run(home: Path, script: str, *arguments: str) -> dict:
    environment = {
        "QT_QPA_PLATFORM": "offscreen", **os.environ, "READER_APP_HOME": str(home), "HF_HOME": str(home),
    }  # fmt: skip
    command = [sys.executable, "-c", script, repr(time.time()), *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def _tell(title: str, values: list[float]) -> None:
    low, middle, high = min(values), statistics.median(values), max(values)
    print(f"{title:58}{low:9.1f}{middle:9.1f}{high:9.1f}", flush=True)


if __name__ == "__main__":
    main()
