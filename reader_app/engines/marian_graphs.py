"""A Marian network as ONNX graphs: the encoder, one step of the decoder, and the output layer.

Dimensions: G sentences at once, R rows of the decoder for each (the beams, or the positions of a given
output), S source pieces, C places of the cache, H heads of width W, D = H · W units, V pieces.

The cache is neither copied nor reordered when beams change places. A step writes the keys and values of its
rows to the places that it is told, and a bias says which places are a row's own past: 0 for those, a large
negative number for the others.
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


BLOCK = 32
"""Pieces of the output layer that are looked through together for the best ones."""

NEVER = -1e9
"""The bias of what fills up the last block."""


class _Stack:
    """The parts that the encoder's and the decoder's layers have in common."""

    def __init__(self, graph: Graph, variables: Variables, side: str) -> None:
        self.graph = graph
        self.heads = int(variables[f"{side}/num_heads"])
        self._variables = variables
        self._activation = int(variables[f"{side}/activation"])

    def linear(self, x: str, name: str, result: str = "") -> str:
        weight, bias = (self._variables[f"{name}/{part}"] for part in ("weight", "bias"))
        return self.graph.linear(x, weight, bias, result)

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

    Inputs: `x` (G, R, D), the embedded rows; `bias` (G, 1, R, C) and `cross_bias` (G, 1, R, S); `slots`
    (G, R, H, 3), where a row's keys and values go, as sentence, head and place of the cache; for each layer
    i `keys_i`, `values_i` (G, H, C, W) and `cross_key_i`, `cross_value_i` (G, H, S, W); `count` (1), see
    `write_output`.

    Outputs: `hidden` (G, R, D); `new_keys_i`, `new_values_i` (G, H, C, W), which are to be bound to the
    memory of `keys_i`, `values_i`: only then is nothing copied; `query` (G, R, D), with which the last layer
    asks for the source; those of `write_output`, for (G, R).
    """
    graph = Graph("decoder", arithmetic)
    stack = _Stack(graph, variables, "decoder")
    heads = stack.heads
    width = variables["decoder/layer_0/ffn/layer_norm/gamma"].size
    x = graph.input("x", "G", "R", width)
    bias = graph.input("bias", "G", 1, "R", "C")
    cross_bias = graph.input("cross_bias", "G", 1, "R", "S")
    slots = graph.input("slots", "G", "R", heads, 3, kind=TensorProto.INT64)
    by_head = graph.constant(np.array([0, 0, heads, width // heads], np.int64))
    for index in range(layers):
        layer = f"decoder/layer_{index}"
        query, *new = _split(graph, stack.linear(x, f"{layer}/self_attention/linear_0"), 3)
        now = []
        for name, rows in zip(("keys", "values"), new, strict=True):
            before = graph.input(f"{name}_{index}", "G", heads, "C", width // heads)
            update = graph.op("Reshape", rows, by_head)
            now += graph.ops("ScatterND", (before, slots, update), [f"new_{name}_{index}"])
            graph.output(f"new_{name}_{index}", "G", heads, "C", width // heads)
        mixed = stack.linear(stack.attention(query, *now, "", "", bias), f"{layer}/self_attention/linear_1")
        x = stack.normalise(mixed, x, f"{layer}/self_attention")
        cross = [graph.input(f"cross_{n}_{index}", "G", heads, "S", width // heads) for n in ("key", "value")]
        is_last = index == layers - 1
        query = stack.linear(x, f"{layer}/attention/linear_0", result="query" if is_last else "")
        context = stack.attention(query, *cross, "", "", cross_bias)
        x = stack.normalise(stack.linear(context, f"{layer}/attention/linear_2"), x, f"{layer}/attention")
        x = stack.feed_forward(x, layer, result="hidden" if is_last else "")
    graph.output("query", "G", "R", width)
    graph.output("hidden", "G", "R", width)
    _project(graph, x, variables, pieces, ("G", "R"))
    graph.save(file)


def write_output(variables: Variables, arithmetic: Arithmetic, pieces: np.ndarray, file: Path) -> None:
    """The output layer alone, over the V `pieces`, given by their ids.

    Inputs: `hidden` (rows, D); `count` (1), how many of the best are wanted, V at most. Outputs: `best`
    (rows, count) logits and their `places` (rows, count) among the pieces, best first; `probability`
    (rows, 1) of the very best among the pieces; `logits` (rows, V and what fills up the last block).
    """
    graph = Graph("output", arithmetic)
    width = variables["decoder/projection/weight"].shape[1]
    _project(graph, graph.input("hidden", "rows", width), variables, pieces, ("rows",))
    graph.save(file)


def _project(
    graph: Graph, hidden: str, variables: Variables, pieces: np.ndarray, rows: tuple[str, ...]
) -> None:
    count = graph.input("count", 1, kind=TensorProto.INT64)
    weight = variables["decoder/projection/weight"][pieces]
    bias = variables.get("decoder/projection/bias", np.zeros(len(variables["decoder/projection/weight"])))
    fill = -len(pieces) % BLOCK
    weight = np.pad(weight, ((0, fill), (0, 0)))
    bias = np.pad(bias[pieces].astype(np.float32), (0, fill), constant_values=NEVER)
    graph.linear(hidden, weight, bias, result="logits")
    _best(graph, count, len(bias) // BLOCK, len(rows))
    # The sum of all exponentials follows from this one number. ReduceLogSumExp would give it at once, and
    # takes as long as the matrix product before it.
    shares = graph.op("Softmax", "logits", axis=-1)
    graph.ops("ReduceMax", (shares,), ["probability"], axes=[-1], keepdims=1)
    graph.output("best", *rows, "count")
    graph.output("places", *rows, "count", kind=TensorProto.INT64)
    graph.output("probability", *rows, 1)
    graph.output("logits", *rows, len(bias))


def _best(graph: Graph, count: str, blocks: int, dimensions: int) -> None:
    """`best` and `places` of `logits`: the best of the blocks with the best ones.

    A block whose best is not among the `count` best blocks cannot have one of the `count` best. TopK over
    everything takes twice the time.
    """
    size = graph.constant(np.array(BLOCK, np.int64))
    outer = [0] * dimensions
    in_blocks = graph.op("Reshape", "logits", graph.constant(np.array([*outer, blocks, BLOCK], np.int64)))
    peaks = graph.op("ReduceMax", in_blocks, axes=[-1], keepdims=0)
    some = graph.op("Min", count, graph.constant(np.array([blocks], np.int64)))
    _, chosen = graph.ops("TopK", (peaks, some), ["peaks", "blocks"], axis=-1)
    at = graph.op("Unsqueeze", chosen, graph.constant(np.array([-1], np.int64)))
    rows = graph.op("GatherND", in_blocks, at, batch_dims=dimensions)
    flat = graph.op("Reshape", rows, graph.constant(np.array([*outer, -1], np.int64)))
    _, within = graph.ops("TopK", (flat, count), ["best", "within"], axis=-1)
    block = graph.op("GatherElements", chosen, graph.op("Div", within, size), axis=-1)
    graph.ops("Add", (graph.op("Mul", block, size), graph.op("Mod", within, size)), ["places"])


def _split(graph: Graph, x: str, parts: int) -> list[str]:
    return graph.ops("Split", (x,), [f"{x}_{index}" for index in range(parts)], axis=-1)
