"""The model manager: one object with all that can be done, over the modules beside it."""

from collections.abc import Callable
from pathlib import Path

from reader_app.core.errors import DownloadError, ModelMissing, ReaderError
from reader_app.core.hub_cache import hub_cache, is_repository
from reader_app.models.catalogue import read_catalogue
from reader_app.models.choosing import chooser
from reader_app.models.records import Records
from reader_app.models.removing import remove_repository
from reader_app.models.states import States
from reader_app.models.verifying import verify_folder
from reader_app.services.models import (
    SAMPLE,
    Cancelled,
    Checkpoints,
    ModelState,
    Presence,
    Removed,
    ReportProgress,
    Verified,
    never,
    no_progress,
)


class Manager:
    """The `services.models.ModelManager` over the hub's cache. Callable from any thread but the GUI's."""

    def __init__(
        self,
        catalogue: Path,
        records: Path,
        checkpoints: Checkpoints,
        chosen: Callable[[], str],
    ) -> None:
        """`catalogue` is the file with the known models, `records` the folder for what is written down
        of others, `chosen` gives the settings' model. Reads the catalogue and nothing else.
        """
        self._records = Records(records)
        self._catalogue = read_catalogue(catalogue)
        self._checkpoints = checkpoints
        self._states = States(self._catalogue, checkpoints, self._records)
        self._chosen = chosen

    def list(self) -> tuple[ModelState, ...]:
        chosen = self._chosen()
        references = dict.fromkeys(
            [
                *self._catalogue,
                *self._records.repositories(),
                *self._records.folders(),
                self._states.full_reference(chosen),
            ]
        )
        return tuple(self._states.state(reference, chosen) for reference in references)

    def state(self, reference: str) -> ModelState:
        return self._states.state(self._states.full_reference(reference), self._chosen())

    def get(
        self, reference: str, progress: ReportProgress = no_progress, cancelled: Cancelled = never
    ) -> ModelState:
        reference = self._states.full_reference(reference)
        if not is_repository(reference):
            what = "comes with the program" if reference == SAMPLE else "is not the name of a model on a hub"
            raise DownloadError(f"{reference} {what}.", "Name a model as ORGANISATION/MODEL.")
        from reader_app.models.client import Hub
        from reader_app.models.download import Download

        download = Download(Hub(), reference, hub_cache(), self._records, cancelled)
        self._checkpoints.check(download.run(chooser(reference, self._checkpoints), progress))
        return self.state(reference)

    def import_folder(self, folder: Path) -> ModelState:
        reference = self._states.full_reference(str(folder))
        if not Path(reference).is_dir():
            raise ModelMissing(f"The folder {folder} does not exist.", "Check the spelling.")
        self._checkpoints.check(self._checkpoints.locate(reference) or Path(reference))
        known = self._records.folders()
        if reference not in known:
            self._records.set_folders((*known, reference))
        return self.state(reference)

    def verify(
        self, reference: str, progress: ReportProgress = no_progress, cancelled: Cancelled = never
    ) -> Verified:
        state = self.state(reference)
        if state.folder is None:
            advice = f"Get it with: {self._checkpoints.get} {state.reference}"
            raise ModelMissing(
                f"The model {state.reference} is {state.presence}.",
                advice if is_repository(state.reference) else "Check the spelling.",
            )
        compared = verify_folder(state.folder, self._records.root, self._checkpoints.get, progress, cancelled)
        self._checkpoints.check(state.folder)
        return Verified(state, compared)

    def remove(self, reference: str) -> Removed:
        state = self.state(reference)
        if state.reference == SAMPLE:
            raise ReaderError("The sample model is a part of the program and stays.", "Remove another one.")
        folders = self._records.folders()
        if state.reference in folders:
            self._records.set_folders(tuple(folder for folder in folders if folder != state.reference))
            return Removed(state.reference, 0, kept=Path(state.reference))
        if state.presence is Presence.ABSENT or not is_repository(state.reference):
            raise ModelMissing(f"There is nothing of {state.reference} to remove.")
        freed, commits = remove_repository(hub_cache(), state.reference)
        for commit in commits:
            self._checkpoints.discard(commit)
        self._forget(state.reference)
        return Removed(state.reference, freed)

    def _forget(self, repository: str) -> None:
        try:
            self._records.forget(repository)
        except OSError as error:
            raise ReaderError(f"{error.filename} could not be removed ({error.strerror}).") from error
