"""Measure which attention of a checkpoint aligns best with the alignments that were written by hand.

    python tools/choose_alignment_heads.py resources/models/sample

Prints, for each decoder layer, each of its heads and the mean over them, the alignment error rate, the
precision and the recall of the links that `core.aligning` makes of it: between words, and between clitics and
words. Last comes the diagonal: each target word looks at the source word of the same relative place.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from alignment_gold import GOLD, Gold, read_gold, scores
from sample_units import Unit, sample_units
from transformers import MarianMTModel
from transformers.utils import logging as transformers_logging

from reader_app.core.aligning import align
from reader_app.core.translation import Examination
from reader_app.engines.checkpoint import open_checkpoint
from reader_app.engines.tokenizer import MarianTokenizer


@dataclass(frozen=True)
class Attended:
    """A unit in pieces, and its attention: (layers, heads, target pieces + 1, source pieces + 1)."""

    unit: Unit
    source: tuple[str, ...]
    target: tuple[str, ...]
    attention: torch.Tensor

    def examination(self, attention: torch.Tensor) -> Examination:
        """With this (target, source) attention; how probable the target is is not asked here."""
        rows = tuple(tuple(row) for row in attention.tolist())
        return Examination(self.source, self.target, (0.0,) * len(rows), rows)

    def diagonal(self) -> torch.Tensor:
        """Attention of 1 at the same relative place."""
        rows, columns = self.attention.shape[2:]
        places = (torch.arange(rows) * columns) // rows
        return torch.nn.functional.one_hot(places, columns).float()


def attend(folder: Path, units: Sequence[Unit]) -> list[Attended]:
    """The attention of each unit's English to its Arabic, forced through the checkpoint."""
    model: Any = MarianMTModel.from_pretrained(folder, local_files_only=True, attn_implementation="eager")
    tokenizer = MarianTokenizer(open_checkpoint(folder))
    found = []
    for unit in units:
        source, target = tokenizer.cut_source(unit.arabic), tokenizer.cut_target(unit.english)
        with torch.inference_mode():
            output = model(
                input_ids=torch.tensor([tokenizer.numbered(source)]),
                decoder_input_ids=torch.tensor([[tokenizer.pad, *tokenizer.numbered(target)[:-1]]]),
                output_attentions=True,
            )
        found.append(Attended(unit, tuple(source), tuple(target), torch.cat(output.cross_attentions)))
    return found


def choices(attended: Sequence[Attended]) -> Iterator[tuple[str, list[torch.Tensor]]]:
    """A name and the attention of each unit, for all that can be chosen."""
    layers, heads = attended[0].attention.shape[:2]
    for layer in range(layers):
        for head in range(heads):
            yield f"layer {layer + 1} head {head + 1}", [each.attention[layer, head] for each in attended]
        yield f"layer {layer + 1} mean", [each.attention[layer].mean(dim=0) for each in attended]
    yield "all layers mean", [each.attention.mean(dim=(0, 1)) for each in attended]
    yield "diagonal", [each.diagonal() for each in attended]


def row(name: str, gold: Sequence[Gold], attended: Sequence[Attended], chosen: list[torch.Tensor]) -> str:
    alignments = [
        align(each.unit.arabic, each.unit.english, each.examination(attention))
        for each, attention in zip(attended, chosen, strict=True)
    ]
    figures = [
        f"{one.error_rate:6.3f} {one.precision:6.3f} {one.recall:6.3f}" for one in scores(gold, alignments)
    ]
    return f"{name:16s} | {' | '.join(figures)}"


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure which attention of a checkpoint aligns best.")
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--gold", type=Path, default=GOLD)
    arguments = parser.parse_args()
    transformers_logging.set_verbosity_error()
    transformers_logging.disable_progress_bar()
    units = {unit.name: unit for unit in sample_units()}
    gold = read_gold(arguments.gold, {name: (unit.arabic, unit.english) for name, unit in units.items()})
    attended = attend(arguments.checkpoint, [units[one.name] for one in gold])
    print(f"{len(gold)} units    | words: AER, precision, recall | clitics: the same")
    for name, chosen in choices(attended):
        print(row(name, gold, attended, chosen))
    return 0


if __name__ == "__main__":
    sys.exit(main())
