"""Negations that were dropped, and the many ways in which English keeps one."""

import pytest

from reader_app.core.checks import Flag, Severity
from reader_app.core.checks.negation import check_negation
from reader_app.core.checks.pair import CheckedPair


def warnings(source: str, target: str) -> list[Flag]:
    return [
        flag for flag in check_negation(CheckedPair(source, target)) if flag.severity is not Severity.INFO
    ]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("لم يصل أحد.", "Nobody arrived."),
        ("لن أعود.", "I won't come back."),
        ("لن أعود.", "I won’t come back."),
        ("ليس هذا صحيحا.", "This is not true."),
        ("ليس هذا صحيحا.", "This is untrue."),
        ("لا أعرف.", "I don't know."),
        ("لا يزال هنا.", "He is still here."),
        ("لا بد أن نذهب.", "We must go."),
        ("لا سيما في الشتاء", "especially in winter"),
        ("لم يتمكن من الوصول.", "He was unable to arrive."),
        ("لم ينجح في ذلك.", "He failed to do so."),
        ("لا يملك إلا كتابا.", "He has only a book."),
        ("لم يعش هناك سوى أربعين عائلة.", "Only forty families lived there."),
        ("خرج بدون معطف.", "He went out without a coat."),
        ("عدم الاستقرار", "instability"),
        ("غير ضروري", "unnecessary"),
        ("غير أن الحكومة وافقت.", "However, the government agreed."),
        ("لمَ تعمل هنا؟", "Why do you work here?"),
        ("لم اخترتني؟", "Why did you choose me?"),
        ("لدي ألم في صدري.", "I have a pain in my chest."),
        ("إلا أنهم وافقوا.", "But they agreed."),
        ("للأطفال دون سن الخامسة", "for children under the age of five"),
        ("ما لا يقل عن عشرة", "at least ten"),
        ("لم شمل الأسرة", "family reunion"),
        ("لا أعلم لم ينبغي ذلك.", "I don't know why that is needed."),
        ("هذا ما يحول دون إنهاء الأزمة.", "This is what stands in the way of ending the crisis."),
    ],
)
def test_negation_that_is_kept_is_not_flagged(source: str, target: str) -> None:
    assert warnings(source, target) == []


@pytest.mark.parametrize(
    ("source", "target", "word"),
    [
        ("لم يصل الرجل.", "The man arrived.", "لم"),
        ("ولم يصل الرجل.", "And the man arrived.", "ولم"),
        ("لن أعود.", "I will come back.", "لن"),
        ("ليس هذا صحيحا.", "This is true.", "ليس"),
        ("ليست هذه مدينتي.", "This is my city.", "ليست"),
        ("لا أعرف.", "I know.", "لا"),
        ("خرج بدون معطف.", "He went out with a coat.", "بدون"),
        ("أكد عدم وجود أدلة.", "He confirmed that there was evidence.", "عدم"),
        ("أنصحك بعدم السفر.", "I advise you to travel.", "بعدم"),
        ("لا تقل شيئا.", "Do say something.", "لا"),
        ("لن أتفاجأ مهما يحدث.", "No matter what happens, I will be surprised.", "لن"),
        ("يرجى ألا تكتب هنا.", "Please write here.", "ألا"),
        ("لم يعلم أين يذهب.", "He did know where to go.", "لم"),
        (
            "على الرغم من أنهم منعوا ذلك لم يكونوا مستعدين.",
            "Although they prevented it they were ready.",
            "لم",
        ),
    ],
)
def test_dropped_negation_points_to_the_arabic_word(source: str, target: str, word: str) -> None:
    (flag,) = warnings(source, target)
    assert flag.source is not None
    assert flag.source.of(source) == word
    assert f"«{word}»" in flag.message


def test_one_negation_of_two_that_is_dropped_is_missed_at_its_place() -> None:
    source = "لم تملك أي مال، ولذلك لم تستطع أن تسافر معي إلى المدينة."
    (flag,) = warnings(source, "She didn't have any money, so she could travel to the city with me.")
    assert flag.source is not None
    assert flag.source.start == source.index("لم تستطع")


def test_negation_that_only_english_has_is_a_remark() -> None:
    (flag,) = check_negation(CheckedPair("لدي نقود.", "I have no money."))
    assert flag.severity is Severity.INFO
