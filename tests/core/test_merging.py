"""Two versions of a text as one."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader_app.core.differences import differences
from reader_app.core.merging import Merged, merged


def both(old: str, new: str) -> Merged:
    return merged(old, new, differences(old, new))


def marked(one: Merged) -> tuple[list[str], list[str]]:
    return [span.of(one.text) for span in one.removed], [span.of(one.text) for span in one.added]


def test_replaced_word_stands_before_what_replaces_it() -> None:
    one = both("سقط المطر على بيروت.", "سقط الثلج على بيروت.")
    assert one.text == "سقط المطر الثلج على بيروت."
    assert marked(one) == (["المطر"], ["الثلج"])


def test_word_taken_out_of_the_beginning_does_not_join_the_next() -> None:
    one = both("ثم سقط المطر", "سقط المطر")
    assert one.text == "ثم سقط المطر"
    assert marked(one) == (["ثم"], [])


def test_word_inside_quotation_marks_stays_inside_them() -> None:
    one = both("قال «نعم» أمس", "قال «لا» أمس")
    assert one.text == "قال «نعم لا» أمس"


def test_words_that_differ_in_vowel_marks_only_are_spelt_as_in_the_new_text() -> None:
    one = both("سقط المطرُ", "سقط المطر")
    assert one == Merged("سقط المطر", (), ())


WORDS = st.lists(st.sampled_from(["كتب", "قرأ", "الولد", "،", "."]), max_size=6)


@given(WORDS, WORDS)
def test_what_was_put_in_and_what_was_taken_out_leave_the_other_version(
    old: list[str], new: list[str]
) -> None:
    one = both(" ".join(old), " ".join(new))
    for spans, version in ((one.removed, new), (one.added, old)):
        left = "".join(
            " " if any(place in span for span in spans) else letter for place, letter in enumerate(one.text)
        )
        assert re.findall(r"\w+|[^\w\s]", left) == version


@pytest.mark.parametrize("text", ["", "كلمة", "جملة من كلمات."])
def test_text_beside_itself_is_itself(text: str) -> None:
    assert both(text, text) == Merged(text, (), ())
