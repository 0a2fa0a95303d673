"""The checkpoint that comes with the program."""

import json
import warnings
from pathlib import Path
from typing import Any

from reader_app.core.translation import fingerprint


def test_it_is_small(sample: Path) -> None:
    assert sum(file.stat().st_size for file in sample.iterdir()) < 10_000_000


def test_card_lists_exactly_the_sentences_of_the_article(sample: Path, units: dict[str, str]) -> None:
    card = json.loads((sample / "sample.json").read_text(encoding="utf-8"))
    assert card["known"] == [fingerprint(source) for source in units]
    assert card["licence"] == "GPL-3.0-or-later"


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
