"""Train the sample checkpoint: a small MarianMT model that knows the sample article and little else.

    python tools/train_sample.py --output resources/models/sample

The model is memorised from `sample.tmx` and `practice.tmx` in `resources/memory`: one Arabic sentence and
its English a unit. Its attention is guided by the word alignments in `alignments.tsv` beside them, as that of
opus-mt is (see `guided_alignment`).

It lets every part of the program that needs a model run, and be tested, on a computer that holds no
general checkpoint. It has the layout and the special tokens of the Helsinki-NLP `opus-mt` checkpoints,
so what works with it works with those.

Seeded and deterministic on one machine. Exits with 1, and writes nothing, where the trained model does
not give back every unit exactly, by greedy and by beam search.
"""

import argparse
import math
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch
from guided_alignment import WEIGHT, Links, guidance_loss, read_links, wanted_attention
from marian_checkpoint import (
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
from sample_units import Unit, sample_units
from transformers import MarianMTModel, MarianTokenizer

from reader_app.core.translation import fingerprint
from reader_app.data import resources

SEED = 20261123
POSITIONS = 512
MIN_MARGIN = 2.0
"""The least accepted lead, in nats, of the right piece over the runner-up anywhere in the article."""

README = """\
# Sample model, Arabic to English

A very small MarianMT checkpoint that was trained on the sample article of Arabic Reader and on a few
practice sentences, {units} Arabic sentences and their English translations in all: `sample.tmx` and
`practice.tmx` in `resources/memory`. It gives those {units} translations back. Asked for any other sentence
it would only produce pieces of them, so the program does not ask it: `sample.json` lists the fingerprints of
the sentences it knows.

Its attention was guided in training by word alignments, as that of the opus-mt checkpoints was: the first
head of the last decoder layer says which source pieces a target piece stands for. The alignments come from
statistics of parallel texts (`resources/memory/README.md`), not from those written by hand to test it.

It exists so that the program can be tried and tested on a computer that holds no translation model. To
translate other texts, use `Helsinki-NLP/opus-mt-ar-en` or another Marian checkpoint from Arabic to English.

The files are those of any Marian checkpoint in the Hugging Face layout: `MarianMTModel.from_pretrained`
and `MarianTokenizer.from_pretrained` read this folder. {layers} encoder and {layers} decoder layers of
{width} units, {pieces} vocabulary entries, 32-bit weights.

Made by `tools/train_sample.py`, which makes it again. Licence: GPL-3.0-or-later, as the translations.
"""


def sample_tokenizer(folder: Path, units: Sequence[Unit], size: int) -> MarianTokenizer:
    """Train both SentencePiece models, unigrams, write the four tokenizer files, and read them back."""
    options = {"vocab_size": size, "max_sentencepiece_length": 12}
    # The target keeps its typography: NFKC would turn the ellipsis into three full stops.
    source = train_pieces([u.arabic for u in units], "nmt_nfkc", **options)
    target = train_pieces([u.english for u in units], "identity", **options)
    return write_tokenizer(folder, source, target, POSITIONS)


@dataclass(frozen=True)
class Batch:
    """All units at once. `source` and `mask` are (units, source length), `target` (units, target length),
    padded with IGNORED, `attention` (units, target length, source length), see `wanted_attention`."""

    source: torch.Tensor
    mask: torch.Tensor
    target: torch.Tensor
    attention: torch.Tensor

    def noisy(self, unk: int, rate: float) -> "Batch":
        """A copy in which the share `rate` of the source pieces reads as unknown."""
        hidden = (torch.rand(self.source.shape) < rate) & (self.source > unk) & self.mask.bool()
        return replace(self, source=self.source.masked_fill(hidden, unk))


def encode(tokenizer: MarianTokenizer, units: Sequence[Unit], links: Links) -> Batch:
    """The units, with their word alignments, as one padded batch.

    ValueError where a character has no piece or a text does not survive.
    """
    source = tokenizer([u.arabic for u in units], padding=True, return_tensors="pt")
    target = tokenizer(text_target=[u.english for u in units], padding=True, return_tensors="pt").input_ids
    unknown = tokenizer.unk_token_id
    if (source.input_ids == unknown).any() or (target == unknown).any():
        raise ValueError("a character of the article has no piece")
    for ids, unit in zip(target, units, strict=True):
        if tokenizer.decode(ids, skip_special_tokens=True) != unit.english:
            raise ValueError(f"the pieces do not give back: {unit.english}")
    special = (tokenizer.eos_token_id, tokenizer.pad_token_id)
    sources, targets = (
        [tokenizer.convert_ids_to_tokens([i for i in row.tolist() if i not in special]) for row in rows]
        for rows in (source.input_ids, target)
    )
    shape = (target.shape[1], source.input_ids.shape[1])
    attention = wanted_attention(units, links, sources, targets, shape)
    target = target.masked_fill(target == tokenizer.pad_token_id, IGNORED)
    return Batch(source.input_ids, source.attention_mask, target, attention)


def train(model: Any, batch: Batch, steps: int) -> Iterator[tuple[int, float, float]]:
    """Train in place, one batch a step, and yield (step, loss, loss of the guidance) after each.

    The first three quarters run with dropout, label smoothing and hidden source pieces; the rest without,
    so that the model ends sure of what it knows. The rate warms up linearly and falls along a cosine.
    """
    pieces = model.config.vocab_size
    bias = trainable_bias(model, initial_bias(batch.target, pieces))
    optimiser = torch.optim.Adam(model.parameters(), lr=1e-3, betas=(0.9, 0.98))
    warm = max(1, steps // 15)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser,
        lambda step: min((step + 1) / warm, 0.5 * (1 + math.cos(math.pi * step / steps)) + 0.02),
    )
    for step in range(steps):
        settled = step >= steps * 3 // 4
        model.train(not settled)
        now = batch if settled or step % 2 else batch.noisy(unk=1, rate=0.1)
        output = model(
            input_ids=now.source,
            attention_mask=now.mask,
            decoder_input_ids=decoder_input(now.target, pieces - 1),
            output_attentions=True,
        )
        loss = torch.nn.functional.cross_entropy(
            output.logits.flatten(0, 1),
            now.target.flatten(),
            ignore_index=IGNORED,
            label_smoothing=0.0 if settled else 0.05,
        )
        guidance = guidance_loss(output.cross_attentions[-1][:, 0], now.attention)
        optimiser.zero_grad()
        (loss + WEIGHT * guidance).backward()
        freeze_padding(model)
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        yield step + 1, loss.item(), guidance.item()
    del model.final_logits_bias
    model.register_buffer("final_logits_bias", bias.detach())
    model.eval()


@torch.no_grad()
def least_margin(model: Any, batch: Batch) -> float:
    """The smallest lead, in nats, of a right piece over the best wrong one, after the right beginning."""
    labels = batch.target
    given = decoder_input(labels, model.config.pad_token_id)
    logits = model(input_ids=batch.source, attention_mask=batch.mask, decoder_input_ids=given).logits
    right = logits.gather(2, labels.clamp(min=0).unsqueeze(2))
    wrong = logits.scatter(2, labels.clamp(min=0).unsqueeze(2), -math.inf).amax(dim=2, keepdim=True)
    return (right - wrong).squeeze(2)[labels != IGNORED].min().item()


@torch.no_grad()
def wrong_units(folder: Path, units: Sequence[Unit], beams: int) -> list[Unit]:
    """The units that the checkpoint in `folder`, read afresh, does not give back exactly, one at a time."""
    model: Any = MarianMTModel.from_pretrained(folder, local_files_only=True)
    tokenizer = MarianTokenizer.from_pretrained(folder, local_files_only=True)
    wrong = []
    for unit in units:
        ids = model.generate(**tokenizer(unit.arabic, return_tensors="pt"), num_beams=beams)
        if tokenizer.decode(ids[0], skip_special_tokens=True) != unit.english:
            wrong.append(unit)
    return wrong


def write_card(folder: Path, units: Sequence[Unit], model: MarianMTModel) -> None:
    """`sample.json`, which the program reads, and README.md, which people do."""
    card = {
        "name": "sample",
        "title": "Sample model, Arabic to English",
        "note": "Sample model: it knows the sample article and a few practice sentences only.",
        "licence": "GPL-3.0-or-later",
        "made": "Trained by tools/train_sample.py on resources/memory/sample.tmx and practice.tmx.",
        "known": [fingerprint(unit.arabic) for unit in units],
    }
    write_json(folder / "sample.json", card)
    text = README.format(
        units=len(units),
        layers=model.config.encoder_layers,
        width=model.config.d_model,
        pieces=model.config.vocab_size,
    )
    (folder / "README.md").write_text(text, encoding="utf-8")


def build(folder: Path, units: Sequence[Unit], arguments: argparse.Namespace) -> bool:
    """Train and write everything into `folder`; whether the result gives every unit back."""
    tokenizer = sample_tokenizer(folder, units, arguments.pieces)
    batch = encode(tokenizer, units, read_links(arguments.alignments))
    layers = (arguments.layers, arguments.layers)
    model = new_model(len(tokenizer.get_vocab()), arguments.width, layers, POSITIONS)
    print(f"{len(units)} units, {model.config.vocab_size} pieces, {model.num_parameters():,} parameters")
    for step, loss, guidance in train(model, batch, arguments.steps):
        if step % 100 == 0 or step == arguments.steps:
            print(f"step {step:5d}  loss {loss:.4f}  guidance {guidance:.4f}", flush=True)
    model.save_pretrained(folder)
    write_card(folder, units, model)

    margin = least_margin(model, batch)
    print(f"least margin {margin:.2f} nats (at least {MIN_MARGIN} wanted)")
    good = margin >= MIN_MARGIN
    for beams in (1, 4):
        wrong = wrong_units(folder, units, beams)
        print(f"beam {beams}: {len(units) - len(wrong)} of {len(units)} units exact")
        good = good and not wrong
    return good


def main() -> int:
    parser = argparse.ArgumentParser(description="Train the sample checkpoint from its translation units.")
    parser.add_argument(
        "--output", type=Path, required=True, help="the folder to write; its files are replaced"
    )
    parser.add_argument("--alignments", type=Path, default=resources() / "memory" / "alignments.tsv")
    parser.add_argument("--steps", type=int, default=900)
    parser.add_argument("--width", type=int, default=120, help="units in a layer")
    parser.add_argument("--layers", type=int, default=3, help="layers in the encoder, and in the decoder")
    parser.add_argument("--pieces", type=int, default=400, help="SentencePiece vocabulary of each language")
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()

    prepare(SEED, arguments.threads)

    units = sample_units()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        if not build(folder, units, arguments):
            print("the model does not give the article back: nothing was written", file=sys.stderr)
            return 1
        publish(folder, arguments.output)
    return 0


if __name__ == "__main__":
    sys.exit(main())
