"""What the program remembers of its user's choices."""

from dataclasses import dataclass
from typing import Protocol

from reader_app.core.translation import DEFAULT_MODEL
from reader_app.services.models import SHIPPED


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, each with the value a new user gets.

    `model` is a repo id or a folder, `engine` a name in the engine registry, `tagger` SHIPPED, a repo id or a
    folder (see `services.models`), `theme` a name in `resources/themes`, `zoom` steps of 10 % from the
    default size. `ahead` is whether articles are translated in the background, `states` whether the window
    shows how far the review is. `look_up` is a `services.lookup.Permission`. `window` and `split` are opaque
    geometry, written by the window for itself.
    """

    model: str = DEFAULT_MODEL
    engine: str = "onnxruntime"
    tagger: str = SHIPPED
    theme: str = "light"
    zoom: int = 0
    panel: bool = True
    ahead: bool = True
    states: bool = True
    look_up: str = "unasked"
    window: str = ""
    split: str = ""
    recent: tuple[str, ...] = ()


class SettingsStore(Protocol):
    """Reads and writes the settings; a damaged file reads as the defaults and is set aside."""

    def load(self) -> Settings: ...

    def save(self, settings: Settings) -> None:
        """Write atomically. Raises StoreError."""
        ...
