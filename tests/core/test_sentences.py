"""Sentence bounds, case by case. Each text is written as the list of the sentences expected of it."""

import pytest

from reader_app.core.article import Article, Span
from reader_app.core.sentences import LONGEST_WHOLE_BRACKETS, LONGEST_WHOLE_QUOTATION, build_article


def sentences(text: str) -> list[str]:
    return [sentence.text for sentence in build_article(text).sentences]


def case(name: str, *expected: str, gap: str = " ") -> object:
    """A paragraph that is the expected sentences, one `gap` apart."""
    return pytest.param(gap.join(expected), list(expected), id=name)


TERMINATORS = [
    case("full stop", "سقط المطر.", "خرج الناس."),
    case("no terminator at all", "سقط المطر وخرج الناس"),
    case("question mark", "هل سقط المطر؟", "نعم، سقط."),
    case("Latin question mark", "هل سقط المطر?", "نعم."),
    case("exclamation mark", "يا للمفاجأة!", "لم نتوقع ذلك."),
    case("run of marks", "ماذا تقول؟!", "لا أصدق ذلك!!!", "انتهى الأمر."),
    case("ellipsis character", "انتظرنا طويلا…", "ثم وصل القطار."),
    case("three dots", "انتظرنا طويلا...", "ثم وصل القطار."),
    case("two dots are a break of the press", "هذا ما حدث في اليوم الأول..", "أما اليوم الثاني فكان هادئا."),
    case("Urdu full stop", "یہ پہلا جملہ ہے۔", "یہ دوسرا ہے۔"),
    case("terminator after a space", "سقط المطر .", "خرج الناس ."),
    case("spaced dots", "انتظرنا . . .", "ثم وصل القطار."),
    case("no space after the stop", "انتهى الاجتماع.", "وقال الوزير إنه كان مثمرا.", gap=""),
    case("no space after the question", "هل انتهى؟", "نعم انتهى.", gap=""),
    case("several spaces and tabs", "سقط المطر.", "خرج الناس.", gap=" \t  "),
    case("no-break space", "سقط المطر.", "خرج الناس.", gap="\u00a0"),
    case("comma and semicolon do not end", "جاء، ثم ذهب؛ ولم يعد: هكذا قالوا."),
    case("question before a comma goes on", "سأل أحدهم هل نذهب؟، ثم ضحك."),
    case("vowelled words", "كَتَبَ الدَّرْسَ.", "ثُمَّ نَامَ."),
    case("emoji stay with the sentence they follow", "مبروك!🎉👏🏽", "شكرا لكم.👨‍👩‍👧", "إلى اللقاء."),
    case("direction mark after the stop", "سقط المطر.\u200f", "خرج الناس."),
    case("footnotes", "تأسست المدينة قديما.[3]", "ثم توسعت.[4][بحاجة لمصدر]", "وهي اليوم كبيرة."),
    case("leading dots", "...ثم عاد إلى بيته.", "نام."),
    case("brand with an exclamation mark", "اشترت Yahoo! in 2013 موقعا.", "ثم باعته."),
]

QUOTATIONS = [
    case(
        "introduced and whole to the end",
        "وأضاف «نحن بحاجة للانخراط في مفاوضات. هذا ما نبحث عنه».",
        "ثم غادر القاعة.",
    ),
    case(
        "introduced, with two dots and a question, and going on",
        "واستطرد «نحن مستعدون. هل الأسد مستعد للتفاوض.. التفاوض بحق؟»، مضيفا أن الوقت حان.",
    ),
    case("introduced by a colon", "وقال الرئيس: «لن نستسلم. سنقاوم. سننتصر».", "وصفق الحضور."),
    case("full stop inside the closing mark ends", "قال الوزير «سنفعل ذلك قريبا.»", "وغادر بعدها."),
    case("full stop inside, then an attribution", "«سنفعل ذلك. هذا وعد.» بحسب بيان الوزارة."),
    case("question inside, then words go on", "سأله الصحفي «هل أنت مستعد؟» فأجاب بالإيجاب.", "ثم سكت."),
    case("question that opens the sentence", "«هل أنت مستعد؟» سأل المدرب لاعبيه.", "أجابوا جميعا."),
    case("opens the sentence and goes on", "«نحن مستعدون. هذا قرارنا» قال المتحدث.", "ثم خرج."),
    case("opens the sentence and goes on after a comma", "«نحن مستعدون. هذا قرارنا.»، قال المتحدث."),
    case("stands alone, closed by mark and stop", "«نحن مستعدون.", "هذا قرارنا».", "ثم خرج."),
    case("stands alone as the paragraph", "«نحن مستعدون.", "هذا قرارنا.", "لن نتراجع.»"),
    case("two speakers", "«أين كنت؟»", "«في البيت.»", "«وحدك؟»"),
    case("curly marks", "وقال “لن نقبل. هذا مرفوض” أمام البرلمان.", "ثم جلس."),
    case("curly marks exchanged", "وقال ”لن نقبل. هذا مرفوض“ أمام البرلمان.", "ثم جلس."),
    case("straight marks", 'وقال "لن نقبل. هذا مرفوض" أمام البرلمان.', "ثم جلس."),
    case("straight marks after a clitic", 'ووصفه ب"الكذب. المحض" علنا.', "ثم جلس."),
    case("angular marks exchanged", "وقال »لن نقبل. هذا مرفوض« أمام البرلمان.", "ثم جلس."),
    case("nested", "وقال «إن شعار “لا للحرب. نعم للسلم” باق. سنرفعه» ثم جلس.", "وصفق الحضور."),
    case("a verb of speech after it begins the next", "وقال «سنفعل ذلك.»", "قال آخر إنه لا يصدق."),
    case("unbalanced opening mark", "وقال «لن نقبل.", "هذا مرفوض.", "ثم جلس."),
    case("unbalanced closing mark", "لن نقبل.", "هذا مرفوض».", "ثم جلس."),
    case("unbalanced, then a balanced one", "وقال «لن نقبل.", "وأضاف «هذا مرفوض. انتهى» ثم جلس."),
    case("unbalanced straight mark", 'قياسه 5" تقريبا.', 'وقال "لن نقبل. انتهى" ثم جلس.'),
    case("no space after the closing mark", "قال «نعم.»", "وخرج.", gap=""),
    case("space before the closing mark", "قال « نعم. »", "وخرج."),
    case("stands alone, space before the closing mark", "« نعم.", "نحن هنا. »", "وخرج."),
    case("quoted word", "وأكدت الوزارة «بنتاغون» الخبر.", "ولم تعلق."),
    case("book title with a question", "قرأ رواية «لمن تقرع الأجراس؟» مرتين.", "أعجبته."),
]

BRACKETS = [
    case("full stops inside", "ولد طه حسين (1889. المنيا. مصر) في قرية.", "ثم انتقل."),
    case("exclamation mark inside", "أعلن (أخيرا!) عن موعد السفر.", "وسافر."),
    case("square brackets", "قال [انظر أدناه. الفصل ٢] إنه باق.", "ثم سكت."),
    case("brackets as a sentence", "وصل الوفد.", "(انظر الصفحة 5.)", "ثم غادر."),
    case("stop before a bracket", "وصل الوفد.", "(رويترز) غادر الوفد."),
    case("full stop inside brackets ends before a conjunction", "وصل الوفد (رويترز.)", "وغادر مساء."),
    case("full stop inside brackets, going on", "ذكر ذلك (في كتابه.) قبل عام.", "ثم سكت."),
    case("unbalanced bracket", "وصل الوفد (من بغداد.", "ثم غادر.", "انتهى."),
]

ABBREVIATIONS = [
    case("doctor", "قال د. محمد البرادعي إنه باق.", "ثم غادر."),
    case("and the doctor", "حضر م. خالد ود. سامي الحفل.", "ثم غادرا."),
    case("professor", "ألقى أ.د. محمود السيد كلمة.", "وشكره الحضور."),
    case("professor without hamza", "ألقى ا.د. محمود السيد كلمة."),
    case("professor in two parts", "ألقت أ. د. ليلى حسن كلمة.", "وشكرها الحضور."),
    case("engineer", "صمم م. حسن فتحي القرية.", "وبناها الأهالي."),
    case("Gregorian year", "ولد سنة 1950م.", "ودرس الطب."),
    case("Gregorian year apart", "ولد سنة 1950 م.", "ودرس الطب."),
    case("hijri year", "توفي عام 1436هـ.", "ودفن في مكة."),
    case("before our era", "بني المعبد عام 300 ق.م. تقريبا.", "ثم هدم."),
    case("before our era at the end", "بني المعبد عام 300 ق.م.", "ثم هدم بعد قرن."),
    case("page and volume", "انظر: تاريخ الطبري، ج. ٢، ص. ٤٥.", "وانظر ط. بيروت."),
    case("telephone", "للاستفسار ت. 5551234 صباحا.", "وشكرا."),
    case("and so on in the middle", "اشترى أقلاما وكتبا إلخ. من السوق.", "ثم عاد."),
    case("and so on at the end", "اشترى أقلاما وكتبا إلخ.", "وعاد إلى بيته."),
    case("and so on with dots", "اشترى أقلاما وكتبا إلخ...", "وعاد إلى بيته."),
    case("Arabic initials", "ألف ج. د. سالنجر الرواية.", "ثم اعتزل."),
    case("Arabic initials joined", "كتبت ج.ك. رولينغ الرواية.", "ثم اشتهرت."),
    case("news agency", "نقلت أ.ف.ب عن الوزير قوله.", "ولم تزد."),
    case("letter that is a name", "يحتاج الجسم إلى فيتامين ج.", "وهو في البرتقال."),
    case("letter that is a name, after و", "فيه فيتامين ج وفيتامين د.", "تجرى دراسات عنه."),
    case("Latin letters by their names", "كتبها جون سي. ميسنجر وريموند إس. برادلي.", "ثم نشراها."),
    case("agency by its letters' names", "نقلت ذلك بي بي سي.", "لم تعلق الحكومة."),
    case("Latin initials", "كتبت J. K. Rowling الرواية.", "ثم اشتهرت."),
    case("Latin initial before an Arabic name", "التقى جورج W. بوش الوفد.", "ثم غادر."),
    case("United States", "زار U.S. Senate الوفد.", "ثم غادر."),
    case("United States at the end", "سافر الوفد إلى U.S.", "وعاد بعد يومين."),
    case("Latin titles", "التقى Dr. Smith and Mr. Brown هناك.", "ثم غادرا."),
    case("Latin small abbreviations", "أدوات e.g. hammers متوفرة vs. غيرها.", "انتهى."),
    case("hours", "يبدأ العرض 7 p.m. بتوقيت بيروت.", "وينتهي ليلا."),
    case("number", "الطبعة No. 5 صدرت.", "نفدت سريعا."),
    case("word that looks like number", "He said No.", "We left."),
    case("saint", "سافر إلى St. Petersburg صيفا.", "وعاد."),
]

NUMBERS_AND_ADDRESSES = [
    case("decimals", "بلغ النمو 3.5 في المئة.", "وكان 2.1 قبل عام."),
    case("Arabic decimals", "بلغ النمو ٣٫٥ في المئة و٣.٥ أحيانا.", "انتهى."),
    case("dates", "عقد في 12.5.2015 ثم في ٢٠١٥.٩.١٨ بباريس.", "وانتهى."),
    case("time", "بدأ عند 10.30 صباحا.", "وانتهى مساء."),
    case("year at the end", "عقد المؤتمر سنة 2015.", "وحضره كثيرون."),
    case("year with no space after", "عقد المؤتمر سنة 2015.", "وحضره كثيرون.", gap=""),
    case("percent", "بلغت النسبة 50 %.", "ثم تراجعت."),
    case("address", "زوروا www.example.com أو https://example.org/a.b?x=1 للمزيد.", "شكرا."),
    case("mail", "راسلونا على info@example.com.", "نرد سريعا."),
    case("Arabic domain", "قال لقناة العربية.نت إنه باق.", "ثم غادر."),
    case("file name", "افتح ملف report.final.pdf ثم ملف تقرير.pdf الآن.", "شكرا."),
    case("version", "صدر الإصدار 2.0.1 اليوم.", "وهو أسرع."),
    case("number as the answer", "كم عمرك؟", "25."),
]

RELIGIOUS = [
    case(
        "verse numbers in ornate brackets",
        "بِسْمِ اللَّهِ الرَّحْمَٰنِ الرَّحِيمِ ﴿١﴾",
        "الْحَمْدُ لِلَّهِ رَبِّ الْعَالَمِينَ ﴿٢﴾",
        "الرَّحْمَٰنِ الرَّحِيمِ ﴿٣﴾",
    ),
    case("end of ayah sign", "قُلْ هُوَ اللَّهُ أَحَدٌ ۝١", "اللَّهُ الصَّمَدُ ۝٢"),
    case(
        "verse quoted in prose",
        "قال تعالى: ﴿وَإِذَا سَأَلَكَ عِبَادِي عَنِّي. فَإِنِّي قَرِيبٌ﴾ [البقرة: 186].",
        "وهذا وعد.",
    ),
    case(
        "saying with a blessing",
        "قال رسول الله ﷺ: «إنما الأعمال بالنيات. وإنما لكل امرئ ما نوى».",
        "متفق عليه.",
    ),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [*TERMINATORS, *QUOTATIONS, *BRACKETS, *ABBREVIATIONS, *NUMBERS_AND_ADDRESSES, *RELIGIOUS],
)
def test_split(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_sample_article_has_eleven_paragraphs_of_one_sentence(article: Article) -> None:
    assert len(article.paragraphs) == len(article.sentences) == 11
    assert [s.paragraph for s in article.sentences] == list(range(11))


def test_split_keeps_introduced_quotation_up_to_the_limit() -> None:
    quoted = ("كلمة " * 200)[: LONGEST_WHOLE_QUOTATION - 6] + ". نعم."
    assert len(quoted) == LONGEST_WHOLE_QUOTATION
    assert len(sentences(f"وقال «{quoted}»")) == 1


def test_split_opens_introduced_quotation_beyond_the_limit() -> None:
    quoted = "هذه جملة من جمل الخطاب الطويل. " * 30
    assert len(sentences(f"وقال «{quoted.strip()}»، ثم جلس.")) == 30


def test_split_opens_brackets_beyond_the_limit() -> None:
    inside = "هذه جملة بين قوسين. " * 20
    assert len(inside) > LONGEST_WHOLE_BRACKETS
    assert len(sentences(f"وصل الوفد ({inside.strip()}) ثم غادر.")) == 21


@pytest.mark.parametrize(
    "marker", ["1.", "١.", "1-", "١-", "(1)", "1)", "أ)", "أ-", "(أ)", "•", "-", "*", "1.2."]
)
def test_split_keeps_list_marker_with_its_item(marker: str) -> None:
    items = [f"{marker} البند الأول من القائمة.", f"{marker} البند الثاني"]
    assert sentences("\n".join(items)) == items


def test_split_reads_marker_in_the_middle_of_a_paragraph() -> None:
    assert sentences("هذه أسبابنا. 1. ضيق الوقت. 2. قلة المال.") == [
        "هذه أسبابنا.",
        "1. ضيق الوقت.",
        "2. قلة المال.",
    ]


def test_split_gives_heading_list_and_prose_each_their_own() -> None:
    text = "# المقدمة\n\nهذه مقدمة. وهذه تتمة.\n- بند أول\n- بند ثان\n"
    assert sentences(text) == ["# المقدمة", "هذه مقدمة.", "وهذه تتمة.", "- بند أول", "- بند ثان"]


def test_split_reads_dialogue_line_by_line() -> None:
    lines = ["- إلى أين؟", "- إلى البيت.", "-وماذا بعد؟ أجبني!"]
    assert sentences("\n".join(lines)) == ["- إلى أين؟", "- إلى البيت.", "-وماذا بعد؟", "أجبني!"]


def test_split_gives_verse_a_sentence_a_line() -> None:
    lines = ["على قدر أهل العزم تأتي العزائم", "وتأتي على قدر الكرام المكارم"]
    assert sentences("\n".join(lines)) == lines


def test_split_joins_sentence_over_soft_wrap() -> None:
    text = (
        "قال المتحدث باسم الوزارة في مؤتمر صحفي عقده صباح اليوم إن\n"
        "المفاوضات التي بدأت قبل شهرين بلغت مرحلتها الأخيرة بنجاح، وإن\n"
        "الاتفاق قريب. وأضاف أن الوفد سيعود."
    )
    first, second = sentences(text)
    assert first.endswith("الاتفاق قريب.")
    assert second == "وأضاف أن الوفد سيعود."


def test_split_puts_wordless_tail_with_the_sentence_before() -> None:
    assert sentences("انتهى الخبر. *** 🎉") == ["انتهى الخبر. *** 🎉"]


def test_split_puts_wordless_start_with_the_sentence_after() -> None:
    assert sentences("!!! عاجل. وصل الوفد.") == ["!!! عاجل.", "وصل الوفد."]


@pytest.mark.parametrize("text", ["", " ", "\n\r\n\t\u2029\u00a0"])
def test_white_space_alone_has_no_sentences(text: str) -> None:
    article = build_article(text)
    assert (article.paragraphs, article.sentences) == ((), ())


@pytest.mark.parametrize("text", ["***", "؟!", "🎉", "\u200f", "»"])
def test_wordless_text_is_one_sentence(text: str) -> None:
    assert sentences(f" {text}\n") == [text]


def test_article_keeps_title_text_and_counts_from_one() -> None:
    text = "سقط المطر. خرج الناس.\n\nثم صحا الجو."
    article = build_article(text, "المطر")
    assert (article.title, article.text, article.path) == ("المطر", text, None)
    assert [(s.id, s.paragraph, s.span) for s in article.sentences] == [
        (1, 0, Span(0, 10)),
        (2, 0, Span(11, 21)),
        (3, 1, Span(23, 35)),
    ]


def test_offsets_count_code_points_beyond_the_basic_plane() -> None:
    article = build_article("😀😀 مرحبا. أهلا.")
    assert article.sentences[1].span == Span(10, 15)
