"""What is known of the selected sentence's translation."""

from dataclasses import dataclass

from reader_app.core.errors import ModelMissing, OutOfScope, ReaderError
from reader_app.core.translation import Translation


@dataclass(frozen=True, slots=True)
class Idle:
    """No sentence is selected."""


@dataclass(frozen=True, slots=True)
class Pending:
    """The translation is on its way; `step` is what is being done, empty at first."""

    step: str = ""


@dataclass(frozen=True, slots=True)
class Ready:
    """Here it is."""

    translation: Translation


@dataclass(frozen=True, slots=True)
class Failed:
    """It did not work: what happened, what to do, and whether another model would help."""

    message: str
    advice: str
    model_would_help: bool


State = Idle | Pending | Ready | Failed


def failure(error: Exception) -> Failed:
    """What to tell of an error, a bug's too."""
    if not isinstance(error, ReaderError):
        return Failed("The translation failed.", f"{type(error).__name__}: {error}", False)
    return Failed(error.message, error.advice, isinstance(error, ModelMissing | OutOfScope))
