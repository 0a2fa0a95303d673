"""The names of all glossaries in one index, kept in step with the reader's own; and the tagger."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock

from reader_app.core.article import Article
from reader_app.core.errors import EngineUnavailable, ModelDamaged, ModelMissing, ReaderError, StoreError
from reader_app.core.names import GlossaryEntry, Mention, NameSpeller, NameTagger
from reader_app.data import resources
from reader_app.services.name_index import NameIndex
from reader_app.services.owned_index import OwnedIndex
from reader_app.services.owning import TermStore


@dataclass
class _Chosen:
    """The tagger that the reader has chosen, once it is made, and why it cannot be used where that is so."""

    make: Callable[[], NameTagger]
    tagger: NameTagger | None = None
    problem: ReaderError | None = None


class Names:
    """Finds names. May be used from any thread but the GUI's.

    The index of what comes along is built, and the tagger loaded, at the first article, in the lane that
    asks. The reader's own glossary is laid over it anew once it has changed. Where the database cannot be
    read, names are found without it, and `problem` says why.

    A tagger that the reader has chosen goes before the one that comes along. Where it cannot be used, that
    one finds the names from then on, and `tagger_problem` says why.
    """

    def __init__(
        self, own: TermStore, speller: NameSpeller, chosen: Callable[[], NameTagger] | None = None
    ) -> None:
        """`chosen` as in `use`."""
        self._own = own
        self._speller = speller
        self.use(chosen)
        self._base: NameIndex | None = None
        self._index: NameIndex | None = None
        self._known: Sequence[GlossaryEntry] = ()
        self._revision = 0
        self._along: NameTagger | None = None
        self._building = Lock()
        self.problem: StoreError | None = None

    def use(self, chosen: Callable[[], NameTagger] | None) -> None:
        """Find names with another tagger from the next article on. `chosen` makes it then, in the lane that
        asks; None for the one that comes along. From any thread."""
        self._chosen = _Chosen(chosen) if chosen is not None else None

    @property
    def tagger_problem(self) -> ReaderError | None:
        """Why the chosen tagger does not find the names, or None."""
        return self._chosen.problem if self._chosen is not None else None

    @property
    def has_own_tagger(self) -> bool:
        """Whether a tagger finds the names that the reader has chosen."""
        return self._chosen is not None and self._chosen.problem is None

    def __call__(self, article: Article, cancelled: Callable[[], bool] = lambda: False) -> Sequence[Mention]:
        from reader_app.services.naming import find_names

        index = self.index()
        chosen = self._chosen
        if chosen is not None and chosen.problem is None:
            if chosen.tagger is None:
                chosen.tagger = chosen.make()
            try:
                return find_names(article, index, chosen.tagger, self._speller, cancelled)
            except (ModelMissing, ModelDamaged, EngineUnavailable) as error:
                chosen.problem = error
        return find_names(article, index, self._shipped(), self._speller, cancelled)

    def _shipped(self) -> NameTagger:
        from reader_app.tagging import load_tagger

        if self._along is None:
            self._along = load_tagger(resources() / "tagger")
        return self._along

    def index(self) -> NameIndex:
        """The index of all names, as the reader's own glossary is now."""
        from reader_app.glossary import load_index

        with self._building:  # the checks ask from another lane
            if self._base is None:
                self._base = self._index = load_index(resources() / "glossary")
                self._known = self._base.entries
            try:
                self._lay_own_over(self._base)
                self.problem = None
            except StoreError as error:
                self.problem = error
            assert self._index is not None
            return self._index

    def known_entries(self) -> Sequence[GlossaryEntry]:
        """The entries of what comes along, without those that the reader has hidden: the same object as long
        as these are the same."""
        self.index()
        return self._known

    def _lay_own_over(self, base: NameIndex) -> None:
        if self._own.revision() == self._revision:
            return
        own = self._own.glossary()
        self._index = base if own.is_empty else OwnedIndex(base, own)
        hidden = {entry.id for entry in own.hidden_entries if not entry.merged_into}
        known = tuple(entry for entry in base.entries if entry.id not in hidden) if hidden else base.entries
        if len(known) != len(self._known) or known != self._known:
            self._known = known
        self._revision = own.revision
