"""Where the names come from: a ranked registry of glossary sources.

To add a source, write one file beside this one with a class that takes the folder of glossary data
and fulfils `core.names.GlossarySource`, and give it a line in `SOURCES`.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from reader_app.core.names import GlossaryEntry, GlossarySource
from reader_app.glossary.bundled import BundledSource
from reader_app.glossary.cldr import CldrSource
from reader_app.glossary.files import read_not_names
from reader_app.glossary.geonames import GeoNamesSource
from reader_app.glossary.merging import merge
from reader_app.services.name_index import NameIndex

SOURCES: dict[str, Callable[[Path], GlossarySource]] = {
    BundledSource.name: BundledSource,
    CldrSource.name: CldrSource,
    GeoNamesSource.name: GeoNamesSource,
}
"""Name -> source, the highest rank first: on a clash of id or form the earlier one wins."""


def load_entries(folder: Path, names: Sequence[str] | None = None) -> tuple[GlossaryEntry, ...]:
    """The entries of the named sources (all of them by default), merged, in rank order.

    `folder` holds the glossary data, `resources/glossary`. Reads files and imports Babel, so it
    belongs off the GUI's thread. Raises GlossaryError where a file breaks the format.
    """
    chosen = [name for name in SOURCES if names is None or name in names]
    return merge(SOURCES[name](folder).entries() for name in chosen)


def load_index(folder: Path) -> NameIndex:
    """All entries, ready for `services.annotating.annotate`. See `load_entries`."""
    return NameIndex(load_entries(folder), read_not_names(folder))
