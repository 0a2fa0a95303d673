"""How long the names take: loading them, and marking a text, with and without a hundred thousand terms more.

    python benchmarks/glossary.py [--text ARTICLE] [--terms 100000]

Prints processor seconds, the least of five. The terms are made up, one to three words of random letters, so
that hardly one of them stands in the text: what is measured is what they cost, not what they find.
"""

import argparse
import random
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time

from reader_app.core.names import GlossaryEntry, Kind
from reader_app.core.sentences import build_article
from reader_app.data import resources, seed_article
from reader_app.glossary import SOURCES
from reader_app.glossary.files import read_not_names
from reader_app.glossary.merging import merge
from reader_app.services.annotating import annotate
from reader_app.services.name_index import NameIndex

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
FOLDER = resources() / "glossary"
ROUNDS = 5


def seconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The least processor time of a few rounds."""
    times: list[float] = []
    for _ in range(rounds):
        start = process_time()
        work()
        times.append(process_time() - start)
    return min(times)


def made_up(count: int) -> list[GlossaryEntry]:
    chance = random.Random(1)
    return [
        GlossaryEntry(
            id=f"term-{number}",
            kind=Kind.ORGANISATION,
            english=f"Term {number}",
            arabic=" ".join(
                "".join(chance.choices(LETTERS, k=chance.randint(5, 8))) for _ in range(chance.randint(1, 3))
            ),
            definition="",
            source="Made up",
            licence="",
        )
        for number in range(count)
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--text", type=Path, default=seed_article())
    parser.add_argument("--terms", type=int, default=100_000)
    arguments = parser.parse_args()
    article = build_article(arguments.text.read_text(encoding="utf-8"))
    not_names = read_not_names(FOLDER)
    bundled = [list(make(FOLDER).entries()) for make in SOURCES.values()]
    terms = made_up(arguments.terms)
    for name, make in SOURCES.items():
        print(f"read {name:24} {seconds(lambda make=make: list(make(FOLDER).entries())):7.3f} s")
    indexes: dict[str, NameIndex] = {}
    for name, sources in (("what comes along", bundled), (f"and {len(terms):,} terms", [terms, *bundled])):
        print(f"merge {name:23} {seconds(lambda sources=sources: merge(sources)):7.3f} s")
        merged = merge(sources)
        print(f"index {name:23} {seconds(lambda merged=merged: NameIndex(merged, not_names)):7.3f} s")
        indexes[name] = NameIndex(merged, not_names)
    marking = dict.fromkeys(indexes, float("inf"))
    for _ in range(2 * ROUNDS):  # in turn, so that a busy computer slows both
        for name, index in indexes.items():
            marking[name] = min(marking[name], seconds(lambda index=index: annotate(article, index), 1))
    for name, taken in marking.items():
        found = len(annotate(article, indexes[name]))
        print(f"mark with {name:19} {taken:7.3f} s, {found} mentions")
    plain, more = marking.values()
    print(f"the terms slow marking by {more / plain - 1:.1%}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
