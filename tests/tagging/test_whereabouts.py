"""Unknown towns with names like people's: the shipped tagger, on sentences written for these tests."""

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


def test_unknown_name_after_in_is_a_town_throughout_the_article(tagger: Tagger) -> None:
    sentences = ["وقعت انفجارات في كريفوي روغ.", "وقصفت القوات كريفوي روغ مرة أخرى."]
    assert found(tagger, Kind.PLACE, *sentences) == ["كريفوي روغ", "كريفوي روغ"]
    assert found(tagger, Kind.PERSON, *sentences) == []


def test_somebody_after_in_is_somebody(tagger: Tagger) -> None:
    assert found(tagger, Kind.PERSON, "وعبر عن ثقته في محمود عباس.") == ["محمود عباس"]
    told = ["قال وزير الدفاع البلغاري بويكو درغانوف إنه متفائل.", "لكن الثقة في درغانوف ضعيفة."]
    assert found(tagger, Kind.PERSON, *told) == ["بويكو درغانوف", "درغانوف"]
