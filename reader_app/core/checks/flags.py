"""What a check says about a sentence and its translation."""

from dataclasses import dataclass
from enum import StrEnum

from reader_app.core.article import Span


class FlagKind(StrEnum):
    """What a check looks at; the registry in `core.checks` has one check for each."""

    NUMBER = "number"
    NAME = "name"
    REPETITION = "repetition"
    LENGTH = "length"
    TRUNCATED = "truncated"
    UNTRANSLATED = "untranslated"
    NEGATION = "negation"
    QUOTES = "quotes"
    TERM = "term"


class Severity(StrEnum):
    """How likely it is that something is wrong: worth a look, probably, almost certainly."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        """0 for the mildest."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Flag:
    """Something to look at. `message` tells what was expected and what was found, in plain English.

    The spans count code points of the source and of the target; None where there is no place to point at.
    """

    kind: FlagKind
    severity: Severity
    message: str
    source: Span | None = None
    target: Span | None = None
