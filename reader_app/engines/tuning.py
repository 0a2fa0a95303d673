"""What suits a model and this processor: the arithmetic and the number of threads, measured once.

The log-probabilities of a few stored sentences are compared with those in 32-bit floats. Some processors add
8-bit products up in 16 bits and cut off what does not fit: fast, and quietly wrong. Such an arithmetic does
not reach MIN_CORRELATION, and another one is taken.
"""

import json
import platform
import shutil
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import correlation
from typing import TYPE_CHECKING

from reader_app.core.files import write_atomically
from reader_app.core.translation import Decoding, LoadProgress, ModelIdentity, TranslationEngine
from reader_app.engines.checkpoint import Checkpoint
from reader_app.engines.derived import derived_folder, derived_model
from reader_app.engines.onnx_form import form
from reader_app.engines.threads import available_cores, is_small

if TYPE_CHECKING:
    from reader_app.engines.onnx_engine import OnnxEngine

MIN_CORRELATION = 0.99
"""Of the log-probabilities with those in 32-bit floats (Pearson)."""

CANDIDATES = ("int8", "int7", "float32")
"""In the order they are tried; see `Arithmetic`."""

MARGIN = 0.95
"""More threads are taken only where they need less than this share of the time: the others have work too."""

SENTENCES = (
    "اجتمع وزراء خارجية الدول العربية أمس في القاهرة لبحث الأزمة.",
    "تقع المدينة القديمة على ضفة النهر، وتحيط بها أسوار بنيت قبل ألف عام.",
    "قالت الطبيبة إن المريض يحتاج إلى الراحة وإلى دواء جديد.",
)
"""Stored sentences. They are translated in 32-bit floats, and the probabilities of these outputs compared."""

MOST_PIECES = 40
"""Of an output that is compared."""

FILE = "tuning.json"


@dataclass(frozen=True, slots=True)
class Tuning:
    """What was found. `checked` has the correlation that each arithmetic tried reached; `seconds` the time
    that one sentence took with so many threads. Both are empty where nothing was to be measured."""

    arithmetic: str
    threads: int
    processor: str
    checked: dict[str, float]
    seconds: dict[str, float]

    @property
    def reason(self) -> str:
        """Why this arithmetic, in a sentence."""
        if not self.checked:
            return "The model is small: 32-bit floats are as fast as anything."
        rejected = {name: r for name, r in self.checked.items() if r < MIN_CORRELATION}
        told = [f"{name} agrees with float32 to {r:.4f} only" for name, r in rejected.items()]
        if self.arithmetic in self.checked:
            told.append(f"{self.arithmetic} agrees to {self.checked[self.arithmetic]:.4f}")
        return "On this processor " + ", ".join(told) + "."


def tuned(checkpoint: Checkpoint, identity: ModelIdentity, cache: Path, progress: LoadProgress) -> Tuning:
    """What was found earlier for this model on this processor, or what is measured now.

    Raises ModelDamaged, and ReaderError where the cache cannot be written.
    """
    found = remembered(checkpoint, identity, cache)
    if found is None:
        found = _measure(checkpoint, identity, cache, progress)
        file = derived_folder(cache, identity.revision) / FILE
        write_atomically(file, (json.dumps(asdict(found)) + "\n").encode())
    return found


def remembered(checkpoint: Checkpoint, identity: ModelIdentity, cache: Path) -> Tuning | None:
    """What is known without measuring; None where it must be measured."""
    if is_small(checkpoint.weights.stat().st_size):
        return Tuning("float32", 1, processor(), {}, {})
    return read_tuning(derived_folder(cache, identity.revision) / FILE)


def read_tuning(file: Path) -> Tuning | None:
    """What a file says, or None where there is none or it is of another processor."""
    try:
        found = Tuning(**json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return found if found.processor == processor() else None


def processor() -> str:
    """What the measurement depends on: the processor's name, its cores, and the library's version."""
    from importlib.metadata import version

    return f"{processor_name()}, {available_cores()} cores, onnxruntime {version('onnxruntime')}"


def processor_name() -> str:
    """As the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        return next(line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def agreement(some: Sequence[float], exact: Sequence[float]) -> float:
    """Pearson's correlation of log-probabilities with those of exact arithmetic."""
    return correlation(some, exact)


def _measure(checkpoint: Checkpoint, identity: ModelIdentity, cache: Path, progress: LoadProgress) -> Tuning:
    progress("Comparing arithmetics on this processor")
    exact_folder = derived_model(checkpoint, identity, form("float32"), cache, progress)
    reference = _engine(checkpoint, identity, exact_folder, available_cores())
    outputs = reference.translate(SENTENCES, Decoding(1, MOST_PIECES, no_repeat=1))
    targets = [output.text for output in outputs]
    exact = log_probabilities(reference, targets)
    del reference
    checked: dict[str, float] = {}
    chosen = CANDIDATES[-1]
    for name in CANDIDATES[:-1]:
        folder = derived_model(checkpoint, identity, form(name), cache, progress)
        engine = _engine(checkpoint, identity, folder, available_cores())
        checked[name] = agreement(log_probabilities(engine, targets), exact)
        if checked[name] >= MIN_CORRELATION:
            chosen = name
            break
        shutil.rmtree(folder, ignore_errors=True)
    if chosen != "float32":
        shutil.rmtree(exact_folder, ignore_errors=True)
    progress("Measuring the speed")
    folder = derived_model(checkpoint, identity, form(chosen), cache, progress)
    seconds = {str(threads): _seconds(checkpoint, identity, folder, threads) for threads in _counts()}
    return Tuning(chosen, fewest(seconds), processor(), checked, seconds)


def log_probabilities(engine: TranslationEngine, targets: Sequence[str]) -> list[float]:
    """Of all pieces of these translations of SENTENCES, one after the other."""
    pairs = zip(SENTENCES, targets, strict=True)
    return [p for source, target in pairs for p in engine.examine(source, target).log_probabilities]


def fewest(seconds: dict[str, float]) -> int:
    """The number of threads to take: more only where they are worth it."""
    best = 1
    for count in sorted(map(int, seconds)):
        if seconds[str(count)] < seconds[str(best)] * MARGIN:
            best = count
    return best


def _counts() -> list[int]:
    cores = available_cores()
    return [count for count in (1, 2, 4, 8, 16) if count < cores] + [cores]


def _seconds(checkpoint: Checkpoint, identity: ModelIdentity, folder: Path, threads: int) -> float:
    engine = _engine(checkpoint, identity, folder, threads)
    times = []
    for _ in range(3):
        begun = time.perf_counter()
        engine.translate(SENTENCES[:1], Decoding(4, max_length=16, no_repeat=4))
        times.append(time.perf_counter() - begun)
    return min(times)


def _engine(checkpoint: Checkpoint, identity: ModelIdentity, folder: Path, threads: int) -> "OnnxEngine":
    from reader_app.engines.onnx_engine import OnnxEngine
    from reader_app.engines.onnx_network import Network

    return OnnxEngine(checkpoint, identity, Network(folder, threads))
