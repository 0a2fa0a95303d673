"""Outputs that run in circles, from models that really do it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reader_app.core.repetition import loops
from reader_app.core.translation import Decoding, Doubt, Hypothesis
from reader_app.engines.marian import NO_REPEAT, MarianEngine, Output, _merit

Load = Callable[..., MarianEngine]
DECODING = Decoding(4, 120)


def searched(engine: MarianEngine, sources: list[str], decoding: Decoding) -> list[Output]:
    """What the engine's search finds at the first attempt."""
    return [found[0] for found in engine._search([engine.tokenizer.encode(s) for s in sources], decoding)]


def texts(engine: MarianEngine, outputs: list[Output]) -> list[str]:
    return [engine.tokenizer.decode(output.pieces) for output in outputs]


def sequences(pieces: tuple[str, ...], length: int) -> list[tuple[str, ...]]:
    return [pieces[start : start + length] for start in range(len(pieces) - length + 1)]


def test_loops_are_searched_again_and_what_still_loops_is_flagged(
    load: Load, noisy: Path, fragments: list[str]
) -> None:
    engine = load("ctranslate2", noisy)
    first = texts(engine, searched(engine, fragments, DECODING))
    found = engine.translate(fragments, DECODING)
    looping = [n for n, source in enumerate(fragments) if loops(source, first[n])]
    assert looping, "the noisy model should loop somewhere"
    assert any(Doubt.REPEATS not in found[n].doubts for n in looping), "and be mended somewhere"
    for n, source in enumerate(fragments):
        assert (Doubt.REPEATS in found[n].doubts) == loops(source, found[n].text)
        if n not in looping:
            assert found[n].text == first[n]
        else:
            assert found[n].text


def test_output_that_loops_in_spite_of_the_rule_is_the_better_of_both_and_flagged(
    load: Load, random_model: Callable[..., Any], save: Callable[..., Path], units: dict[str, str]
) -> None:
    model = random_model(3)
    # Nothing but five pieces can be put out, and no end: no rule can make this vary.
    model.final_logits_bias.fill_(-1e4)
    model.final_logits_bias[0, 20:25] = 0
    engine = load("ctranslate2", save(model))
    sources = [" ".join(source.split()[:3]) for source in list(units)[:3]]
    found = engine.translate(sources, Decoding(1))
    flagged = [hypothesis for hypothesis in found if Doubt.REPEATS in hypothesis.doubts]
    assert flagged
    assert all(Doubt.CUT in hypothesis.doubts for hypothesis in flagged)


def test_rule_that_was_asked_for_is_not_tightened(load: Load, noisy: Path, fragments: list[str]) -> None:
    engine = load("ctranslate2", noisy)
    decoding = Decoding(1, 60, no_repeat=8)
    found = engine.translate(fragments, decoding)
    assert [h.text for h in found] == texts(engine, searched(engine, fragments, decoding))


def test_better_attempt_has_text_then_no_doubt_then_an_end_then_more_words() -> None:
    cut, repeats = frozenset({Doubt.CUT}), frozenset({Doubt.REPEATS})
    attempts = [
        Hypothesis("", (), -0.1),
        Hypothesis("a b c d", (), -0.1, cut | repeats),
        Hypothesis("a a a a", (), -0.1, repeats),
        Hypothesis("a b a a", (), -0.1, repeats),
        Hypothesis("a a", (), -9.0),
    ]
    backwards = attempts[::-1]
    assert sorted(backwards, key=_merit) == attempts


@pytest.mark.parametrize("name", ["ctranslate2", "transformers"])
@pytest.mark.parametrize("beam", [1, 4])
def test_no_sequence_of_pieces_comes_twice_under_the_rule(
    load: Load, noisy: Path, fragments: list[str], name: str, beam: int
) -> None:
    engine = load(name, noisy)
    plain = searched(engine, fragments, Decoding(beam, 60))
    ruled = searched(engine, fragments, Decoding(beam, 60, NO_REPEAT))
    repeated = {
        kind: sum(
            len(set(found)) < len(found)
            for found in (sequences(tuple(output.pieces), NO_REPEAT) for output in outputs)
        )
        for kind, outputs in (("plain", plain), ("ruled", ruled))
    }
    assert repeated["plain"] > 0
    assert repeated["ruled"] == 0


@pytest.mark.parametrize("beam", [1, 4])
def test_engines_agree_under_the_rule_and_score_by_the_model_alone(
    load: Load, noisy: Path, fragments: list[str], beam: int
) -> None:
    decoding = Decoding(beam, 40, NO_REPEAT)
    ours, reference = load("ctranslate2", noisy), load("transformers", noisy)
    mine, theirs = searched(ours, fragments, decoding), searched(reference, fragments, decoding)
    same = [(a, b) for a, b in zip(mine, theirs, strict=True) if tuple(a.pieces) == tuple(b.pieces)]
    assert len(same) == len(fragments) if beam == 1 else len(same) > 0.8 * len(fragments)
    assert [a.score for a, _ in same] == pytest.approx([b.score for _, b in same], abs=1e-4)
