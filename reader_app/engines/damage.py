"""One wording for a checkpoint that is there but cannot be used."""

from pathlib import Path

from reader_app.core.errors import ModelDamaged
from reader_app.core.manifests import Fault

AGAIN = "Copy or download the model folder again, or choose another one."


def damaged(file: Path, what: str) -> ModelDamaged:
    """The error for `file`, where `what` completes the sentence ("is missing", "ends too early")."""
    return ModelDamaged(f"The translation model cannot be used: {file} {what}.", AGAIN)


def changed(fault: Fault, repository: str) -> ModelDamaged:
    """The error for a file that is not what was downloaded."""
    advice = f"Mend it with: reader-app models get {repository}; only what has changed is fetched."
    return ModelDamaged(f"The translation model cannot be used: {fault.file} {fault.what}.", advice)


def unsupported(file: Path, what: str) -> ModelDamaged:
    """The error for a checkpoint that is whole, but of a kind the engines do not know."""
    advice = "Choose a Marian checkpoint from Arabic to English, such as Helsinki-NLP/opus-mt-ar-en."
    return ModelDamaged(f"The translation model cannot be used: {file} {what}.", advice)
