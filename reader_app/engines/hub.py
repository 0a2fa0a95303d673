"""Where the Hugging Face hub's client keeps what it has downloaded. Looks only at the disk.

The cache has a folder for each repository, `models--org--name`, with `refs/<branch>` holding a commit and
`snapshots/<commit>/` the files. Documented at https://huggingface.co/docs/huggingface_hub/guides/manage-cache
"""

import os
import re
from collections.abc import Mapping
from pathlib import Path

_REPOSITORY = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*", re.ASCII)


def is_repository(name: str) -> bool:
    """Whether `name` has the form of a repository's name on the hub: `org/name`."""
    return _REPOSITORY.fullmatch(name) is not None


def hub_cache(environment: Mapping[str, str] = os.environ) -> Path:
    """The hub cache folder, by the environment variables that the hub's client honours."""
    for variable in ("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE"):
        if environment.get(variable):
            return Path(os.path.expandvars(environment[variable])).expanduser()
    if environment.get("HF_HOME"):
        return Path(os.path.expandvars(environment["HF_HOME"])).expanduser() / "hub"
    shared = environment.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(shared).expanduser() / "huggingface" / "hub"


def snapshot(repository: str, cache: Path) -> Path | None:
    """The downloaded snapshot of the repository's main branch, else the newest one, else None."""
    root = cache / f"models--{repository.replace('/', '--')}"
    try:
        commit = (root / "refs" / "main").read_text(encoding="utf-8").strip()
        if commit and (root / "snapshots" / commit).is_dir():
            return root / "snapshots" / commit
    except (OSError, ValueError):
        pass
    try:
        folders = [folder for folder in (root / "snapshots").iterdir() if folder.is_dir()]
        return max(folders, key=lambda folder: folder.stat().st_mtime_ns, default=None)
    except OSError:
        return None
