"""The translation memory at size: a real file's round trip, similar sentences, concordance, a huge file.

    python benchmarks/memory.py [FILE.tmx] [--units 100000] [--huge MEGABYTES]

FILE.tmx is a memory of Arabic and English, the sample article's unless named. The units are its own, then its
sentences with half of their words drawn from others, so that lengths and frequencies are those of real text;
those of the sample are few and long, which is harder than any memory is. Times are the clock's. `--huge`
imports a file of that size, made of FILE.tmx's units under other names, in a process of its own, and prints
its time and peak memory.
"""

import argparse
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

from reader_app.core.arabic import searchable
from reader_app.core.units import Bitext, Findings, Unit
from reader_app.data import resources
from reader_app.formats.exchange import read_units, write_file
from reader_app.services.memory import Memory
from reader_app.store.database import Database
from reader_app.store.memory import SqliteMemory

_QUERIES = 200
_IMPORT = """
import resource, sys, time
from pathlib import Path
from reader_app.wiring import build
services = build()
begun = time.perf_counter()
added = services.memory.import_file(Path(sys.argv[1]))
services.close()
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(f"{added.entered} units in {time.perf_counter() - begun:.0f} s, peak memory {peak:.0f} MiB")
"""


def round_trip(path: Path, folder: Path) -> list[Unit]:
    """Import the file, export it, and compare what both say, element by element."""
    database = Database(folder / "trip.sqlite")
    memory = Memory(SqliteMemory(database), read_units, write_file)
    out = folder / "out.tmx"
    added = memory.import_file(path)
    memory.export_file(out)
    before, after = (ElementTree.parse(file).getroot() for file in (path, out))
    same = [_canonical(before, name) == _canonical(after, name) for name in ("header", "tu")]
    print(f"{path.name}: {added.entered} units in, {len(after.findall('.//tu'))} out, ", end="")
    print(f"headers {'equal' if same[0] else 'DIFFER'}, units {'equal' if same[1] else 'DIFFER'}")
    database.close()
    return list(read_units(path, Findings()))


def _canonical(root: ElementTree.Element, name: str) -> list[str]:
    texts = (ElementTree.tostring(element, encoding="unicode") for element in root.iter(name))
    return [ElementTree.canonicalize(text.strip()) for text in texts]


def varied(units: list[Unit], count: int) -> Iterator[Unit]:
    """The units, then variations of them, `count` in all."""
    drawn = random.Random(1)
    words = [word for unit in units for word in unit.source.split()]
    yield from units[:count]
    for number in range(count - len(units)):
        unit = drawn.choice(units)
        text = unit.source.split()
        for _ in range(max(1, len(text) // 2)):
            text[drawn.randrange(len(text))] = drawn.choice(words)
        yield replace(unit, source=" ".join(text), id=f"v{number}", carried="")


def _close(unit: Unit, drawn: random.Random) -> Unit:
    """The unit with a word in ten left out."""
    kept = [word for word in unit.source.split() if drawn.random() > 0.1]
    return replace(unit, source=" ".join(kept) or unit.source)


def searches(units: list[Unit], count: int, folder: Path) -> None:
    """Time similar sentences and concordance at `count` units, and hold the former against comparing all."""
    from rapidfuzz.distance import Levenshtein
    from rapidfuzz.process import extract

    store = SqliteMemory(Database(folder / "large.sqlite"))
    begun = time.perf_counter()
    store.add(varied(units, count), "varied.tmx", Findings())
    print(f"entering {store.count()} units: {time.perf_counter() - begun:.1f} s")
    begun = time.perf_counter()
    store.similar(units[0].source, 5, 0.7)
    print(f"first search for similar ones, which reads them all: {time.perf_counter() - begun:.1f} s")

    drawn = random.Random(2)
    asked = drawn.choices(units, k=_QUERIES)
    asked = [_close(unit, drawn) for unit in asked]
    texts = [searchable(unit.source) for unit in store.units()]
    times: list[float] = []
    found_all = best_found = had = 0
    for index, unit in enumerate(asked):
        begun = time.perf_counter()
        found = store.similar(unit.source, 5, 0.7)
        times.append(1000 * (time.perf_counter() - begun))
        if index % 4 == 0:  # comparing with all takes long
            text = searchable(unit.source)
            every = extract(text, texts, scorer=Levenshtein.normalized_similarity, score_cutoff=0.7, limit=5)
            if every:
                had += 1
                scores = [round(similarity, 6) for _, similarity in found]
                wanted = [round(similarity, 6) for _, similarity, _ in every]
                found_all += scores == wanted
                best_found += scores[:1] == wanted[:1]
    _tell(f"similar sentences, {_QUERIES} of them", times)
    print(f"  of {had} compared with all units: the best found {best_found}, all five {found_all}")
    for kind, needles in (
        ("Arabic words", [drawn.choice(unit.source.split()) for unit in asked]),
        ("what is not there", [f"ظظظ{n}" for n in range(20)]),
    ):
        times = []
        for needle in needles:
            begun = time.perf_counter()
            store.concordance(needle, 100)
            times.append(1000 * (time.perf_counter() - begun))
        _tell(f"concordance of {kind}", times)


def _tell(what: str, times: list[float]) -> None:
    high = statistics.quantiles(times, n=20)[-1]
    print(
        f"{what}: median {statistics.median(times):.1f} ms, 95 % under {high:.1f}, longest {max(times):.1f}"
    )


def huge(units: list[Unit], megabytes: int, folder: Path) -> None:
    """Import a file of that size in a process of its own."""
    path = folder / "huge.tmx"
    write_file(path, Bitext("units", units))
    copies = max(1, round(megabytes * 1_000_000 / path.stat().st_size))
    many = (
        replace(unit, id=f"{number}-{unit.id}", carried=unit.carried.replace('tuid="', f'tuid="{number}-', 1))
        for number in range(copies)
        for unit in units
    )
    write_file(path, Bitext("units", many))
    environment = {"READER_APP_HOME": str(folder / "home"), "PATH": ""}
    done = subprocess.run(
        [sys.executable, "-c", _IMPORT, str(path)],
        env=environment,
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        check=True,
    )
    print(f"a TMX of {path.stat().st_size / 1_000_000:.0f} MB: {done.stdout.strip()}")


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path, nargs="?", default=resources() / "memory" / "sample.tmx")
    parser.add_argument("--units", type=int, default=100_000)
    parser.add_argument("--huge", type=int, metavar="MEGABYTES")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        units = round_trip(options.file, Path(folder))
        searches(units, options.units, Path(folder))
        if options.huge:
            huge(units, options.huge, Path(folder))


if __name__ == "__main__":
    main()
