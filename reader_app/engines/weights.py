"""A checkpoint's tensors as numpy arrays, without torch.

Two containers are read: safetensors, and PyTorch's pickle files (see `torch_file`). A safetensors file
is eight bytes with the length of a JSON header, little-endian; the header, which gives each tensor's
type, shape and byte range; and the data. Format: https://huggingface.co/docs/safetensors
"""

import json
import math
import struct
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from reader_app.engines import torch_file
from reader_app.engines.damage import damaged

if TYPE_CHECKING:
    import numpy as np

MAX_HEADER = 100_000_000
"""The longest header, in bytes, that the safetensors format allows."""

ITEM_SIZE = {
    "F64": 8,
    "F32": 4,
    "F16": 2,
    "BF16": 2,
    "I64": 8,
    "I32": 4,
    "I16": 2,
    "I8": 1,
    "U8": 1,
    "BOOL": 1,
}
"""Bytes a value, by the format's name for its type."""


class Entry(NamedTuple):
    """One tensor in a safetensors file: its type, its shape, and its bytes [start, end) in the file."""

    kind: str
    shape: tuple[int, ...]
    start: int
    end: int


def check_weights(file: Path) -> None:
    """See that the file is whole, from its beginning and its length alone. Raises ModelDamaged."""
    if file.suffix == ".safetensors":
        safetensors_entries(file)
    else:
        torch_file.check(file)


def read_weights(file: Path) -> "dict[str, np.ndarray]":
    """All floating-point tensors of the file by name, as 32-bit floats in C order, read-only.

    Raises ModelDamaged where the file is not whole or holds anything but tensors.
    """
    import numpy as np

    arrays = _read_safetensors(file) if file.suffix == ".safetensors" else torch_file.read(file)
    floats = {name: array for name, array in arrays.items() if array.dtype.kind == "f"}
    return {name: np.ascontiguousarray(array, dtype=np.float32) for name, array in floats.items()}


def safetensors_entries(file: Path) -> dict[str, Entry]:
    """The header of a safetensors file. Raises ModelDamaged where it breaks the format or the file is cut."""
    try:
        size = file.stat().st_size
        with file.open("rb") as stream:
            prefix = stream.read(8)
            length = struct.unpack("<Q", prefix)[0] if len(prefix) == 8 else MAX_HEADER
            if length > min(size - 8, MAX_HEADER):
                raise damaged(file, "ends too early or is not a safetensors file")
            header = json.loads(stream.read(length))
    except OSError as error:
        raise damaged(file, f"cannot be read ({error.strerror})") from error
    except ValueError as error:
        raise damaged(file, "has a broken header") from error
    if not isinstance(header, dict):
        raise damaged(file, "has a broken header")
    header.pop("__metadata__", None)
    return {name: _entry(file, name, value, 8 + length, size) for name, value in header.items()}


def _entry(file: Path, name: str, value: Any, base: int, size: int) -> Entry:
    try:
        start, end = value["data_offsets"]
        entry = Entry(value["dtype"], tuple(value["shape"]), base + start, base + end)
        expected = math.prod(entry.shape) * ITEM_SIZE[entry.kind]
        sound = all(isinstance(n, int) and n >= 0 for n in (start, *entry.shape)) and end - start == expected
    except (KeyError, TypeError, ValueError) as error:
        raise damaged(file, f"has a broken header at the tensor {name}") from error
    if not sound:
        raise damaged(file, f"gives the tensor {name} another length than its shape")
    if entry.end > size:
        raise damaged(file, "ends too early")
    return entry


def _read_safetensors(file: Path) -> "dict[str, np.ndarray]":
    import numpy as np

    types = {"F64": "<f8", "F32": "<f4", "F16": "<f2", "BF16": "<u2"}
    entries = safetensors_entries(file)
    arrays = {}
    with file.open("rb") as stream:
        for name, entry in entries.items():
            if entry.kind in types:
                stream.seek(entry.start)
                values = np.frombuffer(stream.read(entry.end - entry.start), dtype=types[entry.kind])
                values = torch_file.widen_bfloat16(values) if entry.kind == "BF16" else values
                arrays[name] = values.reshape(entry.shape)
    return arrays
