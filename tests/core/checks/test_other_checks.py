"""Repetition, length, cut ends, Arabic left over, quotation marks, terms."""

import pytest

from reader_app.core.checks import Flag, FlagKind, Severity
from reader_app.core.checks.pair import CheckedPair, Lexicon, Term
from reader_app.core.checks.running import run_checks
from reader_app.core.checks.stems import arabic_stem, english_stem

LEXICON: Lexicon = {
    arabic_stem(arabic): frozenset([english_stem(english)])
    for arabic, english in (
        ("زار", "visited"), ("وزير", "minister"), ("مدينه", "city"), ("مساعدات", "aid"), ("لاجئين",
        "refugees"),
        ("حدود", "border"), ("شماليه", "northern"), ("اسبوع", "week"), ("ماضي", "last"), ("مخيم", "camp"),
    )
}  # fmt: skip


def flags(source: str, target: str, kind: FlagKind, **more: object) -> list[Flag]:
    pair = CheckedPair(source, target, lexicon=LEXICON, **more)  # type: ignore[arg-type]
    return [flag for flag in run_checks(pair) if flag.kind is kind]


@pytest.mark.parametrize(
    ("target", "repeated"),
    [
        ("He went to the city to the city.", "to the city to the city"),
        ("He went to the city, to the city, to the city.", "to the city, to the city"),
        ("He went home. He went home.", "He went home. He went home"),
        ("He went to the the city.", "the the"),
    ],
)
def test_phrase_said_twice_is_lit_whole(target: str, repeated: str) -> None:
    (flag,) = flags("ذهب إلى المدينة الكبيرة.", target, FlagKind.REPETITION)
    assert flag.severity is Severity.WARNING
    assert flag.target is not None
    assert flag.target.of(target) == repeated


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("كان قد رحل.", "He had had enough."),
        ("انتقل من إنسان إلى إنسان آخر.", "It passed from human to human-to-human contact."),
        ("شيئا فشيئا", "over and over and over again"),
        ("جدا جدا", "very happy, very happy"),
        ("اشتروا الدواء. الدواء نافع.", "They bought the drug. The drug works."),
        ("في 10 10 10", "10 10 10"),
    ],
)
def test_what_is_rightly_said_twice_is_not_flagged(source: str, target: str) -> None:
    assert flags(source, target, FlagKind.REPETITION) == []


def test_translation_much_shorter_than_usual_is_a_warning() -> None:
    source = "زار الوزير المدينة ووزع المساعدات على اللاجئين في المخيمات قرب الحدود الشمالية."
    (flag,) = flags(source, "He came.", FlagKind.LENGTH)
    assert flag.severity is Severity.WARNING
    assert "shorter" in flag.message


def test_translation_much_longer_than_usual_is_a_warning() -> None:
    source = "زار الوزير المدينة في الأسبوع الماضي."
    target = (
        "He came and he saw and then he went on to say what nobody had ever said to anyone before him, twice."
    )
    (flag,) = flags(source, target, FlagKind.LENGTH)
    assert "longer" in flag.message


def test_vowel_marks_do_not_make_a_sentence_longer() -> None:
    plain = "زار الوزير المدينة في الأسبوع الماضي."
    pointed = "زَارَ الوَزِيرُ المَدِينَةَ فِي الأُسْبُوعِ المَاضِي."
    target = "The minister visited the city last week."
    assert flags(plain, target, FlagKind.LENGTH) == flags(pointed, target, FlagKind.LENGTH) == []


def test_full_stop_that_is_gone_is_a_cut_end() -> None:
    target = "The minister visited the"
    (flag,) = flags("زار الوزير المدينة.", target, FlagKind.TRUNCATED)
    assert flag.target is not None
    assert flag.target.of(target) == "the"
    assert "“.”" in flag.message


@pytest.mark.parametrize(
    "target", ["Did he come?", "He came!", "He came…", "“He came.”", "He said (and came.)", "He came:"]
)
def test_any_end_of_a_sentence_will_do(target: str) -> None:
    assert flags("هل جاء؟", target, FlagKind.TRUNCATED) == []


def test_end_that_comes_too_early_points_to_what_is_missing() -> None:
    source = "زار الوزير المدينة ووزع مساعدات على اللاجئين في المخيم قرب الحدود الشمالية في الأسبوع الماضي."
    (flag,) = flags(source, "The minister visited the city and.", FlagKind.TRUNCATED)
    assert flag.source is not None
    assert flag.source.start > source.index("ووزع")


def test_whole_translation_is_not_cut() -> None:
    source = "زار الوزير المدينة ووزع مساعدات على اللاجئين في المخيم قرب الحدود الشمالية في الأسبوع الماضي."
    target = (
        "Last week the minister visited the city and gave aid to the refugees in the camp near the "
        "northern border."
    )
    assert flags(source, target, FlagKind.TRUNCATED) == []


def test_missing_translation_is_an_error_and_all_that_is_said() -> None:
    (flag,) = run_checks(CheckedPair("وصل 40 رجلا.", " "))
    assert (flag.kind, flag.severity) == (FlagKind.UNTRANSLATED, Severity.ERROR)


def test_arabic_word_left_over_is_a_warning_at_its_place() -> None:
    target = "The وزير came."
    (flag,) = flags("جاء الوزير.", target, FlagKind.UNTRANSLATED)
    assert flag.severity is Severity.WARNING
    assert flag.target is not None
    assert flag.target.of(target) == "وزير"


def test_arabic_between_brackets_is_a_remark() -> None:
    (flag,) = flags("جاء الوزير.", "The minister (وزير) came.", FlagKind.UNTRANSLATED)
    assert flag.severity is Severity.INFO


def test_sentence_that_was_only_copied_is_an_error() -> None:
    (flag,) = flags("جاء الوزير.", "جاء الوزير.", FlagKind.UNTRANSLATED)
    assert flag.severity is Severity.ERROR


def test_mark_without_its_partner_is_a_warning() -> None:
    target = "He said: “I came."
    (flag,) = flags("قال: «جئت».", target, FlagKind.QUOTES)
    assert flag.severity is Severity.WARNING
    assert flag.target is not None
    assert flag.target.of(target) == "“"


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("قال: «جئت».", "He said: “I came.”"),
        ("(في دمشق)", "(in Damascus)"),
        ("أ) الأول", "a) the first"),
        ("بطول 5 بوصات", 'It is 5" long.'),
    ],
)
def test_marks_that_have_their_partners_are_not_flagged(source: str, target: str) -> None:
    assert flags(source, target, FlagKind.QUOTES) == []


def test_quotation_that_lost_its_marks_is_a_remark_at_the_arabic() -> None:
    source = "قرأ «جئت» أمس."
    (flag,) = flags(source, "He read it yesterday.", FlagKind.QUOTES)
    assert flag.severity is Severity.INFO
    assert flag.source is not None
    assert flag.source.of(source) == "«جئت»"


TERM = Term("الأمين العام", ("secretary-general", "secretary general"))


@pytest.mark.parametrize(
    "target",
    ["The Secretary-General spoke.", "The secretary general spoke.", "Two secretary-generals spoke."],
)
def test_term_in_any_of_its_forms_is_not_flagged(target: str) -> None:
    assert flags("تحدث الأمين العام.", target, FlagKind.TERM, terms=[TERM]) == []


@pytest.mark.parametrize("source", ["تحدث الأمين العام.", "تحدث مع الأَمين العامّ.", "قال للأمين العام."])
def test_term_in_other_words_is_a_warning(source: str) -> None:
    (flag,) = flags(source, "The head spoke.", FlagKind.TERM, terms=[TERM])
    assert "secretary-general" in flag.message
    assert flag.source is not None


def test_term_that_the_source_does_not_have_asks_for_nothing() -> None:
    assert flags("تحدث الأمين.", "The guard spoke.", FlagKind.TERM, terms=[TERM]) == []


@pytest.mark.parametrize(
    ("source", "target", "severity"),
    [
        ("قال: «نعم».", "He said yes.", Severity.WARNING),
        ("قال إننا «معكم إلى آخر الطريق» هنا", "He said we are here.", Severity.INFO),
        ("قرأ رواية «الحرافيش» أمس", "He read Harafish yesterday.", Severity.INFO),
        ("وصل (أمس) إلى هنا", "He came here yesterday.", Severity.WARNING),
        ("وصل إلى هنا", "He came “here”.", Severity.INFO),
    ],
)
def test_marks_that_one_side_alone_has_weigh_by_what_they_hold(
    source: str, target: str, severity: Severity
) -> None:
    (flag,) = flags(source, target, FlagKind.QUOTES)
    assert flag.severity is severity


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("ارتفعت الأسعار بنسبة خمسة في المئة.", "Prices rose by 5%."),
        ("في عام ألف وتسعمئة وثمانية وأربعين اندلعت الحرب.", "War broke out in 1948."),
        ("على مسافة كيلومترين", "2 km away"),
        ("في مطلع تشرين الثاني/نوفمبر", "in early November"),
    ],
)
def test_numbers_in_digits_make_no_translation_too_short(source: str, target: str) -> None:
    found = [*flags(source, target, FlagKind.LENGTH), *flags(source, target, FlagKind.TRUNCATED)]
    assert [flag for flag in found if flag.severity is not Severity.INFO] == []
