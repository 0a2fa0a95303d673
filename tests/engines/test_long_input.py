"""Sentences that are too long for a model: nothing is lost, and it is said that they came in parts."""

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader_app.core.errors import SentenceTooLong
from reader_app.core.splitting import split
from reader_app.core.translation import Decoding, Doubt
from reader_app.engines.checkpoint import open_checkpoint
from reader_app.engines.marian import MOST_PIECES_A_PIECE, MarianEngine
from reader_app.engines.tokenizer import MarianTokenizer

Load = Callable[..., MarianEngine]
Searched = list[list[int]]


@pytest.fixture
def shorter(sample: Path, tmp_path: Path) -> Callable[[int], Path]:
    """The sample checkpoint with fewer positions: they are sines, so that no weight changes."""

    def make(positions: int) -> Path:
        folder = shutil.copytree(sample, tmp_path / f"positions-{positions}")
        settings = json.loads((folder / "config.json").read_text())
        settings["max_position_embeddings"] = positions
        (folder / "config.json").write_text(json.dumps(settings))
        return folder

    return make


@contextmanager
def watched(engine: MarianEngine) -> Iterator[Searched]:
    """What the engine searches for, in order."""
    searched: Searched = []
    search = engine._search

    def watch(sources: Sequence[list[int]], decoding: Decoding, count: int = 1) -> Any:
        searched.extend(sources)
        return search(sources, decoding, count)

    engine._search = watch
    try:
        yield searched
    finally:
        engine._search = search


def spelled(engine: MarianEngine, searched: Searched) -> str:
    """The text that was searched for, without white space."""
    pieces = [engine.tokenizer.pieces(ids) for ids in searched]
    assert all(part[-1] == "</s>" for part in pieces)
    return "".join(piece for part in pieces for piece in part[:-1]).replace("▁", "")


@pytest.mark.parametrize("name", ["ctranslate2", "transformers"])
def test_sentence_over_the_positions_is_translated_in_parts_of_half_as_many(
    load: Load, shorter: Callable[[int], Path], units: dict[str, str], name: str
) -> None:
    engine = load(name, shorter(64))
    long = [source for source in units if len(engine.tokenizer.encode(source)) > 64]
    assert len(long) > 5
    for source in long:
        with watched(engine) as searched:
            [hypothesis] = engine.translate([source], Decoding(1, max_length=30))
        assert Doubt.IN_PARTS in hypothesis.doubts
        assert hypothesis.text
        assert all(len(ids) <= 32 for ids in searched)
        assert hypothesis.score < 0


def test_parts_keep_the_order_and_every_character(
    load: Load, shorter: Callable[[int], Path], units: dict[str, str]
) -> None:
    engine = load("ctranslate2", shorter(64))
    source = "\n".join(units)
    # Under a rule of its own no part is searched for twice.
    with watched(engine) as searched:
        engine.translate([source], Decoding(1, max_length=30, no_repeat=1))
    assert spelled(engine, searched) == spelled(engine, [engine.tokenizer.encode(source)])


def test_part_that_the_model_knows_is_translated_as_ever(
    load: Load, sample: Path, units: dict[str, str]
) -> None:
    engine = load("ctranslate2", sample)
    source = "\n".join(list(units)[:7])
    assert len(engine.tokenizer.encode(source)) > 512
    [hypothesis] = engine.translate([source], Decoding())
    assert hypothesis.doubts >= {Doubt.IN_PARTS}
    assert hypothesis.pieces == tuple(
        piece
        for part in _parts(engine, source, 256)
        for piece in engine.translate([part], Decoding())[0].pieces
    )


def test_short_sentences_stay_whole_beside_a_long_one(
    load: Load, sample: Path, units: dict[str, str]
) -> None:
    engine = load("ctranslate2", sample)
    first, second = list(units)[:2]
    found = engine.translate([first, "و " * 600, second], Decoding(1, max_length=200))
    assert (found[0].text, found[2].text) == (units[first], units[second])
    assert [Doubt.IN_PARTS in hypothesis.doubts for hypothesis in found] == [False, True, False]


def test_score_of_parts_is_the_mean_over_their_pieces(
    load: Load, shorter: Callable[[int], Path], units: dict[str, str]
) -> None:
    engine = load("ctranslate2", shorter(64))
    source = max(units, key=len)
    decoding = Decoding(1, max_length=20)
    [whole] = engine.translate([source], decoding)
    parts = engine.translate(_parts(engine, source, 32), decoding)
    weights = [len(part.pieces) + 1 for part in parts]
    expected = sum(p.score * w for p, w in zip(parts, weights, strict=True)) / sum(weights)
    assert whole.score == pytest.approx(expected, abs=1e-5)
    assert min(p.score for p in parts) < whole.score < max(p.score for p in parts)


def test_output_that_needs_more_positions_is_made_in_parts(
    load: Load, shorter: Callable[[int], Path], sample: Path, units: dict[str, str]
) -> None:
    positions = 80
    full, short = load("ctranslate2", sample), load("ctranslate2", shorter(positions))
    fitting = [source for source in units if len(full.tokenizer.encode(source)) <= positions]
    longer = [s for s in fitting if len(full.translate([s], Decoding())[0].pieces) >= positions]
    assert longer, "some English of the article should be longer than its Arabic"
    for source in longer:
        [hypothesis] = short.translate([source], Decoding())
        assert Doubt.IN_PARTS in hypothesis.doubts
    asked = short.translate(longer[:1], Decoding(max_length=positions - 1))[0]
    assert asked.doubts == {Doubt.CUT}


def test_model_that_never_ends_is_cut_and_not_split_for_ever(
    load: Load, random_model: Callable[..., Any], save: Callable[..., Path], units: dict[str, str]
) -> None:
    model = random_model(1)
    model.final_logits_bias[0, model.config.eos_token_id] = -1e4
    engine = load("ctranslate2", save(model))
    source = " ".join(next(iter(units)).split()[:12])
    assert 16 < len(engine.tokenizer.encode(source)) <= 64
    with watched(engine) as searched:
        [hypothesis] = engine.translate([source], Decoding(1))
    assert hypothesis.doubts >= {Doubt.CUT, Doubt.IN_PARTS}
    assert min(map(len, searched)) <= 64 // MOST_PIECES_A_PIECE
    assert len(searched) < 40


def test_character_that_no_part_can_hold_is_refused(
    load: Load, random_model: Callable[..., Any], save: Callable[..., Path]
) -> None:
    engine = load("ctranslate2", save(random_model(1, max_position_embeddings=4)))
    assert len(engine.tokenizer.encode("ﷺ")) > 4
    with pytest.raises(SentenceTooLong, match="character"):
        engine.translate(["نعم ﷺ لا"], Decoding(1))


@pytest.fixture(scope="session")
def tokenizer(sample: Path) -> MarianTokenizer:
    return MarianTokenizer(open_checkpoint(sample))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=2000), limit=st.integers(8, 64))
def test_any_text_is_split_into_parts_that_join_to_it(
    tokenizer: MarianTokenizer, text: str, limit: int
) -> None:
    def size(part: str) -> int:
        return len(tokenizer.encode(part))

    parts = split(text, size, limit)
    assert "".join(parts) == text
    assert all(size(part) <= limit or len(part) == 1 for part in parts)


def _parts(engine: MarianEngine, source: str, limit: int) -> list[str]:
    return split(source, lambda text: len(engine.tokenizer.encode(text)), limit)
