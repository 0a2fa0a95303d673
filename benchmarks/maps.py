"""How long maps take: to read the outlines, to prepare a map off the GUI thread, to paint it in it.

    python benchmarks/maps.py [--rounds 20]

Milliseconds of processor time of the thread that does it, the median of the rounds.
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication

from reader_app.core.names import COUNTRY, Location
from reader_app.data import resources
from reader_app.formats.outlines import FILE, read_atlas
from reader_app.gui.map_painting import Mark, ground, paint_labels
from reader_app.gui.map_paths import prepare
from reader_app.gui.map_view import WORLD_KM, MapView, around_place
from reader_app.gui.theme import load_themes

CARD, WINDOW = QSize(346, 150), QSize(856, 474)
HOMS = Location(34.73, 36.71, "SY", feature="city")
RUSSIA = Location(62.0, 108.0, "RU", feature=COUNTRY)


def main() -> int:
    """Print a line for each map."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=20)
    rounds = parser.parse_args().rounds
    application = QApplication(sys.argv[:1])
    theme = load_themes(resources() / "themes")["light"]
    path = resources() / "atlas" / FILE
    print(f"outlines read: {_ms(lambda: read_atlas(path), 5):.0f} ms")
    atlas = read_atlas(path)
    views = {
        "card, a town": around_place(HOMS, "", atlas, CARD),
        "card, Russia": around_place(RUSSIA, "", atlas, CARD),
        "window, the world": MapView(10, 30, WORLD_KM, WINDOW),
    }
    for name, view in views.items():
        own = atlas.country("SY")
        paths = prepare(atlas, view, own)
        marks = [Mark("Homs", HOMS.longitude, HOMS.latitude)]
        image = QImage(view.size, QImage.Format.Format_RGB32)
        land = ground(paths, theme, 1.0)

        def paint(view=view, paths=paths, image=image, land=land, marks=marks) -> None:
            with QPainter(image) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.drawImage(0, 0, land)
                paint_labels(painter, paths, theme, QFont(), marks)

        prepared = _ms(lambda view=view, own=own: prepare(atlas, view, own), rounds)
        drawn = _ms(lambda paths=paths: ground(paths, theme, 1.0), rounds)
        print(f"{name}: prepared {prepared:.1f}, ground {drawn:.1f}, painted {_ms(paint, rounds):.1f} ms")
    del application
    return 0


def _ms(work: Callable[[], object], rounds: int) -> float:
    taken: list[float] = []
    for _ in range(rounds):
        start = time.thread_time()
        work()
        taken.append(1000 * (time.thread_time() - start))
    return statistics.median(taken)


if __name__ == "__main__":
    sys.exit(main())
