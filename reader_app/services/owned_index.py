"""The index of names with the reader's own glossary before all other sources.

What `glossary.merging` does with sources in files is done here form by form, when a text has the form: the
tables of the other sources are made once, and a change of the reader's costs no second merging.
"""

from collections.abc import Sequence

from reader_app.core.names import GlossaryEntry, Kind
from reader_app.core.terms import Forms, OwnGlossary, OwnTerm
from reader_app.services.name_index import TAIL, NameIndex, Pattern, Role, cue_set


class OwnedIndex(NameIndex):
    """A `NameIndex` over another one and the reader's own glossary. The rules, for words that are a form of
    both:

    - Words that the reader called no name are none.
    - A term of the reader's goes before every other entry, the one that was changed last before the others.
      Where it needs no evidence, entries of other sources have the words no more, unless both are places,
      which stay namesakes.
    - Its short forms go before other sources' full ones, in an article that names it in full.
    - An entry that the reader hid, or in whose place a term of the same id stands, has no form at all.
    """

    def __init__(self, base: NameIndex, own: OwnGlossary) -> None:
        # Not `super().__init__`: the other's tables are shared, and only what is added is made.
        self._entries = base._entries
        self._own = own
        self._terms: dict[int, OwnTerm] = {}
        self._patterns = {}
        self._absent = frozenset((*own.ids, *(entry.id for entry in own.hidden_entries)))
        self._hidden_keys = frozenset(form.key for form in own.hidden_forms)
        self._claims = {}
        for forms, role in ((own.full, Role.FULL), (own.short, Role.SHORT), (own.adjectives, Role.ADJECTIVE)):
            self._claim(Forms(forms.texts, [~number for number in forms.numbers]), role)
        self._claim(Forms(list(self._hidden_keys), [0] * len(self._hidden_keys)), Role.NO_NAME)
        added, before = self._claims, base._claims
        self._tails = base._tails.union(word[-TAIL:] for word in added)
        self._claims = {**before, **added}
        for word in added.keys() & before.keys():
            self._claims[word] = [*added[word], *before[word]]
        self._cues = {id_: cues for id_, cues in base._cues.items() if id_ not in self._absent}
        for number, cues in own.cues.items():
            self._cues[own.ids[number]] = cue_set(cues)

    @property
    def entries(self) -> Sequence[GlossaryEntry]:
        """The reader's own, then those of the other sources that are not hidden. Makes an entry of each
        term, which takes a while for a hundred thousand."""
        own = [self._own.term(number) for number in range(len(self._own.ids))]
        return (*own, *(entry for entry in self._entries if entry.id not in self._absent))

    def is_hidden(self, key: tuple[str, ...]) -> bool:
        return " ".join(key) in self._hidden_keys

    def _entry(self, number: int) -> GlossaryEntry | None:
        if number < 0:
            if number not in self._terms:  # two threads may make the same one, and either will do
                self._terms[number] = self._own.term(~number)
            return self._terms[number]
        entry = self._entries[number]
        return None if entry.id in self._absent else entry

    def _settle(self, pattern: Pattern) -> None:
        if self.is_hidden(pattern.words):
            pattern.is_no_name = True
            return
        full, short = _own(pattern.full), _own(pattern.short)
        if not (full or short):
            return
        pattern.is_no_name = False
        others = [entry for entry in pattern.full if not isinstance(entry, OwnTerm)]
        sure = [term for term in full if not term.needs_evidence]
        if sure:
            pattern.adjective = None
            others = [entry for entry in others if entry.kind is Kind.PLACE is sure[0].kind]
        pattern.full = [*full, *others]
        pattern.short = [*short, *(entry for entry in pattern.short if not isinstance(entry, OwnTerm))]
        pattern.is_short_first = bool(short) and not full


def _own(entries: Sequence[GlossaryEntry]) -> list[OwnTerm]:
    """The reader's own among them, the one that was changed last first."""
    found = [entry for entry in entries if isinstance(entry, OwnTerm)]
    return sorted(found, key=lambda term: term.changed, reverse=True)
