"""Reviews, their earlier versions, and the bounds that the reader moved, over SQLite."""

from datetime import UTC, datetime

from reader_app.core.bounds import BoundsEdit, Merge, Split
from reader_app.core.translation import ModelIdentity
from reader_app.core.units import State
from reader_app.services.reviewing import Review
from reader_app.store.database import transaction
from reader_app.store.rows import Rows

_COLUMNS = "state, target, draft, note, model, revision, changed"


class SqliteReviews(Rows):
    """`services.reviewing.ReviewStore` over SQLite. May be used from any thread; raises StoreError."""

    def article_key(self, path: str | None, fingerprint: str) -> int:
        """The key of the article that was last at this path, else of one with this text, else a new one."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._failures():
            connection = self._database.connection()
            with transaction(connection):
                row = connection.execute(
                    "SELECT id FROM review_article WHERE path = ? OR fingerprint = ?"
                    " ORDER BY path IS ? DESC, opened DESC, id DESC LIMIT 1",
                    (path, fingerprint, path),
                ).fetchone()
                if row is None:
                    inserted = connection.execute(
                        "INSERT INTO review_article (path, fingerprint, opened) VALUES (?, ?, ?)",
                        (path, fingerprint, now),
                    )
                    return inserted.lastrowid or 0
                connection.execute(
                    "UPDATE review_article SET path = coalesce(?, path), fingerprint = ?, opened = ?"
                    " WHERE id = ?",
                    (path, fingerprint, now, row[0]),
                )
                return row[0]

    def reviews(self, article: int) -> dict[str, Review]:
        """All reviews of an article, by the sentences' texts."""
        with self._failures():
            rows = self._database.connection().execute(
                f"SELECT source, {_COLUMNS} FROM review WHERE article = ?", (article,)
            )
            return {source: _review(row) for source, *row in rows}

    def keep_review(self, article: int, source: str, review: Review) -> None:
        """Keep a review in place of the one before it, which becomes a version."""
        with self._failures():
            connection = self._database.connection()
            with transaction(connection):
                connection.execute(
                    f"INSERT INTO review_version (article, source, {_COLUMNS})"
                    f" SELECT article, source, {_COLUMNS} FROM review WHERE article = ? AND source = ?",
                    (article, source),
                )
                connection.execute(
                    f"INSERT OR REPLACE INTO review (article, source, {_COLUMNS})"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (article, source, *_row(review)),
                )

    def versions(self, article: int, source: str) -> list[Review]:
        """What a review was before, the latest first."""
        with self._failures():
            rows = self._database.connection().execute(
                f"SELECT {_COLUMNS} FROM review_version WHERE article = ? AND source = ? ORDER BY id DESC",
                (article, source),
            )
            return [_review(list(row)) for row in rows]

    def bounds(self, article: int) -> list[BoundsEdit]:
        """The splits and merges of an article, in the order in which they were made."""
        with self._failures():
            rows = self._database.connection().execute(
                "SELECT first, second, place FROM bounds_edit WHERE article = ? ORDER BY id", (article,)
            )
            return [
                Split(first, place) if second is None else Merge(first, second)
                for first, second, place in rows
            ]

    def add_bounds(self, article: int, edit: BoundsEdit) -> None:
        """Remember one more."""
        row = (edit.text, None, edit.offset) if isinstance(edit, Split) else (edit.first, edit.second, None)
        self._write(
            "INSERT INTO bounds_edit (article, first, second, place) VALUES (?, ?, ?, ?)", article, *row
        )

    def drop_last_bounds(self, article: int) -> None:
        """Forget the last one; nothing happens where there is none."""
        self._write(
            "DELETE FROM bounds_edit WHERE id = (SELECT max(id) FROM bounds_edit WHERE article = ?)", article
        )


def _review(row: list) -> Review:
    state, target, draft, note, model, revision, changed = row
    identity = ModelIdentity(model, revision or "") if model else None
    return Review(State(state), target, draft, note, identity, changed)


def _row(review: Review) -> tuple[str | None, ...]:
    model = (review.model.name, review.model.revision) if review.model else (None, None)
    return review.state, review.target, review.draft, review.note, *model, review.changed
