"""The models that the program knows by name: `resources/models/catalogue.json`, and `taggers.json` beside it.

`{"models": [{"reference", "title", "remark", "licence", "about_megabytes", "recommended", "scores"}]}`, in
the order in which they are listed. Scores are those that their makers have published, with the source.
"""

import json
from pathlib import Path
from typing import Any

from reader_app.services.models import Description, Score

Catalogue = dict[str, Description]
"""By reference."""


def read_catalogue(file: Path) -> Catalogue:
    """The catalogue that comes with the program; a broken one is a bug and raises as such."""
    rows = json.loads(file.read_text(encoding="utf-8"))["models"]
    return {row["reference"]: _description(row) for row in rows}


def _description(row: dict[str, Any]) -> Description:
    megabytes = row.get("about_megabytes")
    return Description(
        title=row["title"],
        remark=row["remark"],
        licence=row["licence"],
        size=None if megabytes is None else megabytes * 1_000_000,
        recommended=row.get("recommended", False),
        scores=tuple(Score(**score) for score in row.get("scores", ())),
    )
