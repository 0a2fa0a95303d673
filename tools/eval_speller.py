"""Measure the speller on the tenth of the names that it was not trained on.

    python tools/eval_speller.py --names FOLDER

`--names` is the folder with the lists that `train_speller.py` reads. The speller runs as in the program, its
list of names without the words held out.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from name_pairs import GOOGLE, WIKIDATA, is_alike, is_held_out, read_pairs, rows

from reader_app.core.names import Kind
from reader_app.data import resources
from reader_app.glossary import load_entries
from reader_app.paths import Folders
from reader_app.spelling.name_list import NameList
from reader_app.spelling.speller import Speller
from reader_app.wiring import load_speller, load_word_model

BEST = 3
"""Spellings that count as shown."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Shares from 0 to 1. `right` is word accuracy: of the best spelling, and of any of the BEST. `errors`
    is the character error rate: letters to insert, delete or replace, over the letters of what was right."""

    words: int
    right_first: float
    right_shown: float
    errors_first: float
    errors_shown: float

    def __str__(self) -> str:
        return (
            f"{self.words:6d} words  right: best {self.right_first:.3f}, any of {BEST} {self.right_shown:.3f}"
            "   character errors: "
            f"best {self.errors_first:.3f}, nearest of {BEST} {self.errors_shown:.3f}"
        )


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was measured on the words held out.

    `rows` takes each row of the list, an Arabic and an English spelling, as one case; `people` the same,
    counted by people; `accepted` each Arabic spelling, right where the English is any of those that the
    words held out have for it. `unfiltered` is `rows` with the rows that pair two different names.
    """

    rows: Scores
    people: Scores
    accepted: Scores
    unfiltered: Scores
    words_a_second: float
    bytes_on_disk: int


def evaluate(names: Path, model_folder: Path, cache: Path, limit: int | None = None) -> Evaluation:
    """Measure the model in a folder on the lists in the folder `names`, or on about `limit` of the words held
    out.

    What is derived from the model goes to `cache`. The time does not include loading.
    """
    pairs = read_pairs(names)
    listed = read_pairs(names, (WIKIDATA, GOOGLE))
    held_out = [pair for pair in read_pairs(names, (WIKIDATA,)) if is_held_out(pair.arabic)]
    wanted = list(dict.fromkeys(pair.arabic for pair in held_out))
    if limit is not None:
        wanted = wanted[:: max(1, len(wanted) // limit)]
    held_out = [pair for pair in held_out if pair.arabic in set(wanted)]
    model = load_word_model(model_folder, cache)
    kept = NameList((p.arabic, p.english, p.count) for p in pairs if not is_held_out(p.arabic))
    speller = Speller(lambda: (kept, model))
    speller.guesses(["محمد"])
    begun = time.process_time()
    guesses = speller.guesses(wanted)
    seconds = time.process_time() - begun
    found = {word: [guess.text for guess in guesses[word][:BEST]] for word in wanted}
    accepted: dict[str, list[str]] = {word: [] for word in wanted}
    for pair in listed:
        if pair.arabic in accepted:
            accepted[pair.arabic].append(pair.english)
    unlike = [
        pair
        for pair in rows(names / WIKIDATA)
        if is_held_out(pair.arabic) and not is_alike(pair.arabic, pair.english)
    ]
    more = speller.guesses([pair.arabic for pair in unlike])
    found |= {pair.arabic: [guess.text for guess in more[pair.arabic][:BEST]] for pair in unlike}
    return Evaluation(
        rows=score((found[p.arabic], [p.english], 1) for p in held_out),
        people=score((found[p.arabic], [p.english], p.count) for p in held_out),
        accepted=score((found[word], accepted[word], 1) for word in wanted),
        unfiltered=score((found[p.arabic], [p.english], 1) for p in [*held_out, *unlike]),
        words_a_second=len(wanted) / seconds,
        bytes_on_disk=sum(file.stat().st_size for file in model_folder.iterdir()),
    )


@dataclass(frozen=True, slots=True)
class Known:
    """How many people of the bundled glossary there are, and whose whole name was spelled as the glossary
    does, by the best and by any of the BEST spellings. Capitals, hyphens and apostrophes do not count."""

    people: int
    right_first: int
    right_shown: int
    people_a_second: float


def evaluate_on_glossary(cache: Path) -> Known:
    """Measure the program's speller on people it would never be asked for, since the glossary has them.

    Their names are as the news writes them, which the lists of names are not; some of the words are in the
    lists. Titles that the glossary translates (البابا) cannot be right.
    """
    people = [
        entry for entry in load_entries(resources() / "glossary", ["bundled"]) if entry.kind is Kind.PERSON
    ]
    speller = load_speller(Folders(cache, cache, cache))
    speller.likely("محمد", Kind.PERSON)
    begun = time.process_time()
    found = speller.likely_of_each((entry.arabic, entry.kind) for entry in people)
    seconds = time.process_time() - begun
    right = [
        [_plain(text) == _plain(entry.english) for text in texts]
        for entry, texts in zip(people, found, strict=True)
    ]
    first = sum(r[:1] == [True] for r in right)
    return Known(len(people), first, sum(map(any, right)), len(people) / seconds)


def _plain(name: str) -> str:
    return name.casefold().replace("-", " ").replace("'", "")


def score(cases: Iterable[tuple[Sequence[str], Sequence[str], int]]) -> Scores:
    """Of cases: the spellings given, best first; those that are right, one at least; the weight."""
    total = letters = 0
    sums = [0.0] * 4
    for given, right, weight in cases:
        shown = list(given[:BEST]) or [""]
        nearest = [
            min(((distance(text, r), len(r)) for r in right), key=lambda d: d[0] / d[1]) for text in shown
        ]
        best = min(nearest, key=lambda d: d[0] / d[1])
        total += weight
        letters += weight * nearest[0][1]
        sums[0] += weight * (nearest[0][0] == 0)
        sums[1] += weight * (best[0] == 0)
        sums[2] += weight * nearest[0][0]
        sums[3] += weight * best[0]
    return Scores(total, sums[0] / total, sums[1] / total, sums[2] / letters, sums[3] / letters)


def distance(some: str, other: str) -> int:
    """The least number of letters to insert, delete or replace to make one the other."""
    row = list(range(len(other) + 1))
    for i, letter in enumerate(some, 1):
        last, row[0] = row[0], i
        for j, counterpart in enumerate(other, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (letter != counterpart))
    return row[-1]


def report(found: Evaluation) -> str:
    """The figures in lines."""
    return "\n".join(
        (
            f"each row of the list          {found.rows}",
            f"the same, counted by people   {found.people}",
            f"any English form accepted     {found.accepted}",
            f"with rows of unlike names     {found.unfiltered}",
            f"{found.words_a_second:.0f} words a second of processor time; "
            f"{found.bytes_on_disk / 1e6:.2f} MB on disk",
        )
    )


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure the speller on the names held out.")
    parser.add_argument("--names", type=Path, required=True, help="the folder with the lists of names")
    parser.add_argument("--model", type=Path, default=resources() / "models" / "speller")
    parser.add_argument("--limit", type=int, help="measure on so many of the words only")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as cache:
        print(report(evaluate(arguments.names, arguments.model, Path(cache), arguments.limit)))
        known = evaluate_on_glossary(Path(cache))
    print(
        f"whole names of {known.people} people in the glossary: best right {known.right_first}, "
        f"any of {BEST} right {known.right_shown}; {known.people_a_second:.0f} people a second"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
