"""How engines are to run: the same for every engine, so that adding one changes no signature."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """`cache` is a folder for what engines derive from checkpoints; it need not exist yet.

    `compute_type` is the arithmetic, under the engine's own names; every engine knows "float32", and an empty
    one is what the engine thinks best. `threads` is how many processor cores one translation may use, 0 for
    what the engine thinks best.
    """

    cache: Path
    compute_type: str = ""
    threads: int = 0
