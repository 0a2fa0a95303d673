"""What a user or a maintainer needs to know when something is slow or wrong: gathered, and put in words."""

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from reader_app.core.errors import ReaderError
from reader_app.core.translation import LoadProgress
from reader_app.services.models import SAMPLE, ModelManager, ModelState
from reader_app.services.settings import SettingsStore

PACKAGES = (
    "PySide6-Essentials",
    "onnxruntime",
    "ctranslate2",
    "transformers",
    "torch",
    "sentencepiece",
    "numpy",
    "huggingface_hub",
)
"""The packages whose versions are told. They are read off what is installed: none is imported."""

FEATURES = ("avx2", "avx512f", "avx_vnni", "avx512_vnni", "amx_int8", "asimddp", "i8mm")
"""What a processor may have that matters here: wide registers, and exact products of 8-bit integers."""


@dataclass(frozen=True, slots=True)
class SearchCounts:
    """Sentences that a model was searched for, and how many of them did not pass the check and were searched
    `again` with the whole vocabulary; `since` is the day of the first (ISO 8601, UTC), empty without any."""

    searched: int = 0
    again: int = 0
    since: str = ""

    @property
    def share(self) -> float:
        """The share that was searched again."""
        return self.again / self.searched if self.searched else 0.0


@dataclass(frozen=True, slots=True)
class Trial:
    """An arithmetic that was tried: the correlation of its log-probabilities with those in 32-bit floats."""

    arithmetic: str
    correlation: float
    accepted: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """What was found to suit a model on this processor. `seconds` is what a sentence took, by the number of
    threads. `reason` is a sentence."""

    arithmetic: str
    threads: int
    reason: str
    trials: tuple[Trial, ...]
    seconds: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Findings:
    """What an engine has found out about a model. `choice` is None where nothing was measured yet on this
    processor; `needed` is the correlation that an arithmetic must reach."""

    revision: str
    choice: Choice | None
    needed: float
    counts: SearchCounts


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds that loading took, what is measured once a processor included, and then one short sentence."""

    load: float
    sentence: float


@dataclass(frozen=True, slots=True)
class ModelReport:
    """A model on this computer. `findings` is None where it is not here, or is damaged."""

    state: ModelState
    findings: Findings | None = None
    measured: Measured | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Computer:
    """What the program runs on. `features` are those of FEATURES that the processor has, None where the
    system does not tell; `memory` is in bytes, None likewise."""

    system: str
    processor: str
    cores: int
    features: tuple[str, ...] | None
    memory: int | None


@dataclass(frozen=True, slots=True)
class Report:
    """All of it. `packages` has None for one that is not installed. `font` is the face Arabic is set in,
    empty where none has Arabic letters, None where Qt could not be asked. `models` begins with the chosen
    one; the sample follows, which reads its own article where the chosen one is not here."""

    program: str
    python: str
    packages: Mapping[str, str | None]
    computer: Computer
    folders: Mapping[str, Path]
    font: str | None
    engine: str
    models: tuple[ModelReport, ...]


@dataclass(frozen=True)
class Doctor:
    """Gathers reports. Callable from any thread but the window's; uses no network.

    `inspect` tells what is known of the model in a folder without loading it; `measure` loads it with the
    settings' engine and measures anew. Both raise ReaderError.
    """

    program: str
    folders: Mapping[str, Path]
    models: ModelManager
    settings: SettingsStore
    processor: Callable[[], tuple[str, int]]
    inspect: Callable[[Path], Findings]
    measure: Callable[[Path, str, LoadProgress], Measured]

    def examine(self, font: str | None, progress: LoadProgress | None = None) -> Report:
        """The report. With `progress`, the chosen model, or the sample where that is not here, is loaded and
        measured first. For `font` see Report."""
        import platform

        settings = self.settings.load()
        chosen = self.models.state(settings.model)
        reports = [self._model(chosen, settings.engine, progress)]
        if chosen.reference != SAMPLE:
            progress = progress if chosen.folder is None else None
            reports.append(self._model(self.models.state(SAMPLE), settings.engine, progress))
        name, cores = self.processor()
        return Report(
            program=self.program,
            python=platform.python_version(),
            packages={name: _version(name) for name in PACKAGES},
            computer=Computer(platform.platform(), name, cores, _features(), _memory()),
            folders=self.folders,
            font=font,
            engine=settings.engine,
            models=tuple(reports),
        )

    def _model(self, state: ModelState, engine: str, progress: LoadProgress | None) -> ModelReport:
        report = ModelReport(state, problem=state.problem)
        if state.folder is None or state.problem:
            return report
        try:
            if progress is not None:
                report = replace(report, measured=self.measure(state.folder, engine, progress))
            return replace(report, findings=self.inspect(state.folder))
        except ReaderError as error:
            return replace(report, problem=str(error))


def _version(package: str) -> str | None:
    # Here, and not above: it takes a tenth of the time in which the window is there.
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _features() -> tuple[str, ...] | None:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return None
    has = next(
        (line.partition(":")[2].split() for line in lines if line.startswith(("flags", "Features"))), None
    )
    return None if has is None else tuple(name for name in FEATURES if name in has)


def _memory() -> int | None:
    if sys.platform == "win32":
        return None
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (ValueError, OSError):
        return None
