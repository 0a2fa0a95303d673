"""Similar texts, held against comparing everything with everything."""

import random

from rapidfuzz.distance import Levenshtein

from reader_app.core.arabic import searchable
from reader_app.core.article import Article
from reader_app.store.similar import SimilarTexts


def shuffled(article: Article, count: int) -> list[str]:
    """Sentences made of the article's, some words changed, some dropped."""
    drawn = random.Random(7)
    sentences = [searchable(sentence.text) for sentence in article.sentences]
    words = [word for sentence in sentences for word in sentence.split()]
    made: list[str] = []
    while len(made) < count:
        text = drawn.choice(sentences).split()
        for _ in range(drawn.randrange(1 + len(text) // 2)):
            text[drawn.randrange(len(text))] = drawn.choice(words)
        start = drawn.randrange(max(1, len(text) // 4))
        made.append(" ".join(text[start:]))
    return made


def test_finds_the_same_as_comparing_with_every_text(article: Article) -> None:
    texts = shuffled(article, 4_000)
    index = SimilarTexts()
    for number, text in enumerate(texts):
        index.add(number * 10, text)
    for asked in [*texts[:40], *(searchable(sentence.text) for sentence in article.sentences)]:
        every = sorted((Levenshtein.normalized_similarity(asked, text) for text in texts), reverse=True)
        found = index.search(asked, 3, 0.7)
        assert [round(similarity, 9) for _, similarity in found] == [
            round(one, 9) for one in every[:3] if one >= 0.7
        ]
        for number, similarity in found:
            assert Levenshtein.normalized_similarity(asked, texts[number // 10]) == similarity


def test_short_text_is_found_though_no_word_is_the_same() -> None:
    index = SimilarTexts()
    index.add(1, "بالمدينه والقريه")
    assert [number for number, _ in index.search("المدينه القريه", 1, 0.7)] == [1]


def test_nothing_is_like_nothing() -> None:
    index = SimilarTexts()
    assert index.search("نعم", 3, 0.5) == []
    index.add(1, "نعم")
    assert index.search("", 3, 0.5) == []
    assert index.search("قطعا لا", 3, 0.5) == []
