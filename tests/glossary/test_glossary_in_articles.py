"""The shipped glossary on sentences about other things: what it must find, and must not."""

import pytest

from reader_app.core.sentences import build_article
from reader_app.data import resources
from reader_app.glossary import load_index
from reader_app.services.annotating import annotate
from reader_app.services.name_index import NameIndex


@pytest.fixture(scope="module")
def index() -> NameIndex:
    return load_index(resources() / "glossary")


def found(text: str, index: NameIndex) -> list[tuple[str, str]]:
    return [(mention.text, mention.entry.id) for mention in annotate(build_article(text), index)]


@pytest.mark.parametrize(
    "text",
    [
        "قدمت المؤسسة دعما ماليا لأن وضعها مالي صعب.",
        "للرجل أربعة بنين وبنتان.",
        "رسم دائرة قطرها عشرة وكل قطر يمر بمركزها.",
        "شرب كوبا من الشاي مع أصدقائه.",
        "صلاة المغرب في المسجد الكبير.",
        "رأى الأسد في حديقة الحيوان وأخذ حصة الأسد.",
        "عمل بحماس كبير وكان حماس الطلاب واضحا.",
        "عاد إلى مسقط رأسه بعد سنوات.",
        "أكل حمص وفول في الصباح.",
        "حماة الوطن يدافعون عنه، وزارته حماة ابنه.",
        "العاصفة تدمر البيوت.",
        "تكلم برقة وكانت الرقة في صوته.",
        "غيرت الأحداث مجرى التاريخ.",
        "المؤتمر الأول الذي عقده الحزب كان كبيرا.",
        "رفع يده اليمنى في الصف.",
        "اتخذ القرار في ظل الظروف القاهرة.",
        "شرب التمر الهندي وأصيب بحمى مالطا.",
        "كان دوما يحمل جنينا في لفيف من الناس ويلبس الرمادي.",
        "سرت شائعات بين الناس، وقالت السفيرة إن الأرض الرطبة من كلس.",
        "حل الطالب المسألة وكتب المعلم على السبورة.",
        "فتح الباب ودخل الحضور من باب القاعة.",
        "جاء كلاوس مع صديقه.",
        "طالبان من المدرسة فازا بالجائزة.",
    ],
)
def test_ordinary_words_are_no_names(text: str, index: NameIndex) -> None:
    assert found(text, index) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("انتخابات جمهورية مالي", [("جمهورية مالي", "territory-ML")]),
        ("الحرب في مالي", [("مالي", "territory-ML")]),
        ("زيارة أمير قطر. وقالت قطر إنها توافق.", [("قطر", "territory-QA"), ("قطر", "territory-QA")]),
        ("سلطنة عُمان", [("سلطنة عُمان", "territory-OM")]),
        ("العاصمة الأردنية عمّان", [("الأردنية", "territory-JO"), ("عمّان", "amman")]),
        ("حركة حماس ترفض. وقالت حماس إنها تدرس.", [("حركة حماس", "hamas"), ("حماس", "hamas")]),
        ("مدينة حمص وريف حماة", [("مدينة حمص", "homs"), ("حماة", "hama")]),
        ("آثار تدمر", [("تدمر", "palmyra")]),
        ("نهر الفرات", [("نهر الفرات", "euphrates")]),
        ("صحيفة واشنطن بوست", [("صحيفة واشنطن بوست", "washington-post")]),
        ("مجلس الأمن الدولي", [("مجلس الأمن الدولي", "un-security-council")]),
        ("وحلف شمال الأطلسي", [("حلف شمال الأطلسي", "nato")]),
        ("للأمم المتحدة", [("لأمم المتحدة", "united-nations")]),
        ("تنظيم «داعش»", [("داعش", "isis")]),
        ("جنوب السودان والسودان", [("جنوب السودان", "territory-SS"), ("السودان", "territory-SD")]),
        ("تيمور ليشتي", [("تيمور ليشتي", "territory-TL")]),
        ("الكونغو الديمقراطية", [("الكونغو الديمقراطية", "territory-CD")]),
        (
            "زار ولاية جورجيا وأمريكا اللاتينية",
            [("ولاية جورجيا", "georgia-us-state"), ("أمريكا اللاتينية", "latin-america")],
        ),
        ("سمك المحيط الهندي", [("المحيط الهندي", "indian-ocean")]),
        ("في دوما وجنين", [("دوما", "douma")]),
        ("مخيم جنين ومدينة لفيف", [("مخيم جنين", "jenin"), ("مدينة لفيف", "lviv")]),
        ("فوز ريال مدريد في مدريد", [("ريال مدريد", "real-madrid"), ("مدريد", "madrid")]),
        ("الرئيس الكوري الجنوبي", [("الكوري الجنوبي", "territory-KR")]),
        ("الأتراك والألمان", [("الأتراك", "territory-TR"), ("الألمان", "territory-DE")]),
    ],
)
def test_names_of_other_articles_are_found(
    text: str, expected: list[tuple[str, str]], index: NameIndex
) -> None:
    assert found(text, index) == expected


def test_wife_and_brother_are_not_taken_for_the_president(index: NameIndex) -> None:
    text = "التقى بشار الأسد وزوجته أسماء الأسد شقيقه ماهر الأسد. وقال الأسد إنه سعيد."
    assert found(text, index) == [
        ("بشار الأسد", "bashar-al-assad"),
        ("أسماء الأسد", "asma-al-assad"),
        ("ماهر الأسد", "maher-al-assad"),
        ("الأسد", "bashar-al-assad"),
    ]
