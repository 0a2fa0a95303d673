"""Names by their letters and surroundings: a small tagger that ships with the program, and a reader's own.

`load_tagger` gives the shipped one; `resources/tagger` holds its data, made by `tools/train_tagger.py`.
`load_token_classifier` gives one for a checkpoint in the Hugging Face layout, which needs torch.
"""

from collections.abc import Callable
from pathlib import Path

from reader_app.tagging.checkpoint import find_checkpoint
from reader_app.tagging.model_file import FILE, load
from reader_app.tagging.tagger import Tagger
from reader_app.tagging.token_classifier import TokenClassifier


def load_tagger(folder: Path) -> Tagger:
    """The tagger with the data in a folder, which are read at its first use. Raises nothing yet."""
    return Tagger(lambda: load(folder / FILE))


def load_token_classifier(
    reference: str, folder: Path, manifests: Path, digest: Callable[[Path], str]
) -> TokenClassifier:
    """The tagger of a checkpoint's folder, or of a repository in the hub's cache, which is looked for and
    loaded at its first use. Raises nothing yet.

    `folder` has the shipped tagger's data; `manifests` and `digest` are as in `core.manifests`, for comparing
    the files with what was downloaded.
    """
    return TokenClassifier(lambda: find_checkpoint(reference, manifests, digest), lambda: load(folder / FILE))
