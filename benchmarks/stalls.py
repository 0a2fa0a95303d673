"""How late the window's own thread runs while an article is read, searched for names and translated.

    python benchmarks/stalls.py [--sentences 2000] [--seconds 20]

A timer that is due every 5 ms notes how late it comes, from the moment the file is opened; meanwhile names
are found and sentences translated in the background, and a sentence is selected twice a second. The model is
the sample checkpoint without its card, so that it translates any text (its output is of no use and is thrown
away). Prints percentiles of the lateness in milliseconds.
"""

import argparse
import os
import shutil
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from reader_app.data import resources, seed_article
from reader_app.gui.app import make_window
from reader_app.gui.responsive import favour_the_window
from reader_app.paths import HOME_VARIABLE
from reader_app.wiring import build

_DUE_MS = 5


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sentences", type=int, default=2000)
    parser.add_argument("--seconds", type=float, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        os.environ[HOME_VARIABLE] = str(root / "home")
        shutil.copytree(resources() / "models" / "sample", root / "model")
        (root / "model" / "sample.json").unlink()
        (root / "article.txt").write_text(long_article(options.sentences), encoding="utf-8")
        measure(root, options.seconds)


def long_article(sentences: int) -> str:
    """The sample article over and over, each sentence made different by its number."""
    lines = seed_article().read_text(encoding="utf-8").splitlines()
    return "\n".join(f"{number + 1} {lines[number % len(lines)]}" for number in range(sentences))


def measure(root: Path, seconds: float) -> None:
    """Drive a real window for so many seconds."""
    application = QApplication([])
    application.setStyle("Fusion")
    window = make_window(build(model=str(root / "model")))
    favour_the_window()
    window.show()
    window.session.start()
    run_for(500)

    def select() -> None:
        article = window.session.article
        if article is not None:
            window.session.select(article.sentence(1 + len(late.found) % len(article.sentences)))

    reader = QTimer()
    reader.timeout.connect(select)
    late = Lateness()
    window.open(root / "article.txt")
    reader.start(500)
    run_for(round(1000 * seconds))
    reader.stop()
    ordered = sorted(late.found)
    print(f"{len(ordered)} ticks of {_DUE_MS} ms; lateness in milliseconds")
    for name, share in (("median", 0.5), ("p90", 0.9), ("p99", 0.99), ("p99.9", 0.999)):
        print(f"{name:>8} {ordered[min(len(ordered) - 1, int(share * len(ordered)))]:8.1f}")
    print(f"{'worst':>8} {ordered[-1]:8.1f}")
    window.close()


class Lateness:
    """How late a 5 ms timer of this thread comes, in milliseconds, from now on."""

    def __init__(self) -> None:
        self.found: list[float] = []
        self._last = time.perf_counter()
        self._clock = QTimer(timerType=Qt.TimerType.PreciseTimer)
        self._clock.timeout.connect(self._tick)
        self._clock.start(_DUE_MS)

    def worst(self) -> float:
        """The worst since the last time this was asked."""
        worst = max(self.found, default=0.0)
        self.found.clear()
        return worst

    def _tick(self) -> None:
        now = time.perf_counter()
        self.found.append(max(0.0, 1000 * (now - self._last) - _DUE_MS))
        self._last = now


def run_for(milliseconds: int) -> None:
    """Run the event loop as a program does; QTest's waiting sleeps in between."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    main()
