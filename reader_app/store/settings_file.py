"""Settings as a JSON file that a person can read and mend."""

import json
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from reader_app.core.errors import StoreError
from reader_app.core.files import write_atomically
from reader_app.services.settings import Settings


class SettingsFile:
    """`services.settings.SettingsStore` over one JSON file. One thread at a time writes it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> Settings:
        """The settings on disk. What is missing or of the wrong type takes its default."""
        try:
            raw = json.loads(self._path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return Settings()
        except (OSError, ValueError):
            self._set_aside()
            return Settings()
        return _settings_from(raw) if isinstance(raw, dict) else Settings()

    def save(self, settings: Settings) -> None:
        """Write atomically. Raises StoreError."""
        text = json.dumps(asdict(settings), ensure_ascii=False, indent=2) + "\n"
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self._path, text.encode())
        except OSError as error:
            raise StoreError(
                f"The settings could not be saved in {self._path}: {error.strerror}.",
                "Check that the disk is not full and that you may write to its folder.",
            ) from error

    def _set_aside(self) -> None:
        try:
            self._path.replace(self._path.with_name(self._path.name + ".damaged"))
        except OSError:
            return  # an unreadable file that cannot be moved either: the next save will say so


def _settings_from(raw: dict[str, Any]) -> Settings:
    defaults = Settings()
    values: dict[str, Any] = {}
    for field in fields(Settings):
        value = raw.get(field.name)
        if field.name == "recent" and isinstance(value, list):
            value = tuple(item for item in value if isinstance(item, str))
        if type(value) is type(getattr(defaults, field.name)):
            values[field.name] = value
    return Settings(**values)
