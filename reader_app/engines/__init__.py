"""Translation engines: MarianMT checkpoints in, English out.

An engine is a function that loads a checkpoint. To add one: a file with such a function, and a line in
ENGINES; the contract tests then run over it. Importing this package loads no engine's libraries.
"""

from typing import Protocol

from reader_app.core.translation import LoadProgress, ModelIdentity, TranslationEngine
from reader_app.engines import ctranslate2_engine, onnx_engine, transformers_engine
from reader_app.engines.checkpoint import Checkpoint
from reader_app.engines.options import EngineOptions


class EngineLoader(Protocol):
    """Loads a checkpoint and calls `progress` as each step begins.

    Raises EngineUnavailable where a package is missing, ModelDamaged where the checkpoint is not usable.
    """

    def __call__(
        self,
        checkpoint: Checkpoint,
        identity: ModelIdentity,
        options: EngineOptions,
        progress: LoadProgress,
        /,
    ) -> TranslationEngine: ...


ENGINES: dict[str, EngineLoader] = {
    "onnxruntime": onnx_engine.load,
    "ctranslate2": ctranslate2_engine.load,
    "transformers": transformers_engine.load,
}
"""Every engine by the name it has in the settings and on the command line."""
