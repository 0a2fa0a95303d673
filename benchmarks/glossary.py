"""How long names take, to load and to mark, with and without a reader's hundred thousand terms.

    python benchmarks/glossary.py [--text ARTICLE] [--terms 100000]

Prints processor seconds, the least of five or, for marking, of sixty. The terms are made up, one to three
words of random letters, so that hardly one of them stands in the text: what is measured is what they cost,
not what they find.
"""

import argparse
import random
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import process_time

from reader_app.core.names import Kind
from reader_app.core.sentences import build_article
from reader_app.core.terms import Act, Change, OwnTerm
from reader_app.data import resources, seed_article
from reader_app.glossary import SOURCES
from reader_app.glossary.files import read_not_names
from reader_app.glossary.merging import merge
from reader_app.services.annotating import annotate
from reader_app.services.name_index import NameIndex
from reader_app.services.own_terms import blank_term
from reader_app.services.owned_index import OwnedIndex
from reader_app.store.database import Database
from reader_app.store.own_terms import SqliteOwnTerms

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
FOLDER = resources() / "glossary"
ROUNDS = 5
MARKINGS = 60
MOMENT = "2026-11-24T00:00:00+00:00"


def seconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The least processor time of a few rounds."""
    times: list[float] = []
    for _ in range(rounds):
        start = process_time()
        work()
        times.append(process_time() - start)
    return min(times)


def made_up(count: int) -> list[OwnTerm]:
    chance = random.Random(1)
    terms: list[OwnTerm] = []
    for number in range(count):
        words = [
            "".join(chance.choices(LETTERS, k=chance.randint(5, 8))) for _ in range(chance.randint(1, 3))
        ]
        term = blank_term(" ".join(words), Kind.ORGANISATION, f"Term {number}")
        terms.append(replace(term, id=f"own-{number}", created=MOMENT, changed=MOMENT))
    return terms


def kept(terms: list[OwnTerm], folder: str) -> SqliteOwnTerms:
    """A database with these terms."""
    store = SqliteOwnTerms(Database(Path(folder) / "reader.sqlite"))
    start = process_time()
    store.apply(Act("import", tuple(Change(None, term) for term in terms)))
    print(f"keep {f'{len(terms):,} terms':23} {process_time() - start:7.3f} s, once")
    return store


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--text", type=Path, default=seed_article())
    parser.add_argument("--terms", type=int, default=100_000)
    arguments = parser.parse_args()
    article = build_article(arguments.text.read_text(encoding="utf-8"))
    not_names = read_not_names(FOLDER)
    for name, make in SOURCES.items():
        print(f"read {name:23} {seconds(lambda make=make: list(make(FOLDER).entries())):7.3f} s")
    bundled = [list(make(FOLDER).entries()) for make in SOURCES.values()]
    print(f"merge what comes along       {seconds(lambda: merge(bundled)):7.3f} s")
    merged = merge(bundled)
    print(f"index what comes along       {seconds(lambda: NameIndex(merged, not_names)):7.3f} s")
    base = NameIndex(merged, not_names)
    with tempfile.TemporaryDirectory() as folder:
        store = kept(made_up(arguments.terms), folder)
        reading = seconds(store.glossary)
        own = store.glossary()
    laying = seconds(lambda: OwnedIndex(base, own))
    print(f"read {f'{arguments.terms:,} terms':23} {reading:7.3f} s")
    print(f"lay them over the index      {laying:7.3f} s; together {reading + laying:.3f} s")
    indexes = {"what comes along": base, f"and {arguments.terms:,} terms": OwnedIndex(base, own)}
    marking = dict.fromkeys(indexes, float("inf"))
    for _ in range(MARKINGS):  # in turn, so that a busy computer slows both
        for name, index in indexes.items():
            marking[name] = min(marking[name], seconds(lambda index=index: annotate(article, index), 1))
    for name, taken in marking.items():
        found = len(annotate(article, indexes[name]))
        print(f"mark with {name:18} {taken:7.4f} s, {found} mentions")
    plain, more = marking.values()
    print(f"the terms slow marking by {more / plain - 1:.1%}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
