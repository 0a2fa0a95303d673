"""The tagger's data in a file, and back: numpy's own format, compressed, without pickled objects."""

from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from reader_app.core.errors import ModelDamaged
from reader_app.tagging.crf import TAGS, Weights
from reader_app.tagging.letters import CLASSES, ROWS, LetterModel
from reader_app.tagging.lexicon import Lexicon, Table
from reader_app.tagging.network import Network

FILE = "tagger.npz"


def save(network: Network, path: Path) -> None:
    """Write a network. Letters' weights are kept as 8-bit numbers: a reader gets them rounded."""
    letters = network.letters.weights
    scale = float(np.abs(letters).max()) / 127
    lexicon, weights = network.lexicon, network.weights
    np.savez_compressed(
        path,
        words=lexicon.words.hashes,
        word_codes=lexicon.words.codes,
        phrases=lexicon.phrases.hashes,
        phrase_codes=lexicon.phrases.codes,
        letters=np.round(letters / scale).astype(np.int8),
        letter_scale=np.float32(scale),
        letter_bias=network.letters.bias,
        features=weights.hashes,
        rows=weights.rows,
        row_scale=np.float32(weights.scale),
        steps=weights.steps,
    )


def load(path: Path) -> Network:
    """Read a network. Raises ModelDamaged: missing, or not what `save` writes."""
    try:
        # Read whole first: numpy leaves a file open that it finds damaged.
        with np.load(BytesIO(path.read_bytes()), allow_pickle=False) as file:
            letters = file["letters"].astype(np.float32) * file["letter_scale"]
            network = Network(
                Lexicon(
                    Table(file["words"], file["word_codes"]), Table(file["phrases"], file["phrase_codes"])
                ),
                LetterModel(letters, file["letter_bias"]),
                Weights(file["features"], file["rows"], float(file["row_scale"]), file["steps"]),
            )
    except (OSError, ValueError, KeyError, BadZipFile, EOFError) as error:
        raise _damaged(path) from error
    shapes = (
        network.letters.weights.shape == (ROWS, CLASSES)
        and network.weights.rows.shape == (len(network.weights.hashes), len(TAGS))
        and network.weights.steps.shape == (len(TAGS), len(TAGS))
    )
    if not shapes:
        raise _damaged(path)
    return network


def _damaged(path: Path) -> ModelDamaged:
    return ModelDamaged(
        f"The name tagger cannot be read: {path.name} is missing or damaged.",
        "Install the program again; until then only names of the glossary are marked.",
    )
