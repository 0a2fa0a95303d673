"""How a model stands on this computer, from names, sizes and headers: no network, no reading of weights."""

from dataclasses import dataclass, replace
from pathlib import Path

from reader_app.core.errors import ModelDamaged
from reader_app.core.hub_cache import hub_cache, is_repository, snapshot_identity
from reader_app.core.manifests import faults, read_manifest
from reader_app.models.cache import RepositoryCache
from reader_app.models.catalogue import Catalogue
from reader_app.models.records import Records
from reader_app.services.models import SAMPLE, Checkpoints, Description, ModelState, Presence


@dataclass(frozen=True)
class States:
    """Finds out about models. Callable from any thread."""

    catalogue: Catalogue
    checkpoints: Checkpoints
    records: Records

    def full_reference(self, reference: str) -> str:
        """The form in which the model is known everywhere: a catalogue's name, a repo id, or a path."""
        reference = reference.strip()
        short = {name.rpartition("/")[2]: name for name in self.catalogue}
        folder = Path(reference).expanduser() if reference.startswith("~") else Path(reference)
        if reference in self.catalogue:
            return reference
        if folder.is_dir():
            return str(folder.absolute())
        if reference in short:
            return short[reference]
        return reference if is_repository(reference) else str(folder.absolute())

    def state(self, reference: str, chosen: str) -> ModelState:
        """How it stands with the model of this full reference; `chosen` is the settings' one."""
        description = self.catalogue.get(reference) or Description(Path(reference).name)
        folder = self.checkpoints.locate(reference)
        left, planned = self._left(reference)
        if folder is not None:
            state = self._found(reference, description, folder)
        elif left:
            size = planned or description.size
            state = ModelState(reference, Presence.PARTLY, description, size, planned is None, left)
        else:
            state = ModelState(reference, Presence.ABSENT, description, description.size, True)
        if folder is not None and state.presence is Presence.DAMAGED and left and not self._recorded(folder):
            # Another program's download that is not complete yet, or was broken off.
            state = replace(state, presence=Presence.PARTLY, done=left)
        return replace(state, chosen=reference == self.full_reference(chosen))

    def _found(self, reference: str, description: Description, folder: Path) -> ModelState:
        problem = self._problem(folder)
        snapshot = snapshot_identity(folder)
        return ModelState(
            reference,
            Presence.DAMAGED if problem else Presence.HERE,
            description,
            size_of(folder),
            revision=snapshot[1] if snapshot else "",
            folder=folder,
            problem=problem,
        )

    def _problem(self, folder: Path) -> str:
        snapshot = snapshot_identity(folder)
        manifest = read_manifest(self.records.root, *snapshot) if snapshot else None
        found = [f"{fault.file} {fault.what}" for fault in faults(manifest, folder, None)] if manifest else []
        if not found:
            try:
                self.checkpoints.check(folder)
            except ModelDamaged as error:
                return error.message
        return "; ".join(found)

    def _recorded(self, folder: Path) -> bool:
        snapshot = snapshot_identity(folder)
        return snapshot is not None and read_manifest(self.records.root, *snapshot) is not None

    def _left(self, reference: str) -> tuple[int, int | None]:
        """Bytes that are here of a download that is not complete, and bytes that it has in all if known."""
        if reference == SAMPLE or not is_repository(reference):
            return 0, None
        cache = RepositoryCache(hub_cache(), reference)
        plan = self.records.plan(reference)
        if plan is None:
            return sum(_size(file) for file in cache.root.glob("blobs/*")), None
        here = sum(min(size, max(_size(cache.blob(e)), _size(cache.partial(e)))) for e, size in plan.items())
        return here, sum(plan.values())


def size_of(folder: Path) -> int:
    """Bytes of the files right in the folder; links count as what they lead to."""
    return sum(_size(file) for file in folder.iterdir()) if folder.is_dir() else 0


def _size(file: Path) -> int:
    try:
        return file.stat().st_size if file.is_file() else 0
    except OSError:
        return 0
