"""Asking which file to read or write, and in which format."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from reader_app.services.exporting import FileKind


def ask_what_to_read(parent: QWidget, title: str, folder: Path, kinds: Sequence[FileKind]) -> Path | None:
    """A file of one of the formats that can be read; None where the reader gives up."""
    able = [kind for kind in kinds if kind.can_read]
    suffixes = dict.fromkeys(suffix for kind in able for suffix in kind.suffixes)
    filters = [f"Files of translations ({_patterns(suffixes)})", *map(_filter, able)]
    chosen, _ = QFileDialog.getOpenFileName(parent, title, str(folder), ";;".join(filters))
    return Path(chosen) if chosen else None


def ask_where_to_write(
    parent: QWidget, title: str, proposed: Path, kinds: Sequence[FileKind]
) -> tuple[Path, FileKind] | None:
    """A file, and the format to write it in; None where the reader gives up. `proposed` has no suffix."""
    able = {_filter(kind): kind for kind in kinds if kind.can_write}
    chosen, wanted = QFileDialog.getSaveFileName(parent, title, str(proposed), ";;".join(able))
    if not chosen:
        return None
    path, kind = settled(Path(chosen), able.get(wanted), list(able.values()))
    if str(path) != chosen and path.exists():  # the dialog has asked about the name without a suffix only
        answer = QMessageBox.question(parent, title, f"{path.name} is there already. Replace it?")
        if answer != QMessageBox.StandardButton.Yes:
            return None
    return path, kind


def settled(path: Path, wanted: FileKind | None, kinds: Sequence[FileKind]) -> tuple[Path, FileKind]:
    """The file and its format: by the suffix that was typed, else the format that was chosen, whose suffix is
    then put behind the name."""
    kind = wanted or kinds[0]
    suffix = path.suffix.lower()
    if suffix in kind.suffixes:
        return path, kind
    for other in kinds:
        if suffix in other.suffixes:
            return path, other
    return path.with_name(path.name + kind.suffixes[0]), kind


def _filter(kind: FileKind) -> str:
    return f"{kind.description} ({_patterns(kind.suffixes)})"


def _patterns(suffixes: Iterable[str]) -> str:
    return " ".join(f"*{suffix}" for suffix in suffixes)
