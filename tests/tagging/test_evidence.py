"""What the other occurrences of a word in an article say of it."""

import numpy as np

from reader_app.tagging.crf import TAGS, Scores
from reader_app.tagging.evidence import heeding

OPEN = {tag: 1 / len(TAGS) for tag in TAGS}


def _row(chances: dict[str, float]) -> Scores:
    return np.array([[chances.get(tag, 0.0) for tag in TAGS]], np.float32)


def _added(of_the_others: dict[str, float], words: tuple[str, str]) -> dict[str, float]:
    """What is added to the second of two one-word sentences, by what is clear of the first."""
    chances = [_row(of_the_others), _row(OPEN)]
    _, second = heeding([[word] for word in words], [np.zeros_like(row) for row in chances], chances)
    return dict(zip(TAGS, second[0].tolist(), strict=True))


def test_word_that_is_no_name_elsewhere_is_sooner_none_here() -> None:
    added = _added({"O": 1.0}, ("المدينة", "بالمدينة"))
    assert added.pop("O") > max(added.values())


def test_team_or_place_elsewhere_is_sooner_one_here() -> None:
    for kind in ("ORG", "LOC", "PERS"):
        added = _added({f"B-{kind}": 1.0}, ("تونس", "وتونس"))
        most = added.pop(f"B-{kind}")
        assert most == added.pop(f"I-{kind}") > max(added.values())


def test_other_words_say_nothing() -> None:
    assert set(_added({"B-PERS": 1.0}, ("تونس", "مصر")).values()) == {0.0}
