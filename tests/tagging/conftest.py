"""The shipped tagger; and a token classifier as readers may have one, made here: BERT's layout, tiny, taught
a few names."""

import json
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from reader_app.core.names import Kind
from reader_app.data import resources
from reader_app.engines.threads import spin_briefly
from reader_app.tagging import load_tagger
from reader_app.tagging.tagger import Tagger

LABELS = ("O", "B-LOC", "B-MISC", "B-ORG", "B-PERS", "I-LOC", "I-MISC", "I-ORG", "I-PERS")
TAUGHT = {
    "O": "قال إن الوزير زار أمس مدينة في إلى من التقى هذا اليوم كان . ، « »",
    "B-PERS": "بويكو سامر كيري وهاموند وليد",
    "I-PERS": "درغانوف النجار",
    "B-LOC": "درغستان بيروت ودمشق واشنطن ولندن",
    "B-ORG": "الشركة",
    "B-MISC": "معاهدة",
    "I-MISC": "الوئام",
}
"""The words that it knows and the label that it gives each."""

POSITIONS = 40
"""Pieces that it reads at once: a sentence of some thirty words is long for it."""

spin_briefly()

_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإؤئةى"
_SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")


@pytest.fixture(scope="session")
def tagger() -> Tagger:
    return load_tagger(resources() / "tagger")


@pytest.fixture(scope="session")
def found(tagger: Tagger) -> Callable[..., list[str]]:
    """What the shipped tagger finds of a kind in the sentences of an article."""

    def names_of(kind: Kind, *sentences: str) -> list[str]:
        return [
            name.span.of(sentence)
            for sentence, names in zip(sentences, tagger.tag(sentences), strict=True)
            for name in names
            if name.kind is kind
        ]

    return names_of


@pytest.fixture(scope="session")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the checkpoint. For reading: a test that changes it takes a copy."""
    pytest.importorskip("torch")
    return _made(tmp_path_factory.mktemp("classifier"))


def _made(folder: Path) -> Path:
    import torch
    from transformers import BertConfig, BertForTokenClassification

    torch.manual_seed(20)
    labels = {word: label for label, words in TAUGHT.items() for word in words.split()}
    # «درغانوف» has two pieces and words that were not taught have one for each letter.
    whole = [word for word in labels if word != "درغانوف"]
    pieces = [*_SPECIAL, *whole, "درغ", "##انوف", *_LETTERS, *(f"##{letter}" for letter in _LETTERS)]
    pieces = list(dict.fromkeys(pieces))
    (folder / "vocab.txt").write_text("\n".join(pieces) + "\n", encoding="utf-8")
    (folder / "tokenizer_config.json").write_text(json.dumps({"do_lower_case": False}), encoding="utf-8")
    number = {piece: i for i, piece in enumerate(pieces)}
    config = BertConfig(
        vocab_size=len(pieces),
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=POSITIONS,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        id2label=dict(enumerate(LABELS)),
        label2id={label: i for i, label in enumerate(LABELS)},
    )
    model: Any = BertForTokenClassification(config)
    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # for what is as small as this, more only wait for each other
    assert _taught(model, *map(torch.tensor, _lessons(labels, number))) < 0.02
    torch.set_num_threads(threads)
    model.save_pretrained(folder)
    return folder


def _taught(model: Any, rows: Any, tags: Any) -> float:
    """Train the model on these; returns its last loss."""
    from torch.optim import Adam

    steps, loss = Adam(model.parameters(), lr=0.01), float("inf")
    for _ in range(60):
        found = model(input_ids=rows, labels=tags).loss
        steps.zero_grad()
        found.backward()
        steps.step()
        loss = found.item()
    return loss


def _lessons(labels: dict[str, str], number: dict[str, int]) -> tuple[list[list[int]], list[list[int]]]:
    """Rows of pieces in any order, as long as the model reads, and the label of each; -100 is not learned."""
    chance = random.Random(3)
    rows, tags = [], []
    for _ in range(48):
        row, tag = [number["[CLS]"]], [-100]
        while len(row) < POSITIONS - 3:
            word = chance.choice([*labels, "?"])
            pieces = {"درغانوف": ["درغ", "##انوف"], "?": _unlike_names(chance)}.get(word, [word])
            row += [number[piece] for piece in pieces]
            tag += [LABELS.index(labels.get(word, "O")), *[-100] * (len(pieces) - 1)]
        rows.append([*row, number["[SEP]"]])
        tags.append([*tag, -100])
    shortest = min(map(len, rows))
    return [row[:shortest] for row in rows], [tag[:shortest] for tag in tags]


def _unlike_names(chance: random.Random) -> Sequence[str]:
    """A word of two letters that is none of the taught."""
    return [chance.choice(_LETTERS), f"##{chance.choice(_LETTERS)}"]
