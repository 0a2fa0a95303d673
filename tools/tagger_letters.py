"""Fitting the tagger's letter model: names, places and common words told apart by their letters."""

import random

import numpy as np
import torch
from tagger_lists import NAME_LISTS, PLACE_LISTS, WordLists

from reader_app.tagging.letters import CLASSES, ROWS, LetterModel, runs

PERSON, PLACE, WORD = range(CLASSES)
_COMMON_WORDS = 120_000
_EPOCHS = 4
_BATCH = 512
_RATE = 0.2


def fit_letters(lists: WordLists, seed: int) -> LetterModel:
    """The model of these lists. A word on a list of names and one of places is an example of both."""
    examples = _examples(lists)
    random.Random(seed).shuffle(examples)
    torch.manual_seed(seed)
    rows, counts = runs([word for word, _ in examples])
    starts = np.concatenate(([0], np.cumsum(counts)))
    classes = torch.tensor([kind for _, kind in examples])
    weights = torch.nn.EmbeddingBag(ROWS, CLASSES, mode="mean")
    torch.nn.init.zeros_(weights.weight)
    bias = torch.nn.Parameter(torch.zeros(CLASSES))
    optimiser = torch.optim.Adam([weights.weight, bias], lr=_RATE)
    for epoch in range(_EPOCHS):
        for group in optimiser.param_groups:
            group["lr"] = _RATE * (1 - epoch / _EPOCHS)
        for first in range(0, len(examples), _BATCH):
            last = min(first + _BATCH, len(examples))
            offsets = torch.from_numpy(starts[first:last] - starts[first])
            flat = torch.from_numpy(rows[starts[first] : starts[last]])
            scores = weights(flat, offsets) + bias
            loss = torch.nn.functional.cross_entropy(scores, classes[first:last])
            optimiser.zero_grad()
            (loss + 1e-7 * (weights.weight**2).sum()).backward()
            optimiser.step()
    return LetterModel(weights.weight.detach().numpy(), bias.detach().numpy())


def _examples(lists: WordLists) -> list[tuple[str, int]]:
    listed = {word: flags for word, flags in lists.words.items() if len(word) > 1}
    names = [(word, PERSON) for word, flags in listed.items() if flags & NAME_LISTS]
    places = [(word, PLACE) for word, flags in listed.items() if flags & PLACE_LISTS]
    common = sorted(lists.frequencies, key=lambda word: (-lists.frequencies[word], word))[:_COMMON_WORDS]
    words = [
        (word, WORD)
        for word in common
        if len(word) > 1
        and not listed.get(word, 0) & (NAME_LISTS | PLACE_LISTS)
        and all("\u0621" <= letter <= "\u064a" for letter in word)
    ]
    return names + places + words
