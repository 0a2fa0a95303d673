"""The PDF's face, shaped so that each glyph stands for letters. Importing this imports fpdf2."""

from collections import Counter
from typing import Any

from fpdf.fonts import TTFFont


class Face(TTFFont):
    """A face without strokes of its own: by context Amiri puts one between lam and kaf (لكن), as a glyph that
    stands for no letter, and programs which take the text out make a letter of it."""

    __slots__ = ()

    def perform_harfbuzz_shaping(
        self, text: str, font_size_pt: float, text_shaping_params: dict[str, Any] | None
    ) -> Any:
        """As fpdf2's; where letters got more than a glyph each, once more without alternates there."""
        shaped = super().perform_harfbuzz_shaping(text, font_size_pt, text_shaping_params)
        glyphs = Counter(glyph.cluster for glyph in shaped[0])
        doubled = [cluster for cluster, count in glyphs.items() if count > 1]
        if not (doubled and text_shaping_params):
            return shaped
        alternates = {"calt": [(at, at + 2, False) for at in doubled]}
        features = {**text_shaping_params["features"], **alternates}
        return super().perform_harfbuzz_shaping(
            text, font_size_pt, {**text_shaping_params, "features": features}
        )
