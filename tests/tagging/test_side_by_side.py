"""Names with no word between them, or only the one between two teams: the shipped tagger, on sentences that
were written for these tests."""

import pytest

from reader_app.core.names import Kind
from reader_app.data import resources
from reader_app.tagging import load_tagger
from reader_app.tagging.tagger import Tagger


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return load_tagger(resources() / "tagger")


def found(tagger: Tagger, kind: Kind, *sentences: str) -> list[str]:
    return [
        name.span.of(sentence)
        for sentence, names in zip(sentences, tagger.tag(sentences), strict=True)
        for name in names
        if name.kind is kind
    ]


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        ("دخل هنريكسون سمير الشمري القاعة.", ["هنريكسون", "سمير الشمري"]),
        ("واستقبل كوزلوف وليد الخطيب في مكتبه.", ["كوزلوف", "وليد الخطيب"]),
        ("وقال الوزير السويدي هنريك لارسون شولتز إنه باق.", ["هنريك لارسون شولتز"]),
    ],
)
def test_surname_before_somebodys_full_name_is_another_person(
    tagger: Tagger, sentence: str, people: list[str]
) -> None:
    assert found(tagger, Kind.PERSON, sentence) == people


def test_two_surnames_of_the_article_are_two_people(tagger: Tagger) -> None:
    told = ["قال الوزير بيتر مولر إنه متفائل.", "وقال الوزير سيرغي دوبروف إنه متشائم."]
    met = "ثم التقى مولر دوبروف مساء أمس."
    assert found(tagger, Kind.PERSON, *told, met)[-2:] == ["مولر", "دوبروف"]


@pytest.mark.parametrize(
    ("sentence", "teams"),
    [
        ("فازت إيطاليا على ألمانيا.", ["إيطاليا", "ألمانيا"]),
        ("وفازت هولندا على النرويج بهدفين نظيفين.", ["هولندا", "النرويج"]),
    ],
)
def test_team_that_another_beat_is_a_team(tagger: Tagger, sentence: str, teams: list[str]) -> None:
    assert found(tagger, Kind.ORGANISATION, sentence) == teams
    assert found(tagger, Kind.PLACE, sentence) == []


def test_country_after_on_is_a_place_where_nobody_plays(tagger: Tagger) -> None:
    assert found(tagger, Kind.PLACE, "وشنت الولايات المتحدة حربا على العراق.")[-1:] == ["العراق"]
