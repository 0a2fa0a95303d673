"""What every engine says of a given translation, against the network itself and against itself."""

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reader_app.core.errors import SentenceTooLong
from reader_app.core.translation import Decoding, TranslationEngine
from reader_app.engines import ENGINES

Load = Callable[..., TranslationEngine]

OTHER = "The minister — 5 % — said nothing in Zürich about 漢字."


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, load: Load, sample: Path) -> TranslationEngine:
    return load(request.param, sample)


@pytest.mark.parametrize("target", ["", "The", OTHER, "</s> <pad> <unk>"])
def test_shapes_fit_and_rows_are_distributions(
    engine: TranslationEngine, units: dict[str, str], target: str
) -> None:
    found = engine.examine(next(iter(units)), target)
    assert len(found.log_probabilities) == len(found.attention) == len(found.target_pieces) + 1
    assert all(number <= 0 for number in found.log_probabilities)
    for row in found.attention:
        assert len(row) == len(found.source_pieces) + 1
        assert sum(row) == pytest.approx(1, abs=1e-4)
        assert min(row) >= 0


def test_pieces_spell_both_texts_when_some_are_unknown(engine: TranslationEngine) -> None:
    found = engine.examine("كتب 漢字 اليوم", OTHER)
    assert "".join(found.source_pieces).replace("▁", " ").strip() == "كتب 漢字 اليوم"
    assert "".join(found.target_pieces).replace("▁", " ").strip() == OTHER


@pytest.mark.parametrize("name", ENGINES)
def test_mean_log_probability_is_the_score_of_the_search_when_the_pieces_are_the_same(
    load: Load, noisy: Path, units: dict[str, str], name: str
) -> None:
    engine = load(name, noisy)
    same = 0
    for source in units:
        [hypothesis] = engine.translate([source], Decoding(1, no_repeat=4))
        found = engine.examine(source, hypothesis.text)
        # A search may spell a word in other pieces than the tokenizer does.
        if found.target_pieces == hypothesis.pieces:
            same += 1
            mean = math.fsum(found.log_probabilities) / len(found.log_probabilities)
            assert mean == pytest.approx(hypothesis.score, abs=1e-4)
    assert same > 0


def test_own_translation_is_more_probable_than_another_sentences(
    engine: TranslationEngine, units: dict[str, str]
) -> None:
    (source, own), (_, other) = list(units.items())[:2]
    of_own, of_other = (sum(engine.examine(source, text).log_probabilities) for text in (own, other))
    assert of_own > -1 > -50 > of_other


@pytest.mark.parametrize("moved_padding", [False, True])
@pytest.mark.parametrize("name", ENGINES)
def test_numbers_are_the_networks_own(
    load: Load,
    random_model: Callable[..., Any],
    save: Callable[..., Path],
    units: dict[str, str],
    name: str,
    moved_padding: bool,
) -> None:
    import torch

    model = random_model(5, decoder_layers=3, attn_implementation="eager")
    if moved_padding:
        with torch.no_grad():
            model.get_input_embeddings().weight[-1].normal_()
    engine: Any = load(name, save(model))
    source = " ".join(next(iter(units)).split()[:6])
    found = engine.examine(source, OTHER)
    ids = engine.tokenizer.numbered(found.target_pieces)
    pad = engine.tokenizer.pad
    with torch.no_grad():
        output = model(
            input_ids=torch.tensor([engine.tokenizer.encode(source)]),
            decoder_input_ids=torch.tensor([[pad, *ids[:-1]]]),
            output_attentions=True,
        )
    # Over the vocabulary without its last entry, which is padding.
    logs = output.logits[0, :, :-1].log_softmax(dim=1)
    expected = [logs[row, index].item() for row, index in enumerate(ids)]
    assert found.log_probabilities == pytest.approx(expected, abs=1e-3)
    attention = torch.tensor(found.attention)
    # Marian guides the first head of the last layer.
    assert torch.allclose(attention, output.cross_attentions[-1][0, 0], atol=1e-3)


def test_longest_texts_are_examined_and_longer_ones_refused(
    load: Load, random_model: Callable[..., Any], save: Callable[..., Path]
) -> None:
    folder = save(random_model(1))  # of 64 positions
    for name in ENGINES:
        engine: Any = load(name, folder)
        longest = max(
            (" ".join(["in"] * count) for count in range(1, 64)),
            key=lambda text: (len(engine.tokenizer.cut_target(text)) <= 63, len(text)),
        )
        pieces = len(engine.tokenizer.cut_target(longest))
        assert 60 <= pieces <= 63
        assert len(engine.examine("في", longest).log_probabilities) == pieces + 1
        with pytest.raises(SentenceTooLong, match="63 at most"):
            engine.examine("في", longest + " in in in in")
        with pytest.raises(SentenceTooLong, match="63 at most"):
            engine.examine("في " * 64, "in")
