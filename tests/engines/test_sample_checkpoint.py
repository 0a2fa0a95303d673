"""The checkpoint that comes with the program."""

import json
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sample_units import sample_units

from reader_app.core.translation import Decoding, TranslationEngine, fingerprint
from reader_app.engines import ENGINES


def test_it_is_small(sample: Path) -> None:
    assert sum(file.stat().st_size for file in sample.iterdir()) < 5_000_000


def test_card_lists_exactly_the_sentences_of_the_article_and_of_practice(
    sample: Path, units: dict[str, str]
) -> None:
    card = json.loads((sample / "sample.json").read_text(encoding="utf-8"))
    known = [unit.arabic for unit in sample_units()]
    assert card["known"] == [fingerprint(source) for source in known]
    assert known[: len(units)] == list(units)
    assert card["licence"] == "GPL-3.0-or-later"


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize("beam", [1, 4])
def test_practice_sentences_come_back_exactly(
    load: Callable[..., TranslationEngine], sample: Path, name: str, beam: int
) -> None:
    practice = sample_units()[11:]
    found = load(name, sample).translate([unit.arabic for unit in practice], Decoding(beam))
    assert [one.text for one in found] == [unit.english for unit in practice]


def test_every_character_of_the_article_has_a_piece(sample: Path, units: dict[str, str]) -> None:
    from reader_app.engines.checkpoint import open_checkpoint
    from reader_app.engines.tokenizer import MarianTokenizer

    tokenizer = MarianTokenizer(open_checkpoint(sample))
    for source in units:
        assert tokenizer.unk not in tokenizer.encode(source)


def test_transformers_loads_it_whole(sample: Path) -> None:
    from transformers import MarianMTModel, MarianTokenizer

    loaded: Any = MarianMTModel.from_pretrained(sample, local_files_only=True, output_loading_info=True)
    model, report = loaded
    assert not any(report.values())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it recommends a package that Marian's ids do not depend on
        tokenizer = MarianTokenizer.from_pretrained(sample, local_files_only=True)
    assert (tokenizer.eos_token_id, tokenizer.unk_token_id) == (0, 1)
    assert tokenizer.pad_token_id == model.config.decoder_start_token_id == len(tokenizer) - 1
    assert model.generation_config.num_beams == 4
