"""What is known of a model without loading it, and what loading it tells."""

import contextlib
import time
from importlib.metadata import PackageNotFoundError
from pathlib import Path

from reader_app.core.translation import Decoding, LoadProgress, ModelIdentity
from reader_app.engines import ENGINES
from reader_app.engines.checkpoint import checkpoint_files, open_checkpoint
from reader_app.engines.derived import derived_folder
from reader_app.engines.identity import FileDigests, identify
from reader_app.engines.options import EngineOptions
from reader_app.engines.search_record import read_counts, record_file
from reader_app.engines.tuning import FILE, MIN_CORRELATION, SENTENCES, Tuning, remembered
from reader_app.services.diagnosing import Choice, Findings, Measured, Trial

_TIMES = 3
_DECODING = Decoding(beam_size=4, max_length=16, no_repeat=4)  # as the threads are measured with


def inspect(folder: Path, cache: Path) -> Findings:
    """What earlier loads of the checkpoint in `folder` found. Raises ModelDamaged."""
    identity = _identity(folder, cache)
    try:
        tuning = remembered(open_checkpoint(folder), identity, cache)
    except PackageNotFoundError:  # without ONNX Runtime nothing was measured
        tuning = None
    return Findings(
        revision=identity.revision,
        choice=_choice(tuning) if tuning else None,
        needed=MIN_CORRELATION,
        counts=read_counts(record_file(cache, identity.revision)),
    )


def measure(folder: Path, engine: str, cache: Path, progress: LoadProgress) -> Measured:
    """Load the checkpoint, with what was measured before forgotten, and translate a stored sentence.

    Raises ModelDamaged, EngineUnavailable, and ReaderError where the cache cannot be written.
    """
    identity = _identity(folder, cache)
    with contextlib.suppress(OSError):
        (derived_folder(cache, identity.revision) / FILE).unlink()
    begun = time.perf_counter()
    loaded = ENGINES[engine](open_checkpoint(folder), identity, EngineOptions(cache), progress)
    took = time.perf_counter() - begun
    progress("Translating a sentence")
    times: list[float] = []
    for _ in range(_TIMES):
        begun = time.perf_counter()
        loaded.translate(SENTENCES[:1], _DECODING)
        times.append(time.perf_counter() - begun)
    return Measured(took, min(times))


def _identity(folder: Path, cache: Path) -> ModelIdentity:
    return identify(folder, checkpoint_files(folder), folder.name, FileDigests(cache))


def _choice(tuning: Tuning) -> Choice:
    return Choice(
        arithmetic=tuning.arithmetic,
        threads=tuning.threads,
        reason=tuning.reason,
        trials=tuple(Trial(name, found, found >= MIN_CORRELATION) for name, found in tuning.checked.items()),
        seconds={int(threads): seconds for threads, seconds in tuning.seconds.items()},
    )
