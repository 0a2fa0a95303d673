"""Unknown towns with names like people's: the shipped tagger, on sentences written for these tests."""

from collections.abc import Callable

from reader_app.core.names import Kind

Found = Callable[..., list[str]]


def test_unknown_name_after_in_is_a_town_throughout_the_article(found: Found) -> None:
    sentences = ["وقعت انفجارات في كريفوي روغ.", "وقصفت القوات كريفوي روغ مرة أخرى."]
    assert found(Kind.PLACE, *sentences) == ["كريفوي روغ", "كريفوي روغ"]
    assert found(Kind.PERSON, *sentences) == []


def test_somebody_after_in_is_somebody(found: Found) -> None:
    assert found(Kind.PERSON, "وعبر عن ثقته في محمود عباس.") == ["محمود عباس"]
    told = ["قال وزير الدفاع البلغاري بويكو درغانوف إنه متفائل.", "لكن الثقة في درغانوف ضعيفة."]
    assert found(Kind.PERSON, *told) == ["بويكو درغانوف", "درغانوف"]
