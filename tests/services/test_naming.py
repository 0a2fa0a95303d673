"""Glossary and tagger joined, with a tagger that says what it is told to."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

import pytest

from reader_app.core.article import Span
from reader_app.core.names import GlossaryEntry, Kind, Mention, TaggedName
from reader_app.core.sentences import build_article
from reader_app.services.name_index import NameIndex
from reader_app.services.naming import LIKELY_SPELLING, NO_SOURCE, find_names

PERSON, PLACE, ORGANISATION = Kind.PERSON, Kind.PLACE, Kind.ORGANISATION


def entry(
    entry_id: str,
    kind: Kind,
    arabic: str,
    *,
    short: Sequence[str] = (),
    cues: Sequence[str] = (),
    demonyms: Sequence[str] = (),
) -> GlossaryEntry:
    return GlossaryEntry(
        entry_id,
        kind,
        entry_id,
        arabic,
        "Defined.",
        "Test",
        "CC0-1.0",
        short=tuple(short),
        cues=tuple(cues),
        demonyms=tuple(demonyms),
    )


INDEX = NameIndex(
    [
        entry("kerry", PERSON, "جون كيري", short=["كيري"]),
        entry("bashar", PERSON, "بشار الأسد", short=["الأسد"]),
        entry("hafez", PERSON, "حافظ الأسد", short=["الأسد"]),
        entry("lavrov", PERSON, "سيرغي لافروف"),
        entry("sudan", PLACE, "السودان", demonyms=["سوداني"]),
        entry("mali", PLACE, "مالي", cues=["جمهورية"]),
        entry("sulaiman", PLACE, "سليمان"),
        entry("sudan-state", PLACE, "دولة السودان"),
        entry("land", PLACE, "أرض سليمان"),
        entry("hamas", ORGANISATION, "حماس", cues=["حركة"]),
    ]
)


class FakeTagger:
    """Tags every occurrence of the given names, as a word or with a clitic before it."""

    def __init__(self, names: Mapping[str, Kind | None], confidence: float = 0.8) -> None:
        self._names = names
        self._confidence = confidence
        self.asked = 0

    def tag(
        self, sentences: Sequence[str], cancelled: Callable[[], bool] = lambda: False
    ) -> Sequence[Sequence[TaggedName]]:
        self.asked += 1
        return [self._in(sentence) for sentence in sentences]

    def _in(self, sentence: str) -> list[TaggedName]:
        found: list[TaggedName] = []
        for name in sorted(self._names, key=len, reverse=True):
            for match in re.finditer(rf"(?<!\w)[وبلف]{{0,2}}({name})(?!\w)", sentence):
                span = Span(*match.span(1))
                if all(span.end <= t.span.start or t.span.end <= span.start for t in found):
                    found.append(TaggedName(span, self._names[name], self._confidence))
        return sorted(found, key=lambda tagged: tagged.span)


class FakeSpeller:
    def likely(self, arabic: str, kind: Kind) -> Sequence[str]:
        return [f"{kind} {arabic}", "another"] if arabic != "بلا" else []

    def likely_of_each(self, names: Iterable[tuple[str, Kind]]) -> Sequence[Sequence[str]]:
        return [self.likely(*name) for name in names]


def found(text: str, names: Mapping[str, Kind | None], confidence: float = 0.8) -> tuple[Mention, ...]:
    article = build_article(text)
    mentions = find_names(article, INDEX, FakeTagger(names, confidence))
    assert all(mention.span.of(article.text) == mention.text for mention in mentions)
    return mentions


def meant(text: str, names: Mapping[str, Kind | None], confidence: float = 0.8) -> list[tuple[str, str]]:
    return [(mention.text, mention.entry.id) for mention in found(text, names, confidence)]


def test_without_a_tagger_only_the_glossary_is_found() -> None:
    mentions = find_names(build_article("قال جون كيري لعلي كردي شيئا."), INDEX)
    assert [mention.entry.id for mention in mentions] == ["kerry"]


def test_tagged_name_that_nobody_lists_is_a_mention_of_its_own() -> None:
    (mention,) = found("قال علي كردي شيئا.", {"علي كردي": PERSON})
    assert (mention.entry.id, mention.entry.kind) == ("unlisted-person-علي-كردي", PERSON)
    assert (mention.entry.english, mention.entry.source) == ("", NO_SOURCE)


def test_two_holders_of_an_office_are_no_person_though_the_tagger_sees_one() -> None:
    assert meant("اتصال بين وزيري الدفاع.", {"وزيري": PERSON}) == []
    assert [name for name, _ in meant("قال سمير وزيري.", {"سمير وزيري": PERSON})] == ["سمير وزيري"]


def test_listed_name_is_the_entry_and_no_second_mention() -> None:
    assert meant("قال جون كيري شيئا.", {"جون كيري": PERSON}) == [("جون كيري", "kerry")]


def test_organisation_that_nobody_lists_is_no_mention() -> None:
    assert meant("قالت شركة النور شيئا.", {"شركة النور": ORGANISATION}) == []


def test_place_inside_an_organisation_leads_to_its_card_but_is_not_named() -> None:
    (mention,) = found("في جامعة السودان ناس.", {"جامعة السودان": ORGANISATION})
    assert (mention.text, mention.entry.id) == ("السودان", "sudan")
    assert (mention.is_name, mention.inside) == (False, True)
    (mention,) = found("في جامعة السودان ناس.", {"جامعة السودان": ORGANISATION}, 0.3)
    assert (mention.is_name, mention.inside) == (True, False)


def test_place_inside_an_event_leads_to_its_card_but_is_not_named() -> None:
    (mention,) = found("في كأس السودان ناس.", {"كأس السودان": None})
    assert (mention.text, mention.is_name, mention.inside) == ("السودان", False, True)


def test_event_that_nobody_lists_is_no_mention() -> None:
    assert meant("في كأس النور ناس.", {"كأس النور": None}) == []


def test_person_inside_an_organisation_leads_to_their_card_but_is_not_named() -> None:
    (mention,) = found("في مستشفى جون كيري ناس.", {"مستشفى جون كيري": ORGANISATION})
    assert (mention.entry.id, mention.is_name, mention.inside) == ("kerry", False, True)


def test_country_that_is_a_team_leads_to_its_card_but_is_not_named() -> None:
    (mention,) = found("فاز السودان أمس.", {"السودان": ORGANISATION}, 0.7)
    assert (mention.entry.id, mention.is_name, mention.inside) == ("sudan", False, True)
    (mention,) = found("فاز السودان أمس.", {"السودان": ORGANISATION}, 0.3)
    assert (mention.is_name, mention.inside) == (True, False)


def test_listed_name_with_its_sort_before_it_is_the_name_that_the_tagger_sees() -> None:
    assert meant("زار دولة السودان.", {"السودان": PLACE}) == [("السودان", "sudan-state")]
    assert meant("زار دولة السودان.", {}) == [("دولة السودان", "sudan-state")]


def test_listed_name_keeps_a_word_that_is_part_of_it_though_the_tagger_leaves_it_out() -> None:
    assert meant("زار أرض سليمان.", {"سليمان": PLACE}) == [("أرض سليمان", "land")]


def test_organisation_spelled_like_a_place_is_not_the_place() -> None:
    assert meant("فاز سليمان أمس.", {"سليمان": ORGANISATION}, 0.95) == []
    assert meant("فاز سليمان أمس.", {"سليمان": ORGANISATION}, 0.3) == [("سليمان", "sulaiman")]


def test_town_behind_a_clitic_needs_the_taggers_word_and_a_country_does_not() -> None:
    assert meant("قال وسليمان شيئا.", {}) == []
    assert meant("قال وسليمان شيئا.", {"سليمان": PLACE}) == [("سليمان", "sulaiman")]
    assert meant("قال سليمان شيئا.", {}) == [("سليمان", "sulaiman")]
    assert meant("قال والسودان شيئا.", {}) == [("السودان", "sudan")]


def test_tagged_kind_is_evidence_for_an_entry_that_needs_some() -> None:
    assert meant("سافر نحو مالي.", {}) == []
    assert meant("سافر نحو مالي.", {"مالي": PLACE}) == [("مالي", "mali")]
    assert meant("قالت حماس شيئا.", {"حماس": ORGANISATION}) == [("حماس", "hamas")]


def test_longer_person_takes_the_place_of_the_surname_and_of_an_adjective() -> None:
    text = "قال بشار الأسد إن أسماء الأسد وعمر السوداني هنا."
    names = {"بشار الأسد": PERSON, "أسماء الأسد": PERSON, "عمر السوداني": PERSON}
    assert meant(text, names) == [
        ("بشار الأسد", "bashar"),
        ("أسماء الأسد", "unlisted-person-أسماء-الأسد".replace("أ", "ا")),
        ("عمر السوداني", "unlisted-person-عمر-السوداني"),
    ]


def test_middle_name_does_not_make_another_person() -> None:
    assert meant("قال جون فوربس كيري ثم خرج كيري.", {"جون فوربس كيري": PERSON, "كيري": PERSON}) == [
        ("جون فوربس كيري", "kerry"),
        ("كيري", "kerry"),
    ]


def test_tagged_place_does_not_hide_the_country_in_it() -> None:
    assert meant("في مطار السودان.", {"مطار السودان": PLACE}, 0.99) == [("السودان", "sudan")]


@pytest.mark.parametrize(("confidence", "text"), [(0.95, "سليمان الكبرى"), (0.6, "سليمان")])
def test_longer_place_is_another_only_where_the_tagger_is_sure(confidence: float, text: str) -> None:
    assert [name for name, _ in meant("في سليمان الكبرى.", {"سليمان الكبرى": PLACE}, confidence)] == [text]


def test_place_named_after_a_listed_person_is_not_the_person() -> None:
    (mention,) = found("في شارع جون كيري.", {"شارع جون كيري": PLACE}, 0.95)
    assert (mention.text, mention.entry.kind) == ("شارع جون كيري", PLACE)


@pytest.mark.parametrize(("confidence", "kind"), [(0.95, "person"), (0.6, "place")])
def test_place_is_a_person_only_where_the_tagger_is_sure(confidence: float, kind: str) -> None:
    (mention,) = found("قال سليمان شيئا.", {"سليمان": PERSON}, confidence)
    assert mention.entry.kind == kind


def test_country_stays_a_country_however_sure_the_tagger_is() -> None:
    assert meant("قال السودان شيئا.", {"السودان": PERSON}, 0.99) == [("السودان", "sudan")]


def test_surname_after_the_full_name_is_the_same_person_also_with_a_clitic() -> None:
    text = "قال علي كردي شيئا. وكردي يسكن هنا."
    mentions = found(text, {"علي كردي": PERSON, "كردي": PERSON})
    assert [mention.text for mention in mentions] == ["علي كردي", "كردي"]
    assert mentions[0].entry == mentions[1].entry
    assert mentions[0].entry.short == ("كردي",)


def test_surname_before_the_full_name_is_the_same_person() -> None:
    mentions = found("غضب كردي. وتكلم علي كردي.", {"علي كردي": PERSON, "كردي": PERSON})
    assert len({mention.entry.id for mention in mentions}) == 1


def test_lone_surname_is_presumed_to_be_the_listed_person_known_by_it() -> None:
    (mention,) = found("قال كيري إن الاجتماع مهم.", {"كيري": PERSON})
    assert (mention.entry.id, mention.is_presumed) == ("kerry", True)


def test_lone_surname_of_two_listed_people_tells_the_other() -> None:
    (mention,) = found("قال الأسد إن الاجتماع مهم.", {"الأسد": PERSON})
    assert mention.is_presumed
    assert (mention.entry.id, [other.id for other in mention.others]) == ("bashar", ["hafez"])


def test_lone_surname_is_nobody_known_where_somebody_in_the_article_bears_it() -> None:
    first, second = found("قالت ليلى كيري ذلك. وأضافت كيري.", {"ليلى كيري": PERSON, "كيري": PERSON})
    assert first.entry.id == second.entry.id == "unlisted-person-ليلي-كيري"
    assert not second.is_presumed


def test_short_form_that_others_bear_as_a_first_name_is_nobody_known() -> None:
    index = NameIndex(
        [
            entry("salah", PERSON, "محمد صلاح", short=["صلاح"]),
            entry("jadid", PERSON, "صلاح جديد"),
        ]
    )
    (mention,) = find_names(
        build_article("قال صلاح ذلك."), index, FakeTagger({"صلاح": PERSON}), FakeSpeller()
    )
    assert not mention.is_presumed
    assert mention.entry.source == LIKELY_SPELLING


def test_full_name_in_the_article_needs_no_presumption() -> None:
    mentions = found("قال كيري ذلك. وكان جون كيري هناك.", {"كيري": PERSON, "جون كيري": PERSON})
    assert [(m.entry.id, m.is_presumed) for m in mentions] == [("kerry", False), ("kerry", False)]


def test_surname_of_a_listed_person_without_a_short_form_is_that_person() -> None:
    assert meant("وصل سيرغي لافروف. ثم تكلم لافروف.", {"لافروف": PERSON}) == [
        ("سيرغي لافروف", "lavrov"),
        ("لافروف", "lavrov"),
    ]


def test_second_spelling_is_the_same_person() -> None:
    text = "التقى سيرغي شويجر الوزير. وقال سيرغي شويغو إنه سعيد. وخرج جوتيريس. وتكلم أنطونيو غوتيريش."
    names = {"سيرغي شويجر": PERSON, "سيرغي شويغو": PERSON, "جوتيريس": PERSON, "أنطونيو غوتيريش": PERSON}
    shoigu, other, guterres, antonio = found(text, names)
    assert shoigu.entry == other.entry
    assert shoigu.entry.full_forms == ("سيرغي شويجر", "سيرغي شويغو")
    assert guterres.entry == antonio.entry
    assert shoigu.entry != antonio.entry


def test_two_spellings_in_one_sentence_are_two_people() -> None:
    text = "التقى علي منصوري أخاه علي منصوره."
    one, other = found(text, {"علي منصوري": PERSON, "علي منصوره": PERSON})
    assert one.entry != other.entry


def test_surname_that_two_people_share_means_the_last_named_and_tells_the_other() -> None:
    text = "قال علي كردي شيئا. ثم سعاد كردي. وخرج كردي. وعاد علي كردي. وخرج كردي."
    names = {"علي كردي": PERSON, "سعاد كردي": PERSON, "كردي": PERSON}
    ali, suad, first, _, second = found(text, names)
    assert (first.entry, first.others) == (suad.entry, (ali.entry,))
    assert (second.entry, second.others) == (ali.entry, (suad.entry,))
    assert ali.others == ()


def test_listed_surname_that_two_people_share_tells_the_other() -> None:
    mentions = found("حافظ الأسد ثم بشار الأسد. وقال الأسد.", {})
    assert [(m.entry.id, [other.id for other in m.others]) for m in mentions] == [
        ("hafez", []),
        ("bashar", []),
        ("bashar", ["hafez"]),
    ]


def test_place_is_one_entry_however_often_it_is_named() -> None:
    mentions = found("زار سنابرة. وفي سنابرة ناس.", {"سنابرة": PLACE})
    assert [mention.entry.id for mention in mentions] == ["unlisted-place-سنابره"] * 2


def test_speller_gives_the_english_its_source_and_what_else_it_may_be() -> None:
    article = build_article("قال علي كردي لبلا شيئا.")
    tagger = FakeTagger({"علي كردي": PERSON, "بلا": PERSON})
    named, unknown = find_names(article, INDEX, tagger, FakeSpeller())
    assert (named.entry.english, named.entry.source) == ("person علي كردي", LIKELY_SPELLING)
    assert named.entry.accepted == ("another",)
    assert (unknown.entry.english, unknown.entry.source) == ("", NO_SOURCE)


def test_nothing_is_made_of_what_a_tagger_says_that_was_stopped() -> None:
    stopped: list[bool] = []

    class Stopped:
        def tag(
            self, sentences: Sequence[str], cancelled: Callable[[], bool] = lambda: False
        ) -> Sequence[Sequence[TaggedName]]:
            stopped.append(True)
            assert cancelled()
            return ()

    article = build_article("قال علي كردي شيئا.")
    assert find_names(article, INDEX, Stopped(), cancelled=lambda: bool(stopped)) == ()


def test_cancelled_run_gives_nothing_and_asks_no_tagger() -> None:
    tagger = FakeTagger({"علي كردي": PERSON})
    assert find_names(build_article("قال علي كردي شيئا."), INDEX, tagger, cancelled=lambda: True) == ()
    assert tagger.asked == 0


def test_name_in_latin_letters_is_its_own_english() -> None:
    (mention,) = found("قال Albert Einstein ذلك.", {"Albert Einstein": PERSON})
    assert (mention.entry.english, mention.entry.source) == ("Albert Einstein", NO_SOURCE)
