"""Deleting a repository from the hub's cache.

The hub's client does it, since it knows what repositories share; it is shown this one only. It takes
revisions by their commits, in whichever repositories they are: a copy of a repository has the same ones.
"""

import shutil
from dataclasses import replace
from pathlib import Path

from reader_app.core.errors import ReaderError
from reader_app.core.hub_cache import snapshots
from reader_app.models.cache import RepositoryCache


def remove_repository(cache: Path, repository: str) -> tuple[int, list[str]]:
    """Delete all revisions and what a download broken off has left.

    Returns the bytes that this gives back, and the commits deleted. Raises ReaderError.
    """
    from huggingface_hub import scan_cache_dir

    place = RepositoryCache(cache, repository)
    freed = _size(place.root)
    commits = [snapshot.name for snapshot in snapshots(place.root)]
    try:
        cached = scan_cache_dir(cache)
        ours = frozenset(found for found in cached.repos if found.repo_path == place.root.resolve())
        known = [revision.commit_hash for found in ours for revision in found.revisions]
        if known:
            replace(cached, repos=ours).delete_revisions(*known).execute()
        # What a download that was broken off has left is no revision.
        for folder in (place.root, place.locks):
            if folder.exists():
                shutil.rmtree(folder)
    except OSError as error:
        raise ReaderError(
            f"{repository} could not be removed: {error.filename or place.root} ({error.strerror}).",
            "Close other programs that use the model, check that you may write there, and try again.",
        ) from error
    return freed, commits


def _size(folder: Path) -> int:
    """Bytes of the files in it, each counted once however many links lead to it."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink())
