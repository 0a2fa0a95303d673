"""Expected failures, as opposed to bugs.

A `ReaderError` is something that happens to a user on a good day: a missing file, a model that is
not there. It says what happened and what to do, and is shown as it is. Any other exception is a bug
and is left to surface as one.
"""


class ReaderError(Exception):
    """An expected failure: `message` says what happened, `advice` what the user can do about it."""

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.message} {self.advice}".strip()


class ArticleError(ReaderError):
    """The text cannot be opened: missing, a folder, binary, empty, in an unknown encoding."""


class ModelMissing(ReaderError):
    """The translation model is not on this machine."""


class ModelDamaged(ReaderError):
    """A checkpoint is there but cannot be used: a file is missing, truncated or of another shape."""


class DownloadError(ReaderError):
    """A model could not be downloaded. What has arrived is kept and the next attempt goes on from there,
    except where the message says that it was not what the hub had announced."""


class DownloadCancelled(DownloadError):
    """The user broke a download off."""


class LookUpError(ReaderError):
    """An encyclopedia could not be asked: no network, no answer in time, too many questions."""


class LookUpCancelled(LookUpError):
    """What was asked is not wanted any more."""


class OutOfScope(ReaderError):
    """A model that knows a closed set of sentences was asked for another one."""


class SentenceTooLong(ReaderError):
    """The sentence has more pieces than the model has positions."""


class EngineUnavailable(ReaderError):
    """The engine needs a package that is not installed."""


class GlossaryError(ReaderError):
    """A glossary file breaks the documented format."""


class TermError(ReaderError):
    """An entry of the reader's own cannot be kept as it is given, or is not there any more."""


class ExchangeError(ReaderError):
    """A file of translations cannot be read or written: damaged, of another kind, in other languages."""


class ExchangeCancelled(ExchangeError):
    """The user broke an import or an export off; nothing was changed."""


class StoreError(ReaderError):
    """The database cannot be read or written (disk full, no permission, a newer version's file)."""


class DisplayError(ReaderError):
    """No window can be opened here: no display, or a system library that Qt needs is missing."""
