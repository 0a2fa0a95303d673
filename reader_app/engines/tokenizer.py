"""Marian tokenisation: SentencePiece pieces, numbered by the checkpoint's own vocabulary.

Gives the ids that transformers' MarianTokenizer gives, without loading transformers. One difference, on
purpose: a special token written out in a text (`</s>`) is ordinary text here, never a command.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader_app.engines.checkpoint import EOS, PAD, SOURCE_PIECES, TARGET_PIECES, UNK, Checkpoint
from reader_app.engines.damage import damaged

if TYPE_CHECKING:
    from sentencepiece import SentencePieceProcessor

_SPECIAL = frozenset((EOS, UNK, PAD))


class MarianTokenizer:
    """Text to ids and pieces to text. Loads two SentencePiece models; one thread at a time.

    `vocabulary` lists all pieces in the order of their ids; `eos`, `unk` and `pad` are ids.
    """

    def __init__(self, checkpoint: Checkpoint) -> None:
        """Raises ModelDamaged where a SentencePiece model cannot be read."""
        self.vocabulary = checkpoint.vocabulary
        self._ids = {piece: index for index, piece in enumerate(self.vocabulary)}
        self.eos, self.unk, self.pad = (self._ids[token] for token in (EOS, UNK, PAD))
        self._source = _load_pieces(checkpoint.folder / SOURCE_PIECES)
        self._target = _load_pieces(checkpoint.folder / TARGET_PIECES)

    def encode(self, text: str) -> list[int]:
        """The ids of a source text, end-of-sentence last; an empty text is that token alone.

        A language code that the text begins with (`>>eng<<`) is one piece, looked up as it is.
        """
        return self.numbered(self.cut_source(text))

    def cut_source(self, text: str) -> list[str]:
        """The pieces of a source text as it spells them, without end-of-sentence; one may be unknown."""
        code, text = _split_language_code(text)
        return [*code, *self._source.encode(text, out_type=str)]

    def cut_target(self, text: str) -> list[str]:
        """The same of a target text."""
        return self._target.encode(text, out_type=str)

    def numbered(self, pieces: Iterable[str]) -> list[int]:
        """The ids of these pieces, end-of-sentence last."""
        # Special tokens that stand in the text as text have no piece of their own.
        return [
            *(self.unk if piece in _SPECIAL else self._ids.get(piece, self.unk) for piece in pieces),
            self.eos,
        ]

    def pieces(self, ids: Iterable[int]) -> list[str]:
        """The vocabulary's entries for these ids."""
        return [self.vocabulary[index] for index in ids]

    def decode(self, pieces: Sequence[str]) -> str:
        """The target text of these pieces; special tokens leave no trace."""
        text = self._target.decode_pieces([piece for piece in pieces if piece not in _SPECIAL])
        return text.replace("▁", " ").strip()


def piece_names(file: Path) -> frozenset[str]:
    """All pieces that a SentencePiece model knows. Raises ModelDamaged where it cannot be read."""
    model = _load_pieces(file)
    return frozenset(model.id_to_piece(index) for index in range(model.get_piece_size()))


def _split_language_code(text: str) -> tuple[list[str], str]:
    end = text.find("<<")
    if text.startswith(">>") and end != -1:
        return [text[: end + 2]], text[end + 2 :]
    return [], text


def _load_pieces(file: Path) -> "SentencePieceProcessor":
    from sentencepiece import SentencePieceProcessor

    try:
        # From memory, so that the path's encoding is Python's business and not the library's.
        return SentencePieceProcessor(model_proto=file.read_bytes())
    except OSError as error:
        raise damaged(file, f"cannot be read ({error.strerror})") from error
    except RuntimeError as error:
        raise damaged(file, "is not a SentencePiece model, or is cut short") from error
