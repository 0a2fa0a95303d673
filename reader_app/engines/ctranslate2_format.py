"""CTranslate2's model file, version 6, which every CTranslate2 since 2.0 reads.

All numbers are little-endian. The file is: the version, the specification's name and revision; the count
of variables, and for each its name, rank, dimensions, type, length in bytes and values; the count of
aliases, and for each its name and the variable it stands for. Variables go by name. A string is its
length plus one in two bytes, its characters, and a zero byte.
"""

import struct
from collections.abc import Mapping
from hashlib import sha256
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

VERSION = 6
SPECIFICATION, REVISION = "TransformerSpec", 7
TYPES = ("float32", "int8", "int16", "int32", "float16")
"""The names of the types by their number in the file."""


def write_model(stream: IO[bytes], variables: "Mapping[str, np.ndarray]") -> None:
    """Write a Transformer with these variables, of the types in TYPES and in C order.

    Arrays that are equal in type, shape and bytes are written once, under the first of their names; the
    others become aliases, which CTranslate2 loads as the same array. Scalars are always written.
    """
    kept, aliases = _shared(variables)
    stream.write(struct.pack("<I", VERSION) + _string(SPECIFICATION) + struct.pack("<I", REVISION))
    stream.write(struct.pack("<I", len(kept)))
    for name in kept:
        array = variables[name]
        stream.write(_string(name))
        stream.write(struct.pack(f"<B{array.ndim}I", array.ndim, *array.shape))
        stream.write(struct.pack("<BI", TYPES.index(array.dtype.name), array.nbytes))
        stream.write(array.tobytes())
    stream.write(struct.pack("<I", len(aliases)))
    for alias, name in aliases:
        stream.write(_string(alias) + _string(name))


def _shared(variables: "Mapping[str, np.ndarray]") -> tuple[list[str], list[tuple[str, str]]]:
    first: dict[tuple[str, tuple[int, ...], bytes], str] = {}
    kept, aliases = [], []
    for name in sorted(variables):
        array = variables[name]
        if array.ndim == 0:
            kept.append(name)
            continue
        key = (array.dtype.name, array.shape, sha256(array.data).digest())
        original = first.setdefault(key, name)
        if original == name:
            kept.append(name)
        else:
            aliases.append((name, original))
    return kept, aliases


def _string(text: str) -> bytes:
    data = text.encode()
    return struct.pack("<H", len(data) + 1) + data + b"\0"
