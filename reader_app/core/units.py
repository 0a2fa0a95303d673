"""Translation units: a segment with its translation, as a translator's tools exchange them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from reader_app.core.errors import ExchangeCancelled
from reader_app.core.translation import ModelIdentity

SOURCE_LANGUAGE = "ar"
TARGET_LANGUAGE = "en"


class State(StrEnum):
    """How far a translation has come. Approving is a person's act; nothing else leads to it."""

    NEW = "new"
    DRAFT = "draft"
    EDITED = "edited"
    APPROVED = "approved"
    FLAGGED = "flagged"


@dataclass(frozen=True, slots=True)
class Unit:
    """An Arabic segment with its English, and where that came from.

    `id` is the unit's name in its file; several units may share one. `origin` names the file that the unit
    came in, empty for the reader's own. `model` is whose draft the English is or began as, `draft` that draft
    itself, empty where it is not known. `changed` is UTC in ISO 8601, empty where it is not known. `carried`
    is the unit as the file's format wrote it, kept so that what this class has no place for goes out again;
    it begins with the format's own element.
    """

    source: str
    target: str
    id: str = ""
    state: State = State.EDITED
    note: str = ""
    origin: str = ""
    model: ModelIdentity | None = None
    changed: str = ""
    carried: str = ""
    draft: str = ""


@dataclass
class Findings:
    """What a reader of units learns on the way, complete once the last unit has come.

    `header` is the file's own head, as the format wrote it. `passed_over` counts the units that lack Arabic
    or English, `languages` those met.
    """

    header: str = ""
    passed_over: int = 0
    languages: set[str] = field(default_factory=set[str])


@dataclass(frozen=True, slots=True)
class Bitext:
    """What is written to a file: units in order, read once, under a title. `header` as in Findings, empty
    for one of our own."""

    title: str
    units: Iterable[Unit]
    header: str = ""


def primary_language(tag: str) -> str:
    """The language of a tag such as `ar-SY` or `EN_us`, in lower case."""
    return tag.strip().lower().replace("_", "-").partition("-")[0]


def watched(
    units: Iterable[Unit],
    total: int,
    progress: Callable[[int, int], object] | None,
    cancelled: Callable[[], bool],
) -> Iterator[Unit]:
    """The units, telling `progress` how many of how many have gone out; ExchangeCancelled once `cancelled`
    says so."""
    for done, unit in enumerate(units):
        if cancelled():
            raise ExchangeCancelled("The export was broken off.", "No file was written or changed.")
        if progress is not None:
            progress(done, total)
        yield unit
