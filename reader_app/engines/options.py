"""How engines are to run: the same for every engine, so that adding one changes no signature."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """`cache` is a folder for what engines derive from checkpoints; it need not exist yet.

    `compute_type` is the arithmetic, under CTranslate2's names ("float32", "int8"). `threads` is how many
    processor cores one translation may use, 0 for all that the process is given.
    """

    cache: Path
    compute_type: str = "float32"
    threads: int = 0
