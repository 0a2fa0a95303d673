"""The program's own folders on this computer."""

import os
from dataclasses import dataclass
from pathlib import Path

HOME_VARIABLE = "READER_APP_HOME"


@dataclass(frozen=True, slots=True)
class Folders:
    """`config` holds the settings, `data` what must not be lost, `cache` what can be made again."""

    config: Path
    data: Path
    cache: Path


def folders() -> Folders:
    """The platform's folders (XDG on Linux), or all under $READER_APP_HOME where it is set."""
    home = os.environ.get(HOME_VARIABLE)
    if home:
        root = Path(home).expanduser().resolve()
        return Folders(root / "config", root / "data", root / "cache")
    import platformdirs

    found = platformdirs.PlatformDirs("reader-app", appauthor=False)
    return Folders(found.user_config_path, found.user_data_path, found.user_cache_path)
