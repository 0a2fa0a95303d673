"""Looking a name up in Wikipedia, when the reader lets us: what is asked, what is kept, and for how long."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from threading import Lock
from typing import Protocol

from reader_app.core.names import Location

KEPT = timedelta(days=30)
"""How long an answer is kept; it is asked for anew afterwards."""

KEPT_NOTHING = timedelta(days=7)
"""How long it is kept that there is nothing of a name."""

HOSTS = ("ar.wikipedia.org", "en.wikipedia.org", "www.wikidata.org")
"""Who is asked."""


class Permission(StrEnum):
    """When the network may be used for names. UNASKED is as NEVER, but a card offers to ask."""

    UNASKED = "unasked"
    NEVER = "never"
    CLICK = "click"
    AUTOMATIC = "automatic"

    @property
    def is_given(self) -> bool:
        """Whether names may be looked up at all."""
        return self in (Permission.CLICK, Permission.AUTOMATIC)


def permission(setting: str) -> Permission:
    """The permission in the settings; what is unknown there permits nothing."""
    return Permission(setting) if setting in set(Permission) else Permission.UNASKED


@dataclass(frozen=True, slots=True)
class Found:
    """What an encyclopedia says of a name: plain text, data of others. `extract` is the beginning of the
    article, in English, empty where there is none; `address` is the page, `site` whose it is."""

    title: str
    description: str
    extract: str
    location: Location | None
    address: str
    site: str
    licence: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking for a name at a time (UTC). `found` is None where there is nothing of that name,
    or, with `is_shared`, where several have it and nothing tells which one is meant."""

    name: str
    asked: datetime
    found: Found | None = None
    is_shared: bool = False

    def is_fresh(self, now: datetime) -> bool:
        """Whether it need not be asked for anew."""
        return timedelta(0) <= now - self.asked < (KEPT if self.found is not None else KEPT_NOTHING)


class Encyclopedia(Protocol):
    """Who is asked. One question at a time."""

    def ask(self, name: str, cancelled: Callable[[], bool]) -> Answer:
        """The answer, from the network. Raises LookUpError, soon after `cancelled` LookUpCancelled."""
        ...


class AnswerStore(Protocol):
    """Where answers are kept. Callable from any thread."""

    def answer(self, name: str) -> Answer | None: ...

    def keep(self, answer: Answer) -> None:
        """Keep it in place of an earlier one. Raises StoreError."""
        ...

    def forget(self) -> None:
        """Forget all answers. Raises StoreError."""
        ...


class LookUp:
    """Answers what a name is from what is kept, or by asking. Callable from any thread but the GUI's.

    It does not ask for permission: who calls `ask` has it.
    """

    def __init__(self, encyclopedia: Callable[[], Encyclopedia], store: AnswerStore) -> None:
        """`encyclopedia` is made at the first question."""
        self._make = encyclopedia
        self._encyclopedia: Encyclopedia | None = None
        self._store = store
        self._one_at_a_time = Lock()

    def recall(self, name: str) -> Answer | None:
        """What was answered before and is not too old; uses no network."""
        kept = self._store.answer(name)
        return kept if kept is not None and kept.is_fresh(datetime.now(UTC)) else None

    def ask(self, name: str, cancelled: Callable[[], bool]) -> Answer:
        """What is known of a name: recalled, else asked for over the network and kept.

        Raises LookUpError and StoreError; LookUpCancelled soon after `cancelled` is true.
        """
        with self._one_at_a_time:
            known = self.recall(name)
            if known is not None:
                return known
            if self._encyclopedia is None:
                self._encyclopedia = self._make()
            answer = self._encyclopedia.ask(name, cancelled)
            self._store.keep(answer)
            return answer

    def forget(self) -> None:
        """Forget all that was looked up. Raises StoreError."""
        self._store.forget()
