"""Calibrations kept as JSON files, one a model."""

import json
from itertools import pairwise
from pathlib import Path

from reader_app.core.confidence import Calibration, Knot
from reader_app.core.errors import StoreError
from reader_app.core.files import write_atomically
from reader_app.core.translation import Decoding, ModelIdentity


class CalibrationFiles:
    """`services.translating.CalibrationStore` over a folder: `<revision>.json` for each model.

    A file holds the model's name, the decoding settings it was measured with, and the knots. Losing it
    costs a new measurement and nothing else. May be used from any thread.
    """

    def __init__(self, folder: Path) -> None:
        """The folder need not exist yet."""
        self._folder = folder

    def calibration(self, model: ModelIdentity, decoding: Decoding) -> Calibration | None:
        """The calibration of this very model with these settings; None also for a file that is damaged."""
        try:
            kept = json.loads(self._file(model).read_text(encoding="utf-8"))
            if kept["decoding"] != decoding.key:
                return None
            knots = tuple(Knot(float(score), float(probability)) for score, probability in kept["knots"])
        except (OSError, ValueError, KeyError, TypeError):
            return None
        rise = all(a.score < b.score and a.probability <= b.probability for a, b in pairwise(knots))
        return Calibration(knots) if knots and rise else None

    def keep_calibration(self, model: ModelIdentity, decoding: Decoding, calibration: Calibration) -> None:
        """Keep it in place of an earlier one. Raises StoreError."""
        row = {"model": model.name, "decoding": decoding.key, "knots": calibration.knots}
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_atomically(self._file(model), (json.dumps(row, indent=1) + "\n").encode())
        except OSError as error:
            raise StoreError(
                f"The calibration could not be saved in {self._folder}: {error.strerror}.",
                "Check that the disk is not full and that you may write to its folder.",
            ) from error

    def _file(self, model: ModelIdentity) -> Path:
        return self._folder / f"{model.revision}.json"
