"""Where the Hugging Face hub's client keeps what it has downloaded. Looks only at the disk.

The cache has a folder for each repository, `models--org--name`, with `refs/<branch>` holding a commit and
`snapshots/<commit>/` the files. Documented at https://huggingface.co/docs/huggingface_hub/guides/manage-cache
"""

import os
import re
from collections.abc import Mapping
from pathlib import Path

_REPOSITORY = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*", re.ASCII)
_COMMIT = re.compile(r"[0-9a-f]{40}")


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


def repository_folder(repository: str, cache: Path) -> Path:
    """The folder that the cache has for the repository, whether it exists or not."""
    return cache / repository_key(repository)


def repository_key(repository: str) -> str:
    """The name of that folder: one path component for each repository."""
    return f"models--{repository.replace('/', '--')}"


def snapshot_identity(folder: Path) -> tuple[str, str] | None:
    """Repository and commit of a snapshot in a hub cache, from its path alone; None for any other folder."""
    snapshots, key = folder.parent, folder.parent.parent.name
    if snapshots.name == "snapshots" and key.startswith("models--") and _COMMIT.fullmatch(folder.name):
        return key.removeprefix("models--").replace("--", "/", 1), folder.name
    return None


def checkpoint_folders(reference: str) -> list[Path]:
    """The folders that a folder's path or a repository's name may mean on this computer, the likeliest first.

    For a repository they are its snapshots, whole or not, and so they are for its folder in the hub's cache:
    who chooses that means the model in it. [] where there is none.
    """
    folder = Path(os.path.expanduser(reference)).absolute()  # noqa: PTH111 - unlike Path's, never fails
    if folder.is_dir():
        return snapshots(folder) or [folder]
    return snapshots(repository_folder(reference, hub_cache())) if is_repository(reference) else []


def snapshots(root: Path) -> list[Path]:
    """The snapshots in a repository's folder: the main branch's first, then newest first; [] without any."""
    try:
        found = [folder for folder in (root / "snapshots").iterdir() if folder.is_dir()]
        found.sort(key=lambda folder: folder.stat().st_mtime_ns, reverse=True)
    except OSError:
        return []
    try:
        main = (root / "refs" / "main").read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return found
    return sorted(found, key=lambda folder: folder.name != main)
