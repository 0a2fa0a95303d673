"""Numbers that changed, and numbers that are only written differently."""

import pytest

from reader_app.core.article import Span
from reader_app.core.checks import Flag, Severity
from reader_app.core.checks.number import check_numbers
from reader_app.core.checks.pair import CheckedPair
from reader_app.core.checks.stems import arabic_stem, english_stem


def warnings(source: str, target: str) -> list[Flag]:
    found = list(check_numbers(CheckedPair(source, target)))
    return [flag for flag in found if flag.severity is not Severity.INFO]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("في عام ٢٠١٦", "in 2016"),
        ("في عام ۲۰۱۶", "in 2016"),
        ("بلغ العدد ١٬٢٣٤٬٥٦٧ نسمة", "The number was 1,234,567."),
        ("بلغ العدد 1.234.567 نسمة", "The number was 1,234,567."),
        ("نمو قدره ٣٫٥ في المئة", "growth of 3.5 percent"),
        ("نمو قدره ٣٫٥٪", "growth of 3.5%"),
        ("نمو بنسبة خمسة بالمائة", "growth of 5 per cent"),
        ("١٫٥ مليون لاجئ", "1.5 million refugees"),
        ("مليون ونصف المليون لاجئ", "one and a half million refugees"),
        ("1.5 مليون لاجئ", "1,500,000 refugees"),
        ("ما بين 3 و5 ملايين لاجئ", "between 3 and 5 million refugees"),
        ("خمسة آلاف مقاتل", "5,000 fighters"),
        ("ألفي مقاتل", "two thousand fighters"),
        ("مليوني لاجئ", "2 million refugees"),
        ("مئتي جندي", "200 soldiers"),
        ("ثلاثمئة وخمسة وعشرون جنديا", "325 soldiers"),
        ("ألف وتسعمائة وخمسة وأربعون", "1945"),
        ("مئة و خمسون دبلوماسيا", "A hundred and fifty diplomats"),
        ("منذ عامين", "two years ago"),
        ("زاره مرتين", "He visited it twice."),
        ("ثلاثة رجال", "three men"),
        ("اثنا عشر شهرا", "twelve months"),
        ("أحد عشر لاعبا", "eleven players"),
        ("في القرن التاسع عشر", "in the 19th century"),
        ("في القرن التاسع عشر", "in the nineteenth century"),
        ("في سبعينيات القرن الماضي", "in the 1970s"),
        ("سبعينيات القرن العشرين", "the 1970s"),
        ("الحرب العالمية الثانية", "World War II"),
        ("لويس الرابع عشر", "Louis XIV"),
        ("من 1576 إلى 1577", "1576–77"),
        ("فاز 3-1", "won 3–1"),
        ("كوفيد-19", "COVID-19"),
        ("يوم الاثنين", "on Monday"),
        ("الساعة الخامسة والنصف", "at 5:30"),
        ("ثلث السكان", "a third of the population"),
        ("ثلثي السكان", "two thirds of the population"),
        ("ثلاثة وعشرون عاما", "twenty-three years"),
        ("في كانون الثاني الماضي", "last January"),
        ("في كانون الثاني/يناير 2011", "in January 2011"),
        ("في 3 مارس 2011", "on 3/3/2011"),
        ("خلال شهر أوت", "in August"),
        ("في جويلية 1962", "in July 1962"),
        ("مارس الرياضة", "He did sports."),
        ("قد يأتي", "He may come. May God help him."),
        ("ساروا نحو المدينة", "They marched. March on the city!"),
        ("يعود إلى 11 آذار 2011", "It dates from 11 March 2011."),
        ("قال أحدهم", "One of them said"),
    ],
)
def test_same_number_is_not_flagged(source: str, target: str) -> None:
    assert warnings(source, target) == []


@pytest.mark.parametrize(
    ("source", "target", "expected", "found"),
    [
        ("في عام ٢٠١٦ هنا", "in 2015 here", "٢٠١٦", "2015"),
        ("بلغ ١٬٢٣٤ نسمة", "It was 12,340.", "١٬٢٣٤", "12,340"),
        ("قتل 15,887 شخصا", "15,8870 people were killed.", "15,887", "15,8870"),
        ("نمو قدره ٣٫٥٪", "growth of 35%", "٣٫٥", "35"),
        ("1.716 مليار طالب", "1.716 million students", "1.716 مليار", "1.716 million"),
        ("ثلاثة رجال", "five men", "ثلاثة", "five"),
        ("منذ عامين", "three years ago", "عامين", "three"),
        ("خمسة وعشرون عاما", "twenty-six years", "خمسة وعشرون", "twenty-six"),
        ("في القرن التاسع عشر", "in the 18th century", "التاسع عشر", "18"),
        ("مليوني لاجئ", "three million refugees", "مليوني", "three million"),
        ("كوفيد-19 بعض", "COVID-1 some", "19", "1"),
        ("في تشرين الأول الماضي", "last November", "تشرين الأول", "November"),
        ("في 11 آذار", "on 11 May", "آذار", "May"),
        ("في فيفري 2011", "in March 2011", "فيفري", "March"),
        ("سبعينيات القرن الماضي", "the 1980s", "سبعينيات", "1980"),
    ],
)
def test_changed_number_tells_what_was_expected_and_found(
    source: str, target: str, expected: str, found: str
) -> None:
    (flag,) = warnings(source, target)
    assert expected in flag.message
    assert found in flag.message
    assert flag.target is not None
    assert flag.target.of(target) == found
    assert flag.source is not None
    assert flag.source.of(source) == expected


def test_two_numbers_in_digits_that_differ_are_an_error() -> None:
    (flag,) = warnings("في عام ٢٠١٦", "in 2015")
    assert flag.severity is Severity.ERROR


def test_number_that_is_missing_has_no_place_in_the_target() -> None:
    (flag,) = warnings("وصل 40 رجلا", "The men arrived.")
    assert (flag.source is not None, flag.target) == (True, None)
    assert "found none" in flag.message


def test_number_that_came_in_has_no_place_in_the_source() -> None:
    (flag,) = warnings("وصل الرجال", "The 40 men arrived.")
    assert flag.source is None
    assert flag.target is not None
    assert flag.target.of("The 40 men arrived.") == "40"


@pytest.mark.parametrize(
    ("source", "target"), [("جاء في 3 من الشهر", "He came on 3 March."), ("جاء في آذار", "He came then.")]
)
def test_month_that_one_side_alone_names_is_a_remark(source: str, target: str) -> None:
    (flag,) = check_numbers(CheckedPair(source, target))
    assert (flag.severity, "month" in flag.message) == (Severity.INFO, True)


def test_digits_without_end_are_read_in_no_time() -> None:
    assert warnings("9" * 50_000, "9" * 50_000) == []


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("بلغ العدد مليونين ونصف المليون", "The number was 2.5 million."),
        ("بلغ العدد 2 مليون ونصف المليون", "The number was 2.5 million."),
        ("مليون ونصف مليون لاجئ", "a million and a half refugees"),
        ("نصف مليون لاجئ", "half a million refugees"),
        ("ربع مليون لاجئ", "250,000 refugees"),
        ("فر مليونا لاجئ", "Two million refugees fled."),
        ("خمسون ألفا", "50 thousand"),
        ("في عام ألفين وأحد عشر", "in 2011"),
        ("بين عشرة آلاف وخمسة عشر ألف مقاتل", "between 10,000 and 15,000 fighters"),
        ("منذ عقدين", "for 20 years"),
        ("عند الساعة ١٤:٠٠", "at 2 pm"),
        ("الساعة الثامنة مساء", "at 20:00"),
        ("عند الساعة 5.30 صباحا", "at 5:30 in the morning"),
        ("في 3/4/2015", "on April 3, 2015"),
        ("في 9/11", "on September 11"),
        ("بهدفين نظيفين", "by 2-0"),
        ("مساء الاثنين", "on Monday evening"),
        ("الاثنان معا", "both of them"),
        ("40 درجة مئوية", "40 degrees"),
        ("27/100 نقطة", "27/100 points"),
    ],
)
def test_number_that_its_surroundings_explain_is_not_flagged(source: str, target: str) -> None:
    assert warnings(source, target) == []


@pytest.mark.parametrize(
    ("source", "target", "expected", "found"),
    [
        ("نصف مليون لاجئ", "one million refugees", "مليون", "one million"),
        ("فر مليونا لاجئ", "Three million refugees fled.", "مليونا", "Three million"),
        ("مليونان ونصف المليون", "3.5 million", "مليونان", "3.5 million"),
        ("الساعة 14:00", "at 3 pm", "14", "3"),
        ("يوم الاثنين الماضي", "last Tuesday", "الاثنين", "Tuesday"),
        ("بنسبة ٣٫٥٪", "by 3.5", "٣٫٥٪", "3.5"),
        ("زاد بمقدار 5 دولارات", "It rose by 5%.", "5", "5%"),
    ],
)
def test_error_that_only_the_surroundings_tell_is_a_warning_at_both(
    source: str, target: str, expected: str, found: str
) -> None:
    flag = warnings(source, target)[0]
    assert expected in flag.message
    assert found in flag.message


def test_numbers_that_changed_places_are_told_by_the_words_beside_them() -> None:
    source = "قتل 15 جنديا وجرح 30 مدنيا"
    lexicon = {
        arabic_stem(arabic): frozenset([english_stem(english)])
        for arabic, english in (("جنديا", "soldiers"), ("مدنيا", "civilians"))
    }
    (flag,) = check_numbers(CheckedPair(source, "30 soldiers died, 15 civilians were hurt.", lexicon=lexicon))
    assert flag.severity is Severity.WARNING
    assert (flag.source, flag.target) == (Span(4, 6), Span(0, 2))
    turned = "30 civilians were hurt, 15 soldiers died."
    assert list(check_numbers(CheckedPair(source, turned, lexicon=lexicon))) == []
