"""The speller over a list and a model made up for the purpose: what it asks of them and makes of them."""

import math
import threading
import time
from collections.abc import Sequence

from reader_app.core.errors import EngineUnavailable
from reader_app.core.names import Kind
from reader_app.core.translation import Decoding, Hypothesis
from reader_app.spelling.name_list import NameList
from reader_app.spelling.speller import WEIGHT, Speller, weighed


def hypothesis(text: str, probability: float) -> Hypothesis:
    """One whose pieces are its letters; the score is the mean over them and the end."""
    return Hypothesis(text, tuple(text), math.log(probability) / (len(text) + 1))


class FakeModel:
    """Gives each word the same guesses, and notes what it was asked, and whether two asked at once."""

    def __init__(self, *guesses: Hypothesis) -> None:
        self.guesses = list(guesses)
        self.asked: list[list[str]] = []
        self.threads = 0
        self.crowded = False

    def best_of_each(self, sources: Sequence[str], decoding: Decoding, count: int) -> list[list[Hypothesis]]:
        self.threads += 1
        self.crowded |= self.threads > 1
        self.asked.append(list(sources))
        time.sleep(0.001)  # long enough for another thread to come in
        self.threads -= 1
        return [self.guesses[:count] for _ in sources]


def speller(model: FakeModel, *rows: tuple[str, str, int]) -> Speller:
    return Speller(lambda: (NameList(rows), model))


def test_nothing_is_loaded_before_the_first_name() -> None:
    def load() -> tuple[NameList, FakeModel]:
        raise AssertionError("loaded")

    found = Speller(load)
    assert found.likely_of_each([]) == []
    assert found.likely("2017", Kind.PERSON) == ()
    assert found.likely("حزب الله", Kind.ORGANISATION) == ()


def test_words_of_all_names_go_through_the_model_once_and_together() -> None:
    model = FakeModel(hypothesis("x", 0.9))
    found = speller(model)
    found.likely_of_each([("علي سالم", Kind.PERSON), ("سالم علي", Kind.PERSON), ("حلب", Kind.PLACE)])
    found.likely("علي", Kind.PERSON)
    assert model.asked == [["علي", "سالم", "حلب"]]


def test_spelling_of_many_people_goes_before_the_models() -> None:
    model = FakeModel(hypothesis("john", 0.5), hypothesis("joan", 0.3))
    assert speller(model, ("جون", "jon", 900)).likely("جون", Kind.PERSON)[0] == "Jon"


def test_spelling_of_one_person_does_not_outweigh_a_sure_model() -> None:
    model = FakeModel(hypothesis("john", 0.9))
    assert speller(model, ("جون", "jaun", 1)).likely("جون", Kind.PERSON) == ("John", "Jaun")


def test_model_is_not_asked_for_what_many_people_are_written() -> None:
    model = FakeModel(hypothesis("x", 0.9))
    rows = [("علي", english, 300) for english in ("ali", "aly", "alli")]
    assert speller(model, *rows).likely("علي", Kind.PERSON) == ("Ali", "Alli", "Aly")
    assert model.asked == [[]]


def test_shares_of_list_and_model_add_up() -> None:
    found = weighed({"john": 3}, [hypothesis("john", 0.5), hypothesis("jon", 0.25)])
    total = 3 + WEIGHT
    assert [guess.text for guess in found] == ["john", "jon"]
    assert math.isclose(found[0].probability, (3 + 0.5 * WEIGHT) / total)
    assert math.isclose(found[1].probability, 0.25 * WEIGHT / total)


def test_model_that_cannot_be_loaded_leaves_names_unspelled_and_says_why() -> None:
    loads = []

    def load() -> tuple[NameList, FakeModel]:
        loads.append(1)
        raise EngineUnavailable("No engine.")

    found = Speller(load)
    assert found.problem is None
    assert found.likely("علي", Kind.PERSON) == ()
    assert found.likely("سالم", Kind.PERSON) == ()
    assert isinstance(found.problem, EngineUnavailable)
    assert len(loads) == 1


def test_threads_ask_the_model_one_at_a_time_and_get_the_same() -> None:
    model = FakeModel(hypothesis("ali", 0.5))
    found = speller(model)
    results: list[Sequence[str]] = []

    def ask(number: int) -> None:
        names = ["علي " + "ابتثجحخد"[(number + i) % 8] * 3 for i in range(8)]
        results.extend(found.likely(name, Kind.PERSON) for name in names)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not model.crowded
    assert set(results) == {("Ali Ali",)}
    assert len(results) == 64
    assert sum(map(len, model.asked)) == 9


def test_word_of_the_list_is_known_however_its_hamzas_are_written() -> None:
    made = speller(FakeModel(hypothesis("x", 0.5)), ("أحمد", "ahmad", 9))
    assert made.knows("احمد")
    assert made.knows("أَحمد")
    assert not made.knows("كتاب")


def test_what_is_no_arabic_word_is_known_to_nobody_and_asks_no_model() -> None:
    model = FakeModel(hypothesis("x", 0.5))
    made = speller(model, ("أحمد", "ahmad", 9))
    assert not any(map(made.knows, ("Ahmad", "12", "", "ا" * 40)))
    assert model.asked == []


def test_no_word_is_known_where_the_list_cannot_be_loaded() -> None:
    def load() -> tuple[NameList, FakeModel]:
        raise EngineUnavailable("No engine.")

    assert not Speller(load).knows("أحمد")
