"""Writing ONNX graphs: a node a call, constants kept beside them.

Importing this imports onnx: do so where a model is prepared, not where it is read.
"""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

if TYPE_CHECKING:
    from onnx import NodeProto, ValueInfoProto

OPSET, IR_VERSION = 17, 9
CONTRIBUTED = "com.microsoft"
"""The domain of ONNX Runtime's own operators."""


class Arithmetic(StrEnum):
    """How matrices are multiplied.

    INT8 has weights of -127 to 127 a column and quantises the other side as it comes. INT7 is the same with
    weights of -63 to 63: two products of such a weight with an unsigned byte always fit into the 16 bits that
    x86 processors without VNNI add them up in, where two of INT8's may not and are cut off.
    """

    FLOAT32 = "float32"
    INT8 = "int8"
    INT7 = "int7"


LARGEST = {Arithmetic.INT8: 127, Arithmetic.INT7: 63}


class Graph:
    """A graph under construction. Every method that computes returns the names of the results."""

    def __init__(self, name: str, arithmetic: Arithmetic) -> None:
        self._name = name
        self._arithmetic = arithmetic
        self._nodes: list[NodeProto] = []
        self._constants: list[TensorProto] = []
        self._inputs: list[ValueInfoProto] = []
        self._outputs: list[ValueInfoProto] = []
        self._count = 0

    def input(self, name: str, *shape: str | int, kind: int = TensorProto.FLOAT) -> str:
        """Declare an input; a dimension that is a name may have any length."""
        self._inputs.append(helper.make_tensor_value_info(name, kind, shape))
        return name

    def output(self, name: str, *shape: str | int, kind: int = TensorProto.FLOAT) -> None:
        """Declare a result of this name an output."""
        self._outputs.append(helper.make_tensor_value_info(name, kind, shape))

    def constant(self, array: np.ndarray) -> str:
        """A constant of the array's type and shape."""
        name = self._new_name("c")
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def op(self, kind: str, *inputs: str, domain: str = "", **attributes: Any) -> str:
        """One node with one result."""
        return self.ops(kind, inputs, [self._new_name("r")], domain, **attributes)[0]

    def ops(
        self, kind: str, inputs: tuple[str, ...], outputs: list[str], domain: str = "", **attributes: Any
    ) -> list[str]:
        """One node with results of these names."""
        self._nodes.append(helper.make_node(kind, inputs, outputs, domain=domain, **attributes))
        return outputs

    def linear(self, x: str, weight: np.ndarray, bias: np.ndarray | None, result: str = "") -> str:
        """x · weightᵀ + bias, with `weight` of shape (out, in), in the graph's arithmetic."""
        result = result or self._new_name("r")
        if self._arithmetic is Arithmetic.FLOAT32:
            product = result if bias is None else self._new_name("r")
            self.ops("MatMul", (x, self.constant(weight.T)), [product])
            if bias is not None:
                self.ops("Add", (product, self.constant(bias)), [result])
            return result
        values, scales = quantised(weight, LARGEST[self._arithmetic])
        inputs = [x, self.constant(values.T), self.constant(scales), ""]
        if bias is not None:
            inputs.append(self.constant(bias))
        self.ops("DynamicQuantizeMatMul", tuple(inputs), [result], CONTRIBUTED)
        return result

    def add_and_normalise(self, x: str, y: str, gamma: np.ndarray, beta: np.ndarray, result: str = "") -> str:
        """Layer normalisation of x + y over the last dimension.

        Written as the root-mean-square normalisation of what differs from the mean, which ONNX Runtime does
        in a third to a fifth of the time of its SkipLayerNormalization and LayerNormalization.
        """
        total = self.op("Add", x, y)
        centred = self.op("Sub", total, self.op("ReduceMean", total, axes=[-1], keepdims=1))
        scaled = self.op("SimplifiedLayerNormalization", centred, self.constant(gamma), axis=-1, epsilon=1e-5)
        return self.ops("Add", (scaled, self.constant(beta)), [result or self._new_name("r")])[0]

    def save(self, file: Path) -> None:
        """Write the model. Raises OSError."""
        graph = helper.make_graph(self._nodes, self._name, self._inputs, self._outputs, self._constants)
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIBUTED, 1)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=IR_VERSION)
        onnx.save(model, str(file))

    def _new_name(self, prefix: str) -> str:
        self._count += 1
        return f"{prefix}{self._count}"


def quantised(weight: np.ndarray, largest: int) -> tuple[np.ndarray, np.ndarray]:
    """(out, in) weights as 8-bit integers from -largest to largest, and the scale of each output."""
    scales = np.abs(weight).max(axis=1) / largest
    scales = np.where(scales > 0, scales, 1.0).astype(np.float32)
    return np.rint(weight / scales[:, None]).astype(np.int8), scales
