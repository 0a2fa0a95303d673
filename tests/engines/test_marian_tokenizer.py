"""Our tokenizer against transformers' MarianTokenizer."""

import shutil
import warnings
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader_app.core.errors import ModelDamaged
from reader_app.data import resources, seed_article
from reader_app.engines.checkpoint import open_checkpoint
from reader_app.engines.tokenizer import MarianTokenizer

STRINGS = [
    "",
    " ",
    "\u200f",
    "نعم",
    "  مسافات   كثيرة  ",
    "سطر\nجديد\tوجدولة",
    "الـــتطويل والتَّشْكِيلُ",
    "٢٠١٥ و2015",
    "ﷺ ﻻ ㎏ ½",
    "漢字 😀 مختلط with English",
    "«أقواس» “quotes” … \u200f",
    ">>eng<< مرحبا",
    ">>eng<<",
    ">> ليس رمزا <<",
    ">>مفتوح فقط",
]


@pytest.fixture(scope="module")
def ours() -> MarianTokenizer:
    return MarianTokenizer(open_checkpoint(resources() / "models" / "sample"))


@pytest.fixture(scope="module")
def theirs() -> Any:
    import transformers

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it recommends a package that Marian's ids do not depend on
        return transformers.MarianTokenizer.from_pretrained(
            resources() / "models" / "sample", local_files_only=True
        )


@pytest.mark.parametrize("text", STRINGS)
def test_ids_are_those_of_transformers(ours: MarianTokenizer, theirs: Any, text: str) -> None:
    assert ours.encode(text) == theirs(text).input_ids


def test_ids_are_those_of_transformers_on_the_seed_article(ours: MarianTokenizer, theirs: Any) -> None:
    lines = seed_article().read_text(encoding="utf-8").splitlines()
    assert [ours.encode(line) for line in lines] == theirs(lines).input_ids


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("ابتسية وّـ؟.«» \u200c\u200fab1٣<>é漢"), max_size=30))
def test_ids_are_those_of_transformers_on_any_text(ours: MarianTokenizer, theirs: Any, text: str) -> None:
    assert ours.encode(text) == theirs(text).input_ids


def test_decoding_gives_what_transformers_gives(
    ours: MarianTokenizer, theirs: Any, units: dict[str, str]
) -> None:
    for english in units.values():
        ids = theirs(text_target=english).input_ids
        assert ours.decode(ours.pieces(ids)) == theirs.decode(ids, skip_special_tokens=True) == english


def test_special_tokens_leave_no_trace_in_the_text(ours: MarianTokenizer) -> None:
    assert ours.decode(["▁The", "<unk>", "</s>", "<pad>"]) == "The"


def test_special_token_in_the_text_is_no_command(ours: MarianTokenizer) -> None:
    ids = ours.encode("نعم </s> لا <pad>")
    assert ours.eos not in ids[:-1]
    assert ours.pad not in ids


def test_language_code_is_one_piece_when_vocabulary_has_it(sample: Path, tmp_path: Path) -> None:
    import json

    import transformers

    folder = shutil.copytree(sample, tmp_path / "coded")
    vocabulary = json.loads((folder / "vocab.json").read_text())
    replaced = next(piece for piece, index in vocabulary.items() if index == 100)
    coded = {(">>eng<<" if piece == replaced else piece): index for piece, index in vocabulary.items()}
    (folder / "vocab.json").write_text(json.dumps(coded))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = transformers.MarianTokenizer.from_pretrained(folder, local_files_only=True)
    ids = MarianTokenizer(open_checkpoint(folder)).encode(">>eng<< قال كيري")
    assert ids[0] == 100
    assert ids == theirs(">>eng<< قال كيري").input_ids


def test_model_is_damaged_when_sentencepiece_file_is_cut(sample: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(sample, tmp_path / "cut")
    file = folder / "target.spm"
    file.write_bytes(file.read_bytes()[:1000])
    with pytest.raises(ModelDamaged, match=r"target\.spm"):
        MarianTokenizer(open_checkpoint(folder))
