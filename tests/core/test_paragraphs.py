"""Paragraph bounds and the opening heading."""

import pytest

from reader_app.core.paragraphs import opening_heading, split_paragraphs

WRAPPED = [
    "قال المتحدث باسم الوزارة في مؤتمر صحفي عقده صباح اليوم إن",
    "المفاوضات التي بدأت قبل شهرين بلغت مرحلتها الأخيرة بنجاح، وإن",
    "الاتفاق الذي ينتظره الطرفان قريب جدا، وهو ما أكده مصدر مطلع",
    "على سير المحادثات في العاصمة.",
]
NARROW = "مدينة صغيرة على البحر"
LONG = (
    "هذه فقرة طويلة من الفقرات التي تكتب في سطر واحد مهما طالت، كما تفعل المواقع والبرامج، ولا يقطعها أحد "
    * 2
)


def paragraphs(text: str) -> list[str]:
    return [span.of(text) for span in split_paragraphs(text)]


def test_paragraphs_are_separated_by_blank_lines() -> None:
    assert paragraphs("أول\n\nثان\n \t\n\n ثالث \n") == ["أول", "ثان", "ثالث"]


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_paragraphs_end_at_a_line_break_of_any_convention(line_break: str) -> None:
    assert paragraphs(f"سقط المطر.{line_break}خرج الناس.") == ["سقط المطر.", "خرج الناس."]


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\u2028"])
def test_paragraphs_join_wrapped_lines(line_break: str) -> None:
    text = line_break.join(WRAPPED)
    assert paragraphs(text) == [text]


@pytest.mark.parametrize("line_break", ["\f", "\u2029"])
def test_paragraphs_always_end_at_a_hard_break(line_break: str) -> None:
    assert paragraphs(WRAPPED[0] + line_break + WRAPPED[1]) == WRAPPED[:2]


def test_paragraphs_end_at_a_wrapped_line_with_a_terminator() -> None:
    second = ["وأضاف المصدر أن الوفد سيعود إلى العاصمة مساء اليوم بعد أن", "تنتهي الجولة الأخيرة."]
    text = "\n".join([*WRAPPED, *second])
    assert paragraphs(text) == ["\n".join(WRAPPED), "\n".join(second)]


def test_paragraphs_do_not_end_at_a_title_that_ends_a_wrapped_line() -> None:
    text = (
        "وحضر الجلسة التي عقدت في مبنى الجامعة عدد من الأساتذة ومنهم د.\n"
        "محمود السيد الذي ألقى كلمة قصيرة شكر فيها الحضور جميعا على\n"
        "مشاركتهم."
    )
    assert paragraphs(text) == [text]


def test_paragraphs_do_not_end_within_a_wrapped_quotation() -> None:
    text = (
        "وقال المتحدث باسم الوزارة في ختام الجلسة «نحن مستعدون للحوار.\n"
        "هذا ما قلناه منذ البداية وما نقوله الآن لجميع الأطراف المعنية\n"
        "بالأمر» قبل أن يغادر."
    )
    assert paragraphs(text) == [text]


def test_paragraphs_end_after_a_wrapped_quotation_is_closed() -> None:
    first = "وقال المتحدث باسم الوزارة «نحن مستعدون» ثم غادر القاعة مسرعا."
    second = "وعلق مصدر حكومي على ذلك قائلا إن «الأمر معقد» وإن الحكومة ما\nزالت تدرسه."
    assert paragraphs(f"{first}\n{second}") == [first, second]


def test_paragraphs_end_before_list_items_in_wrapped_text() -> None:
    text = "\n".join([*WRAPPED[:3], "- بند أول", "- بند ثان"])
    assert paragraphs(text) == ["\n".join(WRAPPED[:3]), "- بند أول", "- بند ثان"]


def test_paragraphs_end_after_a_short_heading() -> None:
    text = "\n".join(["اتفاق قريب", *WRAPPED])
    assert paragraphs(text) == ["اتفاق قريب", "\n".join(WRAPPED)]


def test_paragraphs_end_after_a_markdown_heading_as_wide_as_the_text() -> None:
    heading = "## " + WRAPPED[0]
    assert paragraphs("\n".join([heading, *WRAPPED])) == [heading, "\n".join(WRAPPED)]


def test_paragraphs_end_at_lines_too_long_to_be_wrapped() -> None:
    assert paragraphs(f"{LONG}\n{LONG}") == [LONG.strip(), LONG.strip()]


def test_paragraphs_end_at_lines_too_short_to_be_wrapped() -> None:
    assert paragraphs(f"{NARROW}\n{NARROW}\n{NARROW}") == [NARROW] * 3


def test_paragraphs_end_at_uneven_lines() -> None:
    lines = [WRAPPED[0], "سطر قصير", WRAPPED[1], "وآخر قصير", WRAPPED[2]]
    assert paragraphs("\n".join(lines)) == lines


def test_wrapping_is_measured_without_vowel_marks() -> None:
    marked = "".join(c + "\u064e" if c.isalpha() else c for c in WRAPPED[1])
    text = "\n".join([WRAPPED[0], marked, *WRAPPED[2:]])
    assert paragraphs(text) == [text]


def test_invisible_line_separates_and_belongs_to_the_paragraph_before() -> None:
    assert paragraphs(f"{WRAPPED[0]}\n\u200f\n{WRAPPED[1]}") == [f"{WRAPPED[0]}\n\u200f", WRAPPED[1]]


def test_invisible_first_line_belongs_to_the_first_paragraph() -> None:
    assert paragraphs("\u200f\nسقط المطر.") == ["\u200f\nسقط المطر."]


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        pytest.param("اتفاق قريب\n\nقال المتحدث إن الاتفاق قريب.", "اتفاق قريب", id="before a blank line"),
        pytest.param(f"\n اتفاق قريب \r\n{LONG}", "اتفاق قريب", id="before a much longer line"),
        pytest.param("# اتفاق قريب\nقال", "اتفاق قريب", id="Markdown"),
        pytest.param("اتفاق قريب\nآخر", None, id="before a line as short"),
        pytest.param("اتفاق قريب", None, id="nothing after it"),
        pytest.param("الاتفاق قريب.\n\nقال المتحدث.", None, id="a sentence"),
        pytest.param("هل الاتفاق قريب؟\n\nقال المتحدث.", None, id="a question"),
        pytest.param("قال المتحدث:\n\nالاتفاق قريب.", None, id="a colon"),
        pytest.param("- بند\n\nقال المتحدث.", None, id="a list item"),
        pytest.param("2015\n\nقال المتحدث.", None, id="no letters"),
        pytest.param(f"{LONG}\n\nقال المتحدث.", None, id="too long"),
        pytest.param("", None, id="no text"),
    ],
)
def test_opening_heading(text: str, heading: str | None) -> None:
    assert opening_heading(text) == heading
