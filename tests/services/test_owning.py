"""What the reader does to the glossary, over the real database, and what names are found then."""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from reader_app.core.article import Span
from reader_app.core.errors import TermError
from reader_app.core.names import GlossaryEntry, Kind, Location, Mention, TaggedName
from reader_app.core.sentences import build_article
from reader_app.core.terms import HiddenEntry, HiddenForm, OwnTerm
from reader_app.glossary.merging import merge
from reader_app.services.name_index import NameIndex
from reader_app.services.naming import find_names
from reader_app.services.own_terms import as_own, blank_term
from reader_app.services.owned_index import OwnedIndex
from reader_app.services.owning import Owner, OwnSource
from reader_app.store.own_terms import SqliteOwnTerms


def entry(
    entry_id: str, kind: Kind, english: str, arabic: str, *spellings: str, **fields: object
) -> GlossaryEntry:
    return GlossaryEntry(
        entry_id,
        kind,
        english,
        arabic,
        "",
        "Book",
        "CC0",
        spellings,
        **fields,  # type: ignore[arg-type]
    )


KERRY = entry("kerry", Kind.PERSON, "John Kerry", "جون كيري", "جون كيرى", short=("كيري",))
ALEPPO = entry("aleppo", Kind.PLACE, "Aleppo", "حلب", "مدينة حلب", location=Location(36.2, 37.2))
SYRIA = entry("syria", Kind.PLACE, "Syria", "سوريا", "سورية", demonyms=("سوري",))
JEDDAH = entry("jeddah", Kind.PLACE, "Jeddah", "جدة")
ENTRIES = (KERRY, ALEPPO, SYRIA, JEDDAH)
BASE = NameIndex(ENTRIES, ["حصة الأسد"])


class Speller:
    """Knows one word."""

    def likely(self, arabic: str, kind: Kind) -> Sequence[str]:
        return ("Bayan", "Baian") if arabic.startswith("بيان") else ()

    def likely_of_each(self, names) -> Sequence[Sequence[str]]:
        return [self.likely(*name) for name in names]

    def knows(self, word: str) -> bool:
        return word == "بيان"


class Tagger:
    """Sees these names, each a kind, wherever their words stand."""

    def __init__(self, **names: Kind) -> None:
        self._names = names

    def tag(
        self, sentences: Sequence[str], cancelled: Callable[[], bool] = lambda: False
    ) -> Sequence[Sequence[TaggedName]]:
        return [
            [
                TaggedName(Span(text.index(name), text.index(name) + len(name)), kind, 0.99)
                for name, kind in self._names.items()
                if name in text
            ]
            for text in sentences
        ]


@pytest.fixture
def owner(store: SqliteOwnTerms) -> Owner:
    """Every act is a minute later than the one before it."""
    minutes = itertools.count()
    start = datetime(2026, 11, 24, tzinfo=UTC)
    return Owner(store, lambda: BASE, Speller(), lambda: start + timedelta(minutes=next(minutes)))


def found(store: SqliteOwnTerms, text: str, tagger: Tagger | None = None) -> list[tuple[str, str]]:
    """The mentions in a text: the words, and their entry's English."""
    return [(m.text, m.entry.english) for m in mentions(store, text, tagger)]


def mentions(store: SqliteOwnTerms, text: str, tagger: Tagger | None = None) -> Sequence[Mention]:
    return find_names(build_article(text), OwnedIndex(BASE, store.glossary()), tagger)


def term(kind: Kind, english: str, arabic: str, **fields: object) -> OwnTerm:
    return replace(blank_term(arabic, kind, english), **fields)  # type: ignore[arg-type]


def only(store: SqliteOwnTerms) -> OwnTerm:
    glossary = store.glossary()
    assert len(glossary.ids) == 1
    return glossary.term(0)


def test_added_entry_is_found_and_says_whose_it_is(owner: Owner, store: SqliteOwnTerms) -> None:
    owner.add(term(Kind.ORGANISATION, " The  Front ", "الجبهة  الشعبية", short=("الجبهة",)))
    assert found(store, "قالت الجبهة الشعبية إن الجبهة تريد.") == [
        ("الجبهة الشعبية", "The Front"),
        ("الجبهة", "The Front"),
    ]
    kept = only(store)
    assert (kept.source, kept.created, kept.changed) == (
        "Your own entry",
        "2026-11-24T00:00:00.000+00:00",
        "2026-11-24T00:00:00.000+00:00",
    )


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (term(Kind.PERSON, " ", "كيري"), "has no English"),
        (term(Kind.PERSON, "Kerry", " "), "has no spelling"),
        (term(Kind.PERSON, "Kerry", "Kerry"), "has no word in Arabic"),
        (term(Kind.PERSON, "Kerry", "كيري", short=("!؟",)), "has no word in Arabic"),
    ],
)
def test_entry_that_makes_no_sense_is_refused(
    owner: Owner, store: SqliteOwnTerms, given: OwnTerm, said: str
) -> None:
    with pytest.raises(TermError, match=said):
        owner.add(given)
    assert store.glossary().is_empty


def test_own_entry_goes_before_another_sources_with_its_form(owner: Owner, store: SqliteOwnTerms) -> None:
    owner.add(term(Kind.PERSON, "Halab Ali", "حلب"))
    assert found(store, "جاءت حلب إلى سوريا.") == [("حلب", "Halab Ali"), ("سوريا", "Syria")]


def test_own_entry_goes_before_a_country_adjective(owner: Owner, store: SqliteOwnTerms) -> None:
    owner.add(term(Kind.PERSON, "Mr Suri", "السوري"))
    assert found(store, "قال السوري ذلك.") == [("السوري", "Mr Suri")]


def test_own_short_form_goes_before_a_full_one_only_where_its_person_is_named(
    owner: Owner, store: SqliteOwnTerms
) -> None:
    owner.add(term(Kind.PERSON, "Ahmad Halab", "أحمد حلب", short=("حلب",)))
    assert found(store, "جاء إلى حلب.") == [("حلب", "Aleppo")]
    assert found(store, "جاء أحمد حلب. قال حلب ذلك.")[1] == ("حلب", "Ahmad Halab")


def test_own_entry_that_was_changed_last_goes_before_the_other(owner: Owner, store: SqliteOwnTerms) -> None:
    owner.add(term(Kind.PERSON, "First", "ربيع"))
    owner.add(term(Kind.PERSON, "Second", "ربيع"))
    assert found(store, "جاء ربيع.") == [("ربيع", "Second")]
    first = store.glossary().term(0)
    owner.edit(first, replace(first, definition="Him."))
    assert found(store, "جاء ربيع.") == [("ربيع", "First")]


def test_entries_of_one_second_are_ranked_too(store: SqliteOwnTerms) -> None:
    moments = iter(datetime(2026, 11, 24, 0, 0, 0, micro, UTC) for micro in (1_000, 2_000))
    owner = Owner(store, lambda: BASE, Speller(), lambda: next(moments))
    for english in ("First", "Second"):
        owner.add(term(Kind.PERSON, english, "ربيع"))
    assert found(store, "جاء ربيع.") == [("ربيع", "Second")]


def test_own_place_stays_one_where_the_tagger_sees_a_person(owner: Owner, store: SqliteOwnTerms) -> None:
    tagger = Tagger(جدة=Kind.PERSON)
    assert mentions(store, "ذهب إلى جدة.", tagger)[0].entry.kind is Kind.PERSON
    owner.add(term(Kind.PLACE, "Jeddah", "جدة"))
    assert mentions(store, "ذهب إلى جدة.", tagger)[0].entry.kind is Kind.PLACE


def test_overlay_names_what_merging_the_sources_would(owner: Owner, store: SqliteOwnTerms) -> None:
    owner.add(term(Kind.PERSON, "Halab Ali", "حلب"))
    owner.add(term(Kind.PLACE, "Syria, in short", "سورية"))
    owner.add(term(Kind.ORGANISATION, "The Front", "الجبهة الشعبية"))
    merged = NameIndex(merge([list(OwnSource(store).entries()), ENTRIES]), ["حصة الأسد"])
    text = "قال جون كيري في سورية وفي حلب إن الجبهة الشعبية نالت حصة الأسد. وقال كيري في سوريا والسوري هنا."
    overlaid = mentions(store, text)
    plain = find_names(build_article(text), merged)
    assert [(m.span, m.entry.english, m.is_name) for m in overlaid] == [
        (m.span, m.entry.english, m.is_name) for m in plain
    ]
    assert len(plain) == 7


def test_edit_takes_another_sources_place_and_keeps_what_is_not_shown(
    owner: Owner, store: SqliteOwnTerms
) -> None:
    owner.edit(SYRIA, replace(as_own(SYRIA), english="The Syrian Republic", spellings=()))
    kept = only(store)
    assert (kept.id, kept.begun_from, kept.demonyms) == ("syria", "Book, CC0", ("سوري",))
    assert found(store, "سوريا والسوري وسورية.") == [
        ("سوريا", "The Syrian Republic"),
        ("السوري", "The Syrian Republic"),
        ("سورية", "The Syrian Republic"),  # the adjective's, now that it is no spelling of the name
    ]


def test_edit_that_changes_nothing_is_no_act(owner: Owner, store: SqliteOwnTerms) -> None:
    owner.add(term(Kind.PERSON, "Rabi", "ربيع"))
    act = owner.edit(only(store), only(store))
    assert act.changes == ()
    assert store.history().undo == "add «Rabi»"


def test_edit_of_a_term_that_was_deleted_meanwhile_is_refused(owner: Owner, store: SqliteOwnTerms) -> None:
    owner.add(term(Kind.PERSON, "Rabi", "ربيع"))
    gone = only(store)
    owner.delete([gone])
    with pytest.raises(TermError, match="not in your glossary any more"):
        owner.edit(gone, replace(gone, english="Rabia"))


def test_merged_entry_is_the_other_with_both_ones_forms(owner: Owner, store: SqliteOwnTerms) -> None:
    owner.add(term(Kind.PERSON, "J. Kerry", "جون فوربس كيري"))
    owner.merge(only(store), KERRY)
    assert found(store, "قال جون فوربس كيري. ثم قال كيري.") == [
        ("جون فوربس كيري", "John Kerry"),
        ("كيري", "John Kerry"),
    ]
    assert only(store).accepted == ("J. Kerry",)


def test_entries_of_two_other_sources_are_merged(owner: Owner, store: SqliteOwnTerms) -> None:
    owner.merge(JEDDAH, ALEPPO)
    assert found(store, "في جدة وفي حلب.") == [("جدة", "Aleppo"), ("حلب", "Aleppo")]
    (hidden,) = store.glossary().hidden_entries
    assert (hidden.id, hidden.merged_into) == ("jeddah", "aleppo")


def test_name_that_nobody_lists_is_merged_into_an_entry(owner: Owner, store: SqliteOwnTerms) -> None:
    tagger = Tagger(**{"جون كرري": Kind.PERSON})
    (unlisted,) = mentions(store, "قال جون كرري ذلك.", tagger)
    owner.merge(unlisted.entry, KERRY)
    assert found(store, "قال جون كرري ذلك.", tagger) == [("جون كرري", "John Kerry")]


def test_entry_is_not_merged_with_itself(owner: Owner) -> None:
    with pytest.raises(TermError):
        owner.merge(KERRY, KERRY)


def test_deleting_what_others_were_merged_into_brings_them_back(owner: Owner, store: SqliteOwnTerms) -> None:
    owner.merge(JEDDAH, ALEPPO)
    owner.hide(only(store))
    assert store.glossary().is_empty
    assert found(store, "في جدة وفي حلب.") == [("جدة", "Jeddah"), ("حلب", "Aleppo")]


def test_split_takes_a_spelling_out_into_an_entry_of_its_own(owner: Owner, store: SqliteOwnTerms) -> None:
    owner.split(SYRIA, "سورية", term(Kind.ORGANISATION, "Souria, a newspaper", "سورية"))
    assert found(store, "في سوريا وفي سورية.") == [
        ("سوريا", "Syria"),
        ("سورية", "Souria, a newspaper"),
    ]


def test_only_spelling_is_not_split_off(owner: Owner, store: SqliteOwnTerms) -> None:
    with pytest.raises(TermError, match="only spelling"):
        owner.split(JEDDAH, "جدة", term(Kind.PERSON, "Grandmother", "جدة"))
    assert store.glossary().is_empty


def test_hidden_entry_is_not_found_until_it_is_shown_again(owner: Owner, store: SqliteOwnTerms) -> None:
    owner.hide(ALEPPO)
    assert found(store, "في حلب وفي جدة.") == [("جدة", "Jeddah")]
    owner.unhide(HiddenEntry(*("aleppo", "Aleppo", "حلب", store.glossary().hidden_entries[0].changed)))
    assert found(store, "في حلب.") == [("حلب", "Aleppo")]


def test_words_called_no_name_are_none_for_glossary_and_tagger(owner: Owner, store: SqliteOwnTerms) -> None:
    tagger = Tagger(**{"أمل": Kind.PERSON, "أمل علي": Kind.PERSON})
    owner.hide_form("جدة")
    owner.hide_form("أَمَل")
    assert found(store, "في جدة كان أمل.", tagger) == []
    assert [text for text, _ in found(store, "قالت أمل علي.", Tagger(**{"أمل علي": Kind.PERSON}))] == [
        "أمل علي"
    ]


def test_hiding_a_name_that_nobody_lists_hides_its_words(owner: Owner, store: SqliteOwnTerms) -> None:
    tagger = Tagger(بيان=Kind.PERSON)
    (unlisted,) = mentions(store, "صدر بيان اليوم.", tagger)
    owner.hide(unlisted.entry)
    assert found(store, "صدر بيان اليوم.", tagger) == []
    assert [form.form for form in store.glossary().hidden_forms] == ["بيان"]


def test_words_called_no_name_are_one_again_once_an_entry_has_them(
    owner: Owner, store: SqliteOwnTerms
) -> None:
    owner.hide_form("بيان")
    owner.add(term(Kind.PERSON, "Bayan", "بيان"))
    assert found(store, "قالت بيان ذلك.") == [("بيان", "Bayan")]
    owner.undo()
    assert found(store, "قالت بيان ذلك.", Tagger(بيان=Kind.PERSON)) == []


@pytest.mark.parametrize(
    ("selected", "form"),
    [
        ("وحلب", "حلب"),
        ("بحلب", "حلب"),
        ("وبيان", "بيان"),
        ("بيان", "بيان"),  # begins with a letter that could be a clitic
        ("للسوري", "السوري"),
        ("وبيان   علي", "بيان علي"),
        ("والنجم", "والنجم"),  # known to nobody
    ],
)
def test_suggestion_leaves_out_clitics_before_a_name_that_is_known(
    owner: Owner, selected: str, form: str
) -> None:
    assert owner.suggest(selected, Kind.PERSON).arabic == form


def test_suggestion_has_the_glossarys_english_before_guesses(owner: Owner) -> None:
    assert owner.suggest("وحلب", Kind.PLACE).english == ("Aleppo",)
    guessed = owner.suggest("بيان", Kind.PERSON)
    assert (guessed.english, guessed.entry) == (("Bayan", "Baian"), None)
    assert owner.suggest("بيان", Kind.TERM).english == ()


def test_search_finds_by_either_language_the_likeliest_first(owner: Owner) -> None:
    assert [e.id for e in owner.search("KERRY")] == ["kerry"]
    assert [e.id for e in owner.search("حَلَب")] == ["aleppo"]
    assert owner.search("سور")[0].id == "syria"
    assert owner.search("  ") == ()


def test_unhide_of_words(owner: Owner, store: SqliteOwnTerms) -> None:
    owner.hide_form("جدة")
    (hidden,) = store.glossary().hidden_forms
    assert isinstance(hidden, HiddenForm)
    owner.unhide(hidden)
    assert found(store, "في جدة.") == [("جدة", "Jeddah")]
