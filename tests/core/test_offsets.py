"""Code points and UTF-16 code units."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader_app.core.offsets import Utf16Map

TEXTS = st.text(st.one_of(st.sampled_from("اب😀👍🏽\u0301\n"), st.characters()), max_size=60)
often = settings(max_examples=300, deadline=None)


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@often
@given(TEXTS)
def test_positions_agree_with_the_encoded_text(text: str) -> None:
    positions = Utf16Map(text)
    for code_point in range(len(text) + 1):
        utf16 = utf16_length(text[:code_point])
        assert positions.to_utf16(code_point) == utf16
        assert positions.to_code_point(utf16) == code_point
    assert positions.length_utf16 == utf16_length(text)


@often
@given(TEXTS)
def test_position_inside_a_surrogate_pair_is_that_of_its_start(text: str) -> None:
    positions = Utf16Map(text)
    for code_point, character in enumerate(text):
        if character > "\uffff":
            inside = positions.to_utf16(code_point) + 1
            assert positions.to_code_point(inside) == code_point


def test_positions_are_equal_where_no_character_needs_two_units() -> None:
    positions = Utf16Map("قال \ud800")
    assert [positions.to_utf16(i) for i in range(6)] == list(range(6))
    assert [positions.to_code_point(i) for i in range(6)] == list(range(6))


@pytest.mark.parametrize("text", ["", "قال", "قال 😀"])
def test_position_outside_the_text_is_an_index_error(text: str) -> None:
    positions = Utf16Map(text)
    for outside in (-1, len(text) + 1):
        with pytest.raises(IndexError):
            positions.to_utf16(outside)
    for outside in (-1, positions.length_utf16 + 1):
        with pytest.raises(IndexError):
            positions.to_code_point(outside)
