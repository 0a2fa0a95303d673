"""Checking with the real glossary: one sentence, and segments of a file."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from reader_app.core.article import Article, Sentence, Span
from reader_app.core.checks import FlagKind, Severity
from reader_app.core.names import Kind, Mention
from reader_app.core.terms import OwnTerm
from reader_app.services.annotating import annotate
from reader_app.services.checking import Checker, Dismissal, Segment
from reader_app.services.name_index import NameIndex
from reader_app.services.own_terms import blank_term

SEGMENTS = (
    Segment("a", "وصل بشار الأسد إلى دمشق.", "Bashar al-Assad came to Damascus."),
    Segment("b", "زار الأسد حلب.", "Trump visited Aleppo."),
    Segment("c", "نعم.", "Yes."),
)


class InMemory:
    """Dismissals that end with the test."""

    def __init__(self) -> None:
        self.kept: set[Dismissal] = set()

    def dismiss(self, dismissal: Dismissal) -> None:
        self.kept.add(dismissal)

    def dismissed(self, source: str, target: str) -> frozenset[Dismissal]:
        return frozenset(one for one in self.kept if (one.source, one.target) == (source, target))

    def restore(self, source: str, target: str) -> None:
        self.kept -= self.dismissed(source, target)


@pytest.fixture
def checker(name_index: NameIndex) -> Checker:
    def find(article: Article, cancelled: Callable[[], bool]) -> Sequence[Mention]:
        return annotate(article, name_index, cancelled=cancelled)

    return Checker(dict, lambda: name_index.entries, find, InMemory())


def test_segments_come_back_in_order_and_short_names_are_known_from_the_others(checker: Checker) -> None:
    checked = list(checker.check_segments(SEGMENTS))
    assert [one.segment.id for one in checked] == ["a", "b", "c"]
    assert [len(one.flags) for one in checked] == [0, 1, 0]
    (flag,) = checked[1].flags
    assert (flag.kind, flag.severity) == (FlagKind.NAME, Severity.WARNING)
    assert flag.source is not None
    assert flag.source.of(SEGMENTS[1].source) == "الأسد"


def test_progress_is_told_after_each_segment(checker: Checker) -> None:
    told: list[tuple[int, int]] = []
    list(checker.check_segments(SEGMENTS, progress=lambda done, of: told.append((done, of))))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_checking_that_is_no_longer_wanted_ends_early(checker: Checker) -> None:
    assert len(list(checker.check_segments(SEGMENTS * 100, cancelled=lambda: True))) < 300


def test_spans_of_mentions_count_from_where_the_source_begins(
    checker: Checker, name_index: NameIndex, article: Article
) -> None:
    mentions = annotate(article, name_index)
    sentence = article.sentences[1]
    here = [mention for mention in mentions if mention.sentence == sentence.id and mention.is_name]
    flags = checker.check(sentence.text, "Nobody is named here.", here, sentence.span.start)
    named = {flag.source.of(sentence.text) for flag in flags if flag.kind is FlagKind.NAME and flag.source}
    assert named == {mention.text for mention in here}


def test_dismissed_flag_stands_no_more_for_this_pair_until_it_is_restored(checker: Checker) -> None:
    source, target = "وصل 40 رجلا.", "Men came."
    flags = checker.check(source, target)
    (number,) = [flag for flag in flags if flag.kind is FlagKind.NUMBER]
    checker.dismiss(source, target, number)
    assert number not in checker.standing(source, target, flags)
    assert number in checker.standing(source, "The men came.", flags)
    checker.restore(source, target)
    assert checker.standing(source, target, flags) == flags


def test_span_of_a_flag_is_in_the_sentence_alone(checker: Checker) -> None:
    (flag, *_) = checker.check("وصل 40 رجلا.", "30 men came.", (), 1000)
    assert flag.source == Span(4, 6)


def test_names_are_looked_for_in_a_translation_where_the_glossary_has_them(
    checker: Checker, name_index: NameIndex
) -> None:
    article = Article("", SEGMENTS[0].source, (), (Sentence(1, 0, Span(0, 24), SEGMENTS[0].source),))
    mentions = annotate(article, name_index)
    checks = checker.check_mentions(SEGMENTS[0].source, "Bashar al-Assad came to Damacus.", mentions)
    assert [(one.mention.entry.english, one.found is not None, one.suggested) for one in checks] == [
        ("Bashar al-Assad", True, ""),
        ("Damascus", False, "Damascus"),
    ]


def test_name_of_another_whom_a_shared_surname_may_mean_is_not_strange(
    checker: Checker, name_index: NameIndex
) -> None:
    entries = {one.english: one for one in name_index.entries}
    source = "قال الأسد."
    shared = Mention(1, Span(4, 9), "الأسد", entries["Bashar al-Assad"], others=(entries["Asma al-Assad"],))
    target = "Asma al-Assad said."
    assert [one for one in checker.check(source, target, [shared]) if one.kind is FlagKind.NAME] == []


def own(english: str, arabic: str, kind: Kind, *accepted: str) -> OwnTerm:
    return replace(blank_term(arabic, kind, english), id=f"own-{english}", accepted=accepted)


def kinds(checker: Checker, entry: OwnTerm, text: str, target: str) -> list[FlagKind]:
    """The flags about an entry that stands in «قال … ذلك.» as `text`."""
    mention = Mention(1, Span(4, 4 + len(text)), text, entry)
    flags = checker.check(f"قال {text} ذلك.", target, [mention])
    return [flag.kind for flag in flags if flag.kind in (FlagKind.TERM, FlagKind.NAME)]


def test_readers_own_form_of_a_place_is_asked_for_to_the_word(checker: Checker) -> None:
    place = own("Halab", "حلب", Kind.PLACE, "Haleb")
    assert kinds(checker, place, "حلب", "He said so in Halab.") == []
    assert kinds(checker, place, "حلب", "He said so in Haleb.") == []
    assert FlagKind.TERM in kinds(checker, place, "حلب", "He said so in town.")


def test_readers_own_person_is_checked_as_a_name_once(checker: Checker) -> None:
    person = own("Rabi Darwish", "ربيع درويش", Kind.PERSON)
    assert kinds(checker, person, "ربيع درويش", "Darwish said so.") == []
    assert kinds(checker, person, "ربيع درويش", "He said so.") == [FlagKind.NAME]


def test_country_adjective_of_an_own_entry_is_not_asked_for(checker: Checker) -> None:
    entry = replace(own("Syria", "سوريا", Kind.PLACE), demonyms=("سوري",))
    mention = Mention(1, Span(0, 6), "السوري", entry, is_name=False)
    flags = checker.check("السوري قال ذلك.", "The Syrian said so.", [mention])
    assert [flag for flag in flags if flag.kind is FlagKind.TERM] == []
