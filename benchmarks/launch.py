"""How long until the window is there, and until a click is answered from the cache.

    python benchmarks/launch.py [--runs 7]

Each run is a process of its own over the same folders, so that all but the first are warm starts. Times
count from the start of the process: to the first paint of the window, to the article's first paint, and,
for the click, from selecting a sentence to the panel having its translation.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import textwrap
import time

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
    with tempfile.TemporaryDirectory() as home:
        environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "READER_APP_HOME": home, "HF_HOME": home}
        reports = []
        for _ in range(runs + 1):
            command = [sys.executable, "-c", _RUN, repr(time.time())]
            done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
            reports.append(json.loads(done.stdout.splitlines()[-1]))
    warm = reports[1:]
    print(f"{'figure':34}{'min':>9}{'median':>9}{'max':>9}   milliseconds, {runs} warm starts")
    for title, values in (
        ("start to window painted", [report["window_ms"] for report in warm]),
        ("start to article painted", [report["article_ms"] for report in warm]),
        ("cached click to translation shown", [click for report in warm for click in report["clicks_ms"]]),
    ):
        low, middle, high = min(values), statistics.median(values), max(values)
        print(f"{title:34}{low:9.1f}{middle:9.1f}{high:9.1f}")


if __name__ == "__main__":
    main()
