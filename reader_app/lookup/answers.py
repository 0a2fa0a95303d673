"""What was looked up, as a file for each name in the cache."""

import hashlib
import json
import unicodedata
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from reader_app.core.errors import StoreError
from reader_app.core.files import write_atomically
from reader_app.core.names import Location
from reader_app.services.lookup import KEPT, Answer, Found

_VERSION = 1


class AnswerFiles:
    """`services.lookup.AnswerStore` over a folder of JSON files, named by the SHA-256 of what was asked."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def answer(self, name: str) -> Answer | None:
        """The answer that is kept; None also where its file is damaged or of another version."""
        try:
            raw = json.loads(self._path(name).read_text(encoding="utf-8"))
            return _answer(raw) if raw["version"] == _VERSION and raw["name"] == name else None
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def keep(self, answer: Answer) -> None:
        """Write atomically, and delete the files that are too old. Raises StoreError."""
        raw = {**asdict(answer), "asked": answer.asked.isoformat(timespec="seconds"), "version": _VERSION}
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            text = json.dumps(raw, ensure_ascii=False, indent=1) + "\n"
            write_atomically(self._path(answer.name), text.encode("utf-8", "surrogatepass"))
            oldest = (datetime.now(UTC) - KEPT).timestamp()
            for file in self._folder.glob("*.json"):
                if file.stat().st_mtime < oldest:
                    file.unlink(missing_ok=True)
        except OSError as error:
            raise self._failure("kept", error) from error

    def forget(self) -> None:
        """Delete all files. Raises StoreError."""
        try:
            for file in self._folder.glob("*.json"):
                file.unlink(missing_ok=True)
        except OSError as error:
            raise self._failure("deleted", error) from error

    def _path(self, name: str) -> Path:
        form = unicodedata.normalize("NFC", name).encode("utf-8", "surrogatepass")
        return self._folder / f"{hashlib.sha256(form).hexdigest()}.json"

    def _failure(self, what: str, error: OSError) -> StoreError:
        return StoreError(
            f"What was looked up could not be {what} in {self._folder}: {error.strerror}.",
            "Check that the disk is not full and that you may write to this folder.",
        )


def _answer(raw: dict[str, Any]) -> Answer:
    """The answer in a file. Raises KeyError, TypeError, ValueError where it breaks the format."""
    found = raw["found"]
    if found is not None:
        location = found.pop("location")
        if not all(isinstance(value, str) for value in found.values()):
            raise TypeError("a text is none")
        found = Found(**found, location=Location(**location) if location else None)
    asked = datetime.fromisoformat(raw["asked"])
    if asked.tzinfo is None:
        raise ValueError("a time without its zone")
    return Answer(raw["name"], asked, found, bool(raw["is_shared"]))
