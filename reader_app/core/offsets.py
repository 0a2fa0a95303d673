"""Code points, in which the article counts, and UTF-16 code units, in which Qt does."""

import re
from array import array
from bisect import bisect_left

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Utf16Map:
    """Converts positions in one text, both ways.

    A position is a gap between characters, from 0 to the length. Where every character lies in the
    Basic Multilingual Plane the two counts are the same; else a conversion takes O(log n) in the
    number of characters that need two code units.

    Both conversions raise IndexError outside the text: a position that is not in the text it is
    asked of is a bug to be seen, not to be rounded away.
    """

    def __init__(self, text: str) -> None:
        self._astral = array("q", (match.start() for match in _ASTRAL.finditer(text)))
        self._astral_utf16 = array("q", (start + i for i, start in enumerate(self._astral)))
        self._code_points = len(text)
        self._code_units = len(text) + len(self._astral)

    @property
    def length_utf16(self) -> int:
        """The length of the text in UTF-16 code units."""
        return self._code_units

    def to_utf16(self, code_point: int) -> int:
        """The UTF-16 position of a code point offset."""
        if not 0 <= code_point <= self._code_points:
            raise IndexError(f"code point {code_point} is outside 0..{self._code_points}")
        return code_point + bisect_left(self._astral, code_point) if self._astral else code_point

    def to_code_point(self, utf16: int) -> int:
        """The code point offset of a UTF-16 position; inside a surrogate pair, that of its start."""
        if not 0 <= utf16 <= self._code_units:
            raise IndexError(f"UTF-16 position {utf16} is outside 0..{self._code_units}")
        return utf16 - bisect_left(self._astral_utf16, utf16) if self._astral else utf16
