"""Translations kept: the model's (cache) and the reader's own (memory), and where reading stopped."""

from datetime import UTC, datetime

from reader_app.core.translation import Decoding, Doubt, Kept, ModelIdentity, cache_source
from reader_app.store.database import Database
from reader_app.store.memory import SqliteMemory
from reader_app.store.rows import Rows


class SqliteStore(Rows):
    """`services.translating.TranslationStore` and `services.reading.PositionStore` over SQLite.

    May be called from any thread. Every method raises StoreError where the disk fails.
    """

    def __init__(self, database: Database, memory: SqliteMemory | None = None) -> None:
        super().__init__(database)
        self._memory = memory or SqliteMemory(database)

    @property
    def notice(self) -> str | None:
        """What the user should know about the database, once it has been opened."""
        return self._database.notice

    def open(self) -> None:
        """Open and migrate now rather than at the first use."""
        self._database.connection()

    def remembered(self, source: str) -> str | None:
        """The reader's own translation of the sentence, else one that was imported."""
        return self._memory.remembered(source)

    def remember(self, source: str, target: str) -> None:
        """Keep the reader's own translation, in place of an earlier one."""
        self._memory.remember(source, target)

    def forget(self, source: str) -> None:
        """Drop the reader's own translation; no error where there is none."""
        self._memory.forget(source)

    def cached(self, model: ModelIdentity, decoding: Decoding, source: str) -> Kept | None:
        """What this very model gave for the sentence with these settings."""
        row = self._one(
            "SELECT target, score, doubts FROM translation"
            " WHERE model = ? AND revision = ? AND decoding = ? AND source = ?",
            model.name, model.revision, decoding.key, cache_source(source),
        )  # fmt: skip
        if row is None:
            return None
        target, score, doubts = row
        return Kept(target, score, frozenset(map(Doubt, doubts.split())))

    def keep(self, model: ModelIdentity, decoding: Decoding, source: str, kept: Kept) -> None:
        """Keep a model's translation."""
        self._write(
            "INSERT OR REPLACE INTO translation"
            " (model, revision, decoding, source, target, score, doubts, created)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            model.name, model.revision, decoding.key, cache_source(source),
            kept.text, kept.score, " ".join(sorted(kept.doubts)), _now(),
        )  # fmt: skip

    def position(self, article: str) -> int | None:
        """The id of the sentence that was selected last in the article with this fingerprint."""
        row = self._one("SELECT sentence FROM reading_position WHERE article = ?", article)
        return row[0] if row else None

    def set_position(self, article: str, sentence: int) -> None:
        """Remember the selected sentence; 0 for none."""
        self._write(
            "INSERT OR REPLACE INTO reading_position (article, sentence, opened) VALUES (?, ?, ?)",
            article, sentence, _now(),
        )  # fmt: skip

    def close(self) -> None:
        """Close every connection."""
        self._database.close()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
