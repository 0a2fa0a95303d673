"""Lists the English words that are no names though a title gives them a capital: Centre, Summer, Royal.

    python tools/make_english_words.py WORDS... [--output resources/checks/english.txt]

WORDS are lists of English words, one a line, that write names with a capital: SCOWL's, which Debian has as
`wamerican` and `wbritish`. Taken are those in small letters that wordfreq (data: CC BY-SA 4.0) finds common;
one that is also listed with a capital only if it is very common and no name in the first place.
"""

import argparse
import re
import textwrap
from importlib import import_module
from pathlib import Path

from reader_app.core.english import word_set

_COMMON, _VERY_COMMON = 2.5, 4.8
"""Zipf frequencies: three times in ten million words, and six hundred times."""

_NAMES = word_set("china french google jack japan john la mike peter smith tom trump twitter will")
_TITLES = word_set(
    "bishop dean elector emir pope prophet sheik sultan bible koran quran christmas easter halloween ramadan "
    "christian christians gothic islamic jewish jews muslim muslims"
)
"""Words that have a capital for another reason than that they name someone."""

_WORD = re.compile(r"[a-z]{2,}")


def main() -> None:
    parser = argparse.ArgumentParser(description="List English words that are no names.")
    parser.add_argument("words", type=Path, nargs="+", help="lists of English words, one a line")
    parser.add_argument("--output", type=Path, default=Path("resources/checks/english.txt"))
    options = parser.parse_args()
    frequency = import_module("wordfreq").zipf_frequency
    listed = {word for file in options.words for word in file.read_text(encoding="utf-8").split()}

    def is_common(word: str) -> bool:
        least = _VERY_COMMON if word.capitalize() in listed else _COMMON
        return word in _TITLES or frequency(word, "en") >= least

    words = {word for word in listed if _WORD.fullmatch(word)} - _NAMES | _TITLES
    kept = sorted(filter(is_common, words))
    options.output.write_text(textwrap.fill(" ".join(kept), 110) + "\n", encoding="utf-8")
    print(f"{len(kept)} words, written to {options.output}")


if __name__ == "__main__":
    main()
