"""What a translation has for the names of its sentence, and what it would have corrected."""

from dataclasses import replace

import pytest

from reader_app.core.alignment import Alignment, Link
from reader_app.core.article import Span
from reader_app.core.checks.name_forms import KnownNames
from reader_app.core.checks.pair import CheckedPair, Named
from reader_app.core.name_check import NameCheck, check_mentions
from reader_app.core.names import GlossaryEntry, Kind, Mention


def entry(
    english: str,
    arabic: str,
    kind: Kind = Kind.PLACE,
    *,
    accepted: tuple[str, ...] = (),
    short: tuple[str, ...] = (),
    demonyms: tuple[str, ...] = (),
) -> GlossaryEntry:
    made = GlossaryEntry(english.lower().replace(" ", "-"), kind, english, arabic, "", "A glossary", "")
    return replace(made, accepted=accepted, short=short, demonyms=demonyms)


ASSAD = entry("Bashar al-Assad", "بشار الأسد", Kind.PERSON, short=("الأسد",), accepted=("Bashar Assad",))
ASMA = entry("Asma al-Assad", "أسماء الأسد", Kind.PERSON)
KERRY = entry("John Kerry", "جون كيري", Kind.PERSON, short=("كيري",))
SYRIA = entry("Syria", "سوريا", demonyms=("سوري",))
DAMASCUS = entry("Damascus", "دمشق")
ALEPPO = entry("Aleppo", "حلب", accepted=("Halab",))
NIGER = entry("Niger", "النيجر")
NIGERIA = entry("Nigeria", "نيجيريا")
AMERICA = entry("United States", "الولايات المتحدة", demonyms=("أمريكي",))
UN = entry("United Nations", "الأمم المتحدة", Kind.ORGANISATION)
KNOWN = KnownNames([ASSAD, ASMA, KERRY, SYRIA, DAMASCUS, ALEPPO, NIGER, NIGERIA, AMERICA, UN])

BEFORE = 100
"""Where the sentence begins in its article."""


def place(text: str, part: str) -> Span:
    start = text.index(part)
    return Span(start, start + len(part))


def mention(
    source: str, text: str, of: GlossaryEntry, *, is_name: bool = True, others: tuple[GlossaryEntry, ...] = ()
) -> Mention:
    span = place(source, text)
    return Mention(1, Span(span.start + BEFORE, span.end + BEFORE), text, of, is_name, others=others)


def check(
    source: str, target: str, *mentions: Mention, links: tuple[tuple[str, str], ...] = ()
) -> tuple[NameCheck, ...]:
    """The checks; `links` are words of the source and of the target, by their texts."""
    names = [
        Named(Span(m.span.start - BEFORE, m.span.end - BEFORE), m.entry, m.is_name, m.entry.accepted)
        for m in mentions
    ]
    names += [Named(names[0].span, other, False) for m in mentions for other in m.others]
    aligned = Alignment(
        tuple(
            Link(
                tuple(place(source, word) for word in ours.split()),
                tuple(place(target, w) for w in theirs.split()),
            )
            for ours, theirs in links
        )
    )
    return check_mentions(CheckedPair(source, target, names, known_names=KNOWN), mentions, BEFORE, aligned)


SAID = "قال بشار الأسد"


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("Bashar al-Assad said", "Bashar al-Assad"),
        ("BASHAR AL-ASSAD said", "BASHAR AL-ASSAD"),
        ("Bashar Assad said", "Bashar Assad"),
        ("Assad said", "Assad"),
        ("Assad’s words", "Assad’s"),
        ("President al-Assad said", "al-Assad"),
    ],
)
def test_person_is_found_in_any_accepted_form(target: str, found: str) -> None:
    (one,) = check(SAID, target, mention(SAID, "بشار الأسد", ASSAD))
    assert one.found is not None
    assert one.found.of(target) == found
    assert (one.instead, one.suggested) == (None, "")


@pytest.mark.parametrize(
    ("source", "text", "of", "target"),
    [
        ("الحكومة السورية", "السورية", SYRIA, "the Syrian government"),
        ("قال السوريون", "السوريون", SYRIA, "Syrians said"),
        ("الخطة الأمريكية", "الأمريكية", AMERICA, "an American plan"),
        ("الخطة الأمريكية", "الأمريكية", AMERICA, "the plan of the U.S."),
    ],
)
def test_adjective_of_a_country_is_found(source: str, text: str, of: GlossaryEntry, target: str) -> None:
    (one,) = check(source, target, mention(source, text, of, is_name=False))
    assert one.found is not None


def test_adjective_that_is_not_there_is_missing_and_nothing_is_offered() -> None:
    source = "الحكومة السورية"
    (one,) = check(
        source,
        "the Serian rule",
        mention(source, "السورية", SYRIA, is_name=False),
        links=(("السورية", "Serian"),),
    )
    assert (one.found, one.suggested) == (None, "")


def test_name_without_alignment_and_without_likeness_is_only_missing() -> None:
    (one,) = check(SAID, "The lion said", mention(SAID, "بشار الأسد", ASSAD))
    assert (one.found, one.instead, one.suggested) == (None, None, "")


@pytest.mark.parametrize(
    ("target", "links", "instead", "corrected"),
    [
        (
            "Beshar Asad said",
            (("بشار", "Beshar"), ("الأسد", "Asad")),
            "Beshar Asad",
            "Bashar al-Assad said",
        ),
        (
            "Bachar al-Assad said",
            (("بشار", "Bachar"), ("الأسد", "al-Assad")),
            "Bachar al-Assad",
            "Bashar al-Assad said",
        ),
        ("Bashar the lion said", (("الأسد", "the lion"),), "Bashar the lion", "Bashar al-Assad said"),
        ("So Bashar Asad’s words", (("الأسد", "Asad’s"),), "Bashar Asad", "So Bashar al-Assad’s words"),
        ("The lion said", (("بشار الأسد", "The lion"),), "The lion", "Bashar al-Assad said"),
        ("Then he said", (("بشار الأسد", "he"),), None, "Then he said"),
    ],
)
def test_what_stands_instead_is_told_and_replaced(
    target: str, links: tuple[tuple[str, str], ...], instead: str | None, corrected: str
) -> None:
    (one,) = check(SAID, target, mention(SAID, "بشار الأسد", ASSAD), links=links)
    assert one.found is None
    assert (one.instead.of(target) if one.instead else None) == instead
    assert one.corrected(target) == corrected


def test_link_that_covers_more_than_the_mention_gives_only_what_sounds_like_it() -> None:
    source = "الرئيس بشار الأسد"
    target = "President Beshar Asad"
    (one,) = check(
        source,
        target,
        mention(source, "بشار الأسد", ASSAD),
        links=(("الرئيس بشار", "President Beshar"), ("الأسد", "Asad")),
    )
    assert one.corrected(target) == "President Bashar al-Assad"


def test_surname_alone_is_corrected_to_the_surname() -> None:
    source, target = "قال كيري", "John Kery said"
    (one,) = check(source, target, mention(source, "كيري", KERRY), links=(("كيري", "Kery"),))
    assert one.suggested == "Kerry"
    assert one.corrected(target) == "John Kerry said"


def test_first_name_alone_is_not_the_person() -> None:
    source = "قال جون كيري"
    (one,) = check(source, "John Smith said", mention(source, "جون كيري", KERRY))
    assert one.found is None


def test_slip_is_found_without_an_alignment() -> None:
    source, target = "وصل إلى دمشق", "He came to Damacus."
    (one,) = check(source, target, mention(source, "دمشق", DAMASCUS))
    assert one.found is None
    assert one.corrected(target) == "He came to Damascus."


def test_slip_in_a_part_of_a_name_is_corrected_alone_without_an_alignment() -> None:
    (one,) = check(SAID, "Bachar al-Asd's words", mention(SAID, "بشار الأسد", ASSAD))
    assert one.corrected("Bachar al-Asd's words") == "Bashar al-Asd's words"


def test_another_known_name_in_its_place_is_no_form_of_it() -> None:
    source, target = "في النيجر", "in Nigeria"
    (one,) = check(source, target, mention(source, "النيجر", NIGER))
    assert one.found is None
    assert one.corrected(target) == "in Niger"


def test_word_that_names_another_mention_is_not_taken_for_this_one() -> None:
    source, target = "من دمشق إلى حلب", "from Damascus to the city"
    one, other = check(
        source,
        target,
        mention(source, "دمشق", DAMASCUS),
        mention(source, "حلب", ALEPPO),
        links=(("دمشق حلب", "Damascus"),),
    )
    assert one.found is not None
    assert (other.found, other.instead) == (None, None)


def test_surname_that_two_share_is_found_for_either_and_never_corrected() -> None:
    source = "قال الأسد"
    shared = mention(source, "الأسد", ASSAD, others=(ASMA,))
    (one,) = check(source, "Asma al-Assad said", shared)
    assert one.found is not None
    (one,) = check(source, "Asd said", shared, links=(("الأسد", "Asd"),))
    assert (one.instead, one.suggested) == (Span(0, 3), "")


def test_place_is_found_where_it_stands_again_under_another_name() -> None:
    source = "في حلب"
    (one,) = check(source, "in Halab", mention(source, "حلب", ALEPPO))
    assert one.found == Span(3, 8)


def test_entry_named_twice_is_looked_at_once_and_one_without_english_not_at_all() -> None:
    source = "دمشق دمشق سمير"
    unknown = entry("", "سمير", Kind.PERSON)
    twice = mention(source, "دمشق", DAMASCUS)
    assert len(check(source, "Damascus", twice, twice, mention(source, "سمير", unknown))) == 1


def test_empty_translation_has_nothing() -> None:
    (one,) = check(SAID, "", mention(SAID, "بشار الأسد", ASSAD), links=())
    assert one == NameCheck(one.mention)
