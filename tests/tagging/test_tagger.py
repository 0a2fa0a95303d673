"""The shipped tagger on sentences that were written for these tests: it never saw them."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from reader_app.core.errors import ModelDamaged
from reader_app.core.names import Kind
from reader_app.data import resources
from reader_app.tagging import load_tagger
from reader_app.tagging.tagger import Tagger


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return load_tagger(resources() / "tagger")


def found(tagger: Tagger, sentences: Sequence[str], kind: Kind) -> list[str]:
    return [
        name.span.of(sentence)
        for sentence, names in zip(sentences, tagger.tag(sentences), strict=True)
        for name in names
        if name.kind is kind
    ]


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        ("قال وزير الخارجية البلغاري إيفايلو كالفين إن بلاده ستدرس الطلب.", ["إيفايلو كالفين"]),
        ("وأضاف المدرب عبد الرحمن الخطيب أن فريقه كان الأفضل.", ["عبد الرحمن الخطيب"]),
        ("وأوضح المحامي سامر النجار أن الجلسة تأجلت.", ["سامر النجار"]),
        ("وفازت الكاتبة هدى الشامي بالجائزة.", ["هدى الشامي"]),
        ("واجتمع ماكرون وشولتس وستارمر في كييف.", ["ماكرون", "شولتس", "ستارمر"]),
        ("وقال علي حيدر، وهو يقف على الشرفة، إنه باق.", ["علي حيدر"]),
        ("وقال الرئيس الكولومبي خوان سانتوس إن بلاده تريد السلام.", ["خوان سانتوس"]),
    ],
)
def test_people_are_found_in_news_courts_sport_and_culture(
    tagger: Tagger, sentence: str, people: list[str]
) -> None:
    assert found(tagger, [sentence], Kind.PERSON) == people


@pytest.mark.parametrize(
    ("sentence", "places"),
    [
        ("ووقع الحادث في مدينة دونيتسك قرب الحدود.", ["دونيتسك"]),
        ("وصل الوفد إلى أديس أبابا مساء أمس.", ["أديس أبابا"]),
        ("هطلت أمطار غزيرة على محافظة طرطوس.", ["طرطوس"]),
    ],
)
def test_places_are_found(tagger: Tagger, sentence: str, places: list[str]) -> None:
    assert found(tagger, [sentence], Kind.PLACE) == places


def test_country_that_plays_is_a_team_and_one_that_is_visited_is_a_place(tagger: Tagger) -> None:
    played = ["هزمت الدنمارك ضيفتها في المباراة النهائية لكأس العالم.", "وسجل اللاعب هدفين."]
    assert found(tagger, played, Kind.ORGANISATION) == ["الدنمارك"]
    assert found(tagger, ["زار الوزير الدنمارك مطلع الأسبوع."], Kind.PLACE) == ["الدنمارك"]


@pytest.mark.parametrize(
    ("sentence", "places"),
    [
        ("سيزوران القاهرة الأسبوع المقبل.", ["القاهرة"]),
        ("وقال إن الوزيرين سيزوران دمشق ثم سيتوجهان إلى عمان.", ["دمشق", "عمان"]),
        ("وستستضيف باريس القمة بعد أن يلتقيا في جنيف.", ["باريس", "جنيف"]),
    ],
)
def test_future_and_dual_of_a_verb_are_no_part_of_a_place(
    tagger: Tagger, sentence: str, places: list[str]
) -> None:
    assert found(tagger, [sentence], Kind.PLACE) == places
    assert found(tagger, [sentence], Kind.ORGANISATION) == []


def test_event_has_no_kind(tagger: Tagger) -> None:
    (names,) = tagger.tag(["عقد مؤتمر فيينا في أكتوبر."])
    assert [name.kind for name in names] == [None]


def test_clitics_are_no_part_of_a_name(tagger: Tagger) -> None:
    assert found(tagger, ["التقى كيري وهاموند في لندن."], Kind.PERSON) == ["كيري", "هاموند"]
    assert found(tagger, ["وصل إلى بيروت ودمشق أمس."], Kind.PLACE) == ["بيروت", "دمشق"]


def test_first_letter_of_a_name_is_no_clitic(tagger: Tagger) -> None:
    assert found(tagger, ["وقال الرئيس وليد الخطيب إنه سعيد."], Kind.PERSON) == ["وليد الخطيب"]
    assert found(tagger, ["عاد الوزير من واشنطن ولندن أمس."], Kind.PLACE) == ["واشنطن", "لندن"]


@pytest.mark.parametrize(
    "sentence",
    [
        "كان له رأي آخر في هذه المسألة.",
        "نشرت الصحيفة صورا مدعمة بصور التقطتها الأقمار الصناعية.",
        "ناقش المجلس الخطة الجديدة وأقرها.",
        "هناك أمل كبير في نجاح المحادثات.",
        "كان رجلا كريما مع ضيوفه.",
        "وصل الخبر إلى الجميع بعد ساعة.",
        "قم بهذا العمل في الصباح الباكر.",
        "هذا طريق عسير لا يعرف أحد نهايته.",
        "رأى الشاهد المشهد من نافذة بيته.",
        "من كل ما سبق يمكن أن نستنتج أن الحل قريب.",
    ],
)
def test_common_words_are_no_names_though_a_list_has_them(tagger: Tagger, sentence: str) -> None:
    assert found(tagger, [sentence], Kind.PERSON) == []
    assert found(tagger, [sentence], Kind.PLACE) == []


def test_what_one_sentence_tells_counts_in_the_others(tagger: Tagger) -> None:
    lone = "وفي المساء زار درغانوف المدينة القديمة."
    told = ["قال وزير الدفاع البلغاري بويكو درغانوف إنه متفائل.", "وشدد درغانوف على ذلك.", lone]
    assert found(tagger, told, Kind.PERSON) == ["بويكو درغانوف", "درغانوف", "درغانوف"]


def test_spans_are_of_the_text_as_it_is_written(tagger: Tagger) -> None:
    text = "قال الرئيس «جَاك شِيراك» أمس"
    assert found(tagger, [text], Kind.PERSON) == ["جَاك شِيراك"]


def test_sentences_without_words_and_endless_ones_are_tagged(tagger: Tagger) -> None:
    assert [list(names) for names in tagger.tag(["", "...", " \n"])] == [[], [], []]
    (names,) = tagger.tag(["زار الوفد مدينة دمشق ثم عاد " * 200])
    assert len(names) >= 150
    assert tagger.tag([]) == []


def test_tagging_twice_gives_the_same(tagger: Tagger) -> None:
    sentences = ["وصل وزير الخارجية الفرنسي ميشال بارنييه إلى الجزائر.", "وقال بارنييه إنه سعيد."]
    assert (
        tagger.tag(sentences) == tagger.tag(sentences) == load_tagger(resources() / "tagger").tag(sentences)
    )


def test_missing_or_damaged_data_are_told(tmp_path: Path) -> None:
    with pytest.raises(ModelDamaged, match="tagger"):
        load_tagger(tmp_path).tag(["نص"])
    (tmp_path / "tagger.npz").write_bytes(b"PK\x03\x04 cut off")
    with pytest.raises(ModelDamaged, match="tagger"):
        load_tagger(tmp_path).tag(["نص"])
