"""Reading tensors without torch, from files that torch and safetensors wrote, and from hostile ones."""

import pickle
import zipfile
from collections import OrderedDict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from reader_app.core.errors import ModelDamaged
from reader_app.engines.weights import check_weights, read_weights

if TYPE_CHECKING:
    import torch


@pytest.fixture
def tensors() -> "dict[str, torch.Tensor]":
    import torch

    torch.manual_seed(1)
    base = torch.randn(6, 4)
    return {
        "matrix": base,
        "tied": base,
        "transposed": base.T,
        "row": base[3],
        "strided": base[1:5:2, ::3],
        "half": torch.randn(3, 5).half(),
        "double": torch.randn(2, 3, 4).double(),
        "brain": torch.randn(7).bfloat16(),
        "scalar": torch.tensor(2.5),
        "empty": torch.zeros(0, 4),
        "parameter": torch.nn.Parameter(torch.randn(2, 2)),
        "counts": torch.arange(5),
    }


def assert_same(found: dict[str, np.ndarray], expected: "dict[str, torch.Tensor]") -> None:
    floating = {name: tensor for name, tensor in expected.items() if tensor.is_floating_point()}
    assert found.keys() == floating.keys()
    for name, tensor in floating.items():
        assert found[name].dtype == np.float32
        np.testing.assert_array_equal(found[name], tensor.detach().float().numpy())


@pytest.mark.parametrize("zip_format", [True, False], ids=["zip", "legacy"])
def test_pytorch_file_reads_as_torch_wrote_it(
    tensors: "dict[str, torch.Tensor]", tmp_path: Path, zip_format: bool
) -> None:
    import torch

    file = tmp_path / "pytorch_model.bin"
    torch.save(OrderedDict(tensors), file, _use_new_zipfile_serialization=zip_format)
    check_weights(file)
    assert_same(read_weights(file), tensors)


def test_pytorch_file_reads_when_dictionary_is_nested_under_state_dict(tmp_path: Path) -> None:
    import torch

    file = tmp_path / "pytorch_model.bin"
    torch.save({"state_dict": {"a": torch.ones(2)}, "epoch": 3}, file)
    assert_same(read_weights(file), {"a": torch.ones(2)})


def test_safetensors_file_reads_as_safetensors_wrote_it(
    tensors: "dict[str, torch.Tensor]", tmp_path: Path
) -> None:
    from safetensors.torch import save_file

    file = tmp_path / "model.safetensors"
    apart = {name: tensor.detach().clone().contiguous() for name, tensor in tensors.items()}
    save_file(apart, file, {"format": "pt"})
    check_weights(file)
    assert_same(read_weights(file), apart)


class Attack:
    """Pickles as a call of `function`, which unpickling without care would make."""

    def __init__(self, function: Any, *arguments: Any) -> None:
        self.call = (function, arguments)

    def __reduce__(self) -> Any:
        return self.call


@pytest.mark.parametrize("zip_format", [True, False], ids=["zip", "legacy"])
def test_pickled_code_is_refused_and_not_run(tmp_path: Path, zip_format: bool) -> None:
    import torch

    file, mark = tmp_path / "pytorch_model.bin", tmp_path / "it-ran"
    attack = Attack(Path.write_text, mark, "x")
    torch.save({"a": torch.ones(2), "b": attack}, file, _use_new_zipfile_serialization=zip_format)
    with pytest.raises(ModelDamaged, match="holds more than tensors"):
        read_weights(file)
    assert not mark.exists()


@pytest.mark.parametrize(
    "function", [eval, exec, __import__, getattr, print, bytearray, OrderedDict.fromkeys]
)
def test_builtins_are_refused(tmp_path: Path, function: Any) -> None:
    import torch

    file = tmp_path / "pytorch_model.bin"
    torch.save({"a": Attack(function, "1")}, file)
    with pytest.raises(ModelDamaged, match="it names"):
        read_weights(file)


def write_zip(file: Path, pickled: bytes, storage: bytes = b"\0" * 16) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("archive/data.pkl", pickled)
        archive.writestr("archive/data/0", storage)


class Reference:
    """Pickles as a reference to four 32-bit floats, which then make up a tensor of any geometry."""

    def __init__(self, offset: Any, shape: Any, strides: Any) -> None:
        self.geometry = (offset, shape, strides)

    def __reduce__(self) -> Any:
        import torch

        rebuild = torch._utils._rebuild_tensor_v2  # type: ignore[attr-defined]
        return rebuild, (Storage4(), *self.geometry, False, OrderedDict())


class Storage4:
    """Stands for the storage that `ReferencePickler` refers to."""


class ReferencePickler(pickle.Pickler):
    def persistent_id(self, obj: Any) -> Any:
        import torch

        return ("storage", torch.FloatStorage, "0", "cpu", 4) if isinstance(obj, Storage4) else None


@pytest.mark.parametrize(
    ("offset", "shape", "strides"),
    [
        (0, (5,), (1,)),
        (1, (4,), (1,)),
        (0, (2, 2), (4, 1)),
        (-1, (2,), (1,)),
        (0, (2,), (-1,)),
        (0, (10**12,), (0,)),
        (0, (2, 2), (1,)),
        (0, (2.0,), (1,)),
        ("0", (2,), (1,)),
        (2**70, (1,), (1,)),
    ],
)
def test_tensor_is_refused_when_it_reaches_beyond_its_storage(
    tmp_path: Path, offset: Any, shape: Any, strides: Any
) -> None:
    import io

    stream = io.BytesIO()
    ReferencePickler(stream, protocol=2).dump({"a": Reference(offset, shape, strides)})
    file = tmp_path / "pytorch_model.bin"
    write_zip(file, stream.getvalue())
    with pytest.raises(ModelDamaged, match=r"pytorch_model\.bin"):
        read_weights(file)


@pytest.mark.parametrize("name", ["pytorch_model.bin", "model.safetensors"])
@pytest.mark.parametrize(
    "content", [b"", b"\0" * 7, b"version https://git-lfs.github.com/spec/v1\n", b"{}" * 99]
)
def test_file_is_damaged_when_it_is_something_else(tmp_path: Path, name: str, content: bytes) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(ModelDamaged, match=name.replace(".", r"\.")):
        check_weights(file)
    with pytest.raises(ModelDamaged):
        read_weights(file)


@pytest.mark.parametrize("kept", [0.3, 0.9, 0.999])
@pytest.mark.parametrize("container", ["zip", "legacy", "safetensors"])
def test_file_is_damaged_when_it_is_cut(tmp_path: Path, container: str, kept: float) -> None:
    import torch
    from safetensors.torch import save_file

    tensors = {name: torch.randn(40, 40) for name in "abcdef"}
    file = tmp_path / ("model.safetensors" if container == "safetensors" else "pytorch_model.bin")
    if container == "safetensors":
        save_file(tensors, file)
    else:
        torch.save(tensors, file, _use_new_zipfile_serialization=container == "zip")
    data = file.read_bytes()
    file.write_bytes(data[: int(kept * len(data))])
    with pytest.raises(ModelDamaged):
        read_weights(file)
    if container != "legacy":  # whose length is known only once it has been read
        with pytest.raises(ModelDamaged):
            check_weights(file)
