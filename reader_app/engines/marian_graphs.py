"""A Marian network as ONNX graphs: the encoder, one step of the decoder, and the output layer.

Dimensions: G sentences at once, R rows of the decoder for each (the beams, or the positions of a given
output), S source pieces, P earlier entries of the cache, H heads of width W, D = H · W units, V pieces.

The cache is not reordered when beams change places. Every row attends to all entries of its sentence, and
a bias says which of them are its own past: 0 for those, a large negative number for the others.
"""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from onnx import TensorProto

from reader_app.engines.onnx_graph import CONTRIBUTED, Arithmetic, Graph

Variables = Mapping[str, np.ndarray]
"""A network's arrays under CTranslate2's names, as `convert.network` gives them."""

ACTIVATIONS = {
    0: ("Relu", "", {}),
    2: ("QuickGelu", CONTRIBUTED, {"alpha": 1.0}),
    3: ("Gelu", CONTRIBUTED, {}),
}
"""By CTranslate2's numbers. x · sigmoid(x), which Marian calls swish, is QuickGelu with the factor 1."""


class _Stack:
    """The parts that the encoder's and the decoder's layers have in common."""

    def __init__(self, graph: Graph, variables: Variables, side: str) -> None:
        self.graph = graph
        self.heads = int(variables[f"{side}/num_heads"])
        self._variables = variables
        self._activation = int(variables[f"{side}/activation"])

    def linear(self, x: str, name: str) -> str:
        return self.graph.linear(x, self._variables[f"{name}/weight"], self._variables[f"{name}/bias"])

    def normalise(self, x: str, y: str, name: str, result: str = "") -> str:
        gamma, beta = (self._variables[f"{name}/layer_norm/{part}"] for part in ("gamma", "beta"))
        return self.graph.add_and_normalise(x, y, gamma, beta, result)

    def attention(self, *inputs: str) -> str:
        """Inputs: query, key, value, projection bias, padding mask, bias; empty for none."""
        return self.graph.op("MultiHeadAttention", *inputs, domain=CONTRIBUTED, num_heads=self.heads)

    def feed_forward(self, x: str, layer: str, result: str = "") -> str:
        kind, domain, attributes = ACTIVATIONS[self._activation]
        inner = self.graph.op(kind, self.linear(x, f"{layer}/ffn/linear_0"), domain=domain, **attributes)
        return self.normalise(self.linear(inner, f"{layer}/ffn/linear_1"), x, f"{layer}/ffn", result)


def write_encoder(variables: Variables, layers: tuple[int, int], arithmetic: Arithmetic, file: Path) -> None:
    """`layers` of the encoder and of the decoder.

    Inputs: `x` (G, S, D), the embedded pieces; `bias` (G, 1, S, S). Outputs: for each layer i of the
    decoder, `cross_key_i` and `cross_value_i` (G, H, S, W).
    """
    graph = Graph("encoder", arithmetic)
    stack = _Stack(graph, variables, "encoder")
    width = variables["encoder/layer_0/ffn/layer_norm/gamma"].size
    x = graph.input("x", "G", "S", width)
    bias = graph.input("bias", "G", 1, "S", "S")
    for index in range(layers[0]):
        layer = f"encoder/layer_{index}"
        query, key, value = _split(graph, stack.linear(x, f"{layer}/self_attention/linear_0"), 3)
        context = stack.attention(query, key, value, "", "", bias)
        mixed = stack.linear(context, f"{layer}/self_attention/linear_1")
        x = stack.feed_forward(stack.normalise(mixed, x, f"{layer}/self_attention"), layer)
    decoder = _Stack(graph, variables, "decoder")
    heads = decoder.heads
    shape = graph.constant(np.array([0, 0, heads, width // heads], np.int64))
    for index in range(layers[1]):
        both = decoder.linear(x, f"decoder/layer_{index}/attention/linear_1")
        for name, part in zip(("key", "value"), _split(graph, both, 2), strict=True):
            split = graph.op("Reshape", part, shape)
            result = f"cross_{name}_{index}"
            graph.ops("Transpose", (split,), [result], perm=[0, 2, 1, 3])
            graph.output(result, "G", heads, "S", width // heads)
    graph.save(file)


def write_decoder(
    variables: Variables, layers: int, arithmetic: Arithmetic, pieces: np.ndarray, file: Path
) -> None:
    """One step of the decoder, with an output layer over the V `pieces`, given by their ids.

    Inputs: `x` (G, R, D), the embedded rows; `bias` (G, 1, R, P + R) and `cross_bias` (G, 1, R, S); for
    each layer i `past_key_i`, `past_value_i` (G, H, P, W) and `cross_key_i`, `cross_value_i` (G, H, S, W);
    `count` (1), see `write_output`.

    Outputs: `hidden` (G, R, D); `key_i`, `value_i` (G, H, P + R, W); `attention` (G, H, R, S), the weights
    with which the last layer's heads attend to the source; those of `write_output`, for (G, R).
    """
    graph = Graph("decoder", arithmetic)
    stack = _Stack(graph, variables, "decoder")
    heads = stack.heads
    width = variables["decoder/layer_0/ffn/layer_norm/gamma"].size
    x = graph.input("x", "G", "R", width)
    bias = graph.input("bias", "G", 1, "R", "N")
    cross_bias = graph.input("cross_bias", "G", 1, "R", "S")
    for index in range(layers):
        layer = f"decoder/layer_{index}"
        past = [graph.input(f"past_{n}_{index}", "G", heads, "P", width // heads) for n in ("key", "value")]
        cross = [graph.input(f"cross_{n}_{index}", "G", heads, "S", width // heads) for n in ("key", "value")]
        query, key, value = _split(graph, stack.linear(x, f"{layer}/self_attention/linear_0"), 3)
        context, *now = graph.ops(
            "MultiHeadAttention",
            (query, key, value, "", "", bias, *past),
            [f"context_{index}", f"key_{index}", f"value_{index}"],
            CONTRIBUTED,
            num_heads=heads,
        )
        for name in now:
            graph.output(name, "G", heads, "N", width // heads)
        mixed = stack.linear(context, f"{layer}/self_attention/linear_1")
        x = stack.normalise(mixed, x, f"{layer}/self_attention")
        query = stack.linear(x, f"{layer}/attention/linear_0")
        if index == layers - 1:
            _attend(graph, query, cross[0], cross_bias, heads, width)
        context = stack.attention(query, *cross, "", "", cross_bias)
        x = stack.normalise(stack.linear(context, f"{layer}/attention/linear_2"), x, f"{layer}/attention")
        x = stack.feed_forward(x, layer, result="hidden" if index == layers - 1 else "")
    graph.output("hidden", "G", "R", width)
    _project(graph, x, variables, pieces, ("G", "R"))
    graph.save(file)


def write_output(variables: Variables, arithmetic: Arithmetic, pieces: np.ndarray, file: Path) -> None:
    """The output layer alone, over the V `pieces`, given by their ids.

    Inputs: `hidden` (rows, D); `count` (1), how many of the best are wanted. Outputs: `best` (rows, count)
    logits and their `places` (rows, count) among the pieces, best first; `probability` (rows, 1) of the
    very best among the pieces; `logits` (rows, V).
    """
    graph = Graph("output", arithmetic)
    width = variables["decoder/projection/weight"].shape[1]
    _project(graph, graph.input("hidden", "rows", width), variables, pieces, ("rows",))
    graph.save(file)


def _attend(graph: Graph, query: str, key: str, bias: str, heads: int, width: int) -> None:
    shape = graph.constant(np.array([0, 0, heads, width // heads], np.int64))
    rows = graph.op("Transpose", graph.op("Reshape", query, shape), perm=[0, 2, 1, 3])
    scale = (width // heads) ** -0.5
    scores = graph.op("FusedMatMul", rows, key, domain=CONTRIBUTED, transB=1, alpha=scale)
    graph.ops("Softmax", (graph.op("Add", scores, bias),), ["attention"], axis=-1)
    graph.output("attention", "G", heads, "R", "S")


def _project(
    graph: Graph, hidden: str, variables: Variables, pieces: np.ndarray, rows: tuple[str, ...]
) -> None:
    count = graph.input("count", 1, kind=TensorProto.INT64)
    bias = variables.get("decoder/projection/bias")
    weight = variables["decoder/projection/weight"][pieces]
    graph.linear(hidden, weight, None if bias is None else bias[pieces], result="logits")
    graph.ops("TopK", ("logits", count), ["best", "places"], axis=-1)
    # The sum of all exponentials follows from this one number. ReduceLogSumExp would give it at once, and
    # takes as long as the matrix product before it.
    shares = graph.op("Softmax", "logits", axis=-1)
    graph.ops("ReduceMax", (shares,), ["probability"], axes=[-1], keepdims=1)
    graph.output("best", *rows, "count")
    graph.output("places", *rows, "count", kind=TensorProto.INT64)
    graph.output("probability", *rows, 1)
    graph.output("logits", *rows, len(pieces))


def _split(graph: Graph, x: str, parts: int) -> list[str]:
    return graph.ops("Split", (x,), [f"{x}_{index}" for index in range(parts)], axis=-1)
