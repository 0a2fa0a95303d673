"""Where pieces stand in the text they were cut from."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader_app.core.pieces import locate


def found(text: str, *pieces: str) -> list[str | None]:
    return [None if span is None else span.of(text) for span in locate(text, pieces)]


@pytest.mark.parametrize(
    ("text", "pieces", "expected"),
    [
        ("قال الوزير.", ("▁قال", "▁ال", "وزير", "."), ["قال", "ال", "وزير", "."]),
        ("قال   الوزير", ("▁قال", "▁الوزير"), ["قال", "الوزير"]),
        ("  قال", ("▁", "قال"), [None, "قال"]),
        ("وَبِالْمَدِينَةِ", ("▁وَ", "بِالْ", "مَدِينَةِ"), ["وَ", "بِالْ", "مَدِينَةِ"]),
        ("الـ«بنتاغون»", ("▁ال", "ـ", "«", "بنتاغون", "»"), ["ال", "ـ", "«", "بنتاغون", "»"]),
        ("4 مقاتلات", ("▁4", "▁مقاتل", "ات"), ["4", "مقاتل", "ات"]),
        # NFKC: a ligature is two letters, a circled digit is a digit, an ellipsis is three full stops.
        ("ﻻجئ", ("▁لا", "جئ"), ["ﻻ", "جئ"]),
        ("④ نعم…", ("▁4", "▁نعم", "..."), ["④", "نعم", "…"]),
        ("cafe\u0301 x", ("▁caf", "\u00e9", "▁x"), ["caf", "e\u0301", "x"]),
        ("كتاب\u200fه", ("▁كتابه",), ["كتاب\u200fه"]),
        ("نعم 漢字 لا", ("▁نعم", "<unk>", "▁لا"), ["نعم", None, "لا"]),
        ("نعم 漢字 لا", ("▁نعم", "▁", "漢字", "▁لا"), ["نعم", None, "漢字", "لا"]),
        ("", ("▁نعم",), [None]),
        ("نعم", (), []),
    ],
)
def test_piece_covers_its_characters_of_the_original(
    text: str, pieces: tuple[str, ...], expected: list[str | None]
) -> None:
    assert found(text, *pieces) == expected


def test_ligature_cut_in_two_belongs_to_both_pieces() -> None:
    assert found("ﻻجئ", "▁ل", "اجئ") == ["ﻻ", "ﻻجئ"]


@given(st.text(max_size=40), st.lists(st.text(max_size=5), max_size=15))
def test_spans_are_in_the_text_and_in_order_whatever_the_pieces(text: str, pieces: list[str]) -> None:
    spans = [span for span in locate(text, pieces) if span is not None]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.start <= other.start and one.end <= other.end for one, other in pairwise(spans))


@given(st.text(alphabet="ab أبتَّ.é1", max_size=30), st.lists(st.integers(1, 4), max_size=30))
def test_every_visible_character_is_covered_when_the_pieces_are_the_normalised_text(
    text: str, lengths: list[int]
) -> None:
    marked, pieces = unicodedata.normalize("NFKC", text).replace(" ", "▁"), []
    for length in [*lengths, len(marked)]:
        pieces.append(marked[:length])
        marked = marked[length:]
    covered = {at for span in locate(text, pieces) if span for at in range(span.start, span.end)}
    assert covered >= {at for at, character in enumerate(text) if not character.isspace()}
