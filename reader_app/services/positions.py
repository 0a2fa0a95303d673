"""Where reading stopped in an article."""

import hashlib
from typing import Protocol

from reader_app.core.article import Article


class PositionStore(Protocol):
    """Where reading stopped, by the article's fingerprint. Raises StoreError."""

    def position(self, article: str) -> int | None: ...
    def set_position(self, article: str, sentence: int) -> None: ...


def remembered_position(positions: PositionStore, article: Article) -> tuple[str, int | None]:
    """The article's key in the store, and the id of the sentence where reading stopped."""
    key = hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()
    return key, positions.position(key)
