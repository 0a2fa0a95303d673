"""PyTorch checkpoint files (`pytorch_model.bin`) without torch, and without running what they contain.

Such a file is a pickle, and a pickle is a program: unpickling can call any function that it names. The
unpickler here knows a fixed list of names, those that rebuilding a dictionary of tensors needs, each
bound to code of this module, and refuses every other one.

Two containers are read. Since PyTorch 1.6: a zip archive with `data.pkl`, `data/<key>` for each storage,
and perhaps `byteorder`. Before: four pickles (a magic number, a protocol number, facts about the machine,
the object), a fifth with the storages' keys in order, then each storage as an 8-byte count and its values.
"""

import math
import pickle
import struct
import zipfile
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from reader_app.core.errors import ModelDamaged
from reader_app.engines.damage import damaged

if TYPE_CHECKING:
    import numpy as np

LEGACY_MAGIC = 0x1950A86A20F9469CFC6C
LEGACY_PROTOCOL = 1001

STORAGE_TYPES = {
    "DoubleStorage": "<f8",
    "FloatStorage": "<f4",
    "HalfStorage": "<f2",
    "BFloat16Storage": "bf16",
    "LongStorage": "<i8",
    "IntStorage": "<i4",
    "ShortStorage": "<i2",
    "CharStorage": "<i1",
    "ByteStorage": "<u1",
    "BoolStorage": "?",
}
"""numpy's type for each of torch's typed storages; numpy has none for bfloat16."""


class Refused(pickle.UnpicklingError):
    """The pickle asks for something that a dictionary of tensors does not need."""


@dataclass(frozen=True, slots=True)
class StorageType:
    """Stands for a storage class of torch in the pickle. It cannot be called."""

    kind: str

    @property
    def item_size(self) -> int:
        """Bytes a value."""
        return 2 if self.kind == "bf16" else 1 if self.kind == "?" else int(self.kind[2:])


class Storage:
    """A run of values that tensors are views of: `array` is None until the data have been read."""

    __slots__ = ("array", "count", "type")

    def __init__(self, storage_type: StorageType, count: int) -> None:
        self.type = storage_type
        self.count = count
        self.array: np.ndarray | None = None

    def fill(self, data: bytes) -> None:
        """Take the values from `data`; Refused where it has another length than the pickle said."""
        import numpy as np

        if len(data) != self.count * self.type.item_size:
            raise Refused("a storage has another length than its tensors")
        if self.type.kind == "bf16":
            self.array = widen_bfloat16(np.frombuffer(data, dtype="<u2"))
        else:
            self.array = np.frombuffer(data, dtype=self.type.kind)


class View(NamedTuple):
    """A tensor: a strided view of a storage. Offset and strides count values, as torch's do."""

    storage: Storage
    offset: int
    shape: tuple[int, ...]
    strides: tuple[int, ...]

    def array(self) -> "np.ndarray":
        """The values in C order, as a copy; Refused where the view reaches outside its storage."""
        import numpy as np

        values = self.storage.array
        numbers = (self.offset, *self.shape, *self.strides)
        if values is None or len(self.shape) != len(self.strides):
            raise Refused("a tensor without data")
        if not all(isinstance(n, int) and n >= 0 for n in numbers):
            raise Refused("a tensor with an impossible shape")
        count = math.prod(self.shape)
        last = self.offset + sum((n - 1) * s for n, s in zip(self.shape, self.strides, strict=True))
        # Views that repeat values could ask for any amount of memory; checkpoints have none.
        if count and (last >= values.size or count > values.size):
            raise Refused("a tensor reaches beyond its storage")
        if not count:
            return np.empty(self.shape, values.dtype)
        steps = tuple(s * values.itemsize for s in self.strides)
        view = np.lib.stride_tricks.as_strided(values[self.offset :], self.shape, steps, writeable=False)
        return view.copy(order="C")


def widen_bfloat16(bits: "np.ndarray") -> "np.ndarray":
    """32-bit floats from bfloat16's bit patterns (unsigned 16-bit integers): the upper half of each."""
    import numpy as np

    return (bits.astype(np.uint32) << np.uint32(16)).view(np.float32)


def _rebuild_tensor(storage: Any, offset: Any, shape: Any, strides: Any, *_gradient: Any) -> View:
    if not isinstance(storage, Storage):
        raise Refused("a tensor without a storage")
    return View(storage, offset, tuple(shape), tuple(strides))


def _rebuild_parameter(tensor: Any, *_gradient: Any) -> View:
    if not isinstance(tensor, View):
        raise Refused("a parameter without a tensor")
    return tensor


def _admitted() -> dict[tuple[str, str], Any]:
    """Every name that the pickle may use. Functions come as `partial`s, made afresh for each file: a pickle
    can set attributes on what it is given, and must not reach this module by them."""
    names: dict[tuple[str, str], Any] = {
        ("collections", "OrderedDict"): OrderedDict,
        ("torch._utils", "_rebuild_tensor_v2"): partial(_rebuild_tensor),
        ("torch._utils", "_rebuild_parameter"): partial(_rebuild_parameter),
    }
    for name, kind in STORAGE_TYPES.items():
        names["torch", name] = StorageType(kind)
        names["torch.storage", name] = names["torch", name]
    return names


class TensorUnpickler(pickle.Unpickler):
    """Unpickles tensors and plain containers, and calls `storage` for each storage the pickle refers to."""

    def __init__(self, stream: IO[bytes], storage: Callable[[StorageType, str, int], Storage]) -> None:
        super().__init__(stream, encoding="utf-8")
        self._names = _admitted()
        self._storage = storage

    def find_class(self, module_name: str, global_name: str, /) -> Any:
        try:
            return self._names[module_name, global_name]
        except KeyError:
            raise Refused(f"it names {module_name}.{global_name}") from None

    def persistent_load(self, pid: Any, /) -> Storage:
        # ("storage", type, key, device, count) and, in the older container, the part of another storage.
        if not isinstance(pid, tuple) or len(pid) not in (5, 6) or pid[0] != "storage":
            raise Refused("an unknown kind of reference")
        _, storage_type, key, _, count, *part = pid
        if not (isinstance(storage_type, StorageType) and isinstance(key, str) and isinstance(count, int)):
            raise Refused("a malformed reference to a storage")
        if part not in ([], [None]):
            raise Refused("a storage that is part of another one")
        return self._storage(storage_type, key, count)


def check(file: Path) -> None:
    """See from the file's beginning and end that it is a PyTorch file. Raises ModelDamaged."""
    try:
        with file.open("rb") as stream:
            if zipfile.is_zipfile(stream):
                return
            stream.seek(0)
            if _plain_pickle(stream) == LEGACY_MAGIC:
                return
    except OSError as error:
        raise damaged(file, f"cannot be read ({error.strerror})") from error
    except (pickle.UnpicklingError, EOFError, ValueError):
        pass
    raise damaged(file, "is not a PyTorch file, or is cut short")


def read(file: Path) -> "dict[str, np.ndarray]":
    """All tensors of the file by name. Raises ModelDamaged where it is cut short or holds anything else."""
    try:
        with file.open("rb") as stream:
            found = _read_zip(stream) if zipfile.is_zipfile(stream) else _read_legacy(stream)
            return _named_arrays(found)
    except ModelDamaged:
        raise
    except Refused as error:
        raise damaged(file, f"holds more than tensors, or broken ones: {error}") from error
    except OSError as error:
        raise damaged(file, f"cannot be read ({error.strerror})") from error
    except Exception as error:  # a broken pickle can fail in any way, from IndexError to OverflowError
        raise damaged(file, f"is broken ({type(error).__name__})") from error


def _named_arrays(found: Any) -> "dict[str, np.ndarray]":
    if isinstance(found, dict) and isinstance(found.get("state_dict"), dict):
        found = found["state_dict"]
    if not isinstance(found, dict):
        raise Refused("it is not a dictionary of tensors")
    views = {name: view for name, view in found.items() if isinstance(name, str) and isinstance(view, View)}
    return {name: view.array() for name, view in views.items()}


def _read_zip(stream: IO[bytes]) -> Any:
    stream.seek(0)
    with zipfile.ZipFile(stream) as archive:
        if any(info.compress_type != zipfile.ZIP_STORED for info in archive.infolist()):
            raise Refused("its parts are compressed, as PyTorch never does")
        names = set(archive.namelist())
        pickled = next((name for name in names if name.endswith("/data.pkl")), None)
        if pickled is None:
            raise Refused("it has no data.pkl")
        root = pickled.removesuffix("data.pkl")
        if root + "byteorder" in names and archive.read(root + "byteorder") != b"little":
            raise Refused("its numbers are big-endian")
        storages: dict[str, Storage] = {}

        def storage(storage_type: StorageType, key: str, count: int) -> Storage:
            if key not in storages:
                storages[key] = Storage(storage_type, count)
                storages[key].fill(archive.read(f"{root}data/{key}"))
            return storages[key]

        with archive.open(pickled) as data:
            return TensorUnpickler(data, storage).load()


def _plain_pickle(stream: IO[bytes]) -> Any:
    """One pickle of numbers, strings and containers: it may refer to no storage."""

    def storage(*_reference: Any) -> Storage:
        raise Refused("a tensor in the preamble")

    return TensorUnpickler(stream, storage).load()


def _read_legacy(stream: IO[bytes]) -> Any:
    stream.seek(0)
    if _plain_pickle(stream) != LEGACY_MAGIC or _plain_pickle(stream) != LEGACY_PROTOCOL:
        raise Refused("it is not a PyTorch file")
    machine = _plain_pickle(stream)
    if not (isinstance(machine, dict) and machine.get("little_endian") is True):
        raise Refused("its numbers are big-endian")
    storages: dict[str, Storage] = {}

    def storage(storage_type: StorageType, key: str, count: int) -> Storage:
        return storages.setdefault(key, Storage(storage_type, count))

    found = TensorUnpickler(stream, storage).load()
    for key in _plain_pickle(stream):
        waiting = storages[key]
        (count,) = struct.unpack("<q", stream.read(8))
        if count != waiting.count:
            raise Refused("a storage has another length than its tensors")
        waiting.fill(stream.read(count * waiting.type.item_size))
    return found
