"""The sample's alignments against those written by hand (tests/data/alignments.txt)."""

from collections.abc import Callable
from pathlib import Path

import pytest
from alignment_gold import GOLD, Gold, read_gold, scores
from sample_units import Unit, sample_units

from reader_app.core.aligning import align
from reader_app.core.alignment import Alignment, Link
from reader_app.core.english import english_words
from reader_app.core.translation import TranslationEngine
from reader_app.engines import ENGINES

Load = Callable[..., TranslationEngine]

WORST_WORDS, WORST_CLITICS = 0.17, 0.19
"""Alignment error rates that say that something broke; measured were 0.12 and 0.13."""


@pytest.fixture(scope="module")
def texts() -> dict[str, Unit]:
    return {unit.name: unit for unit in sample_units()}


@pytest.fixture(scope="module")
def gold(texts: dict[str, Unit]) -> list[Gold]:
    return read_gold(GOLD, {name: (unit.arabic, unit.english) for name, unit in texts.items()})


def test_gold_has_every_sentence_that_the_sample_knows(gold: list[Gold], texts: dict[str, Unit]) -> None:
    assert [unit.name for unit in gold] == list(texts)
    assert len(gold) == 20
    for unit in gold:
        assert unit.sure <= unit.possible
        assert len(unit.targets) == len(english_words(texts[unit.name].english))
        for segment, target in unit.possible:
            assert segment < len(unit.segments)
            assert target < len(unit.targets)


def test_gold_has_no_error_against_itself(gold: list[Gold]) -> None:
    exact = [
        Alignment(tuple(Link((unit.segments[a],), (unit.targets[b],)) for a, b in unit.sure)) for unit in gold
    ]
    for one in scores(gold, exact):
        assert (one.precision, one.recall, one.error_rate) == (1, 1, 0)


@pytest.mark.parametrize("name", ENGINES)
def test_error_rate_is_low(
    load: Load, sample: Path, gold: list[Gold], texts: dict[str, Unit], name: str
) -> None:
    engine = load(name, sample)
    pairs = [(texts[unit.name].arabic, texts[unit.name].english) for unit in gold]
    found = [align(*pair, engine.examine(*pair)) for pair in pairs]
    of_words, of_clitics = scores(gold, found)
    assert of_words.error_rate < WORST_WORDS
    assert of_clitics.error_rate < WORST_CLITICS


@pytest.mark.parametrize("name", ENGINES)
def test_conjunction_preposition_and_article_are_told_from_their_noun(
    load: Load, sample: Path, texts: dict[str, Unit], name: str
) -> None:
    unit = texts["practice-1"]
    found = align(unit.arabic, unit.english, load(name, sample).examine(unit.arabic, unit.english))
    for part, english in (("و", "And"), ("ب", "in"), ("ال", "the"), ("مدينة", "city")):
        link = found.of_source("وبالمدينة".index(part))
        assert link is not None
        assert [span.of(unit.arabic) for span in link.source] == [part]
        assert [span.of(unit.english) for span in link.target] == [english]
