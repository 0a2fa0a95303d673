"""Train the speller: a small MarianMT model from the letters of an Arabic word to those of an English name.

    python tools/train_speller.py --names FOLDER --output resources/models/speller

`--names` is the folder with the lists of names (`name_pairs`), of which a tenth is held out for
`eval_speller.py` and a part is looked at while training. The pieces of the model are single letters; its
layout is that of the opus-mt checkpoints, so that the program's engine runs it. Beside it comes the list of
names itself: who is in it needs no model.

Seeded, on one thread, and deterministic on one machine.
"""

import argparse
import math
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from marian_checkpoint import (
    EOS_ID,
    IGNORED,
    decoder_input,
    freeze_padding,
    initial_bias,
    new_model,
    prepare,
    publish,
    train_pieces,
    trainable_bias,
    write_json,
    write_tokenizer,
)
from name_pairs import Pair, is_held_out, read_pairs, share
from place_pairs import place_pairs

from reader_app.core.arabic import normalise
from reader_app.spelling.name_list import FILE, write_name_list

SEED = 20261124
POSITIONS = 64
WARM_UP = 400
"""Steps in which the rate rises."""

MEMORY = 0.998
"""Of the running mean of the weights, which is what is written in the end: what a step leaves of it."""

FOLDED = 0.1
"""The share of the words that are shown without hamzas and ة, as many people write them."""

SORTED_TOGETHER = 8192
"""Words among which those of like length are looked for, to be trained in one batch."""

BARRED = -1e4
"""Added to the logit of a letter that is never to come; within the range of 16-bit floats."""

MOST_TIMES = 10.0
"""How often a name is shown in a round, at most."""


CARD = {
    "name": "speller",
    "title": "Speller of names",
    "note": "It spells names and translates nothing.",
    "licence": "GPL-3.0-or-later",
    "made": "Trained by tools/train_speller.py; see README.md.",
    "known": [],
}
"""Keeps the program from translating with it: there is no sentence that it knows."""

README = Path(__file__).with_name("speller_readme.md")
"""What is written about the model beside it, with places for its sizes."""


@dataclass(frozen=True, slots=True)
class Batch:
    """`source` and `mask` are (words, source letters), `target` (words, target letters), padded with
    IGNORED."""

    source: torch.Tensor
    mask: torch.Tensor
    target: torch.Tensor


class Letters:
    """Pairs as batches, by the ids of a vocabulary whose last entry is padding."""

    def __init__(self, ids: Mapping[str, int]) -> None:
        self._ids = ids
        self.pad = len(ids) - 1

    def batch(self, pairs: Sequence[Pair]) -> Batch:
        source = self._rows([pair.arabic for pair in pairs], self.pad)
        target = self._rows([pair.english for pair in pairs], IGNORED)
        return Batch(source, (source != self.pad).long(), target)

    def ids(self, word: str) -> list[int]:
        return [self._ids[letter] for letter in word]

    def _rows(self, words: Sequence[str], filler: int) -> torch.Tensor:
        longest = max(map(len, words))
        return torch.tensor([[*self.ids(word), EOS_ID, *[filler] * (longest - len(word))] for word in words])


def shown_times(pair: Pair) -> float:
    """How often a pair is shown in a round: a name of many people more often, but not as many times."""
    return min(pair.count**0.4, MOST_TIMES)


def rounds(pairs: Sequence[Pair], letters: int, chance: random.Random) -> Iterator[list[Pair]]:
    """Batches of about so many target letters, without end."""
    while True:
        shown = []
        for pair in pairs:
            whole, part = divmod(shown_times(pair), 1)
            for _ in range(int(whole) + (chance.random() < part)):
                plain = chance.random() < FOLDED
                shown.append(Pair(normalise(pair.arabic), pair.english) if plain else pair)
        chance.shuffle(shown)
        batches = []
        for first in range(0, len(shown), SORTED_TOGETHER):
            near = sorted(
                shown[first : first + SORTED_TOGETHER], key=lambda p: (len(p.english), len(p.arabic))
            )
            while near:
                count = max(1, letters // (len(near[-1].english) + 1))
                batches.append(near[-count:])
                del near[-count:]
        chance.shuffle(batches)
        yield from batches


def loss_of(model: Any, batch: Batch, smoothing: float = 0.0) -> torch.Tensor:
    """The mean cross-entropy of a target letter, in nats. Padding is never put out, so it takes no part."""
    # Products of 16-bit floats take two thirds of the time, on processors that have them.
    with torch.autocast("cpu", torch.bfloat16):
        logits = model(
            input_ids=batch.source,
            attention_mask=batch.mask,
            decoder_input_ids=decoder_input(batch.target, model.config.pad_token_id),
        ).logits
    return torch.nn.functional.cross_entropy(
        logits[..., :-1].flatten(0, 1).float(),
        batch.target.flatten(),
        ignore_index=IGNORED,
        label_smoothing=smoothing,
    )


@torch.no_grad()
def mean_loss(model: Any, batches: Sequence[Batch]) -> float:
    """The loss of pairs that are not trained on."""
    model.eval()
    return sum(loss_of(model, batch).item() for batch in batches) / len(batches)


def train(model: Any, batches: Iterator[Batch], settings: argparse.Namespace) -> Iterator[tuple[int, float]]:
    """Train in place and yield (step, loss) after each; in the end the weights are their running mean."""
    optimiser = torch.optim.AdamW(model.parameters(), lr=settings.rate, betas=(0.9, 0.98), weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser,
        lambda step: min((step + 1) / WARM_UP, 0.5 * (1 + math.cos(math.pi * step / settings.steps)) + 0.01),
    )
    mean = [parameter.detach().clone() for parameter in model.parameters()]
    for step in range(1, settings.steps + 1):
        model.train()
        loss = loss_of(model, next(batches), smoothing=settings.smoothing)
        optimiser.zero_grad()
        loss.backward()
        freeze_padding(model)
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        with torch.no_grad():
            for kept, now in zip(mean, model.parameters(), strict=True):
                kept.lerp_(now, 1 - min(MEMORY, step / (step + 10)))
        yield step, loss.item()
    with torch.no_grad():
        for parameter, value in zip(model.parameters(), mean, strict=True):
            parameter.copy_(value)
    model.eval()


@torch.no_grad()
def bar_arabic(bias: torch.Tensor, letters: Letters, pairs: Sequence[Pair]) -> None:
    """Keep the letters that no English spelling has from being put out: smoothing gave them a share."""
    english = {EOS_ID, letters.pad, *letters.ids("".join({c for pair in pairs for c in pair.english}))}
    bias[0, [index for index in range(bias.shape[1]) if index not in english]] = BARRED


def build(folder: Path, pairs: Sequence[Pair], settings: argparse.Namespace) -> None:
    """Train and write everything into `folder`."""
    open_to_training = [pair for pair in [*pairs, *place_pairs()] if not is_held_out(pair.arabic)]
    watched = [pair for pair in pairs if not is_held_out(pair.arabic) and share(pair.arabic, 41) == 1]
    trained = [pair for pair in open_to_training if share(pair.arabic, 41) != 1]
    alphabet = [
        train_pieces(words, "identity", model_type="char", add_dummy_prefix=False, vocab_size=100)
        for words in ([pair.arabic for pair in trained], [pair.english for pair in trained])
    ]
    letters = Letters(write_tokenizer(folder, alphabet[0], alphabet[1], POSITIONS).get_vocab())
    model: Any = new_model(letters.pad + 1, settings.width, tuple(settings.layers), POSITIONS)
    bias = trainable_bias(model, initial_bias(letters.batch(trained).target, letters.pad + 1))
    print(
        f"{len(trained)} pairs, {letters.pad + 1} letters, {model.num_parameters():,} parameters", flush=True
    )
    chance = random.Random(SEED)
    batches = map(letters.batch, rounds(trained, settings.letters, chance))
    looked_at = [letters.batch(watched[first : first + 256]) for first in range(0, len(watched), 256)]
    begun, sums = time.monotonic(), 0.0
    for step, loss in train(model, batches, settings):
        sums += loss
        if step % 200 == 0 or step == settings.steps:
            seen = mean_loss(model, looked_at)
            print(
                f"step {step:5d}  loss {sums / 200:.4f}  unseen {seen:.4f}  {time.monotonic() - begun:.0f} s",
                flush=True,
            )
            sums = 0.0
    print(f"running mean: unseen {mean_loss(model, looked_at):.4f}")
    bar_arabic(bias, letters, trained)
    del model.final_logits_bias
    model.register_buffer("final_logits_bias", bias.detach())
    model.half().save_pretrained(folder)
    write_json(folder / "sample.json", CARD)
    text = README.read_text(encoding="utf-8").format(
        layers=settings.layers, width=settings.width, letters=letters.pad + 1
    )
    (folder / "README.md").write_text(text, encoding="utf-8")
    write_name_list(folder / FILE, ((p.arabic, p.english, p.count) for p in pairs))


def main() -> int:
    parser = argparse.ArgumentParser(description="Train the model that spells Arabic names in English.")
    parser.add_argument("--names", type=Path, required=True, help="the folder with the lists of names")
    parser.add_argument(
        "--output", type=Path, required=True, help="the folder to write; its files are replaced"
    )
    parser.add_argument("--width", type=int, default=160, help="units in a layer")
    parser.add_argument(
        "--layers", type=int, nargs=2, default=(3, 2), help="of the encoder and of the decoder"
    )
    parser.add_argument("--steps", type=int, default=8000)
    parser.add_argument("--letters", type=int, default=2048, help="target letters in a batch")
    parser.add_argument("--rate", type=float, default=2e-3, help="the highest learning rate")
    parser.add_argument("--smoothing", type=float, default=0.1, help="of the labels")
    settings = parser.parse_args()

    prepare(SEED, 1)

    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        build(folder, read_pairs(settings.names), settings)
        publish(folder, settings.output)
    return 0


if __name__ == "__main__":
    sys.exit(main())
