"""Which files of a repository make the checkpoint, and which are left where they are."""

from collections.abc import Callable, Sequence

from reader_app.core.errors import DownloadError
from reader_app.services.models import Checkpoints


def chooser(repository: str, checkpoints: Checkpoints) -> Callable[[Sequence[str]], Sequence[str]]:
    """Takes the needed names from all those of a repository: one file of weights, the preferred one.

    The function raises DownloadError where the repository cannot be such a model.
    """

    def choose(names: Sequence[str]) -> Sequence[str]:
        missing = [name for name in checkpoints.required if name not in names]
        weights = next((name for name in checkpoints.weights if name in names), None)
        if weights is None:
            missing.append(" or ".join(checkpoints.weights))
        tokenizers = [name for name in checkpoints.tokenizers if name in names]
        if checkpoints.tokenizers and not tokenizers:
            missing.append(" or ".join(checkpoints.tokenizers))
        if missing or weights is None:
            raise DownloadError(
                f"{repository} is not a {checkpoints.sort}: it lacks {', '.join(missing)}.",
                checkpoints.advice,
            )
        optional = (name for name in checkpoints.optional if name in names)
        return [*checkpoints.required, weights, *tokenizers, *optional]

    return choose
