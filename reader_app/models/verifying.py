"""Reading a model from beginning to end and comparing every file with the hash it should have."""

from pathlib import Path

from reader_app.core.errors import ModelDamaged
from reader_app.core.hub_cache import snapshot_identity
from reader_app.core.manifests import Fault, Manifest, faults, read_manifest
from reader_app.models.abandoning import stop_if
from reader_app.models.hashing import hash_file
from reader_app.models.speed import Meter
from reader_app.models.states import size_of
from reader_app.services.models import Cancelled, ReportProgress


def verify_folder(
    folder: Path, manifests: Path, get: str, progress: ReportProgress, cancelled: Cancelled
) -> int:
    """Read the files of a checkpoint's folder; returns how many had a hash to compare with.

    That is the manifest's, for a model that this program has downloaded; for another snapshot in the
    hub's cache it is the name of the blob that a file links to. `get` is the command that mends a model.
    Raises ModelDamaged with the names of all files at fault.
    """
    snapshot = snapshot_identity(folder)
    manifest = read_manifest(manifests, *snapshot) if snapshot else None
    meter = Meter(manifest.size if manifest else size_of(folder), 0, progress)

    def read(count: int) -> None:
        stop_if(cancelled)
        meter.add(count)

    try:
        if manifest is not None:
            found, compared = _against_manifest(manifest, folder, meter, read), len(manifest.files)
        else:
            found, compared = _against_names(folder, meter, read)
    except OSError as error:
        raise ModelDamaged(
            f"{error.filename} cannot be read ({error.strerror}).", "Check the disk."
        ) from error
    if found:
        whom = snapshot[0] if snapshot else ""
        raise ModelDamaged(
            "The model is damaged: " + "; ".join(f"{fault.file} {fault.what}" for fault in found) + ".",
            f"Mend it with: {get} {whom}; only what has changed is fetched."
            if whom
            else "Copy the folder again.",
        )
    meter.end()
    return compared


def _against_manifest(manifest: Manifest, folder: Path, meter: Meter, read) -> list[Fault]:
    def digest(file: Path) -> str:
        meter.begin(file.name)
        return hash_file(file, read).sha256

    return list(faults(manifest, folder, digest))


def _against_names(folder: Path, meter: Meter, read) -> tuple[list[Fault], int]:
    found: list[Fault] = []
    compared = 0
    for file in sorted(path for path in folder.iterdir() if path.is_file() or path.is_symlink()):
        meter.begin(file.name)
        if not file.exists():
            found.append(Fault(file, "leads nowhere"))
            continue
        hashes = hash_file(file, read)
        if file.is_symlink() and snapshot_identity(folder):
            compared += 1
            if not hashes.agree(file.readlink().name):
                found.append(Fault(file, "has changed since it was downloaded"))
    return found, compared
