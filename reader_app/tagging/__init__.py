"""Names by their letters and surroundings: a small tagger that ships with the program.

`load_tagger` gives it; `resources/tagger` holds its data, made by `tools/train_tagger.py`.
"""

from pathlib import Path

from reader_app.tagging.model_file import FILE, load
from reader_app.tagging.tagger import Tagger


def load_tagger(folder: Path) -> Tagger:
    """The tagger with the data in a folder, which are read at its first use. Raises nothing yet."""
    return Tagger(lambda: load(folder / FILE))
