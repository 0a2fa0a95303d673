"""Places that share a name: which of them an article means, and which others it is told of."""

from dataclasses import replace

from reader_app.core.article import Span
from reader_app.core.names import COUNTRY, GlossaryEntry, Kind, Location, Mention
from reader_app.services.name_index import NameIndex
from reader_app.services.namesakes import tell_namesakes


def place(
    entry_id: str, arabic: str, country: str, people: int | None, feature: str = "city"
) -> GlossaryEntry:
    where = Location(30, 30, country, "", people, feature)
    return GlossaryEntry(entry_id, Kind.PLACE, entry_id, arabic, "A place.", "Test", "CC0", location=where)


LIBYA, LEBANON = place("libya", "ليبيا", "LY", None, COUNTRY), place("lebanon", "لبنان", "LB", None, COUNTRY)
BEIRUT = place("beirut", "بيروت", "LB", 400_000)
TRIPOLI, OTHER_TRIPOLI = place("tripoli", "طرابلس", "LY", 1_300_000), place("t-lb", "طرابلس", "LB", 230_000)
FAMOUS, SMALL = place("london", "لندن", "GB", 9_000_000), place("london-ca", "لندن", "CA", 420_000)
RUSSIAN, AMERICAN = place("moscow", "موسكو", "RU", 10_000_000), place("moscow-us", "موسكو", "US", 25_000)
STATES = place("us", "الولايات المتحدة", "US", None, COUNTRY)
CANADA = place("canada", "كندا", "CA", None, COUNTRY)
TUNISIA, TUNIS = place("tunisia", "تونس", "TN", None, COUNTRY), place("tunis", "تونس", "TN", 700_000)
NAMESAKE = place("lebanon-us", "لبنان", "US", 25_000)
UNPLACED = place("kabul", "كابول", "", None)
ELSEWHERE = place("kabul-il", "كابول", "IL", 14_000)
ISRAEL = place("israel", "إسرائيل", "IL", None, COUNTRY)
INDEX = NameIndex(
    (
        *(LIBYA, LEBANON, BEIRUT, TRIPOLI, OTHER_TRIPOLI, FAMOUS, SMALL, CANADA, TUNISIA, TUNIS),
        *(NAMESAKE, UNPLACED, ELSEWHERE, ISRAEL, RUSSIAN, AMERICAN, STATES),
    )
)


def told(*said: tuple[int, GlossaryEntry]) -> list[Mention]:
    mentions = [Mention(n, Span(k, k + 1), e.arabic, e) for k, (n, e) in enumerate(said)]
    return list(tell_namesakes(mentions, INDEX))


def test_first_in_rank_is_meant_where_nothing_speaks_for_another_and_the_other_is_told() -> None:
    (mention,) = told((1, TRIPOLI))
    assert mention.entry == TRIPOLI
    assert mention.others == (OTHER_TRIPOLI,)


def test_country_named_in_the_article_chooses_its_place() -> None:
    first, _, again = told((1, TRIPOLI), (2, LEBANON), (3, TRIPOLI))
    assert first.entry == again.entry == OTHER_TRIPOLI
    assert first.others == (TRIPOLI,)


def test_place_of_the_country_is_evidence_too() -> None:
    assert told((1, BEIRUT), (2, TRIPOLI))[1].entry == OTHER_TRIPOLI


def test_both_countries_in_the_article_leave_the_first_in_rank() -> None:
    assert told((1, LIBYA), (2, LEBANON), (5, TRIPOLI))[2].entry == TRIPOLI


def test_country_in_the_sentence_goes_before_one_elsewhere() -> None:
    assert told((1, LIBYA), (5, LEBANON), (5, TRIPOLI))[2].entry == OTHER_TRIPOLI


def test_place_far_better_known_stays_meant() -> None:
    _, london = told((1, CANADA), (1, FAMOUS))
    assert london.entry == FAMOUS
    assert london.others == (SMALL,)


def test_unlikely_namesake_of_a_famous_place_is_not_told_whatever_country_is_spoken_of() -> None:
    _, moscow = told((1, STATES), (1, RUSSIAN))
    assert (moscow.entry, moscow.others) == (RUSSIAN, ())


def test_place_of_the_glossary_goes_before_one_of_a_source_below() -> None:
    athens = place("athens", "أثينا", "GR", 660_000)
    american = replace(place("athens-us", "أثينا", "US", 130_000), source="Below")
    mentions = [Mention(1, Span(n, n + 1), e.arabic, e) for n, e in enumerate((STATES, athens))]
    found = tell_namesakes(mentions, NameIndex([STATES, athens, american]))[1]
    assert (found.entry, found.others) == (athens, (american,))


def test_country_stays_a_country_and_tells_its_capital_only() -> None:
    tunisia, lebanon = told((1, TUNISIA), (2, LEBANON))
    assert (tunisia.entry, tunisia.others) == (TUNISIA, (TUNIS,))
    assert (lebanon.entry, lebanon.others) == (LEBANON, ())


def test_place_of_no_stated_country_is_not_given_up() -> None:
    assert told((1, ISRAEL), (1, UNPLACED))[1].entry == UNPLACED
