"""Reading the glossary's JSON files, with errors that name the file, the entry and the field.

The format is documented in `resources/glossary/README.md`.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reader_app.core.errors import GlossaryError

COMMON_WORDS = "common_words.txt"
FREQUENT_WORDS = "frequent_words.txt"
FORMAT_HELP = "The format is described in the README beside the glossary files."


def broken(path: Path, where: str, problem: str) -> GlossaryError:
    """The error for a file that breaks the format; `where` names the entry, "" for the whole file."""
    place = f"{path.name}, {where}" if where else path.name
    return GlossaryError(f"The glossary cannot be read: {place}: {problem}.", FORMAT_HELP)


def read_object(path: Path) -> dict[str, Any]:
    """The JSON object a file holds. Raises GlossaryError: missing, unreadable, not an object."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=_without_repeats)
    except FileNotFoundError:
        raise broken(path, "", "the file is missing") from None
    except (OSError, ValueError) as error:
        raise broken(path, "", str(error)) from error
    if not isinstance(content, dict):
        raise broken(path, "", "an object is expected")
    return content


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object's members; plain JSON reading would silently keep the last of two with one name."""
    members = dict(pairs)
    if len(members) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"{next(n for n in names if names.count(n) > 1)!r} stands twice in one object")
    return members


@dataclass(frozen=True, slots=True)
class Fields:
    """The members of one JSON object, read by name and type. Every method raises GlossaryError."""

    path: Path
    where: str
    members: Mapping[str, Any]

    def only(self, known: Collection[str]) -> None:
        """Fail on a member that the format does not have: most likely a misspelt one."""
        for name in self.members:
            if name not in known:
                raise broken(self.path, self.where, f"unknown field {name!r}")

    def text(self, name: str, default: str | None = None) -> str:
        """A non-empty string; a missing one is an error unless there is a default."""
        value = self.members.get(name, default)
        if not isinstance(value, str) or (not value.strip() and name in self.members):
            raise broken(self.path, self.where, f"field {name!r} has to be a text that is not empty")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of non-empty strings, empty where the member is missing."""
        value = self.members.get(name, [])
        if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
            raise broken(self.path, self.where, f"field {name!r} has to be a list of texts")
        return tuple(value)

    def numbers(self, name: str, count: int) -> tuple[float, ...]:
        """A list of so many numbers."""
        value = self.members.get(name)
        if (
            not isinstance(value, list)
            or len(value) != count
            or any(type(v) not in (int, float) for v in value)
        ):
            raise broken(self.path, self.where, f"field {name!r} has to be a list of {count} numbers")
        return tuple(map(float, value))

    def objects(self, name: str) -> list[Mapping[str, Any]]:
        """A list of objects."""
        value = self.members.get(name)
        if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
            raise broken(self.path, self.where, f"field {name!r} has to be a list of objects")
        return value


def read_not_names(folder: Path) -> tuple[str, ...]:
    """The phrases in which a name's words name something else. Raises GlossaryError."""
    path = folder / "not_names.json"
    fields = Fields(path, "", read_object(path))
    fields.only({"phrases"})
    return fields.texts("phrases")


def read_common_words(folder: Path) -> tuple[str, ...]:
    """Ordinary Arabic words, which no name may be spelled like unmarked: those chosen by hand and those
    counted in texts. Raises GlossaryError."""
    return read_word_list(folder / COMMON_WORDS) + read_word_list(folder / FREQUENT_WORDS)


def read_word_list(path: Path) -> tuple[str, ...]:
    """The words of a file; a line that begins with # is a remark. Raises GlossaryError."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise broken(path, "", str(error)) from error
    return tuple(word for line in lines if not line.startswith("#") for word in line.split())
