"""What is asked of Wikipedia and Wikidata, what is made of it, and everything that can go wrong."""

import json
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from reader_app import __version__
from reader_app.core.errors import LookUpCancelled, LookUpError
from reader_app.lookup.client import LARGEST
from reader_app.lookup.wikimedia import Sites, Wikimedia
from reader_app.services.lookup import HOSTS, Answer

from .conftest import ASSAD, KHOURY, FakeWikimedia, arabic, sites

Make = Callable[..., Wikimedia]


def ask(made: Wikimedia, name: str) -> Answer:
    return made.ask(name, lambda: False)


def hit(item: str, text: str) -> dict[str, object]:
    return {"id": item, "label": "X", "match": {"type": "label", "language": "ar", "text": text}}


def test_arabic_page_leads_to_the_english_one_in_two_requests(
    wiki: FakeWikimedia, encyclopedia: Make
) -> None:
    found = ask(encyclopedia(), ASSAD).found
    assert found is not None
    assert found.title == "Bashar al-Assad"
    assert found.description == "President of Syria from 2000 to 2024"
    assert found.extract.endswith("commander-in-chief from 2000 to 2024.")
    assert found.location is None
    assert found.address.endswith("/en/wiki/Bashar_al-Assad")
    assert (found.site, found.licence) == ("Wikipedia", "CC BY-SA 4.0")
    assert [path for path, _, _ in wiki.asked] == ["/ar/w/api.php", "/en/w/api.php"]


def test_the_name_and_nothing_else_of_the_reader_is_sent(wiki: FakeWikimedia, encyclopedia: Make) -> None:
    ask(encyclopedia(), ASSAD)
    _, asked, agent = wiki.asked[0]
    assert asked == {
        "action": "query", "format": "json", "formatversion": "2", "redirects": "1", "titles": ASSAD,
        "prop": "langlinks|pageprops", "lllang": "en", "lllimit": "1",
        "ppprop": "wikibase_item|disambiguation",
    }  # fmt: skip
    assert agent.startswith(f"reader-app/{__version__} (")
    assert "httpx2/" in agent


def test_place_has_its_coordinates(encyclopedia: Make) -> None:
    found = ask(encyclopedia(), "دمشق").found
    assert found is not None
    assert found.location is not None
    assert (found.location.latitude, found.location.longitude) == (33.513, 36.292)


def test_name_without_a_page_is_looked_for_in_wikidata(wiki: FakeWikimedia, encyclopedia: Make) -> None:
    wiki.search[KHOURY] = [hit("Q1", KHOURY), hit("Q2", "سمير خوري الأصغر")]
    wiki.items["Q1"] = {
        "type": "item", "id": "Q1",
        "labels": {"en": {"language": "en", "value": "Samir Khoury"}},
        "descriptions": {"en": {"language": "en", "value": "Lebanese singer"}},
    }  # fmt: skip
    found = ask(encyclopedia(), KHOURY).found
    assert found is not None
    assert (found.title, found.description, found.extract) == ("Samir Khoury", "Lebanese singer", "")
    assert (found.site, found.licence) == ("Wikidata", "CC0")
    assert found.address.endswith("/data/wiki/Q1")


def test_item_with_an_english_page_leads_there(wiki: FakeWikimedia, encyclopedia: Make) -> None:
    wiki.arabic[KHOURY] = arabic(KHOURY, item="Q3766")
    wiki.items["Q3766"] = {"id": "Q3766", "sitelinks": {"enwiki": {"site": "enwiki", "title": "Damascus"}}}
    found = ask(encyclopedia(), KHOURY).found
    assert found is not None
    assert found.title == "Damascus"
    assert len(wiki.asked) == 3


@pytest.mark.parametrize("where", ["page", "search"])
def test_name_of_several_is_not_decided(wiki: FakeWikimedia, encyclopedia: Make, where: str) -> None:
    if where == "page":
        wiki.arabic[KHOURY] = arabic(KHOURY, shared=True)
    else:
        wiki.search[KHOURY] = [hit("Q1", KHOURY), hit("Q2", KHOURY)]
    answer = ask(encyclopedia(), KHOURY)
    assert (answer.found, answer.is_shared) == (None, True)


def test_name_that_nobody_has_is_answered_with_nothing(encyclopedia: Make) -> None:
    answer = ask(encyclopedia(), "لا أحد")
    assert (answer.found, answer.is_shared) == (None, False)


@pytest.mark.parametrize("name", ["", "  ", "|#<>[]{}", "\n"])
def test_what_is_no_name_is_not_asked_for(wiki: FakeWikimedia, encyclopedia: Make, name: str) -> None:
    assert ask(encyclopedia(), name).found is None
    assert wiki.asked == []


def test_name_is_one_title_whatever_is_in_it(wiki: FakeWikimedia, encyclopedia: Make) -> None:
    ask(encyclopedia(), f"{ASSAD}|دمشق#x\u0000" + "س" * 5000)
    title = wiki.asked[0][1]["titles"]
    assert "|" not in title
    assert len(title) <= 250


@pytest.mark.parametrize(
    ("status", "headers", "said"),
    [
        (404, {}, "status 404"),
        (403, {}, "status 403"),
        (500, {}, "a fault of its own"),
        (503, {}, "a fault of its own"),
        (302, {"Location": "http://198.51.100.7/login"}, "not followed"),
        (301, {"Location": "/elsewhere"}, "not followed"),
        (200, {"Content-Encoding": "gzip"}, "not asked for"),
    ],
)
def test_refusal_says_what_happened_and_what_to_do(
    wiki: FakeWikimedia, encyclopedia: Make, status: int, headers: dict[str, str], said: str
) -> None:
    wiki.status, wiki.headers = status, headers
    with pytest.raises(LookUpError) as caught:
        ask(encyclopedia(), ASSAD)
    assert said in caught.value.message
    assert caught.value.advice
    assert len(wiki.asked) == 1, "no redirect is followed, and nothing tried again by itself"


@pytest.mark.parametrize(
    "body",
    [
        b"", b"<html>Log in</html>", b"[]", b"null", b"\xff\xfe",
        b'{"query": {}}', b'{"query": {"pages": []}}',
        b'{"query": {"pages": {"1": {}}}}', b'{"error": {"code": "badvalue", "info": "x"}}', b"[" * 100_000,
    ],
)  # fmt: skip
def test_answer_in_another_form_is_a_clear_error(
    wiki: FakeWikimedia, encyclopedia: Make, body: bytes
) -> None:
    wiki.body = body
    with pytest.raises(LookUpError, match=r"127\.0\.0\.1"):
        ask(encyclopedia(), ASSAD)


def test_values_of_other_kinds_are_left_out(wiki: FakeWikimedia, encyclopedia: Make) -> None:
    page = wiki.english["Bashar al-Assad"]
    page |= {"extract": 7, "description": ["x"], "coordinates": [{"lat": "x", "lon": 400}]}
    found = ask(encyclopedia(), ASSAD).found
    assert found is not None
    assert (found.description, found.extract, found.location) == ("", "", None)


def test_controls_in_a_text_do_not_come_through(wiki: FakeWikimedia, encyclopedia: Make) -> None:
    wiki.english["Bashar al-Assad"]["description"] = "a\u202eb\u0007c\n\td\u2066"
    found = ask(encyclopedia(), ASSAD).found
    assert found is not None
    assert found.description == "abc d"


def test_huge_answer_is_not_read_to_its_end(wiki: FakeWikimedia, encyclopedia: Make) -> None:
    wiki.body = json.dumps({"x": "y" * (LARGEST + 1)}).encode()
    with pytest.raises(LookUpError, match="far more"):
        ask(encyclopedia(), ASSAD)


def test_silent_server_is_given_up(wiki: FakeWikimedia, encyclopedia: Make) -> None:
    wiki.hold = True
    with pytest.raises(LookUpError, match="did not answer in time"):
        ask(encyclopedia(timeout_s=0.1), ASSAD)


def test_server_that_never_ends_is_given_up(wiki: FakeWikimedia, encyclopedia: Make) -> None:
    wiki.drip = True
    with pytest.raises(LookUpError, match="did not answer in time"):
        ask(encyclopedia(deadline_s=0.3), ASSAD)


def test_nobody_there_is_said_so() -> None:
    with pytest.raises(LookUpError, match="cannot be reached") as caught:
        ask(Wikimedia(Sites("http://127.0.0.1:9", "http://127.0.0.1:9", "http://127.0.0.1:9")), ASSAD)
    assert "connection to the internet" in caught.value.advice


def test_question_is_left_when_no_longer_wanted(wiki: FakeWikimedia, encyclopedia: Make) -> None:
    wiki.hold = True
    with pytest.raises(LookUpCancelled):
        encyclopedia().ask(ASSAD, wiki.held.is_set)


def in_ten_minutes() -> str:
    return format_datetime(datetime.now(UTC) + timedelta(minutes=10), usegmt=True)


@pytest.mark.parametrize(
    ("status", "header", "said"),
    [
        (429, "30", "in 30 seconds"),
        (503, "30", "in 30 seconds"),
        (429, "in ten minutes", "in 10 minutes"),
        (429, "soon", "in 60 seconds"),
        (429, "", "in 60 seconds"),
        (429, "999999999", "in 60 minutes"),
    ],
)
def test_server_that_asks_for_patience_is_left_alone(
    wiki: FakeWikimedia, encyclopedia: Make, status: int, header: str, said: str
) -> None:
    made = encyclopedia()
    wiki.status = status
    wiki.headers = (
        {"Retry-After": in_ten_minutes() if header == "in ten minutes" else header} if header else {}
    )
    with pytest.raises(LookUpError) as caught:
        ask(made, ASSAD)
    assert said in caught.value.advice
    wiki.status = 200
    with pytest.raises(LookUpError, match="too many questions"):
        ask(made, "دمشق")
    assert len(wiki.asked) == 1


def test_limit_told_in_the_answer_counts_too(wiki: FakeWikimedia, encyclopedia: Make) -> None:
    wiki.body, wiki.headers = b'{"error": {"code": "ratelimited", "info": "x"}}', {"Retry-After": "7"}
    with pytest.raises(LookUpError, match="in 7 seconds"):
        ask(encyclopedia(), ASSAD)


def test_public_sites_are_asked_by_a_secure_connection_where_the_reader_was_told() -> None:
    made = Sites()
    assert {made.arabic, made.english, made.data} == {f"https://{host}" for host in HOSTS}


def test_one_question_at_a_time(wiki: FakeWikimedia, tmp_path) -> None:
    from reader_app.lookup.answers import AnswerFiles
    from reader_app.services.lookup import LookUp

    look_up = LookUp(lambda: Wikimedia(sites(wiki)), AnswerFiles(tmp_path / "answers"))
    threads = [threading.Thread(target=look_up.ask, args=(name, lambda: False)) for name in (ASSAD, "دمشق")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(wiki.asked) == 4
    assert wiki.most_at_once == 1
