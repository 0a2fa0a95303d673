"""Normalisation, words and clitics."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader_app.core.arabic import clitic_strippings, normalise, normalise_with_offsets, words
from reader_app.core.article import Span

ARABIC = st.text(
    st.one_of(
        st.sampled_from(
            "اأإآٱىيةهؤئءوكلبرم ـ\u064b\u064e\u0651\u0653\u0654\u0655\u0670\u06d6\u200c\u200f.«٢a"
        ),
        st.characters(min_codepoint=0x600, max_codepoint=0x6FF),
        st.characters(min_codepoint=0xFB50, max_codepoint=0xFEFF),
    )
)
ANYTHING = st.one_of(ARABIC, st.text(st.characters(exclude_categories=())))

often = settings(max_examples=300, deadline=None)


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        pytest.param("أسد", "اسد", id="hamza above"),
        pytest.param("إيران", "ايران", id="hamza below"),
        pytest.param("آشتون", "اشتون", id="madda"),
        pytest.param("ٱلله", "الله", id="wasla"),
        pytest.param("موسى", "موسي", id="alef maqsura"),
        pytest.param("غزة", "غزه", id="ta marbuta"),
        pytest.param("ایران", "ايران", id="Persian yeh"),
        pytest.param("کیری", "كيري", id="Persian kaf"),
        pytest.param("سُورِيَّا", "سوريا", id="vowel marks"),
        pytest.param("الرَّحْمَٰنِ", "الرحمن", id="superscript alef"),
        pytest.param("ٱلْعَٰلَمِينَۖ", "العلمين", id="Quranic marks"),
        pytest.param("روســـيا", "روسيا", id="tatweel"),
        pytest.param("مؤتمر رئيس سماء", "مؤتمر رئيس سماء", id="hamza on other seats stays"),
        pytest.param("ا\u0654سد ا\u0655ن ا\u0653ل", "اسد ان ال", id="combining hamza and madda"),
        pytest.param("مو\u0654تمر ري\u0654يس", "مؤتمر رئيس", id="combining hamza on waw and yeh"),
        pytest.param("مو\u064f\u0654تمر", "مؤتمر", id="combining hamza after a vowel mark"),
        pytest.param("ﻣﻮﺳﻜﻮ", "موسكو", id="presentation forms"),
        pytest.param("ﻷسد ﻵن", "لاسد لان", id="ligatures of lam and alef"),
        pytest.param("ﷲ", "الله", id="ligature of a word"),
        pytest.param("مّ ﱠ\ufe7d", "م ", id="marks that stand alone"),
        pytest.param("و\u200fروسيا می\u200cشود", "وروسيا ميشود", id="controls inside words"),
        pytest.param("رو\u200c\u0650سيا", "روسيا", id="control before a mark"),
        pytest.param("\u200fروسيا\u200f.", "\u200fروسيا\u200f.", id="controls beside words stay"),
        pytest.param("Kerry 4 ٤ «»", "Kerry 4 ٤ «»", id="what is not Arabic stays"),
        pytest.param("", "", id="no text"),
    ],
)
def test_normalise(written: str, compared: str) -> None:
    assert normalise(written) == compared


@often
@given(ANYTHING)
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@often
@given(st.text("اأإآىيئوؤةه\u06c0\u06c2\u06d3بر \u064e\u0651\u0653\u0654\u0655\u0670"))
def test_composed_and_decomposed_text_normalise_alike(text: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert normalise(composed) == normalise(decomposed)


@often
@given(ANYTHING)
def test_offsets_lead_from_every_character_to_the_original(text: str) -> None:
    normalised = normalise_with_offsets(text)
    assert normalised.text == normalise(text)
    assert len(normalised.offsets) == len(normalised.text) + 1
    assert normalised.offsets[len(normalised.text)] == len(text)
    assert all(a <= b for a, b in pairwise(normalised.offsets))
    for i, character in enumerate(normalised.text):
        origin = text[normalised.offsets[i]]
        assert character in normalise(origin) or (origin, character) in {("و", "ؤ"), ("ي", "ئ")}


@pytest.mark.parametrize(
    ("text", "name", "written"),
    [
        pytest.param("زار سُورِيَا أمس", "سوريا", "سُورِيَا", id="marks inside"),
        pytest.param("زار سوريَاْ أمس", "سوريا", "سوريَاْ", id="marks at the end belong to the name"),
        pytest.param("الـ«بنتاغون»", "بنتاغون", "بنتاغون", id="quotation marks do not"),
        pytest.param("قال بلال ﻻﺑﻦ", "لابن", "ﻻﺑﻦ", id="ligature"),
        pytest.param("عبدﷲ", "الله", "ﷲ", id="ligature of a word"),
        pytest.param("سلاﻻ", "سلال", "سلاﻻ", id="a ligature is not cut in two"),
        pytest.param("\u200fروسيا\u200f.", "روسيا", "روسيا", id="controls beside the name"),
        pytest.param("و\u200fروسيا", "روسيا", "روسيا", id="control before the name"),
        pytest.param("روسيا", "روسيا", "روسيا", id="nothing to fold"),
    ],
)
def test_original_gives_the_name_as_written(text: str, name: str, written: str) -> None:
    normalised = normalise_with_offsets(text)
    start = normalised.text.index(name)
    assert normalised.original(Span(start, start + len(name))).of(text) == written


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("قال كيري، أمس.", ["قال", "كيري", "أمس"], id="punctuation"),
        pytest.param("الـ«بنتاغون»", ["الـ", "بنتاغون"], id="quotation marks part words"),
        pytest.param("سُورِيَّا ا\u0654سد", ["سُورِيَّا", "ا\u0654سد"], id="marks"),
        pytest.param("می\u200cشود \u200fو\u200fروسيا\u200f", ["می\u200cشود", "و\u200fروسيا"], id="controls"),
        pytest.param("عام 2015م و٢٠١٦", ["عام", "2015م", "و٢٠١٦"], id="digits"),
        pytest.param("_كلمة_ و_أخرى", ["كلمة", "و", "أخرى"], id="underscores"),
        pytest.param("naïve cafe\u0301 كوفيد-19", ["naïve", "cafe\u0301", "كوفيد", "19"], id="Latin"),
        pytest.param("😀 «» ...", [], id="no words"),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in words(text)] == expected


@often
@given(ANYTHING)
def test_words_hold_every_letter_and_digit(text: str) -> None:
    spans = list(words(text))
    assert all(a.end <= b.start for a, b in pairwise(spans))
    covered = {i for span in spans for i in range(span.start, span.end)}
    assert all(i in covered for i, c in enumerate(text) if c.isalnum())


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("موسكو", [(0, "موسكو")]),
        ("وروسيا", [(0, "وروسيا"), (1, "روسيا")]),
        ("فروسيا", [(0, "فروسيا"), (1, "روسيا")]),
        ("بسوريا", [(0, "بسوريا"), (1, "سوريا")]),
        ("كروسيا", [(0, "كروسيا"), (1, "روسيا")]),
        ("وبروسيا", [(0, "وبروسيا"), (1, "بروسيا"), (2, "روسيا")]),
        ("الاسد", [(0, "الاسد")]),
        ("والاسد", [(0, "والاسد"), (1, "الاسد")]),
        ("باللاذقيه", [(0, "باللاذقيه"), (1, "اللاذقيه")]),
        ("سيرغي", [(0, "سيرغي")]),
        ("لندن", [(0, "لندن"), (1, "ندن")]),
        ("افروسيا", [(0, "افروسيا"), (1, "فروسيا"), (2, "روسيا")]),
        ("اسوريا", [(0, "اسوريا"), (1, "سوريا")]),
        ("اسعد", [(0, "اسعد")]),
        ("البنان", [(0, "البنان")]),
        ("ولي", [(0, "ولي"), (1, "لي")]),
        ("ول", [(0, "ول")]),
        ("و", [(0, "و")]),
        ("لل", [(0, "لل")]),
        ("", [(0, "")]),
    ],
)
def test_clitic_strippings(word: str, expected: list[tuple[int, str]]) -> None:
    assert list(clitic_strippings(word)) == expected


@pytest.mark.parametrize(
    ("word", "reading"),
    [
        pytest.param("للاسد", (1, "الاسد"), id="article put back"),
        pytest.param("للاذقيه", (1, "اللاذقيه"), id="article put back before a name in ل"),
        pytest.param("للبنان", (1, "لبنان"), id="no article, a name in ل"),
        pytest.param("وللاسد", (2, "الاسد"), id="after a conjunction"),
        pytest.param("فللاذقيه", (2, "اللاذقيه"), id="after a conjunction, a name in ل"),
    ],
)
def test_clitic_strippings_read_doubled_lam(word: str, reading: tuple[int, str]) -> None:
    assert reading in clitic_strippings(word)


@often
@given(st.text("اوفبكلسر", max_size=8))
def test_clitic_strippings_come_in_order_and_leave_a_word(word: str) -> None:
    found = clitic_strippings(word)
    assert found[0] == (0, word)
    assert len(set(found)) == len(found)
    assert [count for count, _ in found] == sorted(count for count, _ in found)
    assert all(len(rest) > 1 and rest.endswith(word[count:]) for count, rest in found[1:])
