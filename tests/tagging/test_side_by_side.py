"""Names with no word between them, or only the one between two teams: the shipped tagger, on sentences that
were written for these tests."""

from collections.abc import Callable

import pytest

from reader_app.core.names import Kind

Found = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        ("دخل هنريكسون سمير الشمري القاعة.", ["هنريكسون", "سمير الشمري"]),
        ("واستقبل كوزلوف وليد الخطيب في مكتبه.", ["كوزلوف", "وليد الخطيب"]),
        ("وقال الوزير السويدي هنريك لارسون شولتز إنه باق.", ["هنريك لارسون شولتز"]),
    ],
)
def test_surname_before_somebodys_full_name_is_another_person(
    found: Found, sentence: str, people: list[str]
) -> None:
    assert found(Kind.PERSON, sentence) == people


def test_two_surnames_of_the_article_are_two_people(found: Found) -> None:
    told = ["قال الوزير بيتر مولر إنه متفائل.", "وقال الوزير سيرغي دوبروف إنه متشائم."]
    met = "ثم التقى مولر دوبروف مساء أمس."
    assert found(Kind.PERSON, *told, met)[-2:] == ["مولر", "دوبروف"]


@pytest.mark.parametrize(
    ("sentence", "teams"),
    [
        ("فازت إيطاليا على ألمانيا.", ["إيطاليا", "ألمانيا"]),
        ("وفازت هولندا على النرويج بهدفين نظيفين.", ["هولندا", "النرويج"]),
    ],
)
def test_team_that_another_beat_is_a_team(found: Found, sentence: str, teams: list[str]) -> None:
    assert found(Kind.ORGANISATION, sentence) == teams
    assert found(Kind.PLACE, sentence) == []


def test_country_after_on_is_a_place_where_nobody_plays(found: Found) -> None:
    assert found(Kind.PLACE, "وشنت الولايات المتحدة حربا على العراق.")[-1:] == ["العراق"]
