"""How often the glossary's names are names where they stand in annotated text, by source and kind.

    python tools/check_glossary.py --annotated NER.txt [--wrong 40]

The text has a token and a BIO tag (PERS, LOC, ORG, MISC) on each line. A mention is right if a token of it
has the tag of the entry's kind, "named" if its tokens have tags of other kinds alone (a club named after its
city), and false if they have none. `--wrong N` lists the forms that are most often false.
"""

import argparse
import sys
from collections import Counter
from pathlib import Path

from name_evidence import read_annotated

from reader_app.core.sentences import build_article
from reader_app.data import resources
from reader_app.glossary import load_index
from reader_app.services.annotating import annotate


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--annotated", type=Path, required=True)
    parser.add_argument("--wrong", type=int, default=0, metavar="N", help="list so many false forms")
    arguments = parser.parse_args()
    index = load_index(resources() / "glossary")
    counts: Counter[tuple[str, str, str]] = Counter()
    false: Counter[tuple[str, str, str]] = Counter()
    for sentence in read_annotated(arguments.annotated):
        for mention in annotate(build_article(sentence.text), index):
            if not mention.is_name:
                continue
            tags, entry = set(sentence.kinds[mention.span.start : mention.span.end]) - {""}, mention.entry
            verdict = "right" if entry.kind in tags else "named" if tags else "false"
            counts[entry.source, entry.kind, verdict] += 1
            if verdict != "right":
                false[mention.text, entry.id, " ".join(sorted(tags)) or "no name"] += 1
    print(f"{'source':24} {'kind':13} {'right':>6} {'named':>6} {'false':>6}  precision")
    for source, kind in sorted({(source, kind) for source, kind, _ in counts}):
        right, named, wrong = (counts[source, kind, verdict] for verdict in ("right", "named", "false"))
        share = right / (right + named + wrong)
        print(f"{source:24} {kind:13} {right:6} {named:6} {wrong:6}  {share:.3f}")
    for (text, entry_id, tag), count in false.most_common(arguments.wrong):
        print(f"{count:5}  {tag:13} {text}  {entry_id}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
