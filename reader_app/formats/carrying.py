"""Units that come in a format and go out in it again keep what only that format knows."""

from collections.abc import Callable

from lxml import etree

from reader_app.core.errors import ExchangeError
from reader_app.core.units import Unit
from reader_app.formats.hardened import parse


def as_carried(element: etree._Element) -> str:
    """The element as text, for `Unit.carried`."""
    return etree.tostring(element, encoding="unicode", with_tail=False)


def carried_element(
    unit: Unit, name: str, read: Callable[[etree._Element], Unit | None]
) -> etree._Element | None:
    """The element called `name` that the unit came as, where it still says what the unit says.

    `read` tells what it says. None for a unit of our own, of another format, or changed since.
    """
    if not unit.carried.startswith((f"<{name} ", f"<{name}>")):
        return None
    try:
        element = parse(unit.carried.encode(), name, root=name)
    except ExchangeError:
        return None
    said = read(element)
    return element if said is not None and _says(said) == _says(unit) else None


def _says(unit: Unit) -> tuple[str, ...]:
    return unit.source, unit.target, unit.id, unit.state, unit.note


class Ids:
    """Gives every unit of a file an id of its own: its own where that is free, else one with a number."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._count = 0

    def free(self, wanted: str) -> str:
        """`wanted`, or the next that nobody has; without one, the unit's number in the file."""
        self._count += 1
        name = base = wanted or str(self._count)
        number = 1
        while name in self._taken:
            number += 1
            name = f"{base}-{number}"
        self._taken.add(name)
        return name
