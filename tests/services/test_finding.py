import pytest

from reader_app.core.article import Article
from reader_app.services.finding import Finder


def found(text: str, wanted: str) -> list[str]:
    return [span.of(text) for span in Finder(text).find(wanted)]


@pytest.mark.parametrize(
    ("text", "wanted", "expected"),
    [
        ("قَالَ الرَّجُلُ", "قال", ["قَالَ"]),
        ("قال الرجل", "قَالَ", ["قال"]),
        ("في الأردن", "الاردن", ["الأردن"]),
        ("مستشفى ومستشفي", "مستشفي", ["مستشفى", "مستشفي"]),
        ("المـــدينة", "المدينه", ["المـــدينة"]),
        ("الولايات\nالمتحدة", "الولايات  المتحدة", ["الولايات\nالمتحدة"]),
        ("قناة BBC News", "bbc", ["BBC"]),
        ("نص فيه (قوس. ونجمة*", "(قوس.", ["(قوس."]),
        ("نص", "   ", []),
        ("نص", "غائب", []),
        ("أأأ", "اا", ["أأ"]),
    ],
)
def test_find_gives_the_text_as_it_is_written(text: str, wanted: str, expected: list[str]) -> None:
    assert found(text, wanted) == expected


def test_find_gives_every_place_in_reading_order(article: Article) -> None:
    spans = Finder(article.text).find("سوريا")
    starts = [span.start for span in spans]
    assert starts == sorted(starts)
    assert len(spans) == article.text.count("سوريا")
