import math

from reader_app.core.article import Span
from reader_app.core.doubted import LEAST_PROBABILITY, doubted_words
from reader_app.core.translation import Examination

SURE, UNSURE = math.log(0.9), math.log(LEAST_PROBABILITY / 2)


def examined(*pieces: tuple[str, float], end: tuple[str, ...] = ()) -> Examination:
    """What a model would say of these pieces; `end` is how end-of-sentence is written, if at all."""
    scores = (*(score for _, score in pieces), SURE)
    return Examination(
        ("▁x",), (*(piece for piece, _ in pieces), *end), scores, tuple((1.0,) for _ in scores)
    )


def words(target: str, examination: Examination) -> list[str]:
    return [span.of(target) for span in doubted_words(target, examination)]


def test_word_is_doubted_where_one_of_its_pieces_is() -> None:
    found = examined(("▁The", SURE), ("▁nego", SURE), ("tiations", UNSURE), ("▁began", SURE))
    assert words("The negotiations began", found) == ["negotiations"]


def test_doubted_punctuation_makes_no_word_doubted() -> None:
    found = examined(("▁He", SURE), (",", UNSURE), ("▁said", SURE), (".", UNSURE))
    assert words("He, said.", found) == []


def test_doubted_word_is_marked_without_the_quotes_about_it() -> None:
    target = "The “Pentagon” said"
    found = examined(("▁The", SURE), ("▁“", SURE), ("Pentagon", UNSURE), ("”", SURE), ("▁said", SURE))
    assert doubted_words(target, found) == (Span(5, 13),)


def test_end_of_sentence_among_the_pieces_is_no_word() -> None:
    found = examined(("▁Go", SURE), ("▁home", UNSURE), end=("</s>",))
    assert words("Go home", found) == ["home"]


def test_word_that_the_tokenizer_normalises_is_found_in_the_text_as_it_is() -> None:
    target = "½ of ﬁve"  # pieces are cut from NFKC: 1⁄2 of five
    found = examined(("▁1⁄2", SURE), ("▁of", SURE), ("▁f", SURE), ("ive", UNSURE))
    assert words(target, found) == ["ﬁve"]


def test_piece_that_is_not_in_the_text_makes_no_word_doubted() -> None:
    assert words("one two", examined(("▁one", SURE), ("<unk>", UNSURE))) == []


def test_empty_translation_has_no_doubted_word() -> None:
    assert words("", examined()) == []
