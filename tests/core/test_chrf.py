"""chrF2 against values worked out by hand and by another program."""

import pytest

from reader_app.core.chrf import chrf


def test_equal_texts_have_all_of_each_other() -> None:
    assert chrf("The house is big.", "The house is big.") == pytest.approx(100)


def test_white_space_does_not_count() -> None:
    assert chrf("a b  c\n", "abc") == pytest.approx(100)


@pytest.mark.parametrize(("translation", "reference"), [("", "abc"), ("abc", ""), ("", ""), ("abc", "xyz")])
def test_texts_that_share_nothing_score_0(translation: str, reference: str) -> None:
    assert chrf(translation, reference) == 0


def test_short_texts_are_compared_by_the_lengths_that_both_have() -> None:
    # One character: precision 2/2, recall 2/3. Two: 1/1 and 1/2. So 1 and 7/12, and five times their
    # product over four times the first and the second.
    assert chrf("ab", "abc") == pytest.approx(100 * 5 * (7 / 12) / (4 + 7 / 12))


def test_recall_weighs_more_than_precision() -> None:
    assert chrf("abcdef ghi", "abcdef") > chrf("abcdef", "abcdef ghi")


@pytest.mark.parametrize(
    ("translation", "reference", "expected"),
    [
        ("the cat sat on the mat", "the cat is on the mat", 64.5779),
        ("He went to the market.", "He goes to market!", 33.0622),
    ],
)
def test_agrees_with_sacrebleu(translation: str, reference: str, expected: float) -> None:
    # sacrebleu 2.6.0, CHRF().sentence_score: nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no
    assert chrf(translation, reference) == pytest.approx(expected, abs=1e-4)
