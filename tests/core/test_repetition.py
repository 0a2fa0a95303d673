"""Which translations run in circles, and which repeat only what their source repeats."""

import time

import pytest

from reader_app.core.repetition import loops, variety

SENTENCE = "وصل الوفد إلى القاهرة مساء الأحد وغادرها صباح الثلاثاء."


@pytest.mark.parametrize(
    "target",
    [
        "The delegation arrived in Cairo in Cairo in Cairo in Cairo.",
        "The the the the delegation arrived.",
        "The delegation, the delegation, the delegation, the delegation arrived.",
        "It arrived on Sunday evening and it arrived on Sunday evening and it arrived on Sunday evening and",
        "- - - - - -",
        ". . . . . . .",
        "Ca" * 12,
        "hold" + "e" * 20,
        "." * 60,
        "word " * 200,
    ],
)
def test_target_loops_when_the_source_does_not(target: str) -> None:
    assert loops(SENTENCE, target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (SENTENCE, "The delegation arrived in Cairo on Sunday evening and left on Tuesday morning."),
        (SENTENCE, "No, no, no: the delegation arrived in Cairo again and again."),
        (SENTENCE, "It had had that that it wanted."),
        ("ها ها ها", "Ha ha ha!"),
        ("ها ها ها", "Ha ha ha ha ha!"),
        ("هههههههههه", "hahahahahahahahahaha"),
        ("لا لا لا لا لا", "No, no, no, no, no."),
        ("جدا جدا", "Very, very, very, very."),
        ("عشرة تريليونات", "10000000000000"),
        ("1000000", "1 000 000"),
        ("...........", ". . . ."),
        ("", ""),
        ("", "A word."),
    ],
)
def test_target_may_repeat_what_the_source_repeats_or_people_do(source: str, target: str) -> None:
    assert not loops(source, target)


def test_refrain_of_a_poem_may_return_and_may_not_where_the_poem_has_none() -> None:
    verses = ["يا ليل", "طال السهر", "نام القمر", "غاب السحر", "عاد المطر", "ضاع الأثر", "قال الشجر"]
    english = ["O night", "long the vigil", "the moon sleeps", "magic has gone", "rain is back", "no trace"]
    poem = " ".join(f"{verse} يا عين يا ليل يا عين" for verse in verses)
    translation = " ".join(f"{line}, O eye, O night, O eye" for line in english)
    assert not loops(poem, translation)


def test_circle_that_changes_a_word_at_each_turn_is_one() -> None:
    turns = " ".join(f"and the {name} of the state" for name in ("head", "end", "law", "day", "man", "war"))
    assert loops("نص من كلمات شتى ليس فيها ما يعود أو يتكرر أبدا", f"{turns} {turns} {turns}")


def test_vowel_marks_and_case_make_no_difference() -> None:
    assert loops("كَلِمَة", "Word word WORD word")
    assert not loops("نَعَم نعم نَعم نعم", "Yes yes Yes yes")


def test_longest_output_is_judged_while_nobody_notices() -> None:
    words = [f"w{number * number % 311}" for number in range(512)]
    begun = time.process_time()
    loops(" ".join(words), " ".join(reversed(words)))
    assert time.process_time() - begun < 1


def test_variety_is_the_share_of_distinct_words() -> None:
    assert variety("") == 1
    assert variety("a b a c") == pytest.approx(3 / 4)
