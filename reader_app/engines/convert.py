"""A Marian checkpoint as a CTranslate2 model folder, made with numpy alone.

The names and the layout of the variables are CTranslate2's for a post-norm Transformer. The result is, byte
for byte, what CTranslate2's own converter makes of the same checkpoint with torch and transformers; a test
holds it to that.
"""

import json
import math
from pathlib import Path
from typing import TYPE_CHECKING

from reader_app.core.errors import ModelDamaged
from reader_app.engines.checkpoint import CONFIG, EOS, UNK, Architecture, Checkpoint
from reader_app.engines.ctranslate2_format import write_model
from reader_app.engines.damage import damaged, unsupported
from reader_app.engines.weights import read_weights

if TYPE_CHECKING:
    import numpy as np

ACTIVATIONS = {"relu": 0, "swish": 2, "silu": 2, "gelu": 3}
"""CTranslate2's numbers for the activation functions that Marian checkpoints use."""

EMBEDDINGS = (
    "model.shared.weight",
    "model.decoder.embed_tokens.weight",
    "model.encoder.embed_tokens.weight",
    "lm_head.weight",
)
"""The names of the one embedding table; which of them a file keeps depends on what saved it."""


def convert(checkpoint: Checkpoint, folder: Path) -> None:
    """Write `model.bin`, `config.json` and `shared_vocabulary.json` into `folder`, which exists.

    Raises ModelDamaged where the weights lack a tensor or have one of another shape, OSError where the
    folder cannot be written.
    """
    variables, vocabulary, start = network(checkpoint)
    with (folder / "model.bin").open("wb") as stream:
        write_model(stream, variables)
    settings = {
        "add_source_bos": False,
        "add_source_eos": False,
        "bos_token": "<s>",
        "decoder_start_token": start,
        "eos_token": EOS,
        "layer_norm_epsilon": None,
        "multi_query_attention": False,
        "unk_token": UNK,
    }
    _write_json(folder / "config.json", settings)
    _write_json(folder / "shared_vocabulary.json", vocabulary)


def network(checkpoint: Checkpoint) -> "tuple[dict[str, np.ndarray], list[str], str]":
    """The checkpoint's arrays under CTranslate2's names, the pieces of its vocabulary, and the decoder's
    first token, which stands for a zero vector where `decoder/start_from_zero_embedding` says so.

    Raises ModelDamaged where the weights lack a tensor or have one of another shape.
    """
    return _Conversion(checkpoint).result()


def _write_json(file: Path, value: object) -> None:
    file.write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")


def sinusoidal_positions(positions: int, width: int) -> "np.ndarray":
    """(positions, width): sin(p / 10000^(2i/width)) in the first half of each row, the cosines in the second.

    Vaswani et al. 2017, section 3.5, with sines and cosines apart instead of by turns, as in Marian.
    """
    import numpy as np

    index = np.arange((width + 1) // 2)
    angles = np.arange(positions)[:, None] / np.power(10000, 2 * index / width)
    table = np.concatenate([np.sin(angles), np.cos(angles[:, : width // 2])], axis=1)
    return table.astype(np.float32)


class _Conversion:
    """One checkpoint's tensors under CTranslate2's names. Used once."""

    def __init__(self, checkpoint: Checkpoint) -> None:
        self._checkpoint = checkpoint
        self._tensors = read_weights(checkpoint.weights)
        self._variables: dict[str, np.ndarray] = {}

    def result(self) -> "tuple[dict[str, np.ndarray], list[str], str]":
        """The variables, the vocabulary and the decoder's start token."""
        import numpy as np

        shape = self._checkpoint.architecture
        self._stack("encoder", shape.encoder_layers, shape.encoder_heads)
        self._stack("decoder", shape.decoder_layers, shape.decoder_heads)
        self._scalars("encoder", np.int8, embeddings_merge=0, multi_query_attention=0)
        self._scalars("decoder", np.int8, alibi=0, alibi_use_positive_positions=0, scale_alibi=0)
        self._scalars("decoder", np.int16, alignment_layer=-1, alignment_heads=1)
        return self._with_vocabulary(shape)

    def _with_vocabulary(self, shape: Architecture) -> "tuple[dict[str, np.ndarray], list[str], str]":
        """Add what goes by the vocabulary.

        Marian starts decoding from a zero vector; transformers from the padding entry, whose row it keeps
        at zero. Where it is, and stands last, the entry is left out, so that it cannot be put out.
        Fine-tuning can move the row: the entry then stays, and the engine bans it.
        """
        import numpy as np

        vocabulary = list(self._checkpoint.vocabulary)
        embeddings = self._embeddings(shape)
        output = embeddings if shape.tied_output else self._tensor("lm_head.weight", *embeddings.shape)
        bias = self._tensors.get("final_logits_bias", np.zeros((1, shape.pieces), np.float32)).reshape(-1)
        if bias.shape != (shape.pieces,):
            raise damaged(
                self._checkpoint.weights, "has a final_logits_bias of another length than vocab_size"
            )
        zero_start = shape.pad == shape.pieces - 1 and not embeddings[shape.pad].any()
        start = EOS if zero_start else vocabulary[shape.pad]
        if zero_start:
            vocabulary.pop()
            embeddings, output, bias = embeddings[:-1], output[:-1], bias[:-1]
        self._scalars("decoder", np.int8, start_from_zero_embedding=int(zero_start))
        self._variables["encoder/embeddings_0/weight"] = embeddings
        self._variables["decoder/embeddings/weight"] = embeddings
        self._variables["decoder/projection/weight"] = output
        if bias.any():
            self._variables["decoder/projection/bias"] = bias
        return self._variables, vocabulary, start

    def _embeddings(self, shape: Architecture) -> "np.ndarray":
        for name in EMBEDDINGS:
            if name in self._tensors:
                return self._tensor(name, shape.pieces, shape.width)
        raise damaged(self._checkpoint.weights, f"lacks the tensor {EMBEDDINGS[0]}")

    def _stack(self, side: str, layers: int, heads: int) -> None:
        """The encoder or the decoder, but for the embeddings of its pieces."""
        import numpy as np

        shape = self._checkpoint.architecture
        if shape.activation not in ACTIVATIONS:
            config = self._checkpoint.folder / CONFIG
            raise unsupported(config, f"names the activation {shape.activation!r}, which is not known")
        scale = math.sqrt(shape.width) if shape.scaled_embeddings else 1.0
        self._scalars(side, np.int8, activation=ACTIVATIONS[shape.activation], pre_norm=0)
        self._scalars(side, np.int16, num_heads=heads)
        self._scalars(side, np.float32, scale_embeddings=scale)
        name = f"model.{side}.embed_positions.weight"
        if name in self._tensors:
            positions = self._tensor(name, shape.positions, shape.width)
        else:
            positions = sinusoidal_positions(shape.positions, shape.width)
        self._variables[f"{side}/position_encodings/encodings"] = positions
        for index in range(layers):
            self._layer(f"{side}/layer_{index}", f"model.{side}.layers.{index}", side == "decoder")

    def _layer(self, to: str, of: str, attends_source: bool) -> None:
        self._fuse(f"{to}/self_attention/linear_0", f"{of}.self_attn", "qkv")
        self._linear(f"{to}/self_attention/linear_1", f"{of}.self_attn.out_proj", square=True)
        self._norm(f"{to}/self_attention/layer_norm", f"{of}.self_attn_layer_norm")
        if attends_source:
            self._fuse(f"{to}/attention/linear_0", f"{of}.encoder_attn", "q")
            self._fuse(f"{to}/attention/linear_1", f"{of}.encoder_attn", "kv")
            self._linear(f"{to}/attention/linear_2", f"{of}.encoder_attn.out_proj", square=True)
            self._norm(f"{to}/attention/layer_norm", f"{of}.encoder_attn_layer_norm")
        self._linear(f"{to}/ffn/linear_0", f"{of}.fc1")
        self._linear(f"{to}/ffn/linear_1", f"{of}.fc2")
        self._norm(f"{to}/ffn/layer_norm", f"{of}.final_layer_norm")

    def _fuse(self, to: str, of: str, parts: str) -> None:
        """Query, key and value projections as one: rows under rows."""
        import numpy as np

        width = self._checkpoint.architecture.width
        weights = [self._tensor(f"{of}.{part}_proj.weight", width, width) for part in parts]
        biases = [self._tensor(f"{of}.{part}_proj.bias", width) for part in parts]
        self._variables[f"{to}/weight"] = np.concatenate(weights)
        self._variables[f"{to}/bias"] = np.concatenate(biases)

    def _linear(self, to: str, of: str, square: bool = False) -> None:
        width = self._checkpoint.architecture.width
        weight = self._tensor(f"{of}.weight", width if square else None, None)
        if weight.shape[0] != width and weight.shape[1] != width:
            raise self._misshapen(f"{of}.weight", weight.shape)
        self._variables[f"{to}/weight"] = weight
        self._variables[f"{to}/bias"] = self._tensor(f"{of}.bias", weight.shape[0])

    def _norm(self, to: str, of: str) -> None:
        width = self._checkpoint.architecture.width
        self._variables[f"{to}/gamma"] = self._tensor(f"{of}.weight", width)
        self._variables[f"{to}/beta"] = self._tensor(f"{of}.bias", width)

    def _scalars(self, side: str, kind: "type[np.generic]", **values: float) -> None:
        import numpy as np

        for name, value in values.items():
            self._variables[f"{side}/{name}"] = np.array(value, dtype=kind)

    def _tensor(self, name: str, *expected: int | None) -> "np.ndarray":
        """The tensor of this name; ModelDamaged where it is missing or a dimension differs (None: any)."""
        tensor = self._tensors.get(name)
        if tensor is None:
            raise damaged(self._checkpoint.weights, f"lacks the tensor {name}")
        fits = len(expected) == tensor.ndim
        if not fits or any(e not in (None, n) for e, n in zip(expected, tensor.shape, strict=True)):
            raise self._misshapen(name, tensor.shape)
        return tensor

    def _misshapen(self, name: str, shape: tuple[int, ...]) -> ModelDamaged:
        return damaged(self._checkpoint.weights, f"has the tensor {name} in the unexpected shape {shape}")
