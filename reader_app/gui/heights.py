"""The heights of a page's paragraphs, one below the other, some of them only guessed. No Qt."""

from collections.abc import Iterable

_GROUP = 256  # paragraphs summed up together: about the root of how many a long text has


class Heights:
    """Changing a height and asking for a place take some microseconds however many there are."""

    def __init__(self, heights: Iterable[float]) -> None:
        self._heights = list(heights)
        self._sums = [
            sum(self._heights[first : first + _GROUP]) for first in range(0, len(self._heights), _GROUP)
        ]

    def __len__(self) -> int:
        return len(self._heights)

    def __getitem__(self, index: int) -> float:
        return self._heights[index]

    @property
    def total(self) -> float:
        """All heights together."""
        return sum(self._sums)

    def change(self, index: int, height: float) -> float:
        """Set a height, and return by how much it grew."""
        growth = height - self._heights[index]
        self._heights[index] = height
        self._sums[index // _GROUP] += growth
        return growth

    def top(self, index: int) -> float:
        """What the heights before this one come to."""
        group = index // _GROUP
        return sum(self._sums[:group]) + sum(self._heights[group * _GROUP : index])

    def at(self, y: float) -> int:
        """The index of the one that this place is in; the first for a place above all, the last for one
        below. There must be one."""
        group, top = 0, 0.0
        while group < len(self._sums) - 1 and top + self._sums[group] <= y:
            top += self._sums[group]
            group += 1
        index = group * _GROUP
        last = min(len(self._heights), index + _GROUP) - 1
        while index < last and top + self._heights[index] <= y:
            top += self._heights[index]
            index += 1
        return index
