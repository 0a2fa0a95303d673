"""How much a text speaks of sport."""

from reader_app.tagging.topic import levels


def test_text_without_words_of_sport_has_no_level() -> None:
    assert levels([0, 1, 0], [20, 20, 20]).tolist() == [0, 0, 0]


def test_sentence_is_looked_at_with_two_on_each_side() -> None:
    assert levels([0, 0, 0, 4, 0, 0, 0], [10] * 7).tolist() == [0, 2, 2, 2, 2, 2, 0]


def test_few_words_of_sport_in_a_long_text_are_not_much() -> None:
    assert levels([4], [400]).tolist() == [1]
    assert levels([2], [400]).tolist() == [1]
    assert levels([4], [40]).tolist() == [2]


def test_no_sentences_have_no_levels() -> None:
    assert levels([], []).tolist() == []
