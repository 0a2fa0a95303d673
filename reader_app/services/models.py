"""The models a reader can have, to translate or to find names: what is known of them and can be done."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

SAMPLE = "sample"
"""The reference of the model that comes with the program."""

SHIPPED = "shipped"
"""The reference of the name tagger that comes with the program."""


class Presence(StrEnum):
    """Whether a model can be used, as far as can be told without reading all of it."""

    HERE = "here"
    PARTLY = "partly downloaded"
    ABSENT = "not here"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class Score:
    """A published measurement: `metric` ("BLEU") on `test_set`, as `source` states it."""

    metric: str
    value: float
    test_set: str
    source: str


@dataclass(frozen=True, slots=True)
class Description:
    """What the catalogue says of a model; `licence` is an SPDX name, empty where it is not known.

    `size` is what a download fetches, in bytes, about; None where it is not known.
    """

    title: str
    remark: str = ""
    licence: str = ""
    size: int | None = None
    recommended: bool = False
    scores: tuple[Score, ...] = ()


@dataclass(frozen=True, slots=True)
class ModelState:
    """A model and its state on this computer.

    `reference` names it everywhere: SAMPLE, a repo id, or the absolute path of a folder. `size` is in
    bytes: what lies here, or for a model that is not (all) here what a download fetches in all; it is
    None where nobody has said, and only about right where `size_is_estimate`. `done` are the bytes that
    a download broken off has left. `revision` is the hub's commit, empty for folders. `problem` says
    what is wrong with a damaged one. `chosen`: the settings name it.
    """

    reference: str
    presence: Presence
    description: Description
    size: int | None
    size_is_estimate: bool = False
    done: int = 0
    revision: str = ""
    folder: Path | None = None
    problem: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an operation is: bytes of the whole model, bytes a second, and the file being worked on.

    `done_bytes` may go back, where a server makes a file begin anew. `speed` is 0 until it is known.
    """

    file: str
    done_bytes: int
    total_bytes: int
    speed: float = 0.0

    @property
    def seconds_left(self) -> float | None:
        """At this speed; None until it is known."""
        return (self.total_bytes - self.done_bytes) / self.speed if self.speed > 0 else None


@dataclass(frozen=True, slots=True)
class Verified:
    """A model that was read from beginning to end. `compared` of its files had a checksum to agree with."""

    state: ModelState
    compared: int


@dataclass(frozen=True, slots=True)
class Removed:
    """What removing gave back: bytes on the disk. `kept` is a folder that was only forgotten."""

    reference: str
    freed: int
    kept: Path | None = None


ReportProgress = Callable[[Progress], None]
"""Called some ten times a second, in the thread of the call that it reports on."""

Cancelled = Callable[[], bool]
"""Asked some ten times a second, in the thread of the call, whether to give up."""


def no_progress(_progress: Progress) -> None:
    """For who does not care."""


def never() -> bool:
    """For what is not to be cancelled."""
    return False


class ModelManager(Protocol):
    """Lists, gets, checks and removes models. Every method blocks: call it off the GUI thread.

    Methods may be called from several threads at once; two downloads of one model exclude each other
    with a DownloadError, in other processes too. Only `get` uses the network. A reference that is
    neither SAMPLE, nor a repo id, nor the last part of a repo id in the catalogue, is a folder.
    """

    def list(self) -> tuple[ModelState, ...]:
        """The sample, the catalogue, and what else was downloaded, imported or chosen.

        Looks at names, sizes and headers, not at the weights.
        """
        ...

    def state(self, reference: str) -> ModelState:
        """The state of one model, in the list or not; `state.reference` is the full form of `reference`."""
        ...

    def get(
        self, reference: str, progress: ReportProgress = no_progress, cancelled: Cancelled = never
    ) -> ModelState:
        """Download what is not here yet, or no longer as it was, of a repository's main branch.

        Goes on where an earlier download was broken off. Raises DownloadCancelled within a second of
        `cancelled` being true, other DownloadErrors, ModelDamaged where the repository's model is none
        that the engines read. What `progress` or `cancelled` raise goes through, and breaks it off.
        """
        ...

    def import_folder(self, folder: Path) -> ModelState:
        """Check the folder and list it from now on. Copies nothing. Raises ModelDamaged, StoreError."""
        ...

    def verify(
        self, reference: str, progress: ReportProgress = no_progress, cancelled: Cancelled = never
    ) -> Verified:
        """Read every file and compare it with its checksum, where one is known.

        Raises ModelDamaged naming the files at fault, ModelMissing where there is nothing to read,
        DownloadCancelled.
        """
        ...

    def remove(self, reference: str) -> Removed:
        """Delete a repository's files, whole or partial, and what was derived from them.

        A folder is only forgotten. Raises ReaderError for the sample and where files cannot be deleted,
        ModelMissing where there is nothing to remove.
        """
        ...


@dataclass(frozen=True)
class Checkpoints:
    """What the manager has to know of checkpoints, from the side that reads them.

    `required` files make a checkpoint together with one of `weights` (the preferred name first) and, where
    there are `tokenizers`, at least one of these; all of them that there are and the `optional` files are
    fetched too. `sort` is what such a model is called, `advice` a sentence on what to choose where one is
    none, `get` the command that gets one. `locate` finds the folder that a reference means on this computer,
    `check` raises ModelDamaged for a folder that the engines cannot read, without reading its weights,
    `discard` deletes what was derived from the model of a revision.
    """

    required: tuple[str, ...]
    weights: tuple[str, ...]
    optional: tuple[str, ...]
    sort: str
    advice: str
    get: str
    locate: Callable[[str], Path | None]
    check: Callable[[Path], object]
    discard: Callable[[str], None]
    tokenizers: tuple[str, ...] = ()
