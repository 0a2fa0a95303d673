"""List the words that are frequent in Arabic texts and no names: resources/glossary/frequent_words.txt.

    python tools/list_frequent_words.py --annotated NER.txt --texts a.tmx b.tsv --twins c.ar.json c.en.json \\
        --people names.tsv ...

The glossary's check uses them: a name spelled like one needs cues. A word is listed, as names are compared,
if it stands LEAST times outside of names in the annotated text and hardly ever in one; or as often in the
other texts, is in no list of names, and is not a name that the glossary or the gazetteer has.
"""

import argparse
import sys
from collections import Counter
from pathlib import Path

from align_corpus import read_corpora
from name_evidence import person_names, read_annotated

from reader_app.core.arabic import normalise
from reader_app.data import resources
from reader_app.glossary import load_entries
from reader_app.glossary.files import FREQUENT_WORDS, read_word_list
from reader_app.services.name_index import WORD, adjective_forms, form_key

LEAST = 4
SHARE_OF_NAMES = 0.05

HEADER = """\
# Frequent Arabic words that are no names, as the search compares them; made by tools/list_frequent_words.py.
# Counted in CLEANANERCorp (GPL-3.0; ANERcorp CC BY-SA 4.0), TICO-19 (CC0), XQuAD (CC BY-SA 4.0),
# Tatoeba (CC BY 2.0 FR) and UD Arabic PUD (CC BY-SA 3.0).
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--annotated", type=Path, required=True)
    parser.add_argument("--texts", type=Path, nargs="*", default=[])
    parser.add_argument("--twins", type=Path, nargs="*", default=[])
    parser.add_argument("--people", type=Path, nargs="*", default=[])
    arguments = parser.parse_args()
    plain: Counter[str] = Counter()
    named: Counter[str] = Counter()
    for sentence in read_annotated(arguments.annotated):
        at = 0
        for token in sentence.text.split(" "):
            words = WORD.findall(normalise(token))
            (named if sentence.kinds[at] else plain).update(words)
            at += len(token) + 1
    elsewhere: Counter[str] = Counter()
    for arabic, _ in read_corpora(arguments.texts, arguments.twins):
        elsewhere.update(WORD.findall(normalise(arabic)))

    folder = resources() / "glossary"
    entries = load_entries(folder)
    names = {form_key(form) for entry in entries for form in (*entry.full_forms, *entry.short)}
    adjectives = {key for e in entries for adjective in e.demonyms for key in adjective_forms(adjective)}
    people = person_names(arguments.people)
    common = {word for word, n in plain.items() if n >= LEAST and named[word] <= n * SHARE_OF_NAMES}
    for word, count in elsewhere.items():
        if count >= LEAST and named[word] == 0 and word not in people and (word,) not in names:
            common.add(word)
    known = {key[0] for word in read_word_list(folder / "common_words.txt") for key in [form_key(word)]}
    listed = sorted(
        word
        for word in common - known
        if len(word) > 2 and not any(c.isdigit() or c.isascii() for c in word) and (word,) not in adjectives
    )
    (folder / FREQUENT_WORDS).write_text(HEADER + "\n".join(listed) + "\n", encoding="utf-8")
    print(f"{len(listed)} words")
    return 0


if __name__ == "__main__":
    sys.exit(main())
