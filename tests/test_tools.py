"""The tools that the sample's alignments are made with, on small inputs."""

from pathlib import Path

import numpy as np
import pytest
from align_corpus import Aligner, Pair, english_words, lexicon_pairs, tmx_pairs, tsv_pairs, twin_pairs
from alignment_gold import score
from guided_alignment import guidance_loss, read_links, wanted_attention
from sample_units import Unit, sample_units
from segmenting import Segmenter

from reader_app.core.article import Span
from reader_app.data import resources


def test_aligner_finds_the_words_that_go_together_in_either_order() -> None:
    texts = [("a b", "X Y"), ("b c", "Z Y"), ("c a", "X Z"), ("a", "X"), ("b d", "W Y"), ("d c", "Z W")]
    pairs = [Pair(tuple(source.split()), tuple(target.split())) for source, target in texts]
    aligner = Aligner(pairs)
    aligner.train()
    meaning = dict(zip("abcd", "XYZW", strict=True))
    for index, pair in enumerate(pairs):
        best = aligner.agreement(index).argmax(axis=1)
        assert [pair.target[column] for column in best] == [meaning[word] for word in pair.source]


def test_posteriors_of_a_word_sum_to_one_over_its_partners_and_none() -> None:
    pairs = [Pair(("a", "b", "c"), ("X", "Y")), Pair(("b",), ("Y", "Z", "X", "X"))]
    aligner = Aligner(pairs)
    aligner.train()
    for index in range(2):
        agreed = aligner.agreement(index)
        assert (agreed >= 0).all()
        assert (agreed.sum(axis=0) <= 1 + 1e-9).all()
        assert (agreed.sum(axis=1) <= 1 + 1e-9).all()


def test_segmenter_cuts_clitics_where_the_rest_is_a_word() -> None:
    texts = ["المدينة كبيرة", "قال والد سلمى", "قال إنه قال", "رحيل الوفد"]
    segmenter = Segmenter(texts)
    text = "وقال والد الوفد رحيله وبالمدينة"
    assert [form for _, form in segmenter.cuts(text)] == [
        *("و+", "قال", "والد", "ال+", "وفد"),
        *("رحيل", "+ه", "و+", "ب+", "ال+", "مدينه"),
    ]
    assert "".join(span.of(text) for span, _ in segmenter.cuts(text)) == text.replace(" ", "")


def test_pairs_are_read_from_every_kind_of_file(tmp_path: Path) -> None:
    tsv = tmp_path / "a.tsv"
    tsv.write_text("w01\tقال\tHe said.\tnote\nHe came.\tجاء\tnote\n", encoding="utf-8")
    assert list(tsv_pairs(tsv)) == [("قال", "He said."), ("جاء", "He came.")]
    tmx = tmp_path / "a.tmx"
    tmx.write_text(
        '<tmx version="1.4"><body><tu><tuv xml:lang="en-GB"><seg>Yes</seg></tuv>'
        '<tuv xml:lang="ar"><seg>نعم</seg></tuv></tu></body></tmx>',
        encoding="utf-8",
    )
    assert list(tmx_pairs(tmx)) == [("نعم", "Yes")]
    assert list(twin_pairs({"a": ["نعم", 1]}, {"a": ["Yes", 1]})) == [("نعم", "Yes")]
    lexicon = tmp_path / "lexicon.tsv"
    lexicon.write_text("# note\nقال\tsay, tell\n", encoding="utf-8")
    assert list(lexicon_pairs(lexicon)) == [("قال", "say"), ("قال", "tell")]


def test_table_of_alignments_is_of_whole_words_of_the_samples_sentences() -> None:
    links = read_links(resources() / "memory" / "alignments.tsv")
    units = {unit.name: unit for unit in sample_units()}
    assert set(links) == set(units)
    for name, rows in links.items():
        english = english_words(units[name].english)
        for source, target, probability in rows:
            assert source.of(units[name].arabic).strip()
            assert target in english
            assert 0 < probability <= 1


def test_wanted_attention_is_shared_by_the_letters_of_the_pieces() -> None:
    unit = Unit("u", "رحيله غدا", "his departure")
    links = {"u": [(Span(0, 4), Span(4, 13), 1.0), (Span(4, 5), Span(0, 3), 0.5)]}
    wanted = wanted_attention([unit], links, [["▁رحي", "له", "▁غدا"]], [["▁his", "▁depart", "ure"]], (4, 4))
    expected = [[0, 1, 0, 0], [0.75, 0.25, 0, 0], [0.75, 0.25, 0, 0], [0, 0, 0, 1]]
    assert wanted[0].tolist() == expected
    # At best the loss is the entropy of what is wanted.
    entropy = -(0.75 * np.log(0.75) + 0.25 * np.log(0.25)) * 2 / 4
    assert guidance_loss(wanted, wanted).item() == pytest.approx(entropy, abs=1e-6)


def test_score_is_that_of_och_and_ney() -> None:
    found = [frozenset({(0, 0), (1, 1), (2, 2)})]
    sure, possible = [frozenset({(0, 0), (3, 3)})], [frozenset({(0, 0), (3, 3), (1, 1)})]
    one = score(found, sure, possible)
    assert one.precision == pytest.approx(2 / 3)
    assert one.recall == pytest.approx(1 / 2)
    assert one.error_rate == pytest.approx(1 - (1 + 2) / (3 + 2))
