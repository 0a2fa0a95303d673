"""The reader's own glossary: adding, editing, merging, splitting, hiding, and taking all of that back."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Protocol

from reader_app.core.arabic import clitic_strippings, normalise_with_offsets
from reader_app.core.article import Span
from reader_app.core.errors import TermError
from reader_app.core.names import GlossaryEntry, Kind, NameSpeller
from reader_app.core.terms import (
    OWN_SOURCE,
    Act,
    Change,
    HiddenEntry,
    HiddenForm,
    History,
    OwnGlossary,
    OwnTerm,
)
from reader_app.services.entry_search import EntrySearch
from reader_app.services.name_index import NameIndex, form_key
from reader_app.services.naming import GUESSES
from reader_app.services.own_terms import as_own, cleaned, has_own_id, joined, new_id, without


class TermStore(Protocol):
    """Where the reader's own glossary is kept. Callable from any thread; raises StoreError.

    `revision` is cheap and changes with every act, also of another process. `apply`, `undo` and `redo` make
    all of an act's changes or none.
    """

    def revision(self) -> int: ...
    def glossary(self) -> OwnGlossary: ...
    def hidden(self) -> tuple[Sequence[HiddenEntry], Sequence[HiddenForm]]: ...
    def term(self, entry_id: str) -> OwnTerm | None: ...
    def apply(self, act: Act) -> None: ...
    def undo(self) -> Act | None: ...
    def redo(self) -> Act | None: ...
    def history(self) -> History: ...


class KnowingSpeller(NameSpeller, Protocol):
    """A speller that can be asked for single words, too."""

    def knows(self, word: str) -> bool:
        """Whether the word is a name of people or places that it has met."""
        ...


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What words of an article most likely name: the form without attached clitics, and English spellings,
    the likeliest first; `entry` is set where the glossary has the form."""

    arabic: str
    english: tuple[str, ...]
    entry: GlossaryEntry | None = None


class OwnSource:
    """The reader's own terms as a source of glossary entries, the one of the highest rank."""

    name = "own"

    def __init__(self, store: TermStore) -> None:
        self._store = store

    def entries(self) -> Iterable[OwnTerm]:
        """All terms, in the order in which they were added. Raises StoreError."""
        glossary = self._store.glossary()
        return map(glossary.term, range(len(glossary.ids)))


class Owner:
    """Changes the reader's own glossary. Callable from any thread, but not from the GUI's: it asks the
    database, and the index of names where it has to.

    Every act raises StoreError, and TermError where it makes no sense; nothing is changed then.
    """

    def __init__(
        self,
        store: TermStore,
        index: Callable[[], NameIndex],
        speller: KnowingSpeller,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._store = store
        self._index = index
        self._speller = speller
        self._now = now
        self._search: tuple[NameIndex, EntrySearch] | None = None

    def add(self, term: OwnTerm) -> Act:
        """A new entry. Words that were called no name are one again."""
        made = self._dated(replace(cleaned(term), id=new_id(), begun_from=""))
        return self._do(f"add {_called(made)}", [Change(None, made), *self._freed([made])])

    def edit(self, entry: GlossaryEntry, term: OwnTerm) -> Act:
        """Put `term` in the place of an entry of any source; of one that nobody lists it is a new one. An
        edit that changes nothing is no act: it has no changes."""
        if _is_guess(entry):
            return self.add(term)
        before = self._current(entry)
        made = replace(
            cleaned(term), id=entry.id, begun_from=before.begun_from if before else as_own(entry).begun_from
        )
        if before is not None and replace(made, created=before.created, changed=before.changed) == before:
            return Act(f"edit {_called(entry)}", ())
        made = self._dated(made, before)
        changes = [Change(before, made), *self._freed([made]), *self._unhidden(entry.id)]
        return self._do(f"edit {_called(entry)}", changes)

    def merge(self, entry: GlossaryEntry, into: GlossaryEntry) -> Act:
        """The one entry is the same as the other, which gets its forms."""
        if entry.id == into.id:
            raise TermError("An entry is the same as itself already.", "Choose another one.")
        before = self._current(into)
        made = replace(cleaned(joined(before or as_own(into), entry)), id="" if _is_guess(into) else into.id)
        made = self._dated(made if made.id else replace(made, id=new_id()), before)
        changes = [*self._dropped(entry), Change(before, made), *self._freed([made])]
        if not _is_guess(entry) and not has_own_id(entry):
            hidden = HiddenEntry(entry.id, entry.english, entry.arabic, self._stamp(), merged_into=made.id)
            changes.append(Change(None, hidden))
        return self._do(f"merge {_called(entry)} with {_called(into)}", changes)

    def split(self, entry: GlossaryEntry, form: str, term: OwnTerm) -> Act:
        """Take one spelling out of an entry; it is that of a new one."""
        made = self._dated(replace(cleaned(term), id=new_id(), begun_from=""))
        changes = [Change(None, made), *self._freed([made])]
        if not _is_guess(entry):
            before = self._current(entry)
            rest = self._dated(without(before or as_own(entry), form), before)
            changes.append(Change(before, rest))
        return self._do(f"split off «{form}»", changes)

    def hide(self, entry: GlossaryEntry) -> Act:
        """Not want an entry. A term of the reader's own is deleted; another source's entry in whose place it
        stood is back then, and so is what was merged into it. Of a name that nobody lists, its forms are
        no names."""
        if _is_guess(entry):
            forms = dict.fromkeys((*entry.full_forms, *entry.short))
            return self._do(f"hide {_called(entry)}", [self._not_a_name(form) for form in forms])
        if isinstance(entry, OwnTerm):
            return self.delete([entry])
        hidden = HiddenEntry(entry.id, entry.english, entry.arabic, self._stamp())
        return self._do(f"hide {_called(entry)}", [Change(None, hidden)])

    def delete(self, terms: Sequence[OwnTerm]) -> Act:
        """Delete terms of the reader's own."""
        title = f"delete {_called(terms[0])}" if len(terms) == 1 else f"delete {len(terms)} entries"
        hidden, _ = self._store.hidden()
        gone = {term.id for term in terms}
        back = [Change(one, None) for one in hidden if one.merged_into in gone]
        return self._do(title, [*(change for term in terms for change in self._dropped(term)), *back])

    def hide_form(self, form: str) -> Act:
        """These words are no name, whatever a glossary or a tagger says."""
        if not form_key(form):
            raise TermError(f"«{form}» has no word.", "Select the words that are no name.")
        return self._do(f"call «{form}» no name", [self._not_a_name(form)])

    def unhide(self, hidden: HiddenEntry | HiddenForm) -> Act:
        """Have an entry, or words as a name, back."""
        what = hidden.form if isinstance(hidden, HiddenForm) else hidden.english or hidden.arabic
        return self._do(f"show «{what}» again", [Change(hidden, None)])

    def undo(self) -> Act | None:
        """Take the last act back; None where there is none. What it gives leads back."""
        return self._store.undo()

    def redo(self) -> Act | None:
        """Do again what was taken back last; None where there is nothing."""
        return self._store.redo()

    def history(self) -> History:
        """What undo and redo would concern."""
        return self._store.history()

    def glossary(self) -> OwnGlossary:
        """All of it."""
        return self._store.glossary()

    def suggest(self, words: str, kind: Kind) -> Suggestion:
        """What the words, as they stand in an article, most likely name. Loads the speller."""
        index = self._index()
        form = self._bare(" ".join(words.split()), index)
        known = next(iter(index.named(form)), None)
        likely = () if kind is Kind.TERM else tuple(self._speller.likely(form, kind))
        return Suggestion(form, ((known.english,) if known else ()) + likely, known)

    def search(self, text: str, count: int = 40) -> Sequence[GlossaryEntry]:
        """Entries of any source that have the text in a form or in their English, the likeliest first."""
        index = self._index()
        if self._search is None or self._search[0] is not index:
            self._search = index, EntrySearch(index.entries)
        return self._search[1].find(text, count)

    def _bare(self, form: str, index: NameIndex) -> str:
        """The form without clitics before its first word, where it is a name that is known without them
        alone. «ال» stays."""
        folded = normalise_with_offsets(form)
        first = folded.text.partition(" ")[0]
        for count, rest in clitic_strippings(first) if first else ():
            if index.begins_name(rest) or self._speller.knows(rest):
                if not count:
                    break
                left = first[count:]
                restored = rest[: len(rest) - len(left)]  # the article that لل has swallowed
                return restored + form[folded.original(Span(count, len(folded.text))).start :]
        return form

    def _current(self, entry: GlossaryEntry) -> OwnTerm | None:
        """The term with the entry's id as the database has it. Raises TermError for one of the reader's own
        that is there no more."""
        found = self._store.term(entry.id)
        if found is None and isinstance(entry, OwnTerm):
            raise TermError(f"{_called(entry)} is not in your glossary any more.", "Open the card again.")
        return found

    def _dropped(self, entry: GlossaryEntry) -> list[Change]:
        """The reader's own term with the entry's id goes, where there is one."""
        term = self._current(entry)
        return [] if term is None else [Change(term, None)]

    def _freed(self, terms: Iterable[OwnTerm]) -> list[Change]:
        """The forms of these terms are names again, if they were called none."""
        hidden = {form.key: form for form in self._store.hidden()[1]}
        keys = {" ".join(form_key(form)) for term in terms for form in (*term.full_forms, *term.short)}
        return [Change(hidden[key], None) for key in sorted(keys) if key in hidden]

    def _unhidden(self, entry_id: str) -> list[Change]:
        return [Change(one, None) for one in self._store.hidden()[0] if one.id == entry_id]

    def _not_a_name(self, form: str) -> Change:
        return Change(None, HiddenForm(" ".join(form_key(form)), " ".join(form.split()), self._stamp()))

    def _dated(self, term: OwnTerm, before: OwnTerm | None = None) -> OwnTerm:
        now = self._stamp()
        return replace(
            term,
            source=OWN_SOURCE,
            licence="",
            created=before.created if before else now,
            changed=now,
        )

    def _stamp(self) -> str:
        return self._now().isoformat(timespec="milliseconds")  # two acts may be of one second

    def _do(self, title: str, changes: Sequence[Change]) -> Act:
        act = Act(title, tuple(changes))
        self._store.apply(act)
        return act


def _is_guess(entry: GlossaryEntry) -> bool:
    """Whether no glossary vouches for the entry."""
    return entry.source in GUESSES


def _called(entry: GlossaryEntry) -> str:
    return f"«{entry.english or entry.arabic}»"
