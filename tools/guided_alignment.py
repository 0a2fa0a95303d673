"""Attention that is guided by word alignments while a model is trained, as Marian does it.

Chen, Matusov, Khadivi and Peter, "Guided Alignment Training for Topic-Aware Neural Machine Translation"
(2016): the cross entropy between given alignments and the attention of one head is added to the loss. As in
Marian with `--guided-alignment`, the head is the first of the decoder's last layer.
"""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import torch
from sample_units import Unit

from reader_app.core.article import Span
from reader_app.core.pieces import locate

WEIGHT = 0.1
"""What the cross entropy counts beside the translation's, Marian's default."""

Links = dict[str, list[tuple[Span, Span, float]]]
"""For each unit, by name: spans of the source and of the target that are linked, and how probable that is."""


def read_links(file: Path) -> Links:
    """The table that `align_corpus.py` writes."""
    links: Links = defaultdict(list)
    for line in file.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, *places, probability = line.split("\t")
            start, end, target_start, target_end = map(int, places)
            links[name].append((Span(start, end), Span(target_start, target_end), float(probability)))
    return links


def wanted_attention(
    units: Sequence[Unit],
    links: Links,
    source_pieces: Sequence[Sequence[str]],
    target_pieces: Sequence[Sequence[str]],
    shape: tuple[int, int],
) -> torch.Tensor:
    """(units, target length, source length): the attention each row should have.

    The pieces are those of each text without end-of-sentence, `shape` the padded lengths. A row sums to 1,
    or to 0 for a piece that no link says anything of. End-of-sentence looks at end-of-sentence.
    """
    wanted = torch.zeros(len(units), *shape)
    for table, unit, sources, targets in zip(wanted, units, source_pieces, target_pieces, strict=True):
        source_spans, target_spans = locate(unit.arabic, sources), locate(unit.english, targets)
        for source, target, probability in links[unit.name]:
            columns = {
                i: _overlap(source, span) for i, span in enumerate(source_spans) if _overlap(source, span)
            }
            for row, span in enumerate(target_spans):
                if not _overlap(target, span):
                    continue
                for column, letters in columns.items():
                    table[row, column] += probability * letters / sum(columns.values())
        table[len(targets), len(sources)] = 1.0
    return wanted / wanted.sum(dim=2, keepdim=True).clamp(min=1e-9)


def guidance_loss(attention: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    """The mean cross entropy, in nats, over the rows that are guided; both (units, target, source)."""
    guided = wanted.sum(dim=2) > 0
    return -(wanted * attention.clamp(min=1e-9).log()).sum(dim=2)[guided].mean()


def _overlap(one: Span, other: Span | None) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start)) if other else 0
