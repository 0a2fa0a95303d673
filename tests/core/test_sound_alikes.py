import pytest

from reader_app.core.arabic import normalise
from reader_app.core.sound_alikes import are_alike, are_close, skeleton


@pytest.mark.parametrize(
    ("one", "other"),
    [("غوتيريش", "جوتيريس"), ("غورباتشوف", "جورباتشوف"), ("كلينتون", "كلنتون"), ("بيكيت", "بيجيت")],
)
def test_letters_for_one_foreign_sound_are_alike(one: str, other: str) -> None:
    assert are_alike(normalise(one), normalise(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [("حسن", "حسين"), ("محمد", "محمود"), ("سالم", "سليم"), ("بلير", "بيل"), ("شويغو", "شويجر")],
)
def test_other_names_are_not_alike(one: str, other: str) -> None:
    assert not are_alike(normalise(one), normalise(other))


@pytest.mark.parametrize(("one", "other"), [("شويغو", "شويجر"), ("هاموند", "هموند"), ("شاشكين", "شاشكن")])
def test_one_letter_of_a_long_name_is_close(one: str, other: str) -> None:
    assert are_close(normalise(one), normalise(other))


@pytest.mark.parametrize(
    ("one", "other"), [("حسن", "حسين"), ("عمر", "عمرو"), ("خالد", "وخالد"), ("كيري", "بيري")]
)
def test_short_names_and_other_beginnings_are_not_close(one: str, other: str) -> None:
    assert not are_close(normalise(one), normalise(other))


def test_skeleton_keeps_a_vowel_only_at_the_beginning() -> None:
    assert skeleton("اولمرت") == "المرت"
    assert skeleton("ميدفيديف") == "متفتف"
