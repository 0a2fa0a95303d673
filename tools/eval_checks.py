"""Measures the checks: how often they flag good translations, and how many planted errors they find.

    python tools/eval_checks.py FOLDER [--half report|tuning] [--alarms N] [--misses N]

FOLDER holds the corpora of `check_corpora`. Flags count from "warning" on. An error is found where such a
flag stands that did not stand before it was planted; "kind" is where the flag says what was planted. By
default the half of the pairs is measured that no rule or weight was made from.
"""

import argparse
import random
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from check_corpora import HumanPair, as_article, read_corpora
from check_mutations import MUTATIONS, Material, Subject, names_in

from reader_app.core.checks import Flag, FlagKind, Severity
from reader_app.core.checks.name_forms import KnownNames
from reader_app.core.checks.pair import CheckedPair, Lexicon, Named
from reader_app.core.checks.running import run_checks
from reader_app.data import resources
from reader_app.formats.lexicon import read_english_words, read_lexicon
from reader_app.glossary import load_index
from reader_app.services.checking import FindNames, as_named
from reader_app.services.name_index import NameIndex
from reader_app.wiring import build

_BY_KIND_ALONE = {FlagKind.TRUNCATED, FlagKind.LENGTH, FlagKind.NEGATION, FlagKind.QUOTES}
"""What is flagged once a pair, and whose message changes with the text around it."""


class Measuring:
    """The checks with the glossary and the lexicon of the program."""

    def __init__(
        self, index: NameIndex, lexicon: Lexicon, common: frozenset[str], find_names: FindNames
    ) -> None:
        self.index = index
        self.known = KnownNames(index.entries)
        self._lexicon = lexicon
        self._common = common
        self._find_names = find_names

    def subjects(self, pairs: Sequence[HumanPair]) -> list[Subject]:
        """The pairs with the names that their sources mention."""
        article = as_article([pair.arabic for pair in pairs])
        names: list[list[Named]] = [[] for _ in pairs]
        for mention in self._find_names(article, lambda: False):
            start = article.sentence(mention.sentence).span.start
            names[mention.sentence - 1] += as_named([mention], start)
        return [Subject(pair.arabic, pair.english, found) for pair, found in zip(pairs, names, strict=True)]

    def flags(self, subject: Subject, english: str | None = None) -> list[Flag]:
        """What the checks warn of, in a translation of the subject's Arabic."""
        target = subject.english if english is None else english
        pair = CheckedPair(subject.arabic, target, subject.names, (), self.known, self._lexicon, self._common)
        return [flag for flag in run_checks(pair) if flag.severity.rank >= Severity.WARNING.rank]


def new_flags(before: Sequence[Flag], after: Sequence[Flag]) -> list[Flag]:
    """The flags of `after` that did not stand in `before`."""
    known = {_key(flag) for flag in before}
    return [flag for flag in after if _key(flag) not in known]


def _key(flag: Flag) -> tuple[FlagKind, str]:
    return flag.kind, "" if flag.kind in _BY_KIND_ALONE else flag.message


def measure_alarms(measuring: Measuring, corpora: dict[str, list[Subject]], shown: int) -> None:
    """Print which share of good translations is flagged, in all and by kind."""
    kinds = [kind for kind in FlagKind if kind is not FlagKind.TERM]
    print("Good translations flagged at warning or above, % of the pairs")
    print(f"{'corpus':28}{'pairs':>7}{'any':>7}" + "".join(f"{kind[:10]:>12}" for kind in kinds))
    total, all_flagged = 0, 0
    for name, subjects in corpora.items():
        counts: Counter[FlagKind] = Counter()
        flagged = [(subject, flags) for subject in subjects if (flags := measuring.flags(subject))]
        for _, flags in flagged:
            counts.update({flag.kind for flag in flags})
        total, all_flagged = total + len(subjects), all_flagged + len(flagged)
        shares = "".join(f"{100 * counts[kind] / len(subjects):12.2f}" for kind in kinds)
        print(f"{name:28}{len(subjects):7}{100 * len(flagged) / len(subjects):7.2f}{shares}")
        for subject, flags in random.Random(2).sample(flagged, min(shown, len(flagged))):
            print("   ", subject.arabic, "\n   ", subject.english)
            for flag in flags:
                print("        ", flag.kind, flag.severity, flag.message)
    print(f"{'all':28}{total:7}{100 * all_flagged / total:7.2f}\n")


def measure_found(
    measuring: Measuring, corpora: dict[str, list[Subject]], material: Material, shown: int
) -> None:
    """Print which share of the planted errors is found, by kind of error and corpus."""
    print("Planted errors found, % (and % by the kind of check that is meant for it)")
    names = list(corpora)
    print(
        f"{'error':32}{'planted':>8}{'found':>8}{'kind':>8}"
        + "".join(f"{name.split()[0]:>18}" for name in names)
    )
    planted_in_all, found_in_all = 0, 0
    for mutation in MUTATIONS:
        planted: Counter[str] = Counter()
        found: Counter[str] = Counter()
        by_kind = 0
        missed: list[tuple[Subject, str]] = []
        for name, subjects in corpora.items():
            chance = random.Random(f"{mutation.name} {name}")
            for subject in subjects:
                english = mutation.plant(subject, material, chance)
                if english is None or english == subject.english:
                    continue
                new = new_flags(measuring.flags(subject), measuring.flags(subject, english))
                planted[name] += 1
                found[name] += bool(new)
                by_kind += any(flag.kind in mutation.expected for flag in new)
                if not new:
                    missed.append((subject, english))
        number = planted.total()
        planted_in_all, found_in_all = planted_in_all + number, found_in_all + found.total()
        shares = "".join(
            f"{100 * found[name] / max(planted[name], 1):10.1f} of{planted[name]:5}" for name in names
        )
        print(
            f"{mutation.name:32}{number:8}{100 * found.total() / max(number, 1):8.1f}"
            f"{100 * by_kind / max(number, 1):8.1f}{shares}"
        )
        for subject, english in random.Random(2).sample(missed, min(shown, len(missed))):
            print("   ", subject.arabic, "\n   ", english)
    print(f"{'all':32}{planted_in_all:8}{100 * found_in_all / planted_in_all:8.1f}\n")


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the checks on translations by people.")
    parser.add_argument("folder", type=Path, help="the folder with the corpora")
    parser.add_argument("--half", choices=("report", "tuning"), default="report")
    parser.add_argument(
        "--alarms", type=int, default=0, metavar="N", help="show N false alarms of each corpus"
    )
    parser.add_argument(
        "--misses", type=int, default=0, metavar="N", help="show N misses of each kind of error"
    )
    options = parser.parse_args()
    index = load_index(resources() / "glossary")
    checks = resources() / "checks"
    lexicon, common = read_lexicon(checks / "lexicon.tsv"), read_english_words(checks / "english.txt")
    measuring = Measuring(index, lexicon, common, build().find_names)
    halves = {
        name: [pair for pair in pairs if pair.is_for_tuning == (options.half == "tuning")]
        for name, pairs in read_corpora(options.folder).items()
    }
    corpora = {name: measuring.subjects(pairs) for name, pairs in halves.items()}
    texts = [pair.english for pairs in halves.values() for pair in pairs]
    began = time.process_time()
    measure_alarms(measuring, corpora, options.alarms)
    each = 1000 * (time.process_time() - began) / len(texts)
    measure_found(
        measuring, corpora, Material(index.entries, measuring.known, names_in(texts)), options.misses
    )
    print(f"{each:.2f} ms of processor time a sentence for all checks")


if __name__ == "__main__":
    main()
