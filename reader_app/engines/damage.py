"""One wording for a checkpoint that is there but cannot be used."""

from pathlib import Path

from reader_app.core.errors import ModelDamaged

AGAIN = "Copy or download the model folder again, or choose another one."


def damaged(file: Path, what: str) -> ModelDamaged:
    """The error for `file`, where `what` completes the sentence ("is missing", "ends too early")."""
    return ModelDamaged(f"The translation model cannot be used: {file} {what}.", AGAIN)


def unsupported(file: Path, what: str) -> ModelDamaged:
    """The error for a checkpoint that is whole, but of a kind the engines do not know."""
    advice = "Choose a Marian checkpoint from Arabic to English, such as Helsinki-NLP/opus-mt-ar-en."
    return ModelDamaged(f"The translation model cannot be used: {file} {what}.", advice)
