"""Make the list of English words that the window's spell check knows.

    python tools/make_spelling_words.py american-english british-english resources/english/words.txt.gz

The two lists are SCOWL's, as Debian's packages wamerican and wbritish install them in /usr/share/dict.
"""

import gzip
import sys
from pathlib import Path


def main() -> int:
    """Write the words of both lists, each once, without possessives, which the program knows by rule."""
    *lists, out = map(Path, sys.argv[1:])
    words = {word for one in lists for word in one.read_text(encoding="utf-8").split()}
    kept = sorted(word for word in words if not word.endswith("'s"))
    out.write_bytes(gzip.compress("\n".join(kept).encode(), 9, mtime=0))
    print(f"{len(kept)} words, {out.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
