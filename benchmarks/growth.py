"""How time and memory grow with the length of a text, in the window as a reader opens it.

    python benchmarks/growth.py [--sentences 1000 10000 100000] [--words 1000000]

Each text has a process of its own: the sample article over and over, each sentence made different by its
number; the last has as many words as `--words` says. Seconds of the clock from asking for the file: `open`
until the article is there, read and split into sentences, `shown` until it is painted, `names` from there
until its people and places are marked. `stall` is the worst lateness, in milliseconds, of a 5 ms timer of the
window's thread until then, `jump` that while the last sentence is selected and brought into view. Memory, in
MiB, is what the process grew by since before the file was opened: with the article painted, and with its
names. Nothing is translated meanwhile.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication
from stalls import Lateness, long_article, run_for

from reader_app.gui.app import make_window
from reader_app.gui.main_window import MainWindow
from reader_app.gui.responsive import favour_the_window
from reader_app.services.settings import Settings
from reader_app.wiring import build

_COLUMNS = (
    "sentences", "words", "megabytes", "open", "shown", "names", "mentions", "stall", "jump",
    "memory", "memory with names",
)  # fmt: skip


def worker(file: Path) -> None:
    """Open the file in a window, and print what it took as JSON."""
    application = QApplication([])
    application.setStyle("Fusion")
    services = build()
    services.settings.save(Settings(ahead=False))
    window = make_window(services)
    favour_the_window()
    window.show()
    window.session.start()
    run_for(500)
    print(json.dumps(measure(window, file)), flush=True)
    window.close()


def measure(window: MainWindow, file: Path) -> dict[str, float]:
    """Open the file, wait for its names, and go to its end."""
    found: dict[str, float] = {}
    before, begun = _memory(), time.perf_counter()
    watch, late = Watch(), Lateness()
    watch.painted.connect(lambda: found.setdefault("shown", time.perf_counter() - begun))
    window.session.article_opened.connect(lambda _: found.setdefault("open", time.perf_counter() - begun))
    window.session.article_opened.connect(lambda _: window.view.viewport().installEventFilter(watch))
    window.open(file)
    while "shown" not in found:
        run_for(5)
    run_for(50)
    found["memory"] = _memory() - before
    while not window.session.mentions.all:
        run_for(5)
    found["names"] = time.perf_counter() - begun - found["shown"]
    run_for(200)
    found["stall"], found["memory with names"] = late.worst(), _memory() - before
    article = window.session.article
    assert article is not None
    window.session.select(article.sentences[-1], show=True)
    run_for(300)
    found["jump"] = late.worst()
    found["sentences"], found["mentions"] = len(article.sentences), len(window.session.mentions.all)
    found["words"], found["megabytes"] = len(article.text.split()), file.stat().st_size / 1e6
    return found


class Watch(QObject):
    """Tells when what it filters the events of is painted."""

    painted = Signal()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self.painted.emit)
        return False


def _memory() -> float:
    """What this process holds in memory now, in MiB."""
    for line in Path("/proc/self/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("the system does not tell")


def of_words(count: int) -> str:
    """A text of so many words, or a few more."""
    some = long_article(1000)
    return long_article(1 + count * 1000 // len(some.split()))


def main() -> None:
    """Run and print a line for each text."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sentences", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    parser.add_argument("--words", type=int, default=1_000_000)
    parser.add_argument("--worker", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.worker:
        worker(options.worker)
        return
    print("".join(f"{name:>18}" for name in _COLUMNS))
    texts = [long_article(count) for count in options.sentences] + [of_words(options.words)]
    for text in texts:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "article.txt")
            file.write_text(text, encoding="utf-8")
            environment = {**os.environ, "READER_APP_HOME": str(Path(folder, "home")), "HF_HOME": folder}
            done = subprocess.run(
                [sys.executable, __file__, "--worker", str(file)],
                env=environment, capture_output=True, text=True, check=True,
            )  # fmt: skip
        found = json.loads(done.stdout.splitlines()[-1])
        values = (found[name] for name in _COLUMNS)
        print("".join(f"{value:18,.2f}" if value % 1 else f"{value:18,.0f}" for value in values), flush=True)


if __name__ == "__main__":
    main()
