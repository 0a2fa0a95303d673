"""The shipped tagger on sentences that were written for these tests: it never saw them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reader_app.core.errors import ModelDamaged
from reader_app.core.names import Kind
from reader_app.data import resources
from reader_app.tagging import load_tagger
from reader_app.tagging.tagger import Tagger

Found = Callable[..., list[str]]


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
    found: Found, sentence: str, people: list[str]
) -> None:
    assert found(Kind.PERSON, sentence) == people


@pytest.mark.parametrize(
    ("sentence", "places"),
    [
        ("ووقع الحادث في مدينة دونيتسك قرب الحدود.", ["دونيتسك"]),
        ("وصل الوفد إلى أديس أبابا مساء أمس.", ["أديس أبابا"]),
        ("هطلت أمطار غزيرة على محافظة طرطوس.", ["طرطوس"]),
    ],
)
def test_places_are_found(found: Found, sentence: str, places: list[str]) -> None:
    assert found(Kind.PLACE, sentence) == places


def test_country_that_plays_is_a_team_and_one_that_is_visited_is_a_place(found: Found) -> None:
    played = ["هزمت الدنمارك ضيفتها في المباراة النهائية لكأس العالم.", "وسجل اللاعب هدفين."]
    assert found(Kind.ORGANISATION, *played) == ["الدنمارك"]
    assert found(Kind.PLACE, "زار الوزير الدنمارك مطلع الأسبوع.") == ["الدنمارك"]


@pytest.mark.parametrize(
    ("sentence", "places"),
    [
        ("سيزوران القاهرة الأسبوع المقبل.", ["القاهرة"]),
        ("وقال إن الوزيرين سيزوران دمشق ثم سيتوجهان إلى عمان.", ["دمشق", "عمان"]),
        ("وستستضيف باريس القمة بعد أن يلتقيا في جنيف.", ["باريس", "جنيف"]),
    ],
)
def test_future_and_dual_of_a_verb_are_no_part_of_a_place(
    found: Found, sentence: str, places: list[str]
) -> None:
    assert found(Kind.PLACE, sentence) == places
    assert found(Kind.ORGANISATION, sentence) == []


def test_event_has_no_kind(tagger: Tagger) -> None:
    (names,) = tagger.tag(["عقد مؤتمر فيينا في أكتوبر."])
    assert [name.kind for name in names] == [None]


def test_clitics_are_no_part_of_a_name(found: Found) -> None:
    assert found(Kind.PERSON, "التقى كيري وهاموند في لندن.") == ["كيري", "هاموند"]
    assert found(Kind.PLACE, "وصل إلى بيروت ودمشق أمس.") == ["بيروت", "دمشق"]


def test_first_letter_of_a_name_is_no_clitic(found: Found) -> None:
    assert found(Kind.PERSON, "وقال الرئيس وليد الخطيب إنه سعيد.") == ["وليد الخطيب"]
    assert found(Kind.PLACE, "عاد الوزير من واشنطن ولندن أمس.") == ["واشنطن", "لندن"]


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
def test_common_words_are_no_names_though_a_list_has_them(found: Found, sentence: str) -> None:
    assert found(Kind.PERSON, sentence) == []
    assert found(Kind.PLACE, sentence) == []


def test_what_one_sentence_tells_counts_in_the_others(found: Found) -> None:
    lone = "وفي المساء زار درغانوف المدينة القديمة."
    told = ["قال وزير الدفاع البلغاري بويكو درغانوف إنه متفائل.", "وشدد درغانوف على ذلك.", lone]
    assert found(Kind.PERSON, *told) == ["بويكو درغانوف", "درغانوف", "درغانوف"]


def test_spans_are_of_the_text_as_it_is_written(found: Found) -> None:
    text = "قال الرئيس «جَاك شِيراك» أمس"
    assert found(Kind.PERSON, text) == ["جَاك شِيراك"]


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
