"""What counts as a mention, on sentences written for each rule and a glossary of a few entries."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader_app.core.arabic import normalise, words
from reader_app.core.article import Article, Sentence, Span
from reader_app.core.names import GlossaryEntry, Kind
from reader_app.core.sentences import build_article
from reader_app.services.annotating import SENTENCES_A_CHUNK, annotate
from reader_app.services.name_index import WORD, NameIndex, adjective_forms, form_key


def entry(
    entry_id: str,
    arabic: str,
    *spellings: str,
    short: Sequence[str] = (),
    demonyms: Sequence[str] = (),
    cues: Sequence[str] = (),
) -> GlossaryEntry:
    return GlossaryEntry(
        id=entry_id,
        kind=Kind.PLACE,
        english=entry_id,
        arabic=arabic,
        definition="Defined.",
        source="Test",
        licence="CC0-1.0",
        spellings=spellings,
        short=tuple(short),
        demonyms=tuple(demonyms),
        cues=tuple(cues),
    )


RUSSIA = entry("russia", "روسيا", demonyms=["روسي", "روس"])
SYRIA = entry("syria", "سوريا", "سورية", demonyms=["سوري"])
SAUDI_ARABIA = entry("saudi-arabia", "السعودية", demonyms=["سعودي"])
YEMEN = entry("yemen", "اليمن", demonyms=["يمني"])
SOUTH_KOREA = entry("south-korea", "كوريا الجنوبية", demonyms=["كوري جنوبي"])
SOUTH_AFRICA = entry("south-africa", "جنوب أفريقيا", demonyms=["جنوب أفريقي"])
ASIA = entry("asia", "آسيا")
LATAKIA = entry("latakia", "اللاذقية")
LATAKIA_GOVERNORATE = entry("latakia-governorate", "محافظة اللاذقية")
UNITED_STATES = entry("united-states", "الولايات المتحدة", "الولايات المتحدة الأميركية")
PENTAGON = entry("pentagon", "البنتاغون", "بنتاغون")
BASHAR = entry("bashar", "بشار الأسد", short=["الأسد"])
HAFEZ = entry("hafez", "حافظ الأسد", short=["الأسد"])
KERRY = entry("kerry", "جون كيري", short=["كيري"])
STEINMEIER = entry("steinmeier", "فرانك-فالتر شتاينماير", short=["شتاينماير"])
MALI = entry("mali", "مالي", "جمهورية مالي", cues=["جمهورية", "دولة", "في"])
OMAN = entry("oman", "عُمان", "سلطنة عُمان", short=["عُمان"], cues=["سلطنة"])
AMMAN = entry("amman", "عمّان", short=["عمّان"], cues=["العاصمة"])

INDEX = NameIndex(
    [
        *(RUSSIA, SYRIA, SAUDI_ARABIA, YEMEN, SOUTH_KOREA, SOUTH_AFRICA, ASIA, LATAKIA),
        *(LATAKIA_GOVERNORATE, UNITED_STATES, PENTAGON, BASHAR, HAFEZ, KERRY, STEINMEIER),
        *(MALI, OMAN, AMMAN),
    ],
    not_names=["حصة الأسد", "بروسيا القديمة"],
)


def found(text: str, index: NameIndex = INDEX) -> list[tuple[str, str, bool]]:
    """(text, entry id, is it a name) for every mention; checks that every span fits its text."""
    article = build_article(text)
    mentions = annotate(article, index)
    for mention in mentions:
        assert mention.span.of(article.text) == mention.text
        sentence = article.sentence(mention.sentence)
        assert sentence.span.start <= mention.span.start < mention.span.end <= sentence.span.end
    spans = [mention.span for mention in mentions]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    return [(mention.text, mention.entry.id, mention.is_name) for mention in mentions]


def names(text: str) -> list[tuple[str, str]]:
    return [(written, entry_id) for written, entry_id, is_name in found(text) if is_name]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("زار روسيا أمس", "روسيا"),
        ("سوريا وروسيا", "روسيا"),
        ("فروسيا ترفض", "روسيا"),
        ("لروسيا رأي", "روسيا"),
        ("كروسيا تماما", "روسيا"),
        ("وبروسيا ثلوج", "روسيا"),
        ("فلروسيا رأي", "روسيا"),
        ("زار رُوسِيَا أمس", "رُوسِيَا"),
        ("زار روســيا أمس", "روســيا"),
        ("«روسيا»", "روسيا"),
        ("(روسيا)", "روسيا"),
        ("روسيا-سوريا", "روسيا"),
    ],
)
def test_span_leaves_out_clitics_and_punctuation_but_keeps_marks(text: str, written: str) -> None:
    assert (written, "russia") in names(text)


@pytest.mark.parametrize("text", ["روسياهم", "روسيانا", "مروسيا", "سوريالية", "روسيا2", "كيريل", "اليمنين"])
def test_longer_word_is_no_mention(text: str) -> None:
    assert found(text) == []


def test_contraction_of_li_and_the_article_begins_at_the_second_lam() -> None:
    assert names("قال بشار الأسد إن للأسد رأيا") == [("بشار الأسد", "bashar"), ("لأسد", "bashar")]
    assert names("الطريق للاذقية") == [("لاذقية", "latakia")]
    assert names("وللولايات المتحدة") == [("لولايات المتحدة", "united-states")]


def test_interrogative_alef_is_read_as_part_of_the_word() -> None:
    assert found("أروسيا") == []


@pytest.mark.parametrize(
    "text",
    [
        "الولايات المتحدة",
        "الولايات  المتحدة",
        "الولايات\u00a0المتحدة",
        "الولايات\tالمتحدة",
    ],
)
def test_any_white_space_may_stand_between_the_words_of_a_name(text: str) -> None:
    assert [entry_id for _, entry_id in names(text)] == ["united-states"]


@pytest.mark.parametrize(
    "text", ["الولايات، المتحدة", "الولايات. المتحدة", "الولايات «المتحدة»", "الولايات-المتحدة"]
)
def test_punctuation_between_the_words_parts_a_name(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    "text",
    ["فرانك-فالتر شتاينماير", "فرانك فالتر شتاينماير", "فرانك - فالتر شتاينماير", "فرانك–فالتر شتاينماير"],
)
def test_hyphen_of_the_entry_matches_hyphen_or_space(text: str) -> None:
    assert names(text) == [(text, "steinmeier")]


def test_line_break_may_stand_between_the_words_of_a_name() -> None:
    text = "الولايات\nالمتحدة"
    whole = Span(0, len(text))
    article = Article("", text, (whole,), (Sentence(1, 0, whole, text),))
    assert [(m.text, m.entry.id) for m in annotate(article, INDEX)] == [(text, "united-states")]


def test_longest_name_wins() -> None:
    assert names("في محافظة اللاذقية قرب اللاذقية") == [
        ("محافظة اللاذقية", "latakia-governorate"),
        ("اللاذقية", "latakia"),
    ]
    assert names("الولايات المتحدة الأميركية") == [("الولايات المتحدة الأميركية", "united-states")]


def test_article_written_apart_before_a_quotation_is_left_out() -> None:
    assert names("قال الـ«بنتاغون» أمس") == [("بنتاغون", "pentagon")]
    assert names("قال البنتاغون أمس") == [("البنتاغون", "pentagon")]


def test_short_form_alone_is_no_mention() -> None:
    assert found("شاهدنا الأسد في الحديقة. وقال كيري إنه كبير.") == []


def test_short_form_counts_before_and_after_the_full_form() -> None:
    assert names("غضب الأسد. وتكلم بشار الأسد. ثم خرج الأسد.") == [
        ("الأسد", "bashar"),
        ("بشار الأسد", "bashar"),
        ("الأسد", "bashar"),
    ]


def test_shared_short_form_means_the_entry_named_in_full_last() -> None:
    assert [
        entry_id for _, entry_id in names("حافظ الأسد ثم الأسد. بشار الأسد ثم الأسد. حافظ الأسد والأسد.")
    ] == [
        *("hafez", "hafez"),
        *("bashar", "bashar"),
        *("hafez", "hafez"),
    ]


def test_shared_short_form_before_any_full_form_means_the_one_named_first() -> None:
    assert [entry_id for _, entry_id in names("قال الأسد شيئا. حافظ الأسد. بشار الأسد.")] == [
        *("hafez", "hafez", "bashar"),
    ]


def test_phrase_that_is_no_name_hides_the_names_in_it() -> None:
    assert names("أخذ بشار الأسد حصة الأسد، وأخذ كيري غير حصة الأسد.") == [("بشار الأسد", "bashar")]
    assert found("بروسيا القديمة") == []


def test_name_with_cues_needs_one_right_before_it() -> None:
    assert names("سافر إلى جمهورية مالي") == [("جمهورية مالي", "mali")]
    assert names("الحرب في مالي") == [("مالي", "mali")]
    assert names("والحرب وفي مالي") == [("مالي", "mali")]
    assert names("طلب دعم مالي") == []
    assert names("في كل مالي") == []
    assert names("في، مالي") == []


def test_cued_name_lets_its_short_form_count_elsewhere() -> None:
    assert names("وصل إلى عمان") == []
    assert names("وصل إلى سلطنة عمان. وغادر عمان.") == [("سلطنة عمان", "oman"), ("عمان", "oman")]
    assert names("وصل إلى العاصمة عمان. وغادر عمان.") == [("عمان", "amman"), ("عمان", "amman")]


@pytest.mark.parametrize(
    "written",
    [
        "روسي",
        "روسية",
        "روسيان",
        "روسيين",
        "روسيون",
        "روسيات",
        "روسيتان",
        "روسيتين",
        "الروسي",
        "الروسية",
        "الروسيون",
    ],
)
def test_adjective_is_found_in_every_form_and_is_no_name(written: str) -> None:
    assert found(f"رأيت {written} هناك") == [(written, "russia", False)]
    assert found(f"رأيت و{written} هناك") == [(written, "russia", False)]


def test_broken_plural_counts_with_the_article_only() -> None:
    assert found("قال الروس للروس") == [("الروس", "russia", False), ("لروس", "russia", False)]
    assert found("قال دينيس روس") == []


def test_adjective_of_two_words_agrees_in_both() -> None:
    assert found("الرئيسة الكورية الجنوبية") == [("الكورية الجنوبية", "south-korea", False)]
    assert found("رئيس كوري جنوبي") == [("كوري جنوبي", "south-korea", False)]
    assert found("لاعبة جنوب أفريقية") == [("جنوب أفريقية", "south-africa", False)]
    assert found("اللاعب الجنوب أفريقي") == [("الجنوب أفريقي", "south-africa", False)]
    assert found("كوري الجنوبية") == []


def test_accusative_with_tanween_is_the_adjective_and_without_it_the_country() -> None:
    assert found("زار مواطنا روسياً") == [("روسياً", "russia", False)]
    assert found("زار مواطنا روسيًا") == [("روسيًا", "russia", False)]
    assert found("زار روسيا") == [("روسيا", "russia", True)]


def test_name_in_alef_is_never_written_with_tanween() -> None:
    assert found("ينمو أسّيًّا") == []


@pytest.mark.parametrize(
    "text", ["عاد من سورية", "عاد إلى سورية", "مقيم بسورية", "سورية ترفض", "قالت: سورية", "وفي سورية"]
)
def test_feminine_form_is_the_country_after_a_preposition_and_at_the_start(text: str) -> None:
    assert found(text) == [("سورية", "syria", True)]


def test_feminine_form_is_the_adjective_after_its_noun() -> None:
    assert found("قوات سورية") == [("سورية", "syria", False)]
    assert found("الحكومة السعودية") == [("السعودية", "saudi-arabia", False)]
    assert found("قالت السعودية") == [("السعودية", "saudi-arabia", True)]


def test_final_alef_maksura_is_an_adjective_only_where_it_stands_for_yeh() -> None:
    assert found("في يده اليمنى") == []
    assert found("الرئيس اليمنى يتكلم") == [("اليمنى", "yemen", False)]
    assert found("في بيت اليمني") == [("اليمني", "yemen", False)]


def test_mentions_are_counted_from_the_start_of_the_article() -> None:
    article = build_article("قال شيئا.\n\nزار وسوريا وروسيا.")
    mentions = annotate(article, INDEX)
    assert [(m.text, m.sentence, m.span.start) for m in mentions] == [("سوريا", 2, 16), ("روسيا", 2, 23)]


def test_first_entry_gets_a_form_that_two_claim() -> None:
    index = NameIndex([entry("first", "روسيا"), entry("second", "روسيا")])
    assert found("روسيا", index) == [("روسيا", "first", True)]


def test_cancelled_run_gives_nothing_and_stops_after_a_chunk() -> None:
    article = build_article("زار روسيا.\n" * (3 * SENTENCES_A_CHUNK))
    done: list[tuple[int, int]] = []
    asked: list[None] = []

    def cancelled() -> bool:
        asked.append(None)
        return len(asked) == 2

    def progress(sentences: int, total: int) -> None:
        done.append((sentences, total))

    assert annotate(article, INDEX, cancelled, progress) == ()
    assert done == [(SENTENCES_A_CHUNK, len(article.sentences))]


def test_progress_ends_with_every_sentence_done() -> None:
    article = build_article("زار روسيا.\n" * (SENTENCES_A_CHUNK + 3))
    done: list[tuple[int, int]] = []
    annotate(article, INDEX, progress=lambda sentences, total: done.append((sentences, total)))
    assert done == [
        (SENTENCES_A_CHUNK, SENTENCES_A_CHUNK + 3),
        (SENTENCES_A_CHUNK + 3, SENTENCES_A_CHUNK + 3),
    ]


def test_article_without_sentences_has_no_mentions() -> None:
    assert annotate(build_article(""), INDEX) == ()


ARABIC_TEXT = st.text(alphabet="روسياال أإآةىًٌَّـ،.«»-\u200f\u00a0\n1حصةاالأسدبشار", max_size=60)


@given(ARABIC_TEXT)
def test_any_text_gives_disjoint_mentions_that_name_their_text(text: str) -> None:
    mentions = annotate(build_article(text), INDEX)
    assert all(mention.text == mention.span.of(text) for mention in mentions)
    assert all(one.span.end <= other.span.start for one, other in pairwise(mentions))


@given(ARABIC_TEXT)
def test_words_of_the_index_are_the_words_of_the_core(text: str) -> None:
    folded = normalise(text.replace("\u200f", ""))
    assert WORD.findall(folded) == [span.of(folded) for span in words(folded)]


def test_adjective_forms_are_normalised_keys() -> None:
    forms = list(adjective_forms("أميركي"))
    assert ("اميركيه",) in forms
    assert ("الاميركيون",) in forms
    assert all(form_key(" ".join(form)) == form for form in forms)
