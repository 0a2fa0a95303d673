"""Where the packaged data lies: `resources/` and `seeds/`, in a checkout and after an install."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def data_root() -> Path:
    """The folder that holds `resources/` and `seeds/`.

    A wheel carries them inside the package, a checkout has them beside it.
    """
    installed = _PACKAGE / "_data"
    return installed if installed.is_dir() else _PACKAGE.parent


def resources() -> Path:
    """Glossaries, models, themes and fonts' fallback list."""
    return data_root() / "resources"


def seed_article() -> Path:
    """The article that opens when none is named."""
    return min((data_root() / "seeds").glob("*.txt"))
