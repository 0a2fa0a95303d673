"""Names as a reader sees them marked: the program's own glossary and tagger, on sentences of news that were
written for these tests."""

import pytest

from reader_app.core.names import Kind, Mention
from reader_app.core.sentences import build_article
from reader_app.data import resources
from reader_app.services.name_index import NameIndex
from reader_app.services.naming import find_names
from reader_app.tagging import load_tagger
from reader_app.tagging.tagger import Tagger


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return load_tagger(resources() / "tagger")


def marked(text: str, index: NameIndex, tagger: Tagger | None) -> list[Mention]:
    return [mention for mention in find_names(build_article(text), index, tagger) if mention.is_name]


def named(text: str, index: NameIndex, tagger: Tagger | None, kind: Kind) -> list[str]:
    return [mention.text for mention in marked(text, index, tagger) if mention.entry.kind is kind]


@pytest.mark.parametrize("written", ["اكراً", "اكرًا"])
def test_word_with_tanween_is_no_town(name_index: NameIndex, tagger: Tagger, written: str) -> None:
    text = f"باع الرجل {written} كثيرة في السوق."
    assert marked(text, name_index, tagger) == []
    assert marked(text, name_index, None) == []
    assert named("وصل الوزير إلى أكرا أمس.", name_index, tagger, Kind.PLACE) == ["أكرا"]


def test_word_with_tanween_on_its_last_letter_is_no_town(name_index: NameIndex) -> None:
    assert marked("كان يريد جدةً في الشكل والمضمون.", name_index, None) == []
    assert named("كان يريد السفر إلى جدة.", name_index, None, Kind.PLACE) == ["جدة"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("نقل السجناء إلى جزيرة كورسيكا مطلع الشهر.", "كورسيكا"),
        ("زار المبعوث مخيمات تندوف والتقى سكانها.", "تندوف"),
    ],
)
def test_island_or_camp_is_named_without_its_sort(
    name_index: NameIndex, tagger: Tagger, text: str, place: str
) -> None:
    assert named(text, name_index, tagger, Kind.PLACE) == [place]


def test_town_spelled_like_the_first_names_of_somebody_is_not_named_there(
    name_index: NameIndex, tagger: Tagger
) -> None:
    text = "ولد القائد صلاح الدين الأيوبي قبل تسعة قرون."
    assert named(text, name_index, tagger, Kind.PERSON) == ["صلاح الدين الأيوبي"]
    assert named(text, name_index, tagger, Kind.PLACE) == []


def test_country_spelled_like_its_adjective_is_named_where_the_tagger_sees_it(
    name_index: NameIndex, tagger: Tagger
) -> None:
    text = "وصل فنانون من تشيلي ومصر إلى القاهرة."
    assert named(text, name_index, tagger, Kind.PLACE) == ["تشيلي", "مصر", "القاهرة"]


def test_white_house_and_kremlin_are_places(name_index: NameIndex, tagger: Tagger) -> None:
    text = "وقال البيت الأبيض إن الكرملين لم يرد بعد."
    assert named(text, name_index, tagger, Kind.PLACE) == ["البيت الأبيض", "الكرملين"]


def test_namesake_on_the_list_of_what_is_no_name_is_a_person(name_index: NameIndex, tagger: Tagger) -> None:
    text = "وقالت إيفانكا ترامب إن والدها سيحضر الحفل."
    assert named(text, name_index, tagger, Kind.PERSON) == ["إيفانكا ترامب"]
    assert named("ونال نصيب الأسد من الجوائز.", name_index, tagger, Kind.PERSON) == []


@pytest.mark.parametrize("text", ["وكان له حصة الأسد من الأرباح.", "وتحدث الكاتب عن أذان المغرب في مقاله."])
def test_word_of_a_phrase_that_is_no_name_is_nobody_though_the_tagger_sees_one(
    name_index: NameIndex, tagger: Tagger, text: str
) -> None:
    assert marked(text, name_index, tagger) == []
