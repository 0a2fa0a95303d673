"""The form of a checkpoint that the engine on ONNX Runtime reads: graphs, embeddings and settings.

encoder.onnx, decoder.onnx   see `marian_graphs`; the decoder puts out the pieces that English can use
rest.onnx                    the output layer over all other pieces
embeddings.npy               (V, D), 16-bit floats where the graphs compute with integers
positions.npy                (positions, D), 32-bit floats
form.json                    see `Settings`
"""

import json
import unicodedata
from dataclasses import asdict, dataclass
from pathlib import Path

from reader_app.engines.checkpoint import PAD, TARGET_PIECES, Checkpoint
from reader_app.engines.convert import network
from reader_app.engines.derived import Form
from reader_app.engines.tokenizer import piece_names

LAYOUT = 3

ENCODER, DECODER, REST = "encoder.onnx", "decoder.onnx", "rest.onnx"
EMBEDDINGS, POSITIONS, SETTINGS = "embeddings.npy", "positions.npy", "form.json"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the graphs do not say.

    `scale` multiplies the embeddings. `start` is the id whose embedding starts the decoder, None for a zero
    vector. `used` lists the ids that the decoder's output layer stands for, in its order, `rest` those of
    the other one. Padding is in neither.
    """

    layers: int
    heads: int
    scale: float
    start: int | None
    used: tuple[int, ...]
    rest: tuple[int, ...]


def form(arithmetic: str) -> Form:
    """The form whose matrices are multiplied in this arithmetic (the name of an `Arithmetic`)."""

    def write(checkpoint: Checkpoint, folder: Path) -> None:
        _write(checkpoint, folder, arithmetic)

    return Form(f"onnx-{arithmetic}", LAYOUT, write)


def read_settings(folder: Path) -> Settings:
    """The settings of the form in a folder."""
    values = json.loads((folder / SETTINGS).read_text(encoding="utf-8"))
    return Settings(**{**values, "used": tuple(values["used"]), "rest": tuple(values["rest"])})


def _write(checkpoint: Checkpoint, folder: Path, arithmetic: str) -> None:
    import numpy as np

    from reader_app.engines.marian_graphs import write_decoder, write_encoder, write_output
    from reader_app.engines.onnx_graph import Arithmetic

    kind = Arithmetic(arithmetic)
    variables, vocabulary, start = network(checkpoint)
    shape = checkpoint.architecture
    from_zero = bool(variables["decoder/start_from_zero_embedding"])
    used, rest = split_vocabulary(checkpoint, vocabulary)
    settings = Settings(
        layers=shape.decoder_layers,
        heads=shape.decoder_heads,
        scale=float(variables["decoder/scale_embeddings"]),
        start=None if from_zero else vocabulary.index(start),
        used=tuple(used),
        rest=tuple(rest),
    )
    layers = (shape.encoder_layers, shape.decoder_layers)
    write_encoder(variables, layers, kind, folder / ENCODER)
    write_decoder(variables, shape.decoder_layers, kind, np.array(used), folder / DECODER)
    if rest:
        write_output(variables, kind, np.array(rest), folder / REST)
    exact = kind is Arithmetic.FLOAT32
    embeddings = variables["decoder/embeddings/weight"]
    np.save(folder / EMBEDDINGS, embeddings if exact else embeddings.astype(np.float16))
    np.save(folder / POSITIONS, variables["decoder/position_encodings/encodings"])
    (folder / SETTINGS).write_text(json.dumps(asdict(settings)) + "\n", encoding="utf-8")


def split_vocabulary(checkpoint: Checkpoint, vocabulary: list[str]) -> tuple[list[int], list[int]]:
    """The ids of the pieces that English can use, and of all others but padding.

    English uses the pieces that the target's SentencePiece model knows, where they have no Arabic letter,
    and the special tokens. A piece of neither kind was never a part of an English text that the model was
    trained on.
    """
    known = piece_names(checkpoint.folder / TARGET_PIECES)
    used, rest = [], []
    for index, piece in enumerate(vocabulary):
        if piece == PAD:
            continue
        wanted = piece in known and not any(map(_is_arabic, piece))
        (used if wanted or index == checkpoint.architecture.eos else rest).append(index)
    return used, rest


def _is_arabic(character: str) -> bool:
    return unicodedata.name(character, "").startswith("ARABIC")
