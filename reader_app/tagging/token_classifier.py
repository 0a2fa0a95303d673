"""A tagger of the reader's choice: a token classifier (BERT), run by transformers for those who have torch.

The model sees words as the shipped tagger does, each mark of punctuation for itself, but as they are
written, for it was trained on letters with their hamzas; without vowel marks and tatweel, which makers of
such models take out. The first piece of a word tells its label.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt

from reader_app.core.arabic import ARABIC_MARKS, INVISIBLES, TATWEEL
from reader_app.core.errors import EngineUnavailable
from reader_app.core.names import TaggedName
from reader_app.core.quiet import quiet
from reader_app.tagging.checkpoint import Checkpoint, damaged
from reader_app.tagging.labels import Label, names_marked
from reader_app.tagging.marked import Marked, handed_over, marked
from reader_app.tagging.network import Network
from reader_app.tagging.windows import Window, windows
from reader_app.tagging.words import Tokens

LONGEST = 512
"""Pieces that are read at once, at most; a longer sentence is read in parts (see `windows`)."""

_BATCH = 8
"""Parts, of about the same length, that are computed together; between two batches it can be stopped."""

_SPARE = 4
"""Positions that are no words': for the marks at both ends, and those that RoBERTa's layout leaves free."""

_LEFT_OUT = re.compile(f"[{ARABIC_MARKS}{INVISIBLES}{TATWEEL}]+")

Scores = npt.NDArray[np.float32]
"""(words, labels): probabilities, each row sums to 1."""


class TokenClassifier:
    """A `NameTagger` over a checkpoint. It is looked for and loaded at the first use; threads take turns."""

    def __init__(self, find: Callable[[], Checkpoint], network: Callable[[], Network]) -> None:
        """`find` gives the checkpoint, `network` the shipped tagger's data, which tell clitics from first
        letters. Both are called at the first use, and what they raise goes through."""
        self._find = find
        self._network = network
        self._loaded: tuple[_Model, Network] | None = None
        self._turn = Lock()

    def tag(
        self, sentences: Sequence[str], cancelled: Callable[[], bool] = lambda: False
    ) -> Sequence[Sequence[TaggedName]]:
        """See `NameTagger`. What one sentence tells does not count in the others. Asks `cancelled` after
        every few sentences.

        Raises EngineUnavailable where torch or transformers is not installed, ModelDamaged where the
        checkpoint cannot be used.
        """
        with self._turn:
            if cancelled():
                return [() for _ in sentences]
            if self._loaded is None:
                self._loaded = _load(self._find()), self._network()
            model, network = self._loaded
            article = [Tokens.of(text) for text in sentences]
            scores = model.scores([_as_written(tokens) for tokens in article], cancelled)
        if scores is None:
            return [() for _ in sentences]
        seen = [
            _names(tokens.words, found, model.labels) for tokens, found in zip(article, scores, strict=True)
        ]
        return handed_over(article, seen, network.lexicon, network.letters)


def _as_written(tokens: Tokens) -> list[str]:
    """The words of a sentence as models for Arabic are trained on them."""
    spans = tokens.original(tokens.spans)
    written = (unicodedata.normalize("NFKC", _LEFT_OUT.sub("", span.of(tokens.text))) for span in spans)
    return [word.strip() or folded for word, folded in zip(written, tokens.words, strict=True)]


def _names(words: Sequence[str], scores: Scores, labels: Sequence[Label | None]) -> list[Marked]:
    """The names in a sentence, by the likeliest label of each word."""
    tags = [labels[number] for number in scores.argmax(axis=1)] if len(words) else []
    found: list[Marked] = []
    for start, end, label in names_marked(tags):
        columns = [i for i, other in enumerate(labels) if other is not None and other.sort == label.sort]
        chance = partial(_sum_of, scores, columns)
        if (name := marked(words, start, end, label.kind, chance)) is not None:
            found.append(name)
    return found


def _sum_of(scores: Scores, columns: Sequence[int], word: int) -> float:
    return min(1.0, float(scores[word, columns].sum()))


def _load(checkpoint: Checkpoint) -> "_Model":
    """Load from the folder; asks no network and runs no code that comes with the checkpoint."""
    try:
        import torch
        import transformers
        from transformers import AutoModelForTokenClassification, AutoTokenizer
    except ImportError as error:
        raise EngineUnavailable(
            f"The name tagger needs the package {error.name or 'torch'}, which is not installed.",
            "Install it with: pip install 'reader-app[torch]'",
        ) from error
    options: dict[str, Any] = {"local_files_only": True, "trust_remote_code": False}
    with quiet(transformers):
        try:
            tokenizer: Any = AutoTokenizer.from_pretrained(checkpoint.folder, **options)
            loaded: Any = AutoModelForTokenClassification.from_pretrained(
                checkpoint.folder, dtype=torch.float32, output_loading_info=True, **options
            )
            network, report = loaded
            if report["missing_keys"]:
                raise ValueError(f"it lacks the tensor {min(report['missing_keys'])}")
            model = _Model(network.eval(), tokenizer, checkpoint)
            model.try_out()
        except Exception as error:  # transformers documents none; a broken file has many ways to fail
            said = str(error).partition("\n")[0]  # some tell how to call them otherwise, for a page
            raise damaged(f"{checkpoint.folder} cannot be loaded ({type(error).__name__}: {said})") from error
    return model


@dataclass(frozen=True)
class _Part:
    """A part of a sentence, by the sentence's number, with the pieces of each of its words."""

    sentence: int
    window: Window
    words: Sequence[list[int]]


class _Model:
    """What was loaded of a checkpoint. One thread at a time."""

    def __init__(self, network: Any, tokenizer: Any, checkpoint: Checkpoint) -> None:
        """Raises ValueError where the tokenizer lacks what marks a text's ends."""
        self.labels = checkpoint.labels
        self._network = network
        self._tokenizer = tokenizer
        self._begin, self._end = tokenizer.cls_token_id, tokenizer.sep_token_id
        if self._begin is None or self._end is None:
            raise ValueError("its tokenizer has no [CLS] and [SEP]")
        self._unknown = self._end if tokenizer.unk_token_id is None else tokenizer.unk_token_id
        self._padding = tokenizer.pad_token_id or 0
        positions = min(checkpoint.positions or LONGEST, tokenizer.model_max_length, LONGEST)
        self._room = positions - _SPARE
        if self._room < 1:
            raise ValueError(f"it reads {positions} pieces at once")

    def try_out(self) -> None:
        """Compute one word. Raises ValueError, or what torch does, where the parts do not fit together."""
        last = max(self._tokenizer.get_vocab().values())
        (scores,) = self._computed([[[self._unknown, last]]])
        if scores.shape != (1, len(self.labels)) or not np.isfinite(scores).all():
            raise ValueError("what it computes are no scores of its labels")

    def scores(
        self, sentences: Sequence[Sequence[str]], cancelled: Callable[[], bool]
    ) -> list[Scores] | None:
        """The scores of the words of each sentence; None where it was cancelled meanwhile."""
        parts = self._parts(sentences)
        found = [np.zeros((len(words), len(self.labels)), np.float32) for words in sentences]
        # Neighbours of like length need little padding.
        parts.sort(key=lambda part: sum(map(len, part.words)))
        for first in range(0, len(parts), _BATCH):
            if cancelled():
                return None
            batch = parts[first : first + _BATCH]
            for part, scores in zip(batch, self._computed([part.words for part in batch]), strict=True):
                counts = slice(part.window.first, part.window.after)
                found[part.sentence][counts] = scores[counts.start - part.window.start :][
                    : counts.stop - counts.start
                ]
        return found

    def _parts(self, sentences: Sequence[Sequence[str]]) -> list[_Part]:
        pieces = self._pieces(list(dict.fromkeys(word for words in sentences for word in words)))
        parts: list[_Part] = []
        for number, words in enumerate(sentences):
            cut = [pieces[word] for word in words]
            for window in windows([len(ids) for ids in cut], self._room):
                parts.append(_Part(number, window, cut[window.start : window.end]))
        return parts

    def _pieces(self, words: list[str]) -> dict[str, list[int]]:
        """The pieces of each word, at least one and no more than can be read at once."""
        if not words:
            return {}
        cut = self._tokenizer(words, add_special_tokens=False, verbose=False)["input_ids"]
        return {word: ids[: self._room] or [self._unknown] for word, ids in zip(words, cut, strict=True)}

    def _computed(self, batch: Sequence[Sequence[list[int]]]) -> list[Scores]:
        """The scores of the words of each part."""
        import torch

        rows = [[self._begin, *(i for ids in words for i in ids), self._end] for words in batch]
        longest = max(map(len, rows))
        ids = torch.tensor([row + [self._padding] * (longest - len(row)) for row in rows])
        mask = torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in rows])
        with torch.inference_mode():
            scores = self._network(input_ids=ids, attention_mask=mask).logits.softmax(dim=2).numpy()
        # The first piece of the first word stands behind the mark of the beginning.
        firsts = [np.cumsum([1, *map(len, words[:-1])]) for words in batch]
        return [found[first] for found, first in zip(scores, firsts, strict=True)]
